// What is to be said about a run as it stands: a table of condition, sentence and fixes, read from top to bottom. Every number in a sentence
// is measured over the whole data set and handed in. A cause is named only of a run that fails, or that cannot but fail. Knows neither
// the core nor the screen.
import {
  backwardRatio,
  curvedStages,
  deadIn,
  forwardRatio,
  GUESSING_SHARE,
  guessLoss,
  hasSolved,
  hiddenStages,
  isFailing,
  isResting,
  isStuck,
  largestUpdate,
  pathStages,
  scored,
  throughTimeRatio,
  trainLoss,
  travel,
  worst,
} from './diagnosis-facts.js';
import {
  addLayers,
  clipGradients,
  firstOf,
  identityRecurrence,
  isDeep,
  largerRate,
  liftBiases,
  moreUnits,
  residualBlocks,
  smallerRate,
  startsBelowZero,
  startWithGlorot,
  startWithHe,
  switchTo,
  tameRate,
  useAdam,
} from './fixes.js';
import { capital, countText, countWord, fractionText, numberText, percentText, plural } from './number-text.js';
import { nameOf } from './patch.js';

/** @import { Diagnosis, Facts, Fix, LayerHealth } from './types.js' */

/** The signal has faded where less than this share of it is left. */
const FADED_RATIO = 0.01;
/** Through time it has to reach back further: a recurrent net learns with less. */
const FADED_THROUGH_TIME = 1e-4;
/** The signal has exploded where it is so many times what it was. */
const EXPLODED_RATIO = 100;
/** A layer is off, or on a plateau, when this share of its units is. */
const MOST_OF_A_LAYER = 0.5;
/** Weights that a whole run has moved by less than this share of themselves have stayed where they were. */
const STAYED_SHARE = 0.05;
/** …which is said after so many epochs. */
const STAYED_EPOCHS = 10;
/** Steps that change more than this share of a layer's weights leap. */
const LEAP_SHARE = 0.1;
/** Losses of a run leap when they rise by more than this factor from one look to the next in so many of the looks. */
const RISE_FACTOR = 1.2;
const RISING_SHARE = 0.2;

/**
 * The rows. The first whose condition holds is the chief finding; `tone` chooses its colour.
 * @type {{ name: string, tone: 'good' | 'calm' | 'bad', when: (facts: Facts) => boolean, say: (facts: Facts) => string, fixes: (facts: Facts) => Fix[] }[]}
 */
export const RULES = [
  {
    name: 'diverged',
    tone: 'bad',
    when: ({ snapshot }) => snapshot.diverged,
    say: (facts) => `Diverged at epoch ${epochText(facts)}: the loss is no longer a number. The last finite weights are kept.`,
    fixes: (facts) =>
      hasExploded(facts)
        ? firstOf(startWithHe(facts), smallerRate(facts), clipGradients(facts))
        : firstOf(smallerRate(facts), clipGradients(facts), useAdam(facts)),
  },
  {
    name: 'solved',
    tone: 'good',
    when: hasSolved,
    say: solvedText,
    fixes: () => [],
  },
  {
    name: 'born_dead',
    tone: 'bad',
    when: (facts) => blocked(facts, 'born'),
    say: (facts) =>
      `${deadText(facts)} It was so before the first step: ${noGradientText(facts)}${areAllAlike(facts) ? ' All its units have the same weights, too: even alive they would stay copies of one.' : ''}`,
    fixes: (facts) => bornAgain(facts),
  },
  {
    name: 'fresh',
    tone: 'calm',
    when: ({ snapshot }) => snapshot.step === 0,
    say: (facts) =>
      `${capital(networkText(facts))}, not trained yet: the loss is ${numberText(facts.snapshot.train.loss)}. Press Play to train ${hiddenStages(facts).length > 1 ? 'them' : 'it'} on ${countText(facts.trainRows)} ${plural(facts.trainRows, facts.noun)}.`,
    fixes: () => [],
  },
  {
    name: 'symmetric',
    tone: 'bad',
    when: (facts) => facts.snapshot.epoch >= STAYED_EPOCHS && !hasSolved(facts) && areAllAlike(facts),
    say: (facts) =>
      `${stuckText(facts)} All units of layer ${alikeStage(facts)?.number} have the same weights, so they get the same gradient and stay copies of one unit.`,
    fixes: (facts) => firstOf(startWithHe(facts), startWithGlorot(facts)),
  },
  {
    name: 'saturated',
    tone: 'bad',
    // A unit that has learned to be a switch lies on plateaus, too: only where nothing is learned, or it began there, is that the cause.
    when: (facts) =>
      saturation(facts) >= MOST_OF_A_LAYER && (isStuck(facts) || (isFailing(facts) && wasSaturatedAtStart(facts))),
    say: (facts) => `${stuckText(facts)} ${saturationText(facts)}`,
    fixes: (facts) =>
      firstOf(
        wasSaturatedAtStart(facts) ? firstOf(isOneSided(facts) ? switchTo(facts, 'relu') : [], startWithGlorot(facts)) : [],
        smallerRate(facts),
        switchTo(facts, 'relu'),
        startWithHe(facts),
        useAdam(facts),
      ),
  },
  {
    name: 'exploding',
    tone: 'bad',
    when: (facts) => (isFailing(facts) || facts.snapshot.diverged) && hasExploded(facts),
    say: (facts) => `${stuckText(facts)} ${explosionText(facts)}`,
    fixes: (facts) =>
      firstOf(startWithHe(facts), startWithGlorot(facts), smallerRate(facts), clipGradients(facts), useAdam(facts)),
  },
  {
    name: 'rate_too_high',
    tone: 'bad',
    when: (facts) => facts.snapshot.epoch >= STAYED_EPOCHS && !hasSolved(facts) && isLeaping(facts),
    say: (facts) =>
      `The steps are too large: after ${epochsText(facts)} the loss is ${numberText(facts.snapshot.train.loss)}, a constant guess has ${numberText(facts.baseline.loss)}, and the last step changed ${percentText(largestUpdate(facts))} of a layer’s weights.`,
    fixes: (facts) => firstOf(smallerRate(facts), useAdam(facts), clipGradients(facts)),
  },
  {
    name: 'rate_too_low',
    tone: 'bad',
    // Weights that were just given have made no step yet.
    when: (facts) =>
      facts.snapshot.epoch >= STAYED_EPOCHS &&
      !facts.isGiven &&
      isFailing(facts) &&
      travel(facts) < STAYED_SHARE &&
      !hasDeadLayer(facts),
    say: (facts) =>
      `The steps are too small: in ${epochsText(facts)} no layer’s weights have moved by more than ${travel(facts) > 0 ? percentText(Math.max(0.001, travel(facts))) : 'nothing'} of their size, and the loss is still ${numberText(facts.snapshot.train.loss)}.`,
    fixes: (facts) => firstOf(largerRate(facts), useAdam(facts)),
  },
  {
    name: 'vanishing_forward',
    tone: 'bad',
    when: (facts) => isFailing(facts) && isFadingForward(facts) && !isKilled(facts),
    say: (facts) => `${stuckText(facts)} ${fadingForwardText(facts)}${deadSinceText(facts)}`,
    fixes: (facts) =>
      firstOf(
        tameRate(facts),
        isDeep(facts) ? residualBlocks(facts) : [],
        startWithHe(facts),
        switchTo(facts, 'relu'),
        residualBlocks(facts),
        useAdam(facts),
      ),
  },
  {
    name: 'vanishing_backward',
    tone: 'bad',
    when: (facts) => isFailing(facts) && isFadingBackward(facts) && !isKilled(facts),
    say: (facts) => `${stuckText(facts)} ${fadingText(facts)}${deadSinceText(facts)}`,
    fixes: (facts) =>
      firstOf(
        tameRate(facts),
        throughTimeRatio(facts) < FADED_THROUGH_TIME ? identityRecurrence(facts) : [],
        isDeep(facts) ? residualBlocks(facts) : [],
        switchTo(facts, 'relu'),
        startWithHe(facts),
        residualBlocks(facts),
        useAdam(facts),
      ),
  },
  {
    name: 'dying',
    tone: 'bad',
    when: (facts) => blocked(facts, 'died') || (isFailing(facts) && hasDeadLayer(facts)),
    say: (facts) => `${deadText(facts)} ${diedText(facts)}: ${noGradientText(facts)}`,
    fixes: (facts) =>
      wereMostBornDead(facts)
        ? bornAgain(facts)
        : firstOf(smallerRate(facts), switchTo(facts, 'leaky_relu'), useAdam(facts), moreUnits(facts)),
  },
  {
    name: 'stuck',
    tone: 'bad',
    when: isStuck,
    say: (facts) => `${stuckText(facts)}${straightText(facts)}`,
    fixes: (facts) => firstOf(tameRate(facts), remedies(facts), isAboveGuess(facts) ? smallerRate(facts) : largerRate(facts)),
  },
  {
    name: 'plateau',
    tone: 'bad',
    when: isResting,
    say: (facts) =>
      `At rest: after ${epochsText(facts)} the loss is ${numberText(facts.snapshot.train.loss)}, where a constant guess has ${numberText(facts.baseline.loss)}, and for half of them it has hardly fallen.${straightText(facts)}`,
    fixes: (facts) => firstOf(tameRate(facts), remedies(facts), smallerRate(facts)),
  },
  {
    name: 'learning',
    tone: 'calm',
    when: (facts) => trainLoss(facts) < guessLoss(facts) * GUESSING_SHARE,
    say: (facts) =>
      `Learning: after ${epochsText(facts)} the loss is ${numberText(facts.snapshot.train.loss)}, where a constant guess has ${numberText(facts.baseline.loss)}.${
        facts.snapshot.test.accuracy === null
          ? ''
          : ` ${percentText(facts.snapshot.test.accuracy)} of the test ${facts.noun}s are right.`
      }`,
    fixes: () => [],
  },
  {
    name: 'starting',
    tone: 'calm',
    when: () => true,
    say: (facts) =>
      `Epoch ${epochText(facts)}: the loss is ${numberText(facts.snapshot.train.loss)}; a constant guess has ${numberText(facts.baseline.loss)}.`,
    fixes: () => [],
  },
];

/** @returns {Diagnosis}  the chief finding, and whatever else is wrong */
export function diagnose(/** @type {Facts} */ facts) {
  const [chief, ...rest] = RULES.filter(({ when }) => when(facts));
  const finding = (/** @type {typeof RULES[number]} */ { name, tone, say, fixes }) => ({
    name,
    tone,
    sentence: say(facts),
    fixes: fixes(facts),
  });
  return { ...finding(chief), others: rest.filter(({ tone }) => tone === 'bad').map(finding) };
}

// Conditions ------------------------------------------------------------------------------------------------------------------------------

/** Layers whose units can be off and that every signal must pass. */
const gates = (/** @type {Facts} */ facts) => pathStages(facts).filter(({ isCurved }) => isCurved);

/** Whether a layer that every signal must pass has only dead units: nothing before it learns any more. */
const blocked = (/** @type {Facts} */ facts, /** @type {'born' | 'died'} */ how) =>
  !hasSolved(facts) &&
  gates(facts).some(({ health }) => {
    const { all, born, units } = deadIn(health);
    return units > 0 && all === units && (born === all) === (how === 'born');
  });

/** Whether steps beyond all measure have put out a whole layer: whatever had faded before is not what to begin with. */
const isKilled = (/** @type {Facts} */ facts) => blocked(facts, 'died') && tameRate(facts).length > 0;

/** Whether the worst layer's dead units were mostly dead before the first step. */
function wereMostBornDead(/** @type {Facts} */ facts) {
  const { all, born } = deadIn(worst(gates(facts), deadShare)?.health);
  return born > all / 2;
}

/** What lets units begin alive. */
const bornAgain = (/** @type {Facts} */ facts) =>
  areAllAlike(facts)
    ? startWithHe(facts)
    : firstOf(
        startsBelowZero(facts) ? liftBiases(facts) : [],
        isDeep(facts) ? residualBlocks(facts) : [],
        moreUnits(facts),
        switchTo(facts, 'leaky_relu'),
        liftBiases(facts),
        startWithHe(facts),
      );

const deadShare = (/** @type {{ health: any }} */ { health }) => deadIn(health).all / Math.max(1, deadIn(health).units);
/** Share of a layer's sums that lie on a plateau. */
function saturatedShare(/** @type {{ health: LayerHealth | undefined }} */ { health }) {
  return health ? health.saturated.reduce((sum, share) => sum + share, 0) / health.saturated.length : 0;
}

const saturation = (/** @type {Facts} */ facts) => Math.max(0, ...curvedStages(facts).map(saturatedShare));

const wasSaturatedAtStart = (/** @type {Facts} */ facts) =>
  curvedStages(facts).some(({ stage }) => saturatedShare({ health: facts.healthAtStart?.[stage] }) >= MOST_OF_A_LAYER);

/** Whether some layer's plateaus do not lie on both sides of 0, so that a stack of such layers learns slowly from any start. */
const isOneSided = (/** @type {Facts} */ facts) =>
  curvedStages(facts).some(({ layer }) => ['sigmoid', 'hard_sigmoid', 'step'].includes(nameOf(layer.activation)));

/** A hidden layer of several units of which all have the same weights. */
const alikeStage = (/** @type {Facts} */ facts) => pathStages(facts).find(({ stage }) => facts.alike.includes(stage));
const areAllAlike = (/** @type {Facts} */ facts) => alikeStage(facts) !== undefined;

/** How the signal grows, forward or back, by the larger of the two; at the start where that was seen. */
function growth(/** @type {Facts} */ facts) {
  const signal = facts.signalAtStart ?? facts.snapshot.signal;
  return { forward: forwardRatio(facts, signal), backward: backwardRatio(facts, signal) };
}
const hasExploded = (/** @type {Facts} */ facts) => Math.max(growth(facts).forward, growth(facts).backward) > EXPLODED_RATIO;

/**
 * How much of the signal is left at the other end, and whether that was before the first step: it is told where the signal had faded then and has
 * not now. What dead units stop has not faded.
 */
function fading(/** @type {Facts} */ facts) {
  const left = (/** @type {(facts: Facts, signal?: import('./types.js').LayerSignal[]) => number} */ ratio) => {
    const atStart = facts.signalAtStart ? ratio(facts, facts.signalAtStart) : 1;
    const now = facts.signalAtStart && hasDeadLayer(facts) ? 1 : ratio(facts);
    const isOfStart = atStart < FADED_RATIO && !(now < FADED_RATIO);
    return { share: isOfStart ? atStart : now, isOfStart };
  };
  return { forward: left(forwardRatio), backward: left(backwardRatio), throughTime: throughTimeRatio(facts) };
}

const isFadingForward = (/** @type {Facts} */ facts) => fading(facts).forward.share < FADED_RATIO;
const isFadingBackward = (/** @type {Facts} */ facts) =>
  fading(facts).backward.share < FADED_RATIO || fading(facts).throughTime < FADED_THROUGH_TIME;

const hasDeadLayer = (/** @type {Facts} */ facts) => gates(facts).some((stage) => deadShare(stage) >= MOST_OF_A_LAYER);

const isAboveGuess = (/** @type {Facts} */ facts) => trainLoss(facts) > guessLoss(facts) * (2 - GUESSING_SHARE);

/** Steps that leap, and losses that show it: they rise again and again, or lie above a constant guess. */
function isLeaping(/** @type {Facts} */ facts) {
  const { losses } = facts;
  const rises = losses.filter(({ loss }, i) => i > 0 && loss !== null && loss > (losses[i - 1].loss ?? 0) * RISE_FACTOR).length;
  const isRestless = losses.length > STAYED_EPOCHS && rises > RISING_SHARE * losses.length;
  return largestUpdate(facts) > LEAP_SHARE && (isRestless || isAboveGuess(facts));
}

/** What helps a network that cannot bend enough, or not fast enough. */
const remedies = (/** @type {Facts} */ facts) =>
  firstOf(
    addLayers(facts),
    curvedStages(facts).length === 0 ? switchTo(facts, 'relu') : [],
    moreUnits(facts),
    useAdam(facts),
    switchTo(facts, 'relu'),
    startWithHe(facts),
  );

// Words -----------------------------------------------------------------------------------------------------------------------------------

const epochText = (/** @type {Facts} */ facts) => countText(Math.floor(facts.snapshot.epoch));
const epochsText = (/** @type {Facts} */ facts) =>
  facts.snapshot.epoch < 1 ? 'less than one epoch' : `${epochText(facts)} ${plural(Math.floor(facts.snapshot.epoch), 'epoch')}`;

function solvedText(/** @type {Facts} */ facts) {
  const { solvedEpoch = null } = facts.snapshot;
  const { accuracy, loss } = scored(facts);
  // It is noted at the end of an epoch; within one there is no epoch by which it was.
  const by = solvedEpoch === null ? 'Solved' : `Solved by epoch ${countText(solvedEpoch)}`;
  const part = facts.testRows > 0 ? 'test' : 'training';
  if (accuracy === null)
    return `${by}: the ${part} loss is ${numberText(loss)}, a constant guess would have ${numberText(facts.baseline.loss)}.`;
  const rows = countText(facts.testRows > 0 ? facts.testRows : facts.trainRows);
  return `${by}: ${percentText(accuracy)} of the ${rows} ${facts.testRows > 0 ? `test ${facts.noun}s, which it never trained on,` : `training ${facts.noun}s`} are right.`;
}

/** "five sigmoid layers", or "five layers (sigmoid and ReLU)" where they differ. */
function networkText(/** @type {Facts} */ facts) {
  const stages = hiddenStages(facts);
  const named = stages.filter(({ layer, isCurved }) => isCurved || layer.type === 'dense');
  if (stages.length === 0) return 'a network without hidden layers';
  const titles = [...new Set(named.map(({ layer }) => activationTitle(facts, layer.activation)))];
  const noun = plural(named.length, 'layer');
  if (titles.length === 1) return `${countWord(named.length)} ${titles[0]} ${noun}`;
  if (titles.length === 0) return `${countWord(stages.length)} ${plural(stages.length, 'layer')}`;
  return `${countWord(named.length)} ${noun} (${titles.slice(0, -1).join(', ')} and ${titles.at(-1)})`;
}

/** A title inside a sentence: lower case unless it is an abbreviation ("ReLU", "SELU", "Leaky ReLU"). */
function activationTitle(/** @type {Facts} */ facts, /** @type {any} */ activation) {
  const title = facts.catalog.activations.find(({ name }) => name === nameOf(activation))?.title ?? nameOf(activation);
  return /^[A-Z][a-z ]*$/.test(title) ? title.toLowerCase() : title;
}

/** "Five sigmoid layers: after 120 epochs the loss is 0.692 — no better than guessing (0.692)." */
function stuckText(/** @type {Facts} */ facts) {
  const loss = numberText(facts.snapshot.train.loss);
  const guess = numberText(facts.baseline.loss);
  const network = `${capital(networkText(facts))}: after ${epochsText(facts)} the loss is ${loss}`;
  if (!isStuck(facts)) return `${network}, where a constant guess has ${guess}.`;
  const isBetter = trainLoss(facts) < guessLoss(facts) && loss !== guess;
  const comparison = isAboveGuess(facts) ? 'worse' : isBetter ? 'hardly better' : 'no better';
  return `${network} \u2014 ${comparison} than guessing (${guess}).`;
}

/** "In layer 2, 6 of 8 units are off for every training point." */
function deadText(/** @type {Facts} */ facts) {
  const stage = worst(gates(facts), deadShare);
  const { all, units } = deadIn(stage?.health);
  const which =
    all === units
      ? `${units === 1 ? 'the only unit is' : `all ${countText(units)} units are`}`
      : `${countText(all)} of ${countText(units)} units are`;
  return `In layer ${stage?.number ?? 1}, ${which} off for every training ${facts.noun}.`;
}

function diedText(/** @type {Facts} */ facts) {
  const stage = worst(gates(facts), deadShare);
  const steps = [...(stage?.health?.diedAt ?? [])].filter((step) => !Number.isNaN(step));
  const last = Math.floor(Math.max(0, ...steps) / facts.stepsPerEpoch);
  if (wereMostBornDead(facts)) return 'Most of them were so before the first step';
  if (steps.length === 0) return 'They have died';
  return `They died ${last > 0 ? `by epoch ${countText(last)}` : 'within the first epoch'}`;
}

/** What follows of a layer's dead units. */
const noGradientText = (/** @type {Facts} */ facts) =>
  deadShare(/** @type {any} */ (worst(gates(facts), deadShare))) === 1
    ? `the answer is the same for every ${facts.noun}, and no gradient passes.`
    : 'their gradient is exactly 0, and they learn nothing.';

function saturationText(/** @type {Facts} */ facts) {
  const stage = worst(curvedStages(facts), saturatedShare);
  return `In layer ${stage?.number ?? 1}, ${percentText(saturation(facts))} of the sums lie on a plateau of the activation, where its slope is almost 0.`;
}

function explosionText(/** @type {Facts} */ facts) {
  const { forward, backward } = growth(facts);
  return forward > backward
    ? `What leaves the last hidden layer is ${numberText(forward)} times what leaves the first.`
    : `The learning signal that reaches layer 1 is ${numberText(backward)} times what leaves the output.`;
}

function fadingForwardText(/** @type {Facts} */ facts) {
  const { share, isOfStart } = fading(facts).forward;
  return isOfStart
    ? `Before the first step what left the last hidden layer was ${fractionText(share)} of what left the first.`
    : `What leaves the last hidden layer is ${fractionText(share)} of what leaves the first.`;
}

function fadingText(/** @type {Facts} */ facts) {
  const { share, isOfStart } = fading(facts).backward;
  if (share >= FADED_RATIO)
    return `The learning signal that reaches the first step of the sequence is ${fractionText(throughTimeRatio(facts))} of that at the last.`;
  return isOfStart
    ? `Before the first step the learning signal that reached layer 1 was ${fractionText(share)} of what left the output.`
    : `The learning signal that reaches layer 1 is ${fractionText(share)} of what leaves the output.`;
}

/** What has become of a layer that the signal had hardly reached. */
const deadSinceText = (/** @type {Facts} */ facts) => (blocked(facts, 'died') ? ` ${deadText(facts)}` : '');

/** Says so where no layer bends. */
const straightText = (/** @type {Facts} */ facts) =>
  curvedStages(facts).length === 0 ? ' Without a bend in any layer the answer is a straight line through the inputs.' : '';
