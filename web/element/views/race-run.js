// The networks of a race while it is watched: all take the same number of epochs, one after the other, in the engine's own thread.
// Knows nothing of the screen.

import { isSolved, SOLVED_ACCURACY } from '../../engine/solved.js';

/** @typedef {import('../types.js').Snapshot} Snapshot */
/** @typedef {import('../types.js').SnapshotRequest} SnapshotRequest */
/** @typedef {import('../../engine/trial.js').CurvePoint} CurvePoint */
/** @typedef {{ value: string | number, title: string, experiment: any }} Entry  a network that takes part */
/**
 * @typedef {Entry & { model: import('../types.js').Model | null, data: import('../types.js').Data | null, snapshot: Snapshot | null,
 *   curve: CurvePoint[], solvedEpoch: number | null, fault: string }} Lane
 */

export class RaceRun {
  /** @type {Lane[]} */ lanes = [];
  epoch = 0;
  #queue = Promise.resolve();
  #wish = 0;

  /**
   * @param {import('../types.js').Engine} engine
   * @param {{ request: () => SnapshotRequest, changed: () => void }} listener
   */
  constructor(engine, listener) {
    this.engine = engine;
    this.listener = listener;
  }

  /** Runs `task` after everything asked for before it; what an older line-up has asked for is dropped. @param {() => Promise<void>} task */
  #enqueue(task, wish = this.#wish) {
    const result = this.#queue.then(() => (wish === this.#wish ? task() : undefined));
    this.#queue = result.catch(() => {});
    return result;
  }

  /** Lines up other networks, at their first step. @param {readonly Entry[]} entries */
  lineUp(entries) {
    const old = this.lanes;
    this.#wish++;
    this.epoch = 0;
    this.lanes = entries.map((entry) => ({
      ...entry,
      model: null,
      data: null,
      snapshot: null,
      curve: [],
      solvedEpoch: null,
      fault: '',
    }));
    const { lanes } = this;
    return this.#enqueue(async () => {
      await Promise.all(old.map((lane) => lane.model?.dispose()));
      await Promise.all(lanes.map((lane) => this.#open(lane)));
      this.listener.changed();
    });
  }

  /** @param {Lane} lane */
  async #open(lane) {
    try {
      lane.model = await this.engine.createModel(lane.experiment);
      lane.data = await lane.model.data();
      this.#accept(lane, await lane.model.snapshot(this.listener.request()), 0);
    } catch (error) {
      lane.fault = /** @type {Error} */ (error).message;
    }
  }

  /** One epoch of every network that can still take one. */
  turn() {
    return this.#enqueue(async () => {
      const epoch = this.epoch + 1;
      const { lanes } = this;
      await Promise.all(
        lanes.map(async (lane) => {
          const { model, snapshot } = lane;
          if (!model || !snapshot || snapshot.diverged) return;
          const steps = epoch * model.description.stepsPerEpoch - snapshot.step;
          const next = await model.advance({ steps, budgetMs: Number.POSITIVE_INFINITY, snapshot: this.listener.request() });
          this.#accept(lane, next, epoch);
        }),
      );
      if (lanes !== this.lanes) return; // others have been lined up meanwhile
      this.epoch = epoch;
      this.listener.changed();
    });
  }

  /** Back to the same start. */
  restart() {
    return this.#enqueue(async () => {
      this.epoch = 0;
      await Promise.all(
        this.lanes.map(async (lane) => {
          if (!lane.model) return;
          await lane.model.reset();
          lane.curve = [];
          lane.solvedEpoch = null;
          this.#accept(lane, await lane.model.snapshot(this.listener.request()), 0);
        }),
      );
      this.listener.changed();
    });
  }

  /** @param {Lane} lane @param {Snapshot} snapshot @param {number} epoch */
  #accept(lane, snapshot, epoch) {
    lane.snapshot = snapshot;
    if (!lane.model || snapshot.diverged) return;
    const { train, test } = snapshot;
    lane.curve.push({ epoch, loss: train.loss, accuracy: train.accuracy, testLoss: test.loss, testAccuracy: test.accuracy });
    if (epoch > 0 && lane.solvedEpoch === null && isSolved(snapshot, lane.model.description, SOLVED_ACCURACY))
      lane.solvedEpoch = epoch;
  }

  /** Nothing more can come of it. A network that is still on its way may become something. */
  get isOver() {
    return this.lanes.every(({ fault, snapshot }) => fault !== '' || snapshot?.diverged);
  }

  dispose() {
    return this.lineUp([]);
  }
}
