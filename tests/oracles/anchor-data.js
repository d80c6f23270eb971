// The toy data of the learning anchors, as their text describes them: training rows first, as many of each class.

/** A stream of numbers in [0, 1) from a seed (mulberry32), and normal ones by Box and Muller. */
export class Stream {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** @param {number} [low] @param {number} [high] */
  uniform(low = 0, high = 1) {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return low + ((high - low) * ((mixed ^ (mixed >>> 14)) >>> 0)) / 4294967296;
  }

  normal() {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** @typedef {(random: Stream, label: number, classes: number, options: any) => [x: number, y: number]} Draw */

/** @type {Record<string, Draw>} */
const draws = {
  moons(random, label) {
    const t = random.uniform(0, Math.PI);
    const [x, y] = label === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
    return [x + 0.1 * random.normal(), y + 0.1 * random.normal()];
  },
  circles(random, label) {
    const angle = random.uniform(0, 2 * Math.PI),
      radius = label === 0 ? 1 : 0.5;
    return [radius * Math.cos(angle) + 0.08 * random.normal(), radius * Math.sin(angle) + 0.08 * random.normal()];
  },
  spirals(random, label, arms, { turns = 1.5 }) {
    const u = random.uniform(0.05, 1),
      angle = u * turns * 2 * Math.PI + (label * 2 * Math.PI) / arms;
    return [u * Math.cos(angle) + 0.02 * random.normal(), u * Math.sin(angle) + 0.02 * random.normal()];
  },
  xor(random, label) {
    const x = random.uniform(-1, 1),
      size = random.uniform();
    return [x, label === Number(x > 0) ? size : -size];
  },
};

/** How many rows the test accuracy is measured on. */
const testRows = 400;

/**
 * @param {any} config  of an anchor: data, n, and what its generator takes
 * @param {number} seed
 * @returns {import('../../web/engine/types.js').Samples | null}  null for a data set that is not one of these
 */
export function toyData({ data, n, ...options }, seed) {
  const draw = draws[data];
  if (!draw) return null;
  const random = new Stream(seed),
    classes = options.arms ?? 2;
  const labels = Array.from({ length: n + testRows }, (_, row) => row % classes);
  const values = labels.flatMap((label) => draw(random, label, classes, options));
  return { values, labels, columns: 2, problem: 'multiclass', classes, trainRows: n };
}

/**
 * Sequences of numbers and marks, one mark in each half; the target is the sum of the marked numbers.
 * @param {number} steps
 * @param {number} trainRows
 * @param {number} seed
 * @returns {import('../../web/engine/types.js').Samples}
 */
export function addingData(steps, trainRows, seed) {
  const random = new Stream(seed),
    half = Math.floor(steps / 2),
    fresh = 500;
  /** @type {number[]} */
  const labels = [];
  const values = new Float32Array((trainRows + fresh) * 2 * steps);
  for (let row = 0; row < trainRows + fresh; ++row) {
    const numbers = Array.from({ length: steps }, () => random.uniform());
    const marks = [Math.floor(random.uniform(0, half)), Math.floor(random.uniform(half, steps))];
    values.set(numbers, row * 2 * steps);
    for (const mark of marks) values[row * 2 * steps + steps + mark] = 1;
    labels.push(numbers[marks[0]] + numbers[marks[1]]);
  }
  return { values, labels, columns: 2 * steps, shape: [2, steps, 1], problem: 'regression', targets: 1, trainRows };
}
