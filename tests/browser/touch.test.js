// A finger on a phone, as the browser itself hears it: points are drawn in the mode for drawing, and outside it a swipe over pad and picture
// scrolls the page and draws nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtPage } from './built-page.js';

const built = builtPage();
const { page, button, says } = built;

/** @type {import('playwright-core').CDPSession} */ let client;

/** A finger that goes down, moves and leaves, in CSS pixels of the window. @param {readonly { x: number, y: number }[]} places */
async function swipe(places) {
  const [first, ...others] = places.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] });
  for (const place of others) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [place] });
    await page().evaluate(() => new Promise(requestAnimationFrame));
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Places along a line over a node, in shares of its box. @param {string} selector @param {[number, number]} from @param {[number, number]} to */
async function along(selector, from, to) {
  await page()
    .locator(selector)
    .evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await page().locator(selector).boundingBox()
  );
  return Array.from({ length: 12 }, (_, index) => {
    const share = index / 11;
    return {
      x: box.x + box.width * (from[0] + (to[0] - from[0]) * share),
      y: box.y + box.height * (from[1] + (to[1] - from[1]) * share),
    };
  });
}

const scrolled = () => page().evaluate(() => scrollY);

async function openPad() {
  await built.open('', { width: 390, height: 844 });
  client = await page().context().newCDPSession(page());
  await client.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  await button('Your own data').click();
  await page().locator('.own-pad').waitFor();
}

test('in the mode for drawing a finger draws, and the page stays where it is', async () => {
  await openPad();
  await button('Start drawing').click();
  const line = await along('.own-canvas', [0.3, 0.25], [0.35, 0.75]);
  const before = await scrolled();
  await swipe(line);
  await says('.own-count', /^([2-9]|\d\d+) points/);
  assert.equal(await scrolled(), before);
});

test('a tap on the pad begins the mode, with a point', async () => {
  await openPad();
  const [place] = await along('.own-pad', [0.5, 0.5], [0.5, 0.5]);
  await swipe([place]);
  await says('.own-count', /^1 point: 1 of class 0\./);
  await button('Stop drawing').waitFor();
});

for (const [name, selector] of /** @type {const} */ ([
  ['the pad outside that mode', '.own-pad'],
  ['the picture of the result', '.surface'],
]))
  test(`a vertical swipe over ${name} scrolls the page and draws nothing`, async () => {
    await openPad();
    const line = await along(selector, [0.5, 0.8], [0.5, 0.1]);
    const before = await scrolled();
    await swipe(line);
    await page().waitForFunction((from) => scrollY > from + 60, before);
    await says('.own-count', /^No points yet/);
  });

test('what is said of reading a picture is said to a finger', async () => {
  await openPad();
  await says('.surface-readout', /^Tap a place to read it\.$/);
  await page().getByRole('application', { name: 'Decision surface: a finger or arrow keys read' }).waitFor();
  await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).showView('attack'));
  await page().getByText('Tap near a point to choose it.').waitFor();
});
