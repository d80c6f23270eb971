// The pages around the playground: every page leads to the others, what the embed builder gives works when it is pasted, pinned files carry
// the hashes that are told, and nothing is cut off or out of a screen reader's reach.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pages } from '../../web/page/pages.js';
import { builtPage, dist } from './built-page.js';
import { strictPolicy } from './server.js';

const linked = pages.filter(({ label }) => label);

/** @type {Record<string, string>} filled by tests, served as pages */
const pasted = {};
const built = builtPage({ prefix: '/some/folder/', policy: strictPolicy.concat("; frame-src 'self'"), pages: pasted });
const { page, axeFindings, overhang } = built;
const open = (/** @type {string} */ path, size = {}) => built.open(path, { ...size, wait: false });

const codeOf = (/** @type {string} */ name) => page().locator(`[data-code="${name}"] code`);

/** Waits until the page's element has its first picture. */
const ready = async () => {
  await page().waitForSelector('relu-playground', { state: 'attached' });
  await page().evaluate(async () => /** @type {any} */ (document.querySelector('relu-playground')).ready);
};

describe('pages', () => {
  for (const { file, title } of linked) {
    test(`${file} leads to all others, fits 320 pixels, and axe finds nothing`, async () => {
      await open(file, { width: 320, height: 700 });
      assert.equal(await page().title(), title);
      const links = await page()
        .locator('.bar nav a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      assert.deepEqual(
        links,
        linked.map((row) => `./${row.file}`),
      );
      assert.equal(await page().locator('.bar [aria-current="page"]').getAttribute('href'), `./${file}`);
      assert.equal(await page().locator('h1').count(), 1);
      assert.ok((await overhang()) <= 0);
      assert.doesNotMatch(await page().content(), /<!-- (?!\?|\/?lit)[\w-]+ -->/, 'a place was not filled');
      assert.deepEqual(await axeFindings(), []);
      assert.deepEqual(built.problems.splice(0), []);
    });
  }
});

describe('the embed builder', () => {
  before(async () => {
    await open('builder.html');
    await ready();
  });

  test('writes the tag of this version, whose hash is that of the file', async () => {
    const text = (await codeOf('tag').textContent()) ?? '';
    const [, name = '', hash = ''] = /src="[^"]*\/(relu-playground-[\d.]+\.js)" integrity="([^"]+)"/.exec(text) ?? [];
    const bytes = readFileSync(join(dist, name));
    assert.equal(hash, `sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  });

  test('what is pasted opens the experiment of the preview', async () => {
    await page().evaluate(async () => {
      const playground = /** @type {any} */ (document.querySelector('relu-playground'));
      await playground.setExperiment({ seed: 5, network: { layers: [{ units: 3, activation: 'tanh' }] } });
    });
    const wanted = await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).getExperiment());
    const head = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>pasted</title>';
    const tag = (await codeOf('tag').textContent()) ?? '';
    const link = (await codeOf('link').textContent()) ?? '';
    assert.match(link, /#.*layers=3\.tanh/);
    pasted['pasted.html'] = head + tag;
    for (const address of [`${built.url}pasted.html`, link]) {
      await page().goto(address);
      await ready();
      assert.deepEqual(
        await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).getExperiment()),
        wanted,
        address,
      );
    }
    assert.deepEqual(built.problems.splice(0), []);
  });

  test('a lesson, panels, views and colours are said by the tag and seen in the preview', async () => {
    await open('builder.html');
    await ready();
    await page().locator('[name="lesson"]').selectOption('born-dead');
    const form = page().locator('form.choices');
    await form.getByLabel('What the lesson shows, or everything').uncheck();
    for (const name of ['Data', 'Training', 'Signal']) await form.getByRole('checkbox', { name, exact: true }).uncheck();
    await form.getByRole('checkbox', { name: 'Race', exact: true }).check();
    await page().locator('[name="theme"]').selectOption('dark');
    const attributes = await page().evaluate(async () => {
      const playground = /** @type {any} */ (document.querySelector('relu-playground'));
      await playground.ready;
      return Object.fromEntries(
        playground.getAttributeNames().map((/** @type {string} */ name) => [name, playground.getAttribute(name)]),
      );
    });
    assert.equal(attributes.lesson, 'born-dead');
    assert.equal(attributes.theme, 'dark');
    assert.equal(attributes.views, 'race');
    assert.doesNotMatch(attributes.panels, /data|training|signal/);
    const tag = (await codeOf('tag').textContent()) ?? '';
    for (const [name, value] of Object.entries(attributes)) assert.ok(tag.includes(`${name}="${value}"`), `${name}: ${tag}`);
  });

  test('the QR code is drawn, and only its library is loaded for it', async () => {
    await page().locator('.qr-picture svg path').waitFor({ state: 'attached' });
    const drawn = await page().locator('.qr-picture svg path').getAttribute('d');
    assert.ok((drawn?.match(/h1v1/g) ?? []).length > 100);
    await open('index.html');
    const requests = built.requests.slice(built.requests.lastIndexOf('/some/folder/index.html'));
    assert.ok(
      requests.every((path) => !/uqr/.test(path)),
      requests.join(' '),
    );
  });
});
