// Runs the grid: finds the state of each experiment by its outcome, asks the engine what it has to say, and tries the first fix. Knows no
// rule's threshold.
import { validate } from '../../web/engine/index.js';
import { withPatch } from '../../web/engine/patch.js';
import { ACCEPTS } from './cases.js';

/** @typedef {import('./cases.js').Case} Case */
/** @typedef {import('../../web/engine/trial.js').TrialRecord} TrialRecord */
/** @typedef {import('../../web/engine/pool.js').Pool} Pool */

const solvedAccuracy = 0.95;
/** A run that has come so far does not count as failing, though it is not solved. */
const failedAccuracy = 0.9;
const failedLossShare = 0.2;
/** Epochs at which a run that trains is asked on its way, too. */
const looks = [12, 35, 60];
/** Epochs that a fix gets. */
const fixEpochs = 200;

/**
 * @typedef {object} Result
 * @property {Case} case
 * @property {string} state      'trains', a cause, or 'unclear'
 * @property {string} finding    name of the chief finding
 * @property {string} sentence
 * @property {string[]} alarms   of a run that trains: failing findings on its way or at its end
 * @property {boolean} isRight
 * @property {{ name: string, isBetter: boolean, isSolved: boolean } | null} fix  the first one, tried from the same start
 */

/** @param {TrialRecord} record */
function isFailing({ solvedEpoch, diverged, test, baseline }) {
  if (solvedEpoch !== null) return false;
  if (diverged) return true;
  if (test.accuracy !== null) return test.accuracy < failedAccuracy;
  return !((test.loss ?? Number.POSITIVE_INFINITY) < failedLossShare * (baseline.loss ?? 0));
}

/** What is known of the experiment without any diagnosis. @param {Pool} pool @param {Case} tried @param {TrialRecord} record */
async function stateOf(pool, { cause, experiment, control, controlEpochs = 0 }, record) {
  if (record.solvedEpoch !== null) return 'trains';
  if (cause === null || !isFailing(record)) return 'unclear';
  const isConstant =
    ['dead', 'vanishing'].includes(cause) && (await pool.run(experiment, { epochs: 0, constant: true })).constant === true;
  if (cause === 'dead' && !isConstant) return 'unclear';
  const right = await pool.run(control, { epochs: controlEpochs, target: solvedAccuracy });
  if (right.solvedEpoch === null) return 'unclear';
  return cause === 'vanishing' && isConstant ? 'vanished' : cause;
}

/** Whether one run ended better than another: solved, or with a smaller loss and no fewer right answers but for a few points. */
function isBetter(/** @type {TrialRecord} */ after, /** @type {TrialRecord} */ before) {
  if (after.diverged) return false;
  if (before.diverged || after.solvedEpoch !== null) return true;
  const points = 0.03;
  return (after.test.loss ?? 0) < (before.test.loss ?? 0) && (after.test.accuracy ?? 0) >= (before.test.accuracy ?? 0) - points;
}

/** @param {Pool} pool @param {Case} tried @param {boolean} withFixes @returns {Promise<Result>} */
async function judged(pool, tried, withFixes) {
  const record = await pool.run(tried.experiment, {
    epochs: tried.epochs,
    target: solvedAccuracy,
    stopAtTarget: false,
    diagnosis: true,
  });
  const state = await stateOf(pool, tried, record);
  const { name, sentence, tone, fixes } = /** @type {NonNullable<TrialRecord['diagnosis']>} */ (record.diagnosis);
  const result = {
    case: tried,
    state,
    finding: name,
    sentence,
    alarms: /** @type {string[]} */ ([]),
    isRight: true,
    fix: null,
  };
  if (state === 'trains') {
    if (tone === 'bad') result.alarms.push(`at the end: ${sentence}`);
    for (const epochs of looks.filter((look) => look < tried.epochs)) {
      const { diagnosis } = await pool.run(tried.experiment, { epochs, diagnosis: true });
      if (diagnosis?.tone === 'bad') result.alarms.push(`at epoch ${epochs}: ${diagnosis.sentence}`);
    }
    return { ...result, isRight: result.alarms.length === 0 };
  }
  if (state === 'unclear') return result;
  const isRight = /** @type {Record<string, string[]>} */ (ACCEPTS)[state].includes(name);
  if (!withFixes) return { ...result, isRight };
  const [first] = fixes;
  if (!first) return { ...result, isRight, fix: { name: 'none', isBetter: false, isSolved: false } };
  const { minimal, experiment } = await validate(tried.experiment);
  const after = await pool.run(withPatch(minimal, experiment, first.patch), { epochs: fixEpochs, target: solvedAccuracy });
  const fix = { name: first.name, isBetter: isBetter(after, record), isSolved: after.solvedEpoch !== null };
  return { ...result, isRight, fix };
}

/**
 * @param {Pool} pool
 * @param {Case[]} cases
 * @param {{ withFixes?: boolean }} [options]
 * @returns {Promise<Result[]>}
 */
export const judgeGrid = (pool, cases, { withFixes = true } = {}) =>
  Promise.all(cases.map((tried) => judged(pool, tried, withFixes)));

/** Counts by state and finding. @param {Result[]} results @returns {Map<string, Map<string, number>>} */
export function confusion(results) {
  const table = new Map();
  for (const { state, finding } of results) {
    const row = table.get(state) ?? new Map();
    table.set(state, row.set(finding, (row.get(finding) ?? 0) + 1));
  }
  return table;
}

/** Tried fixes by finding. @param {Result[]} results */
export function fixShares(results) {
  /** @type {Map<string, { tried: number, better: number, solved: number, names: Map<string, number> }>} */
  const shares = new Map();
  for (const { finding, fix } of results) {
    if (!fix) continue;
    const row = shares.get(finding) ?? { tried: 0, better: 0, solved: 0, names: new Map() };
    shares.set(finding, row);
    row.tried += 1;
    row.better += Number(fix.isBetter);
    row.solved += Number(fix.isSolved);
    row.names.set(fix.name, (row.names.get(fix.name) ?? 0) + 1);
  }
  return shares;
}
