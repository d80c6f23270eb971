// Messages between a page and the frame: what is taken, what is refused with which code, and that nothing hostile gets further.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COMMANDS, message, NAMESPACE, NEWS, readMessage, VERSION } from '../../web/page/frame-messages.js';
import { seededRandom } from './random-values.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const refusal = (/** @type {unknown} */ data) => /** @type {any} */ (readMessage(data)).refusal;

describe('messages to the frame', () => {
  test('each command is taken, with and without an id', () => {
    const values = /** @type {Record<string, unknown>} */ ({
      count: 7,
      experiment: { seed: 3, network: { layers: [{ units: 4 }] } },
    });
    for (const row of COMMANDS) {
      const member = row.field ? { [row.field]: values[row.field] } : {};
      for (const id of [undefined, 5, 'five']) {
        const read = readMessage(message(row.type, id === undefined ? member : { ...member, id }));
        assert.deepEqual(read, { command: row, id: id ?? null, value: row.field && values[row.field] });
      }
    }
  });

  test('what is not meant for it is not even refused', () => {
    const others = [
      null,
      undefined,
      7,
      'play',
      [],
      { type: 'play' },
      { ns: 'other', v: 1, type: 'play' },
      new Date(),
      new Map(),
    ];
    for (const data of others) assert.equal(readMessage(data), null);
  });

  for (const [title, data, code, path] of /** @type {[string, object, string, string][]} */ ([
    ['another version', { ns: NAMESPACE, v: VERSION + 1, type: 'play' }, 'unknown_version', 'v'],
    ['an unknown command', message('explode'), 'unknown_name', 'type'],
    ['a command named like a method of objects', message('constructor'), 'unknown_name', 'type'],
    ['a member too many', message('play', { speed: 3 }), 'unknown_key', 'speed'],
    ['a count of text', message('step', { count: '7' }), 'wrong_type', 'count'],
    ['a count below one', message('step', { count: 0 }), 'out_of_range', 'count'],
    ['a count that is no number', message('step', { count: Number.NaN }), 'out_of_range', 'count'],
    ['a count without end', message('step', { count: Number.POSITIVE_INFINITY }), 'out_of_range', 'count'],
    ['no count', message('step'), 'wrong_type', 'count'],
    ['an experiment of text', message('set_experiment', { experiment: '{}' }), 'wrong_type', 'experiment'],
    ['a list for an experiment', message('set_experiment', { experiment: [] }), 'wrong_type', 'experiment'],
    [
      'bytes in an experiment',
      message('set_experiment', { experiment: { data: new Uint8Array(9) } }),
      'wrong_type',
      'experiment',
    ],
    ['an id as long as a book', message('play', { id: 'x'.repeat(1e6) }), 'wrong_type', 'id'],
    ['an id that is an object', message('play', { id: {} }), 'wrong_type', 'id'],
  ])) {
    test(`${title} is refused: ${code} at ${path}`, () => {
      const { code: found, path: place, message: sentence } = refusal(data);
      assert.deepEqual({ code: found, path: place }, { code, path });
      assert.match(sentence, /^expected .+/);
      assert.ok(sentence.length < 300);
    });
  }

  test('an experiment that is a circle, too deep or too large is refused at once', () => {
    const circle = /** @type {any} */ ({});
    circle.self = circle;
    let deep = {};
    for (let depth = 0; depth < 10_000; depth++) deep = { deep };
    const large = { list: Array.from({ length: 1_000_000 }, () => 0) };
    for (const experiment of [circle, deep, large])
      assert.equal(refusal(message('set_experiment', { experiment })).code, 'wrong_type');
  });

  test(`100,000 random messages are taken, refused or ignored, and never throw (SEED=${seed})`, () => {
    const random = seededRandom(seed);
    const pick = (/** @type {readonly any[]} */ list) => list[Math.floor(random() * list.length)];
    const circle = /** @type {any} */ ([]);
    circle.push(circle);
    const values = [
      ...[
        null,
        undefined,
        true,
        0,
        -0,
        1,
        1e6,
        1e6 + 1,
        2 ** 60,
        Number.NaN,
        -1,
        0.5,
        7n,
        '',
        'x',
        '__proto__',
        '\u0000',
        '💥',
      ],
      ...[
        {},
        [],
        circle,
        { a: circle },
        new Date(0),
        new Map([[1, 2]]),
        new Uint8Array(3),
        /x/,
        Object.create(null),
        new Error('x'),
      ],
    ];
    const names = ['ns', 'v', 'type', 'id', 'count', 'experiment', '__proto__', 'toString', ''];
    const value = () => (random() < 0.2 ? { [pick(names)]: pick(values), experiment: pick(values) } : pick(values));
    const outcomes = { taken: 0, refused: 0, ignored: 0 };
    for (let round = 0; round < 100_000; round++) {
      const data = /** @type {any} */ (
        random() < 0.1 ? value() : message(pick(COMMANDS).type, random() < 0.5 ? { count: 3 } : {})
      );
      if (typeof data === 'object' && data !== null && data !== circle && random() < 0.7)
        Object.defineProperty(data, pick(names), { value: value(), enumerable: true, configurable: true, writable: true });
      const read = readMessage(data);
      if (read === null) {
        outcomes.ignored++;
        continue;
      }
      assert.ok(read.id === null || typeof read.id === 'string' || Number.isSafeInteger(read.id));
      if ('refusal' in read) {
        outcomes.refused++;
        for (const part of ['code', 'path', 'message'])
          assert.equal(typeof (/** @type {any} */ (read.refusal)[part]), 'string');
      } else {
        outcomes.taken++;
        assert.ok(COMMANDS.includes(read.command));
        assert.ok(!read.command.field || read.command.allows?.(read.value));
      }
    }
    for (const [outcome, count] of Object.entries(outcomes)) assert.ok(count > 1000, `${outcome}: ${count}`);
  });

  test('commands and news have different names and a summary', () => {
    const rows = [...COMMANDS, ...NEWS];
    assert.equal(new Set(rows.map(({ type }) => type)).size, rows.length);
    assert.ok(rows.every(({ summary }) => summary.endsWith('.')));
  });
});
