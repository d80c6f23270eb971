// Serves one contestant to the bench's browser: one page, one contestant, one workload.
import { contestants } from '../contestants.js';
import { openBench } from '../measure.js';

/** @type {any} */
let bench = null;

/** @param {string} contestant @param {string} workload */
async function open(contestant, workload) {
  bench = await openBench((await contestants[contestant]()).default, workload);
  return null;
}

/** @type {any} */ (globalThis).bench = (/** @type {string} */ call, /** @type {any[]} */ args) =>
  call === 'open' ? open(args[0], args[1]) : bench[call](...args);
