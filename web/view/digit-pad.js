// Draws what a hand has drawn: strokes and dots over a faint grid, and the pen of the arrow keys. Must not know what becomes of it.

import { CanvasPicture } from './canvas-picture.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ x: number, y: number }} Point  0..1 from the left and from the top */
/**
 * @typedef {object} PadInput
 * @property {readonly (readonly Point[])[]} strokes
 * @property {readonly [rows: number, cells: number]} grid
 * @property {number} brush  width of a stroke, in cells
 * @property {{ row: number, cell: number } | null} pen
 * @property {Theme} theme
 */

/** @extends {CanvasPicture<PadInput>} */
export class DigitPad extends CanvasPicture {
  draw() {
    const { input, pixels } = this;
    if (!input || !pixels.prepare()) return;
    const { context, width, height } = pixels;
    const { theme, grid, strokes, brush, pen } = input;
    const [rows, cells] = grid;
    context.fillStyle = theme.neutral;
    context.fillRect(0, 0, width, height);
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.beginPath();
    for (let cell = 1; cell < cells; cell++) {
      context.moveTo((cell * width) / cells, 0);
      context.lineTo((cell * width) / cells, height);
    }
    for (let row = 1; row < rows; row++) {
      context.moveTo(0, (row * height) / rows);
      context.lineTo(width, (row * height) / rows);
    }
    context.stroke();
    context.strokeStyle = theme.text;
    context.lineCap = context.lineJoin = 'round';
    context.lineWidth = (brush * width) / cells;
    for (const stroke of strokes) {
      context.beginPath();
      stroke.forEach(({ x, y }, index) => {
        if (index === 0) context.moveTo(x * width, y * height);
        context.lineTo(x * width, y * height);
      });
      context.stroke();
    }
    if (!pen) return;
    context.strokeStyle = theme.focus;
    context.lineWidth = 2.5;
    context.strokeRect((pen.cell * width) / cells + 1, (pen.row * height) / rows + 1, width / cells - 2, height / rows - 2);
  }

  /** The point of the pad at a place of the screen. @param {number} clientX @param {number} clientY @returns {Point} */
  at(clientX, clientY) {
    const { x, y } = this.pixels.locate(clientX, clientY);
    const within = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    return { x: within(x / this.pixels.width), y: within(y / this.pixels.height) };
  }
}
