// Lesson: how much of the error arrives at the first layer, by activation and depth, before any training.

import { dense } from './experiments.js';

const deep = (/** @type {string} */ activation, /** @type {number} */ depth, initializer = 'glorot_normal') => ({
  network: { initializer, layers: dense(depth, 16, activation) },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'where-the-signal-goes',
  title: 'Where the signal goes',
  question:
    'Fifty layers of sigmoids, freshly drawn. Of the error that arrives at the last hidden layer, how much is left when it has travelled back to the first?',
  predictions: [
    { text: 'About a tenth.', when: ['sigmoid_50.signal_back >= 0.01'] },
    { text: 'About a millionth.', when: ['sigmoid_50.signal_back < 0.01', 'sigmoid_50.signal_back >= 1e-10'] },
    { text: 'Less than one part in a million million million million.', when: ['sigmoid_50.signal_back < 1e-24'] },
  ],
  base: {},
  variants: [
    { id: 'sigmoid_5', title: 'Five sigmoid layers', change: deep('sigmoid', 5) },
    { id: 'sigmoid_20', title: 'Twenty', change: deep('sigmoid', 20) },
    { id: 'sigmoid_50', title: 'Fifty', change: deep('sigmoid', 50) },
    { id: 'tanh_50', title: 'Fifty tanh layers', change: deep('tanh', 50) },
    { id: 'relu_50', title: 'Fifty ReLU layers, He weights', change: deep('relu', 50, 'he_normal') },
  ],
  run: { seeds: 10, epochs: 0 },
  measures: ['signal_back'],
  claims: [
    'sigmoid_5.signal_back < 0.02',
    'sigmoid_20.signal_back < 1e-10',
    'sigmoid_50.signal_back < 1e-24',
    'tanh_50.signal_back > 0.01',
    'relu_50.signal_back > 0.001',
  ],
  show: {
    variant: 'sigmoid_20',
    panels: 'controls verdict network signal',
    hint: 'Nothing has been trained yet. Under each layer stands the size of the signal that goes forward and of the error that comes back, on a scale of powers of ten.',
  },
  explanation: [
    'Five sigmoid layers pass back {sigmoid_5.signal_back} of it, twenty {sigmoid_20.signal_back}, fifty {sigmoid_50.signal_back}. That is not a small gradient; it is none. (The meters add up in double precision, or they would read zero.)',
    'With tanh, whose slope is one in the middle, {tanh_50.signal_back} survives fifty layers, and with ReLU and weights drawn for it {relu_50.signal_back}. A steady loss looks small beside the sigmoid’s, but it is still a loss: both need help when there are hundreds of layers.',
  ],
  sources: ['hochreiter_1991', 'glorot_2010', 'hanin_2018'],
};
