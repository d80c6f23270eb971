// What the build does to the scripts' ways to one another, on texts. Needs no build; tests/browser/scripts.test.js reads what was built.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { doorOf, noDoors, pastDoor, plainImports, sharedWorker } from '../../cpp/toolchain/script-plugins.mjs';

const plugin = (/** @type {unknown} */ value) => /** @type {any} */ (value);

describe('doors', () => {
  test('a file that only hands on what another has is one', () => {
    const names = [
      ['t', 'Playground'],
      ['n', 'n'],
    ];
    assert.deepEqual(doorOf('export{t as Playground,n}from"./playground-8y9SHxw4.js";\n'), [
      { file: './playground-8y9SHxw4.js', names },
    ]);
  });

  test('so is one that hands on what several have', () => {
    const code = 'import{l as e}from"./a.js";import{b as t,c}from"./b.js";export{e as Error,t as open,c};';
    assert.deepEqual(doorOf(code), [
      { file: './a.js', names: [['l', 'Error']] },
      {
        file: './b.js',
        names: [
          ['b', 'open'],
          ['c', 'c'],
        ],
      },
    ]);
  });

  for (const code of [
    'import"./b.js";export{t as a}from"./c.js";',
    'export{t as a}from"./b.js";export{n as b}from"./c.js";',
    'import{a}from"./b.js";a();export{a};',
    'const a=1;export{a};',
    '',
  ])
    test(`${code || 'nothing'} is none`, () => assert.equal(doorOf(code), null));

  test('import() goes past it, whatever the quotes, and everything else stays', () => {
    const code = 'const{Panel:a}=await import(`./door.js`);import("./door.js");import("./other.js");"./door.js"';
    const names = /** @type {[string, string][]} */ ([
      ['t', 'Panel'],
      ['n', 'rows'],
    ]);
    assert.equal(
      pastDoor(code, './door.js', [{ file: './file.js', names }]),
      'const{Panel:a}=await import(`./file.js`).then(e=>({Panel:e.t,rows:e.n}));import(`./file.js`).then(e=>({Panel:e.t,rows:e.n}));import("./other.js");"./door.js"',
    );
  });

  test('import() of several files waits for all of them', async () => {
    const module = (/** @type {string} */ code) => `data:text/javascript,${encodeURIComponent(code)}`;
    const code = pastDoor('export const open = () => import("./door.js");', './door.js', [
      { file: module('export const t = 1;'), names: [['t', 'one']] },
      { file: module('export const t = 2;'), names: [['t', 'two']] },
    ]);
    assert.deepEqual(await (await import(module(code))).open(), { one: 1, two: 2 });
  });

  const chunk = (/** @type {string} */ fileName, /** @type {string} */ code, more = {}) => ({
    type: 'chunk',
    fileName,
    code,
    imports: [],
    isEntry: false,
    ...more,
  });

  test('it goes from the build with the last who asks for it, what is imported at once stays, and an entry is asked for itself', () => {
    /** @type {Record<string, any>} */
    const bundle = {
      'start.js': chunk('start.js', 'import(`./assets/door.js`);import(`./entry.js`);import(`./assets/needed.js`)', {
        imports: ['assets/needed.js'],
      }),
      'entry.js': chunk('entry.js', 'export{t as a}from"./assets/file.js";', { isEntry: true }),
      'assets/door.js': chunk('assets/door.js', 'export{t as a}from"./file.js";'),
      'assets/needed.js': chunk('assets/needed.js', 'export{t as b}from"./file.js";'),
      'assets/file.js': chunk('assets/file.js', 'export{t};'),
    };
    plugin(noDoors).generateBundle({}, bundle);
    assert.deepEqual(Object.keys(bundle), ['start.js', 'entry.js', 'assets/needed.js', 'assets/file.js']);
    assert.equal(
      bundle['start.js'].code,
      'import(`./assets/file.js`).then(e=>({a:e.t}));import(`./entry.js`);import(`./assets/file.js`).then(e=>({b:e.t}))',
    );
  });
});

describe('the bundler', () => {
  test('its plugin that wraps import() is taken out, and missed where it is not', () => {
    const plugins = [{ name: 'one' }, { name: 'native:import-analysis-build' }, { name: 'two' }];
    plugin(plainImports).configResolved({ plugins });
    assert.deepEqual(
      plugins.map(({ name }) => name),
      ['one', 'two'],
    );
    assert.throws(() => plugin(plainImports).configResolved({ plugins }), /no native:import-analysis-build/);
  });

  test('the worker becomes an entry under whatever name the module that starts it has for it', () => {
    /** @type {any[]} */ const emitted = [];
    const context = {
      emitFile: (/** @type {any} */ file) => `id${emitted.push(file)}`,
      error: (/** @type {string} */ message) => {
        throw new Error(message);
      },
    };
    const { handler } = plugin(sharedWorker).transform;
    const code = "new Worker(new URL('./worker.js', import.meta.url), {});new W(new URL('./worker.js', import.meta.url))";
    assert.equal(
      handler.call(context, code, '/some/engine/thread.js').code,
      'new Worker(new URL(import.meta.ROLLUP_FILE_URL_id1), {});new W(new URL(import.meta.ROLLUP_FILE_URL_id1))',
    );
    assert.deepEqual(emitted, [{ type: 'chunk', id: '/some/engine/worker.js', name: 'worker' }]);
    assert.throws(() => handler.call(context, 'new Worker(address)', '/some/engine/thread.js'), /does not say/);
  });
});
