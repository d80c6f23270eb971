// The marks over the tiles: a shape for each state, clear of the tile's edge, and a bar only where it says something.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { themeOf } from '../../../web/view/theme.js';
import { drawBadges, firingBar, strokesOf } from '../../../web/view/unit-badge.js';
import { recordingContext } from './inputs.js';

const tile = { x: 10, y: 20, width: 30, height: 30 };
/** @param {Partial<import('../../../web/view/unit-badge.js').Badge>} part */
const badge = (part) => ({ ...tile, state: /** @type {const} */ ('alive'), fires: 1, ...part });

describe('unit badge', () => {
  it('crosses a dead unit from corner to corner, inside its tile', () => {
    const strokes = strokesOf(badge({ state: 'dead', fires: 0 }));
    assert.deepEqual(strokes, [
      [16, 26, 34, 44],
      [16, 44, 34, 26],
    ]);
  });

  it('hatches a saturated unit with parallel lines that stay on the tile', () => {
    const strokes = strokesOf(badge({ state: 'saturated' }));
    assert.ok(strokes.length >= 5);
    for (const [x1, y1, x2, y2] of strokes) {
      assert.equal(x2 - x1, y1 - y2, '45 degrees');
      for (const x of [x1, x2]) assert.ok(x >= 10 && x <= 40);
      for (const y of [y1, y2]) assert.ok(y >= 20 && y <= 50);
    }
  });

  it('draws nothing on a unit that is well', () => {
    const { context, calls } = recordingContext();
    drawBadges(context, [badge({})], themeOf('light'));
    assert.deepEqual(calls, []);
  });

  it('shows the share as a bar, as long as the share, and none where the unit fires always or never', () => {
    for (const fires of [0, 1, Number.NaN]) assert.equal(firingBar(badge({ fires })), null);
    const bar = firingBar(badge({ fires: 0.25 }));
    assert.ok(bar);
    assert.equal(bar.filled / bar.width, 0.25);
    assert.ok(bar.x > 10 && bar.x + bar.width < 40 && bar.y + bar.height < 50);
  });

  it('gives every line a halo of the ground’s colour before the line itself', () => {
    const theme = themeOf('dark');
    const { context, calls } = recordingContext();
    drawBadges(context, [badge({ state: 'dead', fires: 0 })], theme);
    const colours = calls.filter(({ name }) => name === 'strokeStyle=').map(({ given: [colour] }) => colour);
    assert.deepEqual(colours, [theme.surface, theme.text]);
  });
});
