// One network in training, in the thread of the WebAssembly module. Copies every array out of the module's memory at once, because
// views go stale when that memory grows.
import { PlaygroundError } from './playground-error.js';

/** @import { Description, Part, Progress, Samples, Snapshot, SnapshotRequest } from './types.js' */

const mostPixels = 512;
const mostBins = 1024;

/**
 * A whole number in a range, or an error that says so.
 * @param {unknown} value
 * @param {string} path
 * @param {number} min
 * @param {number} max
 */
function whole(value, path, min, max) {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new PlaygroundError({ code: 'out_of_range', message: `expected a whole number in ${min}..${max}, got ${value}`, path });
}

export class Model {
  /**
   * @param {any} module  the loaded WebAssembly module
   * @param {unknown} experiment
   * @param {Samples | null} samples
   */
  constructor(module, experiment, samples) {
    this.module = module;
    this.session = module.open(experiment, samples);
    if (!this.session) throw new PlaygroundError(module.lastError());
    /** @type {Description} */
    this.description = this.session.description();
  }

  /** @returns {Progress} */
  progress() {
    const { session, description } = this;
    const step = session.steps();
    return {
      step,
      epoch: step / description.stepsPerEpoch,
      diverged: session.diverged(),
      train: session.evaluateTrain(),
      test: session.evaluateTest(),
    };
  }

  /** @param {number} [count] */
  step(count = 1) {
    this.session.train(whole(count, 'steps', 0, 1e9), Number.POSITIVE_INFINITY);
    return this.progress();
  }

  /** @param {{ steps?: number, budgetMs?: number, snapshot?: SnapshotRequest }} options */
  advance({ steps = 1e9, budgetMs = 10, snapshot = {} } = {}) {
    this.session.train(whole(steps, 'steps', 0, 1e9), Number(budgetMs));
    return this.snapshot(snapshot);
  }

  /**
   * One step on the given training rows (at most a batch of them).
   * @param {ArrayLike<number>} rows
   */
  trainOn(rows) {
    const { session } = this;
    if (!session.trainOn(Uint32Array.from(rows)) && !session.diverged()) throw new PlaygroundError(this.module.lastError());
    return {
      step: session.steps(),
      diverged: session.diverged(),
      loss: session.batchLoss(),
      total: session.totalLoss(),
      gradientNorm: session.gradientNorm(),
    };
  }

  reset() {
    this.session.reset();
    return this.progress();
  }

  evaluate() {
    return { train: this.session.evaluateTrain(), test: this.session.evaluateTest() };
  }

  /**
   * @param {SnapshotRequest} [request]
   * @returns {Snapshot}
   */
  snapshot(request = {}) {
    /** @type {Snapshot} */
    const result = this.progress();
    const { outputGrid = 0, unitGrids = 0, weights = false, histogram = null, signal = false } = request;
    if (weights) result.weights = this.weights();
    if (outputGrid) result.outputGrid = this.#copy(this.session.outputGrid(whole(outputGrid, 'outputGrid', 1, mostPixels)));
    if (unitGrids) result.unitGrids = this.#copy(this.session.unitGrids(whole(unitGrids, 'unitGrids', 1, mostPixels)));
    if (histogram) {
      const { layer, bins, min, max } = histogram;
      whole(layer, 'histogram.layer', 0, this.description.layers.length - 1);
      whole(bins, 'histogram.bins', 1, mostBins);
      if (!(min < max))
        throw new PlaygroundError({
          code: 'out_of_range',
          message: `expected min < max, got ${min} and ${max}`,
          path: 'histogram.min',
        });
      result.histogram = this.session.histogram(layer, min, max, bins);
    }
    if (signal) result.signal = this.session.signal();
    return result;
  }

  /**
   * Answers at raw points, row by row.
   * @param {ArrayLike<number> | number[][]} points
   * @param {{ logits?: boolean }} [options]
   */
  predict(points, { logits = false } = {}) {
    const flat =
      Array.isArray(points) && Array.isArray(points[0])
        ? Float32Array.from(/** @type {number[][]} */ (points).flat())
        : Float32Array.from(/** @type {ArrayLike<number>} */ (points));
    return this.#copy(this.session.predict(flat, logits));
  }

  /** @returns {{ train: Part, test: Part }} */
  data() {
    const points = Float32Array.from(this.session.samples());
    const labels = Float32Array.from(this.session.labels());
    const { trainRows, testRows } = this.description;
    const lastPoint = (points.length / (trainRows + testRows)) * trainRows;
    const lastLabel = (labels.length / (trainRows + testRows)) * trainRows;
    return {
      train: { points: points.slice(0, lastPoint), labels: labels.slice(0, lastLabel) },
      test: { points: points.slice(lastPoint), labels: labels.slice(lastLabel) },
    };
  }

  weights() {
    return Float32Array.from(this.session.weights());
  }

  gradients() {
    return Float32Array.from(this.session.gradients());
  }

  /** @param {ArrayLike<number>} weights */
  setWeights(weights) {
    if (!this.session.setWeights(Float32Array.from(weights))) throw new PlaygroundError(this.module.lastError());
  }

  /** FNV-1a of the weights' bytes, 16 hexadecimal digits. */
  weightHash() {
    return this.session.weightHash();
  }

  dispose() {
    this.session.delete();
  }

  /** @param {Float32Array | null} view */
  #copy(view) {
    if (!view) throw new PlaygroundError(this.module.lastError());
    return Float32Array.from(view);
  }
}
