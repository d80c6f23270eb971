// Calls between two threads, over a real line of Node's. Must not need the engine.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { answerCalls, callsOver, give } from '../../web/engine/calls.js';
import { lineOf } from '../../web/engine/line.node.js';

describe('calls', () => {
  /** @type {MessageChannel} */
  let channel;
  /** @type {ReturnType<typeof callsOver>} */
  let call;
  const kept = new Float32Array([1, 2, 3]);
  const gone = new Float32Array([4, 5, 6]);

  beforeEach(() => {
    channel = new MessageChannel();
    answerCalls(lineOf(channel.port1), {
      sum: async (/** @type {number} */ a, /** @type {number} */ b) => a + b,
      later: () => new Promise((resolve) => setTimeout(resolve, 20, 'late')),
      refuse: () => {
        throw new RangeError('not like this');
      },
      keep: () => kept,
      giveBoth: () => give({ whole: gone, same: [gone] }),
      count: (/** @type {number} */ end, /** @type {((news: number) => void) | undefined} */ tell) => {
        for (let place = 0; place < end; place++) tell?.(place);
        return end;
      },
      unclonable: () => () => {},
    });
    call = callsOver(lineOf(channel.port2));
  });

  afterEach(() => channel.port1.close());

  test('an answer belongs to its call, whatever the order in which they come', async () => {
    const answers = await Promise.all([call('later', []), call('sum', [1, 2]), call('sum', [3, 4])]);
    assert.deepEqual(answers, ['late', 3, 7]);
  });

  test('what cannot be done rejects, and the line stays', async () => {
    await assert.rejects(call('refuse', []), /RangeError: not like this/);
    await assert.rejects(call('missing', []), /not a function/);
    await assert.rejects(call('unclonable', []), /could not be cloned/);
    await assert.rejects(call('sum', [() => {}]), (/** @type {any} */ error) => error.name === 'DataCloneError');
    assert.equal(await call('sum', [1, 1]), 2);
  });

  test('arrays are copied, and given away only where that is said', async () => {
    assert.deepEqual(await call('keep', []), kept);
    assert.equal(kept.length, 3);
    const { whole, same } = await call('giveBoth', []);
    assert.deepEqual([...whole], [4, 5, 6]);
    assert.equal(same[0].buffer, whole.buffer);
    assert.equal(gone.length, 0);
  });

  test('news come in order and before the answer, and only to who wants them', async () => {
    /** @type {number[]} */
    const news = [];
    assert.equal(await call('count', [3], (one) => news.push(one)), 3);
    assert.deepEqual(news, [0, 1, 2]);
    assert.equal(await call('count', [2]), 2);
    assert.equal(news.length, 3);
  });
});
