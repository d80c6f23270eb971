// Lesson: what an activation costs within a whole training step, measured where it is read.

import { dense } from './experiments.js';

const layers = (/** @type {string} */ activation) => ({ network: { layers: dense(3, 32, activation) } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'cheaper-to-compute',
  title: 'Cheaper to compute?',
  question:
    'ReLU needs a comparison, the sigmoid an exponential. That is often given as a reason for ReLU. Three layers of thirty-two units, the same data, the same batch: how much longer does a whole training step take with sigmoids, here on your machine?',
  predictions: [
    { text: 'A quarter longer at most.', when: ['sigmoid.step_time < 1.25 * relu.step_time'] },
    {
      text: 'More than that, but not three times as long.',
      when: ['sigmoid.step_time >= 1.25 * relu.step_time', 'sigmoid.step_time < 3 * relu.step_time'],
    },
    { text: 'Three times as long or more.', when: ['sigmoid.step_time >= 3 * relu.step_time'] },
  ],
  base: {},
  variants: [
    { id: 'relu', title: 'ReLU', change: layers('relu') },
    { id: 'leaky', title: 'Leaky ReLU', change: layers('leaky_relu') },
    { id: 'elu', title: 'ELU', change: layers('elu') },
    { id: 'gelu', title: 'GELU', change: layers('gelu') },
    { id: 'tanh', title: 'Tanh', change: layers('tanh') },
    { id: 'sigmoid', title: 'Sigmoid', change: layers('sigmoid') },
  ],
  run: { seeds: 7, epochs: 150 },
  measures: ['step_time'],
  claims: [],
  unasserted: 'times differ from machine to machine and from run to run',
  show: {
    variant: 'sigmoid',
    panels: 'controls network activation',
    hint: 'At the highest speed, compare how many steps a second go by with one activation and the other.',
  },
  explanation: [
    'On your machine, just now, a step took {relu.step_time} with ReLU and {sigmoid.step_time} with sigmoids; {elu.step_time} with ELU, {tanh.step_time} with tanh, {gelu.step_time} with GELU. The exponential costs something, but most of a step goes into products of weights, which are the same for all, and in wider layers their share grows.',
    'So the saving is real and small. What ReLU saves is not the time of a step but the number of steps.',
  ],
  sources: ['glorot_2011'],
};
