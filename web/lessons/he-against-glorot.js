// Lesson: the first weights have to make up for the half that ReLU cuts off.

import { dense } from './experiments.js';

const drawn = (/** @type {string} */ initializer, /** @type {number} */ depth) => ({
  network: { initializer, layers: dense(depth, 10, 'relu') },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'he-against-glorot',
  title: 'He against Glorot',
  question:
    'Two recipes for the first weights, and the numbers differ by a factor of √2. Does that matter for a ReLU network of twenty layers?',
  predictions: [
    {
      text: 'Hardly: training puts the scale right within a few steps.',
      when: ['glorot_20.solved >= 0.8', 'he_20.solved >= 0.8'],
    },
    { text: 'It decides whether the network learns at all.', when: ['glorot_20.solved <= 0.1', 'he_20.solved >= 0.8'] },
    { text: 'Larger weights make it worse: the signal explodes.', when: ['he_20.solved < glorot_20.solved'] },
  ],
  base: { training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.05 } } },
  variants: [
    { id: 'glorot_2', title: 'Two layers, Glorot', change: drawn('glorot_normal', 2) },
    { id: 'he_2', title: 'Two layers, He', change: drawn('he_normal', 2) },
    { id: 'glorot_20', title: 'Twenty layers, Glorot', change: drawn('glorot_normal', 20) },
    { id: 'he_20', title: 'Twenty layers, He', change: drawn('he_normal', 20) },
  ],
  run: { seeds: 20, epochs: 100, target: 0.95 },
  measures: ['signal_out', 'solved', 'epochs'],
  claims: [
    'he_2.solved >= 0.9',
    'glorot_2.solved >= 0.9',
    'glorot_20.solved <= 0.1',
    'he_20.solved >= 0.8',
    'he_20.signal_out > 100 * glorot_20.signal_out',
  ],
  show: {
    variant: 'glorot_20',
    panels: 'controls verdict network signal result',
    startEpoch: 20,
    hint: 'Every tile of the later layers is nearly blank: almost nothing arrives. Switch to He and start again.',
  },
  explanation: [
    'ReLU cuts off half of what arrives, so each layer halves the signal’s power. He’s recipe doubles the variance of the weights to make up for it. Over twenty layers the factors multiply: what leaves the last hidden layer is {he_20.signal_out} with He and {glorot_20.signal_out} with Glorot.',
    'Trained with the same steps, Glorot solved {glorot_20.solved} and He {he_20.solved}. With two layers you would never have noticed: {glorot_2.solved} and {he_2.solved}.',
  ],
  sources: ['glorot_2010', 'he_2015', 'hanin_2018'],
};
