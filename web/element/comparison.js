// The run before a fix, kept beside the one after it: its picture, its course, its numbers, and what both had reached at the same
// epoch. It stays until the reader lets it go, undoes the fix, or takes other data. Draws nothing.

import { applyFix } from './editing.js';

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
    const state = this.host.undo.history?.current ?? null;
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
    return this.during(fix.title, async () => applyFix(/** @type {import('./editor.js').Editor} */ (this.host.editor), fix));
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
    await this.host.undo.walk.returnTo(before.state, before.snapshot.step);
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
