// Draws what was said against what was right, a point for each row, over the line on which both are equal. Must not know who said it.

import { CanvasPicture } from './canvas-picture.js';
import { formatNumber } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ said: ArrayLike<number>, right: ArrayLike<number>, chosen: number, theme: Theme }} ScatterInput */

const EDGE = { left: 34, bottom: 30, top: 6, right: 8 };
const FONT_PX = 11;
const POINT_PX = 2;

/** The range that holds both, a little wider. @param {ArrayLike<number>[]} lists */
export function rangeOfAll(lists) {
  let min = Infinity;
  let max = -Infinity;
  for (const values of lists) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (!(Math.abs(value) < Infinity)) continue;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  if (min > max) return { min: 0, max: 1 };
  const margin = (max - min || 1) * 0.04;
  return { min: min - margin, max: max + margin };
}

/** @extends {CanvasPicture<ScatterInput>} */
export class ScatterView extends CanvasPicture {
  draw() {
    const { input, pixels } = this;
    if (!input || !pixels.prepare()) return;
    const { context, width, height } = pixels;
    const { said, right, theme, chosen } = input;
    // What was said may run far away; what is right gives the frame.
    const { min, max } = rangeOfAll([right]);
    const side = { x: width - EDGE.left - EDGE.right, y: height - EDGE.top - EDGE.bottom };
    const within = (/** @type {number} */ value) => Math.min(1, Math.max(0, (value - min) / (max - min)));
    const xOf = (/** @type {number} */ value) => EDGE.left + within(value) * side.x;
    const yOf = (/** @type {number} */ value) => EDGE.top + (1 - within(value)) * side.y;
    context.clearRect(0, 0, width, height);
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.strokeRect(EDGE.left, EDGE.top, side.x, side.y);
    context.strokeStyle = theme.line;
    context.beginPath();
    context.moveTo(xOf(min), yOf(min));
    context.lineTo(xOf(max), yOf(max));
    context.stroke();
    context.font = `${FONT_PX}px ${theme.font}`;
    context.fillStyle = theme.mutedText;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    context.fillText(formatNumber(max, 2), EDGE.left - 4, EDGE.top + 6);
    context.fillText(formatNumber(min, 2), EDGE.left - 4, EDGE.top + side.y - 6);
    context.textAlign = 'center';
    context.fillText('target', EDGE.left + side.x / 2, height - FONT_PX / 2 - 2);
    context.save();
    context.translate(FONT_PX / 2 + 1, EDGE.top + side.y / 2);
    context.rotate(-Math.PI / 2);
    context.fillText('predicted', 0, 0);
    context.restore();
    context.fillStyle = theme.positive;
    context.globalAlpha = 0.65;
    for (let row = 0; row < right.length; row++)
      context.fillRect(xOf(right[row]) - POINT_PX / 2, yOf(said[row]) - POINT_PX / 2, POINT_PX, POINT_PX);
    context.globalAlpha = 1;
    if (chosen < 0 || chosen >= right.length) return;
    context.strokeStyle = theme.text;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(xOf(right[chosen]), yOf(said[chosen]), 5, 0, 2 * Math.PI);
    context.stroke();
  }
}
