// The run before a fix, kept beside the one after it: its picture, its course, its numbers, and what both had reached at the same
// epoch. It stays until the reader lets it go, undoes the fix, or takes other data. Draws nothing.

import { rowOf } from '../view/nearest-row.js';
import { countText, numberText, percentText } from './number-text.js';

/** @typedef {import('./run-history.js').RunHistory} RunHistory */
/**
 * What is kept of a run.
 *
 * @typedef {object} KeptRun
 * @property {any} minimal  its experiment
 * @property {import('./types.js').Description} description
 * @property {import('./types.js').Snapshot} snapshot  its last one
 * @property {RunHistory} history
 * @property {import('./types.js').Data | null} data
 * @property {import('./edit-history.js').EditState | null} state  the place of its experiment in the history
 */

export class Comparison {
  /** @type {KeptRun | null} */ before = null;
  /** What was changed, in the words of its button. */ change = '';
  /** While a change is on its way the old run must not be taken for one that does not fit. */ isChanging = false;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  /** Carries out a change of the experiment and keeps the run before it. @param {string} change @param {() => Promise<boolean | void>} work */
  async during(change, work) {
    const { session } = this.host;
    if (!session?.description || !session.snapshot) return;
    const { description, snapshot, history, data } = session;
    const state = this.host.undo.history.current;
    const before = { minimal: description.minimal, description, snapshot, history, data, state };
    this.isChanging = true;
    try {
      if ((await work()) === false) return;
      this.before = before;
      this.change = change;
      this.check();
    } finally {
      this.isChanging = false;
      this.host.requestUpdate();
    }
  }

  /** Applies a verdict's fix from the same start, plays, and keeps the run before it. @param {import('./types.js').Fix} fix */
  applyFix(fix) {
    return this.during(fix.title, () => /** @type {import('./editor.js').Editor} */ (this.host.editor).applyFix(fix));
  }

  /** Lets the old run go. */
  keepNew() {
    this.before = null;
    this.host.requestUpdate();
    this.host.schedule();
  }

  /** Back to the old experiment, at the step that it had reached. */
  async undo() {
    const { before } = this;
    if (!before?.state) return;
    this.before = null;
    await this.host.undo.returnTo(before.state, before.snapshot.step);
  }

  /** Lets the old run go when the new one has other data, another start, or is the same. */
  check() {
    const description = this.host.session?.description;
    if (!this.before || !description || (this.isChanging && this.before.description === description)) return;
    if (!isComparable(this.before, description)) this.before = null;
  }
}

/** Whether another experiment, from the same data and seed, stands beside a kept run. */
export function isComparable(
  /** @type {Pick<KeptRun, 'description'>} */ { description },
  /** @type {Pick<import('./types.js').Description, 'experiment'>} */ { experiment },
) {
  const old = description.experiment;
  const text = (/** @type {any} */ value) => JSON.stringify(value);
  const isSameStart = old.seed === experiment.seed && text(old.data) === text(experiment.data);
  return isSameStart && text(old) !== text(experiment);
}

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
