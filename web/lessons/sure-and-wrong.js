// Lesson: two networks of the same accuracy, one of them far too sure of itself.

import { dense } from './experiments.js';

const layers = dense(2, 64, 'relu');

/** @type {import('./types.js').Lesson} */
export default {
  id: 'sure-and-wrong',
  title: 'Sure, and wrong',
  question:
    'A large network on a few noisy points, trained long after every training point is right. Beside it the same network with a small penalty on its weights. They score almost alike on new points. Are they equally good?',
  predictions: [
    { text: 'Yes: accuracy is what counts.', when: ['plain.test_loss < 1.25 * penalty.test_loss'] },
    {
      text: 'No: the free one is right as often, but sure when it is wrong.',
      when: ['plain.test_loss > 2 * penalty.test_loss', 'plain.accuracy >= 0.95 * penalty.accuracy'],
    },
    { text: 'No: the penalty costs accuracy.', when: ['penalty.accuracy < 0.95 * plain.accuracy'] },
  ],
  base: { data: { name: 'moons', noise: 0.8, samples: 200 }, network: { layers } },
  variants: [
    { id: 'plain', title: 'Free', change: {} },
    { id: 'penalty', title: 'Weight penalty', change: { training: { l2: 0.01 } } },
    {
      id: 'dropout',
      title: 'Dropout',
      change: { network: { layers: layers.flatMap((layer) => [layer, { type: 'dropout', rate: 0.5 }]) } },
    },
  ],
  run: { seeds: 10, epochs: 300 },
  measures: ['test_loss', 'accuracy', 'train_accuracy', 'train_loss'],
  claims: [
    'plain.train_accuracy = 1',
    'plain.test_loss > 2 * penalty.test_loss',
    'plain.test_loss > dropout.test_loss',
    'plain.accuracy >= 0.95 * penalty.accuracy',
    'penalty.accuracy >= 0.95 * plain.accuracy',
  ],
  show: {
    variant: 'plain',
    panels: 'controls verdict training result',
    startEpoch: 100,
    hint: 'Watch the colours: without a penalty the surface hardens to full blue and full orange right up to the boundary.',
  },
  explanation: [
    'On new points {plain.accuracy} and {penalty.accuracy} are right. But the loss, which asks how sure an answer was, is {plain.test_loss} without the penalty and {penalty.test_loss} with it. On the training points the free network’s loss is {plain.train_loss}: there was nothing left to learn but to shout.',
    'A penalty on the weights keeps the answers modest, and so does dropout ({dropout.test_loss}), which silences half of the units in every step. If somebody acts on your probabilities, look at the loss.',
  ],
  sources: ['srivastava_2014', 'guo_2017'],
};
