// Lesson: on a hard problem with plain descent the relatives part.

import { dense } from './experiments.js';

const layers = (/** @type {string} */ activation, initializer = 'he_normal') => ({
  network: { initializer, layers: dense(3, 16, activation) },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'race-on-the-spiral',
  title: 'The race',
  question:
    'Two spirals, wound into each other, raw coordinates, plain gradient descent, and the same time for everybody. Who is in front?',
  predictions: [
    { text: 'ReLU, before its curved relatives.', when: ['relu.accuracy > elu.accuracy'] },
    {
      text: 'ELU, well before ReLU and Leaky ReLU.',
      when: ['elu.accuracy > relu.accuracy', 'elu.solved >= 0.8', 'relu.solved <= 0.3'],
    },
    { text: 'All about level: the activation hardly matters.', when: ['elu.solved <= 0.3', 'relu.solved <= 0.3'] },
  ],
  base: {
    data: { name: 'spiral', noise: 0.05, standardize: false },
    training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.03 } },
  },
  variants: [
    { id: 'relu', title: 'ReLU', change: layers('relu') },
    { id: 'leaky', title: 'Leaky ReLU', change: layers('leaky_relu') },
    { id: 'prelu', title: 'PReLU', change: layers('prelu') },
    { id: 'elu', title: 'ELU', change: layers('elu') },
    { id: 'silu', title: 'SiLU', change: layers('silu') },
    { id: 'tanh', title: 'Tanh', change: layers('tanh', 'glorot_normal') },
    { id: 'sigmoid', title: 'Sigmoid', change: layers('sigmoid', 'glorot_normal') },
    { id: 'sine', title: 'Sine', change: layers('sine') },
    { id: 'relu_adam', title: 'ReLU, with Adam', change: { ...layers('relu'), training: { optimizer: { name: 'adam' } } } },
  ],
  run: { seeds: 10, epochs: 150, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: [
    'elu.solved >= 0.8',
    'relu.solved <= 0.3',
    'leaky.solved <= 0.3',
    'sigmoid.solved = 0',
    'elu.accuracy > 1.15 * relu.accuracy',
    'sine.epochs < 0.5 * elu.epochs',
    'relu_adam.solved >= 0.9',
  ],
  show: {
    variant: 'elu',
    views: 'network race',
    panels: 'controls verdict network result',
    hint: 'Let ELU wind its way in, then switch to ReLU and compare the boundary after the same number of epochs. The tab Race runs them side by side.',
  },
  explanation: [
    'ReLU ends at {relu.accuracy}, Leaky ReLU at {leaky.accuracy}, PReLU at {prelu.accuracy}. ELU solved {elu.solved}, after {elu.epochs} epochs, and SiLU {silu.solved}. Negative outputs keep the mean of a layer near zero, and a smooth bend leaves a gradient on both sides; with little time that counts. Tanh ends at {tanh.accuracy} and the sigmoid at {sigmoid.accuracy}.',
    'Two warnings against reading this as a table of honours. The same ReLU network with Adam solved {relu_adam.solved}, after {relu_adam.epochs} epochs: the optimiser makes up for the activation. And the sine, which nobody uses for ordinary work, won the race in {sine.epochs} epochs, because a spiral happens to be what sines are good at.',
  ],
  sources: ['maas_2013', 'he_2015', 'xu_2015', 'clevert_2015'],
};
