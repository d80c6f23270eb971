// ConvNetJS: double numbers in plain JavaScript, sample by sample.
import convnetjs from 'convnetjs';
import { perSample } from './per-sample.js';

const twoClasses = 'a softmax of two in the place of a sigmoid';

/** Layers one by one: its own list form allows no activation before a regression. @type {import('./per-sample.js').Dialect} */
const dialect = {
  build(workload, widths) {
    /** @type {any[]} */
    const layers = [];
    const add = (/** @type {string} */ name, options = {}) => {
      const below = layers.at(-1);
      const inputs = below ? { in_sx: below.out_sx, in_sy: below.out_sy, in_depth: below.out_depth } : {};
      layers.push(new convnetjs[name]({ ...inputs, ...options }));
    };
    const classes = /** @type {number} */ (widths.at(-1));
    const training = workload.task === 'train' ? workload : null;
    if (training?.net === 'convolution') {
      add('InputLayer', { out_sx: widths[0], out_sy: widths[0], out_depth: 1 });
      for (const filters of widths.slice(1, -1)) {
        add('ConvLayer', { sx: training.kernel, filters, stride: 1, pad: training.kernel >> 1 });
        add('ReluLayer');
        add('PoolLayer', { sx: 2, stride: 2 });
      }
      add('FullyConnLayer', { num_neurons: classes });
    } else {
      add('InputLayer', { out_sx: 1, out_sy: 1, out_depth: widths[0] });
      for (const units of widths.slice(1, -1)) {
        add('FullyConnLayer', { num_neurons: units });
        add(training?.activation === 'tanh' ? 'TanhLayer' : 'ReluLayer');
      }
      add('FullyConnLayer', { num_neurons: classes });
    }
    if (training?.head === 'half_squared_tanh') {
      add('TanhLayer');
      add('RegressionLayer');
    } else add('SoftmaxLayer', { num_classes: classes });
    const net = new convnetjs.Net();
    net.layers = layers;
    return net;
  },
  filtered: (net) => net.layers.filter((/** @type {any} */ layer) => layer.filters),
  volume(side, depth, numbers) {
    const volume = new convnetjs.Vol(side, side, depth, 0);
    volume.w.set(numbers);
    return volume;
  },
  trainer: (net, { rule, batch }) =>
    new convnetjs.Trainer(net, {
      batch_size: batch,
      ...(rule.name === 'adam'
        ? { method: 'adadelta' }
        : { method: 'sgd', learning_rate: rule.rate, momentum: rule.momentum ?? 0 }),
    }),
  forward: (net, volume) => net.forward(volume).w,
  hidden: (net) =>
    net.layers
      .filter((/** @type {any} */ layer) => layer.layer_type === 'relu')
      .map((/** @type {any} */ layer) => layer.out_act.w),
};

/** @type {Record<string, string>} */
const layers = { relu: 'ReluLayer', tanh: 'TanhLayer', sigmoid: 'SigmoidLayer' };

/** @param {import('../workloads.js').ActivationWorkload} workload @returns {import('./contestant.js').Instance} */
function activationPass({ activation, inputs, deltas }) {
  const layer = new convnetjs[layers[activation]]({ in_sx: 1, in_sy: 1, in_depth: inputs.length });
  const volume = dialect.volume(1, inputs.length, inputs);
  const upstream = Float64Array.from(deltas);
  return {
    run(count) {
      for (let pass = 0; pass < count; ++pass) {
        layer.forward(volume, true).dw = upstream;
        layer.backward();
      }
    },
  };
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'ConvNetJS',
  package: 'convnetjs',
  numbers: 'float64',
  environments: ['node', 'chromium'],
  standIn: { W2: `Adadelta for Adam; ${twoClasses}`, W4: 'Adadelta for Adam', W7: twoClasses, W7h: twoClasses },
  supports(id) {
    if (id === 'W6') return 'no recurrent layers';
    return !id.startsWith('W8.') || id.slice(3) in layers || 'no such layer';
  },
  load: async () => {},
  open: (workload) => (workload.task === 'activation' ? activationPass(workload) : perSample(dialect, workload)),
};
