// Lesson: plain gradient descent and sigmoids learn within 300 epochs up to three layers and not with four.

import { dense } from './experiments.js';

const sgd = (/** @type {number} */ rate) => ({ name: 'sgd', learning_rate: rate });
const sigmoid = (/** @type {number} */ depth) => ({
  network: { initializer: 'glorot_uniform', layers: dense(depth, 8, 'sigmoid') },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'sigmoid-depth-cliff',
  title: 'The sigmoid’s depth cliff',
  question:
    'A sigmoid network learns the disc with one hidden layer. We add layers, and train each for three hundred epochs with plain gradient descent. What happens?',
  predictions: [
    {
      text: 'Deeper is better: more layers, fewer epochs.',
      when: ['depth_3.solved >= 0.9', 'depth_3.epochs < depth_1.epochs'],
    },
    { text: 'It slows down a little with every layer.', when: ['depth_4.solved >= 0.5'] },
    {
      text: 'It works, then one more layer and nothing is learned in that time.',
      when: ['depth_3.solved >= 0.8', 'depth_4.solved <= 0.1'],
    },
  ],
  base: { training: { batch_size: 10, optimizer: sgd(1) } },
  variants: [
    { id: 'depth_1', title: 'One sigmoid layer', change: sigmoid(1) },
    { id: 'depth_2', title: 'Two', change: sigmoid(2) },
    { id: 'depth_3', title: 'Three', change: sigmoid(3) },
    { id: 'depth_4', title: 'Four', change: sigmoid(4) },
    { id: 'depth_4_slower', title: 'Four, a third of the rate', change: { ...sigmoid(4), training: { optimizer: sgd(0.3) } } },
    { id: 'depth_4_faster', title: 'Four, three times the rate', change: { ...sigmoid(4), training: { optimizer: sgd(3) } } },
    { id: 'depth_4_adam', title: 'Four, with Adam', change: { ...sigmoid(4), training: { optimizer: { name: 'adam' } } } },
    {
      id: 'relu_4',
      title: 'Four ReLU layers',
      change: { network: { layers: dense(4, 8, 'relu') }, training: { optimizer: sgd(0.1) } },
    },
  ],
  run: { seeds: 10, epochs: 300, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: [
    'depth_1.solved >= 0.9',
    'depth_2.solved >= 0.9',
    'depth_3.solved >= 0.8',
    'depth_4.solved <= 0.1',
    'depth_4_slower.solved <= 0.1',
    'depth_4_faster.solved <= 0.1',
    'depth_4_adam.solved >= 0.9',
    'relu_4.solved >= 0.9',
  ],
  show: {
    variant: 'depth_4',
    views: 'network depth_map',
    panels: 'controls verdict network signal result',
    startEpoch: 100,
    hint: 'Four layers, a hundred epochs in, and the answer is the same everywhere. Remove a layer, or change the activation; the tab Depth map trains them all.',
  },
  explanation: [
    'One, two and three layers: {depth_1.solved}, {depth_2.solved} and {depth_3.solved} solved, after {depth_1.epochs}, {depth_2.epochs} and {depth_3.epochs} epochs. Four layers: {depth_4.solved} within {epochs} epochs, and a smaller or a larger rate does not help in that time ({depth_4_slower.solved}, {depth_4_faster.solved}). With patience most seeds solve it all the same, within ten times as many epochs.',
    'On its way back the error is multiplied by the slope of the activation in every layer, and a sigmoid’s slope is at most ¼. After four layers the first one hears next to nothing, so it moves very slowly, and what is built on it has next to nothing to work with.',
    'Two ways out. Four ReLU layers, slope one wherever they are on, solved {relu_4.solved} with the same plain descent after {relu_4.epochs} epochs. And Adam, which measures each weight’s step by the size of its own gradients, gets four sigmoid layers going too: {depth_4_adam.solved}. The cliff is one of plain gradient descent; deeper down it catches Adam as well.',
  ],
  sources: ['hochreiter_1991', 'glorot_2010', 'kingma_2014'],
};
