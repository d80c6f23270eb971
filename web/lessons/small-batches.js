// Lesson: the same number of epochs is not the same number of steps.

import { dense } from './experiments.js';

const batch = (/** @type {number} */ batch_size) => ({ training: { batch_size } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'small-batches',
  title: 'A batch of all, or of ten?',
  question:
    'Every epoch shows each training point once. We may take a step after every ten points, or one step after all of them, with a cleaner gradient. Which learns the spiral in fewer epochs?',
  predictions: [
    { text: 'All at once: the gradient is exact.', when: ['batch_250.solved > batch_10.solved'] },
    {
      text: 'Tens: many rough steps beat few exact ones.',
      when: ['batch_10.solved > batch_250.solved', 'batch_10.solved >= 0.8'],
    },
    { text: 'No difference: the same points, the same epochs.', when: ['batch_10.solved = batch_250.solved'] },
  ],
  base: { data: { name: 'spiral' }, network: { layers: dense(2, 16, 'relu') } },
  variants: [
    { id: 'batch_10', title: 'Batches of ten', change: batch(10) },
    { id: 'batch_50', title: 'Of fifty', change: batch(50) },
    { id: 'batch_250', title: 'All points at once', change: batch(250) },
  ],
  run: { seeds: 20, epochs: 200, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: ['batch_10.solved >= 0.8', 'batch_250.solved <= 0.2', 'batch_10.epochs < batch_50.epochs'],
  show: {
    variant: 'batch_10',
    panels: 'controls verdict training network result',
    hint: 'The loss of small batches trembles. Change the batch size under Training and compare after as many epochs.',
  },
  explanation: [
    'Batches of ten solved {batch_10.solved}, after {batch_10.epochs} epochs; batches of fifty {batch_50.solved}; all points at once {batch_250.solved} within {epochs} epochs. An epoch in tens is twenty-five steps, an epoch at once is one step, and an exact direction does not make up for that.',
    'Counted in steps it looks otherwise, and counted in seconds otherwise again, because large batches use the machine better. When you compare two curves, look at what is on the horizontal axis.',
  ],
  sources: ['keskar_2016'],
};
