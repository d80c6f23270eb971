// The bench's workloads as experiments of this engine: what createModel takes. Knows the public API's words, not the engine.

/** @import { GridWorkload, TrainingWorkload } from './workloads.js' */

/** Where half the squared error falls at some rate, the squared error falls at half of it: to the bit the same steps. */
const rateFactor = { half_squared_tanh: 0.5, squared: 1, logistic: 1, softmax: 1 };
const losses = {
  half_squared_tanh: 'mean_squared_error',
  squared: 'mean_squared_error',
  logistic: 'binary_cross_entropy',
  softmax: 'softmax_cross_entropy',
};

/** @param {TrainingWorkload} workload */
function layersOf({ net, sizes, activation, kernel }) {
  if (net === 'dense') return sizes.slice(1, -1).map((units) => ({ units, activation }));
  if (net === 'recurrent') return [{ type: 'simple_rnn', units: sizes[1], activation }];
  const convolution = (/** @type {number} */ filters) => ({
    type: 'conv2d',
    filters,
    kernel_size: kernel,
    padding: kernel >> 1,
    activation,
  });
  const pooling = { type: 'max_pooling2d' };
  return [convolution(sizes[1]), pooling, convolution(sizes[2]), pooling, { type: 'flatten' }];
}

/** @param {TrainingWorkload} workload */
export function trainingExperiment(workload) {
  const { head, rule, batch } = workload;
  return {
    v: 1,
    data: { standardize: false },
    network: {
      layers: layersOf(workload),
      output: { activation: head === 'half_squared_tanh' ? 'tanh' : 'linear' },
    },
    training: {
      loss: losses[head],
      batch_size: batch,
      optimizer: {
        name: rule.name,
        learning_rate: rule.rate * rateFactor[head],
        ...(rule.momentum === undefined ? {} : { momentum: rule.momentum }),
      },
    },
  };
}

/** The workload's rows as the caller's own samples; those that no whole batch takes are left out. @param {TrainingWorkload} workload */
export function trainingSamples({ net, head, inputs, targets, width, batch, batches, outputs, sizes, sequenceSteps }) {
  const rows = batch * batches;
  const edge = sizes[0];
  /** @type {[number, number, number]} */
  const shape = net === 'convolution' ? [1, edge, edge] : net === 'recurrent' ? [edge, sequenceSteps, 1] : [width, 1, 1];
  return {
    values: inputs.subarray(0, rows * width),
    labels: targets.subarray(0, rows),
    columns: width,
    shape,
    problem: /** @type {'multiclass' | 'binary' | 'regression'} */ (
      head === 'softmax' ? 'multiclass' : head === 'logistic' ? 'binary' : 'regression'
    ),
    classes: head === 'softmax' ? outputs : 2,
  };
}

/** The grid's network on the fewest samples there are: a snapshot also tells their loss. @param {GridWorkload} workload */
export function gridExperiment({ sizes }) {
  return {
    v: 1,
    data: { samples: 4, standardize: false },
    network: { layers: sizes.slice(1, -1).map((units) => ({ units, activation: 'relu' })) },
  };
}

/** All first weights in the order of the engine's parameters. @param {import('./workloads.js').Block[]} blocks */
export function flatWeights(blocks) {
  return Float32Array.from(blocks.flatMap(({ weights, recurrent = [], biases }) => [...weights, ...recurrent, ...biases]));
}
