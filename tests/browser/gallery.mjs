// `npm run gallery`: pictures of the built page, to be looked at: three widths, light and dark, at rest and in training. Asserts
// nothing.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildEngine, buildSite } from '../../cpp/toolchain/build.mjs';
import { root, stop } from '../../cpp/toolchain/process.mjs';
import { setUp } from '../../cpp/toolchain/setup.mjs';

const sizes = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
const trainingMs = 5000;

await setUp('test');
const engine = await buildEngine({ probes: false });
if (!engine.ok) stop(engine.output);
await buildSite();
const { openBrowser } = await import('./drivers.js');
const { serve } = await import('./server.js');

const folder = join(root, 'gallery');
mkdirSync(folder, { recursive: true });
const server = await serve(join(root, 'dist'));
for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const { width, height } of sizes) {
    const browser = await openBrowser('chromium', { width, height, colorScheme });
    const page = browser.page;
    if (!page) throw new Error('the gallery is drawn with Chromium');
    /** @param {string} moment */
    const shoot = async (moment) => {
      const name = `${width}-${colorScheme}-${moment}`;
      await page.screenshot({ path: join(folder, `${name}.png`) });
      await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
      console.log(`gallery/${name}.png`);
    };
    await browser.goto(server.url);
    const play = page.getByRole('button', { name: /^play/i }).first();
    await play.waitFor();
    await delay(1000);
    await shoot('start');
    await play.click();
    await delay(trainingMs);
    await shoot('training');
    for (const problem of browser.problems) console.log(`  ${problem}`);
    await browser.close();
  }
}
await server.close();
