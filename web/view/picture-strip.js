// Draws small pictures side by side, each with a caption, one of them chosen. Must not know where they come from.

import { CanvasPicture } from './canvas-picture.js';
import { fillPixels, largest } from './feature-map.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * @typedef {object} StripInput
 * @property {ArrayLike<number>[]} pictures  channels × height × width each; the first channel is drawn
 * @property {readonly number[]} shape
 * @property {readonly string[]} captions
 * @property {readonly boolean[]} [faults]   captions that are in the colour of an error
 * @property {number} chosen                 −1 for none
 * @property {Theme} theme
 */

const GAP = 6;
const FONT_PX = 11;
const CAPTION_PX = 14;

/** Room for the border of the chosen one. */
const EDGE_PX = 2;

/** How many pictures of a side fit into a width, and where they stand. @param {number} width @param {number} side */
export function stripLayout(width, side) {
  const room = width - 2 * EDGE_PX;
  const columns = Math.max(1, Math.floor((room + GAP) / (side + GAP)));
  const pitch = columns > 1 ? (room - side) / (columns - 1) : side + GAP;
  return { columns, pitch, line: side + CAPTION_PX + GAP };
}

/** @extends {CanvasPicture<StripInput>} */
export class PictureStrip extends CanvasPicture {
  /** @param {HTMLCanvasElement} canvas  its CSS size is given @param {number} side  of a picture, in CSS pixels */
  constructor(canvas, side) {
    super(canvas);
    this.side = side;
    this.buffer = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    /** @type {ImageData | null} */ this.image = null;
  }

  /** Pictures that its width holds in so many lines. @param {number} lines */
  room(lines) {
    this.pixels.prepare();
    return lines * stripLayout(this.pixels.width, this.side).columns;
  }

  draw() {
    const { input, pixels, side, buffer } = this;
    if (!input || !pixels.prepare()) return;
    const { context } = pixels;
    const { theme, shape, pictures, captions, faults, chosen } = input;
    const [, rows, cells] = shape;
    if (!this.image || this.image.width !== cells || this.image.height !== rows) {
      buffer.canvas.width = cells;
      buffer.canvas.height = rows;
      this.image = buffer.createImageData(cells, rows);
    }
    const words = new Uint32Array(this.image.data.buffer);
    context.clearRect(0, 0, pixels.width, pixels.height);
    context.font = `${FONT_PX}px ${theme.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.imageSmoothingEnabled = false;
    pictures.forEach((picture, index) => {
      const { x, y } = this.place(index);
      fillPixels(words, picture, cells, { theme, palette: 'ink', scale: Math.max(largest(picture), 1e-6) });
      buffer.putImageData(/** @type {ImageData} */ (this.image), 0, 0);
      context.drawImage(buffer.canvas, x, y, side, side);
      context.strokeStyle = index === chosen ? theme.accent : theme.line;
      context.lineWidth = index === chosen ? 2.5 : 0.75;
      context.strokeRect(x, y, side, side);
      context.fillStyle = faults?.[index] ? theme.danger : theme.mutedText;
      context.fillText(captions[index] ?? '', x + side / 2, y + side + CAPTION_PX / 2 + 1, side + GAP);
    });
  }

  /** @param {number} index */
  place(index) {
    const { columns, pitch, line } = stripLayout(this.pixels.width, this.side);
    return { x: (index % columns) * pitch + EDGE_PX, y: Math.floor(index / columns) * line + EDGE_PX };
  }

  /** The picture at a place of the screen, or −1. @param {number} clientX @param {number} clientY */
  at(clientX, clientY) {
    const { x, y } = this.pixels.locate(clientX, clientY);
    const count = this.input?.pictures.length ?? 0;
    for (let index = 0; index < count; index++) {
      const corner = this.place(index);
      if (x >= corner.x && x < corner.x + this.side && y >= corner.y && y < corner.y + this.side + CAPTION_PX) return index;
    }
    return -1;
  }
}
