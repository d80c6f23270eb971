// Lesson: labels for the points that the network is least sure of go further, unless it is sure and wrong.

import { dense } from './experiments.js';

const on = (/** @type {string} */ name) => ({ data: { name, samples: 1000, noise: 0.05 } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'ask-what-you-doubt',
  title: 'Ask about what you doubt',
  question:
    'Points are cheap, labels cost money. The network starts with one label of each class and may ask for more, one at a time. It can take the next point from the shuffled pile, or the one of which it is least sure. Does doubt save labels on two moons, and where the classes sit in opposite corners?',
  predictions: [
    {
      text: 'In both cases.',
      when: ['moons_doubt.labels < moons_pile.labels', 'xor_doubt.labels < xor_pile.labels'],
    },
    {
      text: 'On the moons; in the corners it costs more than it saves.',
      when: ['moons_doubt.labels < moons_pile.labels', 'xor_doubt.labels >= xor_pile.labels'],
    },
    { text: 'In neither: a label is a label.', when: ['moons_doubt.labels >= moons_pile.labels'] },
  ],
  base: { network: { layers: dense(2, 16, 'relu') }, training: { batch_size: 128 } },
  variants: [
    { id: 'circle_pile', title: 'Disc, next in the pile', procedure: 'ask_random', change: on('circle') },
    { id: 'circle_doubt', title: 'Disc, least sure', procedure: 'ask_least_sure', change: on('circle') },
    { id: 'moons_pile', title: 'Moons, next in the pile', procedure: 'ask_random', change: on('moons') },
    { id: 'moons_doubt', title: 'Moons, least sure', procedure: 'ask_least_sure', change: on('moons') },
    { id: 'xor_pile', title: 'Corners, next in the pile', procedure: 'ask_random', change: on('xor') },
    { id: 'xor_doubt', title: 'Corners, least sure', procedure: 'ask_least_sure', change: on('xor') },
  ],
  run: { seeds: 10, epochs: 0, target: 0.95 },
  measures: ['labels'],
  claims: [
    'moons_doubt.labels <= 0.75 * moons_pile.labels',
    'circle_doubt.labels < circle_pile.labels',
    'xor_doubt.labels > 1.5 * xor_pile.labels',
  ],
  show: {
    variant: 'moons_doubt',
    views: 'network ask',
    panels: 'controls verdict result',
    hint: 'The pale band is where the network is unsure; a label inside it says more than one far away. In the tab Ask you give the answers.',
  },
  explanation: [
    'To be right for ninety-five in a hundred, the moons took {moons_pile.labels} labels in the order of the pile and {moons_doubt.labels} asked for in doubt; the disc {circle_pile.labels} and {circle_doubt.labels}. A label deep inside a region says what the network already believes. One at the boundary moves it.',
    'In the corners the pile needed {xor_pile.labels} and doubt {xor_doubt.labels}. The first labels can leave a whole corner on the wrong side of a boundary that lies far away. The network is sure of that corner, so it never asks there. Real systems mix in some random questions, and now you know why.',
  ],
  sources: ['settles_2009'],
};
