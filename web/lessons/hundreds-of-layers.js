// Lesson: residual connections that start at zero make depth harmless.

const width = 10;

const plain = (/** @type {number} */ depth) => ({
  network: { layers: Array.from({ length: depth }, () => ({ units: width })) },
});
const residual = (/** @type {number} */ depth, options = {}) => ({
  network: {
    layers: [
      { units: width },
      ...Array.from({ length: depth - 1 }, () => ({ type: 'residual', ...options, layers: [{ units: width }] })),
    ],
  },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'hundreds-of-layers',
  title: 'Hundreds of layers',
  question:
    'Every layer of a residual network adds something to what it was given instead of replacing it. ReZero multiplies that something by a number which starts at zero and is learned. Who survives a hundred layers?',
  predictions: [
    { text: 'Only the plain one: the shortcuts upset it.', when: ['plain_100.solved > rezero_100.solved'] },
    { text: 'Both kinds of residual network.', when: ['residual_100.solved >= 0.8', 'rezero_100.solved >= 0.8'] },
    {
      text: 'Only the one with ReZero.',
      when: ['plain_100.solved <= 0.2', 'residual_100.solved <= 0.2', 'rezero_100.solved >= 0.8'],
    },
  ],
  base: { training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.05 } } },
  variants: [
    { id: 'plain_30', title: 'Thirty layers, plain', change: plain(30) },
    { id: 'residual_30', title: 'Thirty, residual', change: residual(30) },
    { id: 'rezero_30', title: 'Thirty, ReZero', change: residual(30, { rezero: true }) },
    { id: 'plain_100', title: 'A hundred, plain', change: plain(100) },
    { id: 'residual_100', title: 'A hundred, residual', change: residual(100) },
    { id: 'rezero_100', title: 'A hundred, ReZero', change: residual(100, { rezero: true }) },
  ],
  run: { seeds: 10, epochs: 50, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs', 'signal_out'],
  claims: [
    'plain_100.solved <= 0.1',
    'residual_100.solved <= 0.1',
    'residual_100.signal_out > 1e10',
    'rezero_100.solved >= 0.9',
    'rezero_30.solved >= 0.9',
    'rezero_100.epochs <= 15',
  ],
  show: {
    variant: 'rezero_30',
    panels: 'controls verdict network result',
    hint: 'Thirty ReZero blocks. At the first step they all pass on what they get; then they wake up together.',
  },
  explanation: [
    'Plain layers let the signal fade: a hundred of them pass on {plain_100.signal_out}, and {plain_100.solved} learned. Adding without scaling does the reverse. Every block about doubles what it gets, a hundred of them arrive at {residual_100.signal_out}, and {residual_100.solved} learned; already thirty are too many ({residual_30.solved}).',
    'With ReZero each block is the identity at first, so that a hundred layers start as one. {rezero_100.solved} solved, in {rezero_100.epochs} epochs, hardly later than thirty layers ({rezero_30.epochs}). Residual networks for pictures normalise each block for the same reason.',
  ],
  sources: ['he_residual_2015', 'bachlechner_2020', 'hanin_2018'],
};
