// What lessons measure, as a table: the number of one run, how the runs of all seeds become one number, and how it is written. Knows the
// record of a run, nothing of lessons.

/** @import { RunRecord } from './procedures.js' */

/**
 * @typedef {object} Measure
 * @property {string} name
 * @property {string} title
 * @property {'median' | 'mean' | 'least'} over   of all seeds; the least of times, since whatever disturbs them makes them longer
 * @property {'seeds' | 'percent' | 'count' | 'number' | 'factor' | 'microseconds'} format  seeds: '9 of 10'; factor: any power of ten
 * @property {('signal' | 'health' | 'slopes' | 'constant' | 'confusion')[]} [needs]  of the record, beyond losses and accuracies
 * @property {boolean} [mayBeNever]  null says that it did not happen in the time of the run, and counts as beyond every number; elsewhere null is no
 *   number at all
 * @property {(record: RunRecord) => number | null} of
 */

/** The last hidden layer: the one before the output. @template T @param {T[]} layers @returns {T} */
const lastHidden = (layers) => /** @type {T} */ (layers[layers.length - 2]);

const share = (/** @type {boolean} */ holds) => Number(holds);

/** A slope that a layer has learned. @param {number} index */
const slope =
  (index) =>
  /** @param {RunRecord} record */
  ({ slopes = [] }) =>
    slopes[index]?.[0] ?? null;

/** @type {Measure[]} */
export const MEASURES = [
  { name: 'solved', title: 'solved', over: 'mean', format: 'seeds', of: ({ solvedEpoch }) => share(solvedEpoch !== null) },
  {
    name: 'epochs',
    title: 'epochs until solved',
    over: 'median',
    format: 'count',
    mayBeNever: true,
    of: ({ solvedEpoch }) => solvedEpoch,
  },
  { name: 'accuracy', title: 'test accuracy', over: 'median', format: 'percent', of: ({ test }) => test.accuracy },
  { name: 'train_accuracy', title: 'training accuracy', over: 'median', format: 'percent', of: ({ train }) => train.accuracy },
  { name: 'test_loss', title: 'test loss', over: 'median', format: 'number', of: ({ test }) => test.loss },
  { name: 'train_loss', title: 'training loss', over: 'median', format: 'number', of: ({ train }) => train.loss },
  { name: 'diverged', title: 'diverged', over: 'mean', format: 'seeds', of: ({ diverged }) => share(diverged) },
  {
    name: 'signal_out',
    title: 'signal that leaves the last hidden layer, before training',
    over: 'median',
    format: 'factor',
    needs: ['signal'],
    of: ({ signalAtStart = [] }) => lastHidden(signalAtStart)?.forwardRms ?? null,
  },
  {
    name: 'signal_back',
    title: 'error signal at the first layer ÷ at the last hidden one, before training',
    over: 'median',
    format: 'factor',
    needs: ['signal'],
    of: ({ signalAtStart = [] }) => signalAtStart[0].deltaRms / lastHidden(signalAtStart).deltaRms,
  },
  {
    name: 'constant',
    title: 'same answer everywhere, before training',
    over: 'mean',
    format: 'percent',
    needs: ['constant'],
    of: ({ constant }) => share(constant === true),
  },
  {
    name: 'dead_share',
    title: 'dead units',
    over: 'median',
    format: 'percent',
    needs: ['health'],
    of: ({ health = [] }) => mean(hiddenFires(health).map((fires) => share(fires === 0))),
  },
  {
    name: 'firing_share',
    title: 'share of outputs that are not zero',
    over: 'median',
    format: 'percent',
    needs: ['health'],
    of: ({ health = [] }) => mean(hiddenFires(health)),
  },
  { name: 'first_slope', title: 'slope learned in layer 1', over: 'median', format: 'number', needs: ['slopes'], of: slope(0) },
  {
    name: 'second_slope',
    title: 'slope learned in layer 2',
    over: 'median',
    format: 'number',
    needs: ['slopes'],
    of: slope(1),
  },
  { name: 'third_slope', title: 'slope learned in layer 3', over: 'median', format: 'number', needs: ['slopes'], of: slope(2) },
  {
    name: 'rare_recall',
    title: 'found of the rare class',
    over: 'median',
    format: 'percent',
    needs: ['confusion'],
    of: ({ confusion }) => confusion?.test.recall[1] ?? null,
  },
  {
    name: 'step_time',
    title: 'time of a training step',
    over: 'least',
    format: 'microseconds',
    of: ({ trainMs = Number.NaN, step = 0 }) => (1000 * trainMs) / step,
  },
  {
    name: 'fgsm_step',
    title: 'smallest change that turns the answer: one step',
    over: 'median',
    format: 'percent',
    of: ({ smallest }) => smallest?.fgsm ?? null,
  },
  {
    name: 'pgd_step',
    title: 'several steps',
    over: 'median',
    format: 'percent',
    of: ({ smallest }) => smallest?.pgd ?? null,
  },
  {
    name: 'random_flips',
    title: 'turned by a random change of that size',
    over: 'median',
    format: 'percent',
    of: ({ smallest }) => smallest?.randomFlips ?? null,
  },
  {
    name: 'labels',
    title: 'labels until solved',
    over: 'median',
    format: 'count',
    mayBeNever: true,
    of: ({ labels = null }) => labels,
  },
];

const byName = new Map(MEASURES.map((row) => [row.name, row]));

/** @param {string} name @returns {Measure} */
export function measure(name) {
  const found = byName.get(name);
  if (!found) throw new RangeError(`expected one of ${[...byName.keys()].join(', ')} as a measure, got ${name}`);
  return found;
}

/** Of every hidden unit, the share of training rows at which it is not zero. @param {{ fires: Float32Array }[]} health */
const hiddenFires = (health) => health.slice(0, -1).flatMap(({ fires }) => [...fires]);

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * One number of all seeds. Null counts as beyond every number, so a median is null when half of the runs have none.
 *
 * @param {(number | null)[]} values @param {'median' | 'mean' | 'least'} over
 * @returns {number | null}
 */
export function overSeeds(values, over) {
  const numbers = values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  if (over === 'least') return Number.isFinite(numbers[0]) ? /** @type {number} */ (numbers[0]) : null;
  const low = /** @type {number} */ (numbers[(numbers.length - 1) >> 1]);
  const high = /** @type {number} */ (numbers[numbers.length >> 1]);
  const one = over === 'median' ? (low + high) / 2 : mean(numbers);
  return Number.isFinite(one) ? one : null;
}
