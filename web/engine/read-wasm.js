// Fetches and compiles a WebAssembly file in a page or a worker.
import { PlaygroundError } from './playground-error.js';

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileWasm(url) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin' });
  } catch (cause) {
    throw new PlaygroundError(
      { code: 'load_failed', message: `The engine could not be fetched from ${url.href}.`, path: '' },
      { cause },
    );
  }
  if (!response.ok) {
    const message = `The engine could not be fetched from ${url.href}: the server answered ${response.status}.`;
    throw new PlaygroundError({ code: 'load_failed', message, path: '' });
  }
  try {
    // Streaming compilation insists on the MIME type that some static hosts do not send.
    const streams = response.headers.get('Content-Type')?.startsWith('application/wasm');
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (cause) {
    throw new PlaygroundError({ code: 'load_failed', message: `The engine at ${url.href} is damaged.`, path: '' }, { cause });
  }
}
