// What the rules of the diagnosis ask of the facts: how the loss stands, where the signal goes, which layers are off. Every figure is over
// the whole data set. Knows no sentence and no fix.
import { nameOf } from './patch.js';
import { isSolved, SOLVED_ACCURACY, SOLVED_LOSS_SHARE } from './solved.js';
import { UNIT_STATES } from './unit-states.js';

/** @import { EpochLoss, Facts, LayerDescription, LayerHealth } from './types.js' */

/** A task that was solved counts as solved until its score has fallen below this one, so that a ripple does not make it flicker. */
const UNSOLVED_ACCURACY = 0.9;
/** A regression likewise, by the share of the constant guess's loss. */
const UNSOLVED_LOSS_SHARE = 0.1;
/** A loss within this share of the constant guess's is "no better than guessing"… */
export const GUESSING_SHARE = 0.98;
/** …but nobody is called stuck before having had so many epochs or, where an epoch is long, so many steps. */
const PATIENCE_EPOCHS = 30;
const PATIENCE_STEPS = 1500;
/** A loss whose best has fallen by less than this share over the second half of a run has come to rest. */
const RESTING_SHARE = 0.02;

/** A loss that is not finite counts as endless. */
const finite = (/** @type {number | null} */ loss) => loss ?? Number.POSITIVE_INFINITY;
export const trainLoss = (/** @type {Facts} */ facts) => finite(facts.snapshot.train.loss);
export const guessLoss = (/** @type {Facts} */ facts) => finite(facts.baseline.loss);

/** What the verdict on an unseen point rests on: the test part, or the training part where nothing is kept for the test. */
export const scored = (/** @type {Facts} */ facts) => (facts.testRows > 0 ? facts.snapshot.test : facts.snapshot.train);

/** Whether the task is solved at this moment. */
const isSolvedNow = (/** @type {Facts} */ facts) =>
  facts.snapshot.step > 0 && !facts.snapshot.diverged && isSolved(facts.snapshot, facts, SOLVED_ACCURACY);

/** Whether the task was solved and has not been lost since. */
export function hasSolved(/** @type {Facts} */ facts) {
  if (isSolvedNow(facts)) return true;
  if (facts.snapshot.diverged || (facts.snapshot.solvedEpoch ?? null) === null) return false;
  const { accuracy, loss } = scored(facts);
  return accuracy === null ? finite(loss) <= UNSOLVED_LOSS_SHARE * guessLoss(facts) : accuracy >= UNSOLVED_ACCURACY;
}

/** Whether the training rows themselves are answered well, whatever the test rows are. */
function fitsTraining(/** @type {Facts} */ { snapshot: { train }, baseline }) {
  if (train.accuracy !== null) return train.accuracy >= SOLVED_ACCURACY;
  return finite(train.loss) <= SOLVED_LOSS_SHARE * finite(baseline.loss);
}

const isPatient = (/** @type {Facts} */ { snapshot: { epoch, step } }) => epoch >= PATIENCE_EPOCHS || step >= PATIENCE_STEPS;

/** Trained for long, and no better than a constant answer. */
export const isStuck = (/** @type {Facts} */ facts) =>
  isPatient(facts) && !hasSolved(facts) && trainLoss(facts) >= guessLoss(facts) * GUESSING_SHARE;

/** Better than a constant answer, far from solved, and no longer moving: known where the losses of the run were watched. */
export function isResting(/** @type {Facts} */ facts) {
  if (!isPatient(facts) || isStuck(facts) || hasSolved(facts) || fitsTraining(facts)) return false;
  const half = facts.snapshot.epoch / 2;
  const best = (/** @type {EpochLoss[]} */ losses) => Math.min(...losses.map(({ loss }) => finite(loss)));
  const early = facts.losses.filter(({ epoch }) => epoch <= half);
  const late = facts.losses.filter(({ epoch }) => epoch > half);
  return early.length > 1 && late.length > 1 && best(late) > best(early) * (1 - RESTING_SHARE);
}

/** Trained for long, and it does not learn, or no longer. */
export const isFailing = (/** @type {Facts} */ facts) => isStuck(facts) || isResting(facts);

// Layers ------------------------------------------------------------------------------------------------------------------------------

/** A layer of the experiment with what was measured of it. `isOnPath`: every signal must pass it. */
/** @typedef {{ layer: LayerDescription, number: number, stage: number, isOnPath: boolean, isCurved: boolean, health: LayerHealth | undefined, signal: import('./types.js').LayerSignal | undefined }} Stage */

/** @returns {Stage[]} the hidden ones, those within blocks too */
export function hiddenStages(/** @type {Facts} */ { layers, snapshot }) {
  return layers.flatMap((layer, stage) => {
    const top = /^network\.layers\[(\d+)\]/.exec(layer.path);
    if (layer.output || !top) return [];
    return [
      {
        layer,
        number: Number(top[1]) + 1,
        stage,
        isOnPath: layer.path === top[0],
        isCurved: nameOf(layer.activation) !== 'linear',
        health: snapshot.health?.[stage],
        signal: snapshot.signal?.[stage],
      },
    ];
  });
}

/** The hidden layers that every signal must pass, blocks as one. */
export const pathStages = (/** @type {Facts} */ facts) => hiddenStages(facts).filter(({ isOnPath }) => isOnPath);

/** Hidden layers with an activation that bends. */
export const curvedStages = (/** @type {Facts} */ facts) => hiddenStages(facts).filter(({ isCurved }) => isCurved);

/** How many of a layer's units are in a state. */
const countIn = (/** @type {LayerHealth | undefined} */ health, /** @type {typeof UNIT_STATES[number]} */ state) =>
  health?.states.reduce((count, value) => count + Number(value === UNIT_STATES.indexOf(state)), 0) ?? 0;

/** Dead units of a layer, and how many of them were so before the first step. */
export function deadIn(/** @type {LayerHealth | undefined} */ health) {
  const dead = UNIT_STATES.indexOf('dead');
  let born = 0;
  health?.states.forEach((state, unit) => {
    born += Number(state === dead && health.bornDead[unit] === 1 && Number.isNaN(health.diedAt[unit]));
  });
  return { all: countIn(health, 'dead'), born, units: health?.states.length ?? 0 };
}

/** The layer of which the largest share is in a state, or undefined. @param {Stage[]} stages @param {(stage: Stage) => number} share */
export const worst = (stages, share) =>
  stages.reduce(
    (/** @type {Stage | undefined} */ most, stage) => (most && share(most) >= share(stage) ? most : stage),
    undefined,
  );

// Signal ------------------------------------------------------------------------------------------------------------------------------

/** RMS of the error signal in the first layer over that at the output; 1 where nothing was measured or there is none. */
export function backwardRatio(/** @type {Facts} */ facts, signal = facts.snapshot.signal) {
  const first = pathStages(facts)[0];
  const atFirst = first && signal?.[first.stage]?.deltaRms;
  const atOutput = signal?.at(-1)?.deltaRms;
  return atFirst !== undefined && atOutput ? atFirst / atOutput : 1;
}

/** RMS of the last hidden layer's outputs over the first one's. */
export function forwardRatio(/** @type {Facts} */ facts, signal = facts.snapshot.signal) {
  const path = pathStages(facts);
  const atFirst = signal?.[path[0]?.stage ?? 0]?.forwardRms;
  const atLast = signal?.[path.at(-1)?.stage ?? 0]?.forwardRms;
  return path.length > 1 && atFirst && atLast !== undefined ? atLast / atFirst : 1;
}

/** RMS of the error signal at the first step of a sequence over that at the last; 1 where there are no steps. */
export function throughTimeRatio(/** @type {Facts} */ { snapshot: { stepSignal = [] } }) {
  const ratios = stepSignal.flatMap((stage) => {
    const last = stage?.deltaRms.at(-1);
    return stage && last ? [Number(stage.deltaRms[0]) / last] : [];
  });
  return ratios.length > 0 ? Math.min(...ratios) : 1;
}

/** How far the weights have come: the last step's share of them, at most, times the steps taken. */
export const travel = (/** @type {Facts} */ { snapshot: { signal = [], step } }) =>
  step * Math.max(0, ...signal.map(({ updateRatio }) => updateRatio));

/** The largest share of a layer's weights that the last step changed. */
export const largestUpdate = (/** @type {Facts} */ { snapshot: { signal = [] } }) =>
  Math.max(0, ...signal.map(({ updateRatio }) => updateRatio));
