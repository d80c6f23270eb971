// Opens the looks of the table in windows of given sizes and colours, one after the other, and hands each page over when it has settled.
// Knows the built site and Chromium, not what is done with a picture.
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './drivers.js';
import { serve } from './server.js';

/** @typedef {{ width: number, height: number, colorScheme: 'light' | 'dark' }} Window */
/** @typedef {{ look: import('./looks.js').Look, window: Window, page: import('playwright-core').Page, problems: string[] }} Seen */

/** Beyond its promise a page may fade or lay out once more: it has settled when it looks the same after so long. */
const settleMs = 700;

/** No look takes as long unless it never comes. */
const limitMs = 60_000;

/** @param {import('./looks.js').Look} look */
async function tooLong({ name }) {
  await delay(limitMs, undefined, { ref: false });
  throw new Error(`the look ${name} has not settled in ${limitMs} ms`);
}

/** Waits until nothing changes any more. @param {import('playwright-core').Page} page */
async function still(page) {
  for (let last = ''; ; await delay(settleMs)) {
    const now = (await page.screenshot()).toString('base64');
    if (now === last) return;
    last = now;
  }
}

/**
 * @param {readonly import('./looks.js').Look[]} looks @param {readonly Window[]} windows
 * @param {(seen: Seen) => Promise<unknown>} take
 */
export async function openLooks(looks, windows, take) {
  const server = await serve(fileURLToPath(new URL('../../dist', import.meta.url)));
  try {
    for (const window of windows) {
      const browser = await openBrowser('chromium', { ...window, reducedMotion: true });
      try {
        for (const look of looks) {
          const page = await /** @type {import('playwright-core').Page} */ (browser.page).context().newPage();
          await look.before?.(page);
          await page.goto(server.url + look.path);
          await Promise.race([look.settle?.(page), tooLong(look)]);
          await page.evaluate(() => document.fonts.ready);
          await (look.isMoving ? delay(settleMs) : Promise.race([still(page), tooLong(look)]));
          await take({ look, window, page, problems: browser.problems.splice(0) });
          await page.close();
        }
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
}
