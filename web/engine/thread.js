// Starts a thread of the engine in a page. Knows where the worker's file lies, and nothing of what it does.
//
// A page that asks for Trusted Types starts no worker from a plain address, so the address comes from a policy, which knows no other. Bundlers
// find a worker by the words `new Worker(new URL('…', import.meta.url))`, and webpack only where `Worker` is the page's own; it has a policy
// itself (`output.trustedTypes`). Hence both ways.
import { PlaygroundError } from './playground-error.js';

/**
 * @typedef {object} Thread
 * @property {import('comlink').Endpoint} endpoint
 * @property {Promise<never>} failed  rejects with load_failed when the thread can no longer answer
 * @property {(isBusy: boolean) => void} keep  whether the process has to stay alive for it; a page has no use for that
 * @property {() => void} terminate
 */

/** The name that a page's `trusted-types` has to allow. */
const policyName = 'relu-playground';

/** @type {{ createScriptURL: (url: string) => any } | null | undefined} */
let policy;

/** @param {string} address  the only one that may become a worker */
function trusted(address) {
  if (policy === undefined) {
    try {
      policy = /** @type {any} */ (globalThis).trustedTypes.createPolicy(policyName, {
        createScriptURL: (/** @type {string} */ url) => {
          if (url === address) return url;
          throw new TypeError(`${url} is not the engine's worker.`);
        },
      });
    } catch {
      policy = null; // not allowed here: where the address needs a policy, no worker can be made
    }
  }
  return policy?.createScriptURL(address) ?? address;
}

function trustedWorker() {
  const { Worker: PageWorker } = globalThis;
  class Worker extends PageWorker {
    constructor(/** @type {URL} */ { href }, /** @type {WorkerOptions} */ wishes) {
      super(trusted(href), wishes);
    }
  }
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'relu-playground' });
}

function newWorker() {
  const isOwn = 'trustedTypes' in globalThis && !(/** @type {any} */ (import.meta).webpack);
  return isOwn
    ? trustedWorker()
    : new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'relu-playground' });
}

/**
 * Errors    throws where no worker may be made: its script must come from the page's own origin.
 * @returns {Thread}
 */
export function startThread() {
  const worker = newWorker();
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
