// Lesson: a leak lets units come back only if something bends.

import { dense } from './experiments.js';

const layers = (/** @type {unknown} */ activation, optimizer = {}) => ({
  network: { layers: dense(2, 16, activation) },
  training: { optimizer },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'leaky-does-not-always-revive',
  title: 'Does a leak bring them back?',
  question:
    'We switch every unit off on purpose, with a bias of minus four. ReLU is finished: no slope, no way back. Leaky ReLU still has a slope of one hundredth there. Does it recover?',
  predictions: [
    { text: 'Yes: any slope is enough.', when: ['leaky.solved >= 0.5'] },
    { text: 'Not with that leak; with a larger one it does.', when: ['leaky.solved <= 0.2', 'leakier.solved >= 0.5'] },
    { text: 'No, and no other activation does.', when: ['leakier.solved <= 0.2', 'prelu.solved <= 0.2', 'elu.solved <= 0.2'] },
  ],
  base: {
    network: { bias_initializer: { name: 'constant', value: -4 } },
    training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.1 } },
  },
  variants: [
    { id: 'relu', title: 'ReLU', change: layers('relu') },
    { id: 'leaky', title: 'Leaky ReLU, slope 0.01', change: layers('leaky_relu') },
    { id: 'leakier', title: 'Leaky ReLU, slope 0.3', change: layers({ name: 'leaky_relu', alpha: 0.3 }) },
    { id: 'prelu', title: 'PReLU', change: layers('prelu') },
    { id: 'elu', title: 'ELU', change: layers('elu') },
    {
      id: 'leaky_adam',
      title: 'Leaky ReLU, slope 0.01, Adam',
      change: layers('leaky_relu', { name: 'adam', learning_rate: 0.01 }),
    },
  ],
  run: { seeds: 20, epochs: 200, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: [
    'relu.solved <= 0.1',
    'leaky.solved <= 0.2',
    'leakier.solved >= 0.6',
    'prelu.solved >= 0.5',
    'elu.solved >= 0.5',
    'leaky_adam.solved >= 0.6',
  ],
  show: {
    variant: 'leaky',
    panels: 'controls verdict network activation',
    startEpoch: 20,
    hint: 'All inputs of the selected layer lie left of the bend, so the layer is a straight line. Try PReLU, or Adam.',
  },
  explanation: [
    'A leaky layer whose units are all off multiplies by one hundredth, and that is all it does: it is a linear layer, and it passes back one hundredth of the error. Two of them pass back one ten-thousandth. Within {epochs} epochs {leaky.solved} recovered with plain descent; ReLU {relu.solved}.',
    'A larger slope brings back {leakier.solved}, PReLU, which starts at a quarter and learns, {prelu.solved}, and ELU, whose slope is small but grows towards zero, {elu.solved}. With Adam the small leak suffices, {leaky_adam.solved}, because Adam scales tiny gradients up. “Leaky units cannot die” is true. That they live well is not said.',
  ],
  sources: ['maas_2013', 'he_2015', 'xu_2015', 'clevert_2015'],
};
