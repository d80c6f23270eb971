// Lesson: narrow deep ReLU networks are often constant before the first step.

import { dense } from './experiments.js';

const network = (/** @type {number} */ width, /** @type {number} */ depth, activation = 'relu') => ({
  network: { layers: dense(depth, width, activation) },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'born-dead',
  title: 'Born dead',
  question:
    'We draw a ReLU network two units wide and ten layers deep, with He’s weights, and do not train it. How likely is it that it gives the same answer everywhere?',
  predictions: [
    { text: 'Very unlikely: the weights are random.', when: ['width_2_depth_10.constant < 0.2'] },
    {
      text: 'About as likely as heads or tails.',
      when: ['width_2_depth_10.constant >= 0.3', 'width_2_depth_10.constant <= 0.7'],
    },
    { text: 'Much more likely than not.', when: ['width_2_depth_10.constant >= 0.75'] },
  ],
  base: { data: { samples: 200 } },
  variants: [
    { id: 'width_2_depth_3', title: 'Two wide, three deep', change: network(2, 3) },
    { id: 'width_2_depth_10', title: 'Two wide, ten deep', change: network(2, 10) },
    { id: 'width_2_depth_20', title: 'Two wide, twenty deep', change: network(2, 20) },
    { id: 'width_4_depth_10', title: 'Four wide, ten deep', change: network(4, 10) },
    { id: 'width_8_depth_10', title: 'Eight wide, ten deep', change: network(8, 10) },
    {
      id: 'bias',
      title: 'Two wide, ten deep, biases 0.1',
      change: { network: { ...network(2, 10).network, bias_initializer: { name: 'constant', value: 0.1 } } },
    },
    { id: 'leaky', title: 'Two wide, ten deep, Leaky ReLU', change: network(2, 10, 'leaky_relu') },
  ],
  run: { seeds: 200, epochs: 0 },
  measures: ['constant'],
  claims: [
    'width_2_depth_3.constant < 0.4',
    'width_2_depth_10.constant >= 0.75',
    'width_2_depth_20.constant >= 0.95',
    'width_8_depth_10.constant <= 0.05',
    'bias.constant < width_2_depth_10.constant',
    'leaky.constant = 0',
  ],
  show: {
    variant: 'width_2_depth_10',
    views: 'network born_dead_map',
    panels: 'controls verdict network result',
    hint: 'New start draws other weights. Count how many of them answer anything at all; the tab Born dead counts for every width and depth.',
  },
  explanation: [
    'For any point, each unit is off with a chance of one half. If all units of one layer are off for every point, nothing passes, and the rest of the network is constant. With two units a layer that happens soon: {width_2_depth_3.constant} of the networks with three layers, {width_2_depth_10.constant} with ten, {width_2_depth_20.constant} with twenty.',
    'No training can repair it, since no gradient gets through either. Width can: four units bring ten layers down to {width_4_depth_10.constant}, eight to {width_8_depth_10.constant}. So can a small positive bias ({bias.constant}) or a leak ({leaky.constant}).',
  ],
  sources: ['lu_2019', 'hanin_2018'],
};
