// Loads the WebAssembly module: the SIMD build where the host has SIMD, else the scalar one, which gives the same bits more slowly.
// Compiles each build once a page or process; workers are handed the compiled module.

import { simd } from 'wasm-feature-detect';
import { compileWasm } from '#read-file';
import { PlaygroundError } from './playground-error.js';

/** @typedef {'simd' | 'scalar'} Variant */
/** @typedef {{ variant: Variant, compiled: WebAssembly.Module }} Build  can be posted to a worker */
/** @typedef {{ variant: Variant, module: any, memory: WebAssembly.Memory }} LoadedEngine */

const variants = {
  simd: { glue: () => import('./wasm/engine-simd.mjs'), url: () => new URL('./wasm/engine-simd.wasm', import.meta.url) },
  scalar: { glue: () => import('./wasm/engine-scalar.mjs'), url: () => new URL('./wasm/engine-scalar.wasm', import.meta.url) },
};

/** @type {Map<Variant, Promise<WebAssembly.Module>>} */
const compilations = new Map();

/**
 * The compiled build, the same object for whoever asks: any number of engines, here or in workers, are made from it.
 *
 * Errors    PlaygroundError: no_webassembly; load_failed, after which the next call tries anew.
 * @param {Variant | 'auto'} [wanted]
 * @returns {Promise<Build>}
 */
export async function compiledModule(wanted = 'auto') {
  if (typeof WebAssembly !== 'object') {
    const message = 'This browser has no WebAssembly (or it is switched off), so networks cannot train here.';
    throw new PlaygroundError({ code: 'no_webassembly', message, path: '' });
  }
  const variant = wanted === 'auto' ? ((await simd()) ? 'simd' : 'scalar') : wanted;
  let compilation = compilations.get(variant);
  if (!compilation) {
    compilation = compileWasm(variants[variant].url());
    compilations.set(variant, compilation);
    compilation.catch(() => compilations.delete(variant));
  }
  return { variant, compiled: await compilation };
}

/**
 * A new engine with a memory of its own.
 * @param {Variant | 'auto' | Build} [wanted]  a build is used as it is; else it is compiled first
 * @returns {Promise<LoadedEngine>}
 */
export async function loadEngine(wanted = 'auto') {
  const { variant, compiled } = typeof wanted === 'string' ? await compiledModule(wanted) : wanted;
  const { default: createModule } = await variants[variant].glue();
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
