// Builds: the engine's two WebAssembly modules, the native test programs, the static site. `npm run build` runs the first and
// the last. Nothing is built again that did not change.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEmscripten } from './emscripten.mjs';
import { follow, isProgram, root, stop } from './process.mjs';
import { setUp } from './setup.mjs';

/** The presets that make the engine. */
export const wasmPresets = ['wasm-simd', 'wasm-scalar'];

/**
 * Configures a preset when it is new and builds one of its targets, or all.
 *
 * Errors    `ok` is false; `output` is what CMake and the compiler said.
 *
 * @param {string} preset
 * @param {string} [target]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function buildPreset(preset, target = 'all') {
  const emscripten = wasmPresets.includes(preset) ? findEmscripten() : null;
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
  return follow('cmake', ['--build', '--preset', preset, '--target', target], { env });
}

/**
 * Builds both engine modules into web/engine/wasm/.
 *
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function buildEngine() {
  for (const preset of wasmPresets) {
    const result = await buildPreset(preset, 'engine');
    if (!result.ok) return result;
  }
  return { ok: true, output: '' };
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

if (isProgram(import.meta.url)) {
  await setUp('build');
  const engine = await buildEngine();
  if (!engine.ok) stop(`The engine's build failed:\n${engine.output}`);
  await buildSite();
  console.log('dist/ is ready: any web server can serve it, from any folder.');
}
