// Random values for the tests of the page's state: a seeded stream, any JSON in the shape of an experiment, and valid experiments
// made by walking the catalogue. Knows no test.

/** A stream of numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @typedef {() => number} Random */

const count = (/** @type {Random} */ random, /** @type {number} */ most) => Math.floor(random() * (most + 1));
/** @template T @param {Random} random @param {readonly T[]} list @returns {T} */
const pick = (random, list) => list[Math.floor(random() * list.length)];

const TEXTS = [
  'relu',
  'leaky_relu',
  'true',
  'null',
  '',
  "it's",
  'a b',
  '8',
  '-1',
  'x&y=z#',
  'é💥',
  '(a:b)',
  '%41',
  'name',
  '*5',
  "''",
  'a.b',
];
const KEYS = [
  'name',
  'alpha',
  'units',
  'rate_2',
  'use_bias',
  'odd key',
  "quo'te",
  '9lives',
  '',
  'type',
  'step',
  'v',
  'layers',
  'data',
];
const NUMBERS = [0, -0, 1, -1, 0.1, -3.25, 1e-7, 1e21, 1.7976931348623157e308, 5e-324, 4294967295];

/** @returns {any} */
function value(/** @type {Random} */ random, /** @type {number} */ depth) {
  const kind = count(random, depth > 0 ? 6 : 4);
  if (kind === 0) return pick(random, NUMBERS);
  if (kind === 1) return random() * 10 ** (count(random, 12) - 6);
  if (kind === 2) return pick(random, [true, false, null]);
  if (kind <= 4) return pick(random, TEXTS);
  if (kind === 5) return Array.from({ length: count(random, 3) }, () => value(random, depth - 1));
  return object(random, depth - 1);
}

function object(/** @type {Random} */ random, /** @type {number} */ depth) {
  return Object.fromEntries(Array.from({ length: count(random, 3) }, () => [pick(random, KEYS), value(random, depth)]));
}

/** Layers as an experiment has them, and sometimes anything. */
function layers(/** @type {Random} */ random) {
  if (random() < 0.2) return value(random, 2);
  return Array.from({ length: 1 + count(random, 4) }, () => ({
    ...(random() < 0.8 ? { units: count(random, 40) } : {}),
    ...(random() < 0.8
      ? { activation: pick(random, ['relu', 'tanh', { name: 'elu', alpha: random() }, value(random, 1)]) }
      : {}),
    ...(random() < 0.3 ? object(random, 2) : {}),
  }));
}

/** Any JSON object with the members of an experiment, right or wrong. */
export function randomJson(/** @type {Random} */ random) {
  const experiment = /** @type {any} */ ({});
  if (random() < 0.5) experiment.v = 1;
  if (random() < 0.5) experiment.seed = count(random, 1e9);
  if (random() < 0.6) experiment.data = random() < 0.8 ? { name: pick(random, TEXTS), ...object(random, 2) } : value(random, 2);
  if (random() < 0.7) {
    experiment.network =
      random() < 0.9 ? { ...object(random, 2), ...(random() < 0.8 ? { layers: layers(random) } : {}) } : value(random, 2);
  }
  if (random() < 0.6) experiment.training = random() < 0.9 ? object(random, 2) : value(random, 2);
  if (random() < 0.1) experiment[pick(random, KEYS)] = value(random, 2);
  return experiment;
}

/** A value that the field allows. */
function fieldValue(/** @type {Random} */ random, /** @type {import('../../web/engine/types.js').Field} */ field) {
  const { kind, min = 0, max = 0, options = [] } = field;
  if (kind === 'boolean') return random() < 0.5;
  if (kind === 'choice') return pick(random, options);
  if (kind === 'integer') return Math.round(min + random() * (max - min));
  return min + random() * (max - min);
}

/** Some of the fields. */
const some = (/** @type {Random} */ random, /** @type {import('../../web/engine/types.js').Field[]} */ fields) =>
  Object.fromEntries(fields.filter(() => random() < 0.4).map((field) => [field.name, fieldValue(random, field)]));

/** @returns {any} */
const choice = (/** @type {Random} */ random, /** @type {import('../../web/engine/types.js').Row[]} */ table) => {
  const row = pick(random, table);
  return { name: row.name, ...some(random, row.fields) };
};

/** A valid experiment, from the tables. */
export function randomExperiment(
  /** @type {Random} */ random,
  /** @type {import('../../web/engine/types.js').Catalog} */ catalog,
) {
  const experiment = /** @type {any} */ ({ ...some(random, catalog.fields.experiment) });
  if (random() < 0.7) experiment.data = { ...choice(random, catalog.datasets), ...some(random, catalog.fields.data) };
  const features = catalog.features.map(({ name }) => name).filter(() => random() < 0.5);
  if (experiment.data && features.length) experiment.data.features = features;
  if (random() < 0.8) {
    experiment.network = {};
    if (random() < 0.5) experiment.network.initializer = choice(random, catalog.initializers);
    if (random() < 0.8) {
      experiment.network.layers = Array.from({ length: count(random, 5) }, () => ({
        units: 1 + count(random, 30),
        activation: choice(random, catalog.activations),
        ...(random() < 0.3 ? { initializer: choice(random, catalog.initializers) } : {}),
      }));
    }
  }
  if (random() < 0.8) {
    experiment.training = some(random, catalog.fields.training);
    if (random() < 0.6) experiment.training.optimizer = choice(random, catalog.optimizers);
    if (random() < 0.3) experiment.training.loss = 'auto';
  }
  return experiment;
}
