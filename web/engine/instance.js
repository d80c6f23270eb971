// Makes an engine of a compiled build: the generated glue of its variant, and a memory of its own. All that a worker needs, which is handed the
// build; knows neither where builds lie nor which one a host can run.
import { fetched } from './fetched.js';
import { PlaygroundError } from './playground-error.js';

/** @typedef {'simd' | 'scalar' | 'relaxed'} Variant  'relaxed' is not bit-exact */
/** @typedef {{ variant: Variant, compiled: WebAssembly.Module }} Build  can be posted to a worker */
/** @typedef {{ variant: Variant, module: any, memory: WebAssembly.Memory }} LoadedEngine */

/** The generated glue of each build. */
const glues = {
  simd: () => import('./wasm/engine-simd.mjs'),
  scalar: () => import('./wasm/engine-scalar.mjs'),
  relaxed: () => import('./wasm/engine-relaxed.mjs'),
};

/** Whether this copy of the engine has its relaxed build; where the compiler did not know it, its glue is null. */
export const hasRelaxedBuild = async () => (await fetched(glues.relaxed())).default !== null;

/** @param {Build} build @returns {Promise<LoadedEngine>} */
export async function engineOf({ variant, compiled }) {
  const { default: createModule } = await fetched(glues[variant]());
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
