// The core's tables as they were written out when the engine was built: the module itself computes without them. What is only read waits in
// another file (words.js).
import { fetched } from './fetched.js';

/**
 * The same object for whoever asks.
 *
 * Errors    PlaygroundError load_failed.
 * @returns {Promise<import('./types.js').Catalog>}
 */
export async function tables() {
  return (await fetched(import('./wasm/tables.mjs'))).default;
}
