// Lesson: how many ReLU units it takes to close a boundary around a disc.

import { dense } from './experiments.js';

const units = (/** @type {number} */ count) => ({ network: { layers: dense(1, count, 'relu') } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'three-hinges',
  title: 'How many bends make a circle?',
  question:
    'One class is a disc, the other the ring around it. With a single layer of ReLU units, what is the smallest number that can fence the disc in?',
  predictions: [
    { text: 'Two: one for each direction.', when: ['units_2.solved > 0'] },
    { text: 'Three: a triangle is the simplest fence.', when: ['units_2.solved = 0', 'units_3.solved > 0'] },
    { text: 'Eight or so: a circle needs many corners.', when: ['units_4.solved = 0', 'units_8.solved > 0'] },
  ],
  base: {},
  variants: [
    { id: 'units_2', title: 'Two units', change: units(2) },
    { id: 'units_3', title: 'Three units', change: units(3) },
    { id: 'units_4', title: 'Four units', change: units(4) },
    { id: 'units_8', title: 'Eight units', change: units(8) },
  ],
  run: { seeds: 20, epochs: 400, target: 0.95 },
  measures: ['accuracy', 'solved'],
  claims: ['units_2.solved = 0', 'units_3.solved > 0.2', 'units_8.solved >= 0.9', 'units_8.solved > units_3.solved'],
  show: {
    variant: 'units_3',
    panels: 'controls verdict network result',
    hint: 'Count the corners of the boundary. Each unit is flat on one side of its own line and a slope on the other.',
  },
  explanation: [
    'Each ReLU unit is flat on one side of a line and rises on the other, so each gives the boundary one bend. Two bends leave the fence open: {units_2.solved} solved. Three close it, and {units_3.solved} found the triangle.',
    'That not all of them did is worth noticing. A network with just enough units has to be lucky with its first weights, because a unit that starts in a useless place may stay there. With eight units, {units_8.solved} solved. Spare units are not waste; they are tickets.',
  ],
  sources: ['montufar_2014'],
};
