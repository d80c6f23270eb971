// What the tests of the built site begin with: a server under the strictest policy, and for those in one Chromium a browser, ways to open a
// page and to wait for its playground, and axe. Knows no view and no kind of data.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './drivers.js';
import { serve, strictPolicy } from './server.js';

/** @typedef {import('playwright-core').Page} Page */

export const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

/** The beginning of a page of a test's own, up to its body. */
export const bareHead =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>test</title><script type="module" src="relu-playground.js"></script>';

/**
 * Serves the built site from before the tests of a file, or of a part of it, until after them.
 *
 * @param {{ policy?: string, prefix?: string, pages?: Record<string, string> }} [options]  as of the server
 */
export function builtSite({ policy = strictPolicy, prefix = '/', pages = {} } = {}) {
  /** @type {Awaited<ReturnType<typeof serve>>} */ let server;
  before(async () => {
    server = await serve(dist, { policy, prefix, pages });
  });
  after(() => server?.close());
  return {
    /** Where it lies. */
    get url() {
      return server.url;
    },
    /** Paths that were asked of it, as they came. */
    get requests() {
      return server.requests;
    },
  };
}

/**
 * What axe finds wrong, a sentence each.
 *
 * @param {Page} page
 * @param {string} [scope]  a selector of the part that is looked at; the whole page without it
 */
export async function axeFindings(page, scope) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (selector) => /** @type {any} */ (globalThis).axe.run(selector ?? document, { resultTypes: ['violations'] }),
    scope,
  );
  return violations.map(
    (/** @type {any} */ { id, nodes }) =>
      `${id}: ${nodes.map((/** @type {any} */ { html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
  );
}

/**
 * Waits until a playground that is seen has answered and drawn everything that was asked of it. It does not train.
 *
 * @param {Page} page
 */
export const rested = (page) =>
  page.waitForFunction(() => {
    const { session, pictures } = /** @type {any} */ (document.querySelector('relu-playground'));
    return session?.snapshot && session.busy === 0 && pictures.isOpened && !pictures.loop.isDirty;
  });

/**
 * Waits for the playground of a page, shows it a sign of a reader, and waits until the code for what a reader does has come: what is read or
 * changed from then on happens at once.
 *
 * @param {Page} page
 */
export async function attended(page) {
  await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    await element.ready;
    element.dispatchEvent(new Event('pointermove'));
  });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('relu-playground')).comparison);
}

/**
 * Starts server and browser before the tests of a file, and ends both after them.
 *
 * @param {{ policy?: string, prefix?: string, pages?: Record<string, string> }} [options]  as of the server
 */
export function builtPage({ policy = strictPolicy, prefix = '/', pages = {} } = {}) {
  const site = builtSite({ policy, prefix, pages });
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */ let browser;
  before(async () => {
    browser = await openBrowser('chromium');
  });
  after(() => browser?.close());
  const page = () => /** @type {Page} */ (browser.page);
  return {
    page,
    /** Where the site lies. */
    get url() {
      return site.url;
    },
    /** Paths that were asked of the server, as they came. */
    get requests() {
      return site.requests;
    },
    /** What the console and the policy complained of. */
    get problems() {
      return browser.problems;
    },

    button: (/** @type {string | RegExp} */ name) => page().getByRole('button', { name, exact: typeof name === 'string' }),

    /** Chooses in a menu by its label. @param {string} label @param {string} value */
    choose: (label, value) => page().getByRole('combobox', { name: label, exact: true }).selectOption(value),

    /** Opens a page afresh, by its name, its link or both, and waits for its playground, and for what a reader's acts need. */
    async open(path = '', { width = 1280, height = 800, wait = true } = {}) {
      await page().setViewportSize({ width, height });
      await page().goto('about:blank');
      await page().goto(site.url + path);
      if (wait) await attended(page());
    },

    /**
     * Waits until the first node that a selector finds says this: what is drawn comes a frame after what it tells of.
     *
     * @param {string} selector @param {string | RegExp} text
     */
    async says(selector, text) {
      const node = page().locator(selector).first();
      await node
        .filter({ hasText: text })
        .waitFor({ state: 'attached' })
        .catch(async () => assert.fail(`${selector} does not say ${text}, but ${await node.textContent()}`));
    },

    rested: () => rested(page()),

    /** What axe finds wrong. @param {string} [scope] */
    axeFindings: (scope) => axeFindings(page(), scope),

    /** How far the page is wider than its window, in CSS pixels. */
    overhang: () => page().evaluate(() => document.documentElement.scrollWidth - innerWidth),
  };
}
