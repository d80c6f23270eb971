// The package as npm would hand it out: every entry is in it with its types, everything a file imports is in it or a dependency, no entry
// needs a page to be imported, and a strict TypeScript project can use all of it. Reads what `npm pack` lists; installs nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildTypes } from '../../cpp/toolchain/build.mjs';
import { root } from '../../cpp/toolchain/process.mjs';

const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** @type {[string, { types: string, default: string }][]} */
const entries = Object.entries(description.exports).filter(([, target]) => typeof target === 'object');
const specifiers = entries.map(([name]) => posix.join('relu-playground', name));

/** @type {Set<string>} */ let files;
/** @type {string} */ let project;
before(async () => {
  const types = await buildTypes();
  assert.ok(types.ok, types.output);
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], {
    cwd: root,
    encoding: 'utf8',
  });
  files = new Set(JSON.parse(listed)[0].files.map((/** @type {{ path: string }} */ { path }) => path));
  project = mkdtempSync(join(tmpdir(), 'package-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules', 'relu-playground'), 'dir');
});
after(() => project && rmSync(project, { recursive: true, force: true }));

/** The same imports as a bundler follows them: static, dynamic, and the addresses of workers and assets. */
const importPattern = /\b(?:from\s*|import\s*\(?\s*|new URL\s*\(\s*)(['"])([@#.\w][^'"\s]*)\1/g;

/** @param {string} name of what is imported @returns {string} the package that has it */
const packageOf = (name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

/** @param {string} text @returns {string} without comments, whose imports are types */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

describe('what npm packs', () => {
  test('every entry is there, with its types', () => {
    assert.ok(entries.length >= 9, `only ${entries.length} entries`);
    const wanted = [
      ...entries.flatMap(([, { types, default: file }]) => [types, file]),
      ...Object.values(description.bin).map((file) => `./${file}`),
      ...['simd', 'scalar'].map((variant) => `./web/engine/wasm/engine-${variant}.wasm`),
      './LICENSE',
      './README.md',
    ];
    assert.deepEqual(
      wanted.filter((file) => !files.has(posix.normalize(file))),
      [],
    );
  });

  test('nothing of the tests, the core’s sources or the site’s own pages', () => {
    assert.deepEqual(
      [...files].filter((file) => /^(cpp|tests|web\/page|node_modules)\//.test(file)),
      [],
    );
  });

  test('what a file imports is in the package, a dependency, or Node’s own', () => {
    const known = new Set([...Object.keys(description.dependencies), ...builtinModules, description.name]);
    const missing = [...files]
      .filter((file) => /^web\/.*\.js$/.test(file))
      .flatMap((file) => {
        const names = [...withoutComments(readFileSync(join(root, file), 'utf8')).matchAll(importPattern)].map(
          ([, , name]) => name,
        );
        return names
          .filter((name) => {
            if (name.startsWith('#')) return !Object.hasOwn(description.imports, name);
            if (name.startsWith('.')) {
              const target = posix.join(posix.dirname(file), name);
              // A folder's address is the base of others.
              return !(target.endsWith('/') || files.has(target) || /\/wasm\/engine-relaxed\./.test(target));
            }
            return !name.startsWith('node:') && !known.has(packageOf(name));
          })
          .map((name) => `${file} imports ${name}`);
      });
    assert.deepEqual(missing, []);
  });

  test('files that do something when they are imported are named as such', () => {
    const doing = [...files].filter(
      (file) =>
        /^web\/.*\.js$/.test(file) &&
        /^(?!import\b|export\b)(?:[\w.]+\(|await\b|if\b|for\b|try\b|customElements)/m.test(
          readFileSync(join(root, file), 'utf8'),
        ),
    );
    assert.deepEqual(doing.map((file) => `./${file}`).sort(), [...description.sideEffects].sort());
  });
});

describe('entries on a server', () => {
  for (const specifier of specifiers) {
    test(`${specifier} raises nothing, leaves no global behind and lets the process end`, () => {
      const code = `const before = Object.getOwnPropertyNames(globalThis);
        const module = await import(${JSON.stringify(specifier)});
        const left = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
        console.log(JSON.stringify({ exported: Object.keys(module).length, page: left.filter((name) => /^(window|document|HTMLElement|Worker)$/.test(name)) }));`;
      const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' });
      const { exported, page } = JSON.parse(output);
      assert.ok(exported > 0);
      assert.deepEqual(page, []);
    });
  }
});

describe('types', () => {
  const program = `import { createModel, PlaygroundError } from 'relu-playground';
import { catalog, experimentSchema } from 'relu-playground/catalog';
import { samplesFromCsv } from 'relu-playground/csv';
import { createPool } from 'relu-playground/pool';
import { LESSON_IDS } from 'relu-playground/lessons';
import { ReluPlayground } from 'relu-playground/element';
${specifiers.map((specifier) => `import '${specifier}';`).join('\n')}
export async function work(): Promise<number> {
  const model = await createModel({ data: { name: 'spiral' } });
  const name: string = (await catalog()).activations[0]!.name;
  const ids: readonly string[] = LESSON_IDS;
  const element: HTMLElement = new ReluPlayground();
  console.log(name, ids, element, experimentSchema, samplesFromCsv, createPool, PlaygroundError);
  return (await model.step(3)).step;
}
`;

  /** @param {string} text @param {object} options @returns {string} what the compiler says */
  function compile(text, options) {
    writeFileSync(join(project, 'main.ts'), text);
    const compilerOptions = {
      ...{
        strict: true,
        noEmit: true,
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
        preserveSymlinks: false,
      },
      ...options,
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
    try {
      execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', project, '--pretty', 'false'], { encoding: 'utf8' });
      return '';
    } catch (error) {
      return /** @type {{ stdout: string }} */ (error).stdout;
    }
  }

  for (const moduleResolution of ['bundler', 'nodenext']) {
    test(`a strict project with "${moduleResolution}" resolution takes every entry`, () => {
      writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
      assert.equal(compile(program, { module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext', moduleResolution }), '');
    });
  }

  test('a wrong use is refused', () => {
    const said = compile(`import { createModel } from 'relu-playground';\ncreateModel(7);\n`, {
      module: 'esnext',
      moduleResolution: 'bundler',
    });
    assert.match(said, /TS2345|TS2559/);
  });
});
