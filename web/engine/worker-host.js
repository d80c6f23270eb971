// An engine in a worker as a host: the page compiles the module, the worker is handed it and makes its engine from it. Knows no
// worker's address and not how one is started.
import { wrap } from 'comlink';
import { compiledModule } from './loader.js';

/** @import { Answer, EngineHost } from './host.js' */
/** @import { Variant } from './instance.js' */
/** @import { Thread } from './thread.js' */
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
 * @param {Thread} thread  runs worker.js; when it fails, every call rejects with the reason. A process stays alive while it owes an answer
 * @param {Variant | 'auto'} variant
 * @returns {WorkerHost}
 */
export function workerHost({ endpoint, failed, keep }, variant) {
  const remote = /** @type {any} */ (wrap(endpoint));
  /**
   * What ends each call that waits. A race with `failed` would keep every answer for as long as the thread lives.
   * @type {Set<(reason: unknown) => void>}
   */
  const waiting = new Set();
  let hasFailed = false;
  failed.catch((reason) => {
    hasFailed = true;
    for (const end of waiting) end(reason);
  });
  /** @type {Promise<void> | null} */
  let started = null;
  const start = () => {
    if (hasFailed) return failed;
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
      new Promise((resolve, reject) => {
        waiting.add(reject);
        keep(true);
        start()
          .then(() => remote[name](...parameters))
          .finally(() => {
            waiting.delete(reject);
            keep(waiting.size > 0);
          })
          .then(resolve, reject);
      });
  start();
  return /** @type {any} */ (Object.fromEntries(methods.map((name) => [name, call(name)])));
}
