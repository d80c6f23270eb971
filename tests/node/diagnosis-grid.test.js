// The fast part of the grid of experiments whose state is known; `npm run diagnosis-grid` runs all of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool } from '../../web/engine/pool.js';
import { CASES } from '../diagnosis-grid/cases.js';
import { fixShares, judgeGrid } from '../diagnosis-grid/grid.js';

const pool = createPool();
after(() => pool.dispose());

test('no false alarm on what trains, every cause named on what does not, and the first fix helps', async () => {
  const fast = CASES.filter(({ isFast }) => isFast);
  const results = await judgeGrid(pool, fast);
  assert.deepEqual(
    results
      .filter(({ isRight }) => !isRight)
      .map(({ case: { title }, state, finding, alarms }) => ({ title, state, finding, alarms })),
    [],
  );
  assert.deepEqual(
    results.filter(({ state }) => state === 'unclear').map(({ case: { title } }) => title),
    [],
    'the state of every experiment of the fast part is clear',
  );
  const causes = new Set(results.map(({ state }) => state));
  for (const state of ['trains', ...CASES.flatMap(({ cause }) => cause ?? [])]) assert.ok(causes.has(state), state);
  for (const [finding, { tried, better }] of fixShares(results))
    assert.ok(better >= 0.8 * tried, `${finding}: the first fix helps in ${better} of ${tried}`);
});

test('the whole grid is large enough and has every kind of network', () => {
  assert.ok(CASES.length >= 200, `${CASES.length}`);
  const titles = CASES.map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length, 'no experiment twice');
});
