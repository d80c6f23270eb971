// What the element can show: data of the plane and dense layers. Pictures, sequences and their layers train in Node and on the command
// line; here they are refused like any other value that does not fit, so that nothing is drawn that would mean nothing.

/** @typedef {import('./types.js').Engine} Engine */

const elsewhere = 'other networks train in Node and on the command line';

/**
 * The first value of a normalised experiment that has no picture here, or null.
 * @param {any} experiment
 * @param {import('./types.js').Catalog} catalog
 */
export function hidden({ data, network }, catalog) {
  const names = catalog.datasets.map(({ name }) => name);
  if (!names.includes(data.name)) {
    return {
      code: 'not_shown',
      path: 'data.name',
      message: `expected one of ${names.join(', ')} here, got "${data.name}"; ${elsewhere}`,
    };
  }
  const index = network.layers.findIndex((/** @type {any} */ { type }) => type !== 'dense');
  if (index < 0) return null;
  const { type } = network.layers[index];
  return {
    code: 'not_shown',
    path: `network.layers[${index}].type`,
    message: `expected dense here, got "${type}"; ${elsewhere}`,
  };
}

/**
 * The engine with a `validate` that also refuses what cannot be shown.
 * @param {Engine & { PlaygroundError: new (record: { code: string, path: string, message: string }) => Error }} engine
 * @returns {Engine}
 */
export function showing(engine) {
  return {
    ...engine,
    async validate(experiment) {
      const forms = await engine.validate(experiment);
      const fault = hidden(forms.experiment, await engine.catalog());
      if (fault) throw new engine.PlaygroundError(fault);
      return forms;
    },
  };
}
