// Compiles the WebAssembly module: the SIMD build where the host has SIMD, else the scalar one, which gives the same bits more slowly. On
// request the relaxed build, which is faster and rounds as the processor likes: the same seed gives other bits on another machine.
// Each build is compiled once a page or process; workers are handed the compiled module, of which instance.js makes an engine.

import { relaxedSimd, simd } from 'wasm-feature-detect';
import { compileWasm } from '#read-file';
import { engineOf, hasRelaxedBuild } from './instance.js';
import { PlaygroundError } from './playground-error.js';

/** @import { Build, LoadedEngine, Variant } from './instance.js' */

/** Where each build lies. */
const addresses = {
  simd: () => new URL('./wasm/engine-simd.wasm', import.meta.url),
  scalar: () => new URL('./wasm/engine-scalar.wasm', import.meta.url),
  relaxed: () => new URL('./wasm/engine-relaxed.wasm', import.meta.url),
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
    compilation = compileWasm(addresses[variant]());
    compilations.set(variant, compilation);
    compilation.catch(() => compilations.delete(variant));
  }
  return { variant, compiled: await compilation };
}

/** Refuses where the relaxed build cannot run. */
async function requireRelaxed() {
  const built = await hasRelaxedBuild();
  if (built && (await relaxedSimd())) return;
  const message = built
    ? 'There is no relaxed SIMD here; leave the variant out.'
    : 'This copy of the engine was built without its relaxed variant; leave the variant out.';
  throw new PlaygroundError({ code: 'no_relaxed_simd', message, path: '' });
}

/**
 * A new engine with a memory of its own.
 * @param {Variant | 'auto'} [wanted]
 * @returns {Promise<LoadedEngine>}
 */
export const loadEngine = async (wanted) => engineOf(await compiledModule(wanted));
