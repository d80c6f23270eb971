// What an author narrows the controls to: read, shown and enforced, for any experiment.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ranges } from '../../web/element/ranges.js';
import { withFittingNetwork } from '../../web/element/suiting-networks.js';
import { catalog, sizes, validate } from '../../web/engine/index.js';
import { randomExperiment, seededRandom } from './random-values.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const tables = await catalog();
const TEXT = 'learning_rate 0.01..1; depth 1..4; activation relu tanh; units 2..8; data xor spiral; seed 1..9';

describe('ranges', () => {
  test('a control shows no more than them', async () => {
    const ranges = new Ranges(TEXT, tables);
    const { activations, optimizers } = tables;
    const [rate, decay] = optimizers[0].fields;
    const narrow = ranges.narrowed('training.optimizer.learning_rate', rate);
    assert.deepEqual([narrow.min, narrow.max], [0.01, 1]);
    assert.equal(ranges.narrowed('training.optimizer.weight_decay', decay), decay);
    const names = ranges.allowed('network.layers[1].activation', activations).map(({ name }) => name);
    assert.deepEqual(names, ['relu', 'tanh']);
    assert.equal(ranges.allowed('network.initializer', activations), activations);
  });

  test(`whatever comes is brought inside, and it is told (seed ${seed})`, async () => {
    const ranges = new Ranges(TEXT, tables);
    const random = seededRandom(seed);
    let told = 0;
    for (let round = 0; round < 200; round++) {
      const given = randomExperiment(random, tables);
      const { experiment: before } = await validate(given);
      // Layers of other data may not fit the plane's: what the engine refuses is refused as ever.
      const result = await ranges.inside(given, validate).catch(() => null);
      if (!result) continue;
      const checked = await validate(result.experiment).catch(() => null);
      if (!checked) continue;
      assert.deepEqual(ranges.outside(checked.experiment), [], JSON.stringify(given));
      assert.equal(result.notice !== '', ranges.outside(before).length > 0);
      told += Number(result.notice !== '');
    }
    assert.ok(told > 100, `${told} notices`);
  });

  test('what lies inside stays as it is', async () => {
    const given = { seed: 3, data: { name: 'xor' }, network: { layers: [{ units: 4, activation: 'tanh' }] } };
    assert.deepEqual(await new Ranges(TEXT, tables).inside(given, validate), { experiment: given, notice: '' });
  });

  test('a malformed range is a warning that says what is expected', (context) => {
    const warn = context.mock.method(console, 'warn', () => {});
    assert.equal(new Ranges('depth 4..1; colour red; activation; units 1..x; seed 1..2', tables).rows.length, 1);
    const texts = warn.mock.calls.map(({ arguments: [text] }) => String(text));
    assert.equal(texts.length, 4);
    assert.match(texts[0], /ranges: expected a text like "depth 1\.\.4", got "depth 4\.\.1"/);
    assert.match(texts[1], /ranges: expected one of data, depth, .*, got "colour"/);
  });

  test('where only whole numbers count, a fraction is a warning with what is allowed', (context) => {
    const warn = context.mock.method(console, 'warn', () => {});
    const text = 'depth 0.5..1.5; units 2..2.5; batch_size 0.1..8; seed 1.5..2; learning_rate 0.5..1.5; depth 1..2';
    const { rows } = new Ranges(text, tables);
    assert.deepEqual(
      rows.map(({ row, min, max }) => [row.name, min, max]),
      [
        ['learning_rate', 0.5, 1.5],
        ['depth', 1, 2],
      ],
    );
    assert.deepEqual(
      warn.mock.calls.map(({ arguments: [said] }) => said),
      [
        '<relu-playground> ranges: depth: expected whole numbers in 0..2048, got 0.5..1.5',
        '<relu-playground> ranges: units: expected whole numbers in 1..1024, got 2..2.5',
        '<relu-playground> ranges: batch_size: expected whole numbers in 1..1024, got 0.1..8',
        '<relu-playground> ranges: seed: expected whole numbers in 0..4294967295, got 1.5..2',
      ],
    );
  });

  test('a name that nothing has is a warning, and the others count', (context) => {
    const warn = context.mock.method(console, 'warn', () => {});
    const { rows } = new Ranges('activation rleu tanh; data cricle; loss auto', tables);
    assert.deepEqual(
      rows.map(({ names }) => names),
      [['tanh'], ['auto']],
    );
    const texts = warn.mock.calls.map(({ arguments: [text] }) => String(text));
    assert.equal(texts.length, 2);
    assert.match(texts[0], /activation: expected one of linear, relu, .*, got "rleu"/);
    assert.match(texts[1], /data: expected one of circle, .*, got "cricle"/);
  });

  test('what is brought inside can run, whatever an author writes', async (context) => {
    const warn = context.mock.method(console, 'warn', () => {});
    const fitting = (/** @type {any} */ experiment) =>
      withFittingNetwork(/** @type {any} */ ({ sizes }), tables, experiment, new Error('refused')).catch(() => tables.opening);
    const sequence = { data: { name: 'latch' }, network: { layers: [{ type: 'simple_rnn' }] } };
    for (const [text, given] of /** @type {const} */ ([
      ['data xor', sequence],
      ['seed -5..-1', {}],
      ['data digits_8x8', tables.opening],
    ])) {
      const { experiment, notice } = await new Ranges(text, tables).runnable(given, validate, fitting);
      assert.equal(notice !== '', text !== 'seed -5..-1', text);
      assert.ok(await validate(experiment), text);
    }
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /ranges: seed: expected/);
  });
});
