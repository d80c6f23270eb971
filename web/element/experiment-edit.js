// What a control does to an experiment, as pure functions: choose a row, add a layer, set a value. Knows the shape of the JSON object,
// but no default and no range: the engine judges every result. Paths and patches are the engine's.

import { nameOf, parametersOf, segments, valueAt, withLayers, withPatch, withValue } from '../engine/patch.js';

export { nameOf, parametersOf, segments, valueAt, withLayers, withPatch, withValue };

/** @typedef {import('./types.js').Experiment} Experiment */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./types.js').Patch} Patch */

/**
 * A copy in which another row is chosen. Values that the reader has set stay where the new row has a setting of that name whose
 * range holds them; the old row's other settings go.
 */
export function withRow(
  /** @type {any} */ minimal,
  /** @type {string} */ path,
  /** @type {Row} */ row,
  /** @type {Row | undefined} */ before,
) {
  const kept = Object.entries(parametersOf(valueAt(minimal, path))).filter(([name, value]) => {
    const field = row.fields.find((candidate) => candidate.name === name);
    if (!field) return !before?.fields.some((candidate) => candidate.name === name);
    return field.kind === 'boolean' || field.kind === 'choice' || isWithin(field, value);
  });
  return withValue(minimal, path, kept.length ? { name: row.name, ...Object.fromEntries(kept) } : row.name);
}

const isWithin = (
  /** @type {{ min?: number, max?: number }} */ { min = -Infinity, max = Infinity },
  /** @type {number} */ value,
) => value >= min && value <= max;

/** Inserts a copy of layer `index` after it; into an empty list, a layer with every value at its default. */
export function withLayerAdded(/** @type {any} */ minimal, /** @type {Experiment} */ experiment, /** @type {number} */ index) {
  const written = withLayers(minimal, experiment);
  const layers = [...written.network.layers];
  layers.splice(index + 1, 0, structuredClone(layers[index] ?? {}));
  return withValue(written, 'network.layers', layers);
}

export function withLayerRemoved(
  /** @type {any} */ minimal,
  /** @type {Experiment} */ experiment,
  /** @type {number} */ index,
) {
  return withValue(withLayers(minimal, experiment), `network.layers[${index}]`, undefined);
}

/** A copy with `count` hidden layers: the ones at the end go, or the last one is repeated. */
export function withDepth(/** @type {any} */ minimal, /** @type {Experiment} */ experiment, /** @type {number} */ count) {
  const { layers } = withLayers(minimal, experiment).network;
  const next = Array.from({ length: count }, (_, index) => structuredClone(layers[Math.min(index, layers.length - 1)] ?? {}));
  return withValue(minimal, 'network.layers', next);
}

/** Sets one value as a control does: layers are written out, and a choice that stood at its default is named before it gains a value. */
export function withSetting(
  /** @type {any} */ minimal,
  /** @type {Experiment} */ experiment,
  /** @type {string} */ path,
  /** @type {any} */ value,
) {
  const keys = segments(path);
  let next = path.startsWith('network.layers') ? withLayers(minimal, experiment) : minimal;
  for (let depth = 1; depth < keys.length; depth++) {
    const parent = keys.slice(0, depth).join('.');
    const name = nameOf(valueAt(experiment, parent));
    if (name !== undefined && valueAt(next, parent) === undefined) next = withValue(next, parent, { name });
  }
  return withValue(next, path, value);
}

/**
 * A copy with another data set. Of the old one's settings those stay that the new one has too.
 *
 * @param {any} minimal @param {import('./data-sets.js').DataSet} row @param {import('./data-sets.js').Group} group @param {import('./data-sets.js').DataSet | undefined} before
 */
export function withDataSet(minimal, row, group, before) {
  const shared = (/** @type {string} */ name) =>
    group.keeps.includes(name) ||
    (row.fields.some((field) => field.name === name) && before?.fields.some((field) => field.name === name));
  const kept = Object.entries(minimal.data ?? {}).filter(([name, value]) => {
    const field = row.fields.find((candidate) => candidate.name === name);
    return shared(name) && (typeof value !== 'number' || isWithin(field ?? {}, value));
  });
  return { ...minimal, data: { name: row.name, ...Object.fromEntries(kept) } };
}
