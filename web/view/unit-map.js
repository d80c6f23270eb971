// Paints one unit's response map on a small canvas. Must not know which unit it is, nor the network.

import { divergingRamp, HALF_STEPS, pixelOf } from './ramp.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ ramp: Uint32Array, gap: Uint32Array }} Palette */

/** Side of a hatch stripe for values that are no numbers, in map cells. */
const HATCH_CELLS = 3;

/** @type {WeakMap<Theme, Palette>} */
const palettes = new WeakMap();

/** @type {WeakMap<HTMLCanvasElement, { context: CanvasRenderingContext2D, image: ImageData, words: Uint32Array }>} */
const bitmaps = new WeakMap();

/**
 * Largest finite magnitude of a map; 0 when there is none.
 * @param {ArrayLike<number>} values
 * @returns {number}
 */
export function magnitude(values) {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index]);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

/**
 * Draws values around zero: below it the negative colour, above it the positive one.
 *
 * The bitmap has one pixel for each value; the browser's scaling to the CSS box smooths it. A value that is no finite
 * number becomes part of a neutral hatch.
 *
 * Shape    values resolution × resolution, row-major from the top left.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values
 * @param {number} resolution
 * @param {{ theme: Theme, scale?: number }} options  scale: the magnitude that gets the full colour
 */
export function paintUnitMap(canvas, values, resolution, { theme, scale = magnitude(values) }) {
  let bitmap = bitmaps.get(canvas);
  if (!bitmap || bitmap.image.width !== resolution || canvas.width !== resolution || canvas.height !== resolution) {
    const context = canvas.getContext('2d');
    if (!context) return;
    canvas.width = canvas.height = resolution;
    const image = context.createImageData(resolution, resolution);
    bitmap = { context, image, words: new Uint32Array(image.data.buffer) };
    bitmaps.set(canvas, bitmap);
  }
  let palette = palettes.get(theme);
  if (!palette) {
    palette = mapPalette(theme);
    palettes.set(theme, palette);
  }
  fillUnitMap(bitmap.words, values, resolution, palette, scale);
  bitmap.context.putImageData(bitmap.image, 0, 0);
}

/**
 * @param {Theme} theme
 * @returns {Palette}
 */
export function mapPalette(theme) {
  return { ramp: divergingRamp(theme, 1), gap: Uint32Array.of(pixelOf(theme.neutral), pixelOf(theme.line)) };
}

/**
 * The pixels of a map, in memory: paintUnitMap without its canvas.
 * @param {Uint32Array} words  written, one pixel for each value
 * @param {ArrayLike<number>} values
 * @param {number} resolution
 * @param {Palette} palette
 * @param {number} scale
 */
export function fillUnitMap(words, values, resolution, palette, scale) {
  const { ramp, gap } = palette;
  const full = scale > 0 ? scale : Infinity;
  for (let index = 0; index < words.length; index++) {
    const value = values[index];
    // One comparison for NaN, both infinities and a map that is too short.
    if (!(Math.abs(value) < Infinity)) {
      const diagonal = (index % resolution) + Math.floor(index / resolution);
      words[index] = gap[Math.floor(diagonal / HATCH_CELLS) & 1];
      continue;
    }
    const step = Math.round((value / full) * HALF_STEPS);
    words[index] = ramp[HALF_STEPS + (step < -HALF_STEPS ? -HALF_STEPS : step > HALF_STEPS ? HALF_STEPS : step)];
  }
}
