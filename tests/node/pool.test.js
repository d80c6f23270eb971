// Trials alone and in the pool: what a record says, that it does not depend on the threads, and that stops and broken threads are borne.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from 'relu-playground';
import { createPool } from 'relu-playground/pool';
import { isSolved, trial } from 'relu-playground/trial';
import { startThread } from '../../web/engine/thread.node.js';

const circle = { network: { layers: [{ units: 6 }] } };
const seeds = Array.from({ length: 6 }, (_, index) => ({ ...circle, seed: index + 1 }));
const endless = { epochs: 1e6 };

/** @param {any} record @returns {any} what must not depend on the machine */
const timeless = ({ ms, trainMs, ...rest }) => rest;

test('a trial ends at the first epoch that solves its task', async () => {
  const record = await trial(engine, circle, { epochs: 200, target: 0.95, curve: true });
  const { solvedEpoch, curve = [] } = record;
  assert.ok(solvedEpoch !== null && solvedEpoch > 0 && solvedEpoch < 200);
  assert.equal(record.epochs, solvedEpoch);
  assert.deepEqual(
    curve.map(({ epoch }) => epoch),
    Array.from({ length: solvedEpoch + 1 }, (_, epoch) => epoch),
  );
  assert.equal(
    curve.findIndex(({ epoch, testAccuracy }) => epoch > 0 && Number(testAccuracy) >= 0.95),
    solvedEpoch,
  );
  assert.deepEqual(record.test, { loss: curve.at(-1)?.testLoss, accuracy: curve.at(-1)?.testAccuracy });
  assert.ok(record.trainMs > 0 && record.ms >= record.trainMs);
  // The same steps through the public API give the same figures.
  const model = await engine.createModel(circle);
  const { train, test: tested } = await model.step(record.step);
  assert.deepEqual({ train, test: tested }, { train: record.train, test: record.test });
  await model.dispose();
});

test('a trial may go on when its task is solved, and may measure nothing on its way', async () => {
  const solved = await trial(engine, circle, { epochs: 120, target: 0.95, stopAtTarget: false });
  assert.ok(solved.solvedEpoch !== null && solved.solvedEpoch < 120);
  assert.equal(solved.epochs, 120);
  const plain = await trial(engine, circle, { epochs: 120 });
  assert.equal(plain.solvedEpoch, null);
  assert.equal(plain.curve, undefined);
  assert.deepEqual(plain.test, solved.test);
});

test('a trial of no epochs measures the untrained network', async () => {
  // A bias of −5 on every unit switches all of them off: the answer is the output's bias wherever one looks.
  const off = { network: { layers: [{ units: 4, bias_initializer: { name: 'constant', value: -5 } }] } };
  const record = await trial(engine, off, { epochs: 0, constant: true, signal: true });
  assert.equal(record.step, 0);
  assert.equal(record.constant, true);
  assert.equal(record.signal?.length, 2);
  assert.equal((await trial(engine, circle, { epochs: 0, constant: true })).constant, false);
});

test('a diverged trial says so and stops', async () => {
  const wild = { ...circle, data: { name: 'plane' }, training: { optimizer: { name: 'sgd', learning_rate: 1e6 } } };
  const record = await trial(engine, wild, { epochs: 50, target: 0.95, curve: true });
  assert.equal(record.diverged, true);
  const last = record.curve?.at(-1);
  assert.deepEqual([last?.epoch, last?.testLoss], [record.epochs, record.test.loss]);
  assert.equal(record.solvedEpoch, null);
  assert.ok(record.epochs < 50);
});

test('a regression is solved by its loss', () => {
  const description = { baseline: { loss: 2, accuracy: null }, testRows: 10 };
  const at = (/** @type {number | null} */ loss) => ({ train: { loss: 9, accuracy: null }, test: { loss, accuracy: null } });
  assert.equal(isSolved(at(0.1), description, 0.95), true);
  assert.equal(isSolved(at(0.1001), description, 0.95), false);
  assert.equal(isSolved(at(null), description, 0.95), false);
  assert.equal(isSolved(at(0), { ...description, testRows: 0 }, 0.95), false);
});

test('a bad wish is refused with its path', async () => {
  await assert.rejects(trial(engine, circle, { epochs: 1.5 }), { code: 'out_of_range', path: 'epochs' });
  await assert.rejects(trial(engine, { network: { layers: [{ units: -3 }] } }, { epochs: 1 }), {
    path: 'network.layers[0].units',
  });
  await assert.rejects(trial(engine, circle, { epochs: 1, stop: AbortSignal.abort() }), { code: 'aborted' });
});

test('a pool of no size is refused', () => {
  for (const size of [0, -1, 1.5, Number.NaN, '2', 1e6, null])
    assert.throws(() => createPool(/** @type {any} */ ({ size })), {
      name: 'PlaygroundError',
      code: 'out_of_range',
      path: 'size',
      message: /a whole number in 1\.\.256, got /,
    });
});

test('a wish that no thread can be told is refused, and the threads stay', async () => {
  const here = () => {
    throw new Error('no threads here');
  };
  let started = 0;
  const counted = () => {
    started++;
    return startThread();
  };
  const rubbish = () => {};
  for (const start of [counted, here]) {
    const pool = createPool({ size: 1, start });
    /** @type {[any, any, string][]} */
    const wishes = [
      [circle, undefined, 'options'],
      [circle, 5, 'options'],
      [circle, { epochs: 1, onProgress: 5 }, 'onProgress'],
      [circle, { epochs: 1, stop: 5 }, 'stop'],
      [circle, { epochs: 1, rubbish }, ''],
      [circle, { epochs: 1, rubbish, onProgress: rubbish }, ''],
      [{ network: rubbish }, { epochs: 1 }, ''],
    ];
    for (const [experiment, options, path] of wishes)
      await assert.rejects(pool.run(experiment, options), { name: 'PlaygroundError', code: 'wrong_type', path });
    await assert.rejects(pool.map(/** @type {any} */ (5), { epochs: 1 }), { code: 'wrong_type', path: 'experiments' });
    const [refused, record] = await pool.map([/** @type {any} */ ({ network: rubbish }), circle], { epochs: 1 });
    assert.ok('error' in refused && refused.error.code === 'wrong_type');
    assert.ok(!('error' in record) && record.epochs === 1);
    pool.dispose();
  }
  assert.equal(started, 1);
});

test('one thread, three threads and no thread find the same records', async () => {
  const options = { epochs: 40, target: 0.95, signal: true, curve: true };
  const here = await Promise.all(seeds.map((experiment) => trial(engine, experiment, options)));
  for (const size of [1, 3]) {
    const pool = createPool({ size });
    /** @type {number[]} */
    const places = [];
    const records = await pool.map(seeds, options, { onResult: (_, index) => places.push(index) });
    pool.dispose();
    assert.deepEqual(records.map(timeless), here.map(timeless), `${size} threads`);
    assert.deepEqual(places.toSorted(), [0, 1, 2, 3, 4, 5]);
  }
  const alone = createPool({
    size: 2,
    start: () => {
      throw new Error('no threads here');
    },
  });
  assert.deepEqual((await alone.map(seeds, options)).map(timeless), here.map(timeless), 'in this thread');
  alone.dispose();
});

test('the pool of a process is shared, and ends with its last user', async () => {
  const first = createPool();
  const second = createPool();
  assert.equal(first.size, second.size);
  first.dispose();
  first.dispose();
  await assert.rejects(first.run(circle, { epochs: 1 }), { code: 'aborted' });
  assert.equal((await second.run(circle, { epochs: 2 })).epochs, 2);
  const pending = second.run(circle, endless);
  second.dispose();
  await assert.rejects(pending, { code: 'aborted' });
});

test('a refused experiment is a result of its own', async () => {
  const pool = createPool({ size: 1 });
  const bad = { network: { layers: [{ units: -3 }] } };
  const [refused, record] = await pool.map([bad, circle], { epochs: 1 });
  assert.ok('error' in refused);
  assert.equal(refused.error.path, 'network.layers[0].units');
  assert.deepEqual(refused.experiment, bad);
  assert.ok(!('error' in record));
  await assert.rejects(pool.run(bad, { epochs: 1 }), { path: 'network.layers[0].units' });
  pool.dispose();
});

test('a trial can be stopped while it waits and while it runs, and its thread goes on', async () => {
  const pool = createPool({ size: 1 });
  const stop = new AbortController();
  let news = 0;
  const onProgress = () => {
    if (++news === 2) stop.abort();
  };
  const running = pool.run(circle, { ...endless, stop: stop.signal, onProgress });
  const waiting = pool.map([circle, circle], endless, { signal: stop.signal });
  const other = pool.run(circle, { epochs: 3 });
  await assert.rejects(running, { code: 'aborted' });
  await assert.rejects(waiting, { code: 'aborted' });
  assert.equal((await other).epochs, 3);
  assert.equal(news, 2);
  pool.dispose();
});

test('what a listener throws ends its run and nothing else', async () => {
  const own = new Error('mine');
  const onProgress = () => {
    throw own;
  };
  const here = () => {
    throw new Error('no threads here');
  };
  for (const options of [{ size: 1 }, { size: 1, start: here }]) {
    const pool = createPool(options);
    const heard = pool.run(circle, { ...endless, onProgress });
    const other = pool.run(circle, { epochs: 3 });
    await assert.rejects(heard, own);
    assert.equal((await other).epochs, 3);
    pool.dispose();
  }
});

test('a broken thread is replaced, and its trial begins anew', async () => {
  /** @type {{ terminate: () => void }[]} */
  const threads = [];
  const start = () => {
    const thread = startThread();
    threads.push(thread);
    return thread;
  };
  const pool = createPool({ size: 1, start });
  await pool.run(circle, { epochs: 1 });
  const running = pool.run(circle, { epochs: 200 });
  threads[0].terminate();
  assert.equal((await running).epochs, 200);
  assert.equal(threads.length, 2);
  // Two threads broken by one trial are enough: the reader hears of it.
  const hopeless = pool.run(circle, { ...endless, onProgress: () => threads.at(-1)?.terminate() });
  await assert.rejects(hopeless, { code: 'load_failed' });
  assert.equal((await pool.run(circle, { epochs: 1 })).epochs, 1);
  pool.dispose();
});
