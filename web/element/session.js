// One reader's session with the engine: the model, the experiment as it stands, the run so far, play and pause. Every call to the
// model goes through one queue, so that no answer of an old network is taken for the new one's. Knows nothing of the screen.

import { AskPace } from './ask-pace.js';
import { HealthHistory } from './health-history.js';
import { RunHistory } from './run-history.js';
import { SPEEDS, STARTING_SPEED, StepClock } from './speeds.js';

/** @typedef {import('./types.js').Snapshot} Snapshot */
/** @typedef {import('./types.js').SnapshotRequest} SnapshotRequest */
/** @typedef {{ step: number, verdict: (now: Snapshot) => Snapshot['diagnosis'] }} Judge  of a step at which a hand has changed the weights */

/** A long way to a given step is walked in calls of this length, so that progress shows and a new wish is heard. */
const REPLAY_BUDGET_MS = 50;
/** Points that the chart gets from a replay. */
const REPLAY_POINTS = 120;
/** How often a replay tells of its progress. */
const REPLAY_NEWS_MS = 100;
/** Signal, health of the units and diagnosis run over the whole training set; while training they are measured a few times a second. */
const CAUSES = { signal: true, health: true, diagnosis: true };
/** The health of the units is looked at in each epoch, whatever is asked for, so that the epoch of a death is known. */
const WATCH = { health: true };

/**
 * @typedef {object} Listener
 * @property {() => SnapshotRequest} request  what the next picture needs
 * @property {(reason: 'experiment' | 'run' | 'playing' | 'snapshot' | 'replayed' | 'progress') => void} changed
 * @property {(error: any) => void} failed  the engine broke in a way that no edit explains
 */

export class Session {
  history = new RunHistory();
  healthHistory = new HealthHistory();
  /** The signal before the first step. @type {import('./types.js').LayerSignal[] | null} */ startSignal = null;
  /** Whether a hand has changed the weights: then the experiment alone does not lead here. */ isByHand = false;
  /** Of the last such step. @type {Judge | null} */ judge = null;
  /** Where the run began or a hand changed its weights: no step has led there. @type {number | null} */ givenStep = null;

  /** @param {import('./types.js').Engine} engine @param {Listener} listener */
  constructor(engine, listener) {
    this.engine = engine;
    this.listener = listener;
    this.clock = new StepClock();
    this.speed = STARTING_SPEED;
    this.playing = false;
    /** Share of a replay that is done, or null. @type {number | null} */
    this.progress = null;
    /** The step that a replay goes to. */ this.target = 0;
    /** @type {import('./types.js').Model | null} */ this.model = null;
    /** @type {import('./types.js').Catalog | null} */ this.catalog = null;
    /** @type {import('./types.js').Description | null} */ this.description = null;
    /** @type {Snapshot | null} */ this.snapshot = null;
    /** @type {import('./types.js').Data | null} */ this.data = null;
    this.wishes = 0;
    this.busy = 0;
    this.pace = new AskPace();
    /** @type {Promise<any>} */ this.queue = Promise.resolve();
    this.disposed = false;
  }

  /** A run begins: nothing is known of it yet. */
  startHistory() {
    this.history = new RunHistory();
    this.healthHistory = new HealthHistory();
    this.startSignal = this.judge = this.givenStep = null;
    this.isByHand = false;
  }

  /** Runs `task` after everything that was asked for before it. @template T @param {() => Promise<T>} task @returns {Promise<T>} */
  enqueue(task) {
    this.busy++;
    const result = this.queue.then(task);
    this.queue = result.catch(() => {}).finally(() => this.busy--);
    return result;
  }

  /**
   * Takes an experiment. The first one creates the model; a refused one throws and leaves everything as it was. A draft (a slider on
   * its way) is dropped when a newer wish has come in before its turn.
   */
  async setExperiment(/** @type {any} */ experiment, isDraft = false) {
    const ticket = ++this.wishes;
    if (this.progress !== null) {
      await this.engine.validate(experiment);
      this.stopReplay();
    }
    return this.enqueue(async () => {
      if (this.disposed || (isDraft && ticket !== this.wishes)) return;
      this.catalog ??= await this.engine.catalog({ words: false });
      if (this.model) this.description = await this.model.setExperiment(experiment);
      else {
        this.model = await this.engine.createModel(experiment);
        this.description = this.model.description;
      }
      await this.begin(this.model);
    });
  }

  /** Shows a network that is another one than before. @param {import('./types.js').Model} model */
  async begin(model) {
    // Until the new network's own numbers are here there are none: the old ones do not fit its shape.
    this.snapshot = null;
    this.startHistory();
    this.pace.restart();
    this.data = await model.data();
    await this.refresh();
    this.listener.changed('experiment');
  }

  /** A new picture of the same step. */
  redraw() {
    return this.enqueue(() => this.refresh());
  }

  async refresh() {
    if (!this.model || this.disposed) return;
    this.accept(await this.model.snapshot({ ...this.listener.request(), ...CAUSES }));
  }

  /** Back to the same start. */
  reset() {
    this.stopReplay();
    return this.enqueue(async () => {
      if (!this.model) return;
      await this.model.reset();
      this.startHistory();
      await this.refresh();
      this.listener.changed('run');
    });
  }

  play() {
    if (this.playing || this.snapshot?.diverged) return;
    this.playing = true;
    this.listener.changed('playing');
  }

  /** Stops training; resolves when the last picture is complete. */
  async pause() {
    if (!this.playing) return;
    this.playing = false;
    this.listener.changed('playing');
    await this.redraw();
  }

  /** One step, or several, then a picture with everything on it. */
  step(count = 1) {
    if (count > 1) return this.trainTo((this.snapshot?.step ?? 0) + count);
    return this.enqueue(async () => {
      if (!this.model) return;
      const snapshot = { ...this.listener.request(), ...CAUSES };
      this.accept(await this.model.advance({ steps: count, budgetMs: Number.POSITIVE_INFINITY, watch: WATCH, snapshot }));
      this.stopIfDiverged();
    });
  }

  /** Gives one weight another value, as it stands in all of them. Resolves to its value before. */
  async setWeight(/** @type {number} */ index, /** @type {number} */ value) {
    return (await import('./by-hand.js')).setWeight(this, index, value);
  }

  /** The answers of one unit to every row. */
  unitValues(/** @type {number} */ stage, /** @type {number} */ unit) {
    return this.enqueue(async () => (this.model && !this.disposed ? this.model.unitValues(stage, unit) : null));
  }

  /** Trains from here to step `target` in one go, in calls short enough that the page hears of the progress. */
  trainTo(/** @type {number} */ target) {
    return this.enqueue(async () => {
      const isWanted = () => !this.disposed && this.progress !== null;
      this.progress = 0;
      this.target = target;
      const from = this.snapshot?.step ?? 0;
      let nextNewsMs = performance.now() + REPLAY_NEWS_MS;
      const stride = Math.max(1, Math.ceil((target - from) / REPLAY_POINTS));
      while (this.model && isWanted() && !this.snapshot?.diverged) {
        const step = this.snapshot?.step ?? 0;
        if (step >= target) break;
        const next = await this.model.advance({
          steps: Math.min(stride, target - step),
          budgetMs: REPLAY_BUDGET_MS,
          watch: WATCH,
          snapshot: { health: true },
        });
        this.snapshot = { ...this.snapshot, ...next };
        this.history.append(next);
        this.healthHistory.append(next);
        this.listener.changed('replayed');
        if (!isWanted()) break;
        this.progress = (next.step - from) / Math.max(1, target - from);
        if (performance.now() < nextNewsMs) continue;
        nextNewsMs = performance.now() + REPLAY_NEWS_MS;
        this.listener.changed('progress');
        // Where the engine has no worker the page gets its turn here.
        await new Promise((resolve) => setTimeout(resolve));
      }
      this.progress = null;
      await this.refresh();
      this.stopIfDiverged();
      this.listener.changed('run');
    });
  }

  /** Breaks off a replay at the step that it has reached. */
  stopReplay() {
    this.progress = null;
  }

  /** One frame of the animation: asks for the steps that are due, unless an answer is still on its way. */
  frame(/** @type {number} */ elapsedMs, /** @type {number} */ nowMs) {
    if (!this.playing || this.busy > 0 || !this.model) return;
    const steps = this.clock.stepsFor(elapsedMs, SPEEDS.find(({ name }) => name === this.speed)?.stepsPerSecond ?? 0);
    if (steps === 0) return;
    const isDue = this.pace.isTimeForCauses(nowMs);
    const { budgetMs } = this.pace;
    this.enqueue(async () => {
      if (!this.model || !this.playing) return;
      const startMs = performance.now();
      const next = await this.model.advance({
        steps,
        budgetMs,
        watch: WATCH,
        snapshot: { ...this.listener.request(), ...(isDue && CAUSES) },
      });
      this.pace.note(performance.now() - startMs, budgetMs, isDue);
      const { signal, health, diagnosis } = this.snapshot ?? {};
      this.accept({ ...(isDue ? {} : { signal, health, diagnosis }), ...next });
      if (next.diverged && !isDue) await this.refresh();
      this.stopIfDiverged();
    }).catch((error) => {
      this.playing = false;
      this.listener.failed(error);
    });
  }

  accept(/** @type {Snapshot} */ snapshot) {
    if (this.judge) snapshot.diagnosis = this.judge.verdict(snapshot);
    this.givenStep ??= snapshot.step;
    if (snapshot.step === this.givenStep)
      for (const layer of snapshot.signal ?? []) Object.assign(layer, { updateRatio: undefined });
    this.snapshot = snapshot;
    this.history.append(snapshot);
    this.healthHistory.append(snapshot);
    if (snapshot.step === 0 && !this.isByHand) this.startSignal = snapshot.signal ?? null;
    this.listener.changed('snapshot');
  }

  stopIfDiverged() {
    if (!this.snapshot?.diverged) return;
    this.playing = false;
    this.listener.changed('playing');
  }

  /** Gives the model back. The session cannot be used again. */
  dispose() {
    this.disposed = true;
    this.playing = false;
    this.stopReplay();
    return this.enqueue(async () => {
      await this.model?.dispose();
      this.model = null;
    });
  }
}
