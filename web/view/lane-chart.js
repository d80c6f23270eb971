// Draws one measure of several runs over the epochs: a line each, with a band where a run stands for several starts. Must not know what
// the runs are of.

import { CoursePlot, coursePlotCss } from './course-plot.js';
import { CourseReading } from './course-reading.js';
import { extent, lossBounds, prefersLogarithm } from './course-scale.js';
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
/** An accuracy axis starts no higher than here. */
const ACCURACY_FROM = 0.4;

/** The style sheet text of the chart. */
export const laneChartCss = `${coursePlotCss}
.relu-lanes{display:flex;flex-direction:column;min-width:0;height:100%;font-variant-numeric:tabular-nums}
.relu-lanes-readout{display:flex;flex-wrap:wrap;gap:.125rem 1rem;margin:0 0 .375rem;font-size:.75rem;line-height:1.5;color:var(--relu-muted-text)}
.relu-lanes-readout>*{white-space:nowrap}
.relu-lanes-readout b{font-weight:600;color:var(--relu-text)}
.relu-lanes-epoch{min-width:5.5em}
.relu-lanes-plot{min-height:120px}
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
  /** @type {LaneChartInput | null} */ #input = null;
  #logarithmic = false;
  /** @type {{ title: string, value: HTMLElement }[]} */ #entries = [];

  /** @param {HTMLElement} container */
  constructor(container) {
    this.root = add(container, 'div', 'relu-lanes');
    this.readout = add(this.root, 'div', 'relu-lanes-readout');
    this.epoch = container.ownerDocument.createElement('span');
    this.epoch.className = 'relu-lanes-epoch';
    const frame = add(this.root, 'div', 'relu-lanes-plot');
    this.plot = new CoursePlot(frame, 'Epoch to read', (row) => this.#showValues(row));
    new CourseReading(this.plot).listen();
  }

  /** @param {LaneChartInput} input */
  update(input) {
    this.#input = input;
    const { lanes, measure, theme, limit } = input;
    this.#arrangeReadout(lanes);
    const span = extent(lanes.flatMap(({ values, low, high }) => [values, low ?? [], high ?? []]));
    const isLoss = measure === 'loss';
    this.#logarithmic = isLoss && prefersLogarithm(span, this.#logarithmic);
    const lowest = Math.max(0, Math.min(ACCURACY_FROM, Math.floor((span?.min ?? 1) * 10) / 10));
    const length = Math.max(1, ...lanes.map(({ values }) => values.length));
    this.plot.update({
      courses: [
        {
          epochs: Array.from({ length }, (_, epoch) => epoch),
          lines: lanes.map(({ values, low, high }, index) => ({
            values,
            low,
            high,
            colour: theme.lanes[index],
            width: LINE_PX,
            dash: laneDash(index),
          })),
        },
      ],
      limit: Math.max(1, limit),
      bounds: isLoss ? lossBounds(span, this.#logarithmic) : [lowest, 1],
      logarithmic: this.#logarithmic,
      text: (tick) => (isLoss ? formatNumber(tick, 6) : `${Math.round(tick * 100)} %`),
      theme,
    });
  }

  /** Sentences that stand for the picture. */
  describe() {
    return describeLanes(this.#input);
  }

  destroy() {
    this.plot.destroy();
    this.#input = null;
    this.root.remove();
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

  /** @param {number} row @returns {string} the values in words */
  #showValues(row) {
    const { lanes, measure } = /** @type {LaneChartInput} */ (this.#input);
    setText(this.epoch, `epoch ${row}`);
    const said = lanes.map(({ title, values, low, high }, index) => {
      const place = Math.min(row, values.length - 1);
      const spread =
        low?.[place] === undefined || low[place] === high?.[place]
          ? ''
          : ` [${valueText(low[place], measure)} – ${valueText(high?.[place], measure)}]`;
      const text = `${valueText(values[place], measure)}${spread}`;
      setText(this.#entries[index].value, text);
      return `${title} ${text}`;
    });
    return [`epoch ${row}`, ...said].join(', ');
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
