// The link to an experiment at a step of its run, on the page at hand. Knows the page's address, not who asks for it.

import { MOST_CHARACTERS, serialise } from './permalink.js';

/** Longer links are cut off in too many places: data of one's own that need more are saved as a file. */
const MOST_OF_OWN = 2000;

/** The fragment of an experiment; empty where it is too large for one. @param {any} minimal @param {number} step */
export function fragmentOf(minimal, step) {
  const hash = `#${serialise(minimal, step)}`;
  return hash.length > (minimal.data?.name === 'own' ? MOST_OF_OWN : MOST_CHARACTERS) ? '' : hash;
}

/** The address that opens this experiment at this step; null where it is too large for one. @param {any} minimal @param {number} step @returns {string | null} */
export function linkAddress(minimal, step) {
  const hash = fragmentOf(minimal, step);
  return hash === '' ? null : `${location.href.split('#')[0]}${hash}`;
}
