// One network in training, in the thread of the WebAssembly module. Copies every array out of the module's memory at once, because
// views go stale when that memory grows.
import { list, number, object, oneOf, refuse, whole } from './checks.js';
import { fetched } from './fetched.js';
import { judge } from './judge.js';
import { PlaygroundError } from './playground-error.js';
import { RunRecord } from './run-record.js';
import { told } from './told.js';

/** @import { AttackRequest, Description, MeasuredFacts, Part, PartName, Progress, SampleRequest, SampleResponse, Samples, Snapshot, SnapshotRequest, Watch } from './types.js' */

const mostPixels = 512;
const mostBins = 1024;
const mostAttackSteps = 1000;
const partNames = /** @type {const} */ (['train', 'test']);
const attackKinds = /** @type {const} */ (['fgsm', 'pgd']);
const attackNorms = /** @type {const} */ (['linf', 'l2']);

/** @param {AttackRequest} request */
const attackOf = ({ kind = 'fgsm', norm = 'linf', steps = 20 }) => ({
  kind: oneOf(kind, 'kind', attackKinds),
  norm: oneOf(norm, 'norm', attackNorms),
  steps: whole(steps, 'steps', 1, mostAttackSteps),
});

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
    /** A number, 0 when the core refuses. */
    this.session = module.open(experiment, samples);
    if (!this.session) throw new PlaygroundError(module.lastError());
    /** @type {Description} */
    this.description = module.description(this.session);
    this.record = new RunRecord(module, this.session, this.description);
    this.samples = /** @type {'generated' | 'given'} */ (samples && !(samples instanceof Uint8Array) ? 'given' : 'generated');
  }

  /** @returns {Promise<Uint8Array>}  a model file of this moment */
  async save() {
    const saved = this.module.saved(this.session);
    if (!saved) throw new PlaygroundError(this.module.lastError());
    const content = { experiment: this.description.experiment, samples: this.samples, course: this.record, ...saved };
    const { writeModelFile } = await fetched(import('./model-file.js'));
    return writeModelFile(content);
  }

  /** @returns {Progress} */
  progress() {
    const { module, session, description } = this;
    const step = module.steps(session);
    return {
      step,
      epoch: step / description.stepsPerEpoch,
      diverged: module.diverged(session),
      train: module.evaluateTrain(session),
      test: module.evaluateTest(session),
      solvedEpoch: this.record.solved?.epoch ?? null,
    };
  }

  /** @param {number} [count] */
  step(count = 1) {
    this.module.train(this.session, whole(count, 'steps', 0, 1e9), Number.POSITIVE_INFINITY);
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
    number(budgetMs, 'budgetMs', 0, Number.POSITIVE_INFINITY);
    if (watch) this.record.train(count, budgetMs, watch);
    else this.module.train(this.session, count, budgetMs);
    return { step: this.module.steps(this.session), diverged: this.module.diverged(this.session) };
  }

  /** @param {{ steps?: number, budgetMs?: number, watch?: Watch | null, snapshot?: SnapshotRequest }} options */
  advance(options = {}) {
    const { steps = 1e9, budgetMs = 10, watch = null, snapshot = {} } = object(options, 'options');
    this.train(steps, budgetMs, watch);
    return this.snapshot(snapshot);
  }

  /**
   * One step on the given training rows (at most a batch of them).
   * @param {ArrayLike<number>} rows
   * @param {number | null} [learningRate]  the schedule's when left out
   */
  trainOn(rows, learningRate = null) {
    const { module, session } = this;
    if (learningRate !== null && !(learningRate >= 0 && Number.isFinite(learningRate)))
      refuse('out_of_range', 'learningRate', 'a number from 0 on', learningRate);
    if (!module.trainOn(session, this.#rows(rows), learningRate) && !module.diverged(session))
      throw new PlaygroundError(this.module.lastError());
    return {
      step: module.steps(session),
      diverged: module.diverged(session),
      loss: module.batchLoss(session),
      total: module.totalLoss(session),
      gradientNorm: module.gradientNorm(session),
    };
  }

  /**
   * Steps that go round the given training rows, a batch after another.
   * @param {ArrayLike<number>} rows
   * @param {number} steps
   */
  trainAround(rows, steps) {
    const own = this.#rows(rows);
    const batch = Math.min(own.length, this.description.experiment.training.batch_size);
    whole(steps, 'steps', 0, 1e9);
    for (let step = 0; step < steps && !this.module.diverged(this.session); ++step)
      this.trainOn(Uint32Array.from({ length: batch }, (_, place) => own[(step * batch + place) % own.length] ?? 0));
    return this.progress();
  }

  /** Rows of the training part; what is no row would become another one. @param {ArrayLike<number>} rows */
  #rows(rows) {
    const last = this.description.trainRows - 1;
    return Uint32Array.from(list(rows, 'rows'), (row, place) =>
      row >>> 0 === row && row <= last ? row : whole(row, `rows[${place}]`, 0, last),
    );
  }

  reset() {
    this.module.reset(this.session);
    this.record.restart();
    return this.progress();
  }

  evaluate() {
    return { train: this.module.evaluateTrain(this.session), test: this.module.evaluateTest(this.session) };
  }

  confusion() {
    return { train: this.module.confusion(this.session, false), test: this.module.confusion(this.session, true) };
  }

  /**
   * @param {SnapshotRequest} [request]  with `diagnosis` what it rests on is told: whoever asked has it judged
   * @param {Partial<Snapshot> | null} [into]  an older one whose pictures may be written over
   * @returns {Snapshot & { facts?: MeasuredFacts }}
   */
  snapshot(request = {}, into = null) {
    /** @type {Snapshot & { facts?: MeasuredFacts }} */
    const result = this.progress();
    const {
      outputGrid = 0,
      unitGrids = 0,
      weights = false,
      histogram = null,
      signal = false,
      health = false,
      diagnosis = false,
    } = object(request, 'request');
    if (weights) result.weights = this.weights();
    if (outputGrid)
      result.outputGrid = this.#copy(
        this.module.outputGrid(this.session, whole(outputGrid, 'outputGrid', 1, mostPixels)),
        into?.outputGrid,
      );
    if (unitGrids)
      result.unitGrids = this.#copy(
        this.module.unitGrids(this.session, whole(unitGrids, 'unitGrids', 1, mostPixels)),
        into?.unitGrids,
      );
    if (histogram) {
      const { layer, bins, min, max } = histogram;
      whole(layer, 'histogram.layer', 0, this.description.layers.length - 1);
      whole(bins, 'histogram.bins', 1, mostBins);
      if (!(min < max && Number.isFinite(max - min)))
        refuse('out_of_range', 'histogram.min', 'finite min < max', `${min} and ${max}`);
      result.histogram = this.module.histogram(this.session, layer, min, max, bins);
    }
    if (signal) result.signal = told(this.module, this.module.signal(this.session));
    if (health) result.health = this.module.health(this.session);
    const { stepSignal = false, sample = null, responses = null, answers = null, confusion = null } = request;
    if (stepSignal) result.stepSignal = told(this.module, this.module.stepSignal(this.session));
    if (sample) result.sample = this.#respond(sample);
    if (responses) result.responses = this.#copy(this.module.partResponse(this.session, this.#isTest(responses, 'responses')));
    if (answers) result.answers = this.predict(this.data()[this.#isTest(answers, 'answers') ? 'test' : 'train'].points);
    if (confusion) result.confusion = this.module.confusion(this.session, this.#isTest(confusion, 'confusion'));
    if (diagnosis) result.facts = this.facts(result);
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
    object(request, 'sample');
    const values = 'values' in request ? Float32Array.from(list(request.values, 'values')) : this.#rowOf(request);
    const numbers = this.#copy(this.module.sampleResponse(this.session, values));
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
    const samples = this.module.samples(this.session);
    const columns = samples.length / (trainRows + testRows);
    const first = (isTest ? trainRows + row : row) * columns;
    return Float32Array.from(samples.subarray(first, first + columns));
  }

  /** @param {unknown} part @param {string} path */
  #isTest(part, path) {
    return oneOf(part, path, partNames) === 'test';
  }

  /**
   * Answers at raw points, row by row.
   * @param {ArrayLike<number> | number[][]} points
   * @param {{ logits?: boolean }} [options]
   */
  predict(points, { logits = false } = {}) {
    const { columns } = this.description;
    const numbers =
      typeof list(points, 'points')[0] === 'object'
        ? /** @type {number[][]} */ (points).flatMap((row, place) =>
            row?.length === columns
              ? [...row]
              : refuse('shape_mismatch', `points[${place}]`, `${columns} numbers`, row?.length),
          )
        : points;
    const flat = Float32Array.from(/** @type {ArrayLike<number>} */ (numbers));
    return this.#copy(this.module.predict(this.session, flat, logits));
  }

  /**
   * @param {AttackRequest} request
   * @returns {import('./types.js').AttackOutcome}
   */
  attack(request) {
    const { sample, epsilon } = object(request, 'request');
    const { low, high } = this.#attackRange();
    const size = number(epsilon, 'epsilon', 0, high - low);
    const outcome = this.module.attack(this.session, { ...attackOf(request), epsilon: size }, this.#samples(sample, 1));
    if (!outcome) throw new PlaygroundError(this.module.lastError());
    return outcome;
  }

  /**
   * @param {AttackRequest} request
   * @returns {{ epsilons: Float64Array, limit: number }}
   */
  smallestSteps(request) {
    const { samples, limit } = object(request, 'request');
    const { low, high } = this.#attackRange();
    const most = limit === undefined ? high - low : number(limit, 'limit', 0, high - low);
    const epsilons = this.module.smallestAttacks(
      this.session,
      { ...attackOf(request), epsilon: 0 },
      most,
      this.#samples(samples),
    );
    if (!epsilons) throw new PlaygroundError(this.module.lastError());
    return { epsilons: Float64Array.from(epsilons), limit: most };
  }

  /** The lowest and highest value that an attack may reach; refused where the data have no classes. */
  #attackRange() {
    if (this.description.task !== 'regression') return this.module.attackRange(this.session);
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
    const [path, several] = rows === undefined ? ['samples', 'rows of '] : ['sample', ''];
    return refuse('shape_mismatch', path, `${several}${columns} finite numbers`, numbers.length);
  }

  /** What is to be said of the run as it stands, from measurements of this moment and from what was watched before. */
  diagnose() {
    return judge(this.description, this.facts());
  }

  /**
   * What a diagnosis rests on besides the description. Nothing in it is shared with what is kept here, so it may be handed over.
   * @param {Snapshot} [measured]  what it holds is not measured again, and not told again
   * @returns {MeasuredFacts}
   */
  facts(measured) {
    const { module, session, record } = this;
    record.begin();
    return {
      snapshot: {
        ...(!measured && this.progress()),
        ...(!measured?.signal && { signal: told(module, module.signal(session)) }),
        ...(!measured?.health && { health: module.health(session) }),
        ...(!measured?.stepSignal && { stepSignal: told(module, module.stepSignal(session)) }),
      },
      signalAtStart: record.signalAtStart,
      healthAtStart: structuredClone(record.healthAtStart),
      losses: record.losses,
      isGiven: record.givenStep === module.steps(session),
      alike: alikeLayers(this.description.layers, module.weights(session)),
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
      train: this.#copy(this.module.unitValues(this.session, stage, unit, false)),
      test: this.#copy(this.module.unitValues(this.session, stage, unit, true)),
    };
  }

  /** @returns {{ train: Part, test: Part }} */
  data() {
    const points = Float32Array.from(this.module.samples(this.session));
    const labels = Float32Array.from(this.module.labels(this.session));
    const { trainRows, testRows } = this.description;
    const lastPoint = (points.length / (trainRows + testRows)) * trainRows;
    const lastLabel = (labels.length / (trainRows + testRows)) * trainRows;
    return {
      train: { points: points.slice(0, lastPoint), labels: labels.slice(0, lastLabel) },
      test: { points: points.slice(lastPoint), labels: labels.slice(lastLabel) },
    };
  }

  /** What the watch has seen of the run. */
  losses() {
    return structuredClone(this.record.losses);
  }

  weights() {
    return Float32Array.from(this.module.weights(this.session));
  }

  gradients() {
    return Float32Array.from(this.module.gradients(this.session));
  }

  /** Running statistics of layers that keep some. */
  statistics() {
    return Float32Array.from(this.module.statistics(this.session));
  }

  /** @param {ArrayLike<number>} weights */
  setWeights(weights) {
    if (!this.module.setWeights(this.session, Float32Array.from(list(weights, 'weights'))))
      throw new PlaygroundError(this.module.lastError());
    this.record.givenStep = this.module.steps(this.session);
  }

  /** FNV-1a of the weights' bytes, 16 hexadecimal digits. */
  weightHash() {
    return this.module.weightHash(this.session);
  }

  dispose() {
    if (this.session) this.module.close(this.session);
    this.session = 0;
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
