// Draws lines over the epochs of a run between their axes; course-reading.js lets a reader pick an epoch. Must not know what was measured.

import { CanvasPicture } from './canvas-picture.js';
import { drawBand, drawLine, LABEL_PX, POINT_PX, placeOf } from './course-lines.js';
import { courseScale, decimate } from './course-scale.js';
import { lineScale } from './line-scale.js';
import { rowOf } from './nearest-row.js';
import { formatNumber } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {import('./course-scale.js').Column} Column */
/**
 * @typedef {object} CourseLine
 * @property {Column} values
 * @property {string} colour
 * @property {number} width  CSS pixels
 * @property {readonly number[]} dash
 * @property {Column} [low]  with `high` the edges of a band around it
 * @property {Column} [high]
 * @property {boolean} [isShare]  it belongs to the right axis, which goes from nothing to all
 */
/** @typedef {{ epochs: ArrayLike<number>, lines: readonly CourseLine[] }} Course  `epochs` rise */
/**
 * Where things lie, for what is drawn beside the lines. All in CSS pixels.
 * @typedef {object} Picture
 * @property {CanvasRenderingContext2D} context
 * @property {{ left: number, right: number, top: number, bottom: number }} box  the plot between its axes
 * @property {(epoch: number) => number} x
 * @property {(value: number) => number} y  on the left axis
 * @property {Theme} theme
 */
/**
 * @typedef {object} CoursePlotInput
 * @property {readonly Course[]} courses  the last one is the one that is read, and lies on top
 * @property {number} limit  the last epoch of the axis
 * @property {readonly [number, number]} bounds  of the left axis
 * @property {boolean} logarithmic  whether the left axis is
 * @property {(value: number) => string} [text]  of a tick of the left axis
 * @property {boolean} [hasShares]  whether there is a right axis
 * @property {(picture: Picture) => void} [under]  draws under the lines
 * @property {(picture: Picture) => void} [over]  draws over them
 * @property {Theme} theme
 */

const MARGIN = { top: 8, right: 10, bottom: 24 };
/** Between an axis's labels and the plot, and at their other side. */
const GAP_PX = 6;
const EDGE_PX = 4;
/** Room that a tick needs, along its axis. */
const TICK_PX = { across: 64, up: 30 };
/** About so many ticks are enough for the highest plot. */
const MOST_ROWS = 7;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The style sheet text of a plot, which fills its frame. It belongs into the shadow root. */
export const coursePlotCss = `
.relu-course{position:relative;flex:1 1 auto;overflow:hidden;touch-action:pan-y;border-radius:2px}
.relu-course canvas{position:absolute;inset:0;width:100%;height:100%}
`;

/** @extends {CanvasPicture<CoursePlotInput>} */
export class CoursePlot extends CanvasPicture {
  /** What the reader points at. @type {number | null} */ epoch = null;
  /** Marks it; there with what reads (course-reading.js). @type {((picture: Picture, share: (value: number) => number) => void) | null} */
  drawCursor = null;
  /** The courses with as many points as can be seen. @type {{ x: number[], columns: (number | null)[][] }[]} */ #few = [];
  #buckets = 0;
  /** @type {import('./line-scale.js').LineScale | null} */ x = null;

  /**
   * @param {HTMLElement} frame  gets the role of a slider over the epochs; its size is given
   * @param {string} label  what is read there
   * @param {(row: number) => string} read  shows the values of a row of the last course, −1 when there is none, and says them
   */
  constructor(frame, label, read) {
    const canvas = frame.ownerDocument.createElement('canvas');
    super(canvas);
    this.frame = frame;
    this.read = read;
    frame.classList.add('relu-course');
    frame.append(canvas);
    frame.tabIndex = 0;
    for (const [name, value] of [
      ['role', 'slider'],
      ['aria-label', label],
      ['aria-valuemin', '0'],
      ['aria-valuenow', '0'],
    ])
      frame.setAttribute(name, value);
  }

  /** @param {CoursePlotInput} input */
  update(input) {
    this.#buckets = 0;
    super.update(input);
    this.tell(false);
  }

  /** The epochs of the course that is read. */
  get epochs() {
    return this.input?.courses.at(-1)?.epochs ?? [];
  }

  /** The row that the reader points at, else the last one; −1 when there is none. */
  get row() {
    return this.epoch === null ? this.epochs.length - 1 : rowOf(this.epochs, this.epoch);
  }

  /** @param {boolean} isAsked  by the reader */
  tell(isAsked) {
    const { row, epochs, frame } = this;
    const text = this.read(row);
    // While it is focused each change is read aloud: then only what the reader asks for is one.
    if (!isAsked && frame.matches(':focus')) return;
    frame.setAttribute('aria-valuemax', String(Math.max(0, epochs[epochs.length - 1] ?? 0)));
    frame.setAttribute('aria-valuenow', String(epochs[row] ?? 0));
    frame.setAttribute('aria-valuetext', text);
  }

  draw() {
    const { input, pixels } = this;
    if (!input || !pixels.prepare()) return;
    const { context, width, height } = pixels;
    const buckets = Math.max(1, Math.floor(width));
    if (buckets !== this.#buckets) {
      this.#buckets = buckets;
      this.#few = input.courses.map(({ epochs, lines }) =>
        decimate(
          epochs,
          lines.flatMap(({ values, low = [], high = [] }) => [values, low, high]),
          buckets,
        ),
      );
    }
    context.clearRect(0, 0, width, height);
    context.font = `${LABEL_PX}px ${input.theme.font}`;
    const picture = this.#axes(input);
    const { box, x, y } = picture;
    const share = lineScale([0, 1], [box.bottom, box.top]);
    context.save();
    context.beginPath();
    // Not so close that a line or a point at an end is cut in half.
    context.rect(
      box.left - POINT_PX,
      box.top - POINT_PX,
      box.right - box.left + 2 * POINT_PX,
      box.bottom - box.top + 2 * POINT_PX,
    );
    context.clip();
    input.under?.(picture);
    context.lineJoin = 'round';
    input.courses.forEach(({ lines }, course) => {
      const { x: epochs, columns } = this.#few[course];
      const xs = epochs.map(x);
      lines.forEach((line, index) => {
        const [values, low, high] = columns
          .slice(3 * index)
          .map((column) => column.map((value) => placeOf(value, line.isShare ? share : y)));
        context.strokeStyle = context.fillStyle = line.colour;
        if (line.low) drawBand(context, xs, low, high);
        drawLine(context, xs, values, line);
      });
    });
    context.restore();
    input.over?.(picture);
    this.drawCursor?.(picture, share);
  }

  /** Draws the axes, which make room for their labels. @param {CoursePlotInput} input @returns {Picture} */
  #axes({ bounds, logarithmic, limit, hasShares, text = (value) => formatNumber(value, 6), theme }) {
    const { context, width, height } = this.pixels;
    const widest = (/** @type {string[]} */ labels) =>
      Math.ceil(Math.max(0, ...labels.map((label) => context.measureText(label).width)));
    const bottom = height - MARGIN.bottom;
    const { top } = MARGIN;
    const { place: y, ticks } = courseScale(
      bounds,
      [bottom, top],
      logarithmic,
      Math.min(MOST_ROWS, Math.floor((bottom - top) / TICK_PX.up)),
    );
    const left = widest(ticks.map(text)) + GAP_PX + EDGE_PX;
    const right = width - (hasShares ? widest(SHARES.map(percent)) + GAP_PX + EDGE_PX : MARGIN.right);
    const x = lineScale([0, limit], [left, right]);
    this.x = x;
    const rule = (/** @type {number} */ at, /** @type {string} */ colour) => {
      context.fillStyle = colour;
      context.fillRect(left, Math.round(at), right - left, 1);
    };
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const tick of ticks) {
      rule(y(tick), theme.grid);
      context.fillStyle = theme.mutedText;
      context.fillText(text(tick), left - GAP_PX, y(tick));
    }
    context.textAlign = 'left';
    context.fillStyle = theme.accent;
    for (const share of hasShares ? SHARES : [])
      context.fillText(percent(share), right + GAP_PX, bottom - share * (bottom - top));
    rule(bottom, theme.line);
    context.textAlign = 'center';
    context.textBaseline = 'top';
    // Whole epochs only.
    for (const tick of x.ticks(Math.max(1, Math.floor((right - left) / TICK_PX.across))).filter(Number.isInteger)) {
      context.fillStyle = theme.line;
      context.fillRect(Math.round(x(tick)), bottom, 1, 4);
      const label = formatNumber(tick, 6);
      context.fillStyle = theme.mutedText;
      context.fillText(label, Math.min(x(tick), width - context.measureText(label).width / 2 - 1), bottom + GAP_PX + 2);
    }
    return { context, box: { left, right, top, bottom }, x, y, theme };
  }
}

/** @param {number} share */
const percent = (share) => `${share * 100} %`;
