// How the built site's scripts hang together, read from their text: what a reader loads at once, and what a worker may never load. Needs a
// built dist/ and no browser.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, test } from 'node:test';
import { doorOf } from '../../cpp/toolchain/script-plugins.mjs';
import { dist } from './built-page.js';

const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
const textOf = (/** @type {string} */ file) => readFileSync(join(dist, file), 'utf8');

/** @param {string} file @param {RegExp} words  with the named file as the second group */
const named = (file, words) => [...textOf(file).matchAll(words)].map(([, , name]) => posix.join(posix.dirname(file), name));

const atOnce = (/** @type {string} */ file) => named(file, /\b(?:from|import)\s*(["'`])(\.[^"'`]+)\1/g);
const whenNeeded = (/** @type {string} */ file) => named(file, /\bimport\(\s*(["'`])(\.[^"'`]+)\1\s*\)/g);

/** A file and all that it leads to. @param {string} start @param {(file: string) => string[]} next */
function reach(start, next) {
  const found = new Set([start]);
  for (const file of found) for (const other of next(file)) found.add(other);
  return found;
}

/** The one file of a name. @param {string} name */
function fileOf(name) {
  const found = files.filter((file) => new RegExp(`^assets/${name}-[\\w-]{8}\\.js$`).test(file));
  assert.equal(found.length, 1, `${name}: ${found.join(', ')}`);
  return found[0];
}

describe('scripts', () => {
  test('every file that one names is there', () => {
    for (const file of files)
      for (const other of [...atOnce(file), ...whenNeeded(file)]) assert.ok(files.includes(other), `${file}: ${other}`);
  });

  test('none imports itself through others', () => {
    for (const file of files)
      for (const other of atOnce(file)) assert.ok(!reach(other, atOnce).has(file), `${file} and ${other} import one another`);
  });

  test('none stands before another and hands on what that one has, but those that authors name', () => {
    assert.deepEqual(
      files.filter((file) => file.startsWith('assets/') && doorOf(textOf(file))),
      [],
    );
  });

  test('what an author names leads to nothing that a later version writes anew', () => {
    for (const entry of ['relu-playground.js', 'engine.js', 'frame.js']) {
      const [, ...others] = reach(entry, (file) => [...atOnce(file), ...whenNeeded(file)]);
      assert.deepEqual(
        others.filter((file) => !file.startsWith('assets/')),
        [],
        entry,
      );
    }
  });

  test('import() stands as it was written', () => {
    assert.deepEqual(
      files.filter((file) => /__vite|vite:preloadError/.test(textOf(file))),
      [],
    );
  });

  test('a panel of an embed imports only what is there with the playground', () => {
    const there = reach(fileOf('playground'), atOnce);
    for (const name of ['network-panel', 'panels', 'diagnosis'])
      assert.deepEqual(
        atOnce(fileOf(name)).filter((file) => !there.has(file)),
        [],
        name,
      );
  });

  test('the public API of the engine loads nothing of the playground', () => {
    const loaded = reach('engine.js', atOnce);
    for (const name of ['define', 'playground', 'host']) assert.ok(!loaded.has(fileOf(name)), name);
  });
});

describe('the worker', () => {
  const worker = fileOf('worker');

  test('shares files with the page and loads none that only the page needs', () => {
    const loaded = reach(worker, atOnce);
    assert.ok(loaded.has(fileOf('bridge')), 'shares');
    for (const name of ['client', 'define', 'playground']) assert.ok(!loaded.has(fileOf(name)), name);
  });

  test('never comes to a file that needs a page, whatever it is asked for', () => {
    const reached = reach(worker, (file) => [...atOnce(file), ...whenNeeded(file)]);
    assert.ok(reached.size > 8, [...reached].join(' '));
    for (const file of reached)
      assert.doesNotMatch(textOf(file), /\b(?:customElements|CSSStyleSheet|createTreeWalker|HTMLElement)\b/, file);
  });
});
