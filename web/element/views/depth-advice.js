// What a depth map on which no network is solved means, and what the network's view would try next. Knows the records of the map and the fixes of the
// diagnosis, and nothing of the page.

import { smallerRate, useAdam } from '../../engine/fixes.js';
import { countText, numberText, percentText } from '../number-text.js';

/** @typedef {import('../../engine/trial.js').TrialRecord} TrialRecord */
/** @typedef {{ name: string, record: TrialRecord }} Trained  with what its cell is called */

const lossOf = (/** @type {TrialRecord} */ { train }) => train.loss ?? Number.POSITIVE_INFINITY;
const accuracyOf = (/** @type {TrialRecord} */ { test, train }) => test.accuracy ?? train.accuracy;
/** Of a classifier the share that is right, of values how little is lost. */
const scoreOf = (/** @type {TrialRecord} */ record) => accuracyOf(record) ?? -lossOf(record);

/**
 * Why no cell of a full map has a number, in one sentence; empty where one has.
 *
 * @param {readonly Trained[]} trained @param {number} epochs  that each network had @param {string} noun  what a row of the data is called
 */
export function unsolvedText(trained, epochs, noun) {
  if (trained.length === 0 || trained.some(({ record }) => record.solvedEpoch !== null)) return '';
  const [nearest, ...others] = trained.filter(({ record }) => !record.diverged);
  if (!nearest) return 'All of these networks diverge: their steps are too large.';
  const { name, record } = others.reduce((best, one) => (scoreOf(one.record) > scoreOf(best.record) ? one : best), nearest);
  const accuracy = accuracyOf(record);
  const part = record.test.accuracy === null ? 'training' : 'test';
  const reached =
    accuracy === null
      ? `a training loss of ${numberText(record.train.loss)}`
      : `${percentText(accuracy)} of the ${part} ${noun}s right`;
  return `None of these networks is solved within ${countText(epochs)} epochs: trained like this they need longer, or never get there. The nearest is ${name}, with ${reached}.`;
}

/**
 * The changes to the training that may help all of them, as the diagnosis has them.
 *
 * @param {readonly Trained[]} trained @param {{ experiment: any, catalog: any }} origin
 */
export function trainingFixes(trained, origin) {
  const facts = /** @type {import('../../engine/types.js').Facts} */ (/** @type {unknown} */ (origin));
  const isWild = trained.every(({ record }) => record.diverged);
  return [...(isWild ? smallerRate(facts) : []), ...useAdam(facts)];
}
