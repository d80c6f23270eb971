// Finds the row of a course that belongs to an epoch. Knows no chart.

/**
 * The row whose epoch is nearest.
 * @param {ArrayLike<number>} epochs  rising
 * @param {number} epoch
 * @returns {number} −1 when there is no row
 */
export function rowOf(epochs, epoch) {
  let low = 0;
  let high = epochs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (epochs[middle] <= epoch) low = middle;
    else high = middle;
  }
  return high < 0 || Math.abs(epochs[low] - epoch) <= Math.abs(epochs[high] - epoch) ? Math.min(low, high) : high;
}
