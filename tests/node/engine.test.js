// The engine's public API in Node: what it promises, what it refuses, and that it gives memory back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Worker } from 'node:worker_threads';
import { EngineHost } from '../../web/engine/host.js';
import { catalog, createModel, curve, engineVariant, PlaygroundError, sizes, validate } from '../../web/engine/index.js';
import { engineOf } from '../../web/engine/instance.js';
import { compiledModule, loadEngine } from '../../web/engine/loader.js';
import { Model } from '../../web/engine/model.js';

const small = {
  data: { samples: 60 },
  network: { layers: [{ units: 4 }, { units: 3, activation: 'tanh' }] },
  training: { batch_size: 10 },
};

/**
 * @param {Promise<unknown>} promise
 * @param {{ code: string, path?: string, message?: RegExp }} expected
 */
async function refused(promise, { code, path = '', message = /./ }) {
  await assert.rejects(promise, (/** @type {any} */ error) => {
    assert.ok(error instanceof PlaygroundError);
    assert.equal(error.code, code);
    assert.equal(error.path, path);
    assert.match(error.message, message);
    return true;
  });
}

test('the description fits the weights', async () => {
  const model = await createModel(small);
  const { layers, parameters, inputs, trainRows, testRows, stepsPerEpoch, units } = model.description;
  assert.equal(inputs.length, 2);
  assert.deepEqual(
    layers.map((layer) => layer.units),
    [4, 3, 1],
  );
  assert.equal(parameters, 4 * 2 + 4 + (3 * 4 + 3) + (3 + 1));
  assert.equal((await model.weights()).length, parameters);
  assert.equal(trainRows + testRows, 60);
  assert.equal(stepsPerEpoch, 3);
  assert.equal(units, 2 + 4 + 3 + 1);
  const places = layers.flatMap(({ weights, biases }) => [weights, /** @type {any} */ (biases)]);
  assert.equal(
    places.reduce((sum, { count }) => sum + count, 0),
    parameters,
  );
  await model.dispose();
});

test('steps, epochs and resets', async () => {
  const model = await createModel(small);
  const start = await model.weightHash();
  const progress = await model.step(4);
  assert.equal(progress.step, 4);
  assert.equal(progress.epoch, 4 / 3);
  const trained = await model.weightHash();
  assert.notEqual(trained, start);
  await model.reset();
  assert.equal(await model.weightHash(), start);
  /** @type {number[]} */
  const seen = [];
  const { history } = await model.fit({ epochs: 2, onEpoch: ({ epoch }) => seen.push(epoch) });
  assert.deepEqual(seen, [1, 2]);
  assert.equal(history.length, 2);
  await model.reset();
  await model.step(4);
  assert.equal(await model.weightHash(), trained);
  await model.dispose();
});

test('models of one engine do not disturb each other', async () => {
  const alone = await createModel(small);
  await alone.step(40);
  const wanted = await alone.weightHash();
  await alone.dispose();

  const other = { ...small, seed: 7, network: { layers: [{ units: 9, activation: 'gelu' }] } };
  const [first, second] = await Promise.all([createModel(small), createModel(other)]);
  for (let turn = 0; turn < 8; ++turn) {
    await Promise.all([first.step(5), second.step(3), second.snapshot({ unitGrids: 20 })]);
    if (turn === 3) await (await createModel(other)).dispose();
  }
  assert.equal(await first.weightHash(), wanted);
  await second.dispose();
  await first.step(1);
  await first.reset();
  await first.step(40);
  assert.equal(await first.weightHash(), wanted);
  await first.dispose();
});

test('any number of engines, here or in a worker, are made from one compilation', async (context) => {
  const compile = context.mock.method(WebAssembly, 'compile');
  const [here, again] = await Promise.all([compiledModule('scalar'), compiledModule('scalar')]);
  const engines = await Promise.all([loadEngine('scalar'), engineOf(here)]);
  assert.ok(compile.mock.callCount() <= 2); // its first part and the rest
  assert.equal(here.compiled, again.compiled);
  assert.notEqual(engines[0].memory, engines[1].memory);

  // What is posted to a worker arrives as a module, not as a copy of its bytes.
  const worker = new Worker(
    "const { parentPort: port } = require('node:worker_threads'); port.on('message', (build) => { port.postMessage(build.compiled instanceof WebAssembly.Module); port.close(); })",
    { eval: true },
  );
  const arrived = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage(here);
  assert.equal(await arrived, true);
});

/** An engine as a worker has it: its rest comes when it is needed. @param {string} rest */
const lazyHost = async (rest) => {
  const build = await compiledModule();
  return new EngineHost(() => engineOf({ ...build, rest }));
};

test('networks of dense layers over the plane need no rest of the engine', async () => {
  const host = await lazyHost('file:///not/here.wasm');
  const { activations, datasets, opening } = await catalog();
  const experiments = [
    opening,
    ...activations.map(({ name }) => ({ network: { layers: [{ units: 5, activation: name }] } })),
    ...datasets.map(({ name }) => ({ data: { name }, training: { optimizer: 'adam' } })),
  ];
  for (const experiment of experiments) {
    const answer = /** @type {any} */ (await host.open(experiment, null));
    assert.ok(answer.value, `${JSON.stringify(experiment)}: ${answer.error?.message}`);
    const request = { outputGrid: 9, unitGrids: 9, weights: true, signal: true, health: true, diagnosis: true };
    const trained = /** @type {any} */ (await host.call(answer.value.id, 'advance', [{ steps: 3, snapshot: request }]));
    assert.equal(trained.value?.step, 3, trained.error?.message);
    await host.close(answer.value.id);
  }
});

test('the rest of the engine comes with its first call, and gives the same bits', async () => {
  const { rest } = await compiledModule();
  const experiment = {
    data: { name: 'digits_8x8' },
    network: { layers: [{ type: 'conv2d', filters: 3 }, { type: 'flatten' }] },
    training: { optimizer: 'rmsprop' },
  };
  const host = await lazyHost(/** @type {string} */ (rest));
  const { value } = /** @type {any} */ (await host.open(experiment, null));
  await host.call(value.id, 'step', [20]);
  const hash = /** @type {any} */ (await host.call(value.id, 'weightHash', []));
  const model = await createModel(experiment);
  await model.step(20);
  assert.equal(hash.value, await model.weightHash());
  await model.dispose();
});

test('a rest that does not come ends the engine, in words; the next one asks again', async () => {
  const build = await compiledModule();
  let rest = 'file:///not/here.wasm';
  const host = new EngineHost(() => engineOf({ ...build, rest }));
  const dense = /** @type {any} */ (await host.open({}, null)).value;
  const recurrent = { data: { name: 'adding' }, network: { layers: [{ type: 'simple_rnn', units: 3 }] } };
  const { error } = /** @type {any} */ (await host.open(recurrent, null));
  assert.equal(error.code, 'engine_failed');
  assert.match(error.message, /here\.wasm/);
  const lost = /** @type {any} */ (await host.call(dense.id, 'step', [1]));
  assert.equal(lost.error.code, 'engine_failed');
  rest = /** @type {string} */ (build.rest);
  const { value } = /** @type {any} */ (await host.open(recurrent, null));
  assert.equal(/** @type {any} */ (await host.call(value.id, 'step', [2])).value.step, 2);
});

test('fit stops when it is told to', async () => {
  const model = await createModel(small);
  const controller = new AbortController();
  await refused(model.fit({ epochs: 100, onEpoch: () => controller.abort(), signal: controller.signal }), { code: 'aborted' });
  assert.equal((await model.step(0)).epoch, 1);
  await model.dispose();
});

test('fit hears a timer, between epochs and within one', async () => {
  const wide = { data: { samples: 5000 }, network: { layers: [{ units: 512 }, { units: 512 }] }, training: { batch_size: 1 } };
  for (const [experiment, epochs] of /** @type {[any, number][]} */ ([
    [small, 100_000],
    [wide, 1],
  ])) {
    const model = await createModel(experiment);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    await refused(model.fit({ epochs, signal: controller.signal }), { code: 'aborted' });
    assert.ok((await model.step(0)).epoch < epochs);
    await model.dispose();
  }
});

test('fit takes a whole number of epochs', async () => {
  const model = await createModel(small);
  for (const epochs of [Number.NaN, -1, 1.5, '3', Number.POSITIVE_INFINITY, null])
    await refused(model.fit(/** @type {any} */ ({ epochs })), {
      code: 'out_of_range',
      path: 'epochs',
      message: /expected a whole number in 0\.\.1000000000, got /,
    });
  assert.deepEqual(await model.fit({ epochs: 0 }), { history: [] });
  assert.equal((await model.step(0)).step, 0);
  await model.dispose();
});

test('a budget ends a call, and progress is kept', async () => {
  const model = await createModel(small);
  const snapshot = await model.advance({ budgetMs: 0 });
  assert.ok(snapshot.step >= 1);
  const bounded = await model.advance({ steps: 5, budgetMs: 1e6 });
  assert.equal(bounded.step, snapshot.step + 5);
  await model.dispose();
});

test('a snapshot holds what was asked for and nothing else', async () => {
  const model = await createModel({ ...small, data: { name: 'blobs', samples: 60 } });
  const bare = await model.snapshot();
  assert.deepEqual(Object.keys(bare).sort(), ['diverged', 'epoch', 'solvedEpoch', 'step', 'test', 'train']);
  const full = await model.snapshot({
    outputGrid: 10,
    unitGrids: 6,
    weights: true,
    histogram: { layer: 1, bins: 12, min: -3, max: 3 },
    signal: true,
  });
  const { outputs, units, parameters, layers, trainRows } = model.description;
  assert.equal(full.outputGrid?.length, outputs * 100);
  assert.equal(full.unitGrids?.length, units * 36);
  assert.equal(full.weights?.length, parameters);
  assert.equal(full.signal?.length, layers.length);
  const { counts, below, above, total } = /** @type {any} */ (full.histogram);
  assert.equal(total, trainRows * 3);
  assert.equal(
    counts.reduce((/** @type {number} */ sum, /** @type {number} */ n) => sum + n, below + above),
    total,
  );
  await refused(model.snapshot({ outputGrid: 513 }), { code: 'out_of_range', path: 'outputGrid' });
  await refused(model.snapshot({ histogram: { layer: 9, bins: 4, min: 0, max: 1 } }), {
    code: 'out_of_range',
    path: 'histogram.layer',
  });
  await model.dispose();
});

test('the data are the generated points, training rows first', async () => {
  const model = await createModel(small);
  const { train, test: held } = await model.data();
  assert.equal(train.points.length, 2 * train.labels.length);
  assert.equal(train.labels.length, model.description.trainRows);
  assert.equal(held.labels.length, model.description.testRows);
  await model.dispose();
});

test('predictions: probabilities or raw outputs, in the order of the points', async () => {
  const model = await createModel(small);
  await model.fit({ epochs: 20 });
  const points = [
    [0, 0],
    [5, 0],
    [0, -5],
  ];
  const probabilities = await model.predict(points);
  const outputs = await model.predict(points.flat(), { logits: true });
  assert.equal(probabilities.length, 3);
  for (let i = 0; i < 3; ++i) assert.ok(Math.abs(probabilities[i] - 1 / (1 + Math.exp(-outputs[i]))) < 1e-6);
  await model.dispose();
});

test('a refused experiment leaves the running network untouched', async () => {
  const model = await createModel(small);
  await model.step(7);
  const hash = await model.weightHash();
  await refused(model.setExperiment({ network: { layers: [{ units: -3 }] } }), {
    code: 'out_of_range',
    path: 'network.layers[0].units',
    message: /^network\.layers\[0\]\.units: expected a whole number in 1\.\.1024, got -3$/,
  });
  assert.equal(await model.weightHash(), hash);
  assert.equal((await model.step(1)).step, 8);
  const description = await model.setExperiment({ ...small, seed: 9 });
  assert.equal(description.experiment.seed, 9);
  assert.equal((await model.step(0)).step, 0);
  await model.dispose();
});

test('a rate that overflows ends the run with finite weights', async () => {
  const model = await createModel({ ...small, training: { optimizer: { name: 'sgd', learning_rate: 1e38 } } });
  const { history } = await model.fit({ epochs: 50 });
  const last = history[history.length - 1];
  assert.ok(last.diverged);
  assert.ok(history.length < 50);
  assert.ok((await model.weights()).every(Number.isFinite));
  await model.dispose();
});

test('disposal: twice is harmless, another call is refused', async () => {
  const model = await createModel(small);
  await model.dispose();
  await model.dispose();
  await refused(model.step(), { code: 'disposed' });
});

test('what is disposed of while it gets another experiment keeps no network', async () => {
  const model = await createModel(small);
  const changing = model.setExperiment({ ...small, seed: 7 });
  const disposing = model.dispose();
  await refused(changing, { code: 'disposed' });
  await disposing;
  await refused(model.step(), { code: 'disposed' });
  await refused(model.setExperiment(small), { code: 'disposed' });
  await refused(model.step(), { code: 'disposed' });
});

test('weights of the wrong number or kind are refused', async () => {
  const model = await createModel(small);
  const weights = await model.weights();
  await refused(model.setWeights(weights.subarray(1)), { code: 'shape_mismatch', path: 'weights' });
  weights[0] = Number.NaN;
  await refused(model.setWeights(weights), { code: 'shape_mismatch', path: 'weights' });
  await refused(model.trainOn([9999]), { code: 'out_of_range', path: 'rows[0]', message: /whole number in 0\.\.29, got 9999/ });
  await refused(model.trainOn([]), { code: 'out_of_range', path: 'rows' });
  await model.dispose();
});

test("the caller's own samples, with two regression targets", async () => {
  const values = Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const labels = values.flatMap((value) => [2 * value, 1 - value]);
  const data = { values, labels, columns: 1, targets: 2, problem: /** @type {const} */ ('regression') };
  const model = await createModel(
    { network: { layers: [{ units: 6 }] }, training: { optimizer: { name: 'adam', learning_rate: 0.03 } } },
    { data },
  );
  assert.equal(model.description.outputs, 2);
  assert.equal(model.description.testRows, 0);
  const { history } = await model.fit({ epochs: 300 });
  assert.ok(/** @type {number} */ (history[299].train.loss) < 0.01);
  assert.equal(history[299].test.loss, null);
  await refused(createModel({}, { data: { ...data, values: values.slice(1) } }), {
    code: 'shape_mismatch',
    path: 'data.values',
  });
  await model.dispose();
});

test("an experiment's features are made of the caller's own points, as of generated ones", async () => {
  const experiment = { data: { features: ['x_squared', 'x_times_y'] }, network: { layers: [{ units: 3 }] } };
  const generated = await createModel(experiment);
  const { train, test: rest } = await generated.data();
  const joined = (/** @type {any} */ one, /** @type {any} */ other) => Float32Array.from([...one, ...other]);
  const samples = {
    values: joined(train.points, rest.points),
    labels: joined(train.labels, rest.labels),
    columns: 2,
    problem: /** @type {const} */ ('binary'),
    trainRows: train.labels.length,
  };
  const own = await createModel(experiment, { data: samples });
  assert.deepEqual(own.description.inputs, generated.description.inputs);
  assert.deepEqual(await sizes(experiment, { data: samples }), await sizes(experiment));
  await Promise.all([own.step(30), generated.step(30)]);
  assert.equal(await own.weightHash(), await generated.weightHash());

  const plain = await createModel({ network: experiment.network }, { data: samples });
  assert.deepEqual(
    plain.description.inputs.map(({ name }) => name),
    ['column_0', 'column_1'],
  );
  const narrow = { ...samples, columns: 1, values: samples.values.subarray(0, samples.labels.length) };
  await assert.rejects(createModel(experiment, { data: narrow }), {
    code: 'shape_mismatch',
    path: 'data.features',
    reason: 'features need samples of two columns; these have 1',
  });
  await Promise.all([own, generated, plain].map((model) => model.dispose()));
});

test('a network beyond the memory limit is refused before it is made', async () => {
  const layers = Array.from({ length: 300 }, () => ({ units: 1024 }));
  await refused(createModel({ network: { layers } }), { code: 'too_large', path: 'network', message: /MiB/ });
  const model = await createModel(small); // the engine lives on
  await model.dispose();
});

test('both builds give the same bits', async () => {
  const hashes = [];
  for (const variant of /** @type {const} */ (['simd', 'scalar'])) {
    assert.equal(await engineVariant({ variant }), variant);
    const model = await createModel(
      {
        ...small,
        network: {
          layers: [
            { units: 9, activation: 'gelu' },
            { units: 5, activation: 'mish' },
          ],
        },
      },
      { variant },
    );
    await model.step(300);
    hashes.push(await model.weightHash());
    await model.dispose();
  }
  assert.equal(hashes[0], hashes[1]);
});

test('every activation of the catalogue trains, draws its curve and keeps to its defaults', async () => {
  const { activations } = await catalog();
  assert.ok(activations.length >= 20);
  for (const { name, fields, probes } of activations) {
    const defaults = Object.fromEntries(fields.map((field) => [field.name, field.default]));
    const bare = await curve(name, {}, probes);
    assert.deepEqual(await curve(name, defaults, probes), bare, name);
    assert.equal(bare.values.length, probes.length);
    const model = await createModel({ ...small, network: { layers: [{ units: 5, activation: name }] } });
    const before = await model.weightHash();
    const { diverged } = await model.step(30);
    assert.equal(diverged, false, name);
    assert.notEqual(await model.weightHash(), before, name);
    await model.dispose();
  }
});

test('validation completes and abbreviates', async () => {
  const { experiment, minimal } = await validate({ network: { layers: [{ activation: { name: 'elu', alpha: 1 } }] } });
  assert.equal(experiment.network.layers[0].activation.alpha, 1);
  assert.deepEqual(minimal, { v: 1, network: { layers: [{ activation: 'elu' }] } });
  const again = await validate(experiment);
  assert.deepEqual(again.experiment, experiment);
  assert.deepEqual((await validate((await catalog()).default)).minimal, { v: 1 });
});

test('ten thousand lives of a model leave the memory flat', async () => {
  const { module, memory } = await loadEngine('simd');
  let after100 = 0;
  for (let life = 0; life < 10_000; ++life) {
    const model = new Model(module, small, null);
    model.step(1);
    model.dispose();
    if (life === 100) after100 = memory.buffer.byteLength;
  }
  assert.ok(after100 > 0);
  assert.equal(memory.buffer.byteLength, after100);
});

test('twenty thousand refusals do not wear the engine out', async () => {
  const { module } = await loadEngine('simd');
  for (let i = 0; i < 20_000; ++i) {
    if (module.validate({ seed: -1 }) !== null) assert.fail('an invalid experiment passed');
  }
  assert.equal(module.lastError().path, 'seed');
  assert.ok(module.validate({}));
});
