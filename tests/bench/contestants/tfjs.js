// TensorFlow.js by its core API, the leanest way to train that it documents: a forward pass of ops, and an optimiser that minimises.
import * as tf from '@tensorflow/tfjs';
import { leakySlope, learnedSlope } from '../workloads.js';

/** @import { ActivationWorkload, GridWorkload, TrainingWorkload } from '../workloads.js' */

/** @param {TrainingWorkload['rule']} rule */
function optimizerOf({ name, rate, momentum }) {
  if (name === 'sgd') return tf.train.sgd(rate);
  return name === 'momentum' ? tf.train.momentum(rate, momentum) : tf.train.adam(rate, 0.9, 0.999, 1e-8);
}

/**
 * A block's parameters as variables. Dense weights become inputs × outputs; filters [y][x][in][out]; and after a convolution, where
 * pictures are [y][x][channel] here, the dense weights' columns change their order with them.
 * @param {TrainingWorkload} workload
 */
function variablesOf({ blocks, net, sizes, kernel }) {
  return blocks.flatMap(({ kind, rows, columns, weights, recurrent, biases }) => {
    const made = tf.tidy(() => {
      const raw = tf.tensor2d(weights, [rows, columns]);
      if (kind === 'convolution')
        return [tf.transpose(tf.reshape(raw, [rows, columns / kernel ** 2, kernel, kernel]), [2, 3, 1, 0])];
      if (net === 'convolution') {
        const edge = sizes[0] / 4;
        const pictures = tf.reshape(raw, [rows, sizes[2], edge, edge]);
        return [tf.reshape(tf.transpose(pictures, [2, 3, 1, 0]), [columns, rows])];
      }
      return [tf.transpose(raw), ...(recurrent ? [tf.transpose(tf.tensor2d(recurrent, [rows, rows]))] : [])];
    });
    return [...made, tf.tensor1d(biases)].map((tensor) => {
      const variable = tf.variable(tensor);
      tensor.dispose();
      return variable;
    });
  });
}

/** A convolution without its op, for the backend that has no gradient of it: every shift of the picture side by side, one product. */
function shiftedConvolution(/** @type {any} */ x, /** @type {any} */ filters) {
  const [batch, height, width, channels] = x.shape;
  const [size, , , outputs] = filters.shape;
  const margin = size >> 1;
  const framed = tf.pad(x, [
    [0, 0],
    [margin, margin],
    [margin, margin],
    [0, 0],
  ]);
  const shifts = [];
  for (let dy = 0; dy < size; ++dy)
    for (let dx = 0; dx < size; ++dx) shifts.push(tf.slice(framed, [0, dy, dx, 0], [batch, height, width, channels]));
  const rows = tf.reshape(tf.concat(shifts, 3), [batch * height * width, size * size * channels]);
  return tf.reshape(tf.matMul(rows, tf.reshape(filters, [size * size * channels, outputs])), [batch, height, width, outputs]);
}

/** @param {TrainingWorkload} workload @param {any[]} v @param {boolean} hasConvolutionGradient @returns {(x: any) => any} */
function forwardOf({ net, activation, head, sizes }, v, hasConvolutionGradient) {
  const bend = activation === 'tanh' ? tf.tanh : tf.relu;
  const dense = (/** @type {any} */ x, /** @type {number} */ i) => tf.add(tf.matMul(x, v[i]), v[i + 1]);
  if (net === 'convolution') {
    const convolution = hasConvolutionGradient
      ? (/** @type {any} */ x, /** @type {any} */ filters) => tf.conv2d(x, filters, 1, 'same')
      : shiftedConvolution;
    const stage = (/** @type {any} */ x, /** @type {number} */ i) =>
      tf.maxPool(tf.relu(tf.add(convolution(x, v[i]), v[i + 1])), 2, 2, 'valid');
    return (x) => {
      const top = stage(stage(x, 0), 2);
      return dense(tf.reshape(top, [top.shape[0], -1]), 4);
    };
  }
  if (net === 'recurrent')
    return (steps) => {
      let state = tf.zeros([steps[0].shape[0], sizes[1]]);
      for (const x of steps) state = tf.relu(tf.add(tf.add(tf.matMul(x, v[0]), tf.matMul(state, v[1])), v[2]));
      return dense(state, 3);
    };
  return (x) => {
    for (let i = 0; i < v.length; i += 2) x = i + 2 < v.length ? bend(dense(x, i)) : dense(x, i);
    return head === 'half_squared_tanh' ? tf.tanh(x) : x;
  };
}

/** @param {TrainingWorkload['head']} head @param {any} out @param {any} wanted */
function lossOf(head, out, wanted) {
  if (head === 'logistic') return tf.mean(tf.sub(tf.softplus(out), tf.mul(out, wanted)));
  if (head === 'softmax') return tf.neg(tf.mean(tf.sum(tf.mul(wanted, tf.logSoftmax(out)), -1)));
  const squared = tf.mean(tf.square(tf.sub(out, wanted)));
  return head === 'squared' ? squared : tf.mul(0.5, squared);
}

/** @param {TrainingWorkload} workload @param {boolean} hasConvolutionGradient @returns {import('./contestant.js').Instance} */
function training(workload, hasConvolutionGradient) {
  const { net, head, sizes, sequenceSteps, inputs, targets, width, batch, batches, outputs, rule } = workload;
  const inputOf = (/** @type {number} */ from, /** @type {number} */ rows) => {
    const flat = inputs.slice(from * width, (from + rows) * width);
    if (net === 'dense') return tf.tensor2d(flat, [rows, width]);
    if (net === 'convolution') return tf.tensor4d(flat, [rows, sizes[0], sizes[0], 1]);
    return tf.tidy(() => tf.unstack(tf.tensor3d(flat, [rows, sizes[0], sequenceSteps]), 2));
  };
  const targetOf = (/** @type {number} */ from, /** @type {number} */ rows) =>
    tf.tidy(() => {
      const flat = targets.slice(from, from + rows);
      return head === 'softmax'
        ? tf.cast(tf.oneHot(tf.tensor1d(flat, 'int32'), outputs), 'float32')
        : tf.tensor2d(flat, [rows, 1]);
    });
  const x = Array.from({ length: batches }, (_, i) => inputOf(i * batch, batch));
  const y = Array.from({ length: batches }, (_, i) => targetOf(i * batch, batch));
  let variables = variablesOf(workload);
  let forward = forwardOf(workload, variables, hasConvolutionGradient);
  let optimizer = optimizerOf(rule);
  let next = 0;
  return {
    run(count) {
      for (let step = 0; step < count; ++step) {
        optimizer.minimize(() => lossOf(head, forward(x[next]), y[next]), false, variables);
        next = (next + 1) % batches;
      }
      variables[0].dataSync(); // what is not waited for has not been computed
    },
    answers(rows) {
      const given = inputOf(0, rows);
      const answers = tf.tidy(() => forward(given).dataSync());
      tf.dispose(given);
      return answers;
    },
    restart() {
      optimizer.dispose();
      tf.dispose(variables);
      variables = variablesOf(workload);
      forward = forwardOf(workload, variables, hasConvolutionGradient);
      optimizer = optimizerOf(rule);
      next = 0;
    },
    dispose() {
      optimizer.dispose();
      tf.dispose([variables, x, y]);
    },
  };
}

/** @param {GridWorkload} workload @returns {import('./contestant.js').Instance} */
function grid({ blocks, inputs, rows, maps }) {
  const points = tf.tensor2d(inputs, [rows, 2]);
  const layers = blocks.map(({ rows: units, columns, weights, biases }) => ({
    b: tf.tidy(() => tf.transpose(tf.tensor2d(weights, [units, columns]))),
    bias: tf.tensor1d(biases),
  }));
  /** @type {any} */
  let shown;
  return {
    run(count) {
      for (let pass = 0; pass < count; ++pass)
        shown = tf.tidy(() => {
          let a = points;
          layers.forEach(({ b, bias }, index) => {
            const last = index === layers.length - 1;
            a = tf.fused.matMul({ a, b, bias, activation: last ? 'linear' : 'relu' });
            if (maps && !last) a.dataSync();
          });
          return tf.sigmoid(a).dataSync();
        });
    },
    answers: () => shown,
    dispose: () => tf.dispose([points, layers]),
  };
}

/** @type {Record<string, (z: any) => any>} */
const functions = {
  relu: tf.relu,
  leaky_relu: (z) => tf.leakyRelu(z, leakySlope),
  elu: tf.elu,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  silu: (z) => tf.mul(z, tf.sigmoid(z)),
  gelu_tanh: (z) => {
    const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(z, tf.mul(0.044715, tf.mul(z, tf.square(z)))));
    return tf.mul(tf.mul(0.5, z), tf.add(1, tf.tanh(inner)));
  },
};

/** @param {ActivationWorkload} workload @returns {import('./contestant.js').Instance} */
function activationPass({ activation, inputs, deltas }) {
  const z = tf.tensor1d(inputs);
  const delta = tf.tensor1d(deltas);
  const slope = tf.scalar(learnedSlope);
  const gradient = activation === 'prelu' ? tf.grads(tf.prelu) : tf.grad(functions[activation]);
  const once = activation === 'prelu' ? () => gradient([z, slope], delta) : () => gradient(z, delta);
  return {
    run(count) {
      for (let pass = 0; pass < count; ++pass) tf.tidy(() => void once());
    },
    dispose: () => tf.dispose([z, delta, slope]),
  };
}

/**
 * @param {{ name: string, backend: 'cpu' | 'wasm', prepare: () => Promise<void>, standIn: Record<string, string> }} options
 * @returns {import('./contestant.js').Contestant}
 */
export function tensorflow({ name, backend, prepare, standIn }) {
  return {
    name,
    package: '@tensorflow/tfjs',
    numbers: 'float32',
    environments: ['node', 'chromium'],
    standIn,
    supports: () => true,
    async load() {
      await prepare();
      tf.enableProdMode();
      await tf.setBackend(backend);
      await tf.ready();
      if (tf.getBackend() !== backend) throw new Error(`The backend ${backend} did not start.`);
    },
    open: (workload) =>
      workload.task === 'train'
        ? training(workload, backend === 'cpu')
        : workload.task === 'grid'
          ? grid(workload)
          : activationPass(workload),
  };
}
