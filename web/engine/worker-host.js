// An engine in a worker as a host: the page compiles the module, the worker is handed it and makes its engine from it. Knows no
// worker's address and not how one is started.
import { wrap } from 'comlink';
import { compiledModule } from './loader.js';

/** @import { Endpoint } from 'comlink' */
/** @import { Answer, EngineHost } from './host.js' */
/** @import { Variant } from './loader.js' */
/** @import { TrialOptions, TrialProgress } from './trial.js' */

const methods = /** @type {const} */ ([
  'variant',
  'validate',
  'sizes',
  'curve',
  'activationCost',
  'open',
  'load',
  'call',
  'close',
  'trial',
  'stopTrial',
]);

/**
 * @typedef {Pick<EngineHost, Exclude<typeof methods[number], 'trial' | 'stopTrial'>> & { sharesMemory?: boolean }} Host
 * @typedef {Host & { trial: (experiment: unknown, options: TrialOptions, onProgress?: (progress: TrialProgress) => void) => Promise<Answer>,
 *   stopTrial: () => Promise<void> }} WorkerHost  one trial at a time
 */

/**
 * @param {Endpoint} endpoint  of a worker that runs worker.js
 * @param {Variant | 'auto'} variant
 * @param {Promise<never>} failed  rejects when the worker can no longer answer; every call then rejects with it
 * @returns {WorkerHost}
 */
export function workerHost(endpoint, variant, failed) {
  const remote = /** @type {any} */ (wrap(endpoint));
  failed.catch(() => {}); // told to whoever calls; not an unhandled rejection while nobody does
  /** @type {Promise<void> | null} */
  let started = null;
  const start = () => {
    started ??= compiledModule(variant).then((build) => remote.start(build));
    started.catch(() => {
      started = null; // the next call may find the network back
    });
    return started;
  };
  /** @param {string} name */
  const call =
    (name) =>
    /** @param {any[]} parameters */
    (...parameters) =>
      Promise.race([start().then(() => remote[name](...parameters)), failed]);
  start();
  return /** @type {any} */ (Object.fromEntries(methods.map((name) => [name, call(name)])));
}
