// The verdict: each row on facts made for it, and the rows that matter most on networks that really train.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catalog, createModel } from 'relu-playground';
import { withPatch } from '../../web/element/experiment-edit.js';
import { RunWatch } from '../../web/element/run-watch.js';
import { isSolved, judge, SOLVED_ACCURACY, VERDICTS } from '../../web/element/verdict.js';

const tables = await catalog();

/** Facts about a network of five sigmoid layers that has not learned anything, with changes. */
function facts(/** @type {any} */ { layers = Array(5).fill('sigmoid'), optimizer = 'sgd', ...changes } = {}) {
  return {
    catalog: tables,
    experiment: { training: { optimizer } },
    layers: layers.map((/** @type {any} */ activation) => ({ activation })),
    baseline: { loss: 0.692, accuracy: 0.5 },
    trainRows: 250,
    testRows: 250,
    solvedEpoch: null,
    ...changes,
    snapshot: {
      step: 3000,
      epoch: 120,
      diverged: false,
      train: { loss: 0.6924, accuracy: 0.5 },
      test: { loss: 0.6928, accuracy: 0.49 },
      signal: [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.48].map((deltaRms) => ({ deltaRms, forwardRms: 1, gradientRms: 1 })),
      ...changes.snapshot,
    },
  };
}

/** @type {[string, any, string, RegExp, string[]][]} what is the case, the facts, the verdict, its sentence, its fixes */
const cases = [
  [
    'the signal fades',
    {},
    'faded',
    /^Five sigmoid layers: after 120 epochs the loss is 0\.692 — no better than guessing \(0\.692\)\. The learning signal that reaches layer 1 is 1\/48,000 of what leaves the output\.$/,
    ['switch_to_relu'],
  ],
  [
    'different activations',
    { layers: ['sigmoid', 'relu', 'tanh'] },
    'faded',
    /^Three layers \(sigmoid, ReLU and tanh\)/,
    ['switch_to_relu'],
  ],
  [
    'stuck although the signal arrives',
    { layers: ['linear'], snapshot: { signal: [{ deltaRms: 0.4 }, { deltaRms: 0.5 }] } },
    'stuck',
    /^One linear layer: after 120 epochs the loss is 0\.692 — no better/,
    ['switch_to_relu'],
  ],
  [
    'above the guess',
    { layers: ['relu'], snapshot: { train: { loss: 3, accuracy: 0.5 }, signal: [{ deltaRms: 1 }, { deltaRms: 1 }] } },
    'stuck',
    /worse than guessing/,
    ['smaller_rate'],
  ],
  ['a ReLU network has no ReLU to switch to', { layers: ['relu', 'relu'] }, 'faded', /Two ReLU layers/, []],
  [
    'no hidden layer',
    { layers: [], snapshot: { train: { loss: 0.684, accuracy: 0.66 } } },
    'stuck',
    /^A network without hidden layers: after 120 epochs the loss is 0\.684 — hardly better than guessing \(0\.692\)\.$/,
    ['add_layers'],
  ],
  ['too early to say', { snapshot: { step: 100, epoch: 4 } }, 'starting', /^Epoch 4: the loss is 0\.692/, []],
  ['before the first step', { snapshot: { step: 0, epoch: 0 } }, 'fresh', /not trained yet/, []],
  [
    'on the way',
    { snapshot: { train: { loss: 0.4, accuracy: 0.8 } } },
    'learning',
    /^Learning: after 120 epochs the loss is 0\.400/,
    [],
  ],
  [
    'one epoch is no epochs',
    { snapshot: { epoch: 1.3, train: { loss: 0.4, accuracy: 0.8 } } },
    'learning',
    /after 1 epoch the/,
    [],
  ],
  [
    'solved',
    { solvedEpoch: 13.2, snapshot: { train: { loss: 0.1, accuracy: 0.99 }, test: { loss: 0.1, accuracy: 0.976 } } },
    'solved',
    /^Solved by epoch 14: 97\.6\u202f% of the 250 test points, which it never trained on, are right\.$/,
    [],
  ],
  [
    'solved once, and lost again',
    { solvedEpoch: 13, snapshot: { train: { loss: 0.5, accuracy: 0.7 }, test: { loss: 0.6, accuracy: 0.7 } } },
    'learning',
    /^Learning/,
    [],
  ],
  [
    'a regression solved',
    { solvedEpoch: 8, snapshot: { train: { loss: 0.01, accuracy: null }, test: { loss: 0.01, accuracy: null } } },
    'solved',
    /^Solved by epoch 8: the test loss is 0\.010/,
    [],
  ],
  [
    'diverged',
    { snapshot: { diverged: true, train: { loss: null, accuracy: null } }, optimizer: { name: 'sgd', learning_rate: 30 } },
    'diverged',
    /^Diverged at epoch 120: the loss is no longer a number\. The last finite weights are kept\.$/,
    ['smaller_rate'],
  ],
];

describe('verdict', () => {
  for (const [title, changes, name, sentence, fixes] of cases) {
    test(title, () => {
      const verdict = judge(facts(changes));
      assert.equal(verdict.name, name);
      assert.match(verdict.sentence, sentence);
      assert.deepEqual(
        verdict.fixes.map((fix) => fix.name),
        fixes,
      );
    });
  }

  test('every row of the table is reached by a case', () => {
    const reached = new Set(cases.map(([, , name]) => name));
    assert.deepEqual([...reached].sort(), VERDICTS.map(({ name }) => name).sort());
  });

  test('no sentence shows a value that is not a number', () => {
    for (const [, changes] of cases) assert.doesNotMatch(judge(facts(changes)).sentence, /NaN|undefined|null|Infinity/);
  });

  test('a ten times smaller rate is what the fix sets, and the usual one where that would not help', () => {
    const patchAt = (/** @type {number} */ rate) =>
      judge(facts({ snapshot: { diverged: true }, optimizer: { name: 'sgd', learning_rate: rate } })).fixes[0].patch;
    const usual = tables.optimizers.find(({ name }) => name === 'sgd')?.fields[0]?.default;
    assert.deepEqual(patchAt(30), [{ path: 'training.optimizer.learning_rate', value: 3 }]);
    assert.deepEqual(patchAt(1e30), [{ path: 'training.optimizer.learning_rate', value: usual }]);
  });

  test('solved is a share of right test points, or of the guess’s loss', () => {
    const at = (/** @type {number | null} */ accuracy, loss = 0.5) =>
      isSolved(facts({ snapshot: { test: { loss, accuracy } } }));
    assert.equal(at(SOLVED_ACCURACY), true);
    assert.equal(at(SOLVED_ACCURACY - 0.001), false);
    assert.equal(at(null, 0.692 * 0.04), true);
    assert.equal(at(null, 0.692 * 0.06), false);
    assert.equal(isSolved(facts({ snapshot: { step: 0, test: { loss: 0, accuracy: 1 } } })), false);
  });

  test('the opening network fails and its fix succeeds, from the same start', async () => {
    const model = await createModel(tables.opening);
    const session = () => ({ description: model.description, catalog: tables, snapshot });
    let snapshot = await model.advance({
      steps: 120 * model.description.stepsPerEpoch,
      budgetMs: Infinity,
      snapshot: { signal: true },
    });
    const watch = new RunWatch();
    assert.equal(watch.assess(/** @type {any} */ (session())), true);
    assert.equal(watch.verdict?.name, 'faded');
    const { minimal, experiment } = model.description;
    const fixed = withPatch(minimal, experiment, /** @type {any} */ (watch.verdict).fixes[0].patch);
    await model.setExperiment(fixed);
    assert.equal(model.description.experiment.seed, experiment.seed);
    assert.deepEqual(
      model.description.experiment.network.layers.map((/** @type {any} */ { activation }) => activation.name),
      Array(5).fill('relu'),
    );
    assert.equal(model.description.experiment.network.initializer.name, 'he_normal');
    watch.restart();
    snapshot = await model.advance({
      steps: 120 * model.description.stepsPerEpoch,
      budgetMs: Infinity,
      snapshot: { signal: true },
    });
    assert.equal(watch.assess(/** @type {any} */ (session())), true);
    assert.equal(watch.verdict?.name, 'solved');
    assert.equal(watch.assess(/** @type {any} */ (session())), false, 'the same verdict is no news');
    await model.dispose();
  });
});
