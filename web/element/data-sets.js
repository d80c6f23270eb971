// The data sets of the catalogue as one menu, and what changes of an experiment's data when another one is chosen. Rows and pure functions; the
// engine judges every result.

/** @typedef {import('./types.js').Catalog} Catalog */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./kinds.js').Kind} Kind */
/** @typedef {{ name: string, title: string, summary: string, fields: Field[], problem?: string }} DataSet */
/** @typedef {{ title: string, kind: Kind, keeps: readonly string[], rows: DataSet[] }} Group */

const GENERATED = /** @type {const} */ (['samples', 'test_share']);

/** Data sets of a kind, and which of the common settings they have. @returns {Group[]} */
export function dataSetGroups(/** @type {Catalog} */ { datasets, stored, sequences }) {
  const files = stored.map((row) => ({ ...row, fields: /** @type {Field[]} */ ([]) }));
  const isPicture = (/** @type {{ shape: number[] }} */ { shape }) => (shape[2] ?? 1) > 1;
  return [
    { title: 'Plane', kind: 'plane', keeps: [...GENERATED, 'noise', 'standardize', 'features'], rows: datasets },
    { title: 'Pictures', kind: 'picture', keeps: [], rows: files.filter(isPicture) },
    { title: 'Sequences', kind: 'sequence', keeps: GENERATED, rows: sequences },
    { title: 'Tables', kind: 'table', keeps: ['standardize'], rows: files.filter((row) => !isPicture(row)) },
  ];
}

/**
 * A copy with another data set. Of the old one's settings those stay that the new one has too.
 *
 * @param {any} minimal @param {DataSet} row @param {Group} group @param {DataSet | undefined} before
 */
export function withDataSet(minimal, row, group, before) {
  const shared = (/** @type {string} */ name) =>
    group.keeps.includes(name) ||
    (row.fields.some((field) => field.name === name) && before?.fields.some((field) => field.name === name));
  const kept = Object.entries(minimal.data ?? {}).filter(([name, value]) => {
    const field = row.fields.find((candidate) => candidate.name === name);
    return shared(name) && isWithin(field, value);
  });
  return { ...minimal, data: { name: row.name, ...Object.fromEntries(kept) } };
}

const isWithin = (/** @type {Field | undefined} */ field, /** @type {any} */ value) =>
  typeof value !== 'number' || ((field?.min ?? -Infinity) <= value && value <= (field?.max ?? Infinity));
