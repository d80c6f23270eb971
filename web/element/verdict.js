// What is to be said about the run as it stands: a table of condition, sentence and fixes, read from top to bottom. Every number in a
// sentence is measured and handed in. Knows nothing of the screen; fixes are patches to the experiment.

import { nameOf, parametersOf } from './experiment-edit.js';
import { capital, countText, countWord, exactText, fractionText, numberText, percentText, plural } from './number-text.js';

/** @typedef {import('./types.js').Facts} Facts */
/** @typedef {import('./types.js').Fix} Fix */

/** A classifier has solved its task when this share of the test points is right… */
export const SOLVED_ACCURACY = 0.95;
/** …and keeps the verdict until it falls below this one, so that a ripple does not make it flicker. */
const UNSOLVED_ACCURACY = 0.9;
/** A regression has solved its task when this share of the constant guess's loss is left. */
const SOLVED_LOSS_SHARE = 0.05;
const UNSOLVED_LOSS_SHARE = 0.1;
/** A loss within this share of the constant guess's is "no better than guessing"… */
const GUESSING_SHARE = 0.98;
/** …but nobody is called stuck before having had this many epochs. */
const PATIENCE_EPOCHS = 30;
/** The learning signal has faded when less than this share of it reaches the first layer. */
const FADED_RATIO = 0.01;
/** A learning rate so many times the default is not walked back from in steps of ten. */
const FAR_OFF = 1e4;

/** The rows. The first whose condition holds is the verdict; `tone` chooses its colour. */
export const VERDICTS = [
  {
    name: 'diverged',
    tone: 'bad',
    when: (/** @type {Facts} */ facts) => facts.snapshot.diverged,
    say: (/** @type {Facts} */ facts) =>
      `Diverged at epoch ${epochText(facts)}: the loss is no longer a number. The last finite weights are kept.`,
    fixes: (/** @type {Facts} */ facts) => smallerRate(facts),
  },
  {
    name: 'solved',
    tone: 'good',
    when: (/** @type {Facts} */ facts) => facts.solvedEpoch !== null && !isBelow(facts, UNSOLVED_ACCURACY, UNSOLVED_LOSS_SHARE),
    say: (/** @type {Facts} */ facts) =>
      facts.snapshot.test.accuracy === null
        ? `Solved by epoch ${countText(Math.ceil(facts.solvedEpoch ?? 0))}: the test loss is ${numberText(measured(facts).loss)}, a constant guess would have ${numberText(facts.baseline.loss)}.`
        : `Solved by epoch ${countText(Math.ceil(facts.solvedEpoch ?? 0))}: ${percentText(measured(facts).accuracy)} of the ${countText(measuredRows(facts))} ${facts.testRows > 0 ? 'test points, which it never trained on,' : 'training points'} are right.`,
    fixes: () => [],
  },
  {
    name: 'faded',
    tone: 'bad',
    when: (/** @type {Facts} */ facts) => isStuck(facts) && facts.layers.length > 1 && signalRatio(facts) < FADED_RATIO,
    say: (/** @type {Facts} */ facts) =>
      `${capital(networkText(facts))}: after ${epochsText(facts)} ${guessText(facts)} ${signalText(facts)}`,
    fixes: (/** @type {Facts} */ facts) => switchToRelu(facts),
  },
  {
    name: 'stuck',
    tone: 'bad',
    when: (/** @type {Facts} */ facts) => isStuck(facts),
    say: (/** @type {Facts} */ facts) => `${capital(networkText(facts))}: after ${epochsText(facts)} ${guessText(facts)}`,
    fixes: (/** @type {Facts} */ facts) => [
      ...addLayers(facts),
      ...switchToRelu(facts),
      ...(isAboveGuess(facts) ? smallerRate(facts) : []),
    ],
  },
  {
    name: 'fresh',
    tone: 'calm',
    when: (/** @type {Facts} */ facts) => facts.snapshot.step === 0,
    say: (/** @type {Facts} */ facts) =>
      `${capital(networkText(facts))}, not trained yet: the loss is ${numberText(facts.snapshot.train.loss)}. Press Play to train ${facts.layers.length > 1 ? 'them' : 'it'} on ${countText(facts.trainRows)} points.`,
    fixes: () => [],
  },
  {
    name: 'learning',
    tone: 'calm',
    when: (/** @type {Facts} */ facts) => trainLoss(facts) < guessLoss(facts) * GUESSING_SHARE,
    say: (/** @type {Facts} */ facts) =>
      `Learning: after ${epochsText(facts)} the loss is ${numberText(facts.snapshot.train.loss)}, where a constant guess has ${numberText(facts.baseline.loss)}.${
        facts.snapshot.test.accuracy === null
          ? ''
          : ` ${percentText(facts.snapshot.test.accuracy)} of the test points are right.`
      }`,
    fixes: () => [],
  },
  {
    name: 'starting',
    tone: 'calm',
    when: () => true,
    say: (/** @type {Facts} */ facts) =>
      `Epoch ${epochText(facts)}: the loss is ${numberText(facts.snapshot.train.loss)}; a constant guess has ${numberText(facts.baseline.loss)}.`,
    fixes: () => [],
  },
];

/** The verdict on the facts. */
export function judge(/** @type {Facts} */ facts) {
  const row = VERDICTS.find(({ when }) => when(facts)) ?? /** @type {(typeof VERDICTS)[number]} */ (VERDICTS.at(-1));
  return { name: row.name, tone: row.tone, sentence: row.say(facts), fixes: row.fixes(facts) };
}

/** True when the task is solved at this moment; the first such epoch is what `solvedEpoch` remembers. */
export const isSolved = (/** @type {Facts} */ facts) =>
  facts.snapshot.step > 0 && !facts.snapshot.diverged && !isBelow(facts, SOLVED_ACCURACY, SOLVED_LOSS_SHARE);

/** What the verdict on an unseen point rests on: the test part, or the training part where nothing is kept for the test. */
const measured = (/** @type {Facts} */ facts) => (facts.testRows > 0 ? facts.snapshot.test : facts.snapshot.train);

const measuredRows = (/** @type {Facts} */ facts) => (facts.testRows > 0 ? facts.testRows : facts.trainRows);

function isBelow(/** @type {Facts} */ facts, /** @type {number} */ accuracy, /** @type {number} */ lossShare) {
  const score = measured(facts);
  return score.accuracy === null ? !(finite(score.loss) <= lossShare * guessLoss(facts)) : !(score.accuracy >= accuracy);
}

/** A loss that is not finite counts as endless. */
const finite = (/** @type {number | null} */ loss) => loss ?? Number.POSITIVE_INFINITY;
const trainLoss = (/** @type {Facts} */ facts) => finite(facts.snapshot.train.loss);
const guessLoss = (/** @type {Facts} */ facts) => finite(facts.baseline.loss);

const isStuck = (/** @type {Facts} */ facts) =>
  facts.snapshot.epoch >= PATIENCE_EPOCHS && trainLoss(facts) >= guessLoss(facts) * GUESSING_SHARE;

const isAboveGuess = (/** @type {Facts} */ facts) => trainLoss(facts) > guessLoss(facts) * (2 - GUESSING_SHARE);

const epochText = (/** @type {Facts} */ facts) => countText(Math.floor(facts.snapshot.epoch));
const epochsText = (/** @type {Facts} */ facts) =>
  facts.snapshot.epoch < 1 ? 'less than one epoch' : `${epochText(facts)} ${plural(Math.floor(facts.snapshot.epoch), 'epoch')}`;

/** "five sigmoid layers", or "five layers (sigmoid and ReLU)" where they differ. */
function networkText(/** @type {Facts} */ facts) {
  const count = facts.layers.length;
  if (count === 0) return 'a network without hidden layers';
  const titles = [...new Set(facts.layers.map(({ activation }) => activationTitle(facts, activation)))];
  const noun = plural(count, 'layer');
  if (titles.length === 1) return `${countWord(count)} ${titles[0]} ${noun}`;
  return `${countWord(count)} ${noun} (${titles.slice(0, -1).join(', ')} and ${titles.at(-1)})`;
}

/** A title inside a sentence: lower case unless it is an abbreviation ("ReLU", "SELU", "Leaky ReLU"). */
function activationTitle(/** @type {Facts} */ facts, /** @type {any} */ activation) {
  const title = facts.catalog.activations.find(({ name }) => name === nameOf(activation))?.title ?? nameOf(activation);
  return /^[A-Z][a-z ]*$/.test(title) ? title.toLowerCase() : title;
}

function guessText(/** @type {Facts} */ facts) {
  const loss = numberText(facts.snapshot.train.loss);
  const guess = numberText(facts.baseline.loss);
  const isBetter = trainLoss(facts) < guessLoss(facts) && loss !== guess;
  const comparison = isAboveGuess(facts) ? 'worse' : isBetter ? 'hardly better' : 'no better';
  return `the loss is ${loss} \u2014 ${comparison} than guessing (${guess}).`;
}

const signalText = (/** @type {Facts} */ facts) =>
  `The learning signal that reaches layer 1 is ${fractionText(signalRatio(facts))} of what leaves the output.`;

/** RMS of the error signal in the first layer over that in the last; 1 where nothing was measured. */
function signalRatio(/** @type {Facts} */ facts) {
  const signal = facts.snapshot.signal;
  const first = signal?.[0]?.deltaRms;
  const last = signal?.at(-1)?.deltaRms;
  return first !== undefined && last ? first / last : 1;
}

/** @returns {Fix[]} */
function addLayers(/** @type {Facts} */ facts) {
  if (facts.layers.length > 0) return [];
  return [{ name: 'add_layers', title: 'Add hidden layers', patch: [{ path: 'network.layers', value: undefined }] }];
}

/** @returns {Fix[]} */
function switchToRelu(/** @type {Facts} */ facts) {
  if (facts.layers.length === 0 || facts.layers.every(({ activation }) => nameOf(activation) === 'relu')) return [];
  return [
    {
      name: 'switch_to_relu',
      title: facts.layers.length === 1 ? 'Switch the layer to ReLU' : 'Switch every layer to ReLU',
      patch: [
        { path: 'network.layers[*].activation', value: 'relu' },
        { path: 'network.layers[*].initializer', value: undefined },
        { path: 'network.initializer', value: 'he_normal' },
      ],
    },
  ];
}

/** @returns {Fix[]} */
function smallerRate(/** @type {Facts} */ facts) {
  const optimizer = facts.experiment.training.optimizer;
  const field = facts.catalog.optimizers.find(({ name }) => name === nameOf(optimizer))?.fields[0];
  if (!field) return [];
  const rate = parametersOf(optimizer)[field.name] ?? field.default;
  const isFarOff = rate > FAR_OFF * field.default;
  const value = isFarOff ? field.default : Number(Math.max(field.min ?? 0, rate / 10).toPrecision(3));
  if (!(value < rate)) return [];
  const title = `Try ${isFarOff ? 'the usual' : 'a ten times smaller'} ${field.title.toLowerCase()} (${exactText(value)})`;
  return [{ name: 'smaller_rate', title, patch: [{ path: `training.optimizer.${field.name}`, value }] }];
}
