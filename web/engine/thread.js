// Starts a thread of the engine in a page. Knows where the worker's file lies, and nothing of what it does.
import { PlaygroundError } from './playground-error.js';

/**
 * @typedef {object} Thread
 * @property {import('comlink').Endpoint} endpoint
 * @property {Promise<never>} failed  rejects with load_failed when the thread can no longer answer
 * @property {(isBusy: boolean) => void} keep  whether the process has to stay alive for it; a page has no use for that
 * @property {() => void} terminate
 */

/**
 * Errors    throws where no worker may be made: its script must come from the page's own origin.
 * @returns {Thread}
 */
export function startThread() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'relu-playground' });
  return {
    endpoint: worker,
    failed: new Promise((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(brokenThread(message)));
    }),
    keep() {},
    terminate: () => worker.terminate(),
  };
}

/** How many threads the machine runs at once. */
export const cores = () => navigator.hardwareConcurrency || 1;

/** @param {string} reason */
export function brokenThread(reason) {
  const message = `The engine's worker could not run${reason ? `: ${reason}` : ''}.`;
  return new PlaygroundError({ code: 'load_failed', message, path: '' });
}
