// The shapes of points. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markOf, marks } from '../../../web/view/marks.js';
import { themeOf } from '../../../web/view/theme.js';

describe('marks', () => {
  it('gives each class colour a shape of its own, all of one area', () => {
    assert.equal(marks.length, themeOf('light').classes.length);
    assert.equal(new Set(marks.map(({ name }) => name)).size, marks.length);
    assert.equal(markOf(13), marks[3]);
    const area = 50;
    for (const { name, draw } of marks) {
      /** @type {[number, number][]} */
      const corners = [];
      let other = 0;
      const context = /** @type {any} */ ({
        moveTo: (/** @type {number} */ x, /** @type {number} */ y) => corners.push([x, y]),
        lineTo: (/** @type {number} */ x, /** @type {number} */ y) => corners.push([x, y]),
        closePath() {},
        arc: (/** @type {number} */ _x, /** @type {number} */ _y, /** @type {number} */ r) => (other = Math.PI * r * r),
      });
      draw(context, area);
      const shoelace = corners.reduce((sum, [x, y], index) => {
        const [nextX, nextY] = corners[(index + 1) % corners.length];
        return sum + (x * nextY - nextX * y) / 2;
      }, 0);
      assert.ok(Math.abs((other || Math.abs(shoelace)) - area) < 1e-12 * area, `${name}: ${other || shoelace}`);
    }
  });
});
