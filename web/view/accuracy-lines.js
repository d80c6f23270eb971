// Draws accuracies against a count, one line each, told apart by dash and mark as well as by colour. Must not know what was counted.

import { CanvasPicture } from './canvas-picture.js';
import { lineScale } from './line-scale.js';
import { markOf } from './marks.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ labels: number, accuracy: number, low?: number, high?: number }} LinePoint  low and high bound a band */
/**
 * @typedef {object} AccuracyLinesInput
 * @property {{ title: string, points: LinePoint[] }[]} lines
 * @property {number} span  the largest count that the axis shows
 * @property {Theme} theme
 */

const MARGIN = { left: 40, right: 12, top: 26, bottom: 24 };
const FONT_PX = 11;
const LEGEND_ROW_PX = 16;
/** The lowest accuracy on the axis: two classes by chance. */
const FLOOR = 0.4;

/** @extends {CanvasPicture<AccuracyLinesInput>} */
export class AccuracyLines extends CanvasPicture {
  draw() {
    const input = this.input;
    if (!input || !this.pixels.prepare()) return;
    const { context, width, height } = this.pixels;
    const { lines, span, theme } = input;
    const lowest = Math.min(FLOOR, ...lines.flatMap(({ points }) => points.map(({ accuracy }) => accuracy)));
    context.font = `${FONT_PX}px ${theme.font}`;
    const places = this.#legend(lines, width);
    const top = MARGIN.top + (places.at(-1)?.row ?? 0) * LEGEND_ROW_PX;
    const x = lineScale([0, span], [MARGIN.left, width - MARGIN.right]);
    const y = lineScale([lowest, 1], [height - MARGIN.bottom, top]);
    context.clearRect(0, 0, width, height);
    context.lineWidth = 1;
    for (const tick of y.ticks(4)) {
      context.strokeStyle = theme.grid;
      context.beginPath();
      context.moveTo(MARGIN.left, Math.round(y(tick)) + 0.5);
      context.lineTo(width - MARGIN.right, Math.round(y(tick)) + 0.5);
      context.stroke();
      context.fillStyle = theme.mutedText;
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      context.fillText(`${Math.round(tick * 100)} %`, MARGIN.left - 6, y(tick));
    }
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const tick of x.ticks(5)) context.fillText(String(tick), x(tick), height - MARGIN.bottom + 6);
    const colours = [theme.accent, theme.mutedText];
    for (const [index, { title, points }] of lines.entries()) {
      const colour = colours[index % colours.length];
      this.#band(points, x, y, colour);
      context.strokeStyle = context.fillStyle = colour;
      context.lineWidth = 2;
      context.setLineDash(index === 0 ? [] : [5, 4]);
      context.beginPath();
      for (const { labels, accuracy } of points) context.lineTo(x(labels), y(accuracy));
      context.stroke();
      context.setLineDash([]);
      for (const { labels, accuracy } of points) this.#mark(index, x(labels), y(accuracy));
      const at = { x: places[index].x, y: MARGIN.top / 2 + places[index].row * LEGEND_ROW_PX };
      this.#mark(index, at.x + 5, at.y);
      context.textAlign = 'left';
      context.textBaseline = 'middle';
      context.fillStyle = theme.text;
      context.fillText(title, at.x + 14, at.y);
    }
  }

  /** Where each line is named: beside the one before where there is room for all, else below it. @param {AccuracyLinesInput['lines']} lines @param {number} width */
  #legend(lines, width) {
    const widths = lines.map(({ title }) => 28 + this.pixels.context.measureText(title).width);
    const whole = widths.reduce((sum, one) => sum + one, MARGIN.left);
    if (whole > width) return lines.map((_, row) => ({ row, x: 0 }));
    return lines.map((_, index) => ({ row: 0, x: widths.slice(0, index).reduce((sum, one) => sum + one, MARGIN.left) }));
  }

  /** @param {LinePoint[]} points @param {(value: number) => number} x @param {(value: number) => number} y @param {string} colour */
  #band(points, x, y, colour) {
    const { context } = this.pixels;
    context.beginPath();
    for (const { labels, accuracy, high = accuracy } of points) context.lineTo(x(labels), y(high));
    for (const { labels, accuracy, low = accuracy } of [...points].reverse()) context.lineTo(x(labels), y(low));
    context.closePath();
    context.globalAlpha = 0.18;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 1;
  }

  /** @param {number} index @param {number} x @param {number} y */
  #mark(index, x, y) {
    const { context } = this.pixels;
    context.save();
    context.translate(x, y);
    context.beginPath();
    markOf(index).draw(context, 22);
    context.restore();
    context.fill();
  }
}
