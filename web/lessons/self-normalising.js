// Lesson: SELU keeps the signal's size over fifty layers; whether it trains better is another question.

import { dense } from './experiments.js';

const deep = (/** @type {string} */ activation, /** @type {string} */ initializer, /** @type {number} */ learning_rate) => ({
  network: { initializer, layers: dense(50, 16, activation) },
  training: { optimizer: { name: 'sgd', learning_rate } },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'self-normalising',
  title: 'Self-normalising, and then?',
  question:
    'SELU’s two constants are chosen so that the size of the signal settles by itself, layer after layer. We stack fifty layers, beside fifty of ReLU with He’s weights, and train both with a larger and a smaller rate. What will SELU’s steadiness buy?',
  predictions: [
    {
      text: 'It learns at least as well, whatever the rate.',
      when: ['selu.solved >= relu.solved', 'selu_slower.solved >= relu_slower.solved'],
    },
    {
      text: 'The signal stays, and it learns well, but only with smaller steps than ReLU takes.',
      when: ['selu.signal_out > 3 * relu.signal_out', 'selu.solved < relu.solved', 'selu_slower.solved > relu_slower.solved'],
    },
    { text: 'Nothing: over fifty layers its signal fades like ReLU’s.', when: ['selu.signal_out <= 3 * relu.signal_out'] },
  ],
  base: { training: { batch_size: 10 } },
  variants: [
    { id: 'relu', title: 'ReLU, rate 0.01', change: deep('relu', 'he_normal', 0.01) },
    { id: 'relu_slower', title: 'ReLU, rate 0.001', change: deep('relu', 'he_normal', 0.001) },
    { id: 'selu', title: 'SELU, rate 0.01', change: deep('selu', 'lecun_normal', 0.01) },
    { id: 'selu_slower', title: 'SELU, rate 0.001', change: deep('selu', 'lecun_normal', 0.001) },
  ],
  run: { seeds: 10, epochs: 30, target: 0.95 },
  measures: ['signal_out', 'signal_back', 'solved', 'epochs'],
  claims: [
    'selu.signal_out >= 0.5',
    'selu.signal_out > 3 * relu.signal_out',
    'selu.signal_back > 5',
    'relu.solved > selu.solved',
    'selu_slower.solved > relu_slower.solved',
  ],
  show: {
    variant: 'selu',
    panels: 'controls verdict network result',
    hint: 'All fifty layers are alive and busy from the start. Now look at the loss.',
  },
  explanation: [
    'The promise holds: what leaves the fiftieth layer has a size of {selu.signal_out} with SELU and {relu.signal_out} with ReLU. The way back is another matter. The error that arrives at SELU’s first layer is {selu.signal_back} times as large as at its last, so the early layers take giant steps.',
    'At the larger rate SELU solved {selu.solved} and ReLU {relu.solved}; at a tenth of it SELU {selu_slower.solved}, after {selu_slower.epochs} epochs, and ReLU {relu_slower.solved}. A steady signal is worth having. It does not free you from looking for the rate.',
  ],
  sources: ['klambauer_2017', 'hanin_2018'],
};
