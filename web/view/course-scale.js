// What the chart of a run computes before it draws: fewer points, the ends of its axes and their ticks. Must not know how it is drawn.

import { lineScale } from './line-scale.js';

/** @typedef {ArrayLike<number | null | undefined>} Column  a value that is missing or not finite is a gap */

/** A logarithmic loss axis from this ratio of largest to smallest on, and back to a linear one below the other. */
const LOGARITHMIC_FROM = 30;
const LINEAR_BELOW = 12;

/** @param {number | null | undefined} value */
export const finiteOrNull = (value) => (typeof value === 'number' && Math.abs(value) < Infinity ? value : null);

/**
 * Fewer points that draw the same picture: in each bucket the first and last row and each column's smallest and largest value stay.
 *
 * Shape    columns of equal length n → columns of one length, at most buckets · (2 + 2 · columns); all rows when n is
 *          not larger than the number of buckets.
 * Trap     Values that are not finite become null; a bucket keeps one such row for each column, so that a gap stays.
 * @param {ArrayLike<number>} x  rising
 * @param {readonly Column[]} columns
 * @param {number} buckets
 * @returns {{ x: number[], columns: (number | null)[][] }}
 */
export function decimate(x, columns, buckets) {
  const count = x.length;
  /** @type {number[]} */
  let kept = [];
  if (count <= buckets) kept = Array.from({ length: count }, (_, row) => row);
  else {
    for (let bucket = 0; bucket < buckets; bucket++) {
      const from = Math.floor((bucket * count) / buckets);
      const to = Math.floor(((bucket + 1) * count) / buckets);
      const rows = new Set([from, to - 1]);
      for (const column of columns) {
        let lowest = -1;
        let highest = -1;
        let gap = -1;
        for (let row = from; row < to; row++) {
          const value = finiteOrNull(column[row]);
          if (value === null) {
            if (gap < 0) gap = row;
            continue;
          }
          if (lowest < 0 || value < /** @type {number} */ (column[lowest])) lowest = row;
          if (highest < 0 || value > /** @type {number} */ (column[highest])) highest = row;
        }
        for (const row of [lowest, highest, gap]) if (row >= 0) rows.add(row);
      }
      kept.push(...[...rows].sort((a, b) => a - b));
    }
  }
  return {
    x: kept.map((row) => x[row]),
    columns: columns.map((column) => kept.map((row) => finiteOrNull(column[row]))),
  };
}

/**
 * Smallest and largest of the finite values; null when there is none.
 * @param {readonly Column[]} columns
 * @returns {{ min: number, max: number } | null}
 */
export function extent(columns) {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    for (let row = 0; row < column.length; row++) {
      const value = finiteOrNull(column[row]);
      if (value === null) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}

/**
 * Whether the losses are read better on a logarithmic axis: they span decades and none is zero.
 * @param {{ min: number, max: number } | null} span
 * @param {boolean} before  what the axis is now; near the threshold it stays
 * @returns {boolean}
 */
export function prefersLogarithm(span, before) {
  if (!span || !(span.min > 0)) return false;
  return span.max / span.min >= (before ? LINEAR_BELOW : LOGARITHMIC_FROM);
}

/**
 * Bounds of the loss axis, with some air around the curves.
 * @param {{ min: number, max: number } | null} span
 * @param {boolean} logarithmic
 * @returns {[number, number]}
 */
export function lossBounds(span, logarithmic) {
  if (!span) return [0, 1];
  if (logarithmic) {
    const air = (span.max / span.min) ** 0.06;
    return [span.min / air, span.max * air];
  }
  const top = span.max > 0 ? span.max * 1.08 : 1;
  // Losses are seldom negative; where one is, the axis goes down to it.
  return [span.min < 0 ? span.min * 1.08 : 0, top];
}

/**
 * Positions of the ticks of a logarithmic axis: the decades, and where there are fewer than two of them 2 and 5 as well.
 * @param {number} min  positive
 * @param {number} max
 * @returns {number[]}
 */
export function logarithmicTicks(min, max) {
  const first = Math.floor(Math.log10(min));
  const last = Math.ceil(Math.log10(max));
  /** @param {readonly number[]} steps */
  const at = (steps) => {
    const ticks = [];
    for (let exponent = first; exponent <= last; exponent++) {
      // Division gives 0.01 exactly where a product of powers would give 0.010000000000000002.
      for (const step of steps) ticks.push(exponent < 0 ? step / 10 ** -exponent : step * 10 ** exponent);
    }
    return ticks.filter((tick) => tick >= min && tick <= max);
  };
  const decades = at([1]);
  if (decades.length < 2) return at([1, 2, 5]);
  const stride = Math.ceil(decades.length / 6);
  return decades.filter((_, index) => (decades.length - 1 - index) % stride === 0);
}

/**
 * A value's place on an axis that may be logarithmic, and the axis's ticks.
 *
 * Trap     What is not positive has no finite place on a logarithmic axis.
 * @param {readonly [number, number]} bounds @param {readonly [number, number]} places  of the ends
 * @param {boolean} logarithmic @param {number} count  about so many ticks where it is linear
 * @returns {{ place: (value: number) => number, ticks: number[] }}
 */
export function courseScale([low, high], places, logarithmic, count) {
  if (logarithmic) {
    const straight = lineScale([Math.log10(low), Math.log10(high)], places);
    return { place: (value) => straight(Math.log10(value)), ticks: logarithmicTicks(low, high) };
  }
  const straight = lineScale([low, high], places);
  return { place: straight, ticks: straight.ticks(count) };
}
