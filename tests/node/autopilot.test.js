// The autopilot on starts that fail for different causes.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import * as engine from 'relu-playground';
import { autopilot } from '../../web/engine/autopilot.js';
import { createPool } from '../../web/engine/pool.js';

const pool = createPool();
after(() => pool.dispose());

const dense = (/** @type {number} */ depth, units = 8, activation = 'relu') =>
  Array.from({ length: depth }, () => ({ units, activation }));
const sgd = (/** @type {number} */ learning_rate) => ({ optimizer: { name: 'sgd', learning_rate }, batch_size: 16 });
const circle = { name: 'circle', samples: 400 };

/** @type {[string, any, string, RegExp][]} the start, the experiment, what must be seen first, and in which words */
const starts = [
  [
    'deep sigmoid',
    { data: circle, network: { layers: dense(6, 8, 'sigmoid'), initializer: 'glorot_uniform' }, training: sgd(0.1) },
    'vanishing_backward',
    /learning signal/,
  ],
  [
    'a narrow ReLU network that was born dead',
    { data: circle, network: { layers: dense(10, 2) }, training: sgd(0.1) },
    'born_dead',
    /off for every training point/,
  ],
  ['a rate of 100', { data: circle, network: { layers: dense(2) }, training: sgd(100) }, 'dying', /They died by epoch 1/],
  ['a rate of a millionth', { data: circle, network: { layers: dense(2) }, training: sgd(1e-6) }, 'rate_too_low', /too small/],
  ['no hidden layers', { data: circle, network: { layers: [] }, training: sgd(0.1) }, 'stuck', /straight line/],
  [
    'zeros',
    { data: circle, network: { layers: dense(2, 8, 'tanh'), initializer: 'zeros' }, training: sgd(0.1) },
    'born_dead',
    /copies of one/,
  ],
  [
    'zeros, sigmoid',
    { data: circle, network: { layers: dense(2, 8, 'sigmoid'), initializer: 'zeros' }, training: sgd(0.3) },
    'symmetric',
    /same weights/,
  ],
  [
    'biases of −5',
    { data: circle, network: { layers: dense(2), bias_initializer: { name: 'constant', value: -5 } }, training: sgd(0.1) },
    'born_dead',
    /before the first step/,
  ],
  [
    'ReLU of depth 30 from Glorot',
    { data: circle, network: { layers: dense(30, 10), initializer: 'glorot_uniform' }, training: sgd(0.05) },
    'vanishing_forward',
    /Before the first step what left the last hidden layer was 1\/[\d,]+ of what left the first\. In layer \d+, all 10 units are off/,
  ],
  [
    'saturated from the start',
    { data: circle, network: { layers: dense(2, 8, 'tanh'), initializer: { name: 'normal', scale: 30 } }, training: sgd(0.01) },
    'saturated',
    /plateau/,
  ],
];

describe('autopilot', () => {
  for (const [title, experiment, seen, words] of starts) {
    test(title, async () => {
      const {
        solved,
        log,
        experiment: found,
      } = await autopilot(engine, { seed: 1, ...experiment }, { epochs: 100, run: pool.run });
      const story = log
        .map(({ saw, did, result }) => `${did?.name ?? 'as it is'}: ${saw.name} (${result.test.accuracy})`)
        .join(' → ');
      assert.equal(log[0].saw.name, seen, story);
      assert.match(log[0].saw.sentence, words);
      assert.equal(log[0].did, null);
      assert.equal(solved, true, story);
      assert.ok(log.length <= 6, story);
      const last = /** @type {NonNullable<ReturnType<typeof log.at>>} */ (log.at(-1));
      assert.equal(last.saw.name, 'solved');
      assert.deepEqual(last.experiment, found);
      assert.equal((await engine.validate(found)).experiment.seed, 1, 'the same start');
      for (const { did, why } of log.slice(1))
        assert.ok(did?.name === 'train_on' ? why?.tone === 'calm' : why?.fixes.some(({ name }) => name === did?.name));
    });
  }

  test('without a fix that helps it tries each once, keeps the best and says that it is not solved', async () => {
    /** @type {string[]} */
    const seen = [];
    const experiment = { seed: 1, data: circle, network: { layers: [] }, training: sgd(0.1) };
    const { solved, log } = await autopilot(engine, experiment, {
      epochs: 2,
      runs: 3,
      onStep: ({ saw }) => seen.push(saw.name),
    });
    assert.equal(solved, false);
    assert.ok(log.length <= 3);
    assert.equal(seen.length, log.length);
    const tried = log.filter(({ did }) => did?.name !== 'train_on').map((step) => JSON.stringify(step.experiment));
    assert.equal(new Set(tried).size, tried.length, 'nothing is tried twice');
  });

  test('a number of runs that is none is refused', async () => {
    for (const runs of [0, -1, 1.5, Number.NaN])
      await assert.rejects(autopilot(engine, {}, { epochs: 1, runs }), {
        name: 'PlaygroundError',
        code: 'out_of_range',
        path: 'runs',
      });
  });

  test('it can be stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(autopilot(engine, {}, { stop: stop.signal }), { code: 'aborted' });
  });
});
