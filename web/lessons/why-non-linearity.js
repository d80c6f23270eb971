// Lesson: layers without a bend add up to one layer.

import { dense } from './experiments.js';

/** @type {import('./types.js').Lesson} */
export default {
  id: 'why-non-linearity',
  title: 'Why bend anything at all?',
  question:
    'The two classes stand in opposite corners, like the black and white squares of a tiny chessboard. One network has three layers that only add and multiply. Another has ten such layers. A third has three layers that also bend, with ReLU. Which of them tell the classes apart?',
  predictions: [
    { text: 'Ten plain layers manage what three cannot.', when: ['linear_10.solved >= 0.5', 'linear_3.solved < 0.5'] },
    { text: 'Only the one that bends.', when: ['linear_10.solved = 0', 'linear_3.solved = 0', 'relu_3.solved >= 0.9'] },
    { text: 'All of them; bending only makes it quicker.', when: ['linear_3.solved >= 0.9', 'relu_3.solved >= 0.9'] },
  ],
  base: { data: { name: 'xor' } },
  variants: [
    { id: 'linear_3', title: 'Three linear layers', change: { network: { layers: dense(3, 8, 'linear') } } },
    { id: 'linear_10', title: 'Ten linear layers', change: { network: { layers: dense(10, 8, 'linear') } } },
    { id: 'relu_3', title: 'Three ReLU layers', change: { network: { layers: dense(3, 8, 'relu') } } },
  ],
  run: { seeds: 20, epochs: 60, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: ['linear_3.solved = 0', 'linear_10.solved = 0', 'linear_10.accuracy <= 0.65', 'relu_3.solved >= 0.9'],
  show: {
    variant: 'linear_3',
    panels: 'controls verdict network result',
    startEpoch: 30,
    hint: 'The boundary is one straight line and stays one, however long it trains. Switch to ReLU and watch it fold.',
  },
  explanation: [
    'Add and multiply as often as you like: a sum of sums is a sum. Ten linear layers compute exactly what one could, a straight line across the plane, and no straight line parts these corners. Both linear networks stay at chance: {linear_3.accuracy} and {linear_10.accuracy}, solved {linear_3.solved} and {linear_10.solved}.',
    'ReLU, max(0, z), changes one thing. Each unit now folds the plane along a line of its own, and the next layer folds what the first has folded. That is enough: {relu_3.solved} solved, after {relu_3.epochs} epochs in the median.',
  ],
  sources: ['minsky_1969', 'glorot_2011'],
};
