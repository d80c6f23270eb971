// The diagnosis: each rule on facts made for it, its fixes as patches, and the story that the page opens on.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catalog, createModel, UNIT_STATES } from 'relu-playground';
import { RunWatch } from '../../web/element/run-watch.js';
import { diagnose, RULES } from '../../web/engine/diagnosis.js';
import { withPatch } from '../../web/engine/patch.js';
import { isSolved, SOLVED_ACCURACY } from '../../web/engine/trial.js';

const tables = await catalog();
const stateOf = (/** @type {any} */ name) => UNIT_STATES.indexOf(name);

/** The health of a layer: `dead` of its units, `born` of them before the first step, `flat` the share of sums on a plateau. */
function health({ units = 8, dead = 0, born = 0, flat = 0 } = {}) {
  const off = (/** @type {number} */ unit) => unit < dead;
  return {
    states: Uint8Array.from({ length: units }, (_, unit) => stateOf(off(unit) ? 'dead' : 'alive')),
    fires: Float32Array.from({ length: units }, (_, unit) => (off(unit) ? 0 : 0.5)),
    saturated: new Float32Array(units).fill(flat),
    bornDead: Uint8Array.from({ length: units }, (_, unit) => Number(unit < born)),
    diedAt: Float64Array.from({ length: units }, (_, unit) => (unit >= born && off(unit) ? 75 : Number.NaN)),
    revivedAt: new Float64Array(units).fill(Number.NaN),
  };
}

/** Facts about a network of five sigmoid layers that has not learned anything, with changes. */
function facts(
  /** @type {any} */ {
    layers = Array(5).fill('sigmoid'),
    optimizer = 'sgd',
    network = {},
    deltas = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.48],
    forwards = [],
    updates = 0.01,
    healths = [],
    ...changes
  } = {},
) {
  const described = layers.map((/** @type {any} */ activation, /** @type {number} */ index) => ({
    path: `network.layers[${index}]`,
    output: false,
    type: 'dense',
    activation: { name: activation },
  }));
  return {
    catalog: tables,
    experiment: {
      network: {
        initializer: { name: 'glorot_uniform' },
        bias_initializer: { name: 'zeros' },
        layers: layers.map((/** @type {string} */ name) => ({ type: 'dense', units: 8, activation: { name } })),
        output: {},
        ...network,
      },
      training: { optimizer },
    },
    layers: [...described, { path: 'network.output', output: true, type: 'dense', activation: { name: 'linear' } }],
    baseline: { loss: 0.692, accuracy: 0.5 },
    trainRows: 250,
    testRows: 250,
    stepsPerEpoch: 25,
    noun: 'point',
    signalAtStart: null,
    healthAtStart: null,
    losses: [],
    alike: [],
    ...changes,
    snapshot: {
      step: 3000,
      epoch: 120,
      diverged: false,
      solvedEpoch: null,
      train: { loss: 0.6924, accuracy: 0.5 },
      test: { loss: 0.6928, accuracy: 0.49 },
      signal: Array.from({ length: layers.length + 1 }, (_, stage) => ({
        deltaRms: deltas[stage] ?? deltas.at(-1),
        forwardRms: forwards[stage] ?? 1,
        gradientRms: 1,
        updateRatio: updates,
      })),
      health: Array.from({ length: layers.length + 1 }, (_, stage) => healths[stage] ?? health()),
      ...changes.snapshot,
    },
  };
}

const even = { deltas: [0.4, 0.5] };
/** The signal had faded before the first step, and the last layer has died since. */
const killed = {
  layers: ['relu', 'relu', 'relu'],
  ...even,
  signalAtStart: [1, 1, 1, 1000].map((deltaRms) => ({ deltaRms, forwardRms: 1, gradientRms: 1, updateRatio: 0 })),
  healths: [health(), health(), health({ dead: 8 })],
};
const early = (/** @type {number[]} */ losses) => losses.map((loss, index) => ({ epoch: index * 6, loss, accuracy: 0.5 }));

/** @type {[string, any, string, RegExp, string | undefined][]} what is the case, the facts, the finding, its sentence, its first fix */
const cases = [
  [
    'the signal fades on its way back',
    {},
    'vanishing_backward',
    /^Five sigmoid layers: after 120 epochs the loss is 0\.692 — no better than guessing \(0\.692\)\. The learning signal that reaches layer 1 is 1\/48,000 of what leaves the output\.$/,
    'switch_to_relu',
  ],
  [
    'the signal had faded before the first step, and a layer has died since: both, each in its tense',
    killed,
    'vanishing_backward',
    /Before the first step the learning signal that reached layer 1 was 1\/1,000 of what left the output\. In layer 3, all 8 units are off for every training point\.$/,
    'start_with_he',
  ],
  [
    'steps beyond all measure come first, whatever had faded before them',
    { ...killed, optimizer: { name: 'sgd', learning_rate: 3 } },
    'dying',
    /^In layer 3, all 8 units are off for every training point\. They (have died|died by epoch \d+)/,
    'smaller_rate',
  ],
  [
    'different activations',
    { layers: ['sigmoid', 'relu', 'tanh'] },
    'vanishing_backward',
    /^Three layers \(sigmoid, ReLU and tanh\)/,
    'switch_to_relu',
  ],
  [
    'a deep network gets a way around',
    { layers: Array(20).fill('relu') },
    'vanishing_backward',
    /20 ReLU layers/,
    'residual_blocks',
  ],
  [
    'the signal fades on its way through',
    { layers: ['relu', 'relu', 'relu'], deltas: [1], forwards: [1, 0.1, 0.001] },
    'vanishing_forward',
    /What leaves the last hidden layer is 1\/1,000 of what leaves the first\.$/,
    'start_with_he',
  ],
  [
    'through time',
    { layers: ['tanh'], ...even, snapshot: { stepSignal: [{ forwardRms: [1, 1], deltaRms: [1e-9, 1] }, null] } },
    'vanishing_backward',
    /reaches the first step of the sequence is 1\/1,000,000,000 of that at the last/,
    'switch_to_relu',
  ],
  [
    'stuck although the signal arrives',
    { layers: ['linear'], ...even },
    'stuck',
    /^One linear layer: after 120 epochs the loss is 0\.692 — no better than guessing \(0\.692\)\. Without a bend/,
    'switch_to_relu',
  ],
  [
    'no hidden layer',
    { layers: [], snapshot: { train: { loss: 0.684, accuracy: 0.66 } } },
    'stuck',
    /^A network without hidden layers: after 120 epochs the loss is 0\.684 — hardly better than guessing \(0\.692\)\./,
    'add_layers',
  ],
  [
    'a layer that was born dead is named before the first step',
    { layers: ['relu', 'relu'], healths: [health(), health({ dead: 8, born: 8 })], snapshot: { step: 0, epoch: 0 } },
    'born_dead',
    /^In layer 2, all 8 units are off for every training point\. It was so before the first step: the answer is the same for every point/,
    'more_units',
  ],
  [
    'biases below zero',
    {
      layers: ['relu'],
      healths: [health({ dead: 8, born: 8 })],
      network: { bias_initializer: { name: 'constant', value: -5 } },
    },
    'born_dead',
    /^In layer 1, all 8 units/,
    'lift_biases',
  ],
  [
    'zeros: dead, and alike',
    { layers: ['relu'], healths: [health({ dead: 8, born: 8 })], alike: [0], network: { initializer: { name: 'zeros' } } },
    'born_dead',
    /the same weights, too/,
    'start_with_he',
  ],
  [
    'units that have died',
    { layers: ['relu', 'relu'], ...even, healths: [health(), health({ dead: 6 })], signalAtStart: [] },
    'dying',
    /^In layer 2, 6 of 8 units are off for every training point\. They died by epoch 3: their gradient is exactly 0/,
    'smaller_rate',
  ],
  [
    'units that have died within an epoch',
    { layers: ['relu', 'relu'], ...even, healths: [health(), health({ dead: 6 })], signalAtStart: [], stepsPerEpoch: 50 },
    'dying',
    /They died by epoch 1: /,
    'smaller_rate',
  ],
  [
    'units that have died within the first epoch',
    { layers: ['relu', 'relu'], ...even, healths: [health(), health({ dead: 6 })], signalAtStart: [], stepsPerEpoch: 100 },
    'dying',
    /They died within the first epoch: /,
    'smaller_rate',
  ],
  [
    'units that stay copies',
    { layers: ['sigmoid'], ...even, alike: [0], network: { initializer: { name: 'zeros' } } },
    'symmetric',
    /All units of layer 1 have the same weights/,
    'start_with_he',
  ],
  [
    'sums on a plateau from the start',
    {
      layers: ['tanh', 'tanh'],
      ...even,
      healths: [health({ flat: 0.93 })],
      healthAtStart: [health({ flat: 0.93 })],
      network: { initializer: { name: 'normal', scale: 30 } },
    },
    'saturated',
    /In layer 1, 93\.0.% of the sums lie on a plateau/,
    'start_with_glorot',
  ],
  [
    'sums driven onto a plateau',
    { layers: ['tanh', 'tanh'], ...even, healths: [health({ flat: 0.93 })], healthAtStart: [health()] },
    'saturated',
    /plateau/,
    'smaller_rate',
  ],
  [
    'a signal that grows',
    { layers: ['relu', 'relu', 'relu'], deltas: [5000, 500, 50, 1], network: { initializer: { name: 'normal', scale: 1 } } },
    'exploding',
    /The learning signal that reaches layer 1 is 5000 times what leaves the output\.$/,
    'start_with_he',
  ],
  [
    'steps that leap',
    { layers: ['relu'], ...even, updates: 0.5, snapshot: { train: { loss: 3, accuracy: 0.5 } } },
    'rate_too_high',
    /^The steps are too large: after 120 epochs the loss is 3\.000, a constant guess has 0\.692, and the last step changed 50\.0.% of a layer’s weights\.$/,
    'smaller_rate',
  ],
  [
    'steps that lead nowhere',
    { layers: ['relu'], ...even, updates: 1e-7 },
    'rate_too_low',
    /^The steps are too small: in 120 epochs no layer’s weights have moved by more than 0\.1.% of their size/,
    'larger_rate',
  ],
  [
    'at rest halfway',
    {
      layers: ['relu'],
      ...even,
      losses: early([0.7, 0.6, 0.52, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.499, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
      snapshot: { train: { loss: 0.5, accuracy: 0.7 }, test: { loss: 0.5, accuracy: 0.7 } },
    },
    'plateau',
    /^At rest: after 120 epochs the loss is 0\.500/,
    'more_units',
  ],
  ['too early to say', { snapshot: { step: 100, epoch: 4 } }, 'starting', /^Epoch 4: the loss is 0\.692/, undefined],
  ['before the first step', { snapshot: { step: 0, epoch: 0 } }, 'fresh', /^Five sigmoid layers, not trained yet/, undefined],
  [
    'on the way',
    { snapshot: { train: { loss: 0.4, accuracy: 0.8 } } },
    'learning',
    /^Learning: after 120 epochs the loss is 0\.400/,
    undefined,
  ],
  [
    'at rest with every training point right and no test point',
    { ...even, updates: 1e-7, snapshot: { train: { loss: 0.03, accuracy: 1 }, test: { loss: 10, accuracy: 0 } } },
    'learning',
    /^Learning: after 120 epochs the loss is 0\.030/,
    undefined,
  ],
  [
    'one epoch is no epochs',
    { snapshot: { step: 30, epoch: 1.3, train: { loss: 0.4, accuracy: 0.8 } } },
    'learning',
    /after 1 epoch the/,
    undefined,
  ],
  [
    'solved',
    { snapshot: { solvedEpoch: 14, train: { loss: 0.1, accuracy: 0.99 }, test: { loss: 0.1, accuracy: 0.976 } } },
    'solved',
    /^Solved by epoch 14: 97\.6\u202f% of the 250 test points, which it never trained on, are right\.$/,
    undefined,
  ],
  [
    'pictures that are answered right',
    {
      noun: 'picture',
      snapshot: { solvedEpoch: 14, train: { loss: 0.1, accuracy: 0.99 }, test: { loss: 0.1, accuracy: 0.976 } },
    },
    'solved',
    /of the 250 test pictures, which it never trained on, are right\.$/,
    undefined,
  ],
  [
    'rows of a table that are learned',
    {
      noun: 'row',
      snapshot: { step: 500, epoch: 20, train: { loss: 0.4, accuracy: 0.8 }, test: { loss: 0.4, accuracy: 0.8 } },
    },
    'learning',
    /80\.0\u202f% of the test rows are right\.$/,
    undefined,
  ],
  [
    'a sequence network without a living unit',
    { noun: 'sequence', layers: ['relu'], healths: [health({ dead: 8, born: 8 })] },
    'born_dead',
    /off for every training sequence\. .*the answer is the same for every sequence, and/,
    'more_units',
  ],
  [
    'solved within an epoch, of which the counter shows the ones that are over',
    { snapshot: { step: 60, epoch: 2.4, train: { loss: 0.1, accuracy: 0.99 }, test: { loss: 0.1, accuracy: 0.976 } } },
    'solved',
    /^Solved: 97\.6/,
    undefined,
  ],
  [
    'solved, and in a ripple',
    { snapshot: { solvedEpoch: 14, train: { loss: 0.1, accuracy: 0.93 }, test: { loss: 0.1, accuracy: 0.92 } } },
    'solved',
    /^Solved by epoch 14: 92\.0/,
    undefined,
  ],
  [
    'solved once, and lost again',
    { snapshot: { solvedEpoch: 13, train: { loss: 0.5, accuracy: 0.7 }, test: { loss: 0.6, accuracy: 0.7 } } },
    'learning',
    /^Learning/,
    undefined,
  ],
  [
    'a regression solved',
    {
      baseline: { loss: 0.692, accuracy: null },
      snapshot: { solvedEpoch: 8, train: { loss: 0.01, accuracy: null }, test: { loss: 0.01, accuracy: null } },
    },
    'solved',
    /^Solved by epoch 8: the test loss is 0\.010/,
    undefined,
  ],
  [
    'diverged',
    {
      snapshot: { diverged: true, train: { loss: null, accuracy: null } },
      ...even,
      optimizer: { name: 'sgd', learning_rate: 30 },
    },
    'diverged',
    /^Diverged at epoch 120: the loss is no longer a number\. The last finite weights are kept\.$/,
    'smaller_rate',
  ],
];

describe('diagnosis', () => {
  for (const [title, changes, name, sentence, fix] of cases) {
    test(title, () => {
      const diagnosis = diagnose(/** @type {any} */ (facts(changes)));
      assert.equal(diagnosis.name, name);
      assert.match(diagnosis.sentence, sentence);
      assert.equal(diagnosis.fixes[0]?.name, fix);
    });
  }

  test('every rule is reached by a case', () => {
    const reached = new Set(cases.map(([, , name]) => name));
    assert.deepEqual([...reached].sort(), RULES.map(({ name }) => name).sort());
  });

  test('what else is wrong stands beside the chief finding, and nothing that is not', () => {
    const { name, others } = diagnose(/** @type {any} */ (facts()));
    assert.equal(name, 'vanishing_backward');
    assert.deepEqual(
      others.map((other) => other.name),
      ['stuck'],
    );
    assert.deepEqual(diagnose(/** @type {any} */ (facts({ snapshot: { step: 0, epoch: 0 } }))).others, []);
  });

  test('no sentence shows a value that is not a number', () => {
    for (const [, changes] of cases) {
      const { others, ...chief } = diagnose(/** @type {any} */ (facts(changes)));
      for (const { sentence } of [chief, ...others]) assert.doesNotMatch(sentence, /NaN|undefined|null|Infinity|∞/);
    }
  });

  test('the core takes every fix that any case is offered', async () => {
    for (const [title, changes] of cases) {
      const made = /** @type {any} */ (facts(changes));
      const { others, ...chief } = diagnose(made);
      for (const { name, patch } of [chief, ...others].flatMap(({ fixes }) => fixes)) {
        const model = await createModel(withPatch(made.experiment, made.experiment, patch)).catch((error) =>
          assert.fail(`${title}, ${name}: ${error.message}`),
        );
        await model.dispose();
      }
    }
  });

  test('a ten times smaller rate is what the fix sets, and the usual one where that would not help', () => {
    const patchAt = (/** @type {number} */ rate) =>
      diagnose(
        /** @type {any} */ (facts({ ...even, snapshot: { diverged: true }, optimizer: { name: 'sgd', learning_rate: rate } })),
      ).fixes[0].patch;
    const usual = tables.optimizers.find(({ name }) => name === 'sgd')?.fields[0]?.default;
    assert.deepEqual(patchAt(0.2), [{ path: 'training.optimizer', value: { name: 'sgd', learning_rate: 0.02 } }]);
    assert.deepEqual(patchAt(3), [{ path: 'training.optimizer', value: { name: 'sgd', learning_rate: usual } }]);
    assert.deepEqual(patchAt(1e30), [{ path: 'training.optimizer', value: { name: 'sgd', learning_rate: usual } }]);
  });

  test('solved is a share of right test points, or of the guess’s loss', () => {
    const at = (/** @type {number | null} */ accuracy, loss = 0.5) =>
      isSolved(
        { train: { loss: 1, accuracy }, test: { loss, accuracy } },
        { baseline: { loss: 0.692, accuracy: accuracy === null ? null : 0.5 }, testRows: 250 },
        SOLVED_ACCURACY,
      );
    assert.equal(at(SOLVED_ACCURACY), true);
    assert.equal(at(SOLVED_ACCURACY - 0.001), false);
    assert.equal(at(null, 0.692 * 0.04), true);
    assert.equal(at(null, 0.692 * 0.06), false);
  });

  test('the opening network fails and its fix succeeds, from the same start', async () => {
    const model = await createModel(tables.opening);
    const run = async () => ({
      snapshot: await model.advance({
        steps: 120 * model.description.stepsPerEpoch,
        budgetMs: Number.POSITIVE_INFINITY,
        watch: { health: true },
        snapshot: { diagnosis: true },
      }),
    });
    const watch = new RunWatch();
    assert.equal(watch.assess(/** @type {any} */ (await run())), true);
    assert.equal(watch.verdict?.name, 'vanishing_backward');
    const { minimal, experiment } = model.description;
    const fixed = withPatch(minimal, experiment, /** @type {any} */ (watch.verdict).fixes[0].patch);
    await model.setExperiment(fixed);
    assert.equal(model.description.experiment.seed, experiment.seed);
    assert.deepEqual(
      model.description.experiment.network.layers.map((/** @type {any} */ { activation }) => activation.name),
      Array(5).fill('relu'),
    );
    assert.equal(model.description.experiment.network.initializer.name, 'he_normal');
    const solved = await run();
    assert.equal(watch.assess(/** @type {any} */ (solved)), true);
    assert.equal(watch.verdict?.name, 'solved');
    assert.equal(watch.solvedEpoch, solved.snapshot.solvedEpoch);
    assert.equal(watch.assess(/** @type {any} */ (solved)), false, 'the same verdict is no news');
    assert.deepEqual(await model.diagnose(), watch.verdict);
    await model.dispose();
  });
});
