// Parts an engine's WebAssembly in two: what a network of dense layers over the plane runs, and the rest, which comes when it is first
// called. What runs is not guessed: a copy of the module that counts is asked for all that such an embed asks for, and binaryen's wasm-split
// parts the functions by what it has counted. Knows how engines are asked and started, nothing of what their functions do.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PLACEHOLDERS, PRIMARY } from '../../web/engine/instance.js';
import { findBinaryen } from './emscripten.mjs';
import { capture } from './process.mjs';

/** @import { Catalog } from '../../web/engine/types.js' */

// What the engines are made of; a tool that is told less refuses them, one that is told more may write what older browsers cannot read.
const features = ['mutable-globals', 'simd', 'sign-ext', 'bulk-memory', 'nontrapping-float-to-int'].map(
  (name) => `--enable-${name}`,
);

/** Where a module that counts leaves what it has counted. */
const profileExport = '__write_profile';

const pageBytes = 65536;

/** What an embed looks at while it trains. */
const look = {
  outputGrid: 16,
  unitGrids: 8,
  weights: true,
  histogram: { layer: 0, bins: 8, min: -6, max: 6 },
  signal: true,
  health: true,
  diagnosis: true,
};

const wishes = { steps: 50, budgetMs: Number.POSITIVE_INFINITY, watch: { health: true, target: 0.99 }, snapshot: look };

/**
 * The experiments of such embeds: whatever a reader reaches with the controls that are seen most.
 *
 * @param {Catalog} catalog
 * @returns {any[]}
 */
function usualExperiments({ activations, datasets, opening }) {
  const layers = (/** @type {string} */ activation) => [6, 6].map((units) => ({ units, activation }));
  return [
    opening,
    { network: { initializer: 'glorot_uniform' } },
    { training: { optimizer: 'adam' } },
    { training: { optimizer: { name: 'sgd', learning_rate: 10 } } }, // diverges
    ...activations.map(({ name }) => ({ network: { layers: layers(name) } })),
    ...datasets.map(({ name }) => ({ data: { name, samples: 120, test_share: 0.05 } })),
  ];
}

/**
 * Asks an engine for all that such an embed asks for.
 *
 * @param {import('../../web/engine/host.js').EngineHost} host
 * @param {Catalog} catalog
 */
async function rehearse(host, catalog) {
  const told = async (/** @type {Promise<import('../../web/engine/host.js').Answer>} */ pending) => {
    const answer = await pending;
    if ('error' in answer) throw new Error(`${answer.error.path} ${answer.error.message}`);
    return answer.value;
  };
  for (const { name } of catalog.activations) await told(host.curve({ name }, Float32Array.of(-1, 0, 1)));
  for (const experiment of usualExperiments(catalog)) {
    await told(host.validate(experiment));
    await told(host.sizes(experiment, null));
    const { id } = await told(host.open(experiment, null));
    const ask = (/** @type {string} */ method, /** @type {unknown[]} */ ...parameters) =>
      told(host.call(id, method, parameters));
    for (const method of ['data', 'losses', 'facts']) await ask(method);
    for (let turn = 0; turn < 3; ++turn) await ask('advance', wishes);
    await ask('reset');
    await told(host.close(id));
  }
}

/** @param {string} tool @param {string[]} args */
function run(tool, args) {
  const { ok, output } = capture(tool, args);
  if (!ok) throw new Error(`${tool} ${args.join(' ')}\n${output}`);
  return output;
}

/**
 * @param {string} wasm  the counting module
 * @param {string} glue
 * @param {Catalog} catalog
 * @returns {Promise<Uint8Array>}  which functions ran
 */
async function profileOf(wasm, glue, catalog) {
  const [{ EngineHost }, { default: createModule }] = await Promise.all([
    import('../../web/engine/host.js'),
    import(pathToFileURL(glue).href),
  ]);
  const compiled = await WebAssembly.compile(readFileSync(wasm));
  /** @type {any} */ let exports;
  const module = await createModule({
    instantiateWasm(
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance) => void} */ receive,
    ) {
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        exports = instance.exports;
        receive(instance);
      });
      return {};
    },
  });
  const memory = /** @type {WebAssembly.Memory} */ (
    Object.values(exports).find((member) => member instanceof WebAssembly.Memory)
  );
  await rehearse(new EngineHost(async () => ({ variant: 'simd', module, memory })), catalog);
  const room = 4 * pageBytes;
  const start = memory.grow(room / pageBytes) * pageBytes;
  const length = exports[profileExport](start, room);
  return new Uint8Array(memory.buffer.slice(start, start + length));
}

/**
 * Refuses a first part whose calls of the rest could not go by JavaScript: it knows no vectors.
 *
 * @param {string} wasm
 * @param {string} disassembler
 */
function requirePlainPlaceholders(wasm, disassembler) {
  const imports = run(disassembler, [...features, wasm, '-o', '-']).split('\n');
  const bad = imports.filter((line) => line.includes(`(import "${PLACEHOLDERS}"`) && line.includes('v128'));
  if (bad.length > 0) throw new Error(`The first part of the engine hands vectors to the rest:\n${bad.join('\n')}`);
}

/**
 * Writes the two parts of a module and its glue, when the module is new.
 *
 * Errors    throws what a tool said; where a vector would have to cross JavaScript.
 *
 * @param {{ whole: string, glue: string, folder: string, name: string, catalog: Catalog }} place  `whole`: the module as it was linked
 */
export async function split({ whole, glue, folder, name, catalog }) {
  const [first, rest, remembered] = [join(folder, `${name}.wasm`), join(folder, `${name}-rest.wasm`), `${whole}.split`];
  const hash = createHash('sha256');
  for (const file of [whole, glue, new URL(import.meta.url)]) hash.update(readFileSync(file));
  const identity = hash.update(JSON.stringify(catalog)).digest('hex');
  const isDone =
    existsSync(first) && existsSync(rest) && existsSync(remembered) && readFileSync(remembered, 'utf8') === identity;
  if (isDone) return;
  const binaryen = findBinaryen();
  const [counting, profile] = [`${whole}.counting`, `${whole}.profile`];
  run(binaryen('wasm-split'), [...features, '--instrument', `--profile-export=${profileExport}`, whole, '-o', counting]);
  writeFileSync(profile, await profileOf(counting, glue, catalog));
  run(binaryen('wasm-split'), [
    ...features,
    whole,
    `--profile=${profile}`,
    ...['-o1', first, '-o2', rest],
    '--export-prefix=%',
    `--import-namespace=${PRIMARY}`,
    `--placeholder-namespace=${PLACEHOLDERS}`,
  ]);
  // Sorted by how often they are called, functions have smaller numbers.
  for (const part of [first, rest]) run(binaryen('wasm-opt'), [...features, '-Oz', '--reorder-functions', part, '-o', part]);
  requirePlainPlaceholders(first, binaryen('wasm-dis'));
  copyFileSync(glue, join(folder, `${name}.mjs`));
  for (const scratch of [counting, profile]) rmSync(scratch);
  writeFileSync(remembered, identity);
}
