// Numbers and shares as text. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCount, formatNumber, formatShare } from '../../../web/view/words.js';

describe('words', () => {
  const numbers = /** @type {const} */ ([
    [0, '0'],
    [-6, '−6'],
    [0.0314159, '0.0314'],
    [12.5, '12.5'],
    [1234.5, '1230'],
    [1.234e-7, '1.23\u202f×\u202f10⁻⁷'],
    [1e-5, '10⁻⁵'],
    [-2e12, '−2\u202f×\u202f10¹²'],
    [Number.NaN, 'no value'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [null, 'no value'],
  ]);
  for (const [value, text] of numbers) it(`${value} reads ${text}`, () => assert.equal(formatNumber(value), text));

  it('shares never round something to nothing, nor most to all', () => {
    assert.equal(formatShare(0), '0\u202f%');
    assert.equal(formatShare(0.0001), 'under 1\u202f%');
    assert.equal(formatShare(0.25), '25\u202f%');
    assert.equal(formatShare(0.9999), '99.9\u202f%');
    assert.equal(formatShare(1), '100\u202f%');
    assert.equal(formatShare(Number.NaN), 'no value');
    assert.equal(formatShare(null), 'no value');
  });

  it('counts carry their noun', () => {
    assert.equal(formatCount(1, 'point'), '1 point');
    assert.equal(formatCount(1250, 'point'), '1,250 points');
  });
});
