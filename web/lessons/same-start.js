// Lesson: units that start equal stay equal.

import { dense } from './experiments.js';

const drawn = (/** @type {unknown} */ initializer) => ({ network: { initializer, layers: dense(1, 8, 'relu') } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'same-start',
  title: 'Why random at all?',
  question:
    'Eight ReLU units, all starting with the same weights. Training is free to change them. How many different units will there be at the end?',
  predictions: [
    { text: 'Eight: each finds its own job.', when: ['constant.solved >= 0.5'] },
    { text: 'One, eight times over.', when: ['constant.solved = 0', 'tiny.solved >= 0.9'] },
    { text: 'One, and even tiny random differences do not change that.', when: ['constant.solved = 0', 'tiny.solved < 0.5'] },
  ],
  base: {},
  variants: [
    { id: 'zeros', title: 'All zero', change: drawn('zeros') },
    { id: 'constant', title: 'All one half', change: drawn({ name: 'constant', value: 0.5 }) },
    { id: 'tiny', title: 'Random, a thousandth', change: drawn({ name: 'normal', scale: 0.001 }) },
    { id: 'he', title: 'Random, He', change: drawn('he_normal') },
  ],
  run: { seeds: 20, epochs: 100, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: ['zeros.solved = 0', 'constant.solved = 0', 'tiny.solved >= 0.9', 'he.solved >= 0.9'],
  show: {
    variant: 'constant',
    panels: 'controls verdict network result',
    hint: 'Press Play and compare the eight tiles. They change, and they change alike.',
  },
  explanation: [
    'Units with the same weights compute the same, get the same error back and take the same step. Nothing can ever tell them apart: eight equal units are one unit, and one unit cannot fence in a disc. All one half: {constant.solved} solved. All zero is worse still: behind zero weights no unit hears anything, and the eight never move at all: {zeros.solved}.',
    'The smallest difference is enough. Random weights of about a thousandth solved {tiny.solved}, after {tiny.epochs} epochs; He’s, of a sensible size, {he.solved} after {he.epochs}.',
  ],
  sources: ['glorot_2010', 'he_2015'],
};
