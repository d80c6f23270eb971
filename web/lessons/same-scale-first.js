// Lesson: columns of different sizes stop plain descent.

import { dense } from './experiments.js';

/** @type {import('./types.js').Lesson} */
export default {
  id: 'same-scale-first',
  title: 'Same scale first',
  question:
    'Thirteen measurements of a wine; one of them runs in the thousands, others stay below one. We leave the columns as they are. How does plain descent like that?',
  predictions: [
    { text: 'Fine: weights can be any size.', when: ['raw_sgd.solved >= 0.8'] },
    { text: 'It learns, with a little patience.', when: ['raw_sgd.solved < 0.8', 'raw_sgd.accuracy >= 0.8'] },
    { text: 'It learns nothing.', when: ['raw_sgd.solved < 0.2', 'raw_sgd.accuracy < 0.6'] },
  ],
  base: { data: { name: 'wine' }, network: { layers: dense(1, 16, 'relu') } },
  variants: [
    {
      id: 'raw_sgd',
      title: 'Raw, plain descent',
      change: { data: { standardize: false }, training: { optimizer: { name: 'sgd', learning_rate: 0.1 } } },
    },
    { id: 'raw_adam', title: 'Raw, Adam', change: { data: { standardize: false } } },
    {
      id: 'scaled_sgd',
      title: 'Standardised, plain descent',
      change: { training: { optimizer: { name: 'sgd', learning_rate: 0.1 } } },
    },
  ],
  run: { seeds: 20, epochs: 50, target: 0.95 },
  measures: ['accuracy', 'solved', 'dead_share'],
  claims: ['raw_sgd.solved = 0', 'raw_sgd.accuracy < 0.6', 'scaled_sgd.solved >= 0.9'],
  show: { variant: 'raw_sgd', hint: 'Switch Standardise on under Data, and it learns at once.' },
  explanation: [
    'Raw, it ends at {raw_sgd.accuracy}: the first steps answer to the column in the thousands and throw {raw_sgd.dead_share} of the units out of reach for good. Standardised, each column with mean zero and spread one, the same network solved {scaled_sgd.solved}.',
    'Adam, whose steps do not grow with the gradient, survives the raw columns more often ({raw_adam.solved}). But dividing by the spread is cheaper than any optimiser.',
  ],
  sources: ['glorot_2010'],
};
