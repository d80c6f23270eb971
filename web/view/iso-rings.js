// Finds where a field of samples goes through zero, as closed rings. Must not know what the field is, nor how the rings are drawn.

/**
 * Samples around the grid: a copy of its outermost ones, so that a ring crosses the edge of the picture instead of turning along it, and
 * nothing around those, so that it closes there.
 */
const FRAME = 2;

/**
 * The rings around the places where a field is at least zero, in pixels from the grid's top left corner: places are on their right, a
 * hole's ring goes round the other way. Where two opposite corners of four are inside they are not joined.
 *
 * Formula   Marching squares: between two samples u ≥ 0 > v the ring passes at u / (u − v) of the way.
 * @param {number} resolution
 * @param {(index: number) => number} fieldAt  what is not finite lies outside
 * @returns {[number, number][][]} rings of [across, down], 0 to resolution inside the picture, a little beyond on its edge
 */
export function isoRings(resolution, fieldAt) {
  const side = resolution + 2 * FRAME;
  const field = framed(resolution, side, fieldAt);
  // An edge to the right of a sample has twice its index, one below it one more. Each edge that a ring passes leads to the next one.
  const next = new Int32Array(2 * side * side).fill(-1);
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const first = row * side + column;
      const isInside = field[first] >= 0;
      const below = first + side;
      // Most cells lie on one side of zero.
      if (field[first + 1] >= 0 === isInside && field[below + 1] >= 0 === isInside && field[below] >= 0 === isInside) continue;
      const inside = [first, first + 1, below + 1, below].map((corner) => field[corner] >= 0);
      // The edges of the cell, clockwise like its corners: the first one lies between the first corner and the second.
      const edges = [2 * first, 2 * (first + 1) + 1, 2 * below, 2 * first + 1];
      for (let corner = 0; corner < 4; corner++) {
        if (inside[corner] || !inside[(corner + 1) % 4]) continue;
        let last = corner + 1;
        while (inside[(last + 1) % 4]) last++;
        next[edges[corner]] = edges[last % 4];
      }
    }
  }
  const rings = [];
  for (let start = 0; start < next.length; start++) {
    if (next[start] < 0) continue;
    /** @type {[number, number][]} */
    const ring = [];
    for (let edge = start; edge >= 0; ) {
      ring.push(crossing(field, side, edge));
      const following = next[edge];
      next[edge] = -1;
      edge = following;
    }
    rings.push(ring);
  }
  return rings;
}

/** @param {number} resolution @param {number} side @param {(index: number) => number} fieldAt */
function framed(resolution, side, fieldAt) {
  const field = new Float64Array(side * side).fill(-Infinity);
  const within = (/** @type {number} */ place) => Math.min(resolution - 1, Math.max(0, place - FRAME));
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const value = fieldAt(within(row) * resolution + within(column));
      // Finite everywhere, so that the interpolated corner of a ring is finite too; holes are left out by the caller.
      field[row * side + column] = Math.abs(value) < Infinity ? value : -1;
    }
  }
  return field;
}

/**
 * Where the field goes through zero on an edge between two samples.
 * @param {Float64Array} field @param {number} side @param {number} edge
 * @returns {[number, number]}
 */
function crossing(field, side, edge) {
  const sample = edge >> 1;
  const isDown = edge % 2 === 1;
  const [from, to] = [field[sample], field[sample + (isDown ? side : 1)]];
  const share = Math.abs(from - to) < Infinity ? from / (from - to) : 0.5;
  // A sample stands in the middle of its pixel.
  const across = (sample % side) - FRAME + 0.5;
  const down = Math.floor(sample / side) - FRAME + 0.5;
  return isDown ? [across, down + share] : [across + share, down];
}
