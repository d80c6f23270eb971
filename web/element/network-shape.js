// The network as columns of units for a drawing: what stands in which column, where its response maps and weights lie in a snapshot, how
// its parts are called. Knows no node of the page.

import { countText, plural } from './number-text.js';

/** @typedef {import('./types.js').Description} Description */
/**
 * @typedef {object} Column
 * @property {'input' | 'layer' | 'output'} kind
 * @property {number} index  of the layer in description.layers; −1 for the inputs
 * @property {string} title  "Inputs", "Layer 2", "Output"
 * @property {number} units
 * @property {number} shown  units that get a tile; the others are counted only
 * @property {boolean} isShown  of very many layers only the first and the last ones are
 * @property {number} firstMap  index of its first map in snapshot.unitGrids
 * @property {import('./types.js').LayerDescription | null} layer
 */

/** Columns at either end of a very deep network that are shown; a gap stands for the others. */
const SHOWN_FIRST = 20;
const SHOWN_LAST = 4;

/** Cells along a side of a response map by the number of units; none where there are more of them. */
const RESOLUTIONS = [
  { units: 400, cells: 24 },
  { units: 4000, cells: 8 },
];
/** A map gets the full colour at its layer's largest answer, but not below this: what is near zero looks pale. */
export const LEAST_SCALE = 1;

/** Cells along a side of every unit's response map. */
export const resolutionOf = (/** @type {Description} */ description) =>
  RESOLUTIONS.find(({ units }) => description.units <= units)?.cells ?? 0;

/** Inputs, layers, output, as the data flows. @returns {Column[]} */
export function columnsOf(/** @type {Description} */ description, /** @type {number} */ mostShown) {
  let firstMap = 0;
  const last = description.layers.length - 1;
  const column = (/** @type {Omit<Column, 'shown' | 'isShown' | 'firstMap'>} */ part) => {
    const isShown = part.index < SHOWN_FIRST || part.index > last - SHOWN_LAST;
    const result = { ...part, shown: isShown ? Math.min(part.units, mostShown) : 0, isShown, firstMap };
    firstMap += part.units;
    return result;
  };
  return [
    column({ kind: 'input', index: -1, title: 'Inputs', units: description.inputs.length, layer: null }),
    ...description.layers.map((layer, index) =>
      column(
        layer.output
          ? { kind: 'output', index, title: 'Output', units: layer.units, layer }
          : { kind: 'layer', index, title: `Layer ${index + 1}`, units: layer.units, layer },
      ),
    ),
  ];
}

/** What stands in the place of the layers that are left out. */
export function gapText(/** @type {readonly Column[]} */ columns) {
  const hidden = columns.filter(({ isShown }) => !isShown).length;
  return `… ${countText(hidden)} ${plural(hidden, 'layer')} …`;
}

/** How a unit is called: "x²", "unit 3 of layer 2", "output". */
export function unitTitle(/** @type {Description} */ description, /** @type {Column} */ column, /** @type {number} */ unit) {
  if (column.kind === 'input') return `input ${description.inputs[unit]?.title}`;
  if (column.kind === 'output') return column.units === 1 ? 'the output' : `the output for class ${unit}`;
  return `unit ${unit + 1} of layer ${column.index + 1}`;
}

/** The weight from unit `from` of the column before to unit `to`. */
export function weightAt(
  /** @type {Column} */ column,
  /** @type {Float32Array} */ weights,
  /** @type {number} */ to,
  /** @type {number} */ from,
) {
  const layer = column.layer;
  return layer ? (weights[layer.weights.offset + to * layer.inputs + from] ?? Number.NaN) : Number.NaN;
}
