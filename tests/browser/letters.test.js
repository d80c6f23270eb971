// The element among other people's letters: pages that make a `rem` small do not make it small, readers who make letters large get large ones,
// in columns that have room for them. In Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VIEWS } from '../../web/element/views.js';
import { bareHead, builtPage } from './built-page.js';

const pageWith = (/** @type {string} */ size) => ({
  [`${size}.css`]: `html { font-size: ${size} }`,
  [`${size}.html`]: `${bareHead}<link rel="stylesheet" href="${size}.css"><relu-playground views="all" start-epoch="3"></relu-playground>`,
});
const built = builtPage({ pages: { ...pageWith('10px'), ...pageWith('16px'), ...pageWith('32px') } });
const { page } = built;

/** Sizes in CSS pixels, and which columns stand beside each other. */
async function measured() {
  await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).session.redraw());
  return page().evaluate(() => {
    const { renderRoot: root } = /** @type {any} */ (document.querySelector('relu-playground'));
    const box = (/** @type {string} */ part) => root.querySelector(part).getBoundingClientRect();
    return {
      letters: Number.parseFloat(getComputedStyle(root.querySelector('.sentence')).fontSize),
      target: box('.play').height,
      icon: box('.play .icon').width,
      isBeside:
        box('.area-left').right <= box('.area-middle').left + 1 && box('.area-middle').right <= box('.area-right').left + 1,
    };
  });
}

test('a page with small rems has the same playground', async () => {
  for (const width of [390, 700, 1280]) {
    await built.open('16px.html', { width });
    const wanted = await measured();
    await built.open('10px.html', { width });
    assert.deepEqual(await measured(), wanted, `${width} px`);
  }
});

test('a reader’s larger letters are followed, by drawings and columns too', async () => {
  await built.open('16px.html');
  const usual = await measured();
  await built.open('32px.html');
  const large = await measured();
  assert.equal(usual.isBeside, true);
  assert.equal(large.isBeside, false);
  assert.equal(await built.overhang(), 0);
  // One column of twice the letters is what a phone of half the width shows.
  await built.open('16px.html', { width: 640 });
  const half = await measured();
  for (const name of /** @type {const} */ (['letters', 'target', 'icon'])) assert.equal(large[name], 2 * half[name], name);
  assert.deepEqual(built.problems, []);
});

test('letters of twice the size fit a phone in every view', async () => {
  await built.open('32px.html', { width: 390, height: 844 });
  for (const { name } of VIEWS) {
    await page().evaluate((view) => /** @type {any} */ (document.querySelector('relu-playground')).showView(view), name);
    await page().locator(`.view-${name} > :not(.view-loading)`).first().waitFor();
    assert.ok((await built.overhang()) <= 0, `${name}: ${await built.overhang()} px too wide`);
  }
  assert.deepEqual(built.problems, []);
});
