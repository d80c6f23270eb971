// A network for data that the present layers cannot take, loaded when there are such data. Rows and pure functions; the engine judges every
// result.

import { dataSetGroups } from './data-sets.js';
import { withPatch } from './experiment-edit.js';

/** @typedef {import('./kinds.js').Kind} Kind */

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

/** The same with a network that suits the kind. */
export const withSuitingNetwork = (/** @type {any} */ minimal, /** @type {any} */ experiment, /** @type {Kind} */ kind) =>
  withPatch(minimal, experiment, networkFor(kind).patch);

/**
 * An experiment that was refused as it was written, with a network that suits its data where it names no layers.
 *
 * Errors    rejects with the engine's reason when its own layers do not fit.
 * @param {import('./types.js').Engine} engine
 * @param {import('./types.js').Catalog} catalog
 * @param {any} minimal
 * @param {unknown} reason  why it was refused
 */
export async function withFittingNetwork(engine, catalog, minimal, reason) {
  const group = dataSetGroups(catalog).find(({ rows }) => rows.some(({ name }) => name === minimal.data?.name));
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
