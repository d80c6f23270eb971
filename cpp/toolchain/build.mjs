// Builds: the engine's two WebAssembly modules, the native test programs, the static site. `npm run build` runs the first and
// the last. Nothing is built again that did not change.
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findEmscripten } from './emscripten.mjs';
import { follow, root, stop } from './process.mjs';
import { setUp } from './setup.mjs';

/** The presets that make the engine. */
export const wasmPresets = ['wasm-simd', 'wasm-scalar'];

/** @param {string} file @returns {number} when it last changed; 0 when it is not there */
const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

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
  // CMake notices its own files, not a preset or a compiler that changed.
  const ninja = changedAt(join(folder, 'build.ninja'));
  const compiler = emscripten ? changedAt(emscripten.emcc) : 0;
  if (ninja < Math.max(changedAt(join(root, 'CMakePresets.json')), compiler)) {
    rmSync(folder, { recursive: true, force: true });
    const configure = ['cmake', '--preset', preset];
    const [program, ...args] = emscripten ? [emscripten.emcmake, ...configure] : configure;
    const configured = await follow(program, args, { env });
    if (!configured.ok) return configured;
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

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setUp('build');
  const engine = await buildEngine();
  if (!engine.ok) stop(`The engine's build failed:\n${engine.output}`);
  await buildSite();
  console.log('dist/ is ready: any web server can serve it, from any folder.');
}
