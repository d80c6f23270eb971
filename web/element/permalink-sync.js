// Keeps the page's address and an element's experiment together: reads the fragment at the start and on back and forward, writes it
// after edits. Knows the address bar and the element's few methods, not the experiment's meaning.

import { valueAt, withValue } from './experiment-edit.js';
import { fragmentOf } from './link-address.js';
import { isGarbled, isLink, parse } from './permalink-reader.js';

/** Values that a hostile link may have wrong before it is given up as a whole. */
const MOST_REPAIRS = 12;

/** Whether a fragment names neither an experiment nor a place on the page, and was meant to. @param {string} hash */
const isLost = (hash) => isGarbled(hash) && !document.getElementById(hash.slice(1));

/** A fragment as a reader sees it. @param {string} hash */
function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

export class PermalinkSync {
  /** @param {() => void} moved  the address names another experiment, or none */
  constructor(moved) {
    this.known = location.hash;
    this.listen = () => {
      const { hash } = location;
      if (hash === this.known || (hash !== '' && !isLink(hash) && !isLost(hash))) return;
      this.known = hash;
      moved();
    };
  }

  connect() {
    window.addEventListener('popstate', this.listen);
    window.addEventListener('hashchange', this.listen);
  }

  disconnect() {
    window.removeEventListener('popstate', this.listen);
    window.removeEventListener('hashchange', this.listen);
  }

  /**
   * Writes the state into the address: as a new entry of the history after an edit, in place while training goes on. A frame shares its
   * page's history: nothing in it may take the reader's way back.
   */
  write(/** @type {any} */ minimal, /** @type {number} */ step, /** @type {boolean} */ isEdit) {
    const hash = fragmentOf(minimal, step);
    if (hash === location.hash) return;
    this.known = hash;
    const address = hash || location.pathname + location.search;
    if (isEdit && window.parent === window) history.pushState(history.state, '', address);
    else history.replaceState(history.state, '', address);
  }

  /**
   * The experiment that the address names; none where it was meant to and cannot be read.
   *
   * @param {(experiment: any) => Promise<unknown>} validate @returns {Promise<{ experiment?: any, step?: number, notices: string[] } | null>}
   */
  async read(validate) {
    const { hash } = location;
    if (!isLost(hash)) return readLink(hash, validate);
    return { notices: [`The link could not be read (${decoded(hash)}); this page’s own network is shown.`] };
  }
}

/**
 * Reads a fragment and makes the nearest valid experiment of it: what the engine refuses falls back to its default, with a notice.
 *
 * @param {string} hash @param {(experiment: any) => Promise<unknown>} validate
 * @returns {Promise<{ experiment: any, step: number, notices: string[] } | null>} null where the fragment is empty
 */
export async function readLink(hash, validate) {
  const { experiment, step, faults, empty } = parse(hash);
  if (empty) return null;
  const notices = faults.map(
    ({ path, message }) => `The link’s ${path || 'text'} could not be read (${message}); its default is used.`,
  );
  let candidate = experiment;
  for (let repairs = 0; repairs <= MOST_REPAIRS; repairs++) {
    try {
      await validate(candidate);
      return { experiment: candidate, step, notices };
    } catch (error) {
      const { path = '', message } = /** @type {{ path?: string, message: string }} */ (error);
      notices.push(`The link was changed where it could not be used: ${message}.`);
      const place = nearestPlace(candidate, path);
      if (!place) break;
      candidate = withValue(candidate, place, undefined);
    }
  }
  return { experiment: {}, step: 0, notices };
}

/** The path itself, or the nearest parent of it that the experiment has. */
function nearestPlace(/** @type {any} */ experiment, /** @type {string} */ path) {
  let place = path;
  while (place && valueAt(experiment, place) === undefined) place = place.replace(/(?:\.|^)[^.[]*$|\[\d+\]$/, '');
  return place;
}
