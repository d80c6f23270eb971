// What lies at the edges of what can be: sizes that no longer fit 32 bits, samples that do not fit together, numbers that are none. Each
// is answered in words, and the networks beside it live on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, sizes, validate } from '../../web/engine/index.js';

const here = { worker: false };

/**
 * @param {() => Promise<unknown>} attempt
 * @param {string} code
 * @param {string | RegExp} path
 */
async function refused(attempt, code, path) {
  const beside = await createModel({}, here);
  await assert.rejects(attempt, (/** @type {any} */ error) => {
    assert.equal(error.code, code, error.message);
    if (typeof path === 'string') assert.equal(error.path, path);
    else assert.match(error.path, path);
    return true;
  });
  assert.equal((await beside.step(1)).step, 1);
  await beside.dispose();
}

test('a diagnosis within the last memory is told or refused in words', async () => {
  /** @param {number} layers */
  const experiment = (layers) => ({
    data: { samples: 8 },
    network: { initializer: 'constant', layers: Array(layers).fill({ units: 1024, activation: 'linear' }) },
    training: { optimizer: 'sgd', batch_size: 4 },
  });
  const limit = 2 ** 28;
  let layers = 1;
  while ((await sizes(experiment(layers + 1), here)).bytes <= limit) ++layers;
  const model = await createModel(experiment(layers), here);
  const outcome = await model.snapshot({ diagnosis: true }).catch((error) => error);
  assert.ok(outcome.diagnosis || outcome.code === 'out_of_memory', outcome.message);
  assert.ok(await model.evaluate());
  await model.dispose();
});

test('networks whose numbers no longer fit 32 bits are refused by the layer that is too much', async () => {
  const convolution = { type: 'conv2d', filters: 256, kernel_size: 31, padding: 15, activation: 'linear' };
  for (const layers of [34, 35, 40, 69]) {
    const experiment = { network: { layers: Array(layers).fill(convolution) } };
    await refused(() => sizes(experiment, here), 'too_large', /^network\.layers\[\d+\]$/);
    await refused(() => createModel(experiment, here), 'too_large', /^network\.layers\[\d+\]$/);
  }
});

test('a layer of 2 ** 32 weights is none of no weights', async () => {
  const columns = 2 ** 22;
  const data = { values: new Float32Array(2 * columns), labels: [0, 1], columns, problem: /** @type {const} */ ('binary') };
  const experiment = { data: { standardize: false }, network: { layers: [{ units: 1024 }] } };
  await refused(() => createModel(experiment, { ...here, data }), 'too_large', 'network.layers[0]');
});

test('pictures of more numbers than memory has are refused', async () => {
  const deep = { network: { layers: Array(1000).fill({ type: 'residual', rezero: true, layers: [{ units: 16 }] }) } };
  const wide = { network: { layers: Array(4).fill({ units: 1024 }) } };
  const first = { units: 16, activation: 'relu' };
  for (const [experiment, resolution] of /** @type {const} */ ([
    [{ network: { layers: [first, ...deep.network.layers] } }, 260],
    [wide, 512],
  ])) {
    const model = await createModel(experiment, here);
    await refused(() => model.snapshot({ unitGrids: resolution }), 'out_of_memory', '');
    assert.equal((await model.step(1)).step, 1);
    await model.dispose();
  }
});

test('samples that do not fit together are refused with their member', async () => {
  const values = [1, 2, 3, 4, 5, 6];
  const fitting = { values, labels: [0, 1, 0], columns: 2, problem: 'binary' };
  /** @type {[string, string, object][]} */
  const cases = [
    ['out_of_range', 'data.targets', { ...fitting, problem: 'regression', targets: 0 }],
    ['out_of_range', 'data.classes', { ...fitting, classes: 1e9 }],
    ['out_of_range', 'data.classes', { ...fitting, labels: [0, 1, 2], classes: 3 }],
    ['unknown_name', 'data.problem', { ...fitting, problem: 'multi-class' }],
  ];
  for (const [code, path, data] of cases)
    await refused(() => createModel({}, { ...here, data: /** @type {any} */ (data) }), code, path);
});

test('points with a number too many or too few are refused', async () => {
  const model = await createModel({}, here);
  await refused(() => model.predict([1, 2, 3]), 'shape_mismatch', 'points');
  assert.equal((await model.predict([1, 2, 3, 4])).length, 2);
  await model.dispose();
});

test('an experiment of very many members is refused by its first', async () => {
  const experiment = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 1]));
  await refused(() => validate(experiment), 'unknown_key', 'k0');
});

test('the sums of a layer that only activates are those of the layer before it', async () => {
  const histogram = { bins: 4, min: -1, max: 1 };
  /** @param {any} model @param {number} layer */
  const spread = async (model, layer) => {
    const told = (await model.snapshot({ histogram: { ...histogram, layer } })).histogram;
    return [told.below, ...told.counts, told.above];
  };
  const whole = await createModel({ network: { layers: [{ units: 4, activation: 'tanh' }] } }, here);
  const apart = await createModel(
    {
      network: {
        layers: [
          { units: 4, activation: 'linear' },
          { type: 'activation', activation: 'tanh' },
        ],
      },
    },
    here,
  );
  const expected = await spread(whole, 0);
  assert.ok(expected.every((count) => count > 0));
  assert.deepEqual(await spread(apart, 0), expected);
  assert.deepEqual(await spread(apart, 1), expected);
  const layers = [{ type: 'simple_rnn', units: 4, activation: 'relu', initializer: { name: 'normal', scale: 3 } }];
  const recurrent = await createModel({ data: { name: 'adding' }, network: { layers } }, here);
  assert.ok((await spread(recurrent, 0))[0] > 0, 'sums lie below 0, outputs of a ReLU do not');
});

test('sums that are no numbers lie in no bin', async () => {
  const model = await createModel({ network: { layers: Array(2).fill({ units: 2, activation: 'linear' }) } }, here);
  await model.setWeights((await model.weights()).map((_, i) => (i % 2 ? -3e38 : 3e38)));
  const { histogram } = await model.snapshot({ histogram: { layer: 1, bins: 4, min: -1, max: 1 } });
  assert.deepEqual([...(histogram?.counts ?? [])], [0, 0, 0, 0]);
  await refused(
    () => model.snapshot({ histogram: { layer: 0, bins: 4, min: Number.NEGATIVE_INFINITY, max: 0 } }),
    'out_of_range',
    'histogram.min',
  );
});

test('the best constant answer to smoothed labels is the measured one', async () => {
  const labels = Array.from({ length: 200 }, (_, i) => (i % 20 === 0 ? 1 : 0));
  const shares = [0.95, 0.05, 0];
  const data = {
    values: labels.flatMap((_, i) => [Math.sin(i * 12.9898), Math.sin((i + 500) * 12.9898)]),
    labels,
    columns: 2,
    problem: /** @type {const} */ ('multiclass'),
    classes: shares.length,
  };
  for (const smoothing of [0, 0.1, 0.5]) {
    const loss = { name: 'softmax_cross_entropy', label_smoothing: smoothing };
    const model = await createModel({ network: { layers: [] }, training: { loss } }, { ...here, data });
    const { baseline } = model.description;
    // Whatever else the biases say, without inputs it costs as much or more.
    const biases = shares.map((share) => Math.log(Math.max((1 - smoothing) * share + smoothing / shares.length, 1e-12)));
    for (const shift of [-0.3, -0.01, 0, 0.01, 0.3]) {
      await model.setWeights(
        Float32Array.from([...Array(6).fill(0), ...biases.map((bias, k) => bias + (k === 0 ? shift : 0))]),
      );
      const { loss: measured } = (await model.evaluate()).train;
      if (shift === 0) assert.ok(Math.abs((measured ?? 0) - (baseline.loss ?? 0)) < 1e-6, `${measured} at ${smoothing}`);
      else assert.ok((measured ?? 0) > (baseline.loss ?? 0), `${measured} at ${smoothing}, ${shift}`);
    }
  }
});

test("Adam's first step after a divergence is as long as its first of all", async () => {
  /** @param {boolean} diverges */
  const firstStep = async (diverges) => {
    const model = await createModel({ training: { optimizer: { name: 'adam', learning_rate: 0.01 } } }, here);
    const start = (await model.weights()).slice();
    if (diverges) {
      await model.step(1);
      await model.trainOn([0], 1e38);
      assert.ok((await model.trainOn([0])).diverged);
      await model.setWeights(start);
    }
    await model.trainOn([0, 1, 2, 3], 0.01);
    return model.weights();
  };
  assert.deepEqual(await firstStep(true), await firstStep(false));
});

test('a gradient that is infinite ends training, clipped or not', async () => {
  for (const clip of [0, 1]) {
    const training = { loss: 'mean_squared_error', clip_value: clip, optimizer: { name: 'sgd', learning_rate: 1e-9 } };
    const network = { layers: [], output: { initializer: 'zeros' } };
    const data = { values: [3e38, 3e38], labels: [1, 1], columns: 1, problem: /** @type {const} */ ('regression') };
    const model = await createModel({ data: { standardize: false }, network, training }, { ...here, data });
    assert.ok((await model.trainOn([0, 1])).diverged, `clip_value ${clip}`);
  }
});
