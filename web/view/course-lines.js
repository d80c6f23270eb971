// Draws one line over the epochs, its band and its label on a canvas. Must not know axes, nor what was measured.

/** Size of every text of the plot. */
export const LABEL_PX = 11;
/** Height of a label with the air around it. */
export const LABEL_ROOM_PX = LABEL_PX + 8;
/** Opacity of a band. */
const BAND_ALPHA = 0.17;
/** A value without neighbours is a point, not a line. */
export const POINT_PX = 2.5;

/** @param {number | null | undefined} value @param {(value: number) => number} scale @returns {number | null} */
export function placeOf(value, scale) {
  const at = scale(value ?? Number.NaN);
  return Math.abs(at) < Infinity ? at : null;
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
export function drawPoint(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {number[]} xs @param {(number | null)[]} ys @param {import('./course-plot.js').CourseLine} line */
export function drawLine(context, xs, ys, { width, dash }) {
  /** @type {number[]} */
  const alone = [];
  context.beginPath();
  ys.forEach((y, row) => {
    if (y === null) return;
    const isFirst = (ys[row - 1] ?? null) === null;
    if (isFirst) context.moveTo(xs[row], y);
    else context.lineTo(xs[row], y);
    if (isFirst && (ys[row + 1] ?? null) === null) alone.push(row);
  });
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.stroke();
  context.setLineDash([]);
  for (const row of alone) drawPoint(context, xs[row], /** @type {number} */ (ys[row]), POINT_PX);
}

/** @param {CanvasRenderingContext2D} context @param {number[]} xs @param {(number | null)[]} low @param {(number | null)[]} high */
export function drawBand(context, xs, low, high) {
  context.beginPath();
  for (const ys of [low, high]) {
    for (let step = 0; step < xs.length; step++) {
      const row = ys === low ? step : xs.length - 1 - step;
      const y = ys[row];
      if (y !== null) context.lineTo(xs[row], y);
    }
  }
  context.globalAlpha = BAND_ALPHA;
  context.fill();
  context.globalAlpha = 1;
}

/**
 * A label on the plot that stays readable where it meets a line.
 * @param {import('./course-plot.js').Picture} picture @param {string} text @param {number} x @param {number} y
 * @param {'right' | 'center'} align @param {boolean} isBelow  the place rather than above it
 */
export function drawLabel({ context, theme }, text, x, y, align, isBelow) {
  context.textAlign = align;
  context.textBaseline = isBelow ? 'top' : 'bottom';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = theme.surface;
  context.strokeText(text, x, y);
  context.fillStyle = theme.mutedText;
  context.fillText(text, x, y);
}
