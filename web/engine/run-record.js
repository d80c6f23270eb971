// Trains while it watches: at the end of every epoch it looks whether the task is solved and, where that is wanted, which units are
// dead. Keeps what can no longer be measured afterwards. Knows the core's session, no text and no picture.
import { isSolved, SOLVED_ACCURACY } from './solved.js';
import { told } from './told.js';

/** @import { Course, Description, EpochLoss, LayerHealth, LayerSignal, Watch } from './types.js' */

/** Losses are kept of epochs that lie at least this factor apart, and of every one at first: a long run is remembered in few points. */
const EPOCH_FACTOR = 1.02;

/** Whether the losses of an epoch are kept after those of epoch `last`. @param {number} epoch @param {number} last */
export const isKept = (epoch, last) => epoch > last && epoch >= last * EPOCH_FACTOR;

export class RunRecord {
  /** When the task was first seen solved. @type {Course['solved']} */ solved = null;
  /** Of the untrained network first. @type {EpochLoss[]} */ losses = [];
  /** Before the first step; null where the watch began later. @type {LayerSignal[] | null} */ signalAtStart = null;

  /** Likewise. @type {LayerHealth[] | null} */ healthAtStart = null;
  /** The step at which weights were given from outside, last. */ givenStep = -1;

  /** @param {any} module  the loaded WebAssembly module @param {number} session @param {Description} description */
  constructor(module, session, description) {
    this.module = module;
    this.session = session;
    this.description = description;
  }

  /** The run begins anew. */
  restart() {
    this.solved = null;
    this.losses = [];
    this.givenStep = -1;
    this.signalAtStart = this.healthAtStart = null;
  }

  /**
   * Trains up to `steps` steps or until the budget is spent, as the core's `train` does, and notes every epoch end on the way.
   * @param {number} steps
   * @param {number} budgetMs
   * @param {Watch} watch
   */
  train(steps, budgetMs, watch) {
    const { module, session } = this;
    const { stepsPerEpoch } = this.description;
    const endMs = performance.now() + budgetMs;
    this.begin();
    for (let left = steps; left > 0 && !module.diverged(session); ) {
      const taken = module.train(
        session,
        Math.min(left, stepsPerEpoch - (module.steps(session) % stepsPerEpoch)),
        Math.max(0, endMs - performance.now()),
      );
      left -= taken;
      if (taken > 0 && module.steps(session) % stepsPerEpoch === 0) this.#note(module.steps(session) / stepsPerEpoch, watch);
      if (performance.now() >= endMs) break;
    }
  }

  /** Notes the untrained network, while it is that. */
  begin() {
    if (this.module.steps(this.session) > 0 || this.signalAtStart) return;
    this.signalAtStart = told(this.module, this.module.signal(this.session));
    this.healthAtStart = this.module.health(this.session);
    this.losses = [{ epoch: 0, ...this.module.evaluateTrain(this.session), test: this.module.evaluateTest(this.session) }];
  }

  /** @param {number} epoch @param {Watch} watch */
  #note(epoch, { target = SOLVED_ACCURACY, health = false }) {
    const { module, session, description } = this;
    if (health) module.lookAtHealth(session);
    // Whoever asks for more than was reached is told when that is.
    if (this.solved && target > this.solved.target) this.solved = null;
    const keeps = isKept(epoch, this.losses.at(-1)?.epoch ?? 0);
    if (this.solved && !keeps) return;
    const train = keeps || description.testRows === 0 ? module.evaluateTrain(session) : { loss: null, accuracy: null };
    const test = module.evaluateTest(session);
    if (keeps) this.losses.push({ epoch, ...train, test });
    if (!this.solved && isSolved({ train, test }, description, target)) this.solved = { epoch, target };
  }
}
