// Draws which classes are taken for which: a cell for each pair, its count in it. Must not know what was classified.

import { CanvasPicture } from './canvas-picture.js';
import { contrastRatio, mix } from './ramp.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * @typedef {object} MatrixInput
 * @property {ArrayLike<number>} counts  classes × classes: row the true class, column the answer
 * @property {readonly string[]} titles  of the classes
 * @property {Theme} theme
 * @property {{ row: number, column: number } | null} [chosen]
 */

const FONT_PX = 11;
const PAD = 4;
/** The share of the width that the titles of the rows may take. */
const TITLE_SHARE = 0.36;
/** The cell that holds a number, in CSS pixels. */
const LEAST_NUMBERED = 15;
const MOST_PX = 64;
const LETTER_PX = 6;

/** How the matrix lies in a box. @param {MatrixInput} input @param {number} width */
export function matrixLayout({ titles }, width) {
  const longest = titles.reduce((most, title) => Math.max(most, title.length), 0);
  const left = Math.min(width * TITLE_SHARE, longest * LETTER_PX + 2 * PAD);
  const cell = Math.min((width - left) / titles.length, MOST_PX);
  // Columns have the same order as rows, so that a place tells as much as a name where names do not fit.
  const hasNames = longest * LETTER_PX < cell;
  return { left, top: FONT_PX + 2 * PAD, cell, hasNames, height: cell * titles.length + FONT_PX + 2 * PAD };
}

/** @extends {CanvasPicture<MatrixInput>} */
export class ConfusionMatrix extends CanvasPicture {
  draw() {
    const { input, pixels } = this;
    if (!input || !pixels.prepare()) return;
    const layout = matrixLayout(input, pixels.width);
    this.fitHeight(Math.round(layout.height));
    const { context } = pixels;
    const { theme, titles } = input;
    context.clearRect(0, 0, pixels.width, pixels.height);
    context.font = `${FONT_PX}px ${theme.font}`;
    context.textBaseline = 'middle';
    for (let row = 0; row < titles.length; row++) {
      context.fillStyle = row === input.chosen?.row ? theme.text : theme.mutedText;
      context.textAlign = 'right';
      this.text(titles[row], layout.left - PAD, layout.top + (row + 0.5) * layout.cell, layout.left - PAD);
      context.fillStyle = row === input.chosen?.column ? theme.text : theme.mutedText;
      context.textAlign = 'center';
      const head = layout.hasNames ? titles[row] : titles.every((title) => title.length < 3) ? titles[row] : String(row);
      this.text(head, layout.left + (row + 0.5) * layout.cell, layout.top / 2, layout.cell);
      this.row(row, layout);
    }
    if (input.chosen) {
      const { row, column } = input.chosen;
      context.strokeStyle = theme.text;
      context.lineWidth = 2;
      context.strokeRect(layout.left + column * layout.cell, layout.top + row * layout.cell, layout.cell, layout.cell);
    }
  }

  /** @param {number} row @param {ReturnType<typeof matrixLayout>} layout */
  row(row, { left, top, cell }) {
    const { counts, theme, titles } = /** @type {MatrixInput} */ (this.input);
    const { context } = this.pixels;
    const classes = titles.length;
    let sum = 0;
    for (let column = 0; column < classes; column++) sum += counts[row * classes + column];
    for (let column = 0; column < classes; column++) {
      const count = counts[row * classes + column];
      const share = sum > 0 ? count / sum : 0;
      // The root lifts the few mistakes of a good network above the ground.
      const ground = mix(
        theme.neutral,
        row === column ? theme.positive : theme.negative,
        count > 0 ? 0.12 + 0.88 * Math.sqrt(share) : 0,
      );
      context.fillStyle = ground;
      context.fillRect(left + column * cell + 0.5, top + row * cell + 0.5, cell - 1, cell - 1);
      if (count === 0 || cell < LEAST_NUMBERED) continue;
      context.fillStyle = contrastRatio(theme.text, ground) > contrastRatio(theme.surface, ground) ? theme.text : theme.surface;
      context.textAlign = 'center';
      this.text(String(count), left + (column + 0.5) * cell, top + (row + 0.5) * cell, cell - 2);
    }
  }

  /** Text that is cut off with an ellipsis where it is too wide. @param {string} text @param {number} x @param {number} y @param {number} width */
  text(text, x, y, width) {
    const { context } = this.pixels;
    let shown = text;
    while (shown.length > 1 && context.measureText(shown).width > width) shown = `${shown.replace(/…$/, '').slice(0, -1)}…`;
    context.fillText(shown, x, y);
  }

  /** The cell at a place of the screen, or null. @param {number} clientX @param {number} clientY */
  at(clientX, clientY) {
    const { input, pixels } = this;
    if (!input) return null;
    const { left, top, cell } = matrixLayout(input, pixels.width);
    const { x, y } = pixels.locate(clientX, clientY);
    const [row, column] = [Math.floor((y - top) / cell), Math.floor((x - left) / cell)];
    const classes = input.titles.length;
    return row >= 0 && column >= 0 && row < classes && column < classes ? { row, column } : null;
  }
}
