// Lesson: labels for the points that the network is least sure of go further.

import { dense } from './experiments.js';

const on = (/** @type {string} */ name) => ({ data: { name, samples: 1000, noise: 0.05 } });

/** @type {import('./types.js').Lesson} */
export default {
  id: 'ask-what-you-doubt',
  title: 'Ask about what you doubt',
  question:
    'Points are cheap, labels cost money. The network starts with one label of each class and may ask for more, one at a time. It can take the next point from the shuffled pile, or the one of which it is least sure. How many labels does doubt save?',
  predictions: [
    { text: 'None: a label is a label.', when: ['moons_doubt.labels >= 0.9 * moons_pile.labels'] },
    {
      text: 'A quarter or more.',
      when: ['moons_doubt.labels <= 0.75 * moons_pile.labels', 'moons_doubt.labels > 0.2 * moons_pile.labels'],
    },
    { text: 'Nine of ten.', when: ['moons_doubt.labels <= 0.1 * moons_pile.labels'] },
  ],
  base: { network: { layers: dense(2, 16, 'relu') }, training: { batch_size: 128 } },
  variants: [
    { id: 'circle_pile', title: 'Disc, next in the pile', procedure: 'ask_random', change: on('circle') },
    { id: 'circle_doubt', title: 'Disc, least sure', procedure: 'ask_least_sure', change: on('circle') },
    { id: 'moons_pile', title: 'Moons, next in the pile', procedure: 'ask_random', change: on('moons') },
    { id: 'moons_doubt', title: 'Moons, least sure', procedure: 'ask_least_sure', change: on('moons') },
  ],
  run: { seeds: 20, epochs: 0, target: 0.95 },
  measures: ['labels'],
  claims: ['moons_doubt.labels <= 0.75 * moons_pile.labels', 'circle_doubt.labels < circle_pile.labels'],
  show: {
    variant: 'moons_doubt',
    views: 'network ask',
    panels: 'controls verdict result',
    hint: 'The pale band is where the network is unsure; a label inside it says more than one far away. In the tab Ask you give the answers.',
  },
  explanation: [
    'To be right for ninety-five in a hundred, the moons took {moons_pile.labels} labels in the order of the pile and {moons_doubt.labels} asked for in doubt; the disc {circle_pile.labels} and {circle_doubt.labels}.',
    'A label deep inside a region says what the network already believes. One at the boundary moves it. There is a catch: a network that is sure and wrong about a whole region will never ask about it, so real systems mix in some random questions.',
  ],
  sources: ['settles_2009'],
};
