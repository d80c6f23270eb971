// The data sets of the catalogue as one menu. Knows no control and no experiment.

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
