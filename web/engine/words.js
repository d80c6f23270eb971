// Puts the words of the core's tables back where they belong: they lie apart, because a playground is on the screen before anybody reads them.
import { fetched } from './fetched.js';
import { tables } from './tables.js';

/** @import { Catalog, Words } from './types.js' */

/**
 * The object of `tables`, which now has its words too, for all who hold it.
 *
 * Errors    PlaygroundError load_failed.
 * @returns {Promise<Catalog>}
 */
export async function tablesWithWords() {
  const [catalog, { default: words }] = await Promise.all([tables(), fetched(import('./wasm/words.mjs'))]);
  fill(catalog, words);
  return catalog;
}

/** @param {any} part @param {Words} words */
function fill(part, words) {
  for (const [name, word] of Object.entries(words)) {
    if (typeof word === 'object') fill(part[name], word);
    else part[name] = word;
  }
}
