// The grid of experiments whose state is known. The state is known without the rules of the diagnosis and without their thresholds:
//
// * trains  – by outcome: the run reaches 95 % accuracy on rows that it never trained on (a regression: a twentieth of the constant
//             guess's loss) within its epochs. Nobody may call it failing.
// * a cause – by construction and by outcome: one thing is set so that training cannot work; the run does not reach even 90 % (a fifth of
//             the guess's loss), and the control, the same experiment from the same seed with that one thing set right, solves the task.
//             A network that was made to be born dead must besides give one and the same answer to every training row before its first
//             step; one whose signal was made to vanish and that does so counts as `vanished`, which is as true as dead.
// * unclear – neither: the run stays between, or its control fails too. Left out of the counts, and reported.
//
// `accepts` lists the findings that name the cause: where a wrong rate has killed the units, "they died" is as true as "too high".

/** @typedef {{ cause: string | null, title: string, experiment: any, control?: any, epochs: number, controlEpochs?: number, isFast?: boolean }} Case */

/** What a finding may be called for each cause. */
export const ACCEPTS = {
  vanishing: ['vanishing_backward', 'vanishing_forward'],
  vanished: ['vanishing_backward', 'vanishing_forward', 'born_dead'],
  dead: ['born_dead', 'dying'],
  too_high: ['rate_too_high', 'diverged', 'dying', 'saturated'],
  too_low: ['rate_too_low'],
  saturating: ['saturated', 'vanishing_backward'],
  exploding: ['exploding', 'diverged'],
  straight: ['stuck', 'plateau'],
  narrow: ['plateau', 'stuck'],
  symmetric: ['symmetric', 'born_dead'],
};

const seeds = [1, 2, 3];

/** @param {any} of */
function network({
  data = 'circle',
  samples = 400,
  units = 8,
  depth = 2,
  activation = 'relu',
  seed = 1,
  rate,
  optimizer = 'adam',
  batch = 16,
  ...parts
}) {
  const layers = parts.layers ?? Array.from({ length: depth }, () => ({ units, activation }));
  const { initializer, bias_initializer } = parts;
  return {
    seed,
    data: typeof data === 'string' ? { name: data, samples } : data,
    network: { layers, ...(initializer && { initializer }), ...(bias_initializer && { bias_initializer }) },
    training: { batch_size: batch, optimizer: rate === undefined ? optimizer : { name: optimizer, learning_rate: rate } },
  };
}

/** @type {Case[]} */
const trains = [];
/** @param {string} title @param {any} parts @param {number} [epochs] */
const train = (title, parts, epochs = 80, isFast = false) =>
  trains.push({ cause: null, title, experiment: network(parts), epochs, isFast });

for (const data of ['circle', 'xor', 'gauss', 'moons', 'rings', 'blobs'])
  for (const seed of seeds) train(`${data}, ReLU, seed ${seed}`, { data, seed }, data === 'rings' ? 150 : 100, seed === 1);
for (const activation of [
  'leaky_relu',
  'prelu',
  'elu',
  'selu',
  'celu',
  'gelu',
  'silu',
  'mish',
  'softplus',
  'softsign',
  'tanh',
  'hard_tanh',
  'hard_swish',
  'relu6',
  'squared_relu',
  'sine',
  'sigmoid',
  'hard_sigmoid',
])
  for (const seed of [1, 2])
    train(`circle, ${activation}, seed ${seed}`, { activation, seed }, 150, seed === 1 && /elu|sigm/.test(activation));
for (const optimizer of ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adamw', 'nadam'])
  for (const seed of seeds)
    train(
      `circle, ${optimizer}, seed ${seed}`,
      { optimizer, seed, rate: optimizer === 'sgd' ? 0.1 : undefined },
      150,
      seed === 2,
    );
for (const seed of seeds) {
  train(`spiral, ReLU, seed ${seed}`, { data: 'spiral', samples: 800, depth: 3, units: 16, seed }, 150);
  train(`spiral, ELU, seed ${seed}`, { data: 'spiral', samples: 800, depth: 3, units: 16, activation: 'elu', seed }, 150);
  train(`checkerboard, ReLU, seed ${seed}`, { data: 'checkerboard', samples: 1000, depth: 3, units: 24, seed }, 150);
  train(`plane, linear, seed ${seed}`, { data: 'plane', depth: 0, seed, rate: 0.03 }, 100);
  train(`hills, tanh, seed ${seed}`, { data: 'hills', samples: 600, depth: 3, units: 16, activation: 'tanh', seed }, 200);
  train(`circle, tanh of depth 8, seed ${seed}`, { activation: 'tanh', depth: 8, initializer: 'glorot_uniform', seed }, 120);
  train(`circle, ReLU of depth 10, seed ${seed}`, { depth: 10, units: 10, seed }, 120);
  train(
    `circle, sigmoid of depth 3, seed ${seed}`,
    { activation: 'sigmoid', depth: 3, initializer: 'glorot_uniform', seed, rate: 0.03 },
    250,
  );
  train(
    `circle, ReZero of depth 30, seed ${seed}`,
    {
      seed,
      layers: [
        { units: 10 },
        ...Array.from({ length: 30 }, () => ({ type: 'residual', rezero: true, layers: [{ units: 10 }] })),
      ],
    },
    60,
  );
  train(`gauss, no hidden layer, seed ${seed}`, { data: 'gauss', depth: 0, seed, rate: 0.03 }, 80);
  train(`iris, ReLU, seed ${seed}`, { data: { name: 'iris' }, seed }, 120);
  train(`wine, tanh, seed ${seed}`, { data: { name: 'wine' }, activation: 'tanh', seed }, 80);
}
const convolutions = (/** @type {string} */ activation) => [
  { type: 'conv2d', filters: 6, kernel_size: 3, activation },
  { type: 'max_pooling2d', pool_size: 2 },
  { type: 'flatten' },
  { units: 24, activation },
];
const recurrent = (/** @type {any} */ parts) => [{ type: 'simple_rnn', units: 16, ...parts }];
const latch = { name: 'latch', samples: 400, steps: 20 };
for (const seed of [1, 2]) {
  train(
    `digits, ReLU convolutions, seed ${seed}`,
    { data: { name: 'digits_8x8' }, layers: convolutions('relu'), seed, batch: 32 },
    12,
  );
  train(`latch of 20, tanh, seed ${seed}`, { data: latch, layers: recurrent({ activation: 'tanh' }), seed, rate: 0.003 }, 60);
  train(
    `latch of 20, identity ReLU, seed ${seed}`,
    {
      data: latch,
      layers: recurrent({ activation: 'relu', recurrent_initializer: 'identity' }),
      seed,
      rate: 0.003,
    },
    60,
  );
}

/** @type {Case[]} */
const fails = [];
/** @param {keyof typeof ACCEPTS} cause @param {string} title @param {any} parts @param {any} right @param {{ epochs?: number, controlEpochs?: number, isFast?: boolean }} [more] */
const fail = (cause, title, parts, right, { epochs = 60, controlEpochs = 200, isFast = false } = {}) =>
  fails.push({
    cause,
    title,
    experiment: network(parts),
    control: network({ ...parts, ...right }),
    epochs,
    controlEpochs,
    isFast,
  });

for (const seed of seeds) {
  for (const depth of [4, 5, 6, 8, 10]) {
    const parts = {
      activation: 'sigmoid',
      depth,
      units: 8,
      seed,
      optimizer: 'sgd',
      rate: 0.1,
      batch: 10,
      initializer: 'glorot_uniform',
    };
    fail(
      'vanishing',
      `sigmoid of depth ${depth}, seed ${seed}`,
      parts,
      { activation: 'relu', initializer: 'he_normal' },
      { isFast: seed === 1 && depth > 4 },
    );
  }
  for (const depth of [20, 30, 50]) {
    const parts = { depth, units: 10, seed, optimizer: 'sgd', rate: 0.05, batch: 10, initializer: 'glorot_uniform' };
    const layers = [
      { units: 10 },
      ...Array.from({ length: depth }, () => ({ type: 'residual', rezero: true, layers: [{ units: 10 }] })),
    ];
    fail(
      'vanishing',
      `ReLU from Glorot of depth ${depth}, seed ${seed}`,
      parts,
      { layers, initializer: 'he_normal' },
      { isFast: seed === 1 && depth === 20 },
    );
  }
  for (const depth of [10, 20, 30])
    fail(
      'dead',
      `ReLU of width 2 and depth ${depth}, seed ${seed}`,
      { units: 2, depth, seed },
      { units: 10, depth: 3 },
      { isFast: depth === 10 && seed < 3 },
    );
  for (const value of [-5, -8])
    fail(
      'dead',
      `ReLU with biases ${value}, seed ${seed}`,
      { seed, bias_initializer: { name: 'constant', value } },
      { bias_initializer: 'zeros' },
      { isFast: seed === 1 },
    );
  for (const rate of [10, 100, 1e4])
    fail('too_high', `SGD at ${rate}, seed ${seed}`, { optimizer: 'sgd', rate, seed }, { rate: 0.1 }, { isFast: seed === 1 });
  for (const rate of [3, 30])
    fail('too_high', `Adam at ${rate}, seed ${seed}`, { rate, seed }, { rate: 0.01 }, { isFast: seed === 1 });
  fail('too_high', `tanh, SGD at 30, seed ${seed}`, { activation: 'tanh', optimizer: 'sgd', rate: 30, seed }, { rate: 0.1 });
  fail('too_high', `momentum at 5, seed ${seed}`, { optimizer: 'momentum', rate: 5, seed }, { rate: 0.01 });
  for (const rate of [1e-7, 1e-6, 1e-5])
    fail('too_low', `SGD at ${rate}, seed ${seed}`, { optimizer: 'sgd', rate, seed }, { rate: 0.1 }, { isFast: seed === 1 });
  for (const rate of [1e-8, 1e-6])
    fail('too_low', `Adam at ${rate}, seed ${seed}`, { rate, seed, activation: 'elu' }, { rate: 0.01 }, { isFast: seed === 1 });
  for (const activation of ['sigmoid', 'tanh', 'hard_tanh'])
    fail(
      'saturating',
      `${activation} from normal weights of 30, seed ${seed}`,
      { activation, depth: 3, seed, optimizer: 'sgd', rate: 0.01, initializer: { name: 'normal', scale: 30 } },
      { initializer: 'glorot_uniform', optimizer: 'adam', rate: 0.01 },
      { isFast: seed === 1 },
    );
  for (const depth of [8, 12])
    fail(
      'exploding',
      `ReLU from normal weights of 1, depth ${depth}, seed ${seed}`,
      { depth, units: 24, seed, optimizer: 'sgd', rate: 0.01, initializer: { name: 'normal', scale: 1 } },
      { initializer: 'he_normal', rate: 0.03 },
      { isFast: seed === 1 && depth === 8 },
    );
  for (const data of ['circle', 'rings']) {
    fail(
      'straight',
      `${data}, linear layers, seed ${seed}`,
      { data, activation: 'linear', seed },
      { activation: 'relu' },
      { epochs: 80, isFast: seed === 1 },
    );
    fail('straight', `${data}, no hidden layer, seed ${seed}`, { data, depth: 0, seed }, { depth: 2 }, { epochs: 80 });
  }
  for (const activation of ['relu', 'tanh', 'sigmoid'])
    fail(
      'symmetric',
      `${activation} from zeros, seed ${seed}`,
      { activation, seed, initializer: 'zeros' },
      { initializer: 'glorot_uniform' },
      { isFast: seed === 1 },
    );
}
for (const seed of [1, 2]) {
  fail(
    'vanishing',
    `digits, deep sigmoid convolutions, seed ${seed}`,
    {
      data: { name: 'digits_8x8' },
      seed,
      optimizer: 'sgd',
      rate: 0.05,
      batch: 32,
      layers: [...convolutions('sigmoid'), ...Array.from({ length: 4 }, () => ({ units: 24, activation: 'sigmoid' }))],
    },
    { layers: convolutions('relu'), optimizer: 'adam', rate: 0.01 },
    { epochs: 35, controlEpochs: 15 },
  );
  fail(
    'dead',
    `digits, ReLU convolutions with biases −30, seed ${seed}`,
    {
      data: { name: 'digits_8x8' },
      seed,
      layers: convolutions('relu'),
      batch: 32,
      bias_initializer: { name: 'constant', value: -30 },
    },
    { bias_initializer: 'zeros' },
    { epochs: 5, controlEpochs: 15 },
  );
  fail(
    'vanishing',
    `latch of 60, sigmoid, seed ${seed}`,
    { data: { ...latch, steps: 60 }, layers: recurrent({ activation: 'sigmoid' }), seed, rate: 0.003 },
    { layers: recurrent({ activation: 'relu', recurrent_initializer: 'identity' }) },
    { epochs: 40, controlEpochs: 80 },
  );
}

for (const seed of seeds) {
  // Activations that cannot die: the steps leap on.
  for (const activation of ['leaky_relu', 'elu'])
    fail('too_high', `${activation}, SGD at 20, seed ${seed}`, { activation, optimizer: 'sgd', rate: 20, seed }, { rate: 0.1 });
  fail('too_high', `sine, Adam at 3, seed ${seed}`, { activation: 'sine', rate: 3, seed }, { rate: 0.01 });
  // Clipped, large weights do not diverge.
  fail(
    'exploding',
    `leaky ReLU from normal weights of 2, depth 8, seed ${seed}`,
    { depth: 8, units: 24, seed, activation: 'leaky_relu', rate: 0.001, initializer: { name: 'normal', scale: 2 } },
    { initializer: 'he_normal' },
  );
  // Half of what is to be learned fits a network that is too narrow, and there it rests.
  for (const data of ['rings', 'xor'])
    fail(
      'narrow',
      `${data}, one unit, seed ${seed}`,
      { data, units: 1, depth: 1, seed, activation: 'tanh', rate: 0.03 },
      { units: 12 },
      { epochs: 150, isFast: seed === 1 },
    );
  fail(
    'straight',
    `spiral, linear layers, seed ${seed}`,
    { data: 'spiral', samples: 800, activation: 'linear', seed },
    { activation: 'elu', depth: 3, units: 16 },
    { epochs: 80 },
  );
  fail(
    'too_low',
    `hills, SGD at 0.000001, seed ${seed}`,
    { data: 'hills', samples: 600, depth: 3, units: 16, activation: 'tanh', optimizer: 'sgd', rate: 1e-6, seed },
    { optimizer: 'adam', rate: 0.01 },
  );
  fail(
    'dead',
    `hills, ReLU with biases −8, seed ${seed}`,
    { data: 'hills', samples: 600, depth: 2, units: 16, seed, bias_initializer: { name: 'constant', value: -8 } },
    { bias_initializer: 'zeros' },
  );
}

/** @type {Case[]} */
export const CASES = [...trains, ...fails];
