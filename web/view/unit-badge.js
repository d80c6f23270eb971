// Draws the state of units over their tiles, as shapes on one canvas: a dead one crossed, a saturated one hatched, and a bar for the
// share of points on which a unit fires. Must not know which units they are, nor how a state is measured.

import { CanvasPicture } from './canvas-picture.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ x: number, y: number, width: number, height: number, state: 'alive' | 'dead' | 'saturated', fires: number }} Badge  CSS pixels from the canvas's corner; fires 0..1 */

/** Every line has a halo of the ground's colour, so that it shows on any map. */
const LINE_PX = 2;
const HALO_PX = 4.5;
const INSET = 0.2;
const HATCH_PX = 6;
const HATCH_LINE_PX = 1.25;
const CORNER_PX = 5;
const BAR = { height: 3, inset: 4, bottom: 3 };

/**
 * The strokes of a mark as pairs of end points, in CSS pixels.
 * @param {Badge} badge
 * @returns {[number, number, number, number][]} none for a unit that is well
 */
export function strokesOf({ x, y, width, height, state }) {
  if (state === 'dead') {
    const [left, right, top, bottom] = [
      x + width * INSET,
      x + width * (1 - INSET),
      y + height * INSET,
      y + height * (1 - INSET),
    ];
    return [
      [left, top, right, bottom],
      [left, bottom, right, top],
    ];
  }
  if (state !== 'saturated') return [];
  /** @type {[number, number, number, number][]} */
  const strokes = [];
  for (let offset = HATCH_PX; offset < width + height; offset += HATCH_PX) {
    strokes.push([
      x + Math.max(0, offset - height),
      y + Math.min(height, offset),
      x + Math.min(width, offset),
      y + Math.max(0, offset - width),
    ]);
  }
  return strokes;
}

/**
 * The bar of a unit that fires on some points and not on others; none where it says nothing new.
 * @param {Badge} badge
 * @returns {{ x: number, y: number, width: number, height: number, filled: number } | null}
 */
export function firingBar({ x, y, width, height, fires }) {
  if (!(fires > 0 && fires < 1)) return null;
  const full = width - 2 * BAR.inset;
  return { x: x + BAR.inset, y: y + height - BAR.bottom - BAR.height, width: full, height: BAR.height, filled: fires * full };
}

/**
 * Every mark: halos first, then lines.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Badge[]} badges
 * @param {Theme} theme
 */
export function drawBadges(context, badges, theme) {
  for (const badge of badges) {
    const strokes = strokesOf(badge);
    if (strokes.length > 0) {
      const isHatch = badge.state === 'saturated';
      context.save();
      context.beginPath();
      context.roundRect(badge.x, badge.y, badge.width, badge.height, CORNER_PX);
      context.clip();
      context.lineCap = isHatch ? 'butt' : 'round';
      for (const [colour, width] of /** @type {const} */ ([
        [theme.surface, isHatch ? HATCH_LINE_PX + 1.5 : HALO_PX],
        [theme.text, isHatch ? HATCH_LINE_PX : LINE_PX],
      ])) {
        context.beginPath();
        for (const [x1, y1, x2, y2] of strokes) {
          context.moveTo(x1, y1);
          context.lineTo(x2, y2);
        }
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.stroke();
      }
      context.restore();
    }
    const bar = firingBar(badge);
    if (!bar) continue;
    context.fillStyle = theme.surface;
    context.fillRect(bar.x - 1, bar.y - 1, bar.width + 2, bar.height + 2);
    context.fillStyle = theme.text;
    context.fillRect(bar.x, bar.y, bar.filled, bar.height);
  }
}

/** The marks of a whole network on one canvas that lies over its tiles. */
/** @extends {CanvasPicture<{ badges: readonly Badge[], theme: Theme }>} */
export class BadgesView extends CanvasPicture {
  draw() {
    if (!this.input || !this.pixels.prepare()) return;
    const { context, width, height } = this.pixels;
    context.clearRect(0, 0, width, height);
    drawBadges(context, this.input.badges, this.input.theme);
  }
}
