// Trains while it watches: at the end of every epoch it looks whether the task is solved and, where that is wanted, which units are
// dead. Keeps what can no longer be measured afterwards. Knows the core's session, no text and no picture.
import { isSolved, SOLVED_ACCURACY } from './solved.js';

/** @import { Description, EpochLoss, LayerHealth, LayerSignal, Watch } from './types.js' */

/** Losses are kept of epochs that lie at least this factor apart, and of every one at first: a long run is remembered in few points. */
const EPOCH_FACTOR = 1.02;

export class RunRecord {
  /** The first epoch at whose end the task was solved. @type {number | null} */ solvedEpoch = null;
  /** Of the untrained network first. @type {EpochLoss[]} */ losses = [];
  /** Before the first step; null where the watch began later. @type {LayerSignal[] | null} */ signalAtStart = null;

  /** Likewise. @type {LayerHealth[] | null} */ healthAtStart = null;

  /** @param {any} session @param {Description} description */
  constructor(session, description) {
    this.session = session;
    this.description = description;
  }

  /** The run begins anew. */
  restart() {
    this.solvedEpoch = null;
    this.losses = [];
    this.signalAtStart = this.healthAtStart = null;
  }

  /**
   * Trains up to `steps` steps or until the budget is spent, as `session.train` does, and notes every epoch end on the way.
   * @param {number} steps
   * @param {number} budgetMs
   * @param {Watch} watch
   */
  train(steps, budgetMs, watch) {
    const { session } = this;
    const { stepsPerEpoch } = this.description;
    const endMs = performance.now() + budgetMs;
    this.begin();
    for (let left = steps; left > 0 && !session.diverged(); ) {
      const taken = session.train(
        Math.min(left, stepsPerEpoch - (session.steps() % stepsPerEpoch)),
        Math.max(0, endMs - performance.now()),
      );
      left -= taken;
      if (taken > 0 && session.steps() % stepsPerEpoch === 0) this.#note(session.steps() / stepsPerEpoch, watch);
      if (performance.now() >= endMs) break;
    }
  }

  /** Notes the untrained network, while it is that. */
  begin() {
    if (this.session.steps() > 0 || this.signalAtStart) return;
    this.signalAtStart = this.session.signal();
    this.healthAtStart = this.session.health();
    this.losses = [{ epoch: 0, ...this.session.evaluateTrain() }];
  }

  /** @param {number} epoch @param {Watch} watch */
  #note(epoch, { target = SOLVED_ACCURACY, health = false }) {
    const { session, description } = this;
    if (health) session.lookAtHealth();
    const last = this.losses.at(-1)?.epoch ?? 0;
    const isKept = epoch >= last * EPOCH_FACTOR;
    const train = isKept || description.testRows === 0 ? session.evaluateTrain() : { loss: null, accuracy: null };
    if (isKept) this.losses.push({ epoch, ...train });
    if (this.solvedEpoch !== null) return;
    const test = description.testRows > 0 ? session.evaluateTest() : train;
    if (isSolved({ train, test }, description, target)) this.solvedEpoch = epoch;
  }
}
