// Lesson: activations in a small convolutional network for digits.

const network = (/** @type {string} */ activation, pooling = 'max_pooling2d', initializer = 'he_normal') => ({
  network: {
    initializer,
    layers: [
      { type: 'conv2d', filters: 8, padding: 1, activation },
      { type: pooling },
      { type: 'conv2d', filters: 16, padding: 1, activation },
      { type: pooling },
      { type: 'flatten' },
      { units: 32, activation },
    ],
  },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'images',
  title: 'Reading digits',
  question:
    'Handwritten digits, eight by eight pixels, two convolutions and five epochs. Sigmoid, ReLU, or no activation at all: which do you expect to read them?',
  predictions: [
    {
      text: 'ReLU reads them, the other two do not.',
      when: ['relu.accuracy >= 0.9', 'sigmoid.accuracy < 0.6', 'linear.accuracy < 0.6'],
    },
    {
      text: 'ReLU and sigmoid do, no activation does not.',
      when: ['relu.accuracy >= 0.9', 'sigmoid.accuracy >= 0.9', 'linear.accuracy < 0.9'],
    },
    {
      text: 'ReLU does, and so does none at all; the sigmoid does not.',
      when: ['relu.accuracy >= 0.9', 'linear.accuracy >= 0.9', 'sigmoid.accuracy < 0.6'],
    },
  ],
  base: { data: { name: 'digits_8x8' }, training: { optimizer: { name: 'adam', learning_rate: 0.003 } } },
  variants: [
    { id: 'relu', title: 'ReLU', change: network('relu') },
    { id: 'elu', title: 'ELU', change: network('elu') },
    { id: 'linear', title: 'None', change: network('linear') },
    { id: 'linear_average', title: 'None, average pooling', change: network('linear', 'average_pooling2d') },
    { id: 'sigmoid', title: 'Sigmoid', change: network('sigmoid', 'max_pooling2d', 'glorot_uniform') },
  ],
  run: { seeds: 10, epochs: 5 },
  measures: ['accuracy', 'test_loss'],
  claims: ['relu.accuracy >= 0.93', 'elu.accuracy >= 0.93', 'linear.accuracy >= 0.93', 'sigmoid.accuracy <= 0.3'],
  show: {
    variant: 'relu',
    hint: 'Each tile of a convolution is a picture: what that filter sees. Compare the filters before and after training.',
  },
  explanation: [
    'ReLU reads {relu.accuracy} of the test digits, ELU {elu.accuracy}. The sigmoid, after the same five epochs, {sigmoid.accuracy}: guessing gets a tenth.',
    'And without any activation {linear.accuracy}. Part of the secret is that max pooling bends too: the larger of two numbers is as non-linear as max(0, z). But even with average pooling, where the whole network is one linear map, it is {linear_average.accuracy}. These digits are centred and scaled so well that they are nearly separable as they stand. An easy test set says little about what a network can do.',
  ],
  sources: ['he_2015', 'xu_2015'],
};
