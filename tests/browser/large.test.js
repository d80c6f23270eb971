// The element for a room: letters, dots and targets grow, what matters fits one screen, the whole screen is taken where that is allowed, and
// the way back is the same button.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeFindings, builtSite, rested } from './built-page.js';
import { openBrowser } from './drivers.js';

const site = builtSite();

/** How large things are, and how much room they take. */
function measured() {
  const element = /** @type {any} */ (document.querySelector('relu-playground'));
  const find = (/** @type {string} */ selector) => element.renderRoot.querySelector(selector);
  const frame = find('.playground').getBoundingClientRect();
  return {
    size: element.getAttribute('size'),
    isFull: document.fullscreenElement === element,
    letters: Number.parseFloat(getComputedStyle(find('.sentence')).fontSize),
    target: find('.play').getBoundingClientRect().height,
    bottom: frame.bottom,
    wide: frame.right,
    units: find('.surface-canvas').width / devicePixelRatio / find('.surface').clientWidth,
    tile: find('.tile').getBoundingClientRect().width,
  };
}

const settled = (/** @type {import('playwright-core').Page} */ page, /** @type {boolean} */ isLarge) =>
  page.waitForFunction((wanted) => {
    const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
    return renderRoot.querySelector('.size-button')?.getAttribute('aria-pressed') === String(wanted);
  }, isLarge);

/** What is measured when it no longer changes: boxes follow their observers, and pictures follow them. @param {import('playwright-core').Page} page */
async function steady(page) {
  for (let last = ''; ; ) {
    await rested(page);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const now = await page.evaluate(measured);
    if (JSON.stringify(now) === last) return now;
    last = JSON.stringify(now);
    await page.waitForTimeout(300);
  }
}

for (const { width, height, colorScheme } of /** @type {const} */ ([
  { width: 1024, height: 768, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 1920, height: 1080, colorScheme: 'light' },
]))
  test(`large at ${width} × ${height}: larger, on one screen, and back`, async () => {
    const browser = await openBrowser('chromium', { width, height, colorScheme });
    const page = /** @type {import('playwright-core').Page} */ (browser.page);
    try {
      await browser.goto(site.url);
      await browser.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
      const usual = await steady(page);
      const button = page.getByRole('button', { name: 'Large display' });
      await button.click();
      await settled(page, true);
      await page.waitForFunction(() => document.fullscreenElement);
      const large = await steady(page);
      assert.equal(large.size, 'large');
      assert.ok(large.letters >= 1.15 * usual.letters, `${usual.letters} → ${large.letters}`);
      assert.ok(large.target >= 44 && large.tile > usual.tile, JSON.stringify(large));
      assert.ok(large.bottom <= height && large.wide <= width, `ends at ${large.wide}, ${large.bottom}`);
      assert.deepEqual(await axeFindings(page, 'relu-playground'), []);
      await button.click();
      await settled(page, false);
      await page.waitForFunction(() => !document.fullscreenElement);
      const again = await steady(page);
      assert.deepEqual(again, { ...usual, size: null });
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
  });

test('where the whole screen is refused it is large all the same; a mouse reads the right place', async () => {
  const browser = await openBrowser('chromium');
  const page = /** @type {import('playwright-core').Page} */ (browser.page);
  try {
    await browser.goto(`${site.url}#data=xor&step=20`);
    await browser.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      element.requestFullscreen = () => Promise.reject(new TypeError('Permissions check failed'));
      await element.ready;
    });
    await page.getByRole('button', { name: 'Large display' }).click();
    await settled(page, true);
    const { isFull, letters } = await steady(page);
    assert.equal(isFull, false);
    assert.ok(letters > 19, String(letters));
    // What is read under the pointer is what the cursor of the keys is put on.
    const readout = page.locator('.surface-readout');
    const read = async () =>
      ((await readout.textContent()) ?? '')
        .match(/^x (−?[\d.]+), y (−?[\d.]+):/)
        ?.slice(1)
        .map((text) => Number(text.replace('−', '-'))) ?? [];
    await page.getByRole('application', { name: /^Decision surface/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    const [x, y] = await read();
    assert.ok(x > 0.5 && y < -0.5, `${x}, ${y}`);
    const mark = await page.locator('.cursor').boundingBox();
    assert.ok(mark);
    await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2);
    await page.locator('.cursor').waitFor({ state: 'hidden' });
    await readout.filter({ hasText: /^x/ }).waitFor({ state: 'attached' });
    const [overX, overY] = await read();
    assert.ok(Math.hypot(overX - x, overY - y) < 0.05, `${overX}, ${overY} in place of ${x}, ${y}`);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
});
