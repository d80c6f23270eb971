// Watches a run and says what has become of it: the engine's verdict, the epoch in which the task was solved, and when a new epoch is
// worth an event. Knows nothing of the screen.

/** While training, `epoch` events come no oftener. */
const EPOCH_EVENT_MS = 200;

export class RunWatch {
  /** @type {import('./types.js').Diagnosis | null} */ verdict = null;
  /** @type {number | null} */ solvedEpoch = null;
  lastEpoch = { epoch: 0, atMs: Number.NEGATIVE_INFINITY };

  /** A new run begins. */
  restart() {
    this.lastEpoch.epoch = 0;
  }

  /** Takes the verdict on the run as it stands. @returns {boolean} whether it is another one than before */
  assess(/** @type {import('./session.js').Session} */ { snapshot }) {
    this.solvedEpoch = snapshot?.solvedEpoch ?? null;
    if (!snapshot?.diagnosis) return false;
    const before = this.verdict?.name;
    this.verdict = snapshot.diagnosis;
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
