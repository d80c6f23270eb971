// Finds an Emscripten that can build the engine, by letting it build a small program, and gives the environment it needs.
// Knows nothing of how one is installed.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture, findProgram, root } from './process.mjs';

// Everything the engine asks of a release: C++20, SIMD, Embind without evaluated strings, an ES6 module. 3.1.6 has it all.
const probe = `
#include <emscripten/bind.h>
#include <wasm_simd128.h>
template <typename T> concept Number = requires(T x) { x + x; };
float twice(Number auto x) { return wasm_f32x4_extract_lane(wasm_f32x4_splat(static_cast<float>(x + x)), 0); }
float ofFloat(float x) { return twice(x); }
EMSCRIPTEN_BINDINGS(probe) { emscripten::function("twice", &ofFloat); }
`;
/** Asks for relaxed SIMD as it was standardised. Older releases write other opcodes, which every host refuses. */
const relaxedProbe = `
#include <wasm_simd128.h>
v128_t fused(v128_t a, v128_t b, v128_t c) { return __builtin_wasm_relaxed_madd_f32x4(a, b, c); }
`;

const probeFlags = ['-std=c++20', '-O2', '-msimd128', '--bind', '-sDYNAMIC_EXECUTION=0', '-sMODULARIZE', '-sEXPORT_ES6'];

// Debian's package leaves acorn, with which emcc shrinks its JavaScript, where only Debian's own Node looks for it.
const debianModules = '/usr/share/nodejs';

/** @param {string} emcc @returns {NodeJS.ProcessEnv} */
function environmentFor(emcc) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH: [dirname(emcc), process.env.PATH].join(delimiter) };
  if (existsSync(join(debianModules, 'acorn'))) {
    env.NODE_PATH = [process.env.NODE_PATH, debianModules].filter(Boolean).join(delimiter);
  }
  return env;
}

/** @param {string} emcc @param {string} text @param {string[]} flags @returns {boolean} whether it builds that program */
function builds(emcc, text, flags) {
  const folder = join(root, 'build');
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, 'probe-'));
  try {
    const source = join(scratch, 'probe.cpp');
    writeFileSync(source, text);
    const compiler = join(dirname(emcc), 'em++');
    return capture(compiler, [...flags, source, '-o', join(scratch, 'probe.mjs')], { env: environmentFor(emcc) }).ok;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * The first Emscripten on the PATH, or Debian's, that builds the probe. An answer of yes is kept in build/, because asking takes
 * seconds, until the program changes.
 *
 * `identity` changes when the program does. `relaxed`: whether it knows relaxed SIMD.
 *
 * @returns {{ emcc: string, identity: string, relaxed: boolean, emcmake: string, env: NodeJS.ProcessEnv } | null}
 */
export function findEmscripten() {
  const memory = join(root, 'build', 'emscripten.json');
  const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {};
  for (const name of ['emcc', '/usr/bin/emcc']) {
    const emcc = findProgram(name);
    if (!emcc) continue;
    const identity = `${realpathSync(emcc)} ${statSync(emcc).mtimeMs}`;
    if (known.identity !== identity || known.relaxed === undefined) {
      if (!builds(emcc, probe, probeFlags)) continue;
      known.relaxed = builds(emcc, relaxedProbe, ['-O1', '-msimd128', '-mrelaxed-simd', '--no-entry']);
      known.identity = identity;
      writeFileSync(memory, JSON.stringify(known));
    }
    return { emcc, identity, relaxed: known.relaxed, emcmake: join(dirname(emcc), 'emcmake'), env: environmentFor(emcc) };
  }
  return null;
}

/**
 * Where the tools of binaryen lie that belong to that Emscripten.
 *
 * Errors    throws where it does not say.
 *
 * @returns {(tool: string) => string}
 */
export function findBinaryen() {
  const emscripten = findEmscripten();
  const asked = emscripten && capture(join(dirname(emscripten.emcc), 'em-config'), ['BINARYEN_ROOT'], { env: emscripten.env });
  if (!asked?.ok) throw new Error(`Emscripten does not say where its binaryen lies: ${asked?.output}`);
  const folder = asked.output.trim().split('\n').at(-1) ?? '';
  return (tool) => join(folder, 'bin', tool);
}
