// Lesson: gradient descent cannot train what has no slope.

import { dense } from './experiments.js';

const layer = (/** @type {string} */ activation) => ({ network: { layers: dense(1, 16, activation) } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'step-has-no-slope',
  title: 'On or off, and nothing between',
  question:
    'The first artificial neurons were switches: one if the sum is positive, else zero. Sixteen such units can fence in a disc easily. Can gradient descent find the fence?',
  predictions: [
    { text: 'Yes, like the others.', when: ['step.solved >= 0.8'] },
    { text: 'Only about half of the time, by luck of the draw.', when: ['step.solved > 0.2', 'step.solved < 0.8'] },
    { text: 'No: the hidden units never move.', when: ['step.solved <= 0.2', 'sigmoid.solved >= 0.8'] },
  ],
  base: {},
  variants: [
    { id: 'step', title: 'Step', change: layer('step') },
    { id: 'sigmoid', title: 'Sigmoid', change: layer('sigmoid') },
    { id: 'hard_tanh', title: 'Hard tanh', change: layer('hard_tanh') },
    { id: 'relu', title: 'ReLU', change: layer('relu') },
  ],
  run: { seeds: 20, epochs: 100, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: ['step.solved <= 0.1', 'sigmoid.solved >= 0.9', 'hard_tanh.solved >= 0.9', 'relu.solved >= 0.9'],
  show: {
    variant: 'step',
    panels: 'controls verdict network result',
    hint: 'The tiles of the hidden layer never change; only the weights of the answer do.',
  },
  explanation: [
    'The step’s slope is zero everywhere, except at the jump, where it has none. Whatever the error, the hidden units hear nothing of it. Only the last layer learns, so all it can do is to weigh the lines that chance has drawn: {step.accuracy}, {step.solved} solved.',
    'It takes a slope, not a smooth curve. Hard tanh, made of three straight pieces, solved {hard_tanh.solved}; the sigmoid {sigmoid.solved}, after {sigmoid.epochs} epochs; ReLU {relu.solved}, after {relu.epochs}.',
  ],
  sources: ['minsky_1969', 'glorot_2011'],
};
