// The core's tables with their words, as they were written out when the engine was built: the module itself computes without them.
import { PlaygroundError } from './playground-error.js';

/**
 * The same object for whoever asks.
 *
 * Errors    PlaygroundError load_failed.
 * @returns {Promise<import('./types.js').Catalog>}
 */
export async function tables() {
  try {
    return (await import('./wasm/tables.mjs')).default;
  } catch (cause) {
    throw new PlaygroundError({ code: 'load_failed', message: 'The tables could not be loaded.', path: '' }, { cause });
  }
}
