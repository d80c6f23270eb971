// Watches a run and says what has become of it: the verdict, the epoch in which the task was solved, and when a new epoch is worth an
// event. Knows nothing of the screen.

import { isSolved, judge } from './verdict.js';

/** While training, `epoch` events come no oftener. */
const EPOCH_EVENT_MS = 200;

export class RunWatch {
  /** @type {ReturnType<typeof judge> | null} */ verdict = null;
  /** @type {number | null} */ solvedEpoch = null;
  lastEpoch = { epoch: 0, atMs: Number.NEGATIVE_INFINITY };

  /** A new run begins. */
  restart() {
    this.solvedEpoch = null;
    this.lastEpoch.epoch = 0;
  }

  /** Remembers the epoch in which the task was first seen solved. @returns {import('./types.js').Facts | null} */
  note(/** @type {import('./session.js').Session} */ { snapshot, description, catalog }) {
    if (!snapshot || !description || !catalog) return null;
    const { experiment, layers, baseline, trainRows, testRows } = description;
    const hidden = layers.filter(({ output }) => !output);
    const facts = {
      catalog,
      experiment,
      layers: hidden,
      snapshot,
      baseline,
      trainRows,
      testRows,
      solvedEpoch: this.solvedEpoch,
    };
    if (this.solvedEpoch === null && isSolved(facts)) facts.solvedEpoch = this.solvedEpoch = snapshot.epoch;
    return facts;
  }

  /** Judges the run as it stands. @returns {boolean} whether the verdict is another one than before */
  assess(/** @type {import('./session.js').Session} */ session) {
    const facts = this.note(session);
    if (!facts) return false;
    const before = this.verdict?.name;
    this.verdict = judge(facts);
    return this.verdict.name !== before;
  }

  /** Whether a new epoch has begun that listeners should hear of now. */
  isNewEpoch(/** @type {number} */ epoch, /** @type {number} */ nowMs) {
    const whole = Math.floor(epoch);
    if (whole === this.lastEpoch.epoch || nowMs - this.lastEpoch.atMs < EPOCH_EVENT_MS) return false;
    this.lastEpoch = { epoch: whole, atMs: nowMs };
    return true;
  }
}
