// The parsers that are JavaScript, as fuzz targets: seeds, a rule that must hold for any bytes, and the mutations between them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FormulaError, readFormula } from '../../web/element/own/formula.js';
import { serialise } from '../../web/element/permalink.js';
import { parse } from '../../web/element/permalink-reader.js';
import { samplesFromCsv } from '../../web/engine/csv.js';
import { createModel, loadModel, PlaygroundError, validate } from '../../web/engine/index.js';
import { readModelFile } from '../../web/engine/model-file.js';
import { readPoints, writePoints } from '../../web/engine/own-points.js';
import { seededRandom } from '../node/random-values.js';

const corpus = fileURLToPath(new URL('corpus/', import.meta.url));
const decoder = new TextDecoder();
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** @param {unknown} error an error that a parser may throw; any other is a finding */
function accept(error) {
  if (!(error instanceof PlaygroundError)) throw error;
  assert.match(error.code, /^[a-z_]+$/);
  assert.ok(error.reason.length > 4 && error.message.length < 1000, error.message.slice(0, 1000));
}

async function modelFileSeeds() {
  const seeds = [];
  for (const optimizer of ['sgd', 'nadam']) {
    const model = await createModel({
      data: { samples: 12 },
      network: { layers: [{ units: 2, activation: 'prelu' }] },
      training: { optimizer, batch_size: 4 },
    });
    await model.advance({ steps: 6, budgetMs: Number.POSITIVE_INFINITY, watch: {} });
    const bytes = await model.save();
    await model.dispose();
    // Without a checksum a change gets past the first look.
    const text = decoder.decode(bytes.subarray(8)).replace(/,"checksum":"[0-9a-f]{8}"/, (found) => ' '.repeat(found.length));
    const open = bytes.slice();
    open.set(encode(text.slice(0, text.indexOf('}}') + 2)), 8);
    seeds.push(bytes, open);
  }
  return seeds;
}

/** @param {Uint8Array} bytes */
async function tryModelFile(bytes) {
  try {
    readModelFile(bytes);
    const model = await loadModel(bytes);
    try {
      // What the file says of the network's size is bounded by the limits of experiments; what it trains need not be small.
      if (model.description.bytes < 1e6) {
        const { diverged } = await model.step(1);
        assert.ok(diverged || (await model.weights()).every(Number.isFinite), 'weights are finite');
      }
    } finally {
      await model.dispose();
    }
  } catch (error) {
    accept(error);
    assert.notEqual(/** @type {PlaygroundError} */ (error).code, 'engine_failed');
  }
}

/** @param {Uint8Array} bytes */
function tryPermalink(bytes) {
  const { experiment, step, faults } = parse(decoder.decode(bytes));
  assert.ok(Number.isSafeInteger(step) && step >= 0);
  for (const { message } of faults) assert.equal(typeof message, 'string');
  const again = parse(serialise(experiment, step));
  assert.deepEqual(again.experiment, experiment);
  assert.equal(again.step, step);
}

/** @param {Uint8Array} bytes */
function tryCsv(bytes) {
  try {
    const { values, labels, columns, trainRows = labels.length } = samplesFromCsv(decoder.decode(bytes)).samples;
    assert.equal(values.length, labels.length * columns);
    assert.ok(trainRows >= 1 && trainRows <= labels.length);
    assert.ok(Array.from(values).concat(Array.from(labels)).every(Number.isFinite));
  } catch (error) {
    accept(error);
  }
}

/** @param {Uint8Array} bytes */
function tryFormula(bytes) {
  const text = decoder.decode(bytes);
  try {
    const { evaluate } = readFormula(text);
    assert.equal(typeof evaluate(0.3, -2), 'number');
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    assert.ok(error.place >= 0 && error.place <= text.length);
  }
}

/** @param {Uint8Array} bytes of a text of points */
async function tryOwnPoints(bytes) {
  for (const range of [null, 2]) {
    try {
      const { minimal } = await validate({ data: { name: 'own', points: decoder.decode(bytes), ...(range && { range }) } });
      const { points } = readPoints(minimal.data.points, range);
      assert.deepEqual(readPoints(writePoints(points, range), range).points, points);
    } catch (error) {
      accept(error);
    }
  }
}

const permalinkSeeds = [
  'v=1&seed=7&data=spiral(noise:0.2)&layers=8.sigmoid*5,4.leaky_relu(alpha:0.2);use_bias:false&optimizer=adam&step=1200',
  "#network.output=(activation:tanh)&.odd=(1,2,(a:'it''s'),(:))&batch_size=-0&l2=1e-7&step=3",
  'data=(name:circle,features:(x,y,x_squared))&layers=3.relu;layers:((units:2),(units:3,activation:elu(alpha:2)))&loss=auto',
];

const csvSeeds = [
  'a,b,label\n1,2,yes\n3,4,no\n5,6,yes\n',
  '"x";"y";"z"\r\n"1,5";2;0\r\n;3;1\r\nNA;4;"0"\r\n7;8;1',
  '\uFEFF1\t2\t0.25\n3\t4\t0.5\n-1e3\t1e-3\tNaN\n',
];

/**
 * @typedef {object} Parser
 * @property {string} name
 * @property {() => Uint8Array[] | Promise<Uint8Array[]>} seeds
 * @property {(bytes: Uint8Array) => void | Promise<void>} run  throws what must not be
 * @property {string[]} words  that mean something to the parser
 */

/** @type {Parser[]} */
export const parsers = [
  {
    name: 'model_file',
    seeds: modelFileSeeds,
    run: tryModelFile,
    words: ['{', '}', '[', '"', ':', ',', '\\', '__metadata__', '"F32"', '"U32"', 'null', '-1', '0', '1e9', '9007199254740993'],
  },
  {
    name: 'permalink',
    seeds: () => permalinkSeeds.map(encode),
    run: tryPermalink,
    words: [
      '=',
      '&',
      '(',
      ')',
      ':',
      ',',
      ';',
      '*',
      "'",
      '%',
      '%27',
      '%F0%9F',
      '.',
      'step',
      '__proto__',
      '*4096',
      '1e309',
      '\0',
    ],
  },
  {
    name: 'csv',
    seeds: () => csvSeeds.map(encode),
    run: tryCsv,
    words: ['"', '""', ',', ';', '\t', '\r', '\n', '1e400', '-', 'NaN', '__proto__', '\uFEFF', '|', ' '],
  },
  {
    name: 'formula',
    seeds: () => ['x*y > 0', 'sin(2x) + y^2', 'not (r < 2 or max(x, -y) >= 1e1)'].map(encode),
    run: tryFormula,
    words: ['(', ')', '^', '-', 'not', 'and', '2', '1e308', 'constructor', '__proto__', ',', '·', '\u2028'],
  },
  {
    name: 'own_points',
    seeds: () => ['AAAABBBB.CCCC-_09', 'AAAABB', '....'].map(encode),
    run: tryOwnPoints,
    words: ['.', 'AAAA', '____', '-', '=', '\0'],
  },
];

/**
 * The committed inputs of a parser: former findings and what reaches rare places.
 * @param {string} name
 */
export const corpusOf = (name) =>
  readdirSync(corpus, { withFileTypes: true }).some((entry) => entry.name === name)
    ? readdirSync(corpus + name).map((file) => new Uint8Array(readFileSync(`${corpus}${name}/${file}`)))
    : [];

/**
 * One to eight small changes: bits, bytes, pieces left out, doubled or taken from another input, words.
 * @param {Uint8Array} input @param {Uint8Array[]} others @param {string[]} words @param {() => number} random
 */
function mutated(input, others, words, random) {
  const below = (/** @type {number} */ bound) => Math.floor(random() * bound);
  let bytes = [...input];
  for (let changes = 1 + below(8); changes > 0; --changes) {
    const place = below(bytes.length + 1);
    const length = 1 + below(below(4) === 0 ? 200 : 8);
    switch (below(7)) {
      case 0:
        if (place < bytes.length) bytes[place] ^= 1 << below(8);
        break;
      case 1:
        if (place < bytes.length) bytes[place] = below(256);
        break;
      case 2:
        bytes.splice(place, length);
        break;
      case 3:
        bytes.splice(below(bytes.length + 1), 0, ...bytes.slice(place, place + length));
        break;
      case 4: {
        const other = others[below(others.length)];
        const start = below(other.length + 1);
        bytes.splice(place, below(2) * length, ...other.slice(start, start + length));
        break;
      }
      case 5:
        bytes.splice(place, below(2) * length, ...encode(words[below(words.length)]));
        break;
      case 6:
        if (below(20) === 0) bytes = bytes.slice(0, place);
        break;
    }
  }
  return Uint8Array.from(bytes);
}

const slowMs = 1000;

/**
 * @param {Parser} parser
 * @param {Uint8Array} bytes
 */
async function runTimed({ run }, bytes) {
  // A busy machine makes one run slow; only an input that is slow twice is.
  for (let attempt = 0; attempt < 2; ++attempt) {
    const start = performance.now();
    await run(bytes);
    if (performance.now() - start < slowMs) return;
  }
  throw new Error(`takes longer than ${slowMs} ms`);
}

/**
 * The seeds, the corpus, and changed inputs until the time is over or one is a finding.
 * @param {Parser} parser
 * @param {{ seconds: number, seed: number }} options
 * @returns {Promise<{ runs: number, finding: { input: Uint8Array, error: unknown } | null }>}
 */
export async function fuzz(parser, { seconds, seed }) {
  const random = seededRandom(seed);
  const known = [...(await parser.seeds()), ...corpusOf(parser.name)];
  const end = performance.now() + 1000 * seconds;
  let runs = 0;
  for (; runs < known.length || performance.now() < end; ++runs) {
    const input =
      runs < known.length ? known[runs] : mutated(known[Math.floor(random() * known.length)], known, parser.words, random);
    try {
      await runTimed(parser, input);
    } catch (error) {
      return { runs, finding: { input, error } };
    }
  }
  return { runs, finding: null };
}
