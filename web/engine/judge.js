// Has a run judged: puts what was measured beside the description and the tables. The rules are loaded when they are first asked for.
import { fetched } from './fetched.js';
import { nounOf } from './kinds.js';
import { tables } from './tables.js';

/** @import { Description, Diagnosis, Facts, MeasuredFacts } from './types.js' */

/**
 * @param {Description} description
 * @param {MeasuredFacts} measured
 * @returns {Promise<Diagnosis>}
 */
export async function judge(description, measured) {
  const { experiment, layers, baseline, trainRows, testRows, stepsPerEpoch } = description;
  const [{ diagnose }, catalog] = await Promise.all([fetched(import('./diagnosis.js')), tables()]);
  const noun = nounOf(description);
  const facts = { catalog, experiment, layers, baseline, trainRows, testRows, stepsPerEpoch, noun, ...measured };
  return diagnose(/** @type {Facts} */ (facts));
}
