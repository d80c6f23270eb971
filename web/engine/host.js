// All models of one thread, behind calls whose arguments and results are plain data, so that the same host serves Node directly and
// a page through a worker. Errors are returned as records: a thrown one would lose its code and path on the way.
import { readBytes } from '#read-file';
import { list, plain, whole } from './checks.js';
import { fetched } from './fetched.js';
import { Model } from './model.js';
import { disposed, PlaygroundError } from './playground-error.js';
import { storedFile } from './stored-file.js';
import { told } from './told.js';

/** @import { LoadedEngine } from './instance.js' */
/** @import { ErrorRecord } from './playground-error.js' */
/** @import { Samples } from './types.js' */

/** @typedef {{ value: any } | { error: ErrorRecord }} Answer */

/** What a client may call on a model. */
const modelCalls = new Set([
  'step',
  'train',
  'advance',
  'trainOn',
  'trainAround',
  'reset',
  'evaluate',
  'confusion',
  'snapshot',
  'sampleResponses',
  'responsesOf',
  'predict',
  'attack',
  'smallestSteps',
  'unitValues',
  'facts',
  'data',
  'losses',
  'weights',
  'gradients',
  'statistics',
  'setWeights',
  'weightHash',
  'save',
]);

export class EngineHost {
  /** Whoever calls sees the arrays that it hands over and gets back. */
  sharesMemory = true;
  #nextId = 1;
  /** A model that was lost with its engine leaves the error in its place, until its owner lets go of it. @type {Map<number, Model | PlaygroundError>} */
  #models = new Map();
  /** @type {Promise<LoadedEngine> | null} */
  #engine = null;
  #start;

  /** @param {() => Promise<LoadedEngine>} start  makes the engine, when it is first needed */
  constructor(start) {
    this.#start = start;
  }

  variant() {
    return this.#answer(async () => (await this.#load()).variant);
  }

  /** @param {unknown} experiment */
  validate(experiment) {
    return this.#answer(async () => {
      const { experiment: core, putBack } = await separate(experiment);
      const { module } = await this.#load();
      return putBack(told(module, module.validate(core)));
    });
  }

  /**
   * @param {unknown} experiment
   * @param {Samples | null} samples
   */
  sizes(experiment, samples) {
    return this.#answer(async () => {
      const separated = await separate(experiment);
      const core = await given(samples ?? separated.samples);
      const { module } = await this.#load();
      return told(module, module.sizes(separated.experiment, core));
    });
  }

  /**
   * @param {unknown} activation
   * @param {ArrayLike<number>} inputs
   */
  curve(activation, inputs) {
    return this.#answer(async () => {
      const { module } = await this.#load();
      return told(module, module.curve(activation, Float32Array.from(list(inputs, 'inputs'))));
    });
  }

  /**
   * @param {unknown} activation
   * @param {number} elements
   * @param {number} rounds
   */
  activationCost(activation, elements, rounds) {
    return this.#answer(async () => {
      const { module } = await this.#load();
      told(module, module.curve(activation, Float32Array.of(0))); // refuses an activation that there is not
      const cost = module.activationCost(activation, whole(elements, 'elements', 4, 4e6), whole(rounds, 'rounds', 1, 1000));
      if (cost) return cost;
      throw new PlaygroundError({ code: 'out_of_memory', message: 'there is not enough memory for so many', path: 'elements' });
    });
  }

  /**
   * @param {unknown} experiment
   * @param {Samples | null} samples
   */
  open(experiment, samples) {
    return this.#answer(async () => this.#keep(await this.#make(experiment, samples)));
  }

  /**
   * @param {unknown} bytes  of a model file
   * @param {Samples | null} samples
   */
  load(bytes, samples) {
    return this.#answer(async () => {
      const { module } = await this.#load();
      const { readModelFile } = await fetched(import('./model-file.js'));
      const file = readModelFile(bytes);
      const { experiment, samples: ownSamples, putBack } = await separate(file.experiment);
      const data = (await given(samples ?? ownSamples)) ?? (await stored(module, experiment));
      const { resume } = await fetched(import('./model-resume.js'));
      const model = resume(module, { ...file, experiment }, data);
      model.description = putBack(model.description);
      return this.#keep(model);
    });
  }

  /**
   * @param {number} id
   * @param {string} method
   * @param {unknown[]} parameters
   */
  call(id, method, parameters) {
    return this.#answer(async () => {
      const model = this.#models.get(id) ?? disposed();
      if (model instanceof PlaygroundError) throw model;
      if (!modelCalls.has(method))
        throw new PlaygroundError({ code: 'unknown_name', message: `A model has no ${method}.`, path: '' });
      return /** @type {any} */ (model)[method](...parameters);
    });
  }

  /** @param {number} id */
  close(id) {
    return this.#answer(async () => {
      const model = this.#models.get(id);
      if (model instanceof Model) model.dispose();
      this.#models.delete(id);
    });
  }

  /**
   * @param {unknown} experiment
   * @param {import('./trial.js').TrialWishes} wishes
   */
  trial(experiment, wishes) {
    return this.#answer(async () => {
      const { trial } = await fetched(import('./trial.js'));
      const createModel = (/** @type {unknown} */ wanted, /** @type {{ data: Samples | null }} */ { data }) =>
        this.#make(wanted, data);
      return trial({ createModel }, /** @type {any} */ (experiment), wishes);
    });
  }

  /**
   * @param {unknown} experiment
   * @param {Samples | null} samples
   */
  async #make(experiment, samples) {
    const { module } = await this.#load();
    const { experiment: core, samples: ownSamples, putBack } = await separate(experiment);
    const data = (await given(samples ?? ownSamples)) ?? (await stored(module, core));
    const model = new Model(module, core, data);
    model.description = putBack(model.description);
    return model;
  }

  /** @param {Model} model */
  #keep(model) {
    const id = this.#nextId++;
    this.#models.set(id, model);
    return { id, description: model.description };
  }

  #load() {
    this.#engine ??= this.#start().catch((error) => {
      this.#engine = null; // the next call may find the network back
      throw error;
    });
    return this.#engine;
  }

  /**
   * @param {() => Promise<any>} work
   * @returns {Promise<Answer>}
   */
  async #answer(work) {
    try {
      return { value: await work() };
    } catch (cause) {
      const error = cause instanceof PlaygroundError ? cause : this.#failure(cause);
      return { error: { code: error.code, message: error.reason, path: error.path } };
    }
  }

  /** @param {unknown} cause */
  #failure(cause) {
    // What the caller has handed in is at fault where no check has caught it.
    if (!(cause instanceof WebAssembly.RuntimeError)) {
      const code = cause instanceof RangeError ? 'out_of_memory' : 'wrong_type';
      return new PlaygroundError({ code, message: `this call failed (${cause})`, path: '' });
    }
    // A trap in the module or its abort: its state is lost, so all its models go and the next one gets a new module.
    const message = `The engine failed (${cause}); it starts anew with the next network.`;
    const failure = new PlaygroundError({ code: 'engine_failed', message, path: '' });
    for (const id of this.#models.keys()) this.#models.set(id, failure);
    this.#engine = null;
    return failure;
  }
}

/**
 * An experiment as the core reads it, the samples beside it, and what puts own data back into what the core tells. What knows such data is
 * loaded with the first of them.
 *
 * @param {any} experiment
 * @returns {Promise<{ experiment: any, samples: Samples | null, putBack: <T>(forms: T) => T }>}
 */
async function separate(experiment) {
  if (experiment?.data?.name !== 'own') return { experiment: plain(experiment), samples: null, putBack: (forms) => forms };
  const { separateOwnData, withOwnData } = await fetched(import('./own-data.js'));
  const { own, samples, experiment: rest } = separateOwnData(experiment);
  return { experiment: plain(rest), samples, putBack: (/** @type {any} */ forms) => withOwnData(forms, own) };
}

/** The caller's own samples as the core reads them, or null; what knows them is loaded with the first. @param {Samples | null} samples */
const given = async (samples) => (samples ? (await fetched(import('./given-samples.js'))).toCore(samples) : null);

/**
 * The bytes of the stored data set that an experiment names, or null.
 * @param {any} module
 * @param {unknown} experiment
 */
async function stored(module, experiment) {
  const name = module.storedName(experiment);
  return name ? readBytes(storedFile(name)) : null;
}
