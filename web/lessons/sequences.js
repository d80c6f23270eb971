// Lesson: remembering the first of sixty numbers, by recurrent activation and first weights.

const network = (/** @type {string} */ activation, initializer = 'glorot_normal', options = {}) => ({
  network: { initializer, layers: [{ type: 'simple_rnn', units: 16, activation, ...options }] },
});

/** @type {import('./types.js').Lesson} */
export default {
  id: 'sequences',
  title: 'Remember the first of sixty',
  question:
    'A recurrent network reads sixty numbers. The answer is the sign of the first one; the rest is distraction. Its one layer is used sixty times over, so it is sixty layers deep. Which ones learn to remember?',
  predictions: [
    { text: 'ReLU does, tanh and sigmoid do not.', when: ['relu.solved >= 0.8', 'tanh.solved <= 0.2'] },
    { text: 'None: sixty steps are too many.', when: ['relu.solved <= 0.2', 'tanh.solved <= 0.2', 'identity.solved <= 0.2'] },
    {
      text: 'Tanh does; ReLU only if it starts as the identity.',
      when: ['tanh.solved >= 0.8', 'relu.solved <= 0.2', 'identity.solved >= 0.8'],
    },
  ],
  base: {
    data: { name: 'latch', steps: 60, samples: 1000 },
    training: { clip_norm: 1, optimizer: { name: 'adam', learning_rate: 0.003 } },
  },
  variants: [
    { id: 'sigmoid', title: 'Sigmoid', change: network('sigmoid') },
    { id: 'tanh', title: 'Tanh', change: network('tanh') },
    { id: 'relu', title: 'ReLU', change: network('relu', 'he_normal') },
    {
      id: 'identity',
      title: 'ReLU, identity start',
      change: network('relu', 'glorot_normal', { recurrent_initializer: 'identity' }),
    },
  ],
  run: { seeds: 10, epochs: 15, target: 0.95 },
  measures: ['accuracy', 'solved', 'epochs'],
  claims: ['sigmoid.solved = 0', 'tanh.solved >= 0.8', 'relu.solved <= 0.2', 'identity.solved >= 0.8'],
  show: { variant: 'identity', hint: 'Follow the signal back through time, step by step, and compare the four starts.' },
  explanation: [
    'Sixty steps back, a sigmoid’s error is gone: {sigmoid.solved}. ReLU with random weights is multiplied by the same matrix sixty times, which either grows or dies out: {relu.solved}. Start that matrix as the identity, so that the state is simply copied from step to step, and {identity.solved} learn it, after {identity.epochs} epochs.',
    'Tanh does well here: {tanh.solved}. The textbooks’ “tanh forgets” is about other sizes and other tasks; this one asks for a single sign, and that is what a saturated tanh keeps best.',
  ],
  sources: ['hochreiter_1991', 'le_2015'],
};
