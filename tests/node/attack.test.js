// Attacks through the public API: refusals name their path, outcomes fit together, the smallest one is the smallest.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createModel } from '../../web/engine/index.js';

/** @type {any} */
const experiment = { seed: 5, data: { name: 'circle', samples: 200 } };

/** @type {Awaited<ReturnType<typeof createModel>>} */ let model;
/** @type {Float32Array} */ let points;
before(async () => {
  model = await createModel(experiment);
  await model.fit({ epochs: 60 });
  points = (await model.data()).test.points;
});
after(() => model.dispose());

/** @param {number} row */
const sampleOf = (row) => points.slice(2 * row, 2 * row + 2);

test('an attack of the smallest size changes the answer, one just below it does not', async () => {
  for (const kind of /** @type {const} */ (['fgsm', 'pgd'])) {
    for (const norm of /** @type {const} */ (['linf', 'l2'])) {
      const samples = points.slice(0, 40);
      const { epsilons, limit } = await model.smallestSteps({ kind, norm, samples });
      assert.equal(epsilons.length, 20);
      assert.equal(limit, 12);
      assert.ok(epsilons.some(Number.isFinite), `${kind} ${norm} finds something`);
      for (const [row, epsilon] of [...epsilons].entries()) {
        if (!Number.isFinite(epsilon)) continue;
        const sample = sampleOf(row);
        const there = await model.attack({ kind, norm, sample, epsilon });
        assert.notEqual(there.from, there.to, `${kind} ${norm} row ${row} at ${epsilon}`);
        const [probability = Number.NaN] = there.after;
        assert.equal(Number(probability > 0.5), there.to);
        /** @type {number} */
        const shorter = epsilon - limit / 4096;
        if (shorter < 0) continue;
        const short = await model.attack({ kind, norm, sample, epsilon: shorter });
        assert.equal(short.from, short.to, `${kind} ${norm} row ${row} at ${shorter}`);
      }
    }
  }
});

test('the path begins at the sample and has one point a step', async () => {
  const sample = sampleOf(3);
  const { path } = await model.attack({ kind: 'pgd', sample, epsilon: 1, steps: 7 });
  assert.equal(path.length, 16);
  assert.deepEqual([...path.slice(0, 2)], [...sample]);
  const single = await model.attack({ sample, epsilon: 1 });
  assert.equal(single.path.length, 4);
  assert.deepEqual(
    [...single.path.slice(2)].map((value, axis) => Math.abs(value - (sample[axis] ?? 0)) < 1 + 1e-6),
    [true, true],
  );
});

test('an attack leaves the network as it was', async () => {
  const hash = await model.weightHash();
  await model.smallestSteps({ kind: 'pgd', samples: points.slice(0, 8) });
  await model.attack({ sample: sampleOf(0), epsilon: 2 });
  assert.equal(await model.weightHash(), hash);
});

test('what cannot be attacked is refused with its path', async () => {
  const sample = sampleOf(0);
  const refused = async (/** @type {any} */ request, /** @type {string} */ code, /** @type {string} */ path) =>
    assert.rejects(model.attack(request), (/** @type {any} */ error) => error.code === code && error.path === path);
  await refused({ epsilon: 1 }, 'shape_mismatch', 'sample');
  await refused({ sample: [1, 2, 3], epsilon: 1 }, 'shape_mismatch', 'sample');
  await refused({ sample: [Number.NaN, 0], epsilon: 1 }, 'shape_mismatch', 'sample');
  await refused({ sample, epsilon: -1 }, 'out_of_range', 'epsilon');
  await refused({ sample, epsilon: 13 }, 'out_of_range', 'epsilon');
  await refused({ sample }, 'out_of_range', 'epsilon');
  await refused({ sample, epsilon: 1, kind: 'guess' }, 'unknown_name', 'kind');
  await refused({ sample, epsilon: 1, norm: 'l3' }, 'unknown_name', 'norm');
  await refused({ sample, epsilon: 1, steps: 0 }, 'out_of_range', 'steps');
  await assert.rejects(
    model.smallestSteps({ samples: [1] }),
    (/** @type {any} */ error) => error.code === 'shape_mismatch' && error.path === 'samples',
  );
  const regression = await createModel({ data: { name: 'plane' } });
  await assert.rejects(
    regression.attack({ sample: [0, 0], epsilon: 1 }),
    (/** @type {any} */ error) => error.code === 'mismatch' && error.path === 'data',
  );
  await regression.dispose();
});
