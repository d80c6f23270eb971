// Draws loss and accuracy over the epochs, with exact read-outs. Must not know the network, nor why it stopped.

import { drawLabel, LABEL_ROOM_PX } from './course-lines.js';
import { CoursePlot, coursePlotCss } from './course-plot.js';
import { extent, finiteOrNull, lossBounds, prefersLogarithm } from './course-scale.js';
import { rowOf } from './nearest-row.js';
import { formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {import('./course-plot.js').Picture} Picture */
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
 * @property {(value: number) => string} lossText  how the page around writes a loss
 */

/** Every curve: its colour says the measure, its dash the rows it was measured on. */
const curves = /** @type {const} */ ([
  { key: 'trainLoss', measure: 'loss', rows: 'train', colour: 'text', dash: [], width: 2 },
  { key: 'testLoss', measure: 'loss', rows: 'test', colour: 'text', dash: [5, 3], width: 1.25 },
  { key: 'trainAccuracy', measure: 'accuracy', rows: 'train', colour: 'accent', dash: [], width: 2 },
  { key: 'testAccuracy', measure: 'accuracy', rows: 'test', colour: 'accent', dash: [5, 3], width: 1.25 },
]);

/** Between a label and its line. */
const LABEL_GAP_PX = 5;
/** Where the label of the run before stands, as a share of its epochs: where its curve has settled, clear of the right end, where the baseline has its own. */
const BEFORE_LABEL = 0.25;

/** In tenths of an epoch that are over: 29.2, 5,513.3. */
const epochText = (/** @type {number} */ epoch) => (Math.floor(epoch * 10) / 10).toLocaleString('en-US');

/**
 * Two sentences about a run, for those who do not see the curves.
 * @param {LossHistory | null} history
 * @returns {string}
 */
export function describeLoss(history) {
  const count = history?.epochs.length ?? 0;
  if (!history || count === 0) return 'No epoch trained yet.';
  const { lossText } = history;
  /** @param {ArrayLike<number | null> | undefined} column */
  const last = (column) => finiteOrNull(column?.[count - 1]);
  const first = finiteOrNull(history.trainLoss[0]);
  const now = last(history.trainLoss);
  const start = first !== null && count > 1 ? `, from ${lossText(first)} at the start` : '';
  const test = last(history.testLoss);
  const accuracy = last(history.trainAccuracy);
  const testAccuracy = last(history.testAccuracy);
  const baseline = finiteOrNull(history.baseline);
  const parts = [
    `Epoch ${epochText(history.epochs[count - 1])}: training loss ${now === null ? 'not finite' : lossText(now)}${start}`,
    test === null ? '' : `test loss ${lossText(test)}`,
    accuracy === null ? '' : `training accuracy ${formatShare(accuracy)}`,
    testAccuracy === null ? '' : `test accuracy ${formatShare(testAccuracy)}`,
  ];
  const guess = baseline === null ? '' : ` Guessing gives a loss of ${lossText(baseline)}.`;
  const old = finiteOrNull(history.before?.trainLoss[history.before.trainLoss.length - 1]);
  const before = old === null ? '' : ` The run before had ended at a training loss of ${lossText(old)}.`;
  return `${parts.filter(Boolean).join(', ')}.${guess}${before}`;
}

/** The style sheet text of the chart. It belongs into the shadow root. */
export const lossChartCss = `${coursePlotCss}
.relu-loss{display:flex;flex-direction:column;min-width:0;min-height:0;height:100%;font-variant-numeric:tabular-nums}
.relu-loss-readout{display:grid;grid-template-columns:minmax(7.2em,max-content) repeat(2,minmax(6.2em,max-content));gap:0 1.1em;align-items:center;margin:0 0 .3em;font-size:.75rem;line-height:1.4;color:var(--relu-muted-text)}
.relu-loss-readout>*{white-space:nowrap}
.relu-loss-readout>[hidden]{display:none}
.relu-loss-readout b{font-weight:600}
.relu-loss-readout i{display:inline-block;vertical-align:middle;width:1.7em;height:0;margin-right:.45em;border-top:2px solid currentColor}
.relu-loss-readout i.relu-test{border-top:1.5px dashed currentColor}
.relu-loss-readout .relu-loss-measure{color:var(--relu-text)}
.relu-loss-readout .relu-accuracy-measure{color:var(--relu-accent)}
.relu-loss-plot{min-height:90px}
@container (width < 16rem){.relu-loss-readout{grid-template-columns:repeat(3,minmax(0,auto));gap:0 .5em}.relu-loss-readout>*{white-space:normal}}
`;

/**
 * Loss on the left axis, accuracy on the right one; above the plot the exact values at the cursor, or the last ones.
 *
 * The container holds the style sheet `lossChartCss`, and gives the chart its width and height.
 */
export class LossChart {
  /** @type {LossHistory | null} */ #history = null;
  #logarithmic = false;

  /** @param {HTMLElement} container */
  constructor(container) {
    const document = container.ownerDocument;
    this.root = document.createElement('div');
    this.root.className = 'relu-loss';
    this.readout = document.createElement('div');
    this.readout.className = 'relu-loss-readout';
    const frame = document.createElement('div');
    frame.className = 'relu-loss-plot';
    this.root.append(this.readout, frame);
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
    this.plot = new CoursePlot(frame, 'Epoch to read', (row) => this.#showValues(row));
  }

  /**
   * @param {LossHistory} history
   * @param {Theme} theme
   */
  update(history, theme) {
    this.#history = history;
    const { epochs, before, baseline } = history;
    const losses = extent([history.trainLoss, history.testLoss ?? [], [baseline], before?.trainLoss ?? []]);
    const hasShares = extent([history.trainAccuracy ?? [], history.testAccuracy ?? []]) !== null;
    const logarithmic = prefersLogarithm(losses, this.#logarithmic);
    this.#logarithmic = logarithmic;
    this.#arrangeReadout(logarithmic, hasShares, extent([history.testLoss ?? [], history.testAccuracy ?? []]) !== null);
    const lines = curves.map(({ key, measure, colour, width, dash }) => ({
      values: history[key] ?? [],
      colour: theme[colour],
      width,
      dash,
      isShare: measure === 'accuracy',
    }));
    const old = before && { values: before.trainLoss, colour: theme.mutedText, width: 1.5, dash: [7, 4] };
    this.plot.update({
      courses: [...(old ? [{ epochs: before.epochs, lines: [old] }] : []), { epochs, lines }],
      limit: Math.max(1, ...[epochs, before?.epochs ?? []].map((column) => column[column.length - 1] ?? 0)),
      bounds: lossBounds(losses, logarithmic),
      logarithmic,
      hasShares,
      under: (picture) => this.#drawBaseline(picture),
      over: (picture) => this.#drawLabels(picture),
      theme,
    });
  }

  /** Sentences that stand for the picture. */
  describe() {
    return describeLoss(this.#history);
  }

  destroy() {
    this.plot.destroy();
    this.#history = null;
    this.root.remove();
  }

  /** The loss of guessing. @param {Picture} picture */
  #drawBaseline({ context, box, y, theme }) {
    const baseline = finiteOrNull(this.#history?.baseline);
    if (baseline === null) return;
    const at = Math.round(y(baseline)) + 0.5;
    context.strokeStyle = theme.line;
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(box.left, at);
    context.lineTo(box.right, at);
    context.stroke();
    context.setLineDash([]);
  }

  /** @param {Picture} picture */
  #drawLabels(picture) {
    const { box, x, y } = picture;
    const { before } = this.#history ?? {};
    const epoch = BEFORE_LABEL * (before?.epochs[before.epochs.length - 1] ?? 0);
    const loss = before ? finiteOrNull(before.trainLoss[rowOf(before.epochs, epoch)]) : null;
    if (loss !== null) {
      const isBelow = y(loss) - box.top < LABEL_ROOM_PX;
      drawLabel(picture, 'before', x(epoch), y(loss) + (isBelow ? LABEL_GAP_PX : -LABEL_GAP_PX), 'center', isBelow);
    }
    const baseline = finiteOrNull(this.#history?.baseline);
    const at = baseline === null ? Number.NaN : y(baseline);
    // A logarithmic axis has no place for a baseline of zero: the comparison fails for what is not finite.
    if (baseline === null || !(at >= box.top && at <= box.bottom)) return;
    const isBelow = this.#labelBelow(baseline, at + LABEL_ROOM_PX < box.bottom, at - LABEL_ROOM_PX > box.top);
    const text = `guessing ${this.#history?.lossText(baseline)}`;
    drawLabel(picture, text, box.right - 6, at + (isBelow ? LABEL_GAP_PX : -LABEL_GAP_PX), 'right', isBelow);
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

  /** @param {number} row  −1 when there is none @returns {string} the values in words */
  #showValues(row) {
    const history = this.#history;
    const epoch = row < 0 || !history ? '–' : epochText(history.epochs[row]);
    setText(this.epoch, `epoch ${epoch}`);
    const said = curves.flatMap(({ key, measure, rows }, index) => {
      const value = row < 0 ? null : finiteOrNull(history?.[key]?.[row]);
      const text = value === null ? '–' : measure === 'loss' && history ? history.lossText(value) : formatShare(value);
      setText(this.values[index], text);
      return value === null ? [] : [`${rows} ${measure} ${text}`];
    });
    return [`epoch ${epoch}`, ...said].join(', ');
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
