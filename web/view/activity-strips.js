// Draws what the units of a layer answer to every row of a table: a strip for each unit, the rows side by side in the order that is given,
// over a band with the colours of their classes. Must not know the network, nor the data.

import { CanvasPicture } from './canvas-picture.js';
import { fillPixels, largest, markDead, markSaturated } from './feature-map.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * @typedef {object} StripsInput
 * @property {ArrayLike<number>} values  units × rows, the rows running fastest
 * @property {number} units
 * @property {ArrayLike<number>} order   numbers of the rows from left to right
 * @property {ArrayLike<number>} classes  of each row; empty where there are none
 * @property {ArrayLike<number>} [marks]  of each unit: 0 nothing, 1 dead, 2 saturated
 * @property {{ unit: number, row: number } | null} [chosen]  `row` is a row's number
 * @property {Theme} theme
 */

const BAND_PX = 6;
const GAP_PX = 3;
const STRIP = { min: 4, max: 18, all: 260 };

/** @param {number} units */
export function stripsLayout(units) {
  const pitch = Math.min(STRIP.max, Math.max(STRIP.min, Math.floor(STRIP.all / units)));
  const gap = pitch > 7 ? 2 : pitch > 4 ? 1 : 0;
  return { pitch, gap, top: BAND_PX + GAP_PX, height: BAND_PX + GAP_PX + units * pitch };
}

/** @extends {CanvasPicture<StripsInput>} */
export class ActivityStrips extends CanvasPicture {
  /** @param {HTMLCanvasElement} canvas  its CSS width is given; its height follows */
  constructor(canvas) {
    super(canvas);
    this.buffer = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    this.sorted = new Float32Array();
  }

  draw() {
    const { input, pixels, buffer } = this;
    if (!input || !pixels.prepare()) return;
    const { units, order, values, theme } = input;
    const rows = order.length;
    const layout = stripsLayout(units);
    this.fitHeight(layout.height);
    const { context, width } = pixels;
    context.clearRect(0, 0, width, pixels.height);
    if (rows === 0 || values.length < units * rows) return;
    if (buffer.canvas.width !== rows || buffer.canvas.height !== units || !this.image) {
      buffer.canvas.width = rows;
      buffer.canvas.height = units;
      this.image = buffer.createImageData(rows, units);
      this.sorted = new Float32Array(units * rows);
    }
    for (let unit = 0; unit < units; unit++)
      for (let place = 0; place < rows; place++) this.sorted[unit * rows + place] = values[unit * rows + order[place]];
    fillPixels(new Uint32Array(this.image.data.buffer), this.sorted, rows, {
      theme,
      palette: 'signed',
      scale: largest(this.sorted),
    });
    buffer.putImageData(this.image, 0, 0);
    context.imageSmoothingEnabled = false;
    for (let unit = 0; unit < units; unit++) {
      const y = layout.top + unit * layout.pitch;
      const tall = layout.pitch - layout.gap;
      context.drawImage(buffer.canvas, 0, unit, rows, 1, 0, y, width, tall);
      const mark = input.marks?.[unit] ?? 0;
      if (mark === 1) markDead(context, theme, 0, y, width, tall);
      if (mark === 2) markSaturated(context, theme, 0, y, width, tall);
    }
    this.band(rows, width);
    this.cursor(layout);
  }

  /** The classes of the rows. @param {number} rows @param {number} width */
  band(rows, width) {
    const { order, classes, theme } = /** @type {StripsInput} */ (this.input);
    const { context } = this.pixels;
    if (classes.length === 0) return;
    const pitch = width / rows;
    for (let first = 0; first < rows; ) {
      const kind = classes[order[first]];
      let next = first + 1;
      while (next < rows && classes[order[next]] === kind) next++;
      context.fillStyle = theme.classes[kind % theme.classes.length];
      context.fillRect(first * pitch, 0, Math.max(1, (next - first) * pitch - 1), BAND_PX);
      first = next;
    }
  }

  /** @param {ReturnType<typeof stripsLayout>} layout */
  cursor({ top, pitch, gap }) {
    const { chosen, order, theme } = /** @type {StripsInput} */ (this.input);
    if (!chosen) return;
    const { context, width, height } = this.pixels;
    const place = Array.prototype.indexOf.call(order, chosen.row);
    context.strokeStyle = theme.text;
    context.lineWidth = 1;
    if (place >= 0)
      context.strokeRect((place * width) / order.length - 0.5, 0.5, Math.max(2, width / order.length + 1), height - 1);
    if (chosen.unit >= 0) context.strokeRect(0.5, top + chosen.unit * pitch - 0.5, width - 1, pitch - gap + 1);
  }

  /** The unit and the row at a place of the screen; unit −1 in the band of classes; null outside. @param {number} clientX @param {number} clientY */
  at(clientX, clientY) {
    const { input, pixels } = this;
    if (!input || input.order.length === 0) return null;
    const { x, y } = pixels.locate(clientX, clientY);
    const { top, pitch } = stripsLayout(input.units);
    const place = Math.floor((x / pixels.width) * input.order.length);
    const unit = y < top ? -1 : Math.floor((y - top) / pitch);
    if (place < 0 || place >= input.order.length || unit >= input.units) return null;
    return { unit, row: input.order[place] };
  }
}
