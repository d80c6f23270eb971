// A handle on the curve of an activation's chart, which is dragged up and down. Must not know what that changes.

import { set } from './activation-chart.js';
import { finite, nearest } from './activation-curve.js';
import { SVG } from './svg-chart.js';

/** @typedef {import('./line-scale.js').LineScale} LineScale */

const RADIUS_PX = 7;

export class CurveHandle {
  /** The vertical scale in use. @type {LineScale | null} */ y = null;
  /** What the drag has reached. @type {number | null} */ dragged = null;

  /** @param {import('./activation-chart.js').ActivationChart} chart */
  constructor(chart) {
    this.chart = chart;
    this.knob = /** @type {SVGElement} */ (chart.svg.ownerDocument.createElementNS(SVG, 'circle'));
    set(this.knob, { r: RADIUS_PX, 'stroke-width': 2.5, visibility: 'hidden' });
    this.knob.style.cursor = 'ns-resize';
    this.knob.style.touchAction = 'none';
    this.knob.addEventListener('pointerdown', (event) => this.knob.setPointerCapture(event.pointerId));
    this.knob.addEventListener('pointermove', (event) => this.drag(event, false));
    this.knob.addEventListener('lostpointercapture', (event) => this.drag(event, true));
    chart.svg.append(this.knob);
  }

  /** @param {import('./activation-curve.js').ActivationInput} input @param {LineScale} x @param {LineScale} y */
  draw({ handle, zs, values, theme }, x, y) {
    this.y = y;
    const value = handle ? (this.dragged ?? values[nearest(zs, handle.z)]) : Number.NaN;
    const [bottom, top] = y.range();
    const place = Math.min(bottom, Math.max(top, y(value)));
    set(this.knob, { visibility: handle && finite(value) ? 'visible' : 'hidden', fill: theme.surface, stroke: theme.accent });
    if (handle) set(this.knob, { cx: x(handle.z), cy: place });
  }

  /** @param {PointerEvent} event @param {boolean} isDone */
  drag(event, isDone) {
    const { chart, y } = this;
    const handle = chart.input?.handle;
    if (!handle || !y || (!isDone && !this.knob.hasPointerCapture(event.pointerId))) return;
    if (!isDone) {
      const box = chart.svg.getBoundingClientRect();
      const [bottom, top] = y.range();
      this.dragged = y.invert(Math.min(bottom, Math.max(top, (event.clientY - box.top) / chart.scale)));
    }
    if (this.dragged !== null) handle.drag(this.dragged, isDone);
    if (isDone) this.dragged = null;
    chart.draw();
  }
}
