// What the chart of an activation computes before it draws. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bandsOf, describeActivation, flatShare, jumps, verticalRange } from '../../../web/view/activation-curve.js';
import { placeLabel } from '../../../web/view/label-place.js';
import { themeOf } from '../../../web/view/theme.js';
import { NOT_FINITE } from './inputs.js';

describe('activation chart', () => {
  const zs = Float64Array.from({ length: 241 }, (_, index) => -6 + index * 0.05);
  const theme = themeOf('light');
  const relu = { zs, values: zs.map((z) => Math.max(0, z)), derivatives: zs.map((z) => Number(z > 0)) };
  /** @param {number[]} counts @param {number} [below] @param {number} [above] */
  const histogramOf = (counts, below = 0, above = 0) => ({
    counts,
    below,
    above,
    total: counts.reduce((sum, count) => sum + count, below + above),
    min: -6,
    max: 6,
  });

  it('shows both curves and zero, and cuts what runs away', () => {
    const range = verticalRange(relu);
    assert.ok(range.min < 0 && range.max > 1 && range.max < 6);
    const sigmoid = verticalRange({ zs, values: zs.map((z) => 1 / (1 + Math.exp(-z))), derivatives: zs.map(() => 0.2) });
    assert.ok(sigmoid.min < 0 && sigmoid.min > -0.2 && sigmoid.max > 1 && sigmoid.max < 1.2);
    for (const bad of NOT_FINITE) {
      const { min, max } = verticalRange({ zs, values: zs.map(() => bad), derivatives: zs.map(() => bad) });
      assert.ok(Number.isFinite(min) && Number.isFinite(max) && max > min);
    }
  });

  it('joins steep curves and parts jumps', () => {
    assert.deepEqual([...jumps(relu.derivatives, 4)], [121]);
    assert.equal(jumps(relu.values, 4).size, 0);
    assert.equal(
      jumps(
        zs.map((z) => Math.tanh(10 * z)),
        2,
      ).size,
      0,
    );
    assert.equal(
      jumps(
        zs.map(() => Number.NaN),
        2,
      ).size,
      0,
    );
  });

  it('counts the inputs that meet no slope, those beyond the axis too', () => {
    assert.equal(flatShare({ ...relu, histogram: histogramOf([30, 10]) }), 0.75);
    assert.equal(flatShare({ ...relu, histogram: histogramOf([30, 10], 30, 10) }), 60 / 80);
    assert.equal(flatShare({ ...relu, histogram: histogramOf([0, 0]) }), null);
    assert.equal(flatShare({ ...relu, histogram: null }), null);
    assert.equal(flatShare({ ...relu, histogram: { ...histogramOf([Number.NaN, 1]), total: 2 } }), null);
  });

  it('parts the axis into what is off, what passes and what is saturated', () => {
    const kinds = (/** @type {any} */ curve) => bandsOf(curve).map(({ regime }) => regime);
    assert.deepEqual(kinds(relu), ['off', 'linear']);
    const [off, linear] = bandsOf(relu);
    assert.equal(off.from, -6);
    assert.ok(Math.abs(off.to) < 0.05 && off.to === linear.from);
    assert.equal(linear.to, 6);
    const steep = { zs, values: zs.map((z) => Math.tanh(3 * z)), derivatives: zs.map((z) => 3 / Math.cosh(3 * z) ** 2) };
    assert.deepEqual(kinds(steep), ['saturated', 'linear', 'saturated']);
    assert.deepEqual(kinds({ zs, values: zs, derivatives: zs.map(() => 1) }), ['linear']);
    assert.deepEqual(
      kinds({ zs, values: zs.map((z) => Number(z > 0)), derivatives: zs.map(() => 0) }),
      ['off', 'saturated'],
      'a step',
    );
    for (const bad of NOT_FINITE)
      assert.deepEqual(kinds({ zs, values: zs.map(() => bad), derivatives: zs.map(() => bad) }), ['saturated']);
  });

  it('says what it shows', () => {
    assert.equal(describeActivation(null), 'No activation.');
    assert.equal(
      describeActivation({ ...relu, histogram: histogramOf([3000, 1000]), title: 'ReLU', theme }),
      "ReLU: for z from −6 to 6 the value lies between 0 and 6, the slope between 0 and 1. 75\u202f% of the layer's 4,000 inputs meet a slope below a hundredth of the steepest.",
    );
    assert.match(
      describeActivation({ ...relu, values: zs.map(() => Number.NaN), title: 'broken', theme }),
      /value lies without a finite value/,
    );
  });

  it('names curves inside the plot, off every curve, off each other', () => {
    const plot = { left: 0, right: 500, top: 0, bottom: 150 };
    const upper = Array.from({ length: 200 }, (_, index) => ({ x: index * 2.5, y: 40 }));
    const lower = Array.from({ length: 200 }, (_, index) => ({ x: index * 2.5, y: 52 }));
    const all = [...upper, ...lower];
    const first = placeLabel(upper, all, plot, 30, []);
    assert.ok(first);
    const second = placeLabel(lower, all, plot, 30, [first]);
    assert.ok(second);
    for (const box of [first, second]) {
      assert.ok(box.left >= 0 && box.right <= 500 && box.top >= 0 && box.bottom <= 150);
      assert.ok(!all.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom));
    }
    assert.ok(
      first.bottom <= second.top || second.bottom <= first.top || first.right <= second.left || second.right <= first.left,
    );
    assert.equal(placeLabel([], all, plot, 30, []), null);
  });
});
