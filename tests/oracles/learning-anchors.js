// Learning anchors: the same configurations trained here with other random numbers must end where the reference's seeds do.
import { createModel } from '../../web/engine/index.js';
import { addingData, toyData } from './anchor-data.js';
import { Comparison } from './compare.js';
import { deadUnits } from './diagnostics.js';
import { runNamed } from './models.js';
import { activationOf, optimizerOf, Unsupported } from './names.js';

/** @import { Bench, CaseResult } from './compare.js' */
/** @import { Samples } from '../../web/engine/types.js' */

/** Own seeds, at least as many as the comparison asks for. */
const leastSeeds = 20;
const never = 9999;
const output = { initializer: 'glorot_uniform' };
const initializers = new Map([
  ['he', 'he_normal'],
  ['lecun', 'lecun_normal'],
  ['xavier', 'glorot_uniform'],
]);

/** @param {string} init */
function initializerOf(init) {
  const name = initializers.get(init);
  if (!name) throw new Unsupported(`there is no initialiser ${init}`);
  return name;
}

/**
 * @param {any} config
 * @param {number} inputs
 * @param {Bench} bench
 */
function hiddenLayers({ hidden, activation, residual }, inputs, { catalog }) {
  return hidden.map((/** @type {number} */ units, /** @type {number} */ i) => {
    const layer = { units, activation: activationOf({ fn: activation }, catalog) };
    const before = i === 0 ? inputs : hidden[i - 1];
    return residual && before === units ? { type: 'residual', scale: residual, layers: [layer] } : layer;
  });
}

/**
 * A shipped set as rows with one output a class, also where there are two. Measurements are standardised, pixels are not.
 * @param {string} dataset
 * @param {Bench} bench
 * @returns {Promise<{ data: Samples, standardize: boolean }>}
 */
async function shippedData(dataset, { catalog, engine }) {
  const name = dataset.replaceAll('-', '_');
  const row = catalog.stored.find((candidate) => candidate.name === name);
  if (!row) throw new Unsupported(`there is no data set ${dataset}`);
  const model = await createModel({ data: { name }, network: { layers: [{ type: 'flatten' }] } }, engine);
  const { train, test } = await model.data();
  const { classes } = model.description;
  await model.dispose();
  const labels = [...train.labels, ...test.labels];
  const values = [...train.points, ...test.points];
  const columns = values.length / labels.length;
  const standardize = row.shape[1] * row.shape[2] === 1;
  return { data: { values, labels, columns, problem: 'multiclass', classes, trainRows: train.labels.length }, standardize };
}

/**
 * @param {any} config
 * @param {number} seed
 * @param {Bench} bench
 */
async function classify(config, seed, bench) {
  const toys = toyData(config, seed);
  if (!toys && !config.dataset) throw new Unsupported(`there is no data ${config.data}`);
  const { data, standardize } = toys ? { data: toys, standardize: false } : await shippedData(config.dataset, bench);
  const experiment = {
    seed,
    data: { standardize },
    network: { initializer: initializerOf(config.init), layers: hiddenLayers(config, data.columns, bench), output },
    training: {
      loss: 'softmax_cross_entropy',
      optimizer: optimizerOf(config.optimizer, bench.catalog),
      batch_size: config.batch,
    },
  };
  const model = await createModel(experiment, { ...bench.engine, data });
  let reached = never;
  const every = 5;
  for (let epoch = 0; epoch < config.epochs; ) {
    const epochs = Math.min(every, config.epochs - epoch);
    epoch += epochs;
    const { train } = await model.step(epochs * model.description.stepsPerEpoch);
    if (reached === never && epochs === every && Number(train.accuracy) >= 0.95) reached = epoch;
  }
  const { train, test } = await model.evaluate();
  await model.dispose();
  return {
    train_loss: Number(train.loss),
    train_accuracy: Number(train.accuracy),
    test_accuracy: Number(test.accuracy),
    epochs_to_95: reached,
  };
}

/**
 * @param {any} config
 * @param {number} seed
 * @param {Bench} bench
 */
async function add({ T, hidden, activation, init, optimizer, steps, batch }, seed, { catalog, engine }) {
  const data = addingData(T, steps * batch, seed);
  const scale = 1 / Math.sqrt(hidden);
  const random = { name: 'uniform', scale }; // PyTorch's own for recurrent layers
  const layer = {
    type: 'simple_rnn',
    units: hidden,
    activation: activationOf({ fn: activation }, catalog),
    initializer: random,
    recurrent_initializer: init === 'identity' ? 'identity' : random,
  };
  const experiment = {
    seed,
    data: { standardize: false },
    network: { layers: [layer], output },
    training: { loss: 'mean_squared_error', optimizer: optimizerOf(optimizer, catalog), batch_size: batch, clip_norm: 1 },
  };
  const model = await createModel(experiment, { ...engine, data });
  const { test } = await model.step(steps);
  await model.dispose();
  return { mse: Number(test.loss) };
}

/**
 * The file does not name the data of these; they are moons, 200 rows.
 * @param {any} config
 * @param {number} seed
 * @param {Bench} bench
 */
async function die(config, seed, bench) {
  const { optimizer, steps, batch, init = 'he' } = config;
  const data = /** @type {Samples} */ (toyData({ n: 200, data: 'moons', ...config }, seed));
  const layers = hiddenLayers(config, 2, bench);
  const experiment = {
    seed,
    data: { standardize: false },
    network: { initializer: initializerOf(init), layers, output },
    training: { loss: 'softmax_cross_entropy', optimizer: optimizerOf(optimizer, bench.catalog), batch_size: batch },
  };
  const model = await createModel(experiment, { ...bench.engine, data });
  const { train } = await model.step(steps);
  const weights = await model.weights();
  await model.dispose();
  const rows = /** @type {number} */ (data.trainRows);
  const own = [...layers, { units: 2, activation: 'linear' }];
  const readings = bench.probes.layers(own, [2, 1, 1], rows, (probe) => {
    probe.run({ x: Array.from(data.values).slice(0, 2 * rows), parameters: weights });
    return probe.readings().slice(0, layers.length);
  });
  const dead = readings.reduce((sum, { fireShares }) => sum + deadUnits(fireShares).length, 0);
  const units = readings.reduce((sum, { fireShares }) => sum + fireShares.length, 0);
  return { dead_share: dead / units, train_accuracy: Number(train.accuracy) };
}

/** @type {Record<string, (config: any, seed: number, bench: Bench) => Promise<Record<string, number>>>} */
const trainers = { classification: classify, 'adding-problem': add, 'dead-units': die };

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b),
    middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Shares are compared by their difference, everything else by its factor. @param {string} what */
const isShare = (what) => what.endsWith('_accuracy') || what.endsWith('_share');

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export async function runAnchors({ cases }, bench) {
  const results = [];
  for (const config of cases) {
    const name = `anchor/${config.id}`;
    const train = trainers[config.kind];
    results.push(
      await runNamed(name, async () => {
        if (!train) throw new Unsupported(`no runner knows the kind ${config.kind}`);
        const seeds = Array.from({ length: Math.max(config.seeds, leastSeeds) }, (_, i) => i + 1);
        const ends = [];
        for (const seed of seeds) ends.push(await train(config, seed, bench));
        const comparison = new Comparison();
        for (const [what, { p10, p90 }] of Object.entries(/** @type {Record<string, any>} */ (config.results))) {
          const got = median(ends.map((end) => end[what]));
          const [low, high] = isShare(what) ? [p10 - 0.02, p90 + 0.02] : [p10 / 2, p90 * 2];
          if (got >= low && got <= high) continue;
          comparison.note(`${what}: median ${got} outside ${low}..${high}`, Number.POSITIVE_INFINITY);
        }
        return comparison.result(name);
      }),
    );
  }
  return results;
}
