// How one run of a lesson goes, as a table: ordinary training on the pool, and runs that no training loop has. Gives plain records that
// measures.js reads. Knows the engine's API.

/** @import { Experiment, Run } from './types.js' */
/** @import { Pool } from '../engine/pool.js' */
/** @import { TrialRecord } from '../engine/trial.js' */
/** @import { Part, Samples } from '../engine/types.js' */

/** @typedef {typeof import('../engine/index.js')} Engine */
/** @typedef {{ engine: Engine, pool: Pool }} Means */
/** @typedef {Pick<TrialRecord, 'solvedEpoch' | 'diverged' | 'train' | 'test'> & Partial<TrialRecord> & { labels?: number | null }} RunRecord */
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

/** Labels at the start, labels asked for at once, steps between two questions. */
const LABELS = { first: 6, more: 2, steps: 60 };

/**
 * Training on few labels, more of which are asked for until the target is reached: those that the network is least sure of, or the next in
 * the shuffled row of points. An experiment's batch bounds the labels.
 * @param {'least_sure' | 'next'} query
 * @returns {Procedure}
 */
const askForLabels =
  (query) =>
  async ({ engine }, experiment, { target = 1 }) => {
    const model = await engine.createModel(experiment);
    try {
      const { points, labels } = (await model.data()).train;
      const most = model.description.experiment.training.batch_size;
      const known = [...labels.keys()].slice(0, LABELS.first);
      let measured = await model.evaluate();
      let solvedWith = null;
      while (solvedWith === null && known.length <= most) {
        for (let step = 0; step < LABELS.steps; ++step) await model.trainOn(known);
        measured = await model.evaluate();
        if ((measured.test.accuracy ?? 0) >= target) solvedWith = known.length;
        const answers = query === 'least_sure' ? await model.predict(points) : null;
        const doubt = (/** @type {number} */ row) => (answers ? Math.abs(/** @type {number} */ (answers[row]) - 0.5) : 0);
        const unknown = [...labels.keys()].filter((row) => !known.includes(row));
        known.push(...unknown.sort((a, b) => doubt(a) - doubt(b)).slice(0, LABELS.more));
      }
      return { solvedEpoch: null, diverged: false, ...measured, labels: solvedWith };
    } finally {
      await model.dispose();
    }
  };

/** @type {Record<string, Procedure>} */
export const PROCEDURES = {
  train,
  train_on_rare: trainOnRare,
  ask_least_sure: askForLabels('least_sure'),
  ask_next: askForLabels('next'),
};
