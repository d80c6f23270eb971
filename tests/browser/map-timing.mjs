// `node tests/browser/map-timing.mjs [runs]`: how long the built page's maps take to fill in Chromium, and the longest task of its main
// thread meanwhile. Prints; asserts nothing, for the figures depend on what else the machine does.
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../cpp/toolchain/process.mjs';
import { openBrowser } from './drivers.js';
import { serve } from './server.js';

const runs = Number(process.argv[2] ?? 3);
const views = ['depth_map', 'born_dead_map'];
const limitMs = 120_000;

const server = await serve(join(root, 'dist'));
const browser = await openBrowser('chromium');
const { page } = browser;
if (!page) throw new Error('the maps are timed with Chromium');
await page.addInitScript(() => {
  const tasks = /** @type {number[]} */ ([]);
  Object.assign(globalThis, { longTasks: tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    entryTypes: ['longtask'],
  });
});
console.log(`Chromium ${browser.version}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`);
for (let run = 1; run <= runs; run++) {
  for (const view of views) {
    await page.goto('about:blank');
    await browser.goto(server.url);
    await page.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
    await page.evaluate((name) => {
      /** @type {any} */ (globalThis).longTasks.length = 0;
      /** @type {any} */ (document.querySelector('relu-playground')).showView(name);
    }, view);
    const isFull = () =>
      / in [\d.]+ s$/.test(
        document.querySelector('relu-playground')?.shadowRoot?.querySelector('.map-state')?.textContent ?? '',
      );
    await page.waitForFunction(isFull, undefined, { timeout: limitMs });
    const { state, longest } = await page.evaluate(() => ({
      state: document.querySelector('relu-playground')?.shadowRoot?.querySelector('.map-state')?.textContent,
      longest: Math.max(0, .../** @type {any} */ (globalThis).longTasks),
    }));
    console.log(`${view}: ${state}; ${longest > 0 ? `longest task ${Math.round(longest)} ms` : 'no task of 50 ms or more'}`);
  }
}
await browser.close();
await server.close();
