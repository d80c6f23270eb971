// Draws on a clear canvas over a decision surface: points without a label, a ring around one of them, the way from a place to
// another. Must not know what the marks mean.

import { CanvasPicture } from './canvas-picture.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ clientX: number, clientY: number }} Place */
/**
 * @typedef {object} PlaneMarksInput
 * @property {ArrayLike<number>} [dots]  x, y, x, y…
 * @property {ArrayLike<number>} [free]  x, y, x, y…: no dot hides what is drawn there below
 * @property {ArrayLike<number>} [path]  x, y, x, y…, drawn as a line with an arrow's head at its end
 * @property {{ x: number, y: number }} [ring]
 * @property {(x: number, y: number) => Place | null} placeOf  where a point of the plane is on the screen
 * @property {Theme} theme
 */

const DOT_PX = 2.5;
const RING_PX = 9;
/** A point with a label, as surfaces draw it, with the halo around it. */
const FREE_PX = 7;
const HEAD_PX = 8;
const LINE_PX = 2;
/** A lighter line under the darker one keeps it readable on any ground. */
const HALO_PX = 5;

/** @extends {CanvasPicture<PlaneMarksInput>} */
export class PlaneMarks extends CanvasPicture {
  draw() {
    const input = this.input;
    if (!input || !this.pixels.prepare()) return;
    const { context, width, height } = this.pixels;
    context.clearRect(0, 0, width, height);
    const { dots = [], free = [], path = [], ring, theme } = input;
    for (const { x, y } of this.#places(dots)) {
      context.beginPath();
      context.arc(x, y, DOT_PX, 0, 2 * Math.PI);
      context.fillStyle = theme.mutedText;
      context.strokeStyle = theme.surface;
      context.lineWidth = 1;
      context.fill();
      context.stroke();
    }
    for (const { x, y } of this.#places(free)) {
      context.save();
      context.beginPath();
      context.arc(x, y, FREE_PX, 0, 2 * Math.PI);
      context.clip();
      context.clearRect(x - FREE_PX, y - FREE_PX, 2 * FREE_PX, 2 * FREE_PX);
      context.restore();
    }
    const way = this.#places(path);
    if (way.length > 1) this.#drawWay(way, theme);
    for (const { x, y } of ring ? this.#places([ring.x, ring.y]) : []) {
      context.beginPath();
      context.arc(x, y, RING_PX, 0, 2 * Math.PI);
      this.#stroke(theme);
    }
  }

  /** @param {{ x: number, y: number }[]} way @param {Theme} theme */
  #drawWay(way, theme) {
    const { context } = this.pixels;
    const end = way[way.length - 1];
    // The direction is taken from far enough back that the last tiny step does not turn the head.
    const back = way.findLast(({ x, y }) => Math.hypot(end.x - x, end.y - y) >= HEAD_PX) ?? way[0];
    context.beginPath();
    for (const { x, y } of way) context.lineTo(x, y);
    if (Math.hypot(end.x - back.x, end.y - back.y) > 0) {
      const angle = Math.atan2(end.y - back.y, end.x - back.x);
      for (const side of [-1, 1]) {
        context.moveTo(end.x, end.y);
        context.lineTo(end.x - HEAD_PX * Math.cos(angle + side * 0.5), end.y - HEAD_PX * Math.sin(angle + side * 0.5));
      }
    }
    this.#stroke(theme);
  }

  /** @param {Theme} theme */
  #stroke(theme) {
    const { context } = this.pixels;
    context.lineCap = context.lineJoin = 'round';
    context.strokeStyle = theme.surface;
    context.lineWidth = HALO_PX;
    context.stroke();
    context.strokeStyle = theme.text;
    context.lineWidth = LINE_PX;
    context.stroke();
  }

  /** @param {ArrayLike<number>} points */
  #places(points) {
    const places = [];
    for (let index = 0; index + 1 < points.length; index += 2) {
      const place = this.input?.placeOf(points[index], points[index + 1]);
      if (place) places.push(this.pixels.locate(place.clientX, place.clientY));
    }
    return places;
  }
}
