// A network of any layers as columns for a drawing: which of the engine's stages stands in which column, a residual block as one that can
// be opened, and where a stage's numbers lie in a snapshot. Knows no node of the page.

import { valueAt, withValue } from './experiment-edit.js';

/** @typedef {import('./types.js').Description} Description */
/** @typedef {import('./types.js').LayerDescription} LayerDescription */
/**
 * @typedef {object} StageColumn
 * @property {'stage'} kind
 * @property {number} stage     index into description.layers
 * @property {LayerDescription} layer
 * @property {string} title     "Layer 2", "Layer 3.1" inside a block, "Output"
 * @property {boolean} isBlock  a residual block; its column stands for the sum
 * @property {boolean} isOpen   its layers stand before it
 * @property {number} depth     blocks around it
 * @property {number} firstUnit units of all stages before it
 */
/** @typedef {{ kind: 'gap', hidden: number }} GapColumn */

/** Layers at either end of a very deep network that are shown; a gap stands for the others. */
const SHOWN_FIRST = 20;
const SHOWN_LAST = 4;

const placesIn = (/** @type {string} */ path) => [...path.matchAll(/\[(\d+)\]/g)].map(([, place]) => Number(place));

/** "Layer 3.1" for network.layers[2].layers[0]. @param {Pick<LayerDescription, 'path' | 'output'>} layer */
export const layerTitle = ({ path, output }) =>
  output
    ? 'Output'
    : `Layer ${placesIn(path)
        .map((place) => place + 1)
        .join('.')}`;

/** The path of the block around a layer, or null. */
const blockOf = (/** @type {string} */ path) => path.match(/^(.*)\.layers\[\d+\]$/)?.[1].replace(/^network$/, '') || null;

/**
 * The columns from left to right.
 *
 * @param {Description} description @param {ReadonlySet<string>} open  paths of the blocks whose layers are to be seen
 * @returns {(StageColumn | GapColumn)[]}
 */
export function layerColumns({ layers, experiment }, open) {
  const last = experiment.network.layers.length - 1;
  const columns = /** @type {(StageColumn | GapColumn)[]} */ ([]);
  let firstUnit = 0;
  layers.forEach((layer, stage) => {
    const places = placesIn(layer.path);
    const column = /** @type {StageColumn} */ ({
      kind: 'stage',
      stage,
      layer,
      title: layerTitle(layer),
      isBlock: layer.type === 'residual',
      isOpen: open.has(layer.path),
      depth: Math.max(0, places.length - 1),
      firstUnit,
    });
    firstUnit += layer.units;
    if (!isSeen(layer.path, open)) return;
    const [place = last + 1] = places;
    if (layer.output || place < SHOWN_FIRST || place > last - SHOWN_LAST) columns.push(column);
    else if (columns.at(-1)?.kind !== 'gap') columns.push({ kind: 'gap', hidden: last - SHOWN_LAST - SHOWN_FIRST + 1 });
  });
  return columns;
}

/** A layer inside blocks is seen when all of them are open. */
function isSeen(/** @type {string} */ path, /** @type {ReadonlySet<string>} */ open) {
  for (let block = blockOf(path); block; block = blockOf(block)) if (!open.has(block)) return false;
  return true;
}

/** "8 × 6 × 6", "32", "16 × 20 steps". */
export function shapeText(/** @type {number[]} */ [channels, height = 1, width = 1]) {
  if (width > 1) return `${channels} × ${height} × ${width}`;
  return height > 1 ? `${channels} × ${height} steps` : String(channels);
}

/** Numbers that the layer learns. */
export function parameterCount(/** @type {LayerDescription} */ layer) {
  const places = /** @type {any[]} */ (Object.values(layer)).filter((value) => Number.isFinite(value?.offset));
  return places.reduce((sum, { count }) => sum + count, 0);
}

/**
 * A layer of a type that fits behind another one: what a menu inserts. Only types whose own defaults would not fit have a row.
 *
 * @type {Record<string, (shape: number[]) => object>}
 */
const FITTING = {
  conv2d: () => ({ type: 'conv2d', padding: 1 }),
  residual: ([channels, height, width]) => ({
    type: 'residual',
    layers: [
      height > 1 && width > 1 ? { type: 'conv2d', filters: channels, padding: 1 } : { units: channels * height * width },
    ],
  }),
};

/** A new layer of that type behind one that hands on that shape. @param {string} type @param {number[]} shape */
export const fittingLayer = (type, shape) => FITTING[type]?.(shape) ?? (type === 'dense' ? {} : { type });

/**
 * A copy with a layer behind the one at `path`; at the front where there is none.
 *
 * @param {any} written  an experiment whose layers stand written out
 * @param {string} path  "network.layers[1].layers[0]"
 * @param {object} layer
 */
export function withLayerAfter(written, path, layer) {
  const [, list = 'network.layers', place = '-1'] = path.match(/^(.*)\[(\d+)\]$/) ?? [];
  const layers = [...valueAt(written, list)];
  layers.splice(Number(place) + 1, 0, layer);
  return withValue(written, list, layers);
}
