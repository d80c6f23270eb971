// Changes to an experiment as pure functions: read and write a value by its path, choose a row, add a layer, apply a patch. Knows
// the shape of the JSON object, but no default and no range: the engine judges every result.

/** @typedef {import('./types.js').Experiment} Experiment */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./types.js').Patch} Patch */

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

const isWithin = (/** @type {import('./types.js').Field} */ { min = -Infinity, max = Infinity }, /** @type {number} */ value) =>
  value >= min && value <= max;

/** A copy in which the layers stand written out, so that one of them can be changed. */
export function withLayers(/** @type {any} */ minimal, /** @type {Experiment} */ experiment) {
  return minimal.network?.layers ? minimal : withValue(minimal, 'network.layers', structuredClone(experiment.network.layers));
}

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

/** Applies a patch: a list of paths and the values that they get. */
export function withPatch(/** @type {any} */ minimal, /** @type {Experiment} */ experiment, /** @type {Patch} */ patch) {
  const start = patch.some(({ path }) => path.startsWith('network.layers')) ? withLayers(minimal, experiment) : minimal;
  return patch.reduce((result, { path, value }) => withValue(result, path, value), start);
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
