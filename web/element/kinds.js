// What kind of data an experiment has, which decides how it is shown. Knows the engine's description, nothing of the screen.

/** @typedef {import('../engine/kinds.js').Kind} Kind */
/** @typedef {import('./types.js').Description} Description */

export { kindOf, nounOf } from '../engine/kinds.js';

/** @type {readonly Kind[]} */
export const KINDS = ['plane', 'picture', 'sequence', 'table'];

/** Whether the network has dense layers only, which can be drawn as units with links between them. */
export const isDense = (/** @type {Pick<Description, 'layers'>} */ { layers }) => layers.every(({ type }) => type === 'dense');
