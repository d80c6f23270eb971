// Lesson: about half of a ReLU layer's outputs are exactly zero.

import { dense } from './experiments.js';

const layers = (/** @type {string} */ activation) => ({ network: { layers: dense(2, 16, activation) } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'half-is-off',
  title: 'Half of it is off',
  question:
    'A healthy ReLU network has learned the disc. Over all units and all training points, how many of the outputs are exactly zero?',
  predictions: [
    { text: 'Hardly any: zeros are for dead units.', when: ['relu.firing_share > 0.85'] },
    { text: 'A third to two thirds.', when: ['relu.firing_share >= 0.33', 'relu.firing_share <= 0.67'] },
    { text: 'Nearly all: only a few units speak at a time.', when: ['relu.firing_share < 0.15'] },
  ],
  base: {},
  variants: [
    { id: 'relu', title: 'ReLU', change: layers('relu') },
    { id: 'leaky', title: 'Leaky ReLU', change: layers('leaky_relu') },
    { id: 'gelu', title: 'GELU', change: layers('gelu') },
  ],
  run: { seeds: 20, epochs: 30 },
  measures: ['firing_share', 'accuracy', 'dead_share'],
  claims: [
    'relu.firing_share >= 0.33',
    'relu.firing_share <= 0.67',
    'relu.accuracy >= 0.97',
    'relu.dead_share <= 0.1',
    'leaky.firing_share >= 0.99',
  ],
  show: {
    variant: 'relu',
    panels: 'controls network activation',
    hint: 'Select a layer. The bars left of zero are points for which a unit is off.',
  },
  explanation: [
    'For each point, {relu.firing_share} of the outputs are not zero; the others are exactly zero, and the network still reads the disc at {relu.accuracy}. Being off for some points is a ReLU unit’s work, being off for all of them is its death: {relu.dead_share} of the units here.',
    'Leaky ReLU and GELU let something through everywhere ({leaky.firing_share} and {gelu.firing_share}). Whether those zeros are of use is another question. They can save work on hardware that skips them; this engine does not.',
  ],
  sources: ['glorot_2011'],
};
