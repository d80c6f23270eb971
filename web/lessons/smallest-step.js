// Lesson: a small change along the gradient turns an answer that random changes of the same size leave alone.

import { dense } from './experiments.js';

const network = (/** @type {string} */ activation, initializer = 'he_normal') => ({
  network: { initializer, layers: [{ type: 'flatten' }, ...dense(2, 32, activation)] },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'smallest-step',
  title: 'The smallest step that fools it',
  question:
    'The network reads handwritten digits. Someone who knows its gradients changes every pixel by the same small amount, each up or down as it hurts most. How much of a pixel’s range does it take to turn the answer? And what if up or down is left to a coin?',
  predictions: [
    { text: 'About half of the range, either way.', when: ['relu.fgsm_step >= 0.3'] },
    {
      text: 'About a tenth; by the coin the same amount turns next to nothing.',
      when: ['relu.fgsm_step < 0.15', 'relu.random_flips <= 0.05'],
    },
    { text: 'About a tenth, and the coin does nearly as well.', when: ['relu.fgsm_step < 0.15', 'relu.random_flips > 0.3'] },
  ],
  base: { data: { name: 'digits_8x8' } },
  variants: [
    { id: 'relu', title: 'ReLU', procedure: 'attack', change: network('relu') },
    { id: 'tanh', title: 'Tanh', procedure: 'attack', change: network('tanh', 'glorot_normal') },
    { id: 'elu', title: 'ELU', procedure: 'attack', change: network('elu') },
    {
      id: 'penalty',
      title: 'ReLU, weight penalty',
      procedure: 'attack',
      change: { ...network('relu'), training: { l2: 0.01 } },
    },
  ],
  run: { seeds: 6, epochs: 20 },
  measures: ['fgsm_step', 'pgd_step', 'random_flips', 'accuracy'],
  claims: [
    'relu.fgsm_step < 0.15',
    'relu.random_flips <= 0.05',
    'relu.pgd_step <= relu.fgsm_step',
    'tanh.fgsm_step < 1.5 * relu.fgsm_step',
    'elu.fgsm_step < 1.5 * relu.fgsm_step',
    'penalty.fgsm_step > 1.2 * relu.fgsm_step',
    'relu.accuracy >= 0.95',
  ],
  show: {
    variant: 'relu',
    views: 'network attack',
    hint: 'Train it until it reads nearly everything, then open the tab Attack and turn a digit yourself.',
  },
  explanation: [
    'One step along the sign of the gradient, {relu.fgsm_step} of a pixel’s range, turns half of the digits, though the network reads {relu.accuracy} of them. Several smaller steps need {relu.pgd_step}. The same amount with random signs turned {relu.random_flips}. Sixty-four pixels, each pushed a little and all in the same cause, add up; pushed at random they cancel.',
    'Is it ReLU’s fault? Hardly: with tanh it takes {tanh.fgsm_step}, with ELU {elu.fgsm_step}. A penalty on the weights, which makes every slope gentler, raises it to {penalty.fgsm_step} and costs a little accuracy ({penalty.accuracy}).',
  ],
  sources: ['goodfellow_2014', 'madry_2017'],
};
