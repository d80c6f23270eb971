// Lesson: a good feature does the work of a hidden layer.

import { dense } from './experiments.js';

/** @type {import('./types.js').Lesson} */
export default {
  id: 'features-or-layers',
  title: 'Good features or hidden layers?',
  question:
    'No hidden layer at all this time: the inputs go straight to the answer. Instead of x and y we feed in x² and y². Can that part a disc from the ring around it?',
  predictions: [
    { text: 'No: without a hidden layer nothing bends.', when: ['squares.solved < 0.5'] },
    { text: 'Yes, as reliably as a hidden ReLU layer.', when: ['squares.solved >= 0.9', 'hidden.solved >= 0.9'] },
    { text: 'Yes, and a hidden ReLU layer on x and y cannot.', when: ['squares.solved >= 0.9', 'hidden.solved < 0.5'] },
  ],
  base: { network: { layers: [] } },
  variants: [
    { id: 'plain', title: 'x and y, no hidden layer', change: {} },
    { id: 'squares', title: 'x² and y², no hidden layer', change: { data: { features: ['x_squared', 'y_squared'] } } },
    { id: 'hidden', title: 'x and y, eight ReLU units', change: { network: { layers: dense(1, 8, 'relu') } } },
  ],
  run: { seeds: 20, epochs: 200, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: ['plain.solved = 0', 'squares.solved >= 0.9', 'hidden.solved >= 0.9'],
  show: {
    variant: 'squares',
    panels: 'controls verdict data network result',
    hint: 'Tick x and y instead of the squares under Data, and it fails. Add a hidden layer, and it recovers.',
  },
  explanation: [
    'A disc is x² + y² < r². Hand over the squares, and the problem is linear: {squares.solved} solved without any hidden layer, {plain.solved} on x and y.',
    'Hidden layers find such features by themselves, which is the whole point of them: on x and y eight ReLU units solved {hidden.solved}. They are what you use when you do not know the formula.',
  ],
  sources: ['glorot_2011'],
};
