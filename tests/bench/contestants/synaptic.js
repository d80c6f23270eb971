// Synaptic: a graph of neurons that it compiles to one function; weights move after every sample.
import synaptic from 'synaptic';

const { Architect, Neuron } = synaptic;

/** @param {any} workload */
function netOf({ sizes, blocks, activation, task }) {
  const net = new Architect.Perceptron(...sizes);
  const layers = [net.layers.input, ...net.layers.hidden, net.layers.output];
  const bend = activation === 'tanh' ? Neuron.squash.TANH : Neuron.squash.RELU;
  layers.slice(1).forEach((layer, index) => {
    const { weights, columns, biases } = blocks[index];
    const inputs = layers[index].list;
    const last = index === blocks.length - 1;
    layer.list.forEach((/** @type {any} */ neuron, /** @type {number} */ unit) => {
      neuron.squash = last && task === 'grid' ? Neuron.squash.LOGISTIC : bend;
      neuron.bias = biases[unit];
      for (const link of Object.values(neuron.connections.inputs)) {
        const input = inputs.indexOf(link.from);
        if (input >= 0) link.weight = weights[unit * columns + input];
      }
    });
  });
  return net;
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'Synaptic',
  package: 'synaptic',
  numbers: 'float64',
  environments: ['node', 'chromium'],
  standIn: { W1: 'updates after every sample' },
  supports(id) {
    if (id === 'W1' || id === 'W7') return true;
    return id === 'W7h' ? 'its compiled net hides the hidden units' : 'no such head, rule or layer';
  },
  load: async () => {},
  open(workload) {
    const { inputs, targets, rows, batch, batches, rule, task } = workload;
    const points = Array.from({ length: rows }, (_, row) => Array.from(inputs.subarray(2 * row, 2 * row + 2)));
    let net = netOf(workload);
    if (task === 'grid') {
      const shown = new Float64Array(rows);
      return {
        run(count) {
          for (let pass = 0; pass < count; ++pass)
            for (let row = 0; row < rows; ++row) shown[row] = net.activate(points[row])[0];
        },
        answers: () => shown,
      };
    }
    const wanted = Array.from(targets, (target) => [target]);
    let next = 0;
    return {
      run(count) {
        for (let step = 0; step < count; ++step) {
          for (let row = next * batch; row < (next + 1) * batch; ++row) {
            net.activate(points[row]);
            net.propagate(rule.rate / batch, wanted[row]);
          }
          next = (next + 1) % batches;
        }
      },
      answers: (count) => Float64Array.from({ length: count }, (_, row) => net.activate(points[row])[0]),
      restart() {
        net = netOf(workload);
        next = 0;
      },
    };
  },
};
