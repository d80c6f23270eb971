// One training run from its first step to its end as a plain record. The same in any thread and through any engine; nothing in a
// record but the times depends on how fast the machine is. Knows nothing of pools and pictures.
import { PlaygroundError } from './playground-error.js';
import { isSolved } from './solved.js';
import { Turns, turnMs } from './turns.js';

/** @import { Confusion, Description, Diagnosis, Experiment, LayerHealth, LayerSignal, Metrics, Samples } from './types.js' */

/** News of the progress come no oftener. */
const newsMs = 100;

export { isSolved, SOLVED_ACCURACY, SOLVED_LOSS_SHARE } from './solved.js';

/** @typedef {{ epoch: number, loss: number | null, accuracy: number | null, testLoss: number | null, testAccuracy: number | null }} CurvePoint */

/** @typedef {{ epoch: number, step: number, train: Metrics, test: Metrics }} TrialProgress */

/**
 * What a trial needs of an engine: `web/engine/index.js` is one, and so is the host of a thread.
 * @typedef {{ createModel: (experiment: any, options: { data: Samples | null }) => Promise<any> }} TrialEngine
 */

/**
 * @typedef {object} TrialOptions
 * @property {number} epochs           0 measures the untrained network
 * @property {number | null} [target]  accuracy that counts as solved; measured at the end of every epoch, on the test part where there
 *   is one. For a regression the number is not used: solved is 5 % of the constant guess's loss. Left out, nothing counts as solved
 * @property {boolean} [stopAtTarget]  ends the run at the epoch that solves the task; true unless it is said
 * @property {Samples | null} [samples]  the caller's own instead of the generated ones
 * @property {boolean} [signal]        signals of every layer, before the first step and after the last
 * @property {boolean} [health]        units that are dead or saturated, before the first step and after the last
 * @property {boolean} [constant]      whether the answer is one number for every training row, at the end
 * @property {boolean} [confusion]     which classes are taken for which, at the end
 * @property {boolean} [slopes]        what each layer with learned slopes has learned, at the end
 * @property {boolean} [diagnosis]     what is to be said of the run at its end; every epoch is then watched
 * @property {boolean} [curve]         losses and accuracies of every epoch
 */

/** @typedef {TrialOptions & { stop?: AbortSignal, onProgress?: (progress: TrialProgress) => void }} TrialWishes */

/**
 * @typedef {object} TrialRecord
 * @property {Experiment} experiment  only what differs from the defaults
 * @property {number | null} solvedEpoch  the first one at whose end the target was reached
 * @property {number} epochs          that were trained; a diverged run's last one is a broken number
 * @property {number} step
 * @property {boolean} diverged
 * @property {Metrics} train          at the end
 * @property {Metrics} test
 * @property {Metrics} baseline       what the best constant answer gets
 * @property {LayerSignal[]} [signal]
 * @property {LayerSignal[]} [signalAtStart]
 * @property {LayerHealth[]} [health]
 * @property {LayerHealth[]} [healthAtStart]
 * @property {boolean} [constant]
 * @property {{ train: Confusion, test: Confusion }} [confusion]
 * @property {Float32Array[]} [slopes]  one entry a layer that has some: one slope, or one a unit
 * @property {Diagnosis} [diagnosis]
 * @property {CurvePoint[]} [curve]   the untrained network first; a diverged run's last point is where it broke off
 * @property {number} trainMs         spent in training steps alone
 * @property {number} ms              from the first step to the last measurement
 */

/**
 * Trains one experiment and measures it.
 *
 * Errors    PlaygroundError: what `createModel` refuses; aborted when `stop` is.
 * @param {TrialEngine} engine
 * @param {Experiment} experiment
 * @param {TrialWishes} wishes
 * @returns {Promise<TrialRecord>}
 */
export async function trial(engine, experiment, wishes) {
  const { epochs, target = null, stopAtTarget = true, stop, onProgress } = wishes;
  if (!(Number.isInteger(epochs) && epochs >= 0))
    throw new PlaygroundError({
      code: 'out_of_range',
      message: `expected a whole number from 0 on, got ${epochs}`,
      path: 'epochs',
    });
  const turns = new Turns(stop);
  const model = await engine.createModel(experiment, { data: wishes.samples ?? null });
  try {
    const { description } = model;
    const startMs = performance.now();
    const atStart = await read(model, wishes);
    let measured = await model.evaluate();
    const curve = [pointOf(0, measured)];
    let solvedEpoch = null;
    let state = { step: 0, diverged: false };
    let trainMs = 0;
    let nextNewsMs = startMs + newsMs;
    for (let epoch = 1; epoch <= epochs && !state.diverged; ++epoch) {
      const end = epoch * description.stepsPerEpoch;
      while (state.step < end && !state.diverged) {
        const fromMs = performance.now();
        state = await model.train(end - state.step, turnMs, wishes.diagnosis ? { health: true } : null);
        trainMs += performance.now() - fromMs;
        await turns.take();
      }
      if (state.diverged) break;
      if (target === null && !wishes.curve && !(onProgress && performance.now() > nextNewsMs)) continue;
      measured = await model.evaluate();
      if (wishes.curve) curve.push(pointOf(epoch, measured));
      if (onProgress && performance.now() > nextNewsMs) {
        onProgress({ epoch, step: state.step, ...measured });
        nextNewsMs = performance.now() + newsMs;
      }
      if (target === null || solvedEpoch !== null || !isSolved(measured, description, target)) continue;
      solvedEpoch = epoch;
      if (stopAtTarget) break;
    }
    measured = await model.evaluate();
    // Where a run has broken off its curve ends with what is left of it.
    if (state.diverged) curve.push(pointOf(state.step / description.stepsPerEpoch, measured));
    const atEnd = await read(model, wishes);
    const diagnosis = wishes.diagnosis ? await model.diagnose() : undefined;
    const constant = wishes.constant ? await isConstant(model) : undefined;
    return {
      experiment: description.minimal,
      solvedEpoch,
      epochs: state.step / description.stepsPerEpoch,
      step: state.step,
      diverged: state.diverged,
      ...measured,
      baseline: description.baseline,
      ...(wishes.signal && { signalAtStart: atStart.signal, signal: atEnd.signal }),
      ...(wishes.health && { healthAtStart: atStart.health, health: atEnd.health }),
      ...(wishes.constant && { constant }),
      ...(wishes.confusion && { confusion: await model.confusion() }),
      ...(wishes.slopes && { slopes: slopesOf(description, await model.weights()) }),
      ...(wishes.diagnosis && { diagnosis }),
      ...(wishes.curve && { curve }),
      trainMs,
      ms: performance.now() - startMs,
    };
  } finally {
    await model.dispose();
  }
}

/** @param {any} model @param {TrialOptions} wishes */
async function read(model, { signal = false, health = false }) {
  return signal || health ? model.snapshot({ signal, health }) : {};
}

/** @param {number} epoch @param {{ train: Metrics, test: Metrics }} measured @returns {CurvePoint} */
function pointOf(epoch, { train, test }) {
  return { epoch, loss: train.loss, accuracy: train.accuracy, testLoss: test.loss, testAccuracy: test.accuracy };
}

/** @param {Description} description @param {Float32Array} weights */
const slopesOf = ({ layers }, weights) =>
  layers.flatMap(({ slopes }) => (slopes ? [weights.slice(slopes.offset, slopes.offset + slopes.count)] : []));

/**
 * Whether every training row gets exactly the same outputs, before probabilities are made of them.
 * @param {any} model
 */
async function isConstant(model) {
  const { train } = await model.data();
  const answers = /** @type {Float32Array} */ (await model.predict(train.points, { logits: true }));
  const { outputs } = model.description;
  return answers.every((value, index) => value === answers[index % outputs]);
}
