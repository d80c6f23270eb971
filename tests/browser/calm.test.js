// Who asks for less motion: nothing pulses while the playground loads, nothing flows along the weights while it trains, and training is shown
// all the same. Whoever does not ask sees both, so that the test can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtSite } from './built-page.js';
import { openBrowser } from './drivers.js';

const site = builtSite();

/** Frames of training that are looked at. */
const FRAMES = 30;

/** In how many frames something lies over the finished lines, and how many pictures of the answer are seen meanwhile. */
async function watched(/** @type {number} */ frames) {
  const element = /** @type {any} */ (document.querySelector('relu-playground'));
  const { view } = element.shown.all
    .map((/** @type {any} */ panel) => panel.drawings.get('.links'))
    .find((/** @type {any} */ drawing) => drawing);
  const pixels = (/** @type {HTMLCanvasElement} */ canvas) =>
    String(canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.join());
  const answers = new Set();
  let moving = 0;
  element.play();
  for (let frame = 0; frame < frames; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (pixels(view.pixels.canvas) !== pixels(view.still)) moving++;
    answers.add(pixels(element.renderRoot.querySelector('.surface-canvas')));
  }
  const animations = [...document.getAnimations(), ...element.renderRoot.getAnimations()].length;
  await element.pause();
  return { moving, animations, answers: answers.size };
}

for (const reducedMotion of [true, false])
  test(`with ${reducedMotion ? 'less' : 'all'} motion`, async () => {
    const browser = await openBrowser('chromium', { reducedMotion });
    const page = /** @type {import('playwright-core').Page} */ (browser.page);
    try {
      let goOn = () => {};
      const isSeen = new Promise((resolve) => {
        goOn = () => resolve(null);
      });
      await page.route('**/*.wasm', (route) => isSeen.then(() => route.continue()));
      await browser.goto(`${site.url}#layers=8.relu*2`);
      await page.getByText('Loading…').waitFor();
      const pulses = await browser.evaluate(
        () =>
          /** @type {any} */ (document.querySelector('relu-playground')).renderRoot
            .getAnimations()
            .filter((/** @type {Animation} */ { playState }) => playState === 'running').length,
      );
      goOn();
      await browser.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
      const { moving, animations, answers } = await browser.evaluate(watched, FRAMES);
      assert.ok(answers > 1, `${answers} pictures of the answer`);
      if (reducedMotion) assert.deepEqual({ pulses, moving, animations }, { pulses: 0, moving: 0, animations: 0 });
      else assert.ok(pulses > 0 && moving > 0, JSON.stringify({ pulses, moving }));
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
  });
