// The words for the change from one experiment to another: “activation Tanh → ReLU”, “noise 0.1 → 0.3”. Reads both in full and takes its
// titles from the catalogue's tables. Knows nothing of who made the change.

import { CHOICES } from './choices.js';
import { dataSetGroups } from './data-sets.js';
import { nameOf, segments, valueAt } from './experiment-edit.js';
import { exactText } from './number-text.js';

/** @typedef {import('./types.js').Catalog} Catalog */

/** Titles of places that no table of the catalogue has. @type {Record<string, string>} */
const TITLES = {
  data: 'data',
  'data.points': 'drawn points',
  'data.features': 'inputs',
  'network.layers': 'layers',
  ...Object.fromEntries(CHOICES.map(({ path, title }) => [path, title])),
};

const isObject = (/** @type {any} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The places in which two experiments differ, as near to the root as a name, the length of a list of layers or a value decides it.
 *
 * @param {any} before @param {any} after @param {string} [path] @returns {string[]}
 */
export function changedPaths(before, after, path = '') {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after) && nameOf(before) === nameOf(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changedPaths(before[key], after[key], path ? `${path}.${key}` : key));
  }
  const isLayers = Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.every(isObject);
  if (isLayers) return before.flatMap((item, index) => changedPaths(item, after[index], `${path}[${index}]`));
  return [path];
}

/** @param {any} before @param {any} after @param {Catalog} catalog */
export function changeText(before, after, catalog) {
  const paths = changedPaths(before, after);
  if (paths.length === 0) return 'no change';
  const [first = ''] = paths;
  const layers = paths.map((path) => /^network\.layers\[(\d+)\]\.(\w+)$/.exec(path));
  const say = (/** @type {string} */ title, /** @type {string} */ path) => {
    const [old, next] = [before, after].map((experiment) => valueText(valueAt(experiment, path), path, experiment, catalog));
    return old && next && old !== next ? `${title} ${old} → ${next}` : title;
  };
  if (paths.length === 1) {
    const [layer] = layers;
    const title = titleOf(first, after, catalog);
    return say(layer && before.network.layers.length > 1 ? `${title} of layer ${Number(layer[1]) + 1}` : title, first);
  }
  // Another data set may bring its network along, another choice its own settings: the first says it all.
  const chief = ['data', 'network.layers'].find((path) => paths.includes(path));
  if (chief) return say(titleOf(chief, after, catalog), chief);
  const isOneThing = layers.every((found) => found?.[2] === layers[0]?.[2] && found !== null);
  const texts = new Set(paths.map((path) => say(titleOf(path, after, catalog), path)));
  if (isOneThing && texts.size === 1) return [...texts][0] ?? '';
  if (isOneThing) return `${titleOf(first, after, catalog)} of ${paths.length} layers`;
  return `${paths.length} settings`;
}

/** @param {string} path @param {any} experiment @param {Catalog} catalog */
function titleOf(path, experiment, catalog) {
  const fixed = TITLES[path];
  if (fixed) return lower(fixed);
  const keys = segments(path);
  const key = String(keys.at(-1));
  const parent = path.slice(0, Math.max(0, path.length - key.length - 1));
  const row = rowsOf(parent, catalog).find(({ name }) => name === nameOf(valueAt(experiment, parent)));
  const fields = [
    ...(row?.fields ?? []),
    ...Object.values(catalog.fields).flat(),
    ...catalog.layers.flatMap((type) => type.fields),
  ];
  return lower(fields.find(({ name }) => name === key)?.title ?? key.replaceAll('_', ' '));
}

/** The table that a choice at `path` is made from. @param {string} path @param {Catalog} catalog @returns {import('./types.js').Row[]} */
function rowsOf(path, catalog) {
  if (path === 'data') return /** @type {any[]} */ (dataSetGroups(catalog).flatMap(({ rows }) => rows));
  if (/activation$/.test(path)) return catalog.activations;
  if (/initializer$/.test(path)) return catalog.initializers;
  if (path === 'training.schedule') return catalog.schedules;
  const choice = CHOICES.find((candidate) => candidate.path === path);
  return choice ? catalog[choice.table] : [];
}

/** @param {any} value @param {string} path @param {any} experiment @param {Catalog} catalog @returns {string} */
function valueText(value, path, experiment, catalog) {
  if (typeof value === 'number') return exactText(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (path === 'data.points') return '';
  if (path === 'data.features') return String(value?.length ?? '');
  if (path === 'network.layers') return String(experiment.network.layers.length);
  const name = nameOf(value);
  if (path === 'data' && name === 'own') return 'your own';
  if (typeof name !== 'string') return '';
  return rowsOf(path, catalog).find((row) => row.name === name)?.title ?? name.replaceAll('_', ' ');
}

/** Lower case at the start, unless it is a word like ReLU or L2. */
const lower = (/** @type {string} */ title) =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
