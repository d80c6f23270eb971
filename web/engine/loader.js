// Compiles the WebAssembly module: the SIMD build where the host has SIMD, else the scalar one, which gives the same bits more slowly. On
// request the relaxed build, which is faster and rounds as the processor likes: the same seed gives other bits on another machine.
// Each build is compiled once a page or process; workers are handed the compiled module, of which instance.js makes an engine.

import { relaxedSimd, simd } from 'wasm-feature-detect';
import { compileWasm } from '#read-file';
import { engineOf, hasRelaxedBuild } from './instance.js';
import { PlaygroundError } from './playground-error.js';

/** @import { Build, LoadedEngine, Variant } from './instance.js' */

/** Where the two parts of each build lie. */
const addresses = {
  simd: {
    first: () => new URL('./wasm/engine-simd.wasm', import.meta.url),
    rest: () => new URL('./wasm/engine-simd-rest.wasm', import.meta.url),
  },
  scalar: {
    first: () => new URL('./wasm/engine-scalar.wasm', import.meta.url),
    rest: () => new URL('./wasm/engine-scalar-rest.wasm', import.meta.url),
  },
  relaxed: {
    first: () => new URL('./wasm/engine-relaxed.wasm', import.meta.url),
    rest: () => new URL('./wasm/engine-relaxed-rest.wasm', import.meta.url),
  },
};

/** By their addresses. @type {Map<string, Promise<WebAssembly.Module>>} */
const compilations = new Map();

/** @param {URL} url */
function compilation(url) {
  let found = compilations.get(url.href);
  if (!found) {
    found = compileWasm(url);
    compilations.set(url.href, found);
    found.catch(() => compilations.delete(url.href));
  }
  return found;
}

/**
 * The compiled build, the same object for whoever asks: any number of engines, here or in workers, are made from it. Of its rest only the
 * address is there, from which a worker gets it when it is needed.
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
  const { first, rest } = addresses[variant];
  return { variant, compiled: await compilation(first()), rest: rest().href };
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
 * A new engine with a memory of its own, in this thread, which may be a page's: nothing of it is still to come.
 * @param {Variant | 'auto'} [wanted]
 * @returns {Promise<LoadedEngine>}
 */
export async function loadEngine(wanted) {
  const build = await compiledModule(wanted);
  return engineOf({ ...build, rest: await compilation(addresses[build.variant].rest()) });
}
