// Makes an engine of a compiled build: the generated glue of its variant, and a memory of its own. All that a worker needs, which is handed the
// build; knows neither where builds lie nor which one a host can run.
//
// A build has two parts (cpp/toolchain/split.mjs): the first has what networks of dense layers over the plane run, the rest comes when one of
// its functions is first called. In a worker that call waits for it; a page may not wait, so an engine that is to run there gets both at once.
import { readNow } from '#read-file';
import { fetched } from './fetched.js';
import { PlaygroundError } from './playground-error.js';

/** @typedef {'simd' | 'scalar' | 'relaxed'} Variant  'relaxed' is not bit-exact */
/** @typedef {{ variant: Variant, compiled: WebAssembly.Module, rest: string | WebAssembly.Module }} Build  can be posted to a worker;
 *   `rest`: where it lies, or what it is */
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
export async function engineOf({ variant, compiled, rest }) {
  const { default: createModule } = await fetched(glues[variant]());
  return { variant, ...(await instantiate(createModule, compiled, rest)) };
}

/** What the first part imports in place of the rest's functions, each named by its place in the table. */
export const PLACEHOLDERS = 'rest';
/** What the rest imports of the first part. */
export const PRIMARY = 'first';

/**
 * The rest, in time for the first call of any of its functions.
 *
 * @param {string} address
 */
function restNow(address) {
  try {
    return new WebAssembly.Module(readNow(new URL(address)));
  } catch (cause) {
    // Somewhere in the middle of a call of the module: whatever it was doing is lost, as with a trap.
    throw new WebAssembly.RuntimeError(/** @type {Error} */ (cause).message);
  }
}

/**
 * @param {(options: object) => Promise<any>} createModule  the generated glue
 * @param {WebAssembly.Module} compiled
 * @param {string | WebAssembly.Module | null} [rest]  null for a module that is whole
 * @returns {Promise<{ module: any, memory: WebAssembly.Memory }>}
 */
export async function instantiate(createModule, compiled, rest = null) {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const module = await new Promise((resolve, reject) => {
    createModule({
      /**
       * @param {WebAssembly.Imports} imports
       * @param {(instance: WebAssembly.Instance) => void} receive
       */
      instantiateWasm(imports, receive) {
        start(compiled, imports, rest).then((instance) => {
          memory = ofKind(instance, WebAssembly.Memory);
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

/**
 * @template Kind
 * @param {WebAssembly.Instance} instance
 * @param {new (...parameters: any[]) => Kind} kind
 * @returns {Kind | undefined}
 */
const ofKind = ({ exports }, kind) => /** @type {any} */ (Object.values(exports).find((member) => member instanceof kind));

/**
 * @param {WebAssembly.Module} compiled
 * @param {WebAssembly.Imports} imports
 * @param {string | WebAssembly.Module | null} rest
 */
async function start(compiled, imports, rest) {
  /** @type {WebAssembly.Instance} */ let first;
  // Its start puts its functions into the table, over the placeholders.
  const withFirst = () => ({ ...imports, [PRIMARY]: first.exports });
  let isWhole = rest instanceof WebAssembly.Module;
  /** @param {string} place */
  const placeholder =
    (place) =>
    (/** @type {unknown[]} */ ...parameters) => {
      // Embind goes on calling what was in the table when it looked.
      if (!isWhole) new WebAssembly.Instance(restNow(/** @type {string} */ (rest)), withFirst());
      isWhole = true;
      return /** @type {WebAssembly.Table} */ (ofKind(first, WebAssembly.Table)).get(Number(place))(...parameters);
    };
  const placeholders = new Proxy({}, { get: (_, place) => placeholder(String(place)) });
  first = await WebAssembly.instantiate(compiled, { ...imports, [PLACEHOLDERS]: placeholders });
  if (rest instanceof WebAssembly.Module) await WebAssembly.instantiate(rest, withFirst());
  return first;
}
