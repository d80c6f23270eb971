// How one run of a lesson goes, as a table: ordinary training on the pool, and runs that no training loop has. Gives plain records that
// measures.js reads. Knows the engine's API.

import { ActiveLearner } from '../engine/active-learning.js';
import { overSeeds } from './measures.js';

/** @import { Experiment, Run } from './types.js' */
/** @import { Pool } from '../engine/pool.js' */
/** @import { TrialRecord } from '../engine/trial.js' */
/** @import { Part, Samples } from '../engine/types.js' */

/** @typedef {typeof import('../engine/index.js')} Engine */
/** @typedef {{ engine: Engine, pool: Pool }} Means */
/** @typedef {Pick<TrialRecord, 'solvedEpoch' | 'diverged' | 'train' | 'test'> & Partial<TrialRecord> & { labels?: number | null, smallest?: { fgsm: number | null, pgd: number | null, randomFlips: number } }} RunRecord */
/** @typedef {(means: Means, experiment: Experiment, run: Run, needs: string[]) => Promise<RunRecord>} Procedure */

/** @type {Procedure} */
const train = ({ pool }, experiment, { epochs, target }, needs) =>
  pool.run(experiment, { epochs, target, ...Object.fromEntries(needs.map((need) => [need, true])) });

/** Of the second class only one point in so many is kept. */
const RARITY = 20;

/** @param {Part} part @returns {{ values: number[], labels: number[] }} */
function thinned({ points, labels }) {
  const columns = points.length / labels.length;
  let seen = 0;
  const rows = [...labels.keys()].filter((row) => labels[row] !== 1 || seen++ % RARITY === 0);
  return {
    values: rows.flatMap((row) => [...points.subarray(row * columns, (row + 1) * columns)]),
    labels: rows.map((row) => /** @type {number} */ (labels[row])),
  };
}

/** Training on data of which one class is rare. @type {Procedure} */
async function trainOnRare({ engine, pool }, experiment, { epochs }, needs) {
  const model = await engine.createModel(experiment);
  const { train: trainPart, test: testPart } = await model.data();
  await model.dispose();
  const [train, test] = [thinned(trainPart), thinned(testPart)];
  /** @type {Samples} */
  const samples = {
    values: [...train.values, ...test.values],
    labels: [...train.labels, ...test.labels],
    columns: trainPart.points.length / trainPart.labels.length,
    problem: 'binary',
    trainRows: train.labels.length,
  };
  return pool.run(experiment, { epochs, samples, ...Object.fromEntries(needs.map((need) => [need, true])) });
}

/** Steps of each training, and labels after which the network gives up. */
const LABELS = { steps: 200, most: 120 };

/**
 * Training on few labels, more of which are asked for until the target is reached.
 * @param {import('../engine/active-learning.js').Asking} asking
 * @returns {Procedure}
 */
const askForLabels =
  (asking) =>
  async ({ engine }, experiment, { target = 1 }) => {
    const model = await engine.createModel(experiment);
    const { task, classes } = model.description;
    const data = await model.data();
    await model.dispose();
    const columns = data.train.points.length / data.train.labels.length;
    const learner = new ActiveLearner(engine, experiment, data, { columns, task, classes }, { asking, steps: LABELS.steps });
    try {
      await learner.start();
      const isSolved = () => (learner.history.at(-1)?.accuracy ?? 0) >= target;
      while (!isSolved() && learner.rows.length < LABELS.most) await learner.answer();
      return { ...(await learner.model.step(0)), solvedEpoch: null, labels: isSolved() ? learner.rows.length : null };
    } finally {
      await learner.dispose();
    }
  };

/** Test samples that are attacked. */
const ATTACKED = 30;

/** The middle of those numbers that are there. @param {Iterable<number>} values */
const middle = (values) => overSeeds([...values].filter(Number.isFinite), 'median');

/** The class of each row of answers. @param {Float32Array} answers @param {number} outputs */
function classesOf(answers, outputs) {
  return Array.from({ length: answers.length / outputs }, (_, row) => {
    const own = answers.subarray(row * outputs, (row + 1) * outputs);
    return outputs === 1 ? Number(/** @type {number} */ (own[0]) > 0.5) : own.indexOf(Math.max(...own));
  });
}

/** Signs without a pattern, the same for the same seed: the top bit of a linear congruential generator. @param {number} seed */
function signs(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >= 2 ** 31 ? 1 : -1;
  };
}

/** Training, then the smallest attack on each of some test samples, and changes of that size in a random direction. @type {Procedure} */
async function attack({ engine }, experiment, { epochs }) {
  const model = await engine.createModel(experiment);
  try {
    const progress = await model.step(epochs * model.description.stepsPerEpoch);
    const { points, labels } = (await model.data()).test;
    const columns = points.length / labels.length;
    const samples = points.slice(0, ATTACKED * columns);
    const fgsm = (await model.smallestSteps({ samples, kind: 'fgsm', norm: 'linf' })).epsilons;
    const pgd = (await model.smallestSteps({ samples, kind: 'pgd', norm: 'linf' })).epsilons;
    const sign = signs(experiment.seed);
    const shaken = samples.map((value, place) => value + sign() * (pgd[Math.floor(place / columns)] || 0));
    const { outputs } = model.description;
    const before = classesOf(await model.predict(samples), outputs);
    const after = classesOf(await model.predict(shaken), outputs);
    const flipped = before.filter((label, row) => label !== after[row]).length;
    return {
      ...progress,
      solvedEpoch: null,
      smallest: { fgsm: middle(fgsm), pgd: middle(pgd), randomFlips: flipped / before.length },
    };
  } finally {
    await model.dispose();
  }
}

/** @type {Record<string, Procedure>} */
export const PROCEDURES = {
  train,
  train_on_rare: trainOnRare,
  ask_least_sure: askForLabels('least_sure'),
  ask_random: askForLabels('random'),
  attack,
};
