// Lesson: batch normalisation undoes the sigmoid's cliff; layer normalisation does less; ReLU at depth is another matter.

const layers = (/** @type {number} */ depth, /** @type {string} */ activation, /** @type {string | null} */ normalization) => ({
  network: {
    initializer: 'glorot_uniform',
    layers: Array.from({ length: depth }, () =>
      normalization
        ? [{ units: 8, activation: 'linear' }, { type: normalization }, { type: 'activation', activation }]
        : [{ units: 8, activation }],
    ).flat(),
  },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'normalisation-and-depth',
  title: 'Normalise, and the cliff is gone?',
  question:
    'Ten sigmoid layers do not learn by plain descent. We put a normalisation before each activation, so that its inputs have mean zero and spread one over the batch. Does that help?',
  predictions: [
    { text: 'No: a sigmoid’s slope is a quarter, normalised or not.', when: ['sigmoid_batch.solved <= 0.2'] },
    {
      text: 'Yes, with batch normalisation; normalising each sample instead does not do it.',
      when: ['sigmoid_batch.solved >= 0.8', 'sigmoid_layer.solved <= 0.2'],
    },
    { text: 'Yes, with either kind.', when: ['sigmoid_batch.solved >= 0.8', 'sigmoid_layer.solved >= 0.8'] },
  ],
  base: { training: { optimizer: { name: 'sgd', learning_rate: 0.1 } } },
  variants: [
    { id: 'sigmoid', title: 'Ten sigmoid layers', change: layers(10, 'sigmoid', null) },
    { id: 'sigmoid_batch', title: 'with batch normalisation', change: layers(10, 'sigmoid', 'batch_normalization') },
    { id: 'sigmoid_layer', title: 'with layer normalisation', change: layers(10, 'sigmoid', 'layer_normalization') },
    { id: 'relu_batch', title: 'Thirty ReLU layers, batch normalisation', change: layers(30, 'relu', 'batch_normalization') },
    {
      id: 'relu_batch_slower',
      title: 'the same, a tenth of the rate',
      change: { ...layers(30, 'relu', 'batch_normalization'), training: { optimizer: { name: 'sgd', learning_rate: 0.01 } } },
    },
  ],
  run: { seeds: 10, epochs: 100, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: [
    'sigmoid.solved = 0',
    'sigmoid_batch.solved >= 0.9',
    'sigmoid_layer.solved <= 0.2',
    'relu_batch.solved <= 0.2',
    'relu_batch_slower.solved <= 0.2',
  ],
  show: {
    variant: 'sigmoid_batch',
    panels: 'controls verdict network result',
    hint: 'Ten sigmoid layers that learn. Compare the inputs of a late layer with those of the plain network.',
  },
  explanation: [
    'Without: {sigmoid.solved}. With batch normalisation: {sigmoid_batch.solved}, after {sigmoid_batch.epochs} epochs. It sets the spread of every unit to one anew in each layer, so the differences between points never fade on their way forwards, and the gradient is scaled up on its way back by the same factors.',
    'Layer normalisation looks at one point at a time, over the units of a layer. When all points have become nearly alike it cannot tell them apart: {sigmoid_layer.solved}. And batch normalisation is no cure for everything: of networks with thirty ReLU layers it got {relu_batch.solved} to learn, and {relu_batch_slower.solved} with smaller steps. Theory says that it makes their first gradients grow with every layer.',
  ],
  sources: ['ioffe_2015', 'ba_2016', 'yang_2019'],
};
