// What the chart of a run computes before it draws. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  courseScale,
  decimate,
  extent,
  logarithmicTicks,
  lossBounds,
  prefersLogarithm,
} from '../../../web/view/course-scale.js';
import { describeLoss } from '../../../web/view/loss-chart.js';
import { rowOf } from '../../../web/view/nearest-row.js';
import { randomOf } from './inputs.js';

describe('loss chart', () => {
  it('decimation keeps every bucket’s extremes, the ends, and the order', (test) => {
    const random = randomOf(test);
    for (let round = 0; round < 40; round++) {
      const count = 2 + Math.floor(random() * 4000);
      const buckets = 1 + Math.floor(random() * 300);
      const x = Array.from({ length: count }, (_, index) => index);
      const first = x.map(() => random());
      const second = x.map(() => (random() < 0.1 ? Number.NaN : random() * 9));
      const few = decimate(x, [first, second], buckets);
      assert.ok(few.x.length <= Math.max(buckets * 8, buckets), `${few.x.length} of ${count} in ${buckets}`);
      assert.equal(few.x[0], 0);
      assert.equal(few.x[few.x.length - 1], count - 1);
      assert.deepEqual(
        few.x,
        [...new Set(few.x)].sort((a, b) => a - b),
      );
      assert.deepEqual(extent([few.columns[0]]), extent([first]));
      assert.deepEqual(extent([few.columns[1]]), extent([second]));
      // Every kept value is the value of its row, and a gap is null.
      few.x.forEach((row, index) => {
        assert.equal(few.columns[0][index], first[row]);
        assert.equal(few.columns[1][index], Number.isNaN(second[row]) ? null : second[row]);
      });
      if (count <= buckets) assert.equal(few.x.length, count);
    }
  });

  it('decimation keeps a single spike and a single gap among thousands', () => {
    const x = Array.from({ length: 20000 }, (_, index) => index);
    const flat = new Float64Array(20000).fill(0.5);
    flat[13577] = 7;
    flat[4242] = Number.NaN;
    const few = decimate(x, [flat], 100);
    assert.equal(few.columns[0][few.x.indexOf(13577)], 7);
    assert.equal(few.columns[0][few.x.indexOf(4242)], null);
    assert.ok(few.x.length <= 500);
  });

  it('takes missing columns and values that are not finite as gaps', () => {
    const few = decimate([0, 1, 2], [[1, Infinity, Number.NaN], []], 10);
    assert.deepEqual(few.columns, [
      [1, null, null],
      [null, null, null],
    ]);
    assert.equal(extent([[Number.NaN, null], []]), null);
  });

  it('goes logarithmic over decades, stays near the threshold, never with zero', () => {
    assert.equal(prefersLogarithm({ min: 0.1, max: 0.7 }, false), false);
    assert.equal(prefersLogarithm({ min: 0.001, max: 0.7 }, false), true);
    assert.equal(prefersLogarithm({ min: 0.035, max: 0.7 }, false), false);
    assert.equal(prefersLogarithm({ min: 0.035, max: 0.7 }, true), true);
    assert.equal(prefersLogarithm({ min: 0, max: 0.7 }, true), false);
    assert.equal(prefersLogarithm({ min: -1, max: 0.7 }, true), false);
    assert.equal(prefersLogarithm(null, true), false);
  });

  it('bounds hold the curves; a linear axis starts at zero', () => {
    assert.deepEqual(lossBounds(null, false), [0, 1]);
    for (const logarithmic of [false, true]) {
      for (const span of [
        { min: 0.01, max: 3 },
        { min: 0.5, max: 0.5 },
        { min: 1e-30, max: 1e30 },
      ]) {
        const [low, high] = lossBounds(span, logarithmic);
        assert.ok(low <= span.min && high >= span.max && high > low - 1e-12, `${low} ${high}`);
        if (!logarithmic) assert.equal(low, 0);
        else assert.ok(low > 0);
      }
    }
    assert.ok(lossBounds({ min: 0, max: 0 }, false)[1] > 0);
    assert.ok(lossBounds({ min: -2, max: 1 }, false)[0] < -2);
  });

  it('logarithmic ticks are whole decades, exact, inside, and few', () => {
    assert.deepEqual(logarithmicTicks(0.0009, 1.2), [0.001, 0.01, 0.1, 1]);
    assert.deepEqual(logarithmicTicks(0.03, 0.7), [0.05, 0.1, 0.2, 0.5]);
    assert.ok(logarithmicTicks(1e-30, 1e30).length <= 7);
    for (const tick of logarithmicTicks(1e-30, 1e30)) assert.ok(tick >= 1e-30 && tick <= 1e30);
  });

  it('puts decades at equal distances on a logarithmic axis, equal steps on a linear one', () => {
    const logarithmic = courseScale([0.01, 100], [400, 0], true, 5);
    assert.deepEqual(
      logarithmic.ticks.map((tick) => Math.round(logarithmic.place(tick))),
      [400, 300, 200, 100, 0],
    );
    assert.equal(Number.isFinite(logarithmic.place(0)), false);
    const linear = courseScale([0, 2], [400, 0], false, 4);
    assert.deepEqual(linear.ticks, [0, 0.5, 1, 1.5, 2]);
    assert.deepEqual(linear.ticks.map(linear.place), [400, 300, 200, 100, 0]);
  });

  it('finds the nearest row', (test) => {
    const random = randomOf(test);
    assert.equal(rowOf([], 3), -1);
    for (let round = 0; round < 200; round++) {
      const epochs = Array.from({ length: 1 + Math.floor(random() * 30) }, () => Math.round(random() * 1000)).sort(
        (a, b) => a - b,
      );
      const epoch = random() * 1100 - 50;
      const nearest = Math.min(...epochs.map((value) => Math.abs(value - epoch)));
      assert.equal(Math.abs(epochs[rowOf(epochs, epoch)] - epoch), nearest);
    }
  });

  it('says where a run stands', () => {
    const lossText = (/** @type {number} */ loss) => loss.toFixed(3);
    assert.equal(describeLoss(null), 'No epoch trained yet.');
    assert.equal(describeLoss({ epochs: [], trainLoss: [], lossText }), 'No epoch trained yet.');
    assert.equal(
      describeLoss({
        epochs: [0, 5513.38],
        lossText,
        trainLoss: [0.7, 0.125],
        testLoss: [0.71, 0.2],
        trainAccuracy: [0.5, 0.9995],
        testAccuracy: [0.5, 0.9],
        baseline: Math.LN2,
      }),
      'Epoch 5,513.3: training loss 0.125, from 0.700 at the start, test loss 0.200, training accuracy 99.9\u202f%, test accuracy 90\u202f%. Guessing gives a loss of 0.693.',
    );
    assert.equal(
      describeLoss({ epochs: [0, 1], trainLoss: [0.7, Number.NaN], baseline: null, lossText }),
      'Epoch 1: training loss not finite, from 0.700 at the start.',
    );
  });
});
