// Changes to an experiment as pure functions: read and write a value by its path, apply a patch. Knows the shape of the JSON object, but
// no default and no range: the core judges every result.

/** @import { Experiment, Patch } from './types.js' */

/** The row's name of a choice that may be written bare ("relu") or with parameters ({ name: "leaky_relu", alpha: 0.2 }). */
export function nameOf(/** @type {any} */ choice) {
  return typeof choice === 'string' ? choice : choice?.name;
}

/** The parameters of a choice, without its name. */
export function parametersOf(/** @type {any} */ choice) {
  if (typeof choice === 'string' || !choice) return {};
  const { name, ...parameters } = choice;
  return parameters;
}

/** "network.layers[1].units" → ["network", "layers", 1, "units"]; a star stands for every item of a list. */
export function segments(/** @type {string} */ path) {
  return [...path.matchAll(/[^.[\]]+/g)].map(([text]) => (/^\d+$/.test(text) ? Number(text) : text));
}

/** The value at a path, or undefined. */
export function valueAt(/** @type {any} */ experiment, /** @type {string} */ path) {
  return segments(path).reduce((value, key) => (isParent(value) ? value[key] : undefined), experiment);
}

const isParent = (/** @type {any} */ value) => typeof value === 'object' && value !== null;

/** A copy with the value at `path` replaced; `undefined` removes the member. A bare choice on the way gains its braces. */
export function withValue(/** @type {any} */ experiment, /** @type {string} */ path, /** @type {any} */ value) {
  /** @returns {any} */
  const place = (/** @type {any} */ parent, /** @type {(string | number)[]} */ keys) => {
    const [key, ...rest] = keys;
    if (key === undefined) return value;
    if (key === '*' && Array.isArray(parent)) return parent.map((/** @type {any} */ item) => place(item, rest));
    const copy = Array.isArray(parent)
      ? [...parent]
      : isParent(parent)
        ? { ...parent }
        : typeof parent === 'string'
          ? { name: parent }
          : {};
    const next = place(copy[key], rest);
    if (next === undefined) {
      if (Array.isArray(copy)) copy.splice(Number(key), 1);
      else delete copy[key];
    } else copy[key] = next;
    return copy;
  };
  return place(experiment, segments(path));
}

/** A copy in which the layers stand written out, so that one of them can be changed. */
export function withLayers(/** @type {any} */ minimal, /** @type {Experiment} */ experiment) {
  return minimal.network?.layers ? minimal : withValue(minimal, 'network.layers', structuredClone(experiment.network.layers));
}

/** Applies a patch: a list of paths and the values that they get. */
export function withPatch(/** @type {any} */ minimal, /** @type {Experiment} */ experiment, /** @type {Patch} */ patch) {
  const start = patch.some(({ path }) => path.startsWith('network.layers')) ? withLayers(minimal, experiment) : minimal;
  return patch.reduce((result, { path, value }) => withValue(result, path, value), start);
}
