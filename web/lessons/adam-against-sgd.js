// Lesson: Adam is less choosy about its rate, not magic.

import { dense } from './experiments.js';

const by = (/** @type {string} */ name, /** @type {number} */ learning_rate) => ({
  training: { optimizer: { name, learning_rate } },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'adam-against-sgd',
  title: 'Adam against plain descent',
  question:
    'The spiral, two ReLU layers, the same first weights for all. Each optimiser may choose the best of its rates. How do they compare?',
  predictions: [
    { text: 'Plain descent never gets there.', when: ['sgd_1.solved <= 0.2', 'sgd_03.solved <= 0.2'] },
    { text: 'Both get there; Adam in fewer epochs.', when: ['sgd_03.solved > 0.2', 'adam_003.epochs < 0.7 * sgd_1.epochs'] },
    { text: 'Level, once both have their rate.', when: ['sgd_03.solved > 0.2', 'adam_003.epochs >= 0.7 * sgd_1.epochs'] },
  ],
  base: { data: { name: 'spiral' }, network: { layers: dense(2, 16, 'relu') } },
  variants: [
    { id: 'sgd_003', title: 'Plain, rate 0.03', change: by('sgd', 0.03) },
    { id: 'sgd_03', title: 'Plain, 0.3', change: by('sgd', 0.3) },
    { id: 'sgd_1', title: 'Plain, 1', change: by('sgd', 1) },
    { id: 'adam_0003', title: 'Adam, rate 0.003', change: by('adam', 0.003) },
    { id: 'adam_001', title: 'Adam, 0.01', change: by('adam', 0.01) },
    { id: 'adam_003', title: 'Adam, 0.03', change: by('adam', 0.03) },
    { id: 'adam_01', title: 'Adam, 0.1', change: by('adam', 0.1) },
  ],
  run: { seeds: 20, epochs: 300, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: [
    'sgd_003.solved <= 0.1',
    'sgd_03.solved >= 0.4',
    'adam_003.solved >= 0.9',
    'adam_003.epochs < 0.7 * sgd_03.epochs',
    'adam_003.epochs < 0.7 * sgd_1.epochs',
  ],
  show: {
    variant: 'adam_003',
    views: 'network race',
    panels: 'controls verdict training network result',
    hint: 'Change optimiser and rate under Training. Reset keeps the same first weights.',
  },
  explanation: [
    'At the rate that our menu starts with, plain descent solved {sgd_003.solved}, which looks like a verdict. Ten times the rate, and it solved {sgd_03.solved}, after {sgd_03.epochs} epochs; thirty times, {sgd_1.solved}, after {sgd_1.epochs}. Adam at its best rate solved {adam_003.solved}, after {adam_003.epochs}.',
    'So Adam is faster here, but compare best with best. It is choosy too: {adam_0003.solved} at a tenth of its best rate, {adam_01.solved} at three times as much.',
  ],
  sources: ['kingma_2014'],
};
