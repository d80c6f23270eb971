// What the engine tells of one sample, of every row and of every step: responses, states, answers, confusion, step signal.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createModel } from 'relu-playground';

/** @typedef {import('../../web/engine/types.js').StepSignal} StepSignal */

/** Float32 sums of a few dozen terms, whose order the two ways may differ in. */
const FEW_ROUNDINGS = 1e-5;

const digits = {
  data: { name: 'digits_8x8' },
  network: {
    layers: [
      { type: 'conv2d', filters: 4, padding: 1 },
      { type: 'max_pooling2d' },
      { type: 'residual', layers: [{ type: 'conv2d', filters: 4, padding: 1 }] },
      { type: 'flatten' },
    ],
  },
};

const lines = (/** @type {Record<string, any>} */ network, steps = 12) => ({
  data: { name: 'adding', steps, samples: 60 },
  network,
});

/** @param {any} experiment @param {(model: Awaited<ReturnType<typeof createModel>>) => Promise<void>} body */
async function using(experiment, body) {
  const model = await createModel(experiment);
  try {
    await body(model);
  } finally {
    await model.dispose();
  }
}

describe('a sample', () => {
  test('gets an answer from every stage, in the stage’s shape', () =>
    using(digits, async (model) => {
      const { layers, sample } = model.description;
      assert.deepEqual(sample, [1, 8, 8]);
      const stages = await model.sampleResponses('test', 5);
      assert.deepEqual(
        stages.map(({ length }) => length),
        layers.map(({ shape: [channels, height, width] }) => channels * height * width),
      );
      const { test: part } = await model.data();
      const values = part.points.slice(5 * 64, 6 * 64);
      const own = await model.responsesOf(values);
      assert.deepEqual(own, stages, 'the same numbers, the same answers');
      const logits = await model.predict(values, { logits: true });
      assert.deepEqual(stages.at(-1), logits);
      // A 2 × 2 pool of the first channel, by hand.
      const [conv, pool] = /** @type {[Float32Array, Float32Array]} */ (/** @type {unknown} */ (stages));
      assert.equal(pool[0], Math.max(conv[0] ?? 0, conv[1] ?? 0, conv[8] ?? 0, conv[9] ?? 0));
      assert.ok(conv.every((value) => value >= 0));
    }));

  test('comes with a snapshot, and the answers of all rows too', () =>
    using(digits, async (model) => {
      await model.step(20);
      const { layers, testRows, classes } = model.description;
      const snapshot = await model.snapshot({
        sample: { part: 'test', row: 7 },
        responses: 'test',
        answers: 'test',
        confusion: 'test',
      });
      const { sample, responses, answers, confusion } = /** @type {Required<typeof snapshot>} */ (snapshot);
      assert.equal(responses.length, layers.reduce((sum, { units }) => sum + units, 0) * testRows);
      let first = 0;
      for (const [stage, { units }] of layers.entries()) {
        const ofRow = Float32Array.from({ length: units }, (_, unit) => responses[(first + unit) * testRows + 7] ?? Number.NaN);
        assert.deepEqual(ofRow, sample.stages[stage]);
        first += units;
      }
      const ofRow = answers.subarray(7 * classes, 8 * classes);
      assert.deepEqual(Array.from(ofRow), Array.from(sample.answer));
      assert.ok(Math.abs(ofRow.reduce((sum, share) => sum + share, 0) - 1) < FEW_ROUNDINGS);
      assert.equal(
        confusion.counts.reduce((sum, count) => sum + count, 0),
        testRows,
      );
    }));

  test('that does not fit is refused with its path', () =>
    using(digits, async (model) => {
      await assert.rejects(model.responsesOf([1, 2, 3]), { code: 'shape_mismatch', path: 'values' });
      await assert.rejects(model.sampleResponses('test', model.description.testRows), {
        code: 'out_of_range',
        path: 'sample.row',
      });
      await assert.rejects(model.sampleResponses(/** @type {any} */ ('all'), 0), { code: 'unknown_name', path: 'sample.part' });
    }));
});

describe('a recurrent layer', () => {
  test('tells its states of every step', () =>
    using(lines({ layers: [{ type: 'simple_rnn', units: 3 }] }), async (model) => {
      assert.deepEqual(model.description.sample, [2, 12, 1]);
      assert.deepEqual(
        model.description.layers.map(({ steps }) => steps),
        [12, 0],
      );
      const weights = await model.weights();
      const { sample } = await model.snapshot({ sample: { part: 'train', row: 4 } });
      const { values, states, stages } = /** @type {NonNullable<typeof sample>} */ (sample);
      const [own, none] = states;
      assert.equal(none, null);
      // hₜ = tanh(W·xₜ + R·hₜ₋₁), number by number; W, R and b lie one after the other.
      let before = [0, 0, 0];
      for (let step = 0; step < 12; step++) {
        const now = before.map((_, unit) => {
          let sum = weights[15 + unit] ?? Number.NaN;
          for (let input = 0; input < 2; input++) sum += (weights[unit * 2 + input] ?? 0) * (values[input * 12 + step] ?? 0);
          for (let other = 0; other < 3; other++) sum += (weights[6 + unit * 3 + other] ?? 0) * (before[other] ?? 0);
          return Math.tanh(sum);
        });
        now.forEach((state, unit) => {
          assert.ok(Math.abs(state - (own?.[unit * 12 + step] ?? Number.NaN)) < FEW_ROUNDINGS, `unit ${unit}, step ${step}`);
        });
        before = now;
      }
      assert.deepEqual(
        Array.from(stages[0] ?? []),
        [0, 1, 2].map((unit) => own?.[unit * 12 + 11]),
        'the layer hands on its last state',
      );
    }));

  test('has a signal at every step, and fades beyond what float32 holds', () => {
    const layer = { type: 'simple_rnn', units: 4, activation: 'linear', use_bias: false };
    const recurrent = { name: 'constant', value: 0.0175 };
    return using(lines({ layers: [{ ...layer, recurrent_initializer: recurrent }] }, 60), async (model) => {
      const { stepSignal } = await model.snapshot({ stepSignal: true });
      const [own, output] = /** @type {(StepSignal | null)[]} */ (stepSignal);
      assert.equal(output, null);
      assert.equal(own?.forwardRms.length, 60);
      assert.equal(own?.deltaRms.length, 60);
      // After one step back all four units carry the same delta, and each further step multiplies it by 4 · 0.0175.
      for (let step = 0; step < 58; step++) {
        const ratio = (own?.deltaRms[step] ?? 0) / (own?.deltaRms[step + 1] ?? 0);
        assert.ok(Math.abs(ratio / 0.07 - 1) < FEW_ROUNDINGS, `step ${step}: ${ratio}`);
      }
      assert.ok((own?.deltaRms[0] ?? 0) < 1e-67);
    });
  });
});
