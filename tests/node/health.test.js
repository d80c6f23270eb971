// The health of units, the watch over epochs, and what a snapshot tells of both, through the engine's API.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, UNIT_STATES } from 'relu-playground';

const dead = UNIT_STATES.indexOf('dead');

/** @param {any} changes */
const circle = ({ layers, ...training }) => ({
  seed: 3,
  data: { name: 'circle', samples: 200 },
  network: { layers },
  training: { optimizer: { name: 'sgd', learning_rate: 0.1 }, ...training },
});

/** @param {number} units @param {any} [more] */
const relu = (units, more) => ({ type: 'dense', units, activation: 'relu', ...more });

test('health is what the units’ own values say', async () => {
  const low = { bias_initializer: { name: 'constant', value: -3 } };
  const model = await createModel(circle({ layers: [relu(8, low), { type: 'dense', units: 4, activation: 'tanh' }] }));
  for (const steps of [0, 40]) {
    const { health } = await model.advance({ steps, budgetMs: Number.POSITIVE_INFINITY, snapshot: { health: true } });
    assert.ok(health);
    assert.equal(health.length, model.description.layers.length);
    for (const [stage, { units }] of model.description.layers.entries()) {
      for (let unit = 0; unit < units; ++unit) {
        const { train, test: held } = await model.unitValues(stage, unit);
        assert.equal(train.length, model.description.trainRows);
        assert.equal(held.length, model.description.testRows);
        const fires = train.filter((value) => value !== 0).length / train.length;
        assert.ok(Math.abs(health[stage].fires[unit] - fires) < 1e-6);
        assert.equal(health[stage].states[unit] === dead, fires === 0);
      }
    }
    assert.ok(health[0].states.includes(dead), 'biases of −3 kill some units');
  }
  await assert.rejects(model.unitValues(9, 0), { code: 'out_of_range', path: 'stage' });
  await assert.rejects(model.unitValues(0, 8), { code: 'out_of_range', path: 'unit' });
  await model.dispose();
});

test('what was born dead stays known when it lives, and what dies later was not born so', async () => {
  const low = { bias_initializer: { name: 'constant', value: -1 } };
  const optimizer = { name: 'sgd', learning_rate: 0.5 };
  const model = await createModel({ ...circle({ layers: [relu(8), relu(8, low)], optimizer }), seed: 1 });
  const { health: atStart = [] } = await model.snapshot({ health: true });
  await model.step(80);
  const { health: now = [] } = await model.snapshot({ health: true });
  const fates = now.flatMap(({ states, bornDead }, stage) =>
    [...states].map((state, unit) => {
      const bornSo = atStart[stage].states[unit] === dead;
      assert.equal(Boolean(bornDead[unit]), bornSo, `layer ${stage}, unit ${unit}`);
      return `${bornSo ? 'born dead' : 'born alive'}, ${state === dead ? 'dead' : 'alive'} now`;
    }),
  );
  // Without all four this run would not tell "born dead" from "dead now".
  assert.deepEqual([...new Set(fates)].sort(), [
    'born alive, alive now',
    'born alive, dead now',
    'born dead, alive now',
    'born dead, dead now',
  ]);
  await model.dispose();
});

test('a watched run knows the epoch at which units died', async () => {
  const experiment = circle({ layers: [relu(16), relu(16)], optimizer: { name: 'sgd', learning_rate: 8 } });
  const model = await createModel(experiment);
  const { stepsPerEpoch } = model.description;
  await model.advance({ steps: 6 * stepsPerEpoch, budgetMs: Number.POSITIVE_INFINITY, watch: { health: true } });
  const { health, diverged } = await model.snapshot({ health: true });
  assert.equal(diverged, false);
  const died = health?.flatMap(({ diedAt }) => [...diedAt]).filter((step) => !Number.isNaN(step)) ?? [];
  assert.ok(died.length > 0, 'a rate of 8 kills units');
  for (const step of died) assert.equal(step % stepsPerEpoch, 0);
  // The same run looked at epoch by epoch tells the same.
  await model.reset();
  const seen = new Map();
  for (let epoch = 0; epoch <= 6; ++epoch) {
    const { health: now } = await model.snapshot({ health: true });
    now?.forEach(({ states }, stage) => {
      states.forEach((state, unit) => {
        const key = `${stage}.${unit}`;
        if (state === dead && !seen.has(key)) seen.set(key, epoch * stepsPerEpoch);
        if (state !== dead) seen.delete(key);
      });
    });
    if (epoch < 6) await model.step(stepsPerEpoch);
  }
  health?.forEach(({ states, diedAt, bornDead }, stage) => {
    states.forEach((state, unit) => {
      if (state === dead)
        assert.equal(seen.get(`${stage}.${unit}`), bornDead[unit] && Number.isNaN(diedAt[unit]) ? 0 : diedAt[unit]);
    });
  });
  await model.dispose();
});

test('solvedEpoch is the first epoch end at which the target is reached, however long the calls are', async () => {
  const experiment = circle({ layers: [relu(8)] });
  const byEpoch = await createModel(experiment);
  let first = null;
  for (let epoch = 1; epoch <= 60 && first === null; ++epoch) {
    const { test: score } = await byEpoch.step(byEpoch.description.stepsPerEpoch);
    if ((score.accuracy ?? 0) >= 0.9) first = epoch;
  }
  assert.ok(first !== null);
  const watched = await createModel(experiment);
  const watch = { target: 0.9 };
  const { solvedEpoch } = await watched.advance({
    steps: 60 * watched.description.stepsPerEpoch,
    budgetMs: Number.POSITIVE_INFINITY,
    watch,
  });
  assert.equal(solvedEpoch, first);
  await watched.reset();
  let progress = await watched.snapshot();
  assert.equal(progress.solvedEpoch, null);
  while (progress.epoch < 60) progress = await watched.advance({ steps: 7, budgetMs: Number.POSITIVE_INFINITY, watch });
  assert.equal(progress.solvedEpoch, first);
  const { history } = await byEpoch.fit({ epochs: 1, watch });
  assert.equal(history[0].solvedEpoch, first + 1, 'who looks later sees it later');
  await byEpoch.dispose();
  await watched.dispose();
});

test('watching changes no weight', async () => {
  const experiment = circle({ layers: [relu(8), relu(8)] });
  const hashes = [];
  for (const watch of [undefined, { health: true }]) {
    const model = await createModel(experiment);
    await model.advance({ steps: 100, budgetMs: Number.POSITIVE_INFINITY, watch });
    hashes.push(await model.weightHash());
    await model.dispose();
  }
  assert.equal(hashes[0], hashes[1]);
});

test('the update ratio is that of the last step, and regimes are shares of the sums', async () => {
  const model = await createModel(circle({ layers: [relu(8)] }));
  const { layers, trainRows } = model.description;
  assert.equal((await model.snapshot({ signal: true })).signal?.[0].updateRatio, 0);
  await model.step(5);
  const before = await model.weights();
  await model.step();
  const after = await model.weights();
  const { signal, histogram } = await model.snapshot({
    signal: true,
    histogram: { layer: 0, bins: 4, min: -1, max: 1 },
  });
  const norm = (/** @type {Float32Array} */ values) => Math.hypot(...values);
  const { offset, count } = layers[0].weights;
  const change = norm(after.subarray(offset, offset + count).map((weight, i) => weight - before[offset + i]));
  const ratio = change / norm(after.subarray(offset, offset + count));
  assert.ok(Math.abs((signal?.[0].updateRatio ?? 0) - ratio) < 1e-4 * ratio);
  let off = 0;
  for (let unit = 0; unit < 8; ++unit) off += (await model.unitValues(0, unit)).train.filter((value) => value === 0).length;
  assert.ok(histogram);
  assert.ok(Math.abs(histogram.regimes.off - off / (8 * trainRows)) < 1e-9);
  assert.ok(Math.abs(histogram.regimes.linear - (1 - off / (8 * trainRows))) < 1e-9);
  assert.equal(histogram.regimes.saturated, 0);
  await model.dispose();
});
