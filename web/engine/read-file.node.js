// Reads files that lie beside the engine, in Node.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { PlaygroundError } from './playground-error.js';

/**
 * @param {URL} url
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function readBytes(url) {
  try {
    return new Uint8Array(await readFile(url));
  } catch (cause) {
    throw new PlaygroundError({ code: 'load_failed', message: `${url.href} could not be read.`, path: '' }, { cause });
  }
}

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileWasm(url) {
  try {
    return await WebAssembly.compile(await readBytes(url));
  } catch (cause) {
    const message = `The engine could not be read from ${url.href}; in a clone, "npm run build" makes it.`;
    throw new PlaygroundError({ code: 'load_failed', message, path: '' }, { cause });
  }
}

/**
 * Errors    throws when it cannot be read.
 * @param {URL} url
 */
export const readNow = (url) => readFileSync(url);
