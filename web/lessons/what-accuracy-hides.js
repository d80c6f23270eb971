// Lesson: high accuracy on a rare class can mean that the class is missed.

import { dense } from './experiments.js';

const overlap = (/** @type {number} */ spread) => ({ data: { spread } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'what-accuracy-hides',
  title: 'What accuracy hides',
  question:
    'Two overlapping clouds, and of one class we keep only every twentieth point, as with rare diseases or fraud. The network is right for more than nineteen of twenty test points. How many of the rare ones does it find?',
  predictions: [
    { text: 'About as many: more than nineteen of twenty.', when: ['hard.rare_recall > 0.9'] },
    { text: 'Less than half.', when: ['hard.rare_recall < 0.5', 'hard.accuracy >= 0.95'] },
    { text: 'Two thirds to nine tenths.', when: ['hard.rare_recall >= 0.66', 'hard.rare_recall <= 0.9'] },
  ],
  base: { data: { name: 'gauss', samples: 4000 }, network: { layers: dense(1, 4, 'relu') } },
  variants: [
    { id: 'easy', title: 'Clouds apart', procedure: 'train_on_rare', change: overlap(1) },
    { id: 'medium', title: 'Touching', procedure: 'train_on_rare', change: overlap(1.75) },
    { id: 'hard', title: 'Overlapping', procedure: 'train_on_rare', change: overlap(2.5) },
  ],
  run: { seeds: 10, epochs: 30 },
  measures: ['rare_recall', 'accuracy'],
  claims: ['easy.rare_recall >= 0.9', 'hard.accuracy >= 0.95', 'hard.rare_recall < 0.5'],
  show: {
    variant: 'hard',
    panels: 'controls verdict data result',
    hint: 'Here both classes are equally common. Imagine nineteen of twenty orange points gone: to call everything blue would be right for ninety-five in a hundred.',
  },
  explanation: [
    'Right for {hard.accuracy} of the points, and it finds {hard.rare_recall} of the rare class. Where the clouds touch it is {medium.accuracy} and {medium.rare_recall}; where they lie apart {easy.accuracy} and {easy.rare_recall}. Accuracy barely moves, since the common class makes up nearly all of it.',
    'The network is not broken. In the overlap a point most likely belongs to the common class, and the loss rewards saying so. If a miss is worse than a false alarm, the accuracy will not tell you; count per class, and say what a miss costs.',
  ],
  sources: ['guo_2017'],
};
