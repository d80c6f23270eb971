// Takes other data into the experiment that runs: as it stands where its layers can have them, else with a network that suits them. Knows
// the editor and the engine's judgement, no control.

import { isSameForm, kindOf } from './kinds.js';

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
