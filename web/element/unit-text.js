// What can be read of a unit, in a sentence: what it answers, its bias, its largest weights. Knows no node of the page.

import { unitTitle, weightAt } from './network-shape.js';
import { numberText } from './number-text.js';

/** @typedef {import('./types.js').Description} Description */
/** @typedef {import('./network-shape.js').Column} Column */

/** Smallest and largest finite value of a map. */
function extentOf(/** @type {ArrayLike<number>} */ values) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = /** @type {number} */ (values[index]);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Weights that one sentence can hold; of more, the largest are named. */
const MOST_NAMED = 4;

/**
 * What can be read of a unit, in one sentence.
 *
 * @param {Description} description @param {Column[]} columns @param {{ column: number, unit: number }} place
 * @param {{ weights?: Float32Array, unitGrids?: Float32Array }} snapshot @param {number} resolution
 */
export function unitText(description, columns, place, snapshot, resolution) {
  const column = /** @type {Column} */ (columns[place.column]);
  const title = unitTitle(description, column, place.unit);
  const parts = [title.charAt(0).toUpperCase() + title.slice(1)];
  const cells = resolution * resolution;
  const start = (column.firstMap + place.unit) * cells;
  const map = snapshot.unitGrids?.subarray(start, start + cells);
  if (map?.length) {
    const { low, high } = extentOf(map);
    parts.push(
      low === high
        ? `answers ${numberText(low)} everywhere`
        : `answers ${numberText(low)} to ${numberText(high)} over the plane`,
    );
  }
  const layer = column.layer;
  const before = columns[place.column - 1];
  if (layer && before && snapshot.weights) {
    const { weights } = snapshot;
    if (layer.biases) parts.push(`bias ${numberText(weights[layer.biases.offset + place.unit])}`);
    const all = Array.from({ length: layer.inputs }, (_, from) => ({
      from,
      weight: weightAt(column, weights, place.unit, from),
    }));
    const named = all.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_NAMED);
    const list = named
      .map(({ from, weight }) => `${numberText(weight)} from ${shortTitle(description, before, from)}`)
      .join(', ');
    parts.push(`${layer.inputs > MOST_NAMED ? 'largest weights' : 'weights'} ${list}`);
  }
  return `${parts[0]}: ${parts.slice(1).join('; ')}.`;
}

const shortTitle = (/** @type {Description} */ description, /** @type {Column} */ column, /** @type {number} */ unit) =>
  column.kind === 'input' ? description.inputs[unit]?.title : `unit ${unit + 1}`;
