// What several starts of the same experiment have in common: shares, medians, quartiles, bands over the epochs. Pure arithmetic on the
// records of trials.

import { UNIT_STATES } from '../../engine/unit-states.js';

/** @typedef {import('../../engine/trial.js').TrialRecord} TrialRecord */
/** @typedef {import('../../engine/trial.js').CurvePoint} CurvePoint */
/** @typedef {{ low: number, median: number, high: number }} Quartiles */
/** @typedef {'accuracy' | 'loss'} Measure */

const DEAD = UNIT_STATES.indexOf('dead');

/**
 * A quantile of rising values, linear between two of them.
 *
 * Formula   position q·(n − 1) in the sorted list (the definition of NumPy's default and R's type 7)
 * Domain    at least one value; an infinity on either side of the position stays one.
 * @param {readonly number[]} sorted
 * @param {number} share
 */
export function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}

/** @param {readonly number[]} values @returns {Quartiles | null} null of nothing */
export function quartiles(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** What a point of a curve says on unseen rows, or on the training rows where nothing is kept for the test. */
export const measureOf = (/** @type {CurvePoint} */ point, /** @type {Measure} */ measure) =>
  measure === 'accuracy' ? (point.testAccuracy ?? point.accuracy) : (point.testLoss ?? point.loss);

/** Dead units of all hidden layers as a share; null where their health is not known. @param {import('../../engine/types.js').LayerHealth[] | undefined} health */
export function deadShare(health) {
  const hidden = health?.slice(0, -1) ?? [];
  const states = hidden.flatMap((layer) => [...layer.states]);
  return states.length === 0 ? null : states.filter((state) => state === DEAD).length / states.length;
}

/**
 * Median and quartiles of a measure at every epoch. A run that has ended early (it diverged) stays at its last value.
 *
 * @param {readonly TrialRecord[]} records  with curves
 * @param {Measure} measure
 * @returns {(Quartiles | null)[]}
 */
export function bandOf(records, measure) {
  const curves = records.map(({ curve = [] }) => curve).filter((curve) => curve.length > 0);
  const length = Math.max(0, ...curves.map((curve) => curve.length));
  return Array.from({ length }, (_, epoch) => {
    const values = curves.map((curve) => measureOf(curve[Math.min(epoch, curve.length - 1)], measure));
    return quartiles(values.filter((value) => value !== null));
  });
}

/**
 * One lane over all its starts. An unsolved start counts as later than any solved one, so `solvedEpoch` may be infinite.
 *
 * @param {readonly TrialRecord[]} records
 * @param {Measure} measure
 */
export function summaryOf(records, measure) {
  const last = (/** @type {TrialRecord} */ { train, test }) => test[measure] ?? train[measure];
  const numbers = (/** @type {(record: TrialRecord) => number | null} */ read) =>
    records.map(read).filter((value) => value !== null);
  return {
    starts: records.length,
    solved: records.filter(({ solvedEpoch }) => solvedEpoch !== null).length,
    diverged: records.filter(({ diverged }) => diverged).length,
    solvedEpoch: quartiles(records.map(({ solvedEpoch }) => solvedEpoch ?? Infinity))?.median ?? null,
    final: quartiles(numbers(last)),
    dead: quartiles(numbers(({ health }) => deadShare(health)))?.median ?? null,
    stepMs: quartiles(numbers(({ trainMs, step }) => (step > 0 ? trainMs / step : null)))?.median ?? null,
  };
}
