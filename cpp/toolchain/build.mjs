// Builds: the engine's WebAssembly modules, the native test programs, the static site, the package's type declarations. `npm run
// build` makes all of it but the test programs. Nothing of the engine is built again that did not change.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findEmscripten } from './emscripten.mjs';
import { follow, isProgram, root, stop } from './process.mjs';
import { setUp } from './setup.mjs';
import { split } from './split.mjs';
import { withWordsApart } from './words.mjs';

/** The presets that make the engine. */
export const wasmPresets = ['wasm-simd', 'wasm-scalar'];

/** The one of them whose rows keep their words. */
const tablesPreset = 'wasm-scalar';

/** The preset of the variant that only newer compilers can make. */
const relaxedPreset = 'wasm-relaxed';

/**
 * Configures a preset when it is new and builds some of its targets, or all.
 *
 * Errors    `ok` is false; `output` is what CMake and the compiler said.
 *
 * @param {string} preset
 * @param {string[]} [targets]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function buildPreset(preset, targets = ['all']) {
  const emscripten = preset.startsWith('wasm-') ? findEmscripten() : null;
  const env = emscripten?.env ?? process.env;
  const folder = join(root, 'build', preset);
  // CMake notices when its own files change, but not when a preset or the compiler does.
  const recipe = `${readFileSync(join(root, 'CMakePresets.json'), 'utf8')}${emscripten?.identity ?? ''}`;
  const lastRecipe = join(folder, 'recipe.txt');
  if (!existsSync(lastRecipe) || readFileSync(lastRecipe, 'utf8') !== recipe) {
    rmSync(folder, { recursive: true, force: true });
    const configure = ['cmake', '--preset', preset];
    const [program, ...args] = emscripten ? [emscripten.emcmake, ...configure] : configure;
    const configured = await follow(program, args, { env });
    if (!configured.ok) return configured;
    writeFileSync(lastRecipe, recipe);
  }
  return follow('cmake', ['--build', '--preset', preset, '--target', ...targets], { env });
}

/**
 * Builds the engine's modules and tables into web/engine/wasm/, and, for tests, the modules with probes.
 *
 * @param {{ probes?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function buildEngine({ probes = true } = {}) {
  for (const preset of wasmPresets) {
    const tables = preset === tablesPreset ? ['tables'] : [];
    const result = await buildPreset(preset, ['engine', ...tables, ...(probes ? ['engine_with_probes'] : [])]);
    if (!result.ok) return result;
  }
  mkdirSync(shipped, { recursive: true });
  const catalog = await writeTables();
  for (const preset of wasmPresets) await writeEngine(preset, catalog);
  if (!findEmscripten()?.relaxed) {
    writeMissingVariant();
    return { ok: true, output: '' };
  }
  const result = await buildPreset(relaxedPreset, ['engine']);
  if (result.ok) await writeEngine(relaxedPreset, catalog);
  return result;
}

/** Where what ships of the engine lies. */
const shipped = join(root, 'web', 'engine', 'wasm');

/** Keeps the type checker out of generated glue. */
const glueTypes = 'export default function createModule(options: object): Promise<any>;\n';

/** @param {string} preset @returns {string} the name of its engine */
const engineName = (preset) => preset.replace('wasm', 'engine');

/** Writes the parts of a preset's engine out. @param {string} preset @param {import('../../web/engine/types.js').Catalog} catalog */
async function writeEngine(preset, catalog) {
  const name = engineName(preset);
  const at = (/** @type {string} */ ending) => join(root, 'build', preset, 'engine', `${name}.${ending}`);
  await split({ whole: at('wasm'), glue: at('mjs'), folder: shipped, name, catalog });
  writeFileSync(join(shipped, `${name}.d.mts`), glueTypes);
}

/**
 * Writes the core's tables and their words out as modules, which any bundler takes along and any host imports.
 *
 * @returns {Promise<import('../../web/engine/types.js').Catalog>}  the tables
 */
async function writeTables() {
  const folder = join(root, 'build', tablesPreset, 'tables');
  const { default: createModule } = await import(pathToFileURL(join(folder, 'tables.mjs')).href);
  const module = await createModule({ wasmBinary: readFileSync(join(folder, 'tables.wasm')) });
  const { tables, words } = withWordsApart(module.catalog());
  writeValue('tables', tables, "import('../types.js').Catalog");
  writeValue('words', words, "import('../types.js').Words");
  return tables;
}

/** @param {string} name  of the module, whose default export it is @param {unknown} value @param {string} type */
function writeValue(name, value, type) {
  const path = join(shipped, `${name}.mjs`);
  const text = `export default ${JSON.stringify(value)};\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
  writeFileSync(path.replace('.mjs', '.d.mts'), `declare const ${name}: ${type};\nexport default ${name};\n`);
}

/** In the place of the relaxed build: no glue and an empty module, so that whoever bundles the engine finds every file. */
function writeMissingVariant() {
  const at = (/** @type {string} */ ending) => join(shipped, `${engineName(relaxedPreset)}${ending}`);
  writeFileSync(at('.mjs'), 'export default null;\n');
  writeFileSync(at('.d.mts'), glueTypes);
  for (const part of ['', '-rest']) writeFileSync(at(`${part}.wasm`), Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
}

/**
 * Builds the static site into dist/.
 *
 * Errors    rejects with the bundler's words.
 */
export async function buildSite() {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.js'), logLevel: 'warn' });
}

/**
 * Writes the types of what the package exports, read from its docstrings, into build/types/.
 *
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function buildTypes() {
  rmSync(join(root, 'build', 'types'), { recursive: true, force: true });
  return follow('node_modules/.bin/tsc', ['-p', 'web/tsconfig.types.json', '--pretty', 'false']);
}

if (isProgram(import.meta.url)) {
  await setUp('build');
  const engine = await buildEngine({ probes: false });
  if (!engine.ok) stop(`The engine's build failed:\n${engine.output}`);
  await buildSite();
  const types = await buildTypes();
  if (!types.ok) stop(`The declarations could not be made:\n${types.output}`);
  console.log('dist/ is ready: any web server can serve it, from any folder.');
}
