// Curves of weights: widths, places, which are drawn. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distanceToLink } from '../../../web/view/link-place.js';
import { linkOpacity, linkWidth, pointOnLink, strongestLinks } from '../../../web/view/links.js';

describe('links', () => {
  /** @param {number} weight @param {Partial<import('../../../web/view/links.js').Link>} [part] */
  const linkOf = (weight, part) => ({ x1: 0, y1: 0, x2: 100, y2: 60, weight, ...part });

  it('widens and strengthens with the weight, the same for both signs, within bounds', () => {
    let width = 0;
    let opacity = 0;
    for (const weight of [0, 1e-30, 0.01, 0.1, 1, 10, 1e6, 3e38]) {
      assert.equal(linkWidth(weight), linkWidth(-weight));
      assert.ok(linkWidth(weight) >= width && linkWidth(weight) <= 6);
      assert.ok(linkOpacity(weight) >= opacity && linkOpacity(weight) <= 1);
      width = linkWidth(weight);
      opacity = linkOpacity(weight);
    }
    assert.ok(linkWidth(0.1) > linkWidth(0) && linkWidth(10) > linkWidth(1));
  });

  it('keeps the strongest, and what is not finite, in their order', () => {
    const weights = [0.1, -5, Number.NaN, 0.2, 3, Infinity, -Infinity];
    const links = weights.map((weight) => linkOf(weight));
    assert.deepEqual(strongestLinks(links, 9), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(strongestLinks(links, 5), [1, 2, 4, 5, 6]);
    assert.deepEqual(strongestLinks([linkOf(1, { x1: Number.NaN }), linkOf(1, { y2: Infinity }), linkOf(2)], 9), [2]);
  });

  it('starts and ends at its units, and is nearest to itself', () => {
    const link = linkOf(1);
    assert.deepEqual(pointOnLink(link, 0), [0, 0]);
    assert.deepEqual(pointOnLink(link, 1), [100, 60]);
    assert.deepEqual(pointOnLink(link, 0.5), [50, 30]);
    // The polyline's 24 pieces stay within this of the curve.
    const SAG_PX = 0.1;
    for (let t = 0; t <= 1; t += 0.01) assert.ok(distanceToLink(link, ...pointOnLink(link, t)) < SAG_PX);
    assert.ok(Math.abs(distanceToLink(link, 50, -70) - 70) > SAG_PX);
    assert.equal(distanceToLink(linkOf(1, { x2: 0, y2: 0 }), 3, 4), 5);
  });
});
