// Finds the place for a curve's name beside it. Must not know what the curve is, nor how it is drawn.

/** Widest letter of the charts' font on average, in font sizes: text is placed without measuring it. */
export const LETTER = 0.6;
export const LABEL_PX = 13;

/** Where a name may lie from its point: across and down, in widths and heights of the name; straight above first. */
const sides = [
  [-0.5, -1],
  [-0.5, 0],
  [-1, -1],
  [0, 0],
  [0, -1],
  [-1, 0],
  [-1, -0.5],
  [0, -0.5],
];

/**
 * Where a curve's name goes: beside the curve, inside the plot, on no curve and on no other name. Places near the right
 * end come first, then those to the left of them; where every place meets a curve, one that meets only the other.
 * @param {readonly { x: number, y: number }[]} own  the curve's points, CSS pixels
 * @param {readonly { x: number, y: number }[]} all  every curve's points
 * @param {Box} plot
 * @param {number} width  of the name
 * @param {readonly Box[]} taken
 * @returns {Box | null} null when there is no free place
 */
export function placeLabel(own, all, plot, width, taken) {
  const height = LABEL_PX + 2;
  const gap = 5;
  const steps = 40;
  for (const avoided of [all, own]) {
    for (let step = 1; step < steps; step++) {
      const point = own[Math.round((own.length - 1) * (1 - step / steps))];
      if (!point || point.y < plot.top || point.y > plot.bottom) continue;
      for (const [across, down] of sides) {
        const left = point.x + across * width + Math.sign(across + 0.5) * gap;
        const top = point.y + down * height + Math.sign(down + 0.5) * gap;
        const box = { left, right: left + width, top, bottom: top + height };
        if (box.left < plot.left + 2 || box.right > plot.right - 2 || box.top < plot.top || box.bottom > plot.bottom) continue;
        if (taken.some((other) => overlap(box, other))) continue;
        if (avoided.some(({ x, y }) => x > left - 2 && x < box.right + 2 && y > top - 2 && y < box.bottom + 2)) continue;
        return box;
      }
    }
  }
  return null;
}

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
