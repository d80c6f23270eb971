// Links: everything that is written is read back, whatever is read is survived.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { catalog, validate } from 'relu-playground';
import { serialise } from '../../web/element/permalink.js';
import { isLink, parse } from '../../web/element/permalink-reader.js';
import { readLink } from '../../web/element/permalink-sync.js';
import { randomExperiment, randomJson, seededRandom } from './random-values.js';

const malformed = JSON.parse(readFileSync(new URL('../fixtures/malformed-experiments.json', import.meta.url), 'utf8')).cases;

/** Time that a hostile link may take to be read. */
const HOSTILE_LIMIT_MS = 5;

/** Milliseconds of the fastest of some runs: what the work takes when nothing else has the processor. */
function fastestOf(/** @type {number} */ runs, /** @type {() => unknown} */ work) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`permalink (SEED=${seed})`, () => {
  test('a link is short and readable', () => {
    const layer = { units: 8, activation: 'sigmoid' };
    const experiment = {
      v: 1,
      seed: 7,
      data: { name: 'spiral', noise: 0.2 },
      network: { layers: [layer, layer, layer, { units: 4, activation: { name: 'leaky_relu', alpha: 0.2 }, use_bias: false }] },
      training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 1e-7 } },
    };
    const text = serialise(experiment, 1200);
    assert.equal(
      text,
      'v=1&seed=7&data=spiral(noise:0.2)&layers=8.sigmoid*3,4.leaky_relu(alpha:0.2);use_bias:false&batch_size=10&optimizer=sgd(learning_rate:1e-7)&step=1200',
    );
    assert.deepEqual(parse(`#${text}`), { experiment, step: 1200, faults: [], empty: false });
  });

  test('no hidden layer is written as ()', () => {
    const experiment = { network: { layers: [] } };
    assert.equal(serialise(experiment), 'layers=()&step=0');
    assert.deepEqual(parse('layers=()').experiment, experiment);
    assert.deepEqual(parse('network.layers=()').experiment, experiment);
  });

  test('equal layers are counted beside a member of any name', () => {
    const layers = Array.from({ length: 4096 }, () => ({ units: 8, activation: 'relu' }));
    const experiment = { network: { 'a(': 1, 'b.c': 2, '': 3, layers }, training: { 'd=e': 4, '.f': 5 } };
    const text = serialise(experiment, 3);
    assert.ok(text.length < 120, text);
    assert.deepEqual(parse(text), { experiment, step: 3, faults: [], empty: false });
  });

  test('blocks as deep as the core takes them come back', async () => {
    let layer = /** @type {any} */ ({ units: 2, activation: 'relu' });
    let deepest = 0;
    for (;;) {
      layer = { type: 'residual', layers: [layer] };
      const experiment = { network: { layers: [layer] } };
      if (await validate(experiment).catch(() => null)) deepest++;
      else break;
      assert.deepEqual(parse(serialise(experiment)).experiment, experiment);
    }
    assert.ok(deepest > 8, String(deepest));
  });

  test('any experiment-shaped object comes back as it was: 10,000 of them', () => {
    const random = seededRandom(seed);
    for (let run = 0; run < 10_000; run++) {
      const experiment = randomJson(random);
      const text = serialise(experiment, run);
      const read = parse(text);
      assert.deepStrictEqual(read.experiment, experiment, text);
      assert.equal(read.step, run);
      assert.deepEqual(read.faults, []);
    }
  });

  test('every valid experiment of the catalogue comes back through the engine: 300 of them', async () => {
    const random = seededRandom(seed + 1);
    const tables = await catalog();
    for (let run = 0; run < 300; run++) {
      const { minimal, experiment } = await validate(randomExperiment(random, tables));
      const text = serialise(minimal, run);
      assert.ok(text.length <= 2000, text);
      assert.deepStrictEqual((await validate(parse(text).experiment)).experiment, experiment, text);
    }
  });

  test('a link survives what mail and chat programs do to it', () => {
    const random = seededRandom(seed + 2);
    for (let run = 0; run < 500; run++) {
      const experiment = randomJson(random);
      const text = serialise(experiment, 5);
      assert.doesNotMatch(text, /[^\w\-.~!$'()*+,;:@/?=&%]/, 'only letters that a fragment may hold');
      assert.match(text, /\w$/, 'no bracket at the end');
      const encodedAgain = text
        .split('&')
        .map((pair) =>
          pair.split('=').map((part) => part.replace(/[^\w%]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`)),
        )
        .map((parts) => parts.join('='))
        .join('&');
      assert.deepStrictEqual(parse(encodedAgain).experiment, experiment, encodedAgain);
    }
  });

  test('a fragment that is the name of a place on the page is no link', () => {
    for (const fragment of ['', '#', '#what', '#activations']) {
      assert.equal(isLink(fragment), false);
      assert.equal(parse(fragment).empty, true);
    }
  });

  test('text that cannot be read is a fault with its path', () => {
    for (const [fragment, path, expected] of [
      ['layers=8.relu*99999999', 'network.layers', /4096 layers at most/],
      ['layers=8.(', 'network.layers', /expected a value/],
      [`layers=1;l:(${'(a:1),'.repeat(3000)}1)*4096`, 'network.layers', /16384 values at most/],
      [
        Array(40).fill('layers=1;l:(1,2,3,4,5,6,7)*100').join(',').replaceAll(',layers=', ','),
        'network.layers',
        /16384 values at most/,
      ],
      ['data=spiral(noise:', 'data', /expected a value/],
      ['data=%E0%A4%A', 'data', /cannot be decoded/],
      ['batch_size=', 'training.batch_size', /expected a value, got nothing/],
      ['optimizer=adam)', 'training.optimizer', /expected the end/],
      ['step=-1', 'step', /0 or more/],
      ['step=1e99', 'step', /whole number/],
      [`data=${'('.repeat(50)}`, 'data', /nested deeper/],
      [`seed=${'1'.repeat(30_000)}`, '', /longer than/],
    ]) {
      const { faults } = parse(/** @type {string} */ (fragment));
      assert.equal(faults.length, 1, String(fragment));
      assert.equal(faults[0].path, path);
      assert.match(faults[0].message, /** @type {RegExp} */ (expected));
    }
  });

  test('hostile links give a valid experiment, quickly, and touch no prototype', async () => {
    const random = seededRandom(seed + 3);
    const valid = [
      'v=1&seed=7&data=spiral(noise:0.2)&layers=8.sigmoid*5&step=10',
      'layers=4.leaky_relu(alpha:0.2);use_bias:false,16&optimizer=adam(learning_rate:0.03)&step=0',
      'data=(features:(x,sin_x))&initializer=he_normal&loss=huber&l2=0.001&step=3',
    ];
    const letters = [
      '(',
      ')',
      ',',
      ':',
      ';',
      '*',
      '.',
      '&',
      '=',
      '%',
      "'",
      '-',
      '0',
      '9',
      'e',
      'x',
      '_',
      '<',
      '\u0000',
      'é',
      '💥',
    ];
    const pick = (/** @type {ArrayLike<string>} */ list) => list[Math.floor(random() * list.length)];
    const hostile = [
      '__proto__=(polluted:1)',
      'network.__proto__=(polluted:1)',
      "data=('__proto__':(polluted:1))",
      '.constructor=1',
      'layers=*5',
      'a=b=c',
    ];
    while (hostile.length < 1000)
      hostile.push(Array.from({ length: 1 + Math.floor(random() * 60) }, () => pick(letters)).join(''));
    for (const link of valid) {
      for (let place = 0; place < link.length; place++)
        hostile.push(link.slice(0, place) + pick(letters) + link.slice(place + 1));
    }
    let slowestMs = 0;
    for (const link of hostile) {
      slowestMs = Math.max(
        slowestMs,
        fastestOf(10, () => parse(link)),
      );
      const read = await readLink(link, validate);
      if (read) await validate(read.experiment);
    }
    assert.equal(/** @type {any} */ ({}).polluted, undefined);
    assert.ok(slowestMs < HOSTILE_LIMIT_MS, `slowest: ${slowestMs} ms`);
  });

  test('a link to a malformed experiment opens the nearest valid one, with a notice that names path and range', async () => {
    for (const { input, path, range } of malformed) {
      const read = await readLink(`#${serialise(input, 9)}`, validate);
      assert.ok(read);
      assert.equal(read.notices.length, 1, JSON.stringify(input));
      assert.ok(read.notices[0].includes(path), read.notices[0]);
      assert.ok(read.notices[0].includes(range), read.notices[0]);
      await validate(read.experiment);
    }
  });

  test('what was right in a link with a mistake is kept', async () => {
    const read = await readLink('#seed=7&data=spiral(noise:99)&layers=8.relu,-3,4.relue&batch_size=0&step=5', validate);
    assert.equal(read?.experiment.seed, 7);
    assert.equal(read?.experiment.data.name, 'spiral');
    assert.equal(read?.experiment.data.noise, undefined);
    assert.equal(read?.step, 5);
    assert.ok((read?.notices.length ?? 0) >= 2);
  });
});
