// What each row of the bench computes: shapes, batch, rule, data and first weights. Knows no contestant.
import { randomStream } from './random.js';

/**
 * One layer's first parameters: rows × columns weights, row by row, a row an output; filters as [output][input][y][x].
 * @typedef {{ kind: 'dense' | 'convolution' | 'recurrent', rows: number, columns: number, weights: Float32Array,
 *   recurrent?: Float32Array, biases: Float32Array }} Block
 */

/**
 * @typedef {object} Training
 * @property {'train'} task
 * @property {'dense' | 'convolution' | 'recurrent'} net
 * @property {number[]} sizes        inputs, hidden layers, outputs; of pictures: side, filters, filters, classes; of sequences: features, units, 1
 * @property {'tanh' | 'relu'} activation
 * @property {'half_squared_tanh' | 'logistic' | 'softmax' | 'squared'} head  output activation and loss; means over rows
 * @property {{ name: 'sgd' | 'momentum' | 'adam', rate: number, momentum?: number }} rule
 * @property {number} batch
 * @property {number} rows
 * @property {number} checkSteps     after which the losses are compared
 * @property {number} restartAfter   steps after which a timed run starts anew, so that fast and slow work on like numbers
 * @property {'rings' | 'patterns' | 'adding'} data
 * @property {'uniform' | 'he' | 'identity'} start
 */

const kernel = 5; // side of the convolutions' filters
const sequenceSteps = 50;
const side = 28;

/** Of the training data only that many rows are looked at when losses are compared. */
export const checkedRows = 256;

/** @type {Record<string, Omit<Training, 'task'> & { title: string }>} */
const trainings = {
  W1: {
    title: '2-4-2-1 tanh, batch 10, SGD, squared error',
    net: 'dense',
    sizes: [2, 4, 2, 1],
    activation: 'tanh',
    head: 'half_squared_tanh',
    rule: { name: 'sgd', rate: 0.03 },
    batch: 10,
    rows: 500,
    checkSteps: 1000,
    restartAfter: 50_000,
    data: 'rings',
    start: 'uniform',
  },
  W2: {
    title: '2-8-8-8-1 ReLU, batch 32, Adam, cross-entropy',
    net: 'dense',
    sizes: [2, 8, 8, 8, 1],
    activation: 'relu',
    head: 'logistic',
    rule: { name: 'adam', rate: 0.005 },
    batch: 32,
    rows: 1000,
    checkSteps: 155,
    restartAfter: 6200,
    data: 'rings',
    start: 'he',
  },
  W3: {
    title: '2-(16 × 50)-2 ReLU, batch 32, SGD, cross-entropy',
    net: 'dense',
    sizes: [2, ...Array(50).fill(16), 2],
    activation: 'relu',
    head: 'softmax',
    rule: { name: 'sgd', rate: 0.01 },
    batch: 32,
    rows: 1000,
    checkSteps: 62,
    restartAfter: 620,
    data: 'rings',
    start: 'identity',
  },
  W4: {
    title: '784-128-64-10 ReLU, batch 64, Adam, cross-entropy',
    net: 'dense',
    sizes: [side * side, 128, 64, 10],
    activation: 'relu',
    head: 'softmax',
    rule: { name: 'adam', rate: 0.001 },
    batch: 64,
    rows: 10_000,
    checkSteps: 31,
    restartAfter: 156,
    data: 'patterns',
    start: 'he',
  },
  W5: {
    title: '28 × 28 CNN, 5×5×8 and 5×5×16 with pooling, batch 32, momentum, cross-entropy',
    net: 'convolution',
    sizes: [side, 8, 16, 10],
    activation: 'relu',
    head: 'softmax',
    rule: { name: 'momentum', rate: 0.01, momentum: 0.9 },
    batch: 32,
    rows: 2000,
    checkSteps: 6,
    restartAfter: 62,
    data: 'patterns',
    start: 'he',
  },
  W6: {
    title: 'ReLU RNN, 64 units, 50 steps, batch 32, Adam, squared error',
    net: 'recurrent',
    sizes: [2, 64, 1],
    activation: 'relu',
    head: 'squared',
    rule: { name: 'adam', rate: 0.001 },
    batch: 32,
    rows: 1000,
    checkSteps: 31,
    restartAfter: 310,
    data: 'adding',
    start: 'identity',
  },
};

const grids = {
  W7: { title: '2-8-8-8-1 forward on a 100 × 100 grid', maps: false },
  W7h: { title: 'the same, every hidden unit’s values read out', maps: true },
};
export const gridSide = 100;

/** The activations of W8 and what each is called with; forward and backward over `activationElements` numbers. */
export const activationNames = ['relu', 'leaky_relu', 'prelu', 'elu', 'sigmoid', 'tanh', 'gelu_tanh', 'silu'];
export const activationElements = 1_000_000;
export const leakySlope = 0.01;
export const learnedSlope = 0.25;

export const trainingIds = Object.keys(trainings);
export const gridIds = Object.keys(grids);
export const activationIds = activationNames.map((name) => `W8.${name}`);

// --- Data ----------------------------------------------------------------------------------------------------------------

/**
 * Points of two rings: even rows at a radius of 0 to 2.5, odd ones at 3.5 to 5, the angle uniform.
 * @param {number} rows @param {number} outer  the label of the odd rows; the even ones have 1
 */
function rings(rows, outer) {
  const random = randomStream(2024);
  const inputs = new Float32Array(rows * 2);
  const targets = new Float32Array(rows);
  for (let row = 0; row < rows; ++row) {
    const inside = row % 2 === 0;
    const radius = inside ? 2.5 * random.uniform() : 3.5 + 1.5 * random.uniform();
    const angle = 2 * Math.PI * random.uniform();
    inputs[2 * row] = radius * Math.cos(angle);
    inputs[2 * row + 1] = radius * Math.sin(angle);
    targets[row] = inside ? 1 : outer;
  }
  return { inputs, targets, width: 2 };
}

const unitRange = (/** @type {number} */ value) => Math.min(1, Math.max(0, value));

/**
 * Pictures of ten kinds: each kind four Gaussian bumps; a picture is its kind by a brightness of 0.4 to 1 with normal noise of 0.35,
 * cut to 0..1. As dense in non-zero numbers as handwritten digits are not: no contestant gains by skipping zeros.
 * @param {number} rows
 */
function patterns(rows) {
  const random = randomStream(2025);
  const pixels = side * side;
  const kinds = Array.from({ length: 10 }, () => {
    const picture = new Float32Array(pixels);
    for (let bump = 0; bump < 4; ++bump) {
      const x = 5 + 18 * random.uniform();
      const y = 5 + 18 * random.uniform();
      const spread = 2 * (2 + 2 * random.uniform()) ** 2;
      for (let pixel = 0; pixel < pixels; ++pixel) {
        const distance = (Math.floor(pixel / side) - y) ** 2 + ((pixel % side) - x) ** 2;
        picture[pixel] += Math.exp(-distance / spread);
      }
    }
    return picture.map(unitRange);
  });
  const inputs = new Float32Array(rows * pixels);
  const targets = new Float32Array(rows);
  for (let row = 0; row < rows; ++row) {
    const kind = Math.floor(10 * random.uniform());
    const brightness = 0.4 + 0.6 * random.uniform();
    targets[row] = kind;
    for (let pixel = 0; pixel < pixels; ++pixel)
      inputs[row * pixels + pixel] = unitRange(kinds[kind][pixel] * brightness + 0.35 * random.normal());
  }
  return { inputs, targets, width: pixels };
}

/**
 * The adding problem (Hochreiter, Schmidhuber 1997): uniform numbers, two of them marked, one in each half; the target is their sum.
 * A row is [values of all steps, marks of all steps].
 * @param {number} rows
 */
function adding(rows) {
  const random = randomStream(2026);
  const inputs = new Float32Array(rows * 2 * sequenceSteps);
  const targets = new Float32Array(rows);
  const half = sequenceSteps / 2;
  for (let row = 0; row < rows; ++row) {
    const marks = [Math.floor(half * random.uniform()), half + Math.floor(half * random.uniform())];
    for (let step = 0; step < sequenceSteps; ++step) {
      const at = row * 2 * sequenceSteps + step;
      inputs[at] = random.uniform();
      if (!marks.includes(step)) continue;
      inputs[at + sequenceSteps] = 1;
      targets[row] += inputs[at];
    }
  }
  return { inputs, targets, width: 2 * sequenceSteps };
}

// --- First weights -------------------------------------------------------------------------------------------------------

/** @param {number} count @param {() => number} number */
const filled = (count, number) => Float32Array.from({ length: count }, number);

/**
 * A dense layer. `he` is N(0, 2 / inputs), of the last layer N(0, 1 / inputs); `identity` is the identity and N(0, 0.03²) where the
 * layer is square; `uniform` is −½..½ with biases of 0.1 (the TensorFlow Playground's start).
 * @param {ReturnType<typeof randomStream>} random @param {string} start @param {number} rows @param {number} columns @param {boolean} last
 * @returns {Block}
 */
function denseBlock(random, start, rows, columns, last) {
  const square = start === 'identity' && rows === columns;
  const deviation = square ? 0.03 : Math.sqrt((last ? 1 : 2) / columns);
  const weights = filled(rows * columns, () => (start === 'uniform' ? random.uniform() - 0.5 : deviation * random.normal()));
  if (square) for (let i = 0; i < rows; ++i) weights[i * columns + i] += 1;
  return { kind: 'dense', rows, columns, weights, biases: filled(rows, () => (start === 'uniform' ? 0.1 : 0)) };
}

/** @param {{ net: string, sizes: number[], start: string }} spec @returns {Block[]} */
function firstWeights({ net, sizes, start }) {
  const random = randomStream(77);
  if (net === 'dense')
    return sizes.slice(1).map((rows, layer) => denseBlock(random, start, rows, sizes[layer], layer === sizes.length - 2));
  if (net === 'recurrent') {
    const [features, units] = sizes;
    const recurrent = filled(units * units, () => 0);
    for (let unit = 0; unit < units; ++unit) recurrent[unit * units + unit] = 1; // Le, Jaitly, Hinton 2015
    const weights = filled(units * features, () => 0.1 * random.normal());
    return [
      { kind: 'recurrent', rows: units, columns: features, weights, recurrent, biases: new Float32Array(units) },
      denseBlock(random, start, 1, units, true),
    ];
  }
  const [edge, first, second, classes] = sizes;
  /** @param {number} rows @param {number} channels @returns {Block} */
  const filters = (rows, channels) => {
    const columns = channels * kernel * kernel;
    const weights = filled(rows * columns, () => Math.sqrt(2 / columns) * random.normal());
    return { kind: 'convolution', rows, columns, weights, biases: new Float32Array(rows) };
  };
  return [filters(first, 1), filters(second, first), denseBlock(random, start, classes, (edge / 4) ** 2 * second, true)];
}

// --- Workloads -----------------------------------------------------------------------------------------------------------

/**
 * The points of the grid: the middles of 100 × 100 equal squares of −6..6, row by row from the top left.
 */
function gridPoints() {
  const centre = (/** @type {number} */ index) => -6 + ((index + 0.5) * 12) / gridSide;
  const points = new Float32Array(2 * gridSide ** 2);
  for (let pixel = 0; pixel < gridSide ** 2; ++pixel) {
    points[2 * pixel] = centre(pixel % gridSide);
    points[2 * pixel + 1] = -centre(Math.floor(pixel / gridSide));
  }
  return points;
}

/** @param {string} id */
export function makeWorkload(id) {
  const blocksOf = (/** @type {{ net: string, sizes: number[], start: string }} */ spec) => firstWeights(spec);
  if (Object.hasOwn(trainings, id)) {
    const spec = trainings[id];
    const outer = spec.head === 'half_squared_tanh' ? -1 : 0;
    const data =
      spec.data === 'rings' ? rings(spec.rows, outer) : spec.data === 'patterns' ? patterns(spec.rows) : adding(spec.rows);
    return {
      id,
      task: /** @type {const} */ ('train'),
      ...spec,
      ...data,
      kernel,
      sequenceSteps,
      blocks: blocksOf(spec),
      batches: Math.floor(spec.rows / spec.batch), // the rows that are left over are never used
      outputs: /** @type {number} */ (spec.sizes.at(-1)),
      samplesPerStep: spec.batch,
    };
  }
  if (Object.hasOwn(grids, id)) {
    const { sizes, start } = trainings.W2;
    return {
      id,
      task: /** @type {const} */ ('grid'),
      ...grids[/** @type {keyof typeof grids} */ (id)],
      sizes,
      inputs: gridPoints(),
      rows: gridSide ** 2,
      blocks: blocksOf({ net: 'dense', sizes, start }),
      samplesPerStep: gridSide ** 2,
    };
  }
  if (!activationIds.includes(id)) throw new Error(`There is no workload ${id}.`);
  const random = randomStream(5);
  return {
    id,
    task: /** @type {const} */ ('activation'),
    title: `${id.slice(3)}, forward and backward`,
    activation: id.slice(3),
    inputs: filled(activationElements, () => 3 * random.normal()),
    deltas: filled(activationElements, random.normal),
    samplesPerStep: activationElements,
  };
}

/** @typedef {Extract<ReturnType<typeof makeWorkload>, { task: 'train' }>} TrainingWorkload */
/** @typedef {Extract<ReturnType<typeof makeWorkload>, { task: 'grid' }>} GridWorkload */
/** @typedef {Extract<ReturnType<typeof makeWorkload>, { task: 'activation' }>} ActivationWorkload */
/** @typedef {ReturnType<typeof makeWorkload>} Workload */

/**
 * The mean loss over the first rows, computed alike for every contestant from its raw outputs (before sigmoid and softmax).
 * @param {TrainingWorkload} workload
 * @param {ArrayLike<number>} answers  rows × outputs
 */
export function meanLoss({ head, targets, outputs }, answers) {
  const rows = answers.length / outputs;
  let sum = 0;
  for (let row = 0; row < rows; ++row) {
    const wanted = targets[row];
    const z = answers[row * outputs];
    if (head === 'half_squared_tanh') sum += 0.5 * (z - wanted) ** 2;
    else if (head === 'squared') sum += (z - wanted) ** 2;
    else if (head === 'logistic') sum += Math.max(z, 0) - z * wanted + Math.log1p(Math.exp(-Math.abs(z)));
    else {
      const logits = Array.from({ length: outputs }, (_, k) => answers[row * outputs + k]);
      const largest = Math.max(...logits);
      sum += largest + Math.log(logits.reduce((total, logit) => total + Math.exp(logit - largest), 0)) - logits[wanted];
    }
  }
  return sum / rows;
}
