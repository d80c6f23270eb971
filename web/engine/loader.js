// Loads the WebAssembly module: the SIMD build where the host has SIMD, else the scalar one, which gives the same bits more slowly. On
// request the relaxed build, which is faster and rounds as the processor likes: the same seed gives other bits on another machine.
// Compiles each build once a page or process; workers are handed the compiled module.

import { relaxedSimd, simd } from 'wasm-feature-detect';
import { compileWasm } from '#read-file';
import { PlaygroundError } from './playground-error.js';

/** @typedef {'simd' | 'scalar' | 'relaxed'} Variant  'relaxed' is not bit-exact */
/** @typedef {{ variant: Variant, compiled: WebAssembly.Module }} Build  can be posted to a worker */
/** @typedef {{ variant: Variant, module: any, memory: WebAssembly.Memory }} LoadedEngine */

const variants = {
  simd: { glue: () => import('./wasm/engine-simd.mjs'), url: () => new URL('./wasm/engine-simd.wasm', import.meta.url) },
  scalar: { glue: () => import('./wasm/engine-scalar.mjs'), url: () => new URL('./wasm/engine-scalar.wasm', import.meta.url) },
  relaxed: {
    glue: () => import('./wasm/engine-relaxed.mjs'),
    url: () => new URL('./wasm/engine-relaxed.wasm', import.meta.url),
  },
};

/** @type {Map<Variant, Promise<WebAssembly.Module>>} */
const compilations = new Map();

/**
 * The compiled build, the same object for whoever asks: any number of engines, here or in workers, are made from it.
 *
 * Errors    PlaygroundError: no_webassembly; no_relaxed_simd where the host, or this copy of the engine, is without it; load_failed,
 *           after which the next call tries anew.
 * @param {Variant | 'auto'} [wanted]
 * @returns {Promise<Build>}
 */
export async function compiledModule(wanted = 'auto') {
  if (typeof WebAssembly !== 'object') {
    const message = 'This browser has no WebAssembly (or it is switched off), so networks cannot train here.';
    throw new PlaygroundError({ code: 'no_webassembly', message, path: '' });
  }
  const variant = wanted === 'auto' ? ((await simd()) ? 'simd' : 'scalar') : wanted;
  if (variant === 'relaxed') await requireRelaxed();
  let compilation = compilations.get(variant);
  if (!compilation) {
    compilation = compileWasm(variants[variant].url());
    compilations.set(variant, compilation);
    compilation.catch(() => compilations.delete(variant));
  }
  return { variant, compiled: await compilation };
}

/** Refuses where the relaxed build cannot run. Without a compiler that knows relaxed SIMD its glue is null. */
async function requireRelaxed() {
  const built = (await variants.relaxed.glue()).default !== null;
  if (built && (await relaxedSimd())) return;
  const message = built
    ? 'There is no relaxed SIMD here; leave the variant out.'
    : 'This copy of the engine was built without its relaxed variant; leave the variant out.';
  throw new PlaygroundError({ code: 'no_relaxed_simd', message, path: '' });
}

/**
 * A new engine with a memory of its own.
 * @param {Variant | 'auto' | Build} [wanted]  a build is used as it is; else it is compiled first
 * @returns {Promise<LoadedEngine>}
 */
export async function loadEngine(wanted = 'auto') {
  const { variant, compiled } = typeof wanted === 'string' ? await compiledModule(wanted) : wanted;
  const { default: createModule } = await variants[variant].glue();
  return { variant, ...(await instantiate(createModule, compiled)) };
}

/**
 * @param {(options: object) => Promise<any>} createModule  the generated glue
 * @param {WebAssembly.Module} compiled
 * @returns {Promise<{ module: any, memory: WebAssembly.Memory }>}
 */
export async function instantiate(createModule, compiled) {
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
  return { module, memory: /** @type {WebAssembly.Memory} */ (memory) };
}
