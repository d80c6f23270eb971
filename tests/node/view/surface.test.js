// The pixels, boundaries and sentences of a decision surface. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isoRings } from '../../../web/view/iso-rings.js';
import { HALF_STEPS } from '../../../web/view/ramp.js';
import { fillSurface, position, surfacePalette } from '../../../web/view/surface-field.js';
import { sampleAt } from '../../../web/view/surface-place.js';
import { describeSurface } from '../../../web/view/surface-words.js';
import { themeOf } from '../../../web/view/theme.js';
import { NOT_FINITE, randomOf } from './inputs.js';

describe('surface', () => {
  const theme = themeOf('light');
  const domain = { min: -6, max: 6 };
  /**
   * A map of a function at pixel centres.
   * @param {number} resolution
   * @param {(x: number, y: number) => number} f
   */
  const gridOf = (resolution, f) =>
    Float32Array.from({ length: resolution * resolution }, (_, index) => {
      const x = -6 + (12 * ((index % resolution) + 0.5)) / resolution;
      const y = 6 - (12 * (Math.floor(index / resolution) + 0.5)) / resolution;
      return f(x, y);
    });
  /**
   * @param {Partial<import('../../../web/view/surface-field.js').SurfaceInput>} part
   * @returns {import('../../../web/view/surface-field.js').SurfaceInput}
   */
  const inputOf = (part) => ({
    grid: new Float32Array(0),
    resolution: 20,
    maps: 1,
    task: 'binary',
    range: { min: 0, max: 1 },
    domain,
    theme,
    ...part,
  });

  it('places values in a range: −1, 0, 1, cut, NaN stays', () => {
    assert.equal(position(0, { min: 0, max: 1 }), -1);
    assert.equal(position(0.5, { min: 0, max: 1 }), 0);
    assert.equal(position(9, { min: -1, max: 1 }), 1);
    assert.equal(position(-9, { min: -1, max: 1 }), -1);
    assert.ok(Number.isNaN(position(Number.NaN, { min: 0, max: 1 })));
    assert.equal(position(3, { min: 2, max: 2 }), 0);
  });

  it('leaves a hole, and counts it, exactly where a sample is not finite', () => {
    const words = new Uint32Array(400);
    const grid = gridOf(20, (x) => (x > 3 ? Number.NaN : 1));
    const holes = fillSurface(words, inputOf({ grid }));
    assert.equal(holes, 100);
    assert.deepEqual(
      [...words].map((word) => word === 0),
      [...grid].map(Number.isNaN),
    );
  });

  it('colours several classes by the winner, more strongly the larger its lead', () => {
    const words = new Uint32Array(4);
    const grid = [0.9, 0.5, 0.1, 0.3, /* class 1 */ 0.1, 0.5, 0.9, Number.NaN];
    const holes = fillSurface(words, inputOf({ grid, resolution: 2, maps: 2, task: 'multiclass' }));
    const { classes } = surfacePalette(theme);
    assert.equal(words[0], classes[0][Math.round(0.8 * HALF_STEPS)]);
    assert.equal(words[1], classes[0][0], 'a tie is neutral');
    assert.equal(words[2], classes[1][Math.round(0.8 * HALF_STEPS)]);
    assert.equal(words[3], 0);
    assert.equal(holes, 1);
  });

  it('repeats class colours beyond the tenth and never throws on odd ranges', () => {
    const words = new Uint32Array(4);
    const grid = new Float32Array(48).fill(0.01);
    grid.fill(0.9, 44, 48);
    fillSurface(words, inputOf({ grid, resolution: 2, maps: 12, task: 'multiclass' }));
    assert.equal(
      words[0],
      surfacePalette(theme).classes[1][Math.round(Math.fround(0.9) * HALF_STEPS - Math.fround(0.01) * HALF_STEPS)],
    );
    for (const range of [
      { min: 1, max: 1 },
      { min: 2, max: 1 },
    ]) {
      assert.equal(fillSurface(words, inputOf({ grid, resolution: 2, range })), 0);
      assert.ok(words.every((word) => word !== 0));
    }
  });

  it('finds a straight boundary where it is', () => {
    // Single-precision samples and linear interpolation of a linear field: exact but for rounding.
    const at = 1.37;
    const grid = gridOf(50, (x) => x - at);
    const inner = isoRings(50, (index) => grid[index])
      .flat()
      .filter(([across, down]) => across > 0 && across < 50 && down > 0 && down < 50);
    const vertical = inner.filter(([across]) => Math.abs(across - ((at + 6) / 12) * 50) < 1e-4);
    assert.ok(vertical.length >= 50, `${vertical.length} of ${inner.length}`);
    assert.equal(vertical.length, inner.length, 'nothing but the boundary inside the picture');
  });

  it('finds a circle to a hundredth of a pixel', () => {
    const resolution = 100;
    const grid = gridOf(resolution, (x, y) => 9 - x * x - y * y);
    const rings = isoRings(resolution, (index) => grid[index]);
    assert.equal(rings.length, 1);
    for (const [across, down] of rings[0]) {
      const radius = Math.hypot(across - 50, down - 50);
      assert.ok(Math.abs(radius - 25) < 0.01, `${radius}`);
    }
  });

  it('draws no boundary where there is none, and finite corners beside holes', () => {
    assert.deepEqual(
      isoRings(10, () => -1),
      [],
    );
    for (const bad of NOT_FINITE) {
      const rings = isoRings(10, (index) => (index % 3 === 0 ? bad : index % 2 ? 1 : -1));
      for (const [across, down] of rings.flat()) assert.ok(Number.isFinite(across) && Number.isFinite(down));
    }
  });

  it('reads a linear field exactly between pixel centres, and the outermost sample at the edge', (test) => {
    const random = randomOf(test);
    const grid = gridOf(40, (x, y) => 2 * x - y);
    for (let round = 0; round < 200; round++) {
      const across = 0.0125 + 0.975 * random();
      const down = 0.0125 + 0.975 * random();
      const [value] = sampleAt({ grid, resolution: 40, maps: 1 }, across, down) ?? [];
      const want = 2 * (-6 + 12 * across) - (6 - 12 * down);
      assert.ok(Math.abs(value - want) < 1e-5, `${value} ${want}`);
    }
    assert.deepEqual(sampleAt({ grid, resolution: 40, maps: 1 }, 0, 0), [grid[0]]);
    assert.deepEqual(sampleAt({ grid, resolution: 40, maps: 1 }, 1, 1), [grid[1599]]);
    assert.equal(sampleAt({ grid: [], resolution: 40, maps: 1 }, 0.5, 0.5), null);
  });

  it('says what it shows', () => {
    assert.equal(describeSurface(null), 'No surface yet.');
    assert.equal(describeSurface(inputOf({})), 'No surface yet.');
    const train = { points: [0, 0, 1, 1], labels: [0, 1] };
    const grid = gridOf(20, (x) => (x > 3 ? 1 : 0));
    assert.equal(
      describeSurface(inputOf({ grid, train, test: train, showTest: true })),
      'The network answers class 0 on 75\u202f% and class 1 on 25\u202f% of the plane. 2 training points and 2 test points shown.',
    );
    assert.equal(
      describeSurface(inputOf({ grid: gridOf(20, (x) => (x > 3 ? Number.NaN : 0)) })),
      'The network answers class 0 on 100\u202f% and class 1 on 0\u202f% of the plane. 25\u202f% of the plane has no finite value.',
    );
    assert.equal(
      describeSurface(inputOf({ grid: gridOf(2, (x) => x), resolution: 2, task: 'regression' })),
      'Predicted values over the plane run from −3 to 3.',
    );
    assert.match(describeSurface(inputOf({ grid: new Float32Array(400).fill(Number.NaN) })), /no finite value anywhere/);
  });
});
