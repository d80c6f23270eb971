// Lesson: the slopes that PReLU learns depend on layer and problem.

import { dense } from './experiments.js';

/** @type {import('./types.js').Lesson} */
export default {
  id: 'prelu-learns-its-slope',
  title: 'What slope would you like?',
  question:
    'PReLU starts with a slope of one quarter below zero and may change it by training. Where do the slopes of three layers go?',
  predictions: [
    {
      text: 'To zero: ReLU was right.',
      when: ['spiral.third_slope >= -0.1', 'spiral.third_slope <= 0.1', 'circle.third_slope <= 0.1'],
    },
    { text: 'Nowhere much: a quarter is fine.', when: ['spiral.third_slope > 0.15', 'circle.third_slope < 0.35'] },
    {
      text: 'Somewhere else for each problem, even below zero.',
      when: ['spiral.third_slope < -0.1', 'circle.third_slope > 0.3'],
    },
  ],
  base: {},
  variants: [
    { id: 'circle', title: 'Disc', change: { network: { layers: dense(3, 16, 'prelu') } } },
    { id: 'spiral', title: 'Spiral', change: { data: { name: 'spiral' }, network: { layers: dense(3, 16, 'prelu') } } },
    {
      id: 'digits',
      title: 'Digits, convolutions',
      epochs: 10,
      change: {
        data: { name: 'digits_8x8' },
        network: {
          layers: [
            { type: 'conv2d', filters: 8, padding: 1, activation: 'prelu' },
            { type: 'max_pooling2d' },
            { type: 'conv2d', filters: 16, padding: 1, activation: 'prelu' },
            { type: 'max_pooling2d' },
            { type: 'flatten' },
            { units: 32, activation: 'prelu' },
          ],
        },
        training: { optimizer: { name: 'adam', learning_rate: 0.003 } },
      },
    },
  ],
  run: { seeds: 10, epochs: 100 },
  measures: ['third_slope', 'second_slope', 'first_slope', 'accuracy'],
  claims: [
    'spiral.third_slope < -0.1',
    'circle.third_slope > 0.3',
    'spiral.accuracy >= 0.95',
    'digits.first_slope > digits.third_slope',
  ],
  show: {
    variant: 'spiral',
    panels: 'controls verdict network activation',
    hint: 'Select the third layer and watch the left arm of its curve swing down past zero: the bend becomes a valley.',
  },
  explanation: [
    'On the disc the three layers end at {circle.first_slope}, {circle.second_slope} and {circle.third_slope}: the later ones are nearly straight, because the first has already done the bending. On the spiral they end at {spiral.first_slope}, {spiral.second_slope} and {spiral.third_slope}. A negative slope makes a valley out of the hinge, something like an absolute value, and a spiral needs all the folding it can get.',
    'He and colleagues report large slopes in the first convolution and smaller ones later. In our small network for digits it is {digits.first_slope}, {digits.second_slope}, {digits.third_slope}.',
  ],
  sources: ['he_2015'],
};
