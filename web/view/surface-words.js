// A surface in a sentence, for those who do not see it. Must not know how it is drawn.

import { leader } from './surface-field.js';
import { formatCount, formatNumber, formatShare } from './words.js';

/** @typedef {import('./surface-field.js').SurfaceInput} SurfaceInput */

/**
 * One sentence about a surface, for those who do not see it.
 * @param {SurfaceInput | null} input
 * @returns {string}
 */
export function describeSurface(input) {
  if (!input || !(input.grid.length > 0)) return 'No surface yet.';
  const { grid, resolution, maps, task, range, train, test, showTest, nameOf = (label) => `class ${label}` } = input;
  const cells = resolution * resolution;
  const points = [
    train && `${formatCount(train.labels.length, 'training point')}`,
    showTest && test && `${formatCount(test.labels.length, 'test point')}`,
  ].filter(Boolean);
  const shown = points.length ? ` ${points.join(' and ')} shown.` : '';
  const counts = new Array(task === 'multiclass' ? maps : 2).fill(0);
  const found = { winner: -1, lead: 0 };
  const middle = (range.min + range.max) / 2;
  let finite = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let index = 0; index < cells; index++) {
    leader(grid, cells, task === 'multiclass' ? maps : 1, index, found);
    if (found.winner < 0) continue;
    finite++;
    const value = grid[index];
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    counts[task === 'multiclass' ? found.winner : value >= middle ? 1 : 0]++;
  }
  if (finite === 0) return `The network gives no finite value anywhere on the plane.${shown}`;
  const gaps = finite < cells ? ` ${formatShare(1 - finite / cells)} of the plane has no finite value.` : '';
  if (task === 'regression') {
    return `Predicted values over the plane run from ${formatNumber(lowest)} to ${formatNumber(highest)}.${gaps}${shown}`;
  }
  const shares = counts.map((count, index) => `${nameOf(index)} on ${formatShare(count / finite)}`);
  const last = shares.pop();
  return `The network answers ${shares.join(', ')} and ${last} of the plane.${gaps}${shown}`;
}
