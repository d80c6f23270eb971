// How large a network will be, told before it is made: for every kind of data what the network then takes, and what is refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import { catalog, createModel, PlaygroundError, sizes } from '../../web/engine/index.js';
import { randomExperiment, seededRandom } from './random-values.js';

const seed = 20260911;

/**
 * @param {any} experiment
 * @param {import('../../web/engine/types.js').Samples} [data]
 */
async function told(experiment, data) {
  const { layers, parameters, bytes } = await sizes(experiment, { data });
  const model = await createModel(experiment, { data });
  const { description } = model;
  assert.deepEqual(
    { layers, parameters, bytes },
    { layers: description.layers.length, parameters: description.parameters, bytes: description.bytes },
    JSON.stringify(experiment),
  );
  await model.dispose();
}

/** Layers of several types for samples of that shape, ending in a vector. */
function layersFor(/** @type {number[]} */ [channels, height, width], /** @type {() => number} */ random) {
  const upTo = (/** @type {number} */ most) => 1 + Math.floor(random() * most);
  const dense = Array.from({ length: upTo(3) }, () => ({ units: upTo(40), activation: random() < 0.5 ? 'prelu' : 'tanh' }));
  const block = { type: 'residual', rezero: random() < 0.5, layers: [{ units: dense[0].units }] };
  const tail = [dense[0], block, { type: 'layer_normalization' }, { type: 'dropout' }, ...dense.slice(1)];
  if (width > 1)
    return [
      { type: 'conv2d', filters: upTo(8), padding: 1 },
      { type: 'batch_normalization' },
      { type: 'max_pooling2d' },
    ].concat(/** @type {any} */ ([{ type: 'flatten' }, ...tail]));
  if (height > 1)
    return [{ type: 'simple_rnn', units: upTo(20), return_sequences: true }, { type: 'simple_rnn', units: upTo(9) }, ...tail];
  return channels > 1 ? [{ type: 'batch_normalization' }, ...tail] : tail;
}

test(`random experiments of every kind of data take what was told before (seed ${seed})`, async () => {
  const tables = await catalog();
  const random = seededRandom(seed);
  for (let round = 0; round < 60; ++round) await told(randomExperiment(random, tables));
  const training = () => ({ batch_size: 1 + Math.floor(random() * 300), optimizer: random() < 0.5 ? 'sgd' : 'amsgrad' });
  for (let round = 0; round < 5; ++round) {
    for (const { name, features } of tables.sequences) {
      const steps = 2 + Math.floor(random() * 30);
      const data = { name, steps, samples: 20 + Math.floor(random() * 400), test_share: 0.05 + random() * 0.9 };
      await told({ data, network: { layers: layersFor([features, steps, 1], random) }, training: training() });
    }
    for (const { name, shape } of tables.stored)
      await told({ data: { name }, network: { layers: layersFor(shape, random) }, training: training() });
    const rows = 5 + Math.floor(random() * 50);
    const columns = 1 + Math.floor(random() * 6);
    const targets = 1 + Math.floor(random() * 3);
    const values = Array.from({ length: rows * columns }, random);
    const labels = Array.from({ length: rows * targets }, random);
    /** @type {import('../../web/engine/types.js').Samples} */
    const data = { values, labels, columns, targets, problem: 'regression' };
    await told({ training: training() }, data);
    await told({ data: { test_share: 0.05 + random() * 0.9 } }, { ...data, split: 'shuffle' });
  }
});

test('memory grows in a straight line with depth and with the batch', async () => {
  // Every array of these is a multiple of four numbers long, so nothing is padded and the steps are equal to the byte.
  const bytesOf = async (/** @type {number} */ blocks, /** @type {number} */ batch) => {
    const layers = [{ units: 16 }, ...Array.from({ length: blocks }, () => ({ type: 'residual', layers: [{ units: 16 }] }))];
    return (await sizes({ network: { layers }, training: { batch_size: batch } })).bytes;
  };
  const deep = await Promise.all([100, 200, 300, 1000].map((blocks) => bytesOf(blocks, 32)));
  assert.ok(deep[1] > deep[0]);
  assert.equal(deep[2] - deep[1], deep[1] - deep[0]);
  assert.equal(deep[3] - deep[0], 9 * (deep[1] - deep[0]));
  const wide = await Promise.all([8, 16, 24, 128].map((batch) => bytesOf(10, batch)));
  assert.ok(wide[1] > wide[0]);
  assert.equal(wide[2] - wide[1], wide[1] - wide[0]);
  assert.equal(wide[3] - wide[0], 15 * (wide[1] - wide[0]));
});

test('what is too large is told, and refused with the same figure', async () => {
  const { limits } = await catalog();
  const layers = Array.from({ length: 300 }, () => ({ units: 1024 }));
  const { bytes, parameters } = await sizes({ network: { layers } });
  assert.equal(parameters, 2 * 1024 + 1024 + 299 * (1024 * 1024 + 1024) + 1024 + 1);
  assert.ok(bytes > limits.bytes);
  await assert.rejects(createModel({ network: { layers } }), (/** @type {any} */ error) => {
    assert.ok(error instanceof PlaygroundError);
    assert.equal(error.code, 'too_large');
    assert.ok(error.message.includes(`needs ${Math.ceil(bytes / 2 ** 20)} MiB`), error.message);
    assert.ok(error.message.includes(`the limit is ${limits.bytes / 2 ** 20} MiB`), error.message);
    return true;
  });
});

test('the limits of pictures and sequences are those that layers keep', async () => {
  const { limits } = await catalog();
  const widening = { type: 'conv2d', filters: 1, padding: 8 };
  const network = (/** @type {number} */ pads, /** @type {number} */ filters) => ({
    layers: [...Array.from({ length: pads }, () => widening), { type: 'conv2d', filters, padding: 1 }, { type: 'flatten' }],
  });
  const side = (/** @type {number} */ pads) => 14 + pads * 14; // a kernel of 3 takes 2 of the 16 that padding adds
  assert.ok(64 * side(8) ** 2 <= limits.picture_numbers && 70 * side(8) ** 2 > limits.picture_numbers);
  await sizes({ data: { name: 'fashion_14x14' }, network: network(8, 64) });
  await assert.rejects(sizes({ data: { name: 'fashion_14x14' }, network: network(8, 70) }), {
    code: 'out_of_range',
    path: 'network.layers[8]',
    message: new RegExp(`at most ${limits.picture_numbers} numbers`),
  });
  const units = 1024;
  const steps = (/** @type {number} */ count) => ({
    values: new Float32Array(2 * count),
    labels: [0, 1],
    columns: count,
    shape: /** @type {[number, number, number]} */ ([1, count, 1]),
    problem: /** @type {const} */ ('binary'),
  });
  const recurrent = { layers: [{ type: 'simple_rnn', units }] };
  await sizes({ network: recurrent }, { data: steps(limits.recurrent_states / units) });
  await assert.rejects(sizes({ network: recurrent }, { data: steps(limits.recurrent_states / units + 1) }), {
    code: 'too_large',
    path: 'network.layers[0]',
  });
});
