// What two runs had reached, in sentences. Knows neither the screen nor how the runs came about.

import { rowOf } from '../view/nearest-row.js';
import { countText, numberText, percentText } from './number-text.js';

/** @typedef {import('./comparison.js').KeptRun} KeptRun */
/** @typedef {import('./run-history.js').RunHistory} RunHistory */

/** What a run had reached at an epoch. */
function reachedAt(/** @type {RunHistory} */ history, /** @type {number} */ epoch) {
  const row = rowOf(history.epochs, epoch);
  return {
    loss: history.trainLoss[row] ?? null,
    accuracy: history.testAccuracy[row] ?? history.trainAccuracy[row] ?? null,
  };
}

/** Both runs at the same epoch, in one sentence. */
export function comparisonText(/** @type {Pick<KeptRun, 'history'>} */ before, /** @type {RunHistory} */ history) {
  const epoch = Math.min(history.epochs.at(-1) ?? 0, before.history.epochs.at(-1) ?? 0);
  if (!(epoch > 0)) return 'The same data and the same seed, from the start.';
  const now = reachedAt(history, epoch);
  const then = reachedAt(before.history, epoch);
  const right =
    now.accuracy === null || then.accuracy === null
      ? ''
      : `, and ${percentText(now.accuracy)} right instead of ${percentText(then.accuracy)}`;
  return `At epoch ${countText(Math.floor(epoch))} the loss is ${numberText(now.loss)} instead of ${numberText(then.loss)}${right}.`;
}

/** How the old run stood when it was left, after a colon. */
export function endText(/** @type {Pick<KeptRun, 'snapshot'>} */ { snapshot: { epoch, train, test } }) {
  const accuracy = test.accuracy ?? train.accuracy;
  const right = accuracy === null ? '' : `, ${percentText(accuracy)} right`;
  return `epoch ${countText(Math.floor(epoch))}, loss ${numberText(train.loss)}${right}.`;
}
