// One network in training, in the thread of the WebAssembly module. Copies every array out of the module's memory at once, because
// views go stale when that memory grows.
import { diagnose } from './diagnosis.js';
import { PlaygroundError } from './playground-error.js';
import { RunRecord } from './run-record.js';

/** @import { AttackRequest, Description, Facts, Part, PartName, Progress, SampleRequest, SampleResponse, Samples, Snapshot, SnapshotRequest, Watch } from './types.js' */

const mostPixels = 512;
const mostBins = 1024;
const mostAttackSteps = 1000;
const attackKinds = /** @type {const} */ (['fgsm', 'pgd']);
const attackNorms = /** @type {const} */ (['linf', 'l2']);

/**
 * A whole number in a range, or an error that says so.
 * @param {unknown} value
 * @param {string} path
 * @param {number} min
 * @param {number} max
 */
export function whole(value, path, min, max) {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new PlaygroundError({ code: 'out_of_range', message: `expected a whole number in ${min}..${max}, got ${value}`, path });
}

/**
 * A number in a range, or an error that says so.
 * @param {unknown} value
 * @param {string} path
 * @param {number} min
 * @param {number} max
 */
function number(value, path, min, max) {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new PlaygroundError({ code: 'out_of_range', message: `expected a number in ${min}..${max}, got ${value}`, path });
}

/** @template {string} Name @param {unknown} value @param {string} path @param {readonly Name[]} names @returns {Name} */
function oneOf(value, path, names) {
  const found = names.find((name) => name === value);
  if (found) return found;
  throw new PlaygroundError({ code: 'unknown_name', message: `expected one of ${names.join(', ')}, got ${value}`, path });
}

/** @param {AttackRequest} request */
const attackOf = ({ kind = 'fgsm', norm = 'linf', steps = 20 }) => ({
  kind: oneOf(kind, 'kind', attackKinds),
  norm: oneOf(norm, 'norm', attackNorms),
  steps: whole(steps, 'steps', 1, mostAttackSteps),
});

/** @type {WeakMap<any, import('./types.js').Catalog>} */
const catalogs = new WeakMap();

/** The core's tables, written once a module. @param {any} module */
function catalogOf(module) {
  const known = catalogs.get(module) ?? module.catalog();
  catalogs.set(module, known);
  return known;
}

/**
 * Layers of several units that all have the same weights.
 * @param {import('./types.js').LayerDescription[]} layers
 * @param {Float32Array} weights
 */
function alikeLayers(layers, weights) {
  return layers.flatMap(({ weights: place, inputs, units, type }, stage) => {
    if (!place || units < 2 || type !== 'dense') return [];
    const { offset, count } = place;
    for (let i = inputs; i < count; ++i) if (weights[offset + i] !== weights[offset + (i % inputs)]) return [];
    return [stage];
  });
}

/**
 * What takes the place of generated samples: the bytes of a stored set, or the caller's own with nothing left out (train_rows 0: to be
 * shuffled and split).
 * @typedef {Uint8Array | (Required<Omit<Samples, 'split' | 'trainRows'>> & { train_rows: number })} GivenSamples
 */

export class Model {
  /**
   * @param {any} module  the loaded WebAssembly module
   * @param {unknown} experiment
   * @param {GivenSamples | null} samples
   */
  constructor(module, experiment, samples) {
    this.module = module;
    this.session = module.open(experiment, samples);
    if (!this.session) throw new PlaygroundError(module.lastError());
    /** @type {Description} */
    this.description = this.session.description();
    this.record = new RunRecord(this.session, this.description);
    this.samples = /** @type {'generated' | 'given'} */ (samples && !(samples instanceof Uint8Array) ? 'given' : 'generated');
  }

  /**
   * The network of a model file, at the step at which it was saved.
   *
   * Errors    bad_file when its parts do not belong together; mismatch when it was trained on other samples.
   * @param {any} module
   * @param {import('./model-file.js').ModelContent} file
   * @param {GivenSamples | null} samples
   */
  static resume(module, { experiment, progress, samples: origin, arrays }, samples) {
    if (origin === 'given' && (!samples || samples instanceof Uint8Array)) {
      const message = 'this network was trained on samples that are not in its file: give them again';
      throw new PlaygroundError({ code: 'mismatch', message, path: 'data' });
    }
    const model = Model.#open(module, experiment, samples);
    try {
      // Nothing of the network is left out of this figure, so an honest file is smaller, and a hostile one ends here.
      const size = arrays.reduce((sum, { values }) => sum + values.byteLength, 0);
      if (size > model.description.bytes) {
        const message = `holds ${size} bytes of numbers; the whole network takes ${model.description.bytes}`;
        throw new PlaygroundError({ code: 'bad_file', message, path: 'file' });
      }
      if (!model.session.restore({ arrays, progress })) throw new PlaygroundError(module.lastError());
    } catch (error) {
      model.dispose();
      throw error;
    }
    return model;
  }

  /** A file's experiment that is refused is the file's fault. @param {any} module @param {unknown} experiment @param {GivenSamples | null} samples */
  static #open(module, experiment, samples) {
    try {
      return new Model(module, experiment, samples);
    } catch (cause) {
      if (!(cause instanceof PlaygroundError) || cause.code === 'out_of_memory' || (samples && cause.path.startsWith('data.')))
        throw cause;
      throw new PlaygroundError({ code: 'bad_file', message: cause.message, path: 'experiment' }, { cause });
    }
  }

  /** @returns {Promise<Uint8Array>}  a model file of this moment */
  async save() {
    const saved = this.session.saved();
    if (!saved) throw new PlaygroundError(this.module.lastError());
    const content = { experiment: this.description.experiment, samples: this.samples, ...saved };
    const { writeModelFile } = await import('./model-file.js');
    return writeModelFile(content);
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
      solvedEpoch: this.record.solvedEpoch,
    };
  }

  /** @param {number} [count] */
  step(count = 1) {
    this.session.train(whole(count, 'steps', 0, 1e9), Number.POSITIVE_INFINITY);
    return this.progress();
  }

  /**
   * Trains and measures nothing.
   * @param {number} count
   * @param {number} [budgetMs]
   * @param {Watch | null} [watch]
   */
  train(count, budgetMs = Number.POSITIVE_INFINITY, watch = null) {
    whole(count, 'steps', 0, 1e9);
    if (watch) this.record.train(count, Number(budgetMs), watch);
    else this.session.train(count, Number(budgetMs));
    return { step: this.session.steps(), diverged: this.session.diverged() };
  }

  /** @param {{ steps?: number, budgetMs?: number, watch?: Watch | null, snapshot?: SnapshotRequest }} options */
  advance({ steps = 1e9, budgetMs = 10, watch = null, snapshot = {} } = {}) {
    this.train(steps, budgetMs, watch);
    return this.snapshot(snapshot);
  }

  /**
   * One step on the given training rows (at most a batch of them).
   * @param {ArrayLike<number>} rows
   * @param {number | null} [learningRate]  the schedule's when left out
   */
  trainOn(rows, learningRate = null) {
    const { session } = this;
    if (learningRate !== null && !(learningRate >= 0 && Number.isFinite(learningRate)))
      throw new PlaygroundError({
        code: 'out_of_range',
        message: `expected a number from 0 on, got ${learningRate}`,
        path: 'learningRate',
      });
    if (!session.trainOn(Uint32Array.from(rows), learningRate) && !session.diverged())
      throw new PlaygroundError(this.module.lastError());
    return {
      step: session.steps(),
      diverged: session.diverged(),
      loss: session.batchLoss(),
      total: session.totalLoss(),
      gradientNorm: session.gradientNorm(),
    };
  }

  /**
   * Steps that go round the given training rows, a batch after another.
   * @param {ArrayLike<number>} rows
   * @param {number} steps
   */
  trainAround(rows, steps) {
    const own = Uint32Array.from(rows);
    const batch = Math.min(own.length, this.description.experiment.training.batch_size);
    whole(steps, 'steps', 0, 1e9);
    for (let step = 0; step < steps && !this.session.diverged(); ++step)
      this.trainOn(Uint32Array.from({ length: batch }, (_, place) => own[(step * batch + place) % own.length] ?? 0));
    return this.progress();
  }

  reset() {
    this.session.reset();
    this.record.restart();
    return this.progress();
  }

  evaluate() {
    return { train: this.session.evaluateTrain(), test: this.session.evaluateTest() };
  }

  confusion() {
    return { train: this.session.confusion(false), test: this.session.confusion(true) };
  }

  /**
   * @param {SnapshotRequest} [request]
   * @param {Partial<Snapshot> | null} [into]  an older one whose pictures may be written over
   * @returns {Snapshot}
   */
  snapshot(request = {}, into = null) {
    /** @type {Snapshot} */
    const result = this.progress();
    const {
      outputGrid = 0,
      unitGrids = 0,
      weights = false,
      histogram = null,
      signal = false,
      health = false,
      diagnosis = false,
    } = request;
    if (weights) result.weights = this.weights();
    if (outputGrid)
      result.outputGrid = this.#copy(this.session.outputGrid(whole(outputGrid, 'outputGrid', 1, mostPixels)), into?.outputGrid);
    if (unitGrids)
      result.unitGrids = this.#copy(this.session.unitGrids(whole(unitGrids, 'unitGrids', 1, mostPixels)), into?.unitGrids);
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
    if (health) result.health = this.session.health();
    if (diagnosis) result.diagnosis = diagnose(this.#facts(result));
    const { stepSignal = false, sample = null, responses = null, answers = null, confusion = null } = request;
    if (stepSignal) result.stepSignal = this.session.stepSignal();
    if (sample) result.sample = this.#respond(sample);
    if (responses) result.responses = this.#copy(this.session.partResponse(this.#isTest(responses, 'responses')));
    if (answers) result.answers = this.predict(this.data()[this.#isTest(answers, 'answers') ? 'test' : 'train'].points);
    if (confusion) result.confusion = this.session.confusion(this.#isTest(confusion, 'confusion'));
    return result;
  }

  /**
   * Every stage's outputs for one row of the data.
   * @param {PartName} part
   * @param {number} row
   */
  sampleResponses(part, row) {
    return this.#respond({ part, row }).stages;
  }

  /**
   * Every stage's outputs for a sample of the caller's own.
   * @param {ArrayLike<number>} values
   */
  responsesOf(values) {
    return this.#respond({ values }).stages;
  }

  /** @param {SampleRequest} request @returns {SampleResponse} */
  #respond(request) {
    const values = 'values' in request ? Float32Array.from(request.values) : this.#rowOf(request);
    const numbers = this.#copy(this.session.sampleResponse(values));
    let first = 0;
    const next = (/** @type {number} */ count) => {
      first += count;
      return numbers.slice(first - count, first);
    };
    const { layers } = this.description;
    const stages = layers.map(({ units }) => next(units));
    // A layer that hands on its last state only has as many outputs as units, and one state of them a step.
    const states = layers.map(({ steps, shape }) => (steps > 0 ? next(shape[0] * steps) : null));
    return { values, stages, states, answer: this.predict(values) };
  }

  /** @param {{ part: PartName, row: number }} place */
  #rowOf({ part, row }) {
    const isTest = this.#isTest(part, 'sample.part');
    const { trainRows, testRows } = this.description;
    const rows = isTest ? testRows : trainRows;
    whole(row, 'sample.row', 0, rows - 1);
    const samples = this.session.samples();
    const columns = samples.length / (trainRows + testRows);
    const first = (isTest ? trainRows + row : row) * columns;
    return Float32Array.from(samples.subarray(first, first + columns));
  }

  /** @param {unknown} part @param {string} path */
  #isTest(part, path) {
    if (part === 'train' || part === 'test') return part === 'test';
    throw new PlaygroundError({ code: 'unknown_name', message: `expected one of train, test, got ${part}`, path });
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

  /**
   * @param {AttackRequest} request
   * @returns {import('./types.js').AttackOutcome}
   */
  attack({ sample, epsilon, ...request }) {
    const { low, high } = this.#attackRange();
    const size = number(epsilon, 'epsilon', 0, high - low);
    const outcome = this.session.attack({ ...attackOf(request), epsilon: size }, this.#samples(sample, 1));
    if (!outcome) throw new PlaygroundError(this.module.lastError());
    return outcome;
  }

  /**
   * @param {AttackRequest} request
   * @returns {{ epsilons: Float64Array, limit: number }}
   */
  smallestSteps({ samples, limit, ...request }) {
    const { low, high } = this.#attackRange();
    const most = limit === undefined ? high - low : number(limit, 'limit', 0, high - low);
    const epsilons = this.session.smallestAttacks({ ...attackOf(request), epsilon: 0 }, most, this.#samples(samples));
    if (!epsilons) throw new PlaygroundError(this.module.lastError());
    return { epsilons: Float64Array.from(epsilons), limit: most };
  }

  /** The lowest and highest value that an attack may reach; refused where the data have no classes. */
  #attackRange() {
    if (this.description.task !== 'regression') return this.session.attackRange();
    throw new PlaygroundError({ code: 'mismatch', message: 'an attack changes a class; these data have none', path: 'data' });
  }

  /**
   * Rows of as many finite numbers as the data has columns.
   * @param {ArrayLike<number> | undefined} values
   * @param {number} [rows]
   */
  #samples(values, rows) {
    const { columns } = this.description;
    const numbers = Float32Array.from(values ?? []);
    const fits = rows === undefined ? numbers.length % columns === 0 && numbers.length > 0 : numbers.length === rows * columns;
    if (fits && numbers.every(Number.isFinite)) return numbers;
    const path = rows === undefined ? 'samples' : 'sample';
    const message = `expected ${rows === undefined ? 'rows of ' : ''}${columns} finite numbers, got ${numbers.length}`;
    throw new PlaygroundError({ code: 'shape_mismatch', message, path });
  }

  /** What is to be said of the run as it stands, from measurements of this moment and from what was watched before. */
  diagnose() {
    return diagnose(this.#facts(this.progress()));
  }

  /** @param {Snapshot} measured  what is missing in it is measured here @returns {Facts} */
  #facts(measured) {
    const { session, record, module } = this;
    const { experiment, layers, baseline, trainRows, testRows, stepsPerEpoch } = this.description;
    record.begin();
    return {
      catalog: catalogOf(module),
      experiment,
      layers,
      snapshot: {
        ...measured,
        signal: measured.signal ?? session.signal(),
        health: measured.health ?? session.health(),
        stepSignal: measured.stepSignal ?? session.stepSignal(),
      },
      signalAtStart: record.signalAtStart,
      healthAtStart: record.healthAtStart,
      losses: record.losses,
      alike: alikeLayers(layers, session.weights()),
      baseline,
      trainRows,
      testRows,
      stepsPerEpoch,
    };
  }

  /**
   * The outputs of one unit for every row.
   * @param {number} stage
   * @param {number} unit  0..(numbers in the stage's shape − 1)
   */
  unitValues(stage, unit) {
    whole(stage, 'stage', 0, this.description.layers.length - 1);
    const [channels, height, width] = this.description.layers[stage].shape;
    whole(unit, 'unit', 0, channels * height * width - 1);
    return {
      train: this.#copy(this.session.unitValues(stage, unit, false)),
      test: this.#copy(this.session.unitValues(stage, unit, true)),
    };
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

  /** Running statistics of layers that keep some. */
  statistics() {
    return Float32Array.from(this.session.statistics());
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

  /** @param {Float32Array | null} view @param {Float32Array} [into] */
  #copy(view, into) {
    if (!view) throw new PlaygroundError(this.module.lastError());
    if (into?.length === view.length) {
      into.set(view);
      return into;
    }
    return view.slice();
  }
}
