// What the element can show: data of the plane and dense layers. Pictures, sequences and their layers train in Node and on the command
// line; here they are refused like any other value that does not fit, so that nothing is drawn that would mean nothing.

/** @typedef {import('./types.js').Engine} Engine */
/** @typedef {{ code: string, path: string, message: string }} ErrorRecord */

/** @param {string} path @param {string} expected @param {string} given @returns {ErrorRecord} */
const notShown = (path, expected, given) => ({
  code: 'not_shown',
  path,
  message: `expected ${expected} here, got "${given}"; other networks train in Node and on the command line`,
});

/**
 * Why a data set has no picture here, or null. Asked before the core is, whose list of names holds sets that are refused here.
 * @param {any} experiment  as somebody wrote it
 * @param {import('./types.js').Catalog} catalog
 */
function hiddenData(experiment, { datasets }) {
  const name = experiment?.data?.name;
  if (typeof name !== 'string' || datasets.some((row) => row.name === name)) return null;
  return notShown('data.name', `one of ${datasets.map((row) => row.name).join(', ')}`, name);
}

/** Why a layer has no picture here, or null. @param {{ type: string }[]} layers  normalised */
function hiddenLayer(layers) {
  const index = layers.findIndex(({ type }) => type !== 'dense');
  return index < 0 ? null : notShown(`network.layers[${index}].type`, 'dense', layers[index].type);
}

/**
 * The engine with a `validate` that also refuses what cannot be shown.
 * @param {Engine & { PlaygroundError: new (record: ErrorRecord) => Error }} engine
 * @returns {Engine}
 */
export function showing(engine) {
  /** @param {ErrorRecord | null} fault */
  const refuse = (fault) => {
    if (fault) throw new engine.PlaygroundError(fault);
  };
  return {
    ...engine,
    async validate(experiment) {
      refuse(hiddenData(experiment, await engine.catalog()));
      const forms = await engine.validate(experiment);
      refuse(hiddenLayer(forms.experiment.network.layers));
      return forms;
    },
  };
}
