// The page in Firefox and WebKitGTK: it opens on the failure, trains, and the offered fix solves the task. Chromium has page.test.js.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { builtSite } from './built-page.js';
import { openBrowser } from './drivers.js';

const site = builtSite();

for (const name of /** @type {const} */ (['firefox', 'webkit'])) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<typeof openBrowser>>} */ let browser;
    before(async () => {
      browser = await openBrowser(name);
      await browser.goto(site.url);
    });
    after(() => browser?.close());

    test('opens on a network that fails, with a measured sentence and one fix', async () => {
      const seen = await browser.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        await customElements.whenDefined('relu-playground');
        await element.ready;
        await element.updateComplete;
        return { verdict: element.watch.verdict.name, sentence: element.renderRoot.querySelector('.sentence').textContent };
      });
      assert.equal(seen.verdict, 'vanishing_backward');
      assert.match(seen.sentence, /^Five sigmoid layers: after \d+ epochs the loss is 0\.69\d/);
    });

    test('the fix solves it, in the pictures too', async () => {
      const seen = await browser.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        const solved = new Promise((resolve) => element.addEventListener('solved', resolve, { once: true }));
        [...element.renderRoot.querySelectorAll('button')]
          .find((button) => button.textContent.includes('Switch every layer to ReLU'))
          .click();
        await solved;
        element.pause();
        const surface = element.renderRoot.querySelector('.surface-canvas');
        const { data } = surface.getContext('2d').getImageData(0, 0, surface.width, surface.height);
        const colours = new Set();
        for (let i = 0; i < data.length; i += 400) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
        return { accuracy: element.session.snapshot.test.accuracy, colours: colours.size, hash: location.hash };
      });
      assert.ok(seen.accuracy >= 0.95);
      assert.ok(seen.colours > 10, `the surface shows ${seen.colours} colours`);
      assert.match(seen.hash, /layers=6\*5/); // ReLU is the default
      assert.deepEqual(browser.problems, []);
    });
  });
}
