// brain.js: one activation for all layers, the squared error, weights that move after every sample.
import * as library from 'brain.js';

const brain = /** @type {any} */ (library).default?.NeuralNetwork ? /** @type {any} */ (library).default : library;
const everySample = 'updates after every sample, squared error, the hidden activation also at the end';
const leaky = 'leaky ReLU (its plain one dies); ';

/** @param {any} workload */
function netOf({ sizes, blocks, activation, rule, batch, head }) {
  const adam = rule?.name === 'adam';
  const net = new brain.NeuralNetwork({
    inputSize: sizes[0],
    hiddenLayers: sizes.slice(1, -1),
    outputSize: sizes.at(-1),
    activation: head === 'softmax' ? 'leaky-relu' : (activation ?? 'relu'),
    learningRate: rule ? rule.rate / (adam ? 1 : batch) : 0.01,
    ...(adam && { praxis: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }),
  });
  net.trainOpts.momentum = 0; // its check of options refuses 0
  net.initialize();
  blocks.forEach(
    (/** @type {import('../workloads.js').Block} */ { rows, columns, weights, biases }, /** @type {number} */ index) => {
      for (let unit = 0; unit < rows; ++unit) {
        net.biases[index + 1][unit] = biases[unit];
        net.weights[index + 1][unit].set(weights.subarray(unit * columns, (unit + 1) * columns));
      }
    },
  );
  return net;
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'brain.js',
  package: 'brain.js',
  numbers: 'float32',
  environments: ['node', 'chromium'],
  standIn: {
    W1: 'updates after every sample',
    W2: everySample,
    W3: leaky + everySample,
    W4: leaky + everySample,
    W7: 'ReLU at the end',
    W7h: 'ReLU at the end',
  },
  supports(id) {
    if (id === 'W5') return 'no convolution that trains on the processor';
    if (id === 'W6') return 'other recurrent nets';
    return id.startsWith('W8.') ? 'no activation over arrays' : true;
  },
  load: async () => {},
  open(workload) {
    const { sizes, inputs, width = 2, targets, rows, batch, batches, head, outputs, task, maps } = workload;
    const points = Array.from({ length: rows }, (_, row) => inputs.slice(row * width, (row + 1) * width));
    let net = netOf(workload);
    if (task === 'grid') {
      const shown = new Float32Array(rows);
      const unitMaps = sizes
        .slice(1, -1)
        .map((/** @type {number} */ units) => Array.from({ length: units }, () => new Float32Array(rows)));
      return {
        run(count) {
          for (let pass = 0; pass < count; ++pass)
            for (let row = 0; row < rows; ++row) {
              shown[row] = net.runInput(points[row])[0];
              if (!maps) continue;
              for (let layer = 0; layer < unitMaps.length; ++layer) {
                const values = net.outputs[layer + 1];
                for (let unit = 0; unit < values.length; ++unit) unitMaps[layer][unit][row] = values[unit];
              }
            }
        },
      };
    }
    const pairs = points.map((input, row) => {
      const output = new Float32Array(outputs);
      if (head === 'softmax') output[targets[row]] = 1;
      else output[0] = targets[row];
      return { input, output };
    });
    let next = 0;
    return {
      run(count) {
        for (let step = 0; step < count; ++step) {
          for (let row = next * batch; row < (next + 1) * batch; ++row) net.trainPattern(pairs[row]);
          next = (next + 1) % batches;
        }
      },
      answers(count) {
        const answers = new Float32Array(count * outputs);
        for (let row = 0; row < count; ++row) answers.set(net.runInput(points[row]), row * outputs);
        return answers;
      },
      restart() {
        net = netOf(workload);
        next = 0;
      },
    };
  },
};
