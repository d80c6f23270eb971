// Draws one measure of several runs over the epochs: a line each, with a band where a run stands for several starts. Must not know what
// the runs are of.

/** @import uPlot from 'uplot' */
import { decimate, extent, labelSpace, logarithmicTicks, lossBounds, prefersLogarithm, wholeSteps } from './loss-chart.js';
import { rowOf } from './nearest-row.js';
import { formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {readonly (number | null)[]} Column  one value an epoch, the untrained network first */
/** @typedef {{ title: string, values: Column, low?: Column, high?: Column }} Lane */
/** @typedef {{ lanes: readonly Lane[], measure: 'accuracy' | 'loss', limit: number, theme: Theme }} LaneChartInput  `limit`: last epoch of the axis */

/** The second sign beside colour: how each lane's line is broken, in CSS pixels. */
const dashes = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4, 2, 3, 2, 4]];

/** @param {number} index */
export const laneDash = (index) => dashes[index % dashes.length];

const LINE_PX = 2;
const BAND_ALPHA = '2b';
const FONT_PX = 11;
const MIN_PLOT_PX = 120;
/** An accuracy axis starts no higher than here. */
const ACCURACY_FROM = 0.4;

/** The style sheet text of the chart; uPlot's structural rules are in `lossChartCss`. */
export const laneChartCss = `
.relu-lanes{display:flex;flex-direction:column;min-width:0;height:100%;touch-action:pan-y;font-variant-numeric:tabular-nums}
.relu-lanes-readout{display:flex;flex-wrap:wrap;gap:.125rem 1rem;margin:0 0 .375rem;font-size:.75rem;line-height:1.5;color:var(--relu-muted-text)}
.relu-lanes-readout>*{white-space:nowrap}
.relu-lanes-readout b{font-weight:600;color:var(--relu-text)}
.relu-lanes-epoch{min-width:5.5em}
.relu-lanes-plot{flex:1 1 auto;min-height:${MIN_PLOT_PX}px;position:relative;overflow:hidden}
.lane-key{inline-size:1.75em;block-size:.5em;margin-inline-end:.4em;vertical-align:middle;overflow:visible}
.lane-key line{stroke:currentColor;stroke-width:2.25}
${dashes.map((_, index) => `.lane-${index} .lane-key{color:var(--relu-lane-${index})}`).join('\n')}
`;

/**
 * Two sentences about the lanes, for those who do not see the lines.
 * @param {LaneChartInput | null} input
 */
export function describeLanes(input) {
  const length = Math.max(0, ...(input?.lanes ?? []).map(({ values }) => values.length));
  if (!input || length === 0) return 'No epoch trained yet.';
  const parts = input.lanes.map(({ title, values }) => `${title} ${valueText(values.at(-1), input.measure)}`);
  return `Epoch ${length - 1}, ${input.measure}: ${parts.join(', ')}.`;
}

/** @param {number | null | undefined} value @param {'accuracy' | 'loss'} measure */
function valueText(value, measure) {
  if (value === null || value === undefined) return '–';
  return measure === 'accuracy' ? formatShare(value) : formatNumber(value);
}

export class LaneChart {
  /** @type {typeof uPlot | null} */ #library = null;
  /** @type {uPlot | null} */ #plot = null;
  #destroyed = false;
  /** @type {LaneChartInput | null} */ #input = null;
  #built = '';
  /** @type {Theme | null} */ #theme = null;
  #logarithmic = false;
  /** @type {{ min: number, max: number } | null} */ #span = null;
  #width = 0;
  #height = 0;
  /** @type {{ title: string, value: HTMLElement }[]} */ #entries = [];

  /** @param {HTMLElement} container */
  constructor(container) {
    const document = container.ownerDocument;
    this.root = add(container, 'div', 'relu-lanes');
    this.readout = add(this.root, 'div', 'relu-lanes-readout');
    this.frame = add(this.root, 'div', 'relu-lanes-plot');
    this.epoch = document.createElement('span');
    this.epoch.className = 'relu-lanes-epoch';
    this.observer = new ResizeObserver((entries) => {
      const { inlineSize, blockSize } = entries[entries.length - 1].contentBoxSize[0];
      this.#width = Math.floor(inlineSize);
      this.#height = Math.max(MIN_PLOT_PX, Math.floor(blockSize));
      this.#draw(true);
    });
    this.observer.observe(this.frame);
    // As in the loss chart: where the library cannot start the values are there all the same.
    import('uplot').then(
      ({ default: library }) => {
        this.#library = library;
        if (!this.#destroyed) this.#draw(true);
      },
      () => {},
    );
  }

  /** @param {LaneChartInput} input */
  update(input) {
    this.#input = input;
    this.#draw(false);
  }

  /** Sentences that stand for the picture. */
  describe() {
    return describeLanes(this.#input);
  }

  destroy() {
    this.#destroyed = true;
    this.observer.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
    this.#input = null;
    this.root.remove();
  }

  /** @param {boolean} resized */
  #draw(resized) {
    const input = this.#input;
    if (!input) return;
    const { lanes, measure, theme, limit } = input;
    this.#arrangeReadout(lanes);
    const length = Math.max(1, ...lanes.map(({ values }) => values.length));
    const epochs = Array.from({ length }, (_, epoch) => epoch);
    const columns = lanes.flatMap(({ values, low, high }) => [values, low ?? [], high ?? []]);
    const few = decimate(epochs, columns, Math.max(200, this.#width));
    this.#span = extent(few.columns);
    this.#logarithmic = measure === 'loss' && prefersLogarithm(this.#span, this.#logarithmic);
    if (this.#library && this.#width > 0) {
      const built = JSON.stringify([lanes.length, measure, this.#logarithmic, limit]);
      const data = /** @type {uPlot.AlignedData} */ ([few.x, ...few.columns]);
      if (this.#plot && built === this.#built && this.#theme === theme) {
        if (resized) this.#plot.setSize({ width: this.#width, height: this.#height });
        this.#plot.setData(data);
      } else {
        this.#plot?.destroy();
        this.#built = built;
        this.#theme = theme;
        this.#plot = new this.#library(this.#options(input), data, this.frame);
      }
    }
    this.#showValues();
  }

  /** @param {LaneChartInput} input @returns {uPlot.Options} */
  #options({ lanes, measure, theme, limit }) {
    const axis = {
      font: `${FONT_PX}px ${theme.font}`,
      stroke: theme.mutedText,
      ticks: { show: false },
      gap: 6,
      size: labelSpace,
    };
    const isLogarithmic = this.#logarithmic;
    return {
      width: this.#width,
      height: this.#height,
      padding: [8, 10, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: false, range: () => [0, Math.max(1, limit)] },
        y: { distr: isLogarithmic ? 3 : 1, range: () => this.#bounds() },
      },
      axes: [
        {
          ...axis,
          size: 24,
          space: 56,
          grid: { show: false },
          incrs: wholeSteps,
          values: (_, ticks) => ticks.map((tick) => formatNumber(tick, 6)),
        },
        {
          ...axis,
          scale: 'y',
          space: 28,
          grid: { stroke: theme.grid, width: 1 },
          values: (_, ticks) =>
            ticks.map((tick) => (measure === 'accuracy' ? `${Math.round(tick * 100)} %` : formatNumber(tick, 6))),
          ...(isLogarithmic && {
            splits: (/** @type {uPlot} */ _, /** @type {number} */ __, /** @type {number} */ min, /** @type {number} */ max) =>
              logarithmicTicks(min, max),
            filter: (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) => ticks,
          }),
        },
      ],
      series: [
        {},
        ...lanes.flatMap((_, index) => [
          {
            scale: 'y',
            stroke: theme.lanes[index],
            width: LINE_PX,
            dash: laneDash(index),
            points: { show: false },
          },
          ...[0, 1].map(() => ({ scale: 'y', stroke: 'transparent', width: 0, points: { show: false } })),
        ]),
      ],
      // The columns of a lane are median, low, high.
      bands: lanes.map((_, index) => ({
        series: /** @type {[number, number]} */ ([3 * index + 3, 3 * index + 2]),
        fill: `${theme.lanes[index]}${BAND_ALPHA}`,
      })),
      hooks: { setCursor: [() => this.#showValues()] },
    };
  }

  /** @returns {[number, number]} */
  #bounds() {
    if (this.#input?.measure === 'loss') return lossBounds(this.#span, this.#logarithmic);
    return [Math.max(0, Math.min(ACCURACY_FROM, Math.floor((this.#span?.min ?? 1) * 10) / 10)), 1];
  }

  /** @param {readonly Lane[]} lanes */
  #arrangeReadout(lanes) {
    if (lanes.length === this.#entries.length && lanes.every(({ title }, index) => title === this.#entries[index].title))
      return;
    this.readout.replaceChildren(this.epoch);
    this.#entries = lanes.map(({ title }, index) => {
      const entry = add(this.readout, 'span', `lane-${index}`);
      entry.append(laneKey(entry.ownerDocument, index), `${title} `);
      return { title, value: add(entry, 'b', '') };
    });
  }

  #showValues() {
    const input = this.#input;
    if (!input) return;
    const { lanes, measure } = input;
    const last = Math.max(0, ...lanes.map(({ values }) => values.length - 1));
    const left = this.#plot?.cursor.left ?? -1;
    const epochs = Array.from({ length: last + 1 }, (_, epoch) => epoch);
    const row = this.#plot && left >= 0 ? rowOf(epochs, this.#plot.posToVal(left, 'x')) : last;
    setText(this.epoch, `epoch ${row}`);
    lanes.forEach(({ values, low, high }, index) => {
      const place = Math.min(row, values.length - 1);
      const spread =
        low?.[place] === undefined || low[place] === high?.[place]
          ? ''
          : ` [${valueText(low[place], measure)} – ${valueText(high?.[place], measure)}]`;
      setText(this.#entries[index].value, `${valueText(values[place], measure)}${spread}`);
    });
  }
}

/**
 * A lane's line in small, for a legend.
 * @param {Document} document
 * @param {number} index
 */
function laneKey(document, index) {
  const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const key = make('svg', { class: 'lane-key', viewBox: '0 0 28 8', 'aria-hidden': 'true' });
  key.append(make('line', { x1: '0', y1: '4', x2: '28', y2: '4', 'stroke-dasharray': laneDash(index).join(' ') }));
  return key;
}

/** @param {HTMLElement} parent @param {string} tag @param {string} className */
function add(parent, tag, className) {
  const node = parent.ownerDocument.createElement(tag);
  if (className) node.className = className;
  parent.append(node);
  return node;
}

/** @param {HTMLElement} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
