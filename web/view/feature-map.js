// Draws what a layer makes of one sample: a tile for each channel, or a cell for each unit, with those that are dead or saturated marked
// by a shape. Must not know the network, nor the sample.

import { CanvasPicture } from './canvas-picture.js';
import { contrastRatio, divergingRamp, HALF_STEPS, pixelOf, sequentialRamp } from './ramp.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * @typedef {object} MapsInput
 * @property {ArrayLike<number>} values  channels × height × width, the width running fastest
 * @property {readonly number[]} shape   [channels, height, width]
 * @property {Theme} theme
 * @property {'signed' | 'ink'} [palette]  around zero, or from nothing to full
 * @property {number} [scale]            the magnitude that gets the full colour; the largest of all when left out
 * @property {ArrayLike<number>} [marks]  of each unit: 0 nothing, 1 dead, 2 saturated
 * @property {boolean} [hasUnitRows]     one channel whose rows are the units
 * @property {number | null} [chosen]    the channel that is pointed at
 * @property {boolean} [fills]           a lone channel takes the whole width, however large
 */
/** @typedef {{ tile: { width: number, height: number }, columns: number, gap: number, height: number }} Tiling */

/** Space between tiles, and the least and the most that a channel's side and a lone unit's cell take, in CSS pixels. */
const GAP = 3;
const TILE = { min: 22, max: 96 };
const LONE = { min: 48, max: 168 };
const CELL = { min: 9, max: 20 };
/** More cells than this are drawn without gaps. */
const MOST_SPACED = 256;

/**
 * How tiles fill a width.
 *
 * Domain   width > 0, in CSS pixels.
 * @param {readonly number[]} shape  channels × height × width
 * @param {number} width
 * @param {boolean} [fills]  a lone channel takes all of it
 * @returns {Tiling}
 */
export function tiling([channels, rows = 1, cells = 1], width, fills = false) {
  const limits = rows * cells === 1 ? CELL : channels === 1 ? LONE : TILE;
  const gap = channels > MOST_SPACED ? 0 : GAP;
  const fit = (/** @type {number} */ side) => Math.max(1, Math.floor((width + gap) / (side + gap)));
  const columns = Math.min(channels, fit(limits.min), Math.max(fit(limits.max), Math.ceil(Math.sqrt(channels))));
  const most = fills && channels === 1 ? width : limits.max;
  const side = Math.min((width - gap * (columns - 1)) / columns, most);
  const tile = { width: side, height: Math.max(1, (side * rows) / cells) };
  return { tile, columns, gap, height: Math.ceil(channels / columns) * (tile.height + gap) - gap };
}

/** Largest finite magnitude. @param {ArrayLike<number>} values */
export function largest(values) {
  let size = 0;
  for (let index = 0; index < values.length; index++) {
    const value = Math.abs(values[index]);
    if (value > size && value < Infinity) size = value;
  }
  return size;
}

/** @type {WeakMap<Theme, { signed: Uint32Array, ink: Uint32Array, gap: Uint32Array }>} */
const palettes = new WeakMap();

/** @param {Theme} theme */
function paletteOf(theme) {
  let palette = palettes.get(theme);
  if (!palette) {
    palette = {
      signed: divergingRamp(theme, 1),
      ink: sequentialRamp(theme.neutral, theme.text, 1),
      gap: Uint32Array.of(pixelOf(theme.neutral), pixelOf(theme.line)),
    };
    palettes.set(theme, palette);
  }
  return palette;
}

/**
 * Pixels of values, one each; what is no finite number is hatched.
 *
 * @param {Uint32Array} words  written
 * @param {ArrayLike<number>} values @param {number} width  of a row, for the hatch
 * @param {{ theme: Theme, palette: 'signed' | 'ink', scale: number }} options
 */
export function fillPixels(words, values, width, { theme, palette, scale }) {
  const colours = paletteOf(theme);
  const ramp = colours[palette];
  const first = palette === 'signed' ? HALF_STEPS : 0;
  const full = scale > 0 ? scale : Infinity;
  for (let index = 0; index < words.length; index++) {
    const value = values[index];
    if (!(Math.abs(value) < Infinity)) {
      words[index] = colours.gap[((index % width) + Math.floor(index / width)) & 1];
      continue;
    }
    const step = first + Math.round((value / full) * HALF_STEPS);
    words[index] = ramp[Math.min(ramp.length - 1, Math.max(0, step))];
  }
}

/** @extends {CanvasPicture<MapsInput>} */
export class FeatureMaps extends CanvasPicture {
  /** @param {HTMLCanvasElement} canvas  its CSS width is given; its height follows from what is drawn */
  constructor(canvas) {
    super(canvas);
    const buffer = document.createElement('canvas');
    this.buffer = /** @type {CanvasRenderingContext2D} */ (buffer.getContext('2d'));
    /** @type {Tiling | null} */ this.tiles = null;
  }

  draw() {
    const { input, pixels } = this;
    if (!input || !pixels.prepare()) return;
    const [channels, rows, cells] = input.shape;
    const tiles = tiling(input.shape, pixels.width, input.fills);
    this.tiles = tiles;
    this.fitHeight(Math.ceil(tiles.height));
    const { context } = pixels;
    context.clearRect(0, 0, pixels.width, pixels.height);
    const bitmap = this.buffer.canvas;
    if (bitmap.width !== cells || bitmap.height !== rows * channels) {
      bitmap.width = cells;
      bitmap.height = rows * channels;
      this.image = this.buffer.createImageData(cells, rows * channels);
      this.words = new Uint32Array(this.image.data.buffer);
    }
    const scale = input.scale ?? largest(input.values);
    fillPixels(/** @type {Uint32Array} */ (this.words), input.values, cells, {
      theme: input.theme,
      palette: input.palette ?? 'signed',
      scale,
    });
    this.buffer.putImageData(/** @type {ImageData} */ (this.image), 0, 0);
    context.imageSmoothingEnabled = false;
    for (let channel = 0; channel < channels; channel++) {
      const { x, y } = this.place(channel);
      const { width, height: tall } = tiles.tile;
      context.drawImage(bitmap, 0, channel * rows, cells, rows, x, y, width, tall);
      this.frame(channel, x, y, width, tall);
    }
  }

  /** The border of a tile, and the sign of what its unit is. @param {number} channel @param {number} x @param {number} y @param {number} width @param {number} height */
  frame(channel, x, y, width, height) {
    const { theme, marks, chosen, hasUnitRows, shape } = /** @type {MapsInput} */ (this.input);
    const { context } = this.pixels;
    if (this.tiles?.gap) {
      context.strokeStyle = theme.line;
      context.lineWidth = 0.5;
      context.strokeRect(x + 0.25, y + 0.25, width - 0.5, height - 0.5);
    }
    const rows = hasUnitRows ? (shape[1] ?? 1) : 1;
    for (let row = 0; row < rows; row++) {
      const mark = marks?.[hasUnitRows ? row : channel] ?? 0;
      const [top, tall] = [y + (row * height) / rows, height / rows];
      if (mark === 1) (hasUnitRows ? strikeDead : markDead)(context, theme, x, top, width, tall);
      if (mark === 2) markSaturated(context, theme, x, top, width, tall);
    }
    if (channel === chosen) {
      context.strokeStyle = theme.text;
      context.lineWidth = 2;
      context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
    }
  }

  /** Top left corner of a tile. @param {number} channel */
  place(channel) {
    const { tile, columns, gap } = /** @type {Tiling} */ (this.tiles);
    return {
      x: (channel % columns) * (tile.width + gap),
      y: Math.floor(channel / columns) * (tile.height + gap),
    };
  }

  /** The channel at a place of the screen, with the cell in it; null beside the tiles. @param {number} clientX @param {number} clientY */
  at(clientX, clientY) {
    const { input, tiles } = this;
    if (!input || !tiles) return null;
    const [channels, rows, cells] = input.shape;
    const { x, y } = this.pixels.locate(clientX, clientY);
    const column = Math.floor(x / (tiles.tile.width + tiles.gap));
    const line = Math.floor(y / (tiles.tile.height + tiles.gap));
    const channel = line * tiles.columns + column;
    if (column < 0 || column >= tiles.columns || channel < 0 || channel >= channels) return null;
    const corner = this.place(channel);
    const share = (/** @type {number} */ distance, /** @type {number} */ size, /** @type {number} */ count) =>
      Math.min(count - 1, Math.max(0, Math.floor((distance / size) * count)));
    return {
      channel,
      row: share(y - corner.y, tiles.tile.height, rows),
      cell: share(x - corner.x, tiles.tile.width, cells),
    };
  }
}

/** A cross from corner to corner over a faded tile: off for every row of the training set. @param {CanvasRenderingContext2D} context @param {Theme} theme @param {number} x @param {number} y @param {number} width @param {number} height */
export function markDead(context, theme, x, y, width, height) {
  context.save();
  context.globalAlpha = 0.7;
  context.fillStyle = theme.surface;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = contrastRatio(theme.text, theme.surface) > 4 ? theme.text : theme.mutedText;
  context.lineWidth = Math.max(1, Math.min(width, height) / 14);
  context.beginPath();
  const inset = Math.min(width, height) * 0.18;
  context.moveTo(x + inset, y + inset);
  context.lineTo(x + width - inset, y + height - inset);
  context.moveTo(x + width - inset, y + inset);
  context.lineTo(x + inset, y + height - inset);
  context.stroke();
  context.restore();
}

/** A line along a faded row: off for every sequence, at every step. @param {CanvasRenderingContext2D} context @param {Theme} theme @param {number} x @param {number} y @param {number} width @param {number} height */
function strikeDead(context, theme, x, y, width, height) {
  context.save();
  context.globalAlpha = 0.7;
  context.fillStyle = theme.surface;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.fillStyle = theme.text;
  context.fillRect(x + 2, y + height / 2 - 0.5, width - 4, 1);
  context.restore();
}

/** Hatched: on the flat piece of its activation nearly everywhere. @param {CanvasRenderingContext2D} context @param {Theme} theme @param {number} x @param {number} y @param {number} width @param {number} height */
export function markSaturated(context, theme, x, y, width, height) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = theme.text;
  context.lineWidth = 1;
  context.globalAlpha = 0.75;
  context.beginPath();
  for (let offset = -height; offset < width; offset += 5) {
    context.moveTo(x + offset, y + height);
    context.lineTo(x + offset + height, y);
  }
  context.stroke();
  context.restore();
}
