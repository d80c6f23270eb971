// Colours and ramps between them. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  colourAt,
  contrastRatio,
  divergingRamp,
  formatHex,
  fromOklab,
  HALF_STEPS,
  mix,
  parseHex,
  pixelOf,
  sequentialRamp,
  toOklab,
} from '../../../web/view/ramp.js';
import { themeOf } from '../../../web/view/theme.js';
import { randomOf, schemes } from './inputs.js';

/** One 8-bit step of rounding in each of three channels moves OKLab lightness by less than this. */
const ROUNDED_LIGHTNESS = 0.006;

/** @param {Uint32Array} ramp @param {number} index */
const lightnessAt = (ramp, index) => toOklab(parseHex(colourAt(ramp, index)))[0];

describe('ramp', () => {
  it('reads and writes hex colours, and refuses others by name', () => {
    assert.deepEqual(parseHex('#0a6cc2'), [10, 108, 194]);
    assert.deepEqual(parseHex('#fa0'), [255, 170, 0]);
    assert.equal(formatHex([-3, 127.6, 300]), '#0080ff');
    for (const bad of ['', 'red', '#12', '#12345g', '#1234567'])
      assert.throws(() => parseHex(bad), { name: 'RangeError', message: new RegExp(`got ${bad}$`) });
  });

  it('returns from OKLab to the same bytes', (test) => {
    const random = randomOf(test);
    for (let round = 0; round < 500; round++) {
      const hex = formatHex([random() * 255, random() * 255, random() * 255]);
      assert.equal(formatHex(fromOklab(toOklab(parseHex(hex)))), hex);
    }
  });

  it('agrees with published values', () => {
    // Ottosson 2020: white has lightness 1 and no colour; WCAG 2.2: black on white is 21.
    const [lightness, a, b] = toOklab([255, 255, 255]);
    assert.ok(Math.abs(lightness - 1) < 1e-6 && Math.abs(a) < 1e-6 && Math.abs(b) < 1e-6);
    assert.ok(Math.abs(contrastRatio('#000000', '#ffffff') - 21) < 1e-9);
    assert.equal(contrastRatio('#777777', '#777777'), 1);
  });

  it('mixes from one end to the other', () => {
    assert.equal(mix('#c75b00', '#0a6cc2', 0), '#c75b00');
    assert.equal(mix('#c75b00', '#0a6cc2', 1), '#0a6cc2');
  });

  for (const scheme of schemes) {
    const theme = themeOf(scheme);
    for (const strength of [0.55, 1]) {
      const ramp = divergingRamp(theme, strength);
      it(`${scheme}, strength ${strength}: the middle is neutral and every pixel opaque`, () => {
        assert.equal(ramp.length, 2 * HALF_STEPS + 1);
        assert.equal(colourAt(ramp, HALF_STEPS), theme.neutral);
        const bytes = new Uint8Array(ramp.buffer);
        for (let index = 3; index < bytes.length; index += 4) assert.equal(bytes[index], 255);
      });
      it(`${scheme}, strength ${strength}: lightness runs one way from the middle, equally on both sides`, () => {
        const away = scheme === 'light' ? -1 : 1;
        for (let step = 8; step <= HALF_STEPS; step++) {
          for (const side of [-1, 1]) {
            const rise = lightnessAt(ramp, HALF_STEPS + side * step) - lightnessAt(ramp, HALF_STEPS + side * (step - 8));
            assert.ok(rise * away > 0, `step ${side * step}: ${rise}`);
          }
          const difference = lightnessAt(ramp, HALF_STEPS + step) - lightnessAt(ramp, HALF_STEPS - step);
          // At full strength in the gamut's corner a channel may be cut as well as rounded.
          assert.ok(Math.abs(difference) < 2 * ROUNDED_LIGHTNESS, `step ${step}: ${difference}`);
        }
      });
      it(`${scheme}, strength ${strength}: orange side and blue side keep their hue`, () => {
        assert.ok(toOklab(parseHex(colourAt(ramp, 0)))[2] > 0.03);
        assert.ok(toOklab(parseHex(colourAt(ramp, 2 * HALF_STEPS)))[2] < -0.03);
      });
    }
    it(`${scheme}: a straight ramp starts at its first colour and ends at its strength`, () => {
      const ramp = sequentialRamp(theme.neutral, theme.accent, 1, 10);
      assert.equal(ramp.length, 11);
      assert.equal(colourAt(ramp, 0), theme.neutral);
      assert.equal(colourAt(ramp, 10), theme.accent);
      assert.equal(colourAt(sequentialRamp(theme.neutral, theme.accent, 0.5, 10), 10), mix(theme.neutral, theme.accent, 0.5));
      assert.equal(ramp[0], pixelOf(theme.neutral));
    });
  }
});
