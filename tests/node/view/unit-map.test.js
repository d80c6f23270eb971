// The pixels of a response map. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HALF_STEPS } from '../../../web/view/ramp.js';
import { themeOf } from '../../../web/view/theme.js';
import { fillUnitMap, magnitude, mapPalette } from '../../../web/view/unit-map.js';
import { NOT_FINITE } from './inputs.js';

describe('unit map', () => {
  const theme = themeOf('light');
  const palette = mapPalette(theme);
  const [gapLight, gapDark] = palette.gap;

  it('puts zero in the middle and the scale at the ends, and cuts what lies beyond', () => {
    const words = new Uint32Array(4);
    fillUnitMap(words, [0, 2, -2, 50], 2, palette, 2);
    assert.deepEqual(
      [...words],
      [palette.ramp[HALF_STEPS], palette.ramp[2 * HALF_STEPS], palette.ramp[0], palette.ramp[2 * HALF_STEPS]],
    );
  });

  it('hatches what is not finite, in two colours that no value has', () => {
    const words = new Uint32Array(64);
    fillUnitMap(words, new Float32Array(64).fill(Number.NaN), 8, palette, 1);
    assert.deepEqual([...new Set(words)].sort(), [gapLight, gapDark].sort());
    for (const bad of NOT_FINITE) {
      fillUnitMap(words, new Float32Array(64).fill(bad), 8, palette, 1);
      assert.ok(words.every((word) => word === gapLight || word === gapDark));
    }
    assert.ok(!palette.ramp.includes(gapDark));
  });

  it('draws nothing but defined pixels, whatever the scale', () => {
    const words = new Uint32Array(4);
    const known = new Set([...palette.ramp, ...palette.gap]);
    for (const scale of [0, -1, 5e-324, 1e-45, 1e38, ...NOT_FINITE]) {
      fillUnitMap(words, [0, 3e38, -1e-40, 1], 2, palette, scale);
      for (const word of words) assert.ok(known.has(word), `scale ${scale}`);
    }
    fillUnitMap(words, [], 2, palette, 1);
    assert.ok(
      words.every((word) => word === gapLight || word === gapDark),
      'a map that is too short is a gap',
    );
  });

  it('takes the largest finite magnitude as scale', () => {
    assert.equal(magnitude([1, -7, Number.NaN, Infinity, 3]), 7);
    assert.equal(magnitude([Number.NaN]), 0);
    assert.equal(magnitude([]), 0);
  });
});
