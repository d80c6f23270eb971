// The engine's public API, the same in a page (where the network trains in a worker) and in Node (where it trains directly).
// Importing it has no side effect.
import { startThread } from '#thread';
import { fetched } from './fetched.js';
import { judge } from './judge.js';
import { loadEngine } from './loader.js';
import { disposed, PlaygroundError } from './playground-error.js';
import { tables } from './tables.js';
import { tablesWithWords } from './words.js';
import { workerHost } from './worker-host.js';

/** @import { AttackOutcome, AttackRequest, Catalog, Confusion, Description, Diagnosis, Experiment, Metrics, Part, PartName, Progress, Samples, Sizes, Snapshot, SnapshotRequest, Watch } from './types.js' */
/** @import { Answer } from './host.js' */
/** @import { Variant } from './instance.js' */
/** @import { Host } from './worker-host.js' */

export { PlaygroundError } from './playground-error.js';
export { UNIT_STATES } from './unit-states.js';

/** @type {Map<string, Promise<Host>>} */
const hosts = new Map();

/**
 * One host a page or process and kind: all its models share one engine.
 * @param {EngineOptions} options
 */
function host({ worker = 'auto', variant = 'auto' } = {}) {
  const inWorker = worker === 'auto' ? typeof Worker === 'function' && typeof document === 'object' : worker;
  const key = `${inWorker ? 'worker' : 'here'} ${variant}`;
  let found = hosts.get(key);
  if (!found) {
    const forget = () => hosts.delete(key);
    found = inWorker ? startWorker(variant, forget) : hostHere(variant);
    hosts.set(key, found);
    // What has failed to load is asked for again by the next call.
    found.catch(forget);
  }
  return found;
}

/** @param {Variant | 'auto'} variant */
async function hostHere(variant) {
  return new (await fetched(import('./host.js'))).EngineHost(() => loadEngine(variant));
}

/**
 * @param {Variant | 'auto'} variant
 * @param {() => void} forget  is called when the worker has failed
 * @returns {Promise<Host>}
 */
async function startWorker(variant, forget) {
  let thread;
  try {
    thread = startThread();
  } catch {
    return hostHere(variant); // the page may make no worker: the engine trains in the page itself
  }
  thread.failed.catch(forget);
  return workerHost(thread, variant);
}

/**
 * @param {Promise<Answer>} pending
 */
async function unwrap(pending) {
  const answer = await pending.catch((cause) => {
    if (cause instanceof PlaygroundError) throw cause;
    // What cannot be sent does not reach the worker.
    throw new PlaygroundError({ code: 'wrong_type', message: `could not be sent (${cause})`, path: '' }, { cause });
  });
  if ('error' in answer) throw new PlaygroundError(answer.error);
  return answer.value;
}

/** @typedef {{ worker?: boolean | 'auto', variant?: Variant | 'auto' }} EngineOptions */

/**
 * Every table of the core: activations, initialisers, losses, optimisers, data sets, features, layer types, settings with their ranges
 * and defaults, limits, the default experiment and the one the page opens on. All who ask get the same object.
 * @param {{ words?: boolean }} [options]  `words`: false leaves empty what a network over the plane does not show at once, until somebody
 *   asks for it: help texts, sources, probes, the names of columns and classes, most formulas and summaries
 * @returns {Promise<Catalog>}
 */
export function catalog({ words = true } = {}) {
  return words ? tablesWithWords() : tables();
}

/**
 * Checks an experiment and completes it.
 *
 * Errors    PlaygroundError with the path of the first bad value and what is allowed there.
 * @param {Experiment} experiment
 * @returns {Promise<{ experiment: Experiment, minimal: Experiment }>}  all values; only those that differ from the defaults
 */
export async function validate(experiment) {
  return unwrap((await host()).validate(experiment));
}

/**
 * How large the network of an experiment is in training, known before it or a sample of its data is made. Nothing is refused for its
 * size: `catalog().limits.bytes` is what `createModel` allows.
 *
 * Errors    PlaygroundError: a bad value with its path and range; shape_mismatch where layers do not fit together.
 * @param {Experiment} [experiment]
 * @param {EngineOptions & { data?: Samples | null }} [options]  `data`: the caller's own samples in place of the generated ones
 * @returns {Promise<Sizes>}
 */
export async function sizes(experiment = {}, { data = null, ...options } = {}) {
  return unwrap((await host(options)).sizes(experiment, data));
}

/**
 * An activation's values f(z) and derivatives f′(z), computed by the core.
 * @param {string} name
 * @param {Record<string, unknown>} parameters  those that differ from the row's defaults
 * @param {ArrayLike<number>} inputs
 * @param {EngineOptions} [options]
 * @returns {Promise<{ values: Float32Array, derivatives: Float32Array }>}
 */
export async function curve(name, parameters, inputs, options) {
  return unwrap((await host(options)).curve({ ...parameters, name }, inputs));
}

/**
 * What an activation costs here and now: nanoseconds an element, forward and backward, one number a round. Meant to be called for one
 * activation after another and again; see `measureActivations`.
 *
 * Errors    PlaygroundError: unknown_name, out_of_range.
 * @param {string} name
 * @param {{ elements?: number, rounds?: number }} [size]
 * @param {EngineOptions} [options]
 * @returns {Promise<Float64Array>}
 */
export async function activationCost(name, { elements = 1_000_000, rounds = 1 } = {}, options) {
  return unwrap((await host(options)).activationCost({ name }, elements, rounds));
}

/**
 * Which build runs: 'simd', or 'scalar' where the host has no SIMD. Both give the same bits. 'relaxed' only where it was asked for: it
 * rounds otherwise than they do, and otherwise on another machine.
 * @param {EngineOptions} [options]
 * @returns {Promise<Variant>}
 */
export async function engineVariant(options) {
  return unwrap((await host(options)).variant());
}

/**
 * Makes the network that an experiment describes, at its first step.
 *
 * Errors    PlaygroundError: a bad value with its path and range; too_large; out_of_memory; load_failed; no_webassembly.
 * @param {Experiment} [experiment]
 * @param {EngineOptions & { data?: Samples | null }} [options]  `data`: the caller's own samples in place of the generated ones
 */
export async function createModel(experiment = {}, { data = null, ...options } = {}) {
  const engine = await host(options);
  const { id, description } = await unwrap(engine.open(experiment, data));
  return new TrainingModel(engine, id, description, data);
}

/**
 * The network of a model file, as it was when it was saved: going on gives the same bits as never having stopped. The gradients and
 * losses of its last step are not in the file.
 *
 * Errors    PlaygroundError: bad_file with the reason when the file is damaged; unknown_version; mismatch when the samples are not
 *           those of the file. Samples of the caller's own are in no file and have to be given again.
 * @param {Uint8Array | ArrayBuffer} bytes  as `save` gave them
 * @param {EngineOptions & { data?: Samples | null }} [options]
 */
export async function loadModel(bytes, { data = null, ...options } = {}) {
  const engine = await host(options);
  const { id, description } = await unwrap(engine.load(bytes, data));
  return new TrainingModel(engine, id, description, data);
}

/** A network in training. Every method is asynchronous; calls are carried out in order. */
export class TrainingModel {
  #host;
  #id;
  #data;
  #isDisposed = false;

  /**
   * @param {Host} engine
   * @param {number} id
   * @param {Description} description
   * @param {Samples | null} data
   */
  constructor(engine, id, description, data) {
    this.#host = engine;
    this.#id = id;
    this.#data = data;
    /** Inputs, layers, task, sizes, and the experiment in full. */
    this.description = description;
  }

  /**
   * @param {string} method
   * @param {...unknown} parameters
   */
  #call(method, ...parameters) {
    return unwrap(this.#host.call(this.#id, method, parameters));
  }

  /** A snapshot whose facts, where it was asked for a diagnosis, have been judged. @param {any} snapshot @returns {Promise<Snapshot>} */
  async #judged({ facts, ...snapshot }) {
    if (!facts) return snapshot;
    const measured = { ...facts, snapshot: { ...snapshot, ...facts.snapshot } };
    return { ...snapshot, diagnosis: await judge(this.description, measured) };
  }

  /**
   * Trains `count` mini-batches.
   * @param {number} [count]
   * @returns {Promise<Progress>}
   */
  step(count = 1) {
    return this.#call('step', count);
  }

  /**
   * Trains up to `count` mini-batches, as many as fit into the budget, and measures nothing but what is watched.
   * @param {number} count
   * @param {number} [budgetMs]
   * @param {Watch | null} [watch]
   * @returns {Promise<{ step: number, diverged: boolean }>}
   */
  train(count, budgetMs = Number.POSITIVE_INFINITY, watch = null) {
    return this.#call('train', count, budgetMs, watch);
  }

  /**
   * Trains as many steps as fit into a time budget and reports: the call of an animation loop. With `watch` every epoch end on the way
   * is looked at, however many lie between two reports.
   * @param {{ steps?: number, budgetMs?: number, watch?: Watch, snapshot?: SnapshotRequest }} [options]  milliseconds
   * @returns {Promise<Snapshot>}
   */
  async advance(options = {}) {
    return this.#judged(await this.#call('advance', options));
  }

  /**
   * Trains whole epochs. Ends early when the network diverges.
   *
   * Errors    PlaygroundError aborted when `signal` is, within an epoch too; out_of_range.
   * @param {{ epochs?: number, watch?: Watch, onEpoch?: (progress: Progress) => void, signal?: AbortSignal }} [options]
   * @returns {Promise<{ history: Progress[] }>}  one entry an epoch
   */
  async fit(options = {}) {
    return (await fetched(import('./fit.js'))).fit(this, options);
  }

  /**
   * One step on chosen training rows, at most a batch of them.
   *
   * Errors    PlaygroundError out_of_range with the path of what is no row.
   * @param {ArrayLike<number>} rows
   * @param {number | null} [learningRate]  of this step; the schedule's when left out
   * @returns {Promise<{ step: number, diverged: boolean, loss: number, total: number, gradientNorm: number }>}
   *   loss before the update, without and with penalties; norm of all gradients before clipping
   */
  trainOn(rows, learningRate = null) {
    return this.#call('trainOn', rows, learningRate);
  }

  /**
   * Steps that go round chosen training rows, a batch after another, as if there were no other.
   *
   * Errors    as `trainOn`.
   * @param {ArrayLike<number>} rows
   * @param {number} steps
   * @returns {Promise<Progress>}
   */
  trainAround(rows, steps) {
    return this.#call('trainAround', rows, steps);
  }

  /** @returns {Promise<{ train: Metrics, test: Metrics }>} */
  evaluate() {
    return this.#call('evaluate');
  }

  /**
   * Which classes are taken for which, and the precision and recall of each class; empty for regression.
   * @returns {Promise<{ train: Confusion, test: Confusion }>}
   */
  confusion() {
    return this.#call('confusion');
  }

  /**
   * Answers at raw points: probabilities for a cross-entropy (unless `logits`), else the outputs.
   *
   * Errors    PlaygroundError shape_mismatch with the path of a point of another length than the data have columns.
   * @param {number[][] | ArrayLike<number>} points  rows of as many numbers as the data has columns
   * @param {{ logits?: boolean }} [options]
   * @returns {Promise<Float32Array>}  rows × outputs
   */
  predict(points, options = {}) {
    return this.#call('predict', points, options);
  }

  /**
   * What an attack on one sample comes to.
   *
   * Errors    PlaygroundError: mismatch where the data have no classes; shape_mismatch, out_of_range, unknown_name with the path.
   * Source    Goodfellow, Shlens, Szegedy 2014 (arXiv:1412.6572); Madry et al. 2017 (arXiv:1706.06083).
   * @param {AttackRequest} request  `sample` and `epsilon` are needed
   * @returns {Promise<AttackOutcome>}
   */
  attack(request) {
    return this.#call('attack', request);
  }

  /**
   * The smallest attack on each of several samples that changes the network's answer, to the 4,096th part of the limit.
   *
   * Trap      NaN says that this attack found nothing up to the limit, not that there is nothing.
   * @param {AttackRequest} request  `samples` is needed
   * @returns {Promise<{ epsilons: Float64Array, limit: number }>}
   */
  smallestSteps(request) {
    return this.#call('smallestSteps', request);
  }

  /**
   * What is to be said of the run as it stands: the chief finding with its sentence and the fixes that fit, and whatever else is wrong.
   * A run that was watched (see `advance`) is judged by its course too.
   * @returns {Promise<Diagnosis>}
   */
  async diagnose() {
    return judge(this.description, await this.#call('facts'));
  }

  /**
   * The outputs of one unit of a stage (an index into `description.layers`) for every row, as A = f(Z); of a recurrent unit the last.
   * @param {number} stage
   * @param {number} unit  of a picture: channel · height · width + row · width + column
   * @returns {Promise<{ train: Float32Array, test: Float32Array }>}
   */
  unitValues(stage, unit) {
    return this.#call('unitValues', stage, unit);
  }

  /**
   * @param {SnapshotRequest} [request]
   * @param {Partial<Snapshot> | null} [into]  an older one that is no longer needed: its pictures are written over where they have the size
   *   that is asked for, so that their memory is not made anew. A worker takes no notice of it
   * @returns {Promise<Snapshot>}
   */
  async snapshot(request = {}, into = null) {
    return this.#judged(
      await (this.#host.sharesMemory ? this.#call('snapshot', request, into) : this.#call('snapshot', request)),
    );
  }

  /**
   * Every stage's outputs for one row of the data: Float32Arrays in the stages' shapes.
   * @param {PartName} part
   * @param {number} row
   * @returns {Promise<Float32Array[]>}
   */
  sampleResponses(part, row) {
    return this.#call('sampleResponses', part, row);
  }

  /**
   * Every stage's outputs for a sample of the caller's own, given as raw as the data are.
   *
   * Errors    PlaygroundError shape_mismatch when it has not as many numbers as the data has columns.
   * @param {ArrayLike<number>} values
   * @returns {Promise<Float32Array[]>}
   */
  responsesOf(values) {
    return this.#call('responsesOf', values);
  }

  /**
   * Back to step 0 with the same first weights and the same order of batches.
   * @returns {Promise<Progress>}
   */
  reset() {
    return this.#call('reset');
  }

  /**
   * Another experiment in place of this one, at its first step. When it is refused, the running network stays.
   * @param {Experiment} experiment
   * @returns {Promise<Description>}
   */
  async setExperiment(experiment) {
    const { id, description } = await unwrap(this.#host.open(experiment, this.#data));
    if (this.#isDisposed) {
      await unwrap(this.#host.close(id));
      throw disposed();
    }
    const previous = this.#id;
    this.#id = id;
    this.description = description;
    await unwrap(this.#host.close(previous));
    return description;
  }

  /** @returns {Promise<{ train: Part, test: Part }>} */
  data() {
    return this.#call('data');
  }

  /** @returns {Promise<import('./types.js').EpochLoss[]>}  of the epochs that were watched, of the untrained network first; a model file keeps them */
  losses() {
    return this.#call('losses');
  }

  /** @returns {Promise<Float32Array>}  all parameters, in the order that the description gives */
  weights() {
    return this.#call('weights');
  }

  /** @returns {Promise<Float32Array>}  of the last step, penalties and clipping included */
  gradients() {
    return this.#call('gradients');
  }

  /** @returns {Promise<Float32Array>}  running statistics of layers that keep some, in the order of the layers */
  statistics() {
    return this.#call('statistics');
  }

  /** @param {ArrayLike<number>} weights */
  setWeights(weights) {
    return this.#call('setWeights', weights);
  }

  /** @returns {Promise<string>}  16 hexadecimal digits that are the same exactly when the weights are */
  weightHash() {
    return this.#call('weightHash');
  }

  /**
   * A model file (safetensors): weights, running statistics, the optimiser's state, the place in the epoch and the experiment; of a
   * run that was watched its losses and when it was solved.
   *
   * Trap      Samples of the caller's own are not in it.
   * @returns {Promise<Uint8Array>}
   */
  save() {
    return this.#call('save');
  }

  /** Gives the memory back. Twice is harmless; another call after it is refused (code disposed). */
  async dispose() {
    this.#isDisposed = true;
    await unwrap(this.#host.close(this.#id));
  }
}
