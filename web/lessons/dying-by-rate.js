// Lesson: one step that is too large can switch most ReLU units off.

import { dense } from './experiments.js';

const at = (/** @type {number} */ rate, activation = 'relu') => ({
  network: { layers: dense(2, 16, activation) },
  training: { optimizer: { name: 'sgd', learning_rate: rate } },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'dying-by-rate',
  title: 'Killed by a large step',
  question:
    'The disc again, two layers of sixteen ReLU units. A learning rate of 0.1 works. We take thirty times as much. What will be left of the units?',
  predictions: [
    { text: 'Most go on working; the loss only jumps about.', when: ['relu_fast.dead_share < 0.5'] },
    { text: 'Most are dead: off for every training point.', when: ['relu_fast.dead_share >= 0.5'] },
    { text: 'None are dead, but the weights overflow.', when: ['relu_fast.diverged > 0.5'] },
  ],
  base: { training: { batch_size: 10 } },
  variants: [
    { id: 'relu_slow', title: 'ReLU, rate 0.1', change: at(0.1) },
    { id: 'relu_one', title: 'ReLU, rate 1', change: at(1) },
    { id: 'relu_fast', title: 'ReLU, rate 3', change: at(3) },
    { id: 'leaky_fast', title: 'Leaky ReLU, rate 3', change: at(3, 'leaky_relu') },
    { id: 'elu_fast', title: 'ELU, rate 3', change: at(3, 'elu') },
  ],
  run: { seeds: 20, epochs: 60 },
  measures: ['dead_share', 'accuracy', 'diverged'],
  claims: [
    'relu_slow.dead_share <= 0.1',
    'relu_slow.accuracy >= 0.98',
    'relu_fast.dead_share >= 0.5',
    'relu_fast.accuracy <= 0.65',
    'leaky_fast.dead_share = 0',
    'elu_fast.diverged >= 0.4',
  ],
  show: {
    variant: 'relu_fast',
    panels: 'controls verdict network result',
    hint: 'Choose the speed 4/s and press Play: one tile after the other gets its cross, which says that the unit is off for every point. Once a whole layer is crossed, only the bias of the answer still moves.',
  },
  explanation: [
    'A large step can throw a unit’s weights so far that its input is negative for every point. Then its output is zero, its slope is zero, and its gradient is exactly zero: only a change in the layers before it can bring it back. At the usual rate the median run loses {relu_slow.dead_share} of its units and ends at {relu_slow.accuracy}; at thirty times as much it loses {relu_fast.dead_share} and ends at {relu_fast.accuracy}.',
    'Death is ReLU’s way of surviving a step that is too large, and its relatives pay in other coin. Leaky ReLU keeps every unit and reaches {leaky_fast.accuracy}. ELU, with nothing to stop it, overflows: {elu_fast.diverged} of its runs diverged. The remedy is not an activation but a smaller step.',
  ],
  sources: ['maas_2013', 'lu_2019'],
};
