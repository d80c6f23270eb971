// Trains, looks what is wrong, mends it and trains again from the same start, until the task is solved or nothing is left to try. Every
// step is told: what was seen, what was done about it, and what came of it. Knows no rule and no fix of its own.
import { whole } from './checks.js';
import { applied } from './fixes.js';
import { PlaygroundError } from './playground-error.js';
import { SOLVED_ACCURACY, trial } from './trial.js';

/** @import { Experiment, Finding, Fix, Metrics, Samples } from './types.js' */
/** @import { TrialEngine, TrialOptions, TrialRecord } from './trial.js' */

/** So many runs are enough for every start that the fixes can mend. */
const mostRuns = 12;
/** More at the caller's own wish are a slip. */
const mostOwnRuns = 1000;
/** A run that learns and has not solved the task yet gets so many times its epochs. */
const patience = 4;

/** Nothing is wrong: the same network trains on. @type {Fix} */
const trainOn = { name: 'train_on', title: 'Train longer', patch: [] };

/**
 * One run of the autopilot.
 * @typedef {object} AutopilotStep
 * @property {Experiment} experiment   only what differs from the defaults
 * @property {Fix | null} did          what was changed before this run; null for the first
 * @property {Finding | null} why      the finding that the change answers
 * @property {Finding} saw             the chief finding on this run
 * @property {string[]} others         names of what else was wrong
 * @property {{ train: Metrics, test: Metrics, solvedEpoch: number | null, diverged: boolean, epochs: number }} result
 * @property {boolean} kept            whether the change was kept; one that made things worse is taken back
 */

/** @typedef {{ experiment: Experiment, minimal: Experiment }} Forms */
/** @typedef {{ forms: Forms, did: Fix | null, why: Finding | null }} Plan */

/**
 * @typedef {object} AutopilotWishes
 * @property {number} [epochs]         of each run at most; four times as many where the network still learns at their end
 * @property {number} [runs]           at most
 * @property {Samples | null} [samples]  the caller's own
 * @property {(step: AutopilotStep, log: AutopilotStep[]) => void} [onStep]
 * @property {AbortSignal} [stop]
 * @property {(experiment: Experiment, options: TrialOptions & { stop?: AbortSignal }) => Promise<TrialRecord>} [run]
 *   carries out a trial elsewhere: a pool's `run`
 */

/**
 * Trap      A run that learns is not mended but trained on, once.
 * Errors    PlaygroundError: what the engine refuses of the experiment itself; out_of_range; aborted when `stop` is.
 * @param {TrialEngine & { validate: (experiment: Experiment) => Promise<Forms> }} engine
 * @param {Experiment} experiment
 * @param {AutopilotWishes} [wishes]
 * @returns {Promise<{ solved: boolean, experiment: Experiment, log: AutopilotStep[] }>}  the best experiment found
 */
export async function autopilot(engine, experiment, wishes = {}) {
  const { epochs = 200, runs = mostRuns, samples = null, onStep, stop } = wishes;
  whole(runs, 'runs', 1, mostOwnRuns);
  const run = wishes.run ?? ((/** @type {Experiment} */ wanted, /** @type {any} */ options) => trial(engine, wanted, options));
  const options = { target: SOLVED_ACCURACY, diagnosis: true, samples, stop };
  /** @type {AutopilotStep[]} */
  const log = [];
  const tried = new Set();
  /** @type {{ forms: Forms, record: TrialRecord } | null} */
  let best = null;
  /** @type {Plan | null} */
  let next = { forms: await engine.validate(experiment), did: null, why: null };
  let isLong = false;
  while (next && log.length < runs) {
    const { forms, did, why } = /** @type {Plan} */ (next);
    tried.add(JSON.stringify(forms.minimal));
    isLong ||= did === trainOn;
    const record = await run(forms.minimal, { ...options, epochs: isLong ? patience * epochs : epochs });
    const kept = best === null || isBetter(record, best.record);
    if (kept) best = { forms, record };
    const { others, ...saw } = /** @type {NonNullable<TrialRecord['diagnosis']>} */ (record.diagnosis);
    const { train, test, solvedEpoch, diverged } = record;
    const names = others.map(({ name }) => name);
    log.push({
      experiment: forms.minimal,
      did,
      why,
      saw,
      others: names,
      result: { train, test, solvedEpoch, diverged, epochs: record.epochs },
      kept,
    });
    onStep?.(/** @type {AutopilotStep} */ (log.at(-1)), log);
    if (solvedEpoch !== null) break;
    const { forms: bestForms, record: bestRecord } = /** @type {NonNullable<typeof best>} */ (best);
    if (!isLong && bestRecord.diagnosis?.tone === 'calm') next = { forms: bestForms, did: trainOn, why: bestRecord.diagnosis };
    else next = await nextOf(engine, { forms: bestForms, record: bestRecord }, tried);
  }
  const found = /** @type {NonNullable<typeof best>} */ (best);
  return { solved: found.record.solvedEpoch !== null, experiment: found.forms.minimal, log };
}

/**
 * The first fix of the best run that leads to an experiment which has not been tried: the chief finding's, then the others'.
 * @param {{ validate: (experiment: Experiment) => Promise<Forms> }} engine
 * @param {{ forms: Forms, record: TrialRecord }} best
 * @param {Set<string>} tried
 * @returns {Promise<Plan | null>}
 */
async function nextOf(engine, { forms, record }, tried) {
  const { others, ...chief } = /** @type {NonNullable<TrialRecord['diagnosis']>} */ (record.diagnosis);
  for (const why of [chief, ...others]) {
    for (const did of why.fixes) {
      const changed = await engine.validate(applied(forms.minimal, forms.experiment, did)).catch(refused);
      if (changed && !tried.has(JSON.stringify(changed.minimal))) return { forms: changed, did, why };
    }
  }
  return null;
}

/** A fix that the core refuses (too large a network) is no fix; anything else is a fault. @param {unknown} error */
function refused(error) {
  if (error instanceof PlaygroundError) return null;
  throw error;
}

/** By what it scores on unseen points, then by the loss. @param {TrialRecord} a @param {TrialRecord} b */
function isBetter(a, b) {
  if (a.solvedEpoch !== null || b.solvedEpoch !== null) return a.solvedEpoch !== null;
  if (a.diverged !== b.diverged) return b.diverged;
  const loss = (/** @type {TrialRecord} */ { test, train }) => test.loss ?? train.loss ?? Number.POSITIVE_INFINITY;
  return loss(a) < loss(b);
}
