// The engine's thread, in a page or in Node. Arrays in answers are transferred, not copied.
import { expose, releaseProxy, transfer } from 'comlink';
import { port } from '#worker-port';
import { EngineHost } from './host.js';
import { engineOf } from './instance.js';

/** @type {EngineHost} */ let host;

/**
 * @param {any} value
 * @param {Set<ArrayBuffer>} buffers  each once, however often it is shown: the same one may not be handed over twice
 */
function collectBuffers(value, buffers) {
  if (ArrayBuffer.isView(value)) buffers.add(/** @type {ArrayBuffer} */ (value.buffer));
  else if (value && typeof value === 'object') for (const member of Object.values(value)) collectBuffers(member, buffers);
  return buffers;
}

/**
 * @template {any[]} Parameters
 * @param {(...parameters: Parameters) => Promise<any>} call
 */
const transferring =
  (call) =>
  /** @param {Parameters} parameters */
  async (...parameters) => {
    const answer = await call(...parameters);
    return transfer(answer, [...collectBuffers(answer, new Set())]);
  };

/** Stops the trial that runs; one at a time does. */
let stop = new AbortController();

const calls = {
  /** @param {import('./instance.js').Build} build  compiled by the page; to be called before all else */
  start: (build) => {
    host = new EngineHost(() => engineOf(build));
  },
  variant: () => host.variant(),
  validate: transferring((/** @type {unknown} */ experiment) => host.validate(experiment)),
  sizes: (/** @type {unknown} */ experiment, /** @type {any} */ samples) => host.sizes(experiment, samples),
  activationCost: transferring(
    (/** @type {unknown} */ activation, /** @type {number} */ elements, /** @type {number} */ rounds) =>
      host.activationCost(activation, elements, rounds),
  ),
  curve: transferring((/** @type {unknown} */ activation, /** @type {ArrayLike<number>} */ inputs) =>
    host.curve(activation, inputs),
  ),
  open: (/** @type {unknown} */ experiment, /** @type {any} */ samples) => host.open(experiment, samples),
  load: (/** @type {unknown} */ bytes, /** @type {any} */ samples) => host.load(bytes, samples),
  call: transferring((/** @type {number} */ id, /** @type {string} */ method, /** @type {unknown[]} */ parameters) =>
    host.call(id, method, parameters),
  ),
  close: (/** @type {number} */ id) => host.close(id),
  trial: transferring(
    async (
      /** @type {unknown} */ experiment,
      /** @type {import('./trial.js').TrialOptions} */ options,
      /** @type {any} */ onProgress,
    ) => {
      stop = new AbortController();
      const answer = await host.trial(experiment, { ...options, stop: stop.signal, onProgress });
      onProgress?.[releaseProxy]();
      return answer;
    },
  ),
  stopTrial: () => stop.abort(),
};

expose(calls, port);
