// How the site looks: every state of the table against the grid that is filed for it, and proof that the comparison sees what is broken.
// After a change that is meant: `npm run gallery -- --update`, and a look at the pictures.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { filedLooks, takeLooks } from './filed-looks.js';
import { gridDifference, readGrid, SHARE_TOLERANCE } from './look-grid.js';

const { grids: filed, provenance } = filedLooks();
const proof = 'opening-1280-light';

/** @type {Awaited<ReturnType<typeof takeLooks>>} */ let taken;
before(async () => {
  taken = await takeLooks();
});

describe('looks', () => {
  for (const [name, text] of Object.entries(filed)) {
    test(`${name} is as it was filed`, (t) => {
      if (Math.abs(taken.textWidth - provenance.textWidth) > 0.5) return t.skip('other fonts than those of the filed looks');
      const grid = taken.grids.get(name);
      assert.ok(grid, 'it was not taken');
      const { share, map } = gridDifference(grid, readGrid(text));
      t.diagnostic(`${(100 * share).toFixed(1)} % of the cells differ`);
      assert.ok(share <= SHARE_TOLERANCE, `${(100 * share).toFixed(1)} % of the cells differ:\n${map}`);
    });
  }

  test('every look that is taken is filed', () => {
    assert.deepEqual([...taken.grids.keys()].sort(), Object.keys(filed).sort());
  });
});

describe('what is broken is seen', () => {
  for (const [what, style] of [
    ['a missing panel', '.panel-signal { display: none }'],
    ['columns under each other', '.stage { display: block !important }'],
    ['no network', '.panel-network { visibility: hidden }'],
  ]) {
    test(what ?? '', async (t) => {
      const { grids } = await takeLooks({ style, only: (name) => name === proof });
      const broken = grids.get(proof);
      assert.ok(broken);
      const { share } = gridDifference(broken, readGrid(filed[proof] ?? ''));
      t.diagnostic(`${(100 * share).toFixed(1)} % of the cells differ`);
      assert.ok(share > SHARE_TOLERANCE, `only ${(100 * share).toFixed(1)} % of the cells differ`);
    });
  }
});
