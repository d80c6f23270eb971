// The signal strip: an axis that holds every value from 1e-33 to 1e+23, bars on it, signs for what has no place there.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barsOf, decadesOf, decadeTicks, drawAxis, drawBars, heightOf, MEASURES } from '../../../web/view/signal-strip.js';
import { themeOf } from '../../../web/view/theme.js';
import { NOT_FINITE, randomOf, recordingContext } from './inputs.js';

const plot = { top: 6, bottom: 66 };
/** @param {number} value */
const allAt = (value) => Object.fromEntries(MEASURES.map(({ name }) => [name, value]));

describe('signal strip', () => {
  it('has an axis that holds every positive finite value, whatever else comes', (test) => {
    const random = randomOf(test);
    for (let round = 0; round < 200; round++) {
      const values = Array.from({ length: 1 + Math.floor(random() * 30) }, () => 10 ** (random() * 56 - 33));
      const decades = decadesOf([...values, 0, undefined, ...NOT_FINITE, -1], null);
      assert.ok(Number.isInteger(decades.low) && Number.isInteger(decades.high) && decades.high - decades.low >= 3);
      for (const value of values) {
        const height = heightOf(value, decades);
        assert.ok(height > 0 && height <= 1, `${value} at ${height} of ${JSON.stringify(decades)}`);
      }
    }
    assert.deepEqual(decadesOf([1e-33, 1e23], null), { low: -34, high: 23 });
  });

  it('keeps its axis while a value swings across a decade, and gives it up when the values have gone', () => {
    const first = decadesOf([1e-4, 1], null);
    assert.equal(decadesOf([1.1e-3, 1], first), first, 'one decade of slack');
    assert.notDeepEqual(decadesOf([0.02, 1], first), first);
    assert.equal(decadesOf([1e-6, 1], first).low, -7, 'a smaller value is let in at once');
    assert.equal(decadesOf([], first), first);
    assert.deepEqual(decadesOf([0, Number.NaN], null), { low: -3, high: 0 });
  });

  it('marks a few decades at even strides', () => {
    for (const decades of [
      { low: -34, high: 23 },
      { low: -4, high: 0 },
      { low: 2, high: 5 },
    ]) {
      const ticks = decadeTicks(decades);
      assert.ok(ticks.length >= 2 && ticks.length <= 4, `${ticks}`);
      assert.ok(ticks.every((tick) => tick >= decades.low && tick <= decades.high));
      assert.equal(new Set(ticks.slice(1).map((tick, index) => tick - ticks[index])).size <= 1, true);
    }
  });

  it('draws higher bars for larger values, in the order of the measures, inside their column', () => {
    const decades = { low: -6, high: 0 };
    const live = Object.fromEntries(MEASURES.map(({ name }, index) => [name, 10 ** -index]));
    for (const width of [46, 108, 400]) {
      const bars = barsOf({ x: 100, width, live, start: null }, decades, plot);
      assert.deepEqual(
        bars.map(({ measure }) => measure.name),
        MEASURES.map(({ name }) => name),
      );
      bars.slice(1).forEach((bar, index) => {
        assert.ok(bar.top > bars[index].top, 'lower');
        assert.ok(bar.x >= bars[index].x + bars[index].width, 'beside');
      });
      assert.ok(bars[0].x >= 100 && bars[3].x + bars[3].width <= 100 + width);
    }
  });

  it('keeps a sliver of the smallest value, and leaves out what was not measured', () => {
    const [bar, ...others] = barsOf({ x: 0, width: 60, live: { forwardRms: 1e-30 }, start: null }, { low: -3, high: 0 }, plot);
    assert.equal(others.length, 0);
    assert.ok(bar.top <= plot.bottom - 2);
  });

  it('marks the start where it was, unless it has no place on the axis', () => {
    const decades = { low: -4, high: 0 };
    const startOf = (/** @type {number} */ value) =>
      barsOf({ x: 0, width: 60, live: allAt(0.1), start: allAt(value) }, decades, plot)[0].start;
    assert.equal(startOf(1), plot.top);
    assert.equal(startOf(0.01), (plot.top + plot.bottom) / 2);
    for (const value of [0, ...NOT_FINITE]) assert.equal(startOf(value), null);
  });

  it('writes 0 and ∞ for what a logarithmic axis cannot show', () => {
    const { context, calls } = recordingContext();
    const columns = [
      { x: 0, width: 60, live: { forwardRms: 0 }, start: null },
      { x: 60, width: 60, live: { forwardRms: Infinity, deltaRms: Number.NaN }, start: null },
    ];
    drawBars(context, 200, 70, { columns, selected: -1, theme: themeOf('light') }, { low: -3, high: 0 }, plot);
    assert.deepEqual(
      calls.filter(({ name }) => name === 'fillText').map(({ given: [text] }) => text),
      ['0', '∞', '∞'],
    );
  });

  it('labels its decades as powers of ten, and 1 as 1', () => {
    const { context, calls } = recordingContext();
    drawAxis(context, 32, 70, { low: -6, high: 3 }, plot, themeOf('light'));
    assert.deepEqual(
      calls.filter(({ name }) => name === 'fillText').map(({ given: [text] }) => text),
      ['10⁻⁶', '10⁻³', '1', '10³'],
    );
  });
});
