// How a reader reads the picture of the result: place by place, by mouse, finger and arrow keys, with the network's answer in words. Comes with the
// first sign of a reader. Knows the panel that draws the picture.

import { placeOf, valueAt } from '../../view/surface-place.js';
import { arrowOf } from '../arrow-keys.js';
import { numberText, percentText } from '../number-text.js';

/** Cells along a side that the arrow keys walk through. */
const CURSOR_CELLS = 24;

export class SurfaceReading {
  /** Where the reader reads, in client pixels. @type {{ clientX: number, clientY: number } | null} */ probe = null;
  /** Where the arrow keys read, in the data's units. */
  cursor = { x: 0, y: 0 };

  /** @param {import('./result-panel.js').ResultPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  get surface() {
    return /** @type {import('../../view/surface.js').SurfaceView | undefined} */ (
      this.panel.drawings.get('.surface-canvas')?.view
    );
  }

  /** @param {Event} event @param {Element} target */
  take(event, target) {
    if (event.type === 'keydown') this.key(/** @type {KeyboardEvent} */ (event));
    else if (event.type === 'focus') {
      if (target.matches(':focus-visible')) this.moveCursor(0, 0);
    } else if (event.type === 'blur' || event.type === 'pointerleave') this.leave(event);
    else this.point(/** @type {PointerEvent} */ (event));
  }

  /** What is read; null where nothing is pointed at. */
  text() {
    const { probe, panel } = this;
    const read = probe && this.surface && valueAt(this.surface, probe.clientX, probe.clientY);
    if (!read) return null;
    const place = panel.own?.placeText(read) ?? `x ${numberText(read.x, 2)}, y ${numberText(read.y, 2)}`;
    return `${place}: ${this.answer(read.values)}`;
  }

  /** What the network says at a place. */
  answer(/** @type {number[]} */ values) {
    const { task } = this.panel.description;
    const [value = Number.NaN] = values;
    if (task === 'regression') return `value ${numberText(value)}`;
    if (task === 'binary') {
      const { min, max } = this.panel.range;
      const answer = value >= (min + max) / 2 ? 1 : 0;
      return min === 0
        ? `${this.panel.className(answer)}, probability of ${this.panel.className(1)} ${percentText(value)}`
        : `${this.panel.className(answer)}, output ${numberText(value)}`;
    }
    const winner = values.indexOf(Math.max(...values));
    return `${this.panel.className(winner)}, probability ${percentText(values[winner])}`;
  }

  point(/** @type {PointerEvent} */ { clientX, clientY }) {
    this.probe = { clientX, clientY };
    this.hideCursor();
    this.panel.host.schedule();
  }

  leave(/** @type {Event} */ event) {
    if (event instanceof PointerEvent && event.pointerType !== 'mouse') return;
    this.probe = null;
    this.hideCursor();
    this.panel.host.schedule();
  }

  key(/** @type {KeyboardEvent} */ event) {
    const move = arrowOf(event);
    if (!move) return;
    event.preventDefault();
    this.moveCursor(move.right, -move.down);
    this.panel.paintReadout();
    this.panel.host.announce(this.text() ?? '');
  }

  /** Moves the cursor by cells and reads there. */
  moveCursor(/** @type {number} */ right, /** @type {number} */ up) {
    const { panel, cursor } = this;
    const { min, max } = panel.description.domain;
    const cell = (max - min) / CURSOR_CELLS;
    const within = (/** @type {number} */ value) => Math.min(max, Math.max(min, value));
    cursor.x = within(cursor.x + right * cell);
    cursor.y = within(cursor.y + up * cell);
    this.probe = this.surface ? placeOf(this.surface, cursor.x, cursor.y) : null;
    const mark = /** @type {HTMLElement | null} */ (panel.find('.cursor'));
    const box = panel.find('.surface')?.getBoundingClientRect();
    if (!mark || !box || !this.probe) return;
    mark.hidden = false;
    mark.style.left = `${this.probe.clientX - box.left}px`;
    mark.style.top = `${this.probe.clientY - box.top}px`;
    panel.host.schedule();
  }

  hideCursor() {
    const mark = /** @type {HTMLElement | null} */ (this.panel.find('.cursor'));
    if (mark) mark.hidden = true;
  }
}
