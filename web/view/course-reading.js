// Lets a reader pick an epoch of a plot of courses by mouse, finger and arrow keys, and marks it. Must not know what was measured.

import { drawPoint, placeOf } from './course-lines.js';

/** @typedef {import('./course-plot.js').Picture} Picture */

const CURSOR_PX = 3.5;
/** Where the keys of a slider lead to. @type {Record<string, (row: number, last: number) => number>} */
const MOVES = {
  ArrowLeft: (row) => row - 1,
  ArrowDown: (row) => row - 1,
  ArrowRight: (row) => row + 1,
  ArrowUp: (row) => row + 1,
  PageDown: (row, last) => row - Math.ceil(last / 10),
  PageUp: (row, last) => row + Math.ceil(last / 10),
  Home: () => 0,
  End: (_, last) => last,
};

/** What a reader does over a plot. */
const EVENTS = ['pointerdown', 'pointermove', 'pointerout', 'focusout', 'keydown'];

export class CourseReading {
  /** @param {import('./course-plot.js').CoursePlot} plot */
  constructor(plot) {
    this.plot = plot;
    plot.drawCursor = (picture, share) => this.drawCursor(picture, share);
  }

  /** Hears by itself what is done over the plot. */
  listen() {
    for (const type of EVENTS) this.plot.frame.addEventListener(type, (event) => this.take(event));
  }

  /** @param {Event} event  over the plot, even if it is over */
  take(event) {
    const { plot } = this;
    const { clientX, pointerType, relatedTarget } = /** @type {PointerEvent} */ (event);
    if (event.type === 'keydown') this.key(/** @type {KeyboardEvent} */ (event));
    else if (event.type === 'focusout') this.read(null);
    else if (event.type !== 'pointerout') this.read(plot.x?.invert(plot.pixels.locate(clientX, 0).x) ?? null);
    // A finger leaves at once what it has pointed at.
    else if (pointerType === 'mouse' && !plot.frame.contains(/** @type {Node | null} */ (relatedTarget))) this.read(null);
  }

  /** @param {number | null} epoch */
  read(epoch) {
    const { plot } = this;
    if (!plot.input || epoch === plot.epoch) return;
    plot.epoch = epoch;
    plot.draw();
    plot.tell(true);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { epochs, row } = this.plot;
    const last = epochs.length - 1;
    const move = MOVES[event.key];
    if (!move || last < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.read(epochs[Math.min(last, Math.max(0, move(row, last)))]);
  }

  /** @param {Picture} picture @param {(value: number) => number} share */
  drawCursor({ context, box, x, y, theme }, share) {
    const { row, epochs, epoch, input } = this.plot;
    if (row < 0 || epoch === null) return;
    const at = x(epochs[row]);
    context.fillStyle = theme.line;
    context.fillRect(Math.round(at), box.top, 1, box.bottom - box.top);
    context.fillStyle = theme.surface;
    context.lineWidth = 2;
    for (const { values, colour, isShare } of input?.courses.at(-1)?.lines ?? []) {
      const middle = placeOf(values[row], isShare ? share : y);
      if (middle === null) continue;
      context.strokeStyle = colour;
      drawPoint(context, at, middle, CURSOR_PX);
      context.stroke();
    }
  }
}
