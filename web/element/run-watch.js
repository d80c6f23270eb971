// Watches a run and tells what becomes of it: the engine's verdict, the epoch in which the task was solved, and a new epoch when it is worth
// an event. Knows nothing of the screen.

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

  /** Judges the run and tells of an epoch, and of a verdict that is another one than before. */
  tell(
    /** @type {import('./session.js').Session} */ session,
    /** @type {Pick<import('./playground.js').Playground, 'announce' | 'editor' | 'requestUpdate' | 'send' | 'sendError'>} */ host,
  ) {
    const isNews = this.assess(session);
    const { verdict, solvedEpoch } = this;
    if (!verdict || !session.snapshot) return;
    const { epoch, step, train, test } = session.snapshot;
    if (this.isNewEpoch(epoch, performance.now())) host.send('epoch', { epoch, step, train, test });
    if (!isNews) return;
    const { name, sentence, fixes } = verdict;
    // A network that is about to play needs nobody to press Play.
    if (name !== 'fresh' || !(session.playing || host.editor?.willPlay)) host.announce(sentence);
    host.requestUpdate();
    host.send('diagnosis', { name, sentence, fixes });
    if (name === 'solved') host.send('solved', { epoch: solvedEpoch, test });
    if (name === 'diverged') host.sendError({ code: 'diverged', message: sentence });
  }
}
