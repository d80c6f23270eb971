// What two runs had reached, in sentences. Knows neither the screen nor how the runs came about.

import { rowOf } from '../view/nearest-row.js';
import { countText, numberText, percentText } from './number-text.js';

/** @typedef {import('./comparison.js').KeptRun} KeptRun */
/** @typedef {import('./run-history.js').RunHistory} RunHistory */

/** @typedef {{ loss?: number | null, accuracy: number | null }} Reached */

/** What a run had reached at an epoch. */
function reachedAt(/** @type {RunHistory} */ history, /** @type {number} */ epoch) {
  const row = rowOf(history.epochs, epoch);
  return {
    train: { loss: history.trainLoss[row] ?? null, accuracy: history.trainAccuracy[row] ?? null },
    test: { accuracy: history.testAccuracy[row] ?? null },
  };
}

/** The accuracy that counts: of the test part, or of the training part where nothing is kept for the test. */
function judged(/** @type {{ train: Reached, test: Reached }} */ { train, test }) {
  return test.accuracy === null
    ? { part: 'training accuracy', accuracy: train.accuracy }
    : { part: 'test accuracy', accuracy: test.accuracy };
}

/** "test accuracy 52.0 %" after a comma; empty where answers are values. */
export function accuracyText(/** @type {{ train: Reached, test: Reached }} */ reached) {
  const { part, accuracy } = judged(reached);
  return accuracy === null ? '' : `, ${part} ${percentText(accuracy)}`;
}

/** Both runs at the same epoch, in one sentence. */
export function comparisonText(/** @type {Pick<KeptRun, 'history'>} */ old, /** @type {RunHistory} */ history) {
  const epoch = Math.min(history.epochs.at(-1) ?? 0, old.history.epochs.at(-1) ?? 0);
  if (!(epoch > 0)) return 'The same data and the same seed, from the start.';
  const now = reachedAt(history, epoch);
  const then = reachedAt(old.history, epoch);
  const { part, accuracy } = judged(now);
  const before = judged(then).accuracy;
  const right =
    accuracy === null || before === null ? '' : `, and the ${part} ${percentText(accuracy)} instead of ${percentText(before)}`;
  return `At epoch ${countText(Math.floor(epoch))} the training loss is ${numberText(now.train.loss)} instead of ${numberText(then.train.loss)}${right}.`;
}

/** How the old run stood when it was left, after a colon. */
export function endText(/** @type {Pick<KeptRun, 'snapshot'>} */ { snapshot: { epoch, train, test } }) {
  return `epoch ${countText(Math.floor(epoch))}, training loss ${numberText(train.loss)}${accuracyText({ train, test })}.`;
}
