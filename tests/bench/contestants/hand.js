// The reference: the same arithmetic as careful plain JavaScript loops, in double. Marks what JavaScript alone reaches, and is what the
// losses of all others are compared with.
import { convolutionNet } from '../hand/convolution.js';
import { denseChain } from '../hand/dense.js';
import { recurrentNet } from '../hand/recurrent.js';
import { lossSlope, makeRule, parametersOf } from '../hand/rules.js';
import { leakySlope, learnedSlope } from '../workloads.js';

/** @import { ActivationWorkload, GridWorkload, TrainingWorkload } from '../workloads.js' */

/** f and f′ of one number; f′ is given f as well. @type {Record<string, [(z: number) => number, (z: number, a: number) => number]>} */
const functions = {
  relu: [(z) => (z > 0 ? z : 0), (z) => (z > 0 ? 1 : 0)],
  leaky_relu: [(z) => (z > 0 ? z : leakySlope * z), (z) => (z > 0 ? 1 : leakySlope)],
  prelu: [(z) => (z > 0 ? z : learnedSlope * z), (z) => (z > 0 ? 1 : learnedSlope)],
  elu: [(z) => (z > 0 ? z : Math.expm1(z)), (z, a) => (z > 0 ? 1 : a + 1)],
  sigmoid: [(z) => 1 / (1 + Math.exp(-z)), (_, a) => a * (1 - a)],
  tanh: [Math.tanh, (_, a) => 1 - a * a],
  gelu_tanh: [
    (z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3))),
    (z) => {
      const t = Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3));
      return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
    },
  ],
  silu: [
    (z) => z / (1 + Math.exp(-z)),
    (z) => {
      const s = 1 / (1 + Math.exp(-z));
      return s + z * s * (1 - s);
    },
  ],
};

/** @param {TrainingWorkload} workload */
function netOf(workload) {
  const parameters = parametersOf(workload.blocks);
  const { net, blocks, activation, batch } = workload;
  if (net === 'dense') return { parameters, net: denseChain(blocks, parameters, activation, batch) };
  return { parameters, net: net === 'recurrent' ? recurrentNet(workload, parameters) : convolutionNet(workload, parameters) };
}

/** @param {TrainingWorkload} workload @returns {import('./contestant.js').Instance} */
function training(workload) {
  const { batch, batches, head, outputs, width, rule } = workload;
  const { parameters, net } = netOf(workload);
  const update = makeRule(rule, parameters);
  const first = parameters.values.map((array) => array.slice());
  const inputs = Float64Array.from(workload.inputs);
  const rowsOf = (/** @type {number} */ from, /** @type {number} */ count) =>
    inputs.subarray(from * width, (from + count) * width);
  const parts = Array.from({ length: batches }, (_, i) => rowsOf(i * batch, batch));
  const targets = parts.map((_, i) => workload.targets.subarray(i * batch, (i + 1) * batch));
  let next = 0;
  return {
    run(count) {
      for (let step = 0; step < count; ++step) {
        lossSlope(head, net.forward(parts[next], batch), targets[next], net.slope, batch, outputs);
        net.backward(parts[next], batch);
        update.step();
        next = (next + 1) % batches;
      }
    },
    answers(rows) {
      const answers = new Float64Array(rows * outputs);
      for (let row = 0; row < rows; row += batch) {
        const count = Math.min(batch, rows - row);
        const block = net.forward(rowsOf(row, count), count).subarray(0, count * outputs);
        answers.set(head === 'half_squared_tanh' ? block.map(Math.tanh) : block, row * outputs);
      }
      return answers;
    },
    restart() {
      parameters.values.forEach((array, i) => void array.set(first[i]));
      update.restart();
      next = 0;
    },
  };
}

/** @param {GridWorkload} workload @returns {import('./contestant.js').Instance & { maps: Float64Array[] }} */
function grid({ blocks, inputs, rows }) {
  const net = denseChain(blocks, parametersOf(blocks), 'relu', rows);
  const points = Float64Array.from(inputs);
  const shown = new Float64Array(rows);
  return {
    maps: net.values, // read out by being there
    run(count) {
      for (let pass = 0; pass < count; ++pass) {
        const outputs = net.forward(points, rows);
        for (let i = 0; i < rows; ++i) shown[i] = 1 / (1 + Math.exp(-outputs[i]));
      }
    },
    answers: () => shown,
  };
}

/** @param {ActivationWorkload} workload @returns {import('./contestant.js').Instance} */
function activationPass({ activation, inputs, deltas }) {
  const [value, slope] = functions[activation];
  const values = new Float32Array(inputs.length);
  const gradients = new Float32Array(inputs.length);
  return {
    run(count) {
      for (let pass = 0; pass < count; ++pass) {
        for (let i = 0; i < inputs.length; ++i) values[i] = value(inputs[i]);
        for (let i = 0; i < inputs.length; ++i) gradients[i] = deltas[i] * slope(inputs[i], values[i]);
      }
    },
  };
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'plain JavaScript',
  numbers: 'float64',
  environments: ['node', 'chromium'],
  standIn: {},
  supports: () => true,
  load: async () => {},
  open: (workload) =>
    workload.task === 'train' ? training(workload) : workload.task === 'grid' ? grid(workload) : activationPass(workload),
};
