// onnxruntime-web on WebAssembly, one thread. It infers only; the training step is a graph written for the bench, whose new parameters
// are handed back as the next step's. An anchor for the best products on npm, not a way in which anybody trains.
import * as ort from 'onnxruntime-web/wasm';
import { libraryFiles } from './library-files.js';
import { inferenceModel, trainingModel } from './onnx-graph.js';

/** @import { GridWorkload, TrainingWorkload } from '../workloads.js' */

const handBuilt = 'training step written by hand as a graph; parameters go in and out at every step';
const options = /** @type {any} */ ({ executionProviders: ['wasm'], graphOptimizationLevel: 'all' });

const tensor = (/** @type {Float32Array} */ numbers, /** @type {number[]} */ shape) =>
  new ort.Tensor('float32', numbers, shape);

/** @param {import('../workloads.js').Block[]} blocks @returns {Record<string, any>} */
const parametersOf = (blocks) =>
  Object.fromEntries(
    blocks.flatMap(({ rows, columns, weights, biases }, i) => [
      [`w${i}`, tensor(weights.slice(), [rows, columns])],
      [`b${i}`, tensor(biases.slice(), [rows])],
    ]),
  );

/** @param {TrainingWorkload} workload @returns {Promise<import('./contestant.js').Instance>} */
async function training(workload) {
  const { sizes, head, inputs, targets, width, batch, batches, outputs, rule, blocks } = workload;
  const { model, state } = trainingModel(workload);
  const session = await ort.InferenceSession.create(model, options);
  const x = Array.from({ length: batches }, (_, i) =>
    tensor(inputs.slice(i * batch * width, (i + 1) * batch * width), [batch, width]),
  );
  const y = Array.from({ length: batches }, (_, i) => {
    const flat = new Float32Array(batch * outputs);
    for (let row = 0; row < batch; ++row) {
      const target = targets[i * batch + row];
      if (head === 'softmax') flat[row * outputs + target] = 1;
      else flat[row] = target;
    }
    return tensor(flat, [batch, outputs]);
  });
  /** @type {Record<string, any>} */
  let given = {};
  let steps = 0;
  const restart = () => {
    given = parametersOf(blocks);
    for (const name of state)
      if (!(name in given)) {
        const like = given[name.slice(2)];
        given[name] = tensor(new Float32Array(like.data.length), like.dims);
      }
    steps = 0;
  };
  restart();
  return {
    async run(count) {
      for (let i = 0; i < count; ++i) {
        given.x = x[steps % batches];
        given.y = y[steps % batches];
        ++steps;
        if (rule.name === 'adam') {
          given.scale = tensor(Float32Array.of(rule.rate / (1 - 0.9 ** steps)), []);
          given.root = tensor(Float32Array.of(1 / Math.sqrt(1 - 0.999 ** steps)), []);
        }
        const result = await session.run(given);
        for (const name of state) given[name] = result[`${name}′`];
      }
    },
    async answers(rows) {
      const reader = await ort.InferenceSession.create(inferenceModel(sizes, rows, { linked: false, maps: false }), options);
      const feeds = Object.fromEntries(Object.entries(given).filter(([name]) => /^[wb]\d/.test(name)));
      const { answer } = await reader.run({ ...feeds, x: tensor(inputs.slice(0, rows * width), [rows, width]) });
      await reader.release();
      return /** @type {Float32Array} */ (answer.data);
    },
    restart,
    dispose: () => session.release(),
  };
}

/** @param {GridWorkload} workload @returns {Promise<import('./contestant.js').Instance>} */
async function grid({ sizes, blocks, inputs, rows, maps }) {
  const session = await ort.InferenceSession.create(inferenceModel(sizes, rows, { linked: true, maps }), options);
  const given = { ...parametersOf(blocks), x: tensor(inputs, [rows, 2]) };
  /** @type {any} */
  let result;
  return {
    async run(count) {
      for (let pass = 0; pass < count; ++pass) result = await session.run(given);
    },
    answers: () => result.answer.data,
    dispose: () => session.release(),
  };
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'onnxruntime-web',
  package: 'onnxruntime-web',
  numbers: 'float32',
  environments: ['node', 'chromium'],
  warmUpMs: 3000, // its module is large: the host's optimising compiler takes seconds
  standIn: { W2: handBuilt, W3: handBuilt, W4: handBuilt },
  supports: (id) =>
    ['W2', 'W3', 'W4', 'W7', 'W7h'].includes(id) ? true : 'it infers only; graphs were written for dense ReLU nets',
  async load() {
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = 'error';
    if (libraryFiles) ort.env.wasm.wasmPaths = `${libraryFiles}onnxruntime-web/dist/`;
  },
  open: (workload) => (workload.task === 'train' ? training(workload) : grid(workload)),
};
