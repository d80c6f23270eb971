// Reads and compiles a WebAssembly file in Node.
import { readFile } from 'node:fs/promises';
import { PlaygroundError } from './playground-error.js';

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileWasm(url) {
  try {
    return await WebAssembly.compile(await readFile(url));
  } catch (cause) {
    const message = `The engine could not be read from ${url.href}; in a clone, "npm run build" makes it.`;
    throw new PlaygroundError({ code: 'load_failed', message, path: '' }, { cause });
  }
}
