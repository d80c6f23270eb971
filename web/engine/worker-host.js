// An engine in a worker as a host: the page compiles the module, the worker is handed it and makes its engine from it. Knows no
// worker's address and not how one is started.
import { callsOver } from './calls.js';
import { compiledModule } from './loader.js';

/** @import { Line } from './calls.js' */
/** @import { Answer, EngineHost } from './host.js' */
/** @import { Variant } from './loader.js' */
/** @import { TrialOptions, TrialProgress } from './trial.js' */

const names = /** @type {const} */ ([
  'variant',
  'catalog',
  'validate',
  'sizes',
  'curve',
  'activationCost',
  'open',
  'load',
  'call',
  'close',
  'stopTrial',
]);

/**
 * @typedef {Pick<EngineHost, Exclude<typeof names[number], 'stopTrial'>> & { sharesMemory?: boolean }} Host
 * @typedef {Host & { trial: (experiment: unknown, options: TrialOptions, onProgress?: (progress: TrialProgress) => void) => Promise<Answer>,
 *   stopTrial: () => Promise<void> }} WorkerHost  one trial at a time
 */

/**
 * @param {Line} line  of a worker that runs worker.js
 * @param {Variant | 'auto'} variant
 * @param {Promise<never>} failed  rejects when the worker can no longer answer; every call then rejects with it
 * @returns {WorkerHost}
 */
export function workerHost(line, variant, failed) {
  const remote = callsOver(line);
  failed.catch(() => {}); // told to whoever calls; not an unhandled rejection while nobody does
  /** @type {Promise<void> | null} */
  let started = null;
  const start = () => {
    started ??= compiledModule(variant).then((build) => remote('start', [build]));
    started.catch(() => {
      started = null; // the next call may find the network back
    });
    return started;
  };
  /** @param {string} name @param {unknown[]} parameters @param {(news: any) => void} [onNews] */
  const call = (name, parameters, onNews) => Promise.race([start().then(() => remote(name, parameters, onNews)), failed]);
  const methods = names.map((name) => [name, (/** @type {unknown[]} */ ...parameters) => call(name, parameters)]);
  start();
  return {
    .../** @type {any} */ (Object.fromEntries(methods)),
    trial: (experiment, options, onProgress) => call('trial', [experiment, options], onProgress),
  };
}
