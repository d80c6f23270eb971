// The data sets of the catalogue as one menu, and what changes in an experiment when another one is chosen: the data's own settings,
// and, where the present layers cannot take it, a network that can. Rows and pure functions; the engine judges every result.

import { withPatch } from './experiment-edit.js';

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
 * A network for each kind of data, and how it learns: what takes the place of layers that cannot take the data. `undefined` stands for
 * the default.
 *
 * @type {readonly { kinds: readonly Kind[], title: string, patch: import('./types.js').Patch }[]}
 */
export const NETWORKS = [
  {
    kinds: ['plane', 'table'],
    title: 'two dense layers',
    patch: [
      { path: 'network', value: undefined },
      { path: 'training', value: undefined },
    ],
  },
  {
    kinds: ['picture'],
    title: 'a small convolutional network',
    patch: [
      {
        path: 'network',
        value: {
          layers: [
            { type: 'conv2d', filters: 8, padding: 1 },
            { type: 'max_pooling2d' },
            { type: 'conv2d', filters: 16, padding: 1 },
            { type: 'max_pooling2d' },
            { type: 'flatten' },
            { units: 32 },
          ],
        },
      },
      { path: 'training', value: { optimizer: { name: 'adam', learning_rate: 0.003 } } },
    ],
  },
  {
    kinds: ['sequence'],
    title: 'a recurrent ReLU network that starts as the identity',
    patch: [
      {
        path: 'network',
        value: {
          initializer: 'glorot_uniform',
          layers: [{ type: 'simple_rnn', units: 16, activation: 'relu', recurrent_initializer: 'identity' }],
        },
      },
      { path: 'training', value: { clip_norm: 1, optimizer: { name: 'adam', learning_rate: 0.003 } } },
      { path: 'data.samples', value: 2000 },
    ],
  },
];

/** The row of a network that suits the kind. */
export const networkFor = (/** @type {Kind} */ kind) =>
  /** @type {(typeof NETWORKS)[number]} */ (NETWORKS.find(({ kinds }) => kinds.includes(kind)));

/** Whether layers that take one kind may take the other: points of the plane and rows of a table are vectors alike. */
export const isSameForm = (/** @type {Kind} */ one, /** @type {Kind} */ other) => networkFor(one) === networkFor(other);

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

/** The same with a network that suits the kind. */
export const withSuitingNetwork = (/** @type {any} */ minimal, /** @type {any} */ experiment, /** @type {Kind} */ kind) =>
  withPatch(minimal, experiment, networkFor(kind).patch);

/**
 * The experiment as it was written, with a network that suits its data where it names no layers and the usual ones do not fit.
 *
 * Errors    rejects with the engine's reason when its own layers do not fit.
 * @param {import('./types.js').Engine} engine
 * @param {Catalog} catalog
 * @param {any} minimal
 */
export async function withFittingNetwork(engine, catalog, minimal) {
  const group = dataSetGroups(catalog).find(({ rows }) => rows.some(({ name }) => name === minimal.data?.name));
  const reason = await engine.sizes(minimal).then(
    () => null,
    (error) => error,
  );
  if (!reason) return minimal;
  if (!group || minimal.network?.layers) throw reason;
  const suited = withSuitingNetwork({}, {}, group.kind);
  const fitting = {
    ...minimal,
    data: { ...suited.data, ...minimal.data },
    network: { ...suited.network, ...minimal.network },
    training: { ...suited.training, ...minimal.training },
  };
  await engine.sizes(fitting);
  return fitting;
}
