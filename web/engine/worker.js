// The engine's thread, in a page or in Node. Arrays in answers are transferred, not copied.
import { port } from '#worker-port';
import { answerCalls, give } from './calls.js';
import { EngineHost } from './host.js';

let host = new EngineHost();

/**
 * @template {any[]} Parameters
 * @param {(...parameters: Parameters) => Promise<any>} call
 */
const giving =
  (call) =>
  /** @param {Parameters} parameters */
  async (...parameters) =>
    give(await call(...parameters));

/** Stops the trial that runs; one at a time does. */
let stop = new AbortController();

const calls = {
  /** @param {import('./loader.js').Build} build  compiled by the page; to be called before all else */
  start: (build) => {
    host = new EngineHost(build);
  },
  variant: () => host.variant(),
  catalog: () => host.catalog(),
  validate: giving((/** @type {unknown} */ experiment) => host.validate(experiment)),
  sizes: (/** @type {unknown} */ experiment, /** @type {any} */ samples) => host.sizes(experiment, samples),
  activationCost: giving((/** @type {unknown} */ activation, /** @type {number} */ elements, /** @type {number} */ rounds) =>
    host.activationCost(activation, elements, rounds),
  ),
  curve: giving((/** @type {unknown} */ activation, /** @type {ArrayLike<number>} */ inputs) => host.curve(activation, inputs)),
  open: (/** @type {unknown} */ experiment, /** @type {any} */ samples) => host.open(experiment, samples),
  load: (/** @type {unknown} */ bytes, /** @type {any} */ samples) => host.load(bytes, samples),
  call: giving((/** @type {number} */ id, /** @type {string} */ method, /** @type {unknown[]} */ parameters) =>
    host.call(id, method, parameters),
  ),
  close: (/** @type {number} */ id) => host.close(id),
  trial: giving(
    async (
      /** @type {unknown} */ experiment,
      /** @type {import('./trial.js').TrialOptions} */ options,
      /** @type {any} */ onProgress,
    ) => {
      stop = new AbortController();
      return host.trial(experiment, { ...options, stop: stop.signal, onProgress });
    },
  ),
  stopTrial: () => stop.abort(),
};

answerCalls(port, calls);
