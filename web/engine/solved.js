// When a task counts as solved. Knows only what was measured.

/** @import { Metrics } from './types.js' */

/** A classifier has solved its task when this share of the points is right, unless the caller wants another share. */
export const SOLVED_ACCURACY = 0.95;
/** A regression has solved its task when this share of the constant guess's loss is left. */
export const SOLVED_LOSS_SHARE = 0.05;

/**
 * Whether losses and accuracies count as solved.
 * @param {{ train: Metrics, test: Metrics }} measured
 * @param {{ baseline: Metrics, testRows: number }} description
 * @param {number} target
 */
export function isSolved({ train, test }, { baseline, testRows }, target) {
  const { accuracy, loss } = testRows > 0 ? test : train;
  if (accuracy !== null) return accuracy >= target;
  // A regression has no accuracy at all; a network that is not finite has no loss either.
  return baseline.accuracy === null && loss !== null && loss <= SOLVED_LOSS_SHARE * (baseline.loss ?? 0);
}
