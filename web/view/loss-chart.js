// Draws loss and accuracy over the epochs, with exact read-outs. Must not know the network, nor why it stopped.

/** @import uPlot from 'uplot' */
import { rowOf } from './nearest-row.js';
import { formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * Columns of equal length; a value that is missing or not finite is a gap.
 * @typedef {Object} LossHistory
 * @property {ArrayLike<number>} epochs  rising
 * @property {ArrayLike<number | null>} trainLoss
 * @property {ArrayLike<number | null>} [testLoss]
 * @property {ArrayLike<number | null>} [trainAccuracy]  shares 0..1; all missing for a regression
 * @property {ArrayLike<number | null>} [testAccuracy]
 * @property {number | null} [baseline]  the loss of guessing
 * @property {{ epochs: ArrayLike<number>, trainLoss: ArrayLike<number | null> } | null} [before]  another run, to compare with
 */

/** Every curve: its colour says the measure, its dash the rows it was measured on. */
const curves = /** @type {const} */ ([
  { key: 'trainLoss', measure: 'loss', rows: 'train', colour: 'text', dash: [], width: 2 },
  { key: 'testLoss', measure: 'loss', rows: 'test', colour: 'text', dash: [5, 3], width: 1.25 },
  { key: 'trainAccuracy', measure: 'accuracy', rows: 'train', colour: 'accent', dash: [], width: 2 },
  { key: 'testAccuracy', measure: 'accuracy', rows: 'test', colour: 'accent', dash: [5, 3], width: 1.25 },
]);

/** @typedef {(number | null)[]} Column */

/** Points kept for each CSS pixel of width: at one bucket a pixel nothing that could be seen is lost. */
const BUCKETS_PER_PX = 1;
const DEFAULT_BUCKETS = 600;

/** A logarithmic loss axis from this ratio of largest to smallest on, and back to a linear one below the other. */
const LOGARITHMIC_FROM = 30;
const LINEAR_BELOW = 12;

const FONT_PX = 11;
/** Widest letter of the chart's font on average, in font sizes: an axis is as wide as its longest label. */
const LETTER = 0.66;
const AXIS_GAP_PX = 6;
const BOTTOM_AXIS_PX = 24;
/** Without a box of its own the plot is this high. */
const MIN_PLOT_PX = 90;

/** @param {number | null | undefined} value */
const finiteOrNull = (value) => (typeof value === 'number' && Math.abs(value) < Infinity ? value : null);

/**
 * Fewer points that draw the same picture: in each bucket the first and last row and each column's smallest and largest value stay.
 *
 * Shape    columns of equal length n → columns of one length, at most buckets · (2 + 2 · columns); all rows when n is
 *          not larger than the number of buckets.
 * Trap     Values that are not finite become null; a bucket keeps one such row for each column, so that a gap stays.
 * @param {ArrayLike<number>} x  rising
 * @param {readonly ArrayLike<number | null>[]} columns
 * @param {number} buckets
 * @returns {{ x: number[], columns: Column[] }}
 */
export function decimate(x, columns, buckets) {
  const count = x.length;
  /** @type {number[]} */
  let kept = [];
  if (count <= buckets) kept = Array.from({ length: count }, (_, row) => row);
  else {
    for (let bucket = 0; bucket < buckets; bucket++) {
      const from = Math.floor((bucket * count) / buckets);
      const to = Math.floor(((bucket + 1) * count) / buckets);
      const rows = new Set([from, to - 1]);
      for (const column of columns) {
        let lowest = -1;
        let highest = -1;
        let gap = -1;
        for (let row = from; row < to; row++) {
          const value = finiteOrNull(column[row]);
          if (value === null) {
            if (gap < 0) gap = row;
            continue;
          }
          if (lowest < 0 || value < /** @type {number} */ (column[lowest])) lowest = row;
          if (highest < 0 || value > /** @type {number} */ (column[highest])) highest = row;
        }
        for (const row of [lowest, highest, gap]) if (row >= 0) rows.add(row);
      }
      kept.push(...[...rows].sort((a, b) => a - b));
    }
  }
  return {
    x: kept.map((row) => x[row]),
    columns: columns.map((column) => kept.map((row) => finiteOrNull(column[row]))),
  };
}

/**
 * Smallest and largest of the finite values; null when there is none.
 * @param {readonly ArrayLike<number | null | undefined>[]} columns
 * @returns {{ min: number, max: number } | null}
 */
export function extent(columns) {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    for (let row = 0; row < column.length; row++) {
      const value = finiteOrNull(column[row]);
      if (value === null) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}

/**
 * Whether the losses are read better on a logarithmic axis: they span decades and none is zero.
 * @param {{ min: number, max: number } | null} span
 * @param {boolean} before  what the axis is now; near the threshold it stays
 * @returns {boolean}
 */
export function prefersLogarithm(span, before) {
  if (!span || !(span.min > 0)) return false;
  return span.max / span.min >= (before ? LINEAR_BELOW : LOGARITHMIC_FROM);
}

/**
 * Bounds of the loss axis, with some air around the curves.
 * @param {{ min: number, max: number } | null} span
 * @param {boolean} logarithmic
 * @returns {[number, number]}
 */
export function lossBounds(span, logarithmic) {
  if (!span) return [0, 1];
  if (logarithmic) {
    const air = (span.max / span.min) ** 0.06;
    return [span.min / air, span.max * air];
  }
  const top = span.max > 0 ? span.max * 1.08 : 1;
  // Losses are seldom negative; where one is, the axis goes down to it.
  return [span.min < 0 ? span.min * 1.08 : 0, top];
}

/**
 * Positions of the ticks of a logarithmic axis: the decades, and where there are fewer than two of them 2 and 5 as well.
 * @param {number} min  positive
 * @param {number} max
 * @returns {number[]}
 */
export function logarithmicTicks(min, max) {
  const first = Math.floor(Math.log10(min));
  const last = Math.ceil(Math.log10(max));
  /** @param {readonly number[]} steps */
  const at = (steps) => {
    const ticks = [];
    for (let exponent = first; exponent <= last; exponent++) {
      // Division gives 0.01 exactly where a product of powers would give 0.010000000000000002.
      for (const step of steps) ticks.push(exponent < 0 ? step / 10 ** -exponent : step * 10 ** exponent);
    }
    return ticks.filter((tick) => tick >= min && tick <= max);
  };
  const decades = at([1]);
  if (decades.length < 2) return at([1, 2, 5]);
  const stride = Math.ceil(decades.length / 6);
  return decades.filter((_, index) => (decades.length - 1 - index) % stride === 0);
}

/**
 * Two sentences about a run, for those who do not see the curves.
 * @param {LossHistory | null} history
 * @returns {string}
 */
export function describeLoss(history) {
  const count = history?.epochs.length ?? 0;
  if (!history || count === 0) return 'No epoch trained yet.';
  /** @param {ArrayLike<number | null> | undefined} column */
  const last = (column) => finiteOrNull(column?.[count - 1]);
  const first = finiteOrNull(history.trainLoss[0]);
  const now = last(history.trainLoss);
  const start = first !== null && count > 1 ? `, from ${formatNumber(first)} at the start` : '';
  const test = last(history.testLoss);
  const accuracy = last(history.trainAccuracy);
  const testAccuracy = last(history.testAccuracy);
  const baseline = finiteOrNull(history.baseline);
  const parts = [
    `Epoch ${formatNumber(history.epochs[count - 1], 6)}: training loss ${now === null ? 'not finite' : formatNumber(now)}${start}`,
    test === null ? '' : `test loss ${formatNumber(test)}`,
    accuracy === null ? '' : `training accuracy ${formatShare(accuracy)}`,
    testAccuracy === null ? '' : `test accuracy ${formatShare(testAccuracy)}`,
  ];
  const guess = baseline === null ? '' : ` Guessing gives a loss of ${formatNumber(baseline)}.`;
  const old = finiteOrNull(history.before?.trainLoss[history.before.trainLoss.length - 1]);
  const before = old === null ? '' : ` The run before had ended at a training loss of ${formatNumber(old)}.`;
  return `${parts.filter(Boolean).join(', ')}.${guess}${before}`;
}

/**
 * The style sheet text of the chart: uPlot's structural rules and the read-out line. It belongs into the shadow root.
 */
export const lossChartCss = `
.relu-loss{display:flex;flex-direction:column;min-width:0;min-height:0;height:100%;touch-action:pan-y;font-variant-numeric:tabular-nums}
.relu-loss-readout{display:grid;grid-template-columns:minmax(7.2em,max-content) repeat(2,minmax(6.2em,max-content));gap:0 1.1em;align-items:center;margin:0 0 .3em;font-size:.75rem;line-height:1.4;color:var(--relu-muted-text)}
.relu-loss-readout>*{white-space:nowrap}
.relu-loss-readout>[hidden]{display:none}
.relu-loss-readout b{font-weight:600}
.relu-loss-readout i{display:inline-block;vertical-align:middle;width:1.7em;height:0;margin-right:.45em;border-top:2px solid currentColor}
.relu-loss-readout i.relu-test{border-top:1.5px dashed currentColor}
.relu-loss-readout .relu-loss-measure{color:var(--relu-text)}
.relu-loss-readout .relu-accuracy-measure{color:var(--relu-accent)}
.relu-loss-plot{flex:1 1 auto;min-height:${MIN_PLOT_PX}px;position:relative;overflow:hidden}
.uplot,.uplot *{box-sizing:border-box}
.uplot{position:absolute;inset:0 auto auto 0;width:min-content;line-height:1.5}
.u-wrap{position:relative;user-select:none;-webkit-user-select:none}
.u-over,.u-under{position:absolute}
.u-under{overflow:hidden}
.uplot canvas{display:block;position:relative;width:100%;height:100%}
.u-axis{position:absolute}
.u-cursor-x,.u-cursor-y{position:absolute;left:0;top:0;pointer-events:none}
.u-hz .u-cursor-x{height:100%;border-right:1px solid var(--relu-line)}
.u-cursor-pt{position:absolute;top:0;left:0;border-radius:50%;border:0 solid;pointer-events:none;background-clip:padding-box!important}
.u-axis.u-off,.u-select,.u-cursor-x.u-off,.u-cursor-y.u-off,.u-cursor-pt.u-off,.u-legend{display:none}
`;

/**
 * Loss on the left axis, accuracy on the right one; above the plot the exact values at the cursor, or the last ones.
 *
 * The container holds the style sheet `lossChartCss`, and gives the chart its width and height.
 */
export class LossChart {
  /** @type {typeof uPlot | null} */ #library = null;
  /** @type {uPlot | null} */ #plot = null;
  #destroyed = false;
  /** @type {LossHistory | null} */ #history = null;
  /** @type {Theme | null} */ #theme = null;
  /** What the plot was built for: another answer needs another plot. */
  #built = { logarithmic: false, accuracy: false, theme: /** @type {Theme | null} */ (null) };
  /** @type {{ min: number, max: number } | null} */ #span = null;
  #width = 0;
  #height = 0;

  /** @param {HTMLElement} container */
  constructor(container) {
    const document = container.ownerDocument;
    this.root = document.createElement('div');
    this.root.className = 'relu-loss';
    this.readout = document.createElement('div');
    this.readout.className = 'relu-loss-readout';
    this.frame = document.createElement('div');
    this.frame.className = 'relu-loss-plot';
    this.root.append(this.readout, this.frame);
    // A small table: epoch, train and test above; then each measure with its two values.
    this.epoch = addCell(this.readout, 'b', '');
    this.heads = /** @type {const} */ (['train', 'test']).map((rows) => {
      const head = addCell(this.readout, 'span', rows);
      const line = document.createElement('i');
      line.className = `relu-${rows}`;
      head.prepend(line);
      return head;
    });
    /** @type {HTMLElement[]} */
    this.values = [];
    this.measures = /** @type {const} */ (['loss', 'accuracy']).map((measure) => {
      const name = addCell(this.readout, 'span', measure, `relu-${measure}-measure`);
      const cells = curves
        .filter((curve) => curve.measure === measure)
        .map(() => addCell(this.readout, 'b', '', name.className));
      this.values.push(...cells);
      return { measure, name, cells };
    });
    container.append(this.root);
    this.observer = new ResizeObserver((entries) => {
      const { inlineSize, blockSize } = entries[entries.length - 1].contentBoxSize[0];
      this.#width = Math.floor(inlineSize);
      this.#height = Math.max(MIN_PLOT_PX, Math.floor(blockSize));
      this.#draw(true);
    });
    this.observer.observe(this.frame);
    // The library asks for the reader's number format when it is loaded, and throws where the system has no language (LANG=C). The
    // values above the plot are there all the same.
    import('uplot').then(
      ({ default: library }) => {
        this.#library = library;
        if (!this.#destroyed) this.#draw(true);
      },
      () => {},
    );
  }

  /**
   * @param {LossHistory} history
   * @param {Theme} theme
   */
  update(history, theme) {
    this.#history = history;
    this.#theme = theme;
    this.#draw(false);
  }

  /** Sentences that stand for the picture. */
  describe() {
    return describeLoss(this.#history);
  }

  destroy() {
    this.#destroyed = true;
    this.observer.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
    this.#history = null;
    this.root.remove();
  }

  /** @param {boolean} resized */
  #draw(resized) {
    const history = this.#history;
    const theme = this.#theme;
    if (!history || !theme) return;
    const columns = curves.map(({ key }) => history[key] ?? []);
    const few = decimate(history.epochs, columns, this.#width * BUCKETS_PER_PX || DEFAULT_BUCKETS);
    this.#span = extent([few.columns[0], few.columns[1], [history.baseline], history.before?.trainLoss ?? []]);
    const accuracy = extent([few.columns[2], few.columns[3]]) !== null;
    const logarithmic = prefersLogarithm(this.#span, this.#built.logarithmic);
    this.#arrangeReadout(logarithmic, accuracy, extent([few.columns[1], few.columns[3]]) !== null);
    if (!this.#library || this.#width < 1) return this.#showValues(this.#cursorRow());
    const built = this.#built;
    const data = /** @type {uPlot.AlignedData} */ ([few.x, ...few.columns]);
    if (this.#plot && built.logarithmic === logarithmic && built.accuracy === accuracy && built.theme === theme) {
      if (resized) this.#plot.setSize({ width: this.#width, height: this.#height });
      this.#plot.setData(data);
    } else {
      this.#plot?.destroy();
      this.#built = { logarithmic, accuracy, theme };
      this.#plot = new this.#library(this.#options(theme, logarithmic, accuracy), data, this.frame);
    }
    this.#showValues(this.#cursorRow());
  }

  /**
   * @param {Theme} theme
   * @param {boolean} logarithmic
   * @param {boolean} accuracy
   * @returns {uPlot.Options}
   */
  #options(theme, logarithmic, accuracy) {
    const font = `${FONT_PX}px ${theme.font}`;
    const axis = { font, stroke: theme.mutedText, ticks: { show: false }, gap: AXIS_GAP_PX, size: labelSpace };
    const rule = { stroke: theme.grid, width: 1 };
    return {
      width: this.#width,
      height: this.#height,
      padding: [8, accuracy ? 0 : 10, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { size: 7, width: 2, fill: theme.surface },
      },
      scales: {
        x: { time: false, range: (_, min, max) => [Math.min(min ?? 0, 0), Math.max(max ?? 1, 1, this.#lastBefore())] },
        loss: { distr: logarithmic ? 3 : 1, range: () => lossBounds(this.#span, logarithmic) },
        accuracy: { range: () => [0, 1] },
      },
      axes: [
        {
          ...axis,
          size: BOTTOM_AXIS_PX,
          space: 56,
          grid: { show: false },
          values: (_, ticks) => ticks.map((tick) => formatNumber(tick, 6)),
          incrs: wholeSteps,
        },
        {
          ...axis,
          scale: 'loss',
          space: 26,
          grid: rule,
          values: (_, ticks) => ticks.map((tick) => formatNumber(tick, 6)),
          ...(logarithmic
            ? {
                splits: (
                  /** @type {uPlot} */ _,
                  /** @type {number} */ __,
                  /** @type {number} */ min,
                  /** @type {number} */ max,
                ) => logarithmicTicks(min, max),
                filter: (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) => ticks,
              }
            : {}),
        },
        {
          ...axis,
          show: accuracy,
          scale: 'accuracy',
          side: 1,
          space: 30,
          grid: { show: false },
          stroke: theme.accent,
          splits: () => [0, 0.25, 0.5, 0.75, 1],
          values: (_, ticks) => ticks.map((tick) => `${tick * 100} %`),
        },
      ],
      series: [
        {},
        ...curves.map(({ measure, colour, dash, width }) => ({
          scale: measure,
          show: measure === 'loss' || accuracy,
          stroke: theme[colour],
          width,
          dash: [...dash],
          spanGaps: false,
          // A single epoch is a point, not a line.
          points: { show: (/** @type {uPlot} */ plot) => plot.data[0].length < 3, size: 5, fill: theme[colour] },
        })),
      ],
      hooks: {
        drawAxes: [(plot) => this.#drawBaseline(plot, theme, false), (plot) => this.#drawBefore(plot, theme)],
        draw: [(plot) => this.#drawBaseline(plot, theme, true)],
        setCursor: [() => this.#showValues(this.#cursorRow())],
      },
    };
  }

  /**
   * The loss of guessing: its line lies under the curves, its label over them.
   * @param {uPlot} plot
   * @param {Theme} theme
   * @param {boolean} label
   */
  #drawBaseline(plot, theme, label) {
    const baseline = finiteOrNull(this.#history?.baseline);
    if (baseline === null) return;
    const { ctx: context, bbox } = plot;
    const ratio = /** @type {typeof uPlot} */ (this.#library).pxRatio;
    // A logarithmic axis has no place for a baseline of zero: the comparison fails for what is not finite.
    const y = Math.round(plot.valToPos(baseline, 'loss', true));
    if (!(y >= bbox.top && y <= bbox.top + bbox.height)) return;
    context.save();
    if (!label) {
      context.strokeStyle = theme.line;
      context.lineWidth = ratio;
      context.setLineDash([2 * ratio, 3 * ratio]);
      context.beginPath();
      context.moveTo(bbox.left, y);
      context.lineTo(bbox.left + bbox.width, y);
      context.stroke();
    } else {
      const below = this.#labelBelow(
        baseline,
        y + (FONT_PX + 8) * ratio < bbox.top + bbox.height,
        y - (FONT_PX + 6) * ratio > bbox.top,
      );
      const text = `guessing ${formatNumber(baseline)}`;
      const x = bbox.left + bbox.width - 6 * ratio;
      const textY = y + (below ? 6 : -5) * ratio;
      context.font = `${FONT_PX * ratio}px ${theme.font}`;
      context.textAlign = 'right';
      context.textBaseline = below ? 'top' : 'bottom';
      context.lineWidth = 4 * ratio;
      context.lineJoin = 'round';
      context.strokeStyle = theme.surface;
      context.strokeText(text, x, textY);
      context.fillStyle = theme.mutedText;
      context.fillText(text, x, textY);
    }
    context.restore();
  }

  /** The last epoch of the run before; 0 where there is none. */
  #lastBefore() {
    const epochs = this.#history?.before?.epochs;
    return epochs?.[epochs.length - 1] ?? 0;
  }

  /**
   * The loss of the run before: faint and dashed, under the curves of this one.
   * @param {uPlot} plot
   * @param {Theme} theme
   */
  #drawBefore(plot, theme) {
    const before = this.#history?.before;
    if (!before || before.epochs.length === 0) return;
    const few = decimate(before.epochs, [before.trainLoss], this.#width * BUCKETS_PER_PX || DEFAULT_BUCKETS);
    const { ctx: context, bbox } = plot;
    const ratio = /** @type {typeof uPlot} */ (this.#library).pxRatio;
    context.save();
    context.beginPath();
    context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    context.clip();
    context.beginPath();
    few.x.forEach((epoch, row) => {
      const loss = few.columns[0][row];
      // The first point starts the line: a path without one begins where it is told to go.
      if (loss !== null) context.lineTo(plot.valToPos(epoch, 'x', true), plot.valToPos(loss, 'loss', true));
    });
    context.strokeStyle = theme.mutedText;
    context.lineWidth = 1.5 * ratio;
    context.setLineDash([7 * ratio, 4 * ratio]);
    context.stroke();
    // Where the curve has settled, but clear of the right end, where the baseline has its label.
    const row = Math.floor(few.x.length * 0.25);
    const loss = few.columns[0][row];
    if (loss !== null && loss !== undefined) {
      const y = plot.valToPos(loss, 'loss', true);
      const isHigh = y - bbox.top < (FONT_PX + 8) * ratio;
      const place = /** @type {const} */ ([plot.valToPos(few.x[row], 'x', true), y + (isHigh ? 5 : -4) * ratio]);
      context.setLineDash([]);
      context.font = `${FONT_PX * ratio}px ${theme.font}`;
      context.textAlign = 'center';
      context.textBaseline = isHigh ? 'top' : 'bottom';
      context.lineWidth = 4 * ratio;
      context.lineJoin = 'round';
      context.strokeStyle = theme.surface;
      context.strokeText('before', ...place);
      context.fillStyle = theme.mutedText;
      context.fillText('before', ...place);
    }
    context.restore();
  }

  /**
   * On which side of the baseline its label is clear of the latest losses.
   * @param {number} baseline
   * @param {boolean} roomBelow
   * @param {boolean} roomAbove
   */
  #labelBelow(baseline, roomBelow, roomAbove) {
    if (!roomBelow || !roomAbove) return roomBelow;
    const history = this.#history;
    if (!history) return false;
    const latest = Math.floor(history.epochs.length * 0.7);
    let above = 0;
    let below = 0;
    for (const column of [history.trainLoss, history.testLoss ?? []]) {
      for (let row = latest; row < column.length; row++) {
        const value = finiteOrNull(column[row]);
        if (value === null) continue;
        if (value >= baseline) above++;
        else below++;
      }
    }
    return above > below;
  }

  /** The row under the cursor, else the last one; −1 when there is none. */
  #cursorRow() {
    const epochs = this.#history?.epochs ?? [];
    const left = this.#plot?.cursor.left ?? -1;
    return this.#plot && left >= 0 ? rowOf(epochs, this.#plot.posToVal(left, 'x')) : epochs.length - 1;
  }

  /** @param {number} row  −1 when there is none */
  #showValues(row) {
    const history = this.#history;
    if (!history) return;
    setText(this.epoch, `epoch ${row < 0 ? '–' : formatNumber(Math.floor(history.epochs[row] * 10) / 10, 6)}`);
    curves.forEach(({ key, measure }, index) => {
      const value = row < 0 ? null : finiteOrNull(history[key]?.[row]);
      setText(this.values[index], value === null ? '–' : measure === 'loss' ? formatNumber(value) : formatShare(value));
    });
  }

  /**
   * Shows the rows and columns that this run has.
   * @param {boolean} logarithmic
   * @param {boolean} accuracy
   * @param {boolean} test
   */
  #arrangeReadout(logarithmic, accuracy, test) {
    for (const { measure, name, cells } of this.measures) {
      const shown = measure === 'loss' || accuracy;
      if (measure === 'loss') setText(name, logarithmic ? 'loss, log axis' : 'loss');
      name.hidden = !shown;
      cells[0].hidden = !shown;
      // Kept in the grid when only the column is missing: the next row must not slip into its place.
      cells[1].hidden = !shown;
      cells[1].style.visibility = test ? '' : 'hidden';
    }
    this.heads[1].style.visibility = test ? '' : 'hidden';
  }
}

/**
 * Width of a vertical axis in CSS pixels.
 * @param {uPlot} _
 * @param {readonly (string | number | null)[] | null} labels
 */
export const labelSpace = (_, labels) =>
  Math.ceil(AXIS_GAP_PX + 4 + FONT_PX * LETTER * Math.max(2, ...(labels ?? []).map((label) => String(label ?? '').length)));

/** Steps of the epoch axis: whole epochs only. */
export const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 1e7, 1e8];

/**
 * @param {HTMLElement} parent
 * @param {string} tag
 * @param {string} text
 * @param {string} [className]
 * @returns {HTMLElement}
 */
function addCell(parent, tag, text, className = '') {
  const cell = parent.ownerDocument.createElement(tag);
  cell.textContent = text;
  cell.className = className;
  parent.append(cell);
  return cell;
}

/** @param {HTMLElement} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
