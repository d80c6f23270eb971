// A straight axis: where a value stands on it, and the round values between its ends. Knows no drawing.

import { ticks } from 'd3-array';

/**
 * @typedef {object} Axis
 * @property {() => [number, number]} range  the places of the ends
 * @property {(place: number) => number} invert  the value at a place
 * @property {(count: number) => number[]} ticks  about so many round values, rising
 * @typedef {((value: number) => number) & Axis} LineScale
 */

/**
 * Trap     An axis without length puts everything in the middle.
 * @param {readonly [number, number]} values  at the ends @param {readonly [number, number]} places  of the ends
 * @returns {LineScale}
 */
export function lineScale([low, high], [from, to]) {
  const place = (/** @type {number} */ value) => from + (high === low ? 0.5 : (value - low) / (high - low)) * (to - from);
  return Object.assign(place, {
    range: () => /** @type {[number, number]} */ ([from, to]),
    invert: (/** @type {number} */ at) => low + (to === from ? 0.5 : (at - from) / (to - from)) * (high - low),
    ticks: (/** @type {number} */ count) => ticks(low, high, count),
  });
}
