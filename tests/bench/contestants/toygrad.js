// Toygrad: a modern relative of ConvNetJS with float numbers and an Adam of its own kind.
import { NeuralNetwork, Tensor, Trainers } from 'toygrad';
import { perSample } from './per-sample.js';

const twoClasses = 'a softmax of two in the place of a sigmoid';
const ownAdam = 'its Adam multiplies by the correction for the start instead of dividing';

/** @type {import('./per-sample.js').Dialect} */
const dialect = {
  build(workload, widths) {
    const classes = /** @type {number} */ (widths.at(-1));
    const training = workload.task === 'train' ? workload : null;
    /** @type {any[]} */
    const layers = [];
    if (training?.net === 'convolution') {
      layers.push({ type: 'input', sx: widths[0], sy: widths[0], sz: 1 });
      for (const filters of widths.slice(1, -1))
        layers.push(
          { type: 'conv', sx: training.kernel, filters, stride: 1, pad: training.kernel >> 1 },
          { type: 'relu' },
          { type: 'pool', sx: 2, stride: 2 },
        );
    } else {
      layers.push({ type: 'input', sx: 1, sy: 1, sz: widths[0] });
      for (const filters of widths.slice(1, -1))
        layers.push({ type: 'dense', filters }, { type: training?.activation === 'tanh' ? 'tanh' : 'relu' });
    }
    layers.push({ type: 'dense', filters: classes });
    if (training?.head === 'half_squared_tanh') layers.push({ type: 'tanh' }, { type: 'regression' });
    else layers.push({ type: 'softmax' });
    return new NeuralNetwork({ layers });
  },
  filtered: (net) => net.layers.filter((/** @type {any} */ layer) => layer.filters),
  volume: (side, depth, numbers) => new Tensor(side, side, depth, numbers.slice()),
  trainer(net, { rule, batch }) {
    if (rule.name === 'adam') return new Trainers.Adam(net, { learningRate: rule.rate, batchSize: batch });
    return new Trainers.SGD(net, { learningRate: rule.rate, momentum: rule.momentum ?? 0, batchSize: batch });
  },
  forward: (net, volume) => net.forward(volume, false).w,
  // input, then pairs of dense layer and activation, then the last dense layer and its head
  hidden: (net) => net.layers.slice(1, -2).flatMap((/** @type {any} */ layer) => (layer.filters ? [] : [layer.ot.w])),
};

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'Toygrad',
  package: 'toygrad',
  numbers: 'float32',
  environments: ['node', 'chromium'],
  standIn: { W2: `${twoClasses}; ${ownAdam}`, W4: ownAdam, W7: twoClasses, W7h: twoClasses },
  supports: (id) => (id === 'W6' ? 'no recurrent layers' : id.startsWith('W8.') ? 'ConvNetJS’s layers' : true),
  load: async () => {},
  open: (workload) => perSample(dialect, workload),
};
