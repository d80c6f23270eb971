// The link to an experiment at a step of its run, on the page at hand. Knows the page's address, not who asks for it.

import { serialise } from './permalink.js';

/** Longer links are cut off in too many places: data of one's own that need more are saved as a file. */
const MOST_CHARACTERS = 2000;

/** The fragment of an experiment; empty where its own data are too large for it. @param {any} minimal @param {number} step */
export function fragmentOf(minimal, step) {
  const hash = `#${serialise(minimal, step)}`;
  return minimal.data?.name === 'own' && hash.length > MOST_CHARACTERS ? '' : hash;
}

/** The address that opens this experiment at this step; null where its data are too large for one. @param {any} minimal @param {number} step @returns {string | null} */
export function linkAddress(minimal, step) {
  const hash = fragmentOf(minimal, step);
  return hash === '' ? null : `${location.href.split('#')[0]}${hash}`;
}
