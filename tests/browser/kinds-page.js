// What the tests of pictures and of sequences share: the built page in Chromium under the strictest policy, its state, and axe. Knows no
// kind of data.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './drivers.js';
import { serve, strictPolicy } from './server.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

/** Starts server and browser; `close` ends both. */
export async function openPage() {
  const server = await serve(dist, { prefix: '/some/folder/', policy: strictPolicy });
  const browser = await openBrowser('chromium');
  const page = /** @type {import('playwright-core').Page} */ (browser.page);
  return {
    page,
    problems: browser.problems,
    requests: server.requests,

    /** Opens an experiment by its link and waits for its picture. */
    async open(fragment = '', { width = 1280, height = 800 } = {}) {
      await page.setViewportSize({ width, height });
      await page.goto('about:blank');
      await page.goto(`${server.url}${fragment}`);
      await page.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
    },

    /** The run as the element tells it. */
    state: () =>
      page.evaluate(() => {
        const { session } = /** @type {any} */ (document.querySelector('relu-playground'));
        const { snapshot, description } = session;
        return {
          step: snapshot.step,
          test: snapshot.test,
          testRows: description.testRows,
          data: description.experiment.data,
          layers: description.layers.map((/** @type {any} */ { type }) => type),
          sample: snapshot.sample && {
            values: Array.from(snapshot.sample.values),
            answer: Array.from(snapshot.sample.answer),
          },
        };
      }),

    /** Waits until so large a share of the test rows is right. @param {number} accuracy */
    untilRight: (accuracy) =>
      page.waitForFunction(
        (wanted) => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot?.test.accuracy > wanted,
        accuracy,
        { timeout: 30_000 },
      ),

    /** Waits until the chosen sample's numbers satisfy a condition. @param {(values: number[]) => boolean} condition */
    async untilSample(condition) {
      for (;;) {
        const values = await page.evaluate(() => {
          const { snapshot } = /** @type {any} */ (document.querySelector('relu-playground')).session;
          return snapshot?.sample ? Array.from(snapshot.sample.values) : null;
        });
        if (values && condition(/** @type {number[]} */ (values))) return;
        await page.waitForTimeout(20);
      }
    },

    /** A text inside the playground. @param {string} selector */
    text: async (selector) => {
      // What is pointed at is written in the next frame.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      return (await page.locator(selector).textContent()) ?? '';
    },

    /** Nothing that axe finds, and nothing on the console. */
    async clean() {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run('relu-playground'));
      assert.deepEqual(
        violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`),
        [],
      );
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${width} px too wide`);
      assert.deepEqual(browser.problems, []);
    },

    async close() {
      await browser.close();
      await server.close();
    },
  };
}
