// Lesson: GELU and SiLU against ReLU, where it makes no difference and where it does.

import { dense } from './experiments.js';

const on = (/** @type {string} */ name, /** @type {string} */ activation) => ({
  data: { name },
  network: { layers: dense(2, 16, activation) },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'smooth-relatives',
  title: 'Does smooth matter?',
  question:
    'GELU and SiLU are ReLU with the corner rounded off; today’s large language models use them. On our small problems, do they learn faster?',
  predictions: [
    {
      text: 'Yes, everywhere.',
      when: ['circle_gelu.epochs < 0.5 * circle_relu.epochs', 'spiral_gelu.epochs < 0.8 * spiral_relu.epochs'],
    },
    {
      text: 'No difference on the disc, fewer epochs on the spiral.',
      when: ['circle_gelu.epochs >= 0.5 * circle_relu.epochs', 'spiral_gelu.epochs < 0.8 * spiral_relu.epochs'],
    },
    {
      text: 'No difference anywhere: it is fashion.',
      when: ['circle_gelu.epochs >= 0.5 * circle_relu.epochs', 'spiral_gelu.epochs >= 0.8 * spiral_relu.epochs'],
    },
  ],
  base: {},
  variants: [
    { id: 'circle_relu', title: 'Disc, ReLU', change: on('circle', 'relu') },
    { id: 'circle_gelu', title: 'Disc, GELU', change: on('circle', 'gelu') },
    { id: 'circle_silu', title: 'Disc, SiLU', change: on('circle', 'silu') },
    { id: 'spiral_relu', title: 'Spiral, ReLU', change: on('spiral', 'relu') },
    { id: 'spiral_gelu', title: 'Spiral, GELU', change: on('spiral', 'gelu') },
    { id: 'spiral_silu', title: 'Spiral, SiLU', change: on('spiral', 'silu') },
  ],
  run: { seeds: 20, epochs: 300, target: 0.95 },
  measures: ['epochs', 'solved'],
  claims: [
    'circle_relu.solved = 1',
    'circle_gelu.solved = 1',
    'circle_silu.solved = 1',
    'circle_gelu.epochs >= 0.5 * circle_relu.epochs',
    'circle_silu.epochs >= 0.5 * circle_relu.epochs',
    'spiral_gelu.epochs < 0.8 * spiral_relu.epochs',
  ],
  show: {
    variant: 'spiral_gelu',
    views: 'network race',
    panels: 'controls verdict network result',
    hint: 'Compare the boundaries: ReLU’s has corners, GELU’s none. The tab Race runs them side by side.',
  },
  explanation: [
    'On the disc: {circle_relu.epochs} epochs with ReLU, {circle_gelu.epochs} with GELU, {circle_silu.epochs} with SiLU, and every run solved. An epoch or two is no reason to change anything.',
    'On the spiral it is {spiral_relu.epochs} with ReLU, {spiral_gelu.epochs} with GELU and {spiral_silu.epochs} with SiLU. The boundary winds, and smooth units follow a winding curve with fewer corners to place. The honest summary: it depends on the problem, and a small one will not tell you about a large one.',
  ],
  sources: ['hendrycks_2016', 'ramachandran_2017'],
};
