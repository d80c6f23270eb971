// Fetches files that lie beside the engine, in a page or a worker.
import { PlaygroundError } from './playground-error.js';

/**
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function get(url) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin' });
  } catch (cause) {
    throw new PlaygroundError({ code: 'load_failed', message: `${url.href} could not be fetched.`, path: '' }, { cause });
  }
  if (response.ok) return response;
  const message = `${url.href} could not be fetched: the server answered ${response.status}.`;
  throw new PlaygroundError({ code: 'load_failed', message, path: '' });
}

/**
 * @param {URL} url
 * @returns {Promise<Uint8Array>}
 */
export async function readBytes(url) {
  return new Uint8Array(await (await get(url)).arrayBuffer());
}

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileWasm(url) {
  const response = await get(url);
  try {
    // Streaming compilation insists on the MIME type that some static hosts do not send.
    const streams = response.headers.get('Content-Type')?.startsWith('application/wasm');
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (cause) {
    throw new PlaygroundError({ code: 'load_failed', message: `The engine at ${url.href} is damaged.`, path: '' }, { cause });
  }
}

/**
 * Waits for the file, which a worker may do and a page may not.
 *
 * Errors    throws when it does not come.
 * @param {URL} url
 * @returns {ArrayBuffer}
 */
export function readNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status === 200) return request.response;
  throw new Error(`${url.href} could not be fetched: the server answered ${request.status}.`);
}
