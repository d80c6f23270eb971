// The caller's own samples as the core reads them: their lists copied out, their counts checked. Knows no experiment.
import { list, object, whole } from './checks.js';

/** @import { Samples } from './types.js' */

/** The core counts in 32 bits, and refuses what is too large for it with the range that it knows. */
const mostInt = 2 ** 31 - 1;

/**
 * @param {Samples} samples
 */
export function toCore(samples) {
  const { columns, shape = [columns, 1, 1], problem, classes = 2, targets = 1, split, ...given } = object(samples, 'data');
  const values = Float32Array.from(list(given.values, 'data.values'));
  const labels = Float32Array.from(list(given.labels, 'data.labels'));
  const { trainRows = Math.trunc(labels.length / targets) } = given;
  return {
    values,
    labels,
    columns: whole(columns, 'data.columns', 1, mostInt),
    shape: /** @type {any} */ (Array.from(list(shape, 'data.shape'), (side) => whole(side, 'data.shape', 1, mostInt))),
    targets: whole(targets, 'data.targets', 1, mostInt),
    problem,
    classes: problem === 'regression' ? 0 : whole(classes, 'data.classes', 2, mostInt),
    train_rows: split === 'shuffle' ? 0 : whole(trainRows, 'data.train_rows', 1, mostInt),
  };
}
