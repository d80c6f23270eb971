// Every #include and every import points one way. Reads the source text only; runs nothing of it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What each folder may use besides itself. A folder that is not named here is a failure, so that a new one gets its place.
 *
 * In cpp/ the rows are ranks: a folder uses every folder of an earlier rank and none of its own.
 */
const cppRanks = [
  ['core'],
  ['activation', 'initializer', 'loss', 'optimizer', 'dataset'],
  ['layer'],
  ['network'],
  ['trainer'],
  ['diagnostics', 'experiment', 'model_file'],
  ['catalog'],
  ['bindings'],
];
/** @type {Map<string, string[]>} */
const allowed = new Map([
  ...cppRanks.flatMap((rank, index) => {
    const earlier = cppRanks.slice(0, index).flat();
    return rank.map((folder) => /** @type {[string, string[]]} */ ([`cpp/${folder}`, earlier.map((name) => `cpp/${name}`)]));
  }),
  ['web/engine', []],
  ['web/view', []],
  ['web/lessons', ['web/engine']],
  ['web/element', ['web/engine', 'web/lessons', 'web/view']],
  ['web/page', ['web/element', 'web/engine', 'web/lessons', 'web/view']],
]);

/** @param {string} file a path below the repository's top @returns {string} its layer */
const layerOf = (file) => file.split('/').slice(0, 2).join('/');

/**
 * The files of the repository that a source file names in its includes or imports; packages and system headers are left out.
 *
 * @param {string} file @param {string} text @returns {string[]}
 */
function uses(file, text) {
  if (/\.[ch]pp$/.test(file)) {
    return [...text.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].map(([, name]) =>
      name.startsWith('.') ? posix.join(posix.dirname(file), name) : `cpp/${name}`,
    );
  }
  // Imports static and dynamic, re-exports, the addresses of workers and assets, and types in comments: all bind one file to another.
  const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\s*\(\s*)(['"])(\.{1,2}\/[^'"]+)\1/g;
  return [...text.matchAll(specifier)].map(([, , name]) => posix.join(posix.dirname(file), name));
}

/**
 * @param {string} file @param {string} text
 * @returns {string[]} a sentence for each arrow that points the wrong way
 */
function wrongArrows(file, text) {
  const layer = layerOf(file);
  const permitted = allowed.get(layer);
  if (!permitted) return [`${file} lies in ${layer}, which has no place in the order of layers`];
  return uses(file, text)
    .filter((used) => layerOf(used) !== layer && !permitted.includes(layerOf(used)))
    .map((used) => `${file} uses ${used}, but ${layer} may use only ${[...permitted, 'itself'].join(', ')}`);
}

/** @returns {string[]} every source file of both halves, without the build's own programs and products */
function sources() {
  return ['cpp', 'web'].flatMap((half) =>
    readdirSync(root + half, { recursive: true, encoding: 'utf8' })
      .map((name) => `${half}/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.(cpp|hpp|js|mjs)$/.test(name))
      .filter((name) => !name.startsWith('cpp/toolchain/') && !name.startsWith('web/engine/wasm/')),
  );
}

test('no include and no import points the wrong way', () => {
  const files = sources();
  assert.ok(files.length > 20, `only ${files.length} source files were found`);
  const arrows = files.flatMap((file) => uses(file, readFileSync(root + file, 'utf8')));
  assert.ok(arrows.length > files.length, `only ${arrows.length} arrows were read from ${files.length} files`);
  assert.deepEqual(
    files.flatMap((file) => wrongArrows(file, readFileSync(root + file, 'utf8'))),
    [],
  );
});

test('only the bindings know Emscripten', () => {
  const knowing = sources().filter(
    (file) => /\.[ch]pp$/.test(file) && /#\s*include\s*<emscripten|emscripten::/.test(readFileSync(root + file, 'utf8')),
  );
  assert.deepEqual(
    knowing.filter((file) => !file.startsWith('cpp/bindings/')),
    [],
  );
});

test('a planted wrong arrow is found', () => {
  const planted = [
    ['cpp/core/random.hpp', '#include "layer/dense.hpp"'],
    ['cpp/activation/activation_table.cpp', '  #  include "loss/loss.hpp"'],
    ['cpp/layer/dense.cpp', '#include "../network/network.hpp"'],
    ['cpp/gadgets/gadget.hpp', ''],
    ['web/engine/index.js', "import { x } from '../element/define.js';"],
    ['web/view/surface.js', 'export * from "../engine/index.js";'],
    ['web/view/ramp.js', "const late = await import('../element/session.js');"],
    ['web/view/theme.js', "/** @import { Snapshot } from '../engine/types.js' */"],
    ['web/element/session.js', "import '../page/main.js';"],
    ['web/element/session.js', "new Worker(new URL('../page/worker.js', import.meta.url));"],
  ];
  for (const [file, text] of planted) assert.equal(wrongArrows(file, text).length, 1, `${file}: ${text}`);
  const right = [
    [
      'cpp/layer/dense.cpp',
      '#include "layer/dense.hpp"\n#include "core/tensor.hpp"\n#include "activation/activation.hpp"\n#include <cmath>',
    ],
    ['cpp/bindings/bindings.cpp', '#include "catalog/catalog.hpp"'],
    ['web/page/main.js', "import '../element/define.js';\nimport './site.css';\nimport { html } from 'lit';"],
  ];
  for (const [file, text] of right) assert.deepEqual(wrongArrows(file, text), [], `${file}: ${text}`);
});
