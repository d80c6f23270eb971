// The authors' page says of the element what the element does: every attribute, method, event and part is told, and nothing else.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ATTRIBUTES } from '../../web/element/attribute-table.js';
import { ReluPlayground } from '../../web/element/shell.js';
import { LESSON_IDS } from '../../web/lessons/index.js';
import { authorsParts, interfaceOf } from '../../web/page/authors-html.js';
import { pages } from '../../web/page/pages.js';

const web = new URL('../../web/', import.meta.url);
const shell = readFileSync(new URL('element/shell.js', web), 'utf8');
const told = interfaceOf(shell);
const sources = readdirSync(new URL('element/', web), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(new URL(`element/${name}`, web), 'utf8'))
  .join('\n');

/** @param {RegExp} pattern @returns {string[]} each found word once, sorted */
const found = (pattern) => [...new Set([...sources.matchAll(pattern)].map(([, word = '']) => word))].sort();

describe('what the authors’ page tells', () => {
  test('every attribute, with a sentence', () => {
    assert.deepEqual(
      told.attributes.map(({ name }) => name),
      ATTRIBUTES.map(({ name }) => name),
    );
    assert.deepEqual(
      told.attributes.filter(({ text }) => !/^[a-z].{8,}\.$/i.test(text)),
      [],
    );
  });

  test('every public method, with a sentence', () => {
    const own = ['constructor', 'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'];
    const inner = ['expectReady', 'wake', 'wait', 'reveal', 'send'];
    const methods = Object.entries(Object.getOwnPropertyDescriptors(ReluPlayground.prototype))
      .filter(([name, { value }]) => typeof value === 'function' && !own.includes(name) && !inner.includes(name))
      .map(([name]) => name);
    assert.ok(methods.length >= 8);
    assert.deepEqual(told.methods.map(({ name }) => name.split('(')[0]).sort(), methods.sort());
    assert.deepEqual(
      told.methods.filter(({ text }) => !text.endsWith('.')),
      [],
    );
  });

  test('the events that are sent, and no other', () => {
    const sent = found(/\bsend\('([a-z_]+)'/g);
    assert.deepEqual(told.events.map(({ name }) => name).sort(), sent);
  });

  test('the parts that are marked', () => {
    const names = told.parts.map(({ name }) => name);
    assert.deepEqual(
      found(/\bpart="([a-z_]+)"/g).filter((name) => !names.includes(name)),
      [],
    );
    assert.ok(names.includes('result'));
  });

  test('the style sheets read the properties that are told', () => {
    for (const { name } of told.styles) assert.ok(sources.includes(`var(${name}`), name);
  });

  test('every place of the page is filled, and what it links to is there', async () => {
    const html = readFileSync(new URL('page/authors.html', web), 'utf8');
    const parts = await authorsParts(shell);
    const places = [...html.matchAll(/<!-- (\w+) -->/g)]
      .map(([, name = '']) => name)
      .filter((name) => !['head', 'bar'].includes(name));
    assert.deepEqual(Object.keys(parts).sort(), places.sort());
    for (const [name, part] of Object.entries(parts)) assert.ok(part.length > 100, name);
    const lessons = [...(parts.plan ?? '').matchAll(/article\.html#([\w-]+)/g)].map(([, id = '']) => id);
    assert.ok(lessons.length > 2 && lessons.every((id) => LESSON_IDS.includes(id)));
  });
});

test('the table of pages names every page of the folder', () => {
  const files = readdirSync(new URL('page/', web)).filter((name) => name.endsWith('.html'));
  assert.deepEqual(pages.map(({ file }) => file).sort(), files.sort());
});
