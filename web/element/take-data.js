// Takes other data into the experiment that runs: as it stands where its layers can have them, else with a network that suits them. Knows
// the editor and the engine's judgement, no control.

import { kindOf } from './kinds.js';

/** Whether layers that take one kind may take the other: points of the plane and rows of a table are vectors alike. */
export const isSameForm = (/** @type {import('./kinds.js').Kind} */ one, /** @type {import('./kinds.js').Kind} */ other) =>
  one === other || [one, other].every((kind) => kind === 'plane' || kind === 'table');

/**
 * @param {import('./playground.js').Playground} host
 * @param {any} next  the experiment with the data
 * @param {import('./kinds.js').Kind} kind  of the data
 * @param {string} [title]  words for the change
 * @returns {Promise<boolean>} whether they were taken
 */
export async function takeData({ session, editor }, next, kind, title) {
  if (!session?.description || !editor) return false;
  const { description, engine } = session;
  const fits = () =>
    engine.sizes(next).then(
      () => true,
      () => false,
    );
  if (isSameForm(kind, kindOf(description)) && (await fits())) return editor.edit(next, 'data.name', { title });
  const { networkFor, withSuitingNetwork } = await import('./suiting-networks.js');
  const note = networkFor(kind).title;
  return editor.edit(withSuitingNetwork(next, description.experiment, kind), 'data.name', { title, note });
}
