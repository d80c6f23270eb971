// Loads the WebAssembly module: the SIMD build where the host has SIMD, else the scalar one, which gives the same bits more slowly.

import { simd } from 'wasm-feature-detect';
import { compileWasm } from '#read-file';
import { PlaygroundError } from './playground-error.js';

/** @typedef {'simd' | 'scalar'} Variant */
/** @typedef {{ variant: Variant, module: any, memory: WebAssembly.Memory }} LoadedEngine */

const variants = {
  simd: { glue: () => import('./wasm/engine-simd.mjs'), url: () => new URL('./wasm/engine-simd.wasm', import.meta.url) },
  scalar: { glue: () => import('./wasm/engine-scalar.mjs'), url: () => new URL('./wasm/engine-scalar.wasm', import.meta.url) },
};

/**
 * @param {Variant | 'auto'} [wanted]
 * @returns {Promise<LoadedEngine>}
 */
export async function loadEngine(wanted = 'auto') {
  if (typeof WebAssembly !== 'object') {
    const message = 'This browser has no WebAssembly (or it is switched off), so networks cannot train here.';
    throw new PlaygroundError({ code: 'no_webassembly', message, path: '' });
  }
  const variant = wanted === 'auto' ? ((await simd()) ? 'simd' : 'scalar') : wanted;
  const { glue, url } = variants[variant];
  const [{ default: createModule }, compiled] = await Promise.all([glue(), compileWasm(url())]);
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const module = await new Promise((resolve, reject) => {
    createModule({
      /**
       * @param {WebAssembly.Imports} imports
       * @param {(instance: WebAssembly.Instance) => void} receive
       */
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(compiled, imports).then((instance) => {
          memory = Object.values(instance.exports).find((member) => member instanceof WebAssembly.Memory);
          receive(instance);
        }, reject);
        return {};
      },
    }).then(resolve, reject);
  }).catch((cause) => {
    throw new PlaygroundError({ code: 'load_failed', message: 'The engine could not be started.', path: '' }, { cause });
  });
  return { variant, module, memory: /** @type {WebAssembly.Memory} */ (memory) };
}
