// What can be told of an activation's curve and of the inputs that fall on it: what a picture of it shows, where it jumps, where it is
// flat, and a sentence about it. Must not know any formula, nor how it is drawn.

import { formatCount, formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ counts: ArrayLike<number>, below: number, above: number, total: number, min: number, max: number }} Histogram */
/**
 * @typedef {Object} ActivationInput
 * @property {ArrayLike<number>} zs  rising, finite
 * @property {ArrayLike<number>} values  f at each
 * @property {ArrayLike<number>} derivatives  f′ at each
 * @property {Histogram | null} [histogram]
 * @property {readonly { zs: ArrayLike<number>, values: ArrayLike<number> }[]} [family]  f of each unit where they differ
 * @property {{ z: number, drag: (value: number, isDone: boolean) => void } | null} [handle]  where the curve can be taken hold of
 * @property {string} title
 * @property {Theme} theme
 */

/** A slope below this share of the steepest one passes no gradient that training would notice. */
const FLAT_SHARE = 0.01;
/** Curves that leave the plot are cut: the vertical axis shows at most this share of the horizontal one. */
const HEIGHT_SHARE = 0.62;

/** @param {number} value */
export const finite = (value) => Math.abs(value) < Infinity;

/**
 * What the vertical axis shows: both curves and zero, cut where they run away.
 * @param {Pick<ActivationInput, 'zs' | 'values' | 'derivatives'>} input
 * @returns {{ min: number, max: number }}
 */
export function verticalRange({ zs, values, derivatives }) {
  const reach = zs.length > 1 ? ((zs[zs.length - 1] - zs[0]) / 2) * HEIGHT_SHARE : 1;
  let min = 0;
  let max = 0;
  for (const column of [values, derivatives]) {
    for (let index = 0; index < column.length; index++) {
      const value = column[index];
      if (!finite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (finite(reach) && reach > 0) {
    min = Math.max(min, -reach);
    max = Math.min(max, reach);
  }
  if (max - min < 1e-6) max = min + 1;
  const air = (max - min) * 0.07;
  return { min: min - air, max: max + air };
}

/**
 * Which gaps between neighbouring samples are jumps: the curve is not joined across them.
 *
 * A jump is a rise that is both large for the picture and far steeper than the curve on either side of it.
 * @param {ArrayLike<number>} values
 * @param {number} height  of the picture, in the curve's own unit
 * @returns {Set<number>} indices i with a jump between i − 1 and i
 */
export function jumps(values, height) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let index = 1; index < values.length; index++) {
    const rise = Math.abs(values[index] - values[index - 1]);
    if (!(rise > 0.08 * height)) continue;
    const before = index > 1 ? Math.abs(values[index - 1] - values[index - 2]) : 0;
    const after = index + 1 < values.length ? Math.abs(values[index + 1] - values[index]) : 0;
    if (rise > 6 * Math.max(before, after)) found.add(index);
  }
  return found;
}

/** The largest slope of the curve. @param {ArrayLike<number>} derivatives */
export function steepestOf(derivatives) {
  let steepest = 0;
  for (let index = 0; index < derivatives.length; index++) {
    const slope = Math.abs(derivatives[index]);
    if (slope > steepest && finite(slope)) steepest = slope;
  }
  return steepest;
}

/** @typedef {'off' | 'linear' | 'saturated'} Regime */

/**
 * The pieces of the axis by what the activation does there: off where it is 0 and flat, saturated where it is flat elsewhere, linear
 * where its slope passes a signal.
 * @param {Pick<ActivationInput, 'zs' | 'values' | 'derivatives'>} input
 * @returns {{ regime: Regime, from: number, to: number }[]} in rising order, one after the other
 */
export function bandsOf({ zs, values, derivatives }) {
  const steepest = steepestOf(derivatives);
  /** @type {{ regime: Regime, from: number, to: number }[]} */
  const bands = [];
  for (let index = 0; index < zs.length; index++) {
    const regime = !isFlat(zs, derivatives, zs[index], steepest) ? 'linear' : values[index] === 0 ? 'off' : 'saturated';
    const last = bands[bands.length - 1];
    // Between two samples of different kinds the border lies half-way.
    const from = index > 0 ? (zs[index - 1] + zs[index]) / 2 : zs[index];
    if (last) last.to = from;
    if (last?.regime === regime) last.to = zs[index];
    else bands.push({ regime, from, to: zs[index] });
  }
  return bands;
}

/**
 * The share of a layer's inputs that meet a slope too small to train with, judged at the middle of each bar.
 * @param {Pick<ActivationInput, 'zs' | 'derivatives' | 'histogram'>} input
 * @returns {number | null} null without inputs
 */
export function flatShare({ zs, derivatives, histogram }) {
  if (!histogram || !(histogram.total > 0) || zs.length < 2) return null;
  const { counts, below, above, total } = histogram;
  const steepest = steepestOf(derivatives);
  let flat = 0;
  for (let bin = 0; bin < counts.length; bin++)
    if (isFlat(zs, derivatives, binMiddle(histogram, bin), steepest)) flat += counts[bin];
  if (isFlat(zs, derivatives, zs[0], steepest)) flat += below;
  if (isFlat(zs, derivatives, zs[zs.length - 1], steepest)) flat += above;
  const share = flat / total;
  return finite(share) ? share : null;
}

/**
 * @param {Histogram} histogram
 * @param {number} bin
 */
export const binMiddle = ({ min, max, counts }, bin) => min + ((bin + 0.5) * (max - min)) / counts.length;

/**
 * @param {ArrayLike<number>} zs
 * @param {ArrayLike<number>} derivatives
 * @param {number} z
 * @param {number} [steepest]  the largest slope
 */
export function isFlat(zs, derivatives, z, steepest = steepestOf(derivatives)) {
  return !(Math.abs(derivatives[nearest(zs, z)]) >= FLAT_SHARE * steepest) || steepest === 0;
}

/**
 * The evenly spaced sample next to a place.
 * @param {ArrayLike<number>} zs
 * @param {number} z
 */
export function nearest(zs, z) {
  const place = ((z - zs[0]) / (zs[zs.length - 1] - zs[0])) * (zs.length - 1);
  return Math.min(zs.length - 1, Math.max(0, Math.round(place)));
}

/**
 * Sentences about an activation and its inputs, for those who do not see the curves.
 * @param {ActivationInput | null} input
 * @returns {string}
 */
export function describeActivation(input) {
  if (!input || input.zs.length === 0) return 'No activation.';
  const { zs, values, derivatives, histogram, title } = input;
  /** @param {ArrayLike<number>} column */
  const span = (column) => {
    let min = Infinity;
    let max = -Infinity;
    for (let index = 0; index < column.length; index++) {
      if (!finite(column[index])) continue;
      min = Math.min(min, column[index]);
      max = Math.max(max, column[index]);
    }
    return min <= max ? `between ${formatNumber(min)} and ${formatNumber(max)}` : 'without a finite value';
  };
  const curve = `${title}: for z from ${formatNumber(zs[0])} to ${formatNumber(zs[zs.length - 1])} the value lies ${span(values)}, the slope ${span(derivatives)}.`;
  const share = flatShare(input);
  if (share === null || !histogram) return curve;
  return `${curve} ${formatShare(share)} of the layer's ${formatCount(histogram.total, 'input')} meet a slope below a hundredth of the steepest.`;
}
