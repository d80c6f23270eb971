// The article under the strictest policy with Trusted Types, in three engines: a guess opens a playground, a lesson is measured in the page
// and its outcome is shown, and nothing is violated.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtSite } from './built-page.js';
import { browserNames, openBrowser } from './drivers.js';
import { trustedPolicy } from './server.js';

const site = builtSite({ policy: trustedPolicy });

for (const name of browserNames)
  test(`under Trusted Types ${name} opens lessons and measures one, and complains of nothing`, async () => {
    const browser = await openBrowser(name);
    try {
      await browser.goto(`${site.url}article.html`);
      const told = await browser.evaluate(async () => {
        const violations = /** @type {string[]} */ ([]);
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          violations.push([violatedDirective, blockedURI, sample].join(' ')),
        );
        /** @param {() => any} find @returns {Promise<any>} */
        const until = async (find) => {
          const deadline = Date.now() + 60_000;
          while (!find() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
          return find();
        };
        const press = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).click();
        // The script has prepared the lessons.
        await until(() => /** @type {HTMLElement | null} */ (document.querySelector('#cheaper-to-compute .outcome'))?.hidden);
        press('#cheaper-to-compute .choice');
        const isMeasured = Boolean(await until(() => document.querySelector('#cheaper-to-compute .outcome table')));
        const isKept = document.querySelector('#cheaper-to-compute .live') !== null;
        press('#why-non-linearity .choice');
        const element = await until(() => document.querySelector('#why-non-linearity relu-playground'));
        element.scrollIntoView();
        await customElements.whenDefined('relu-playground');
        await element.ready;
        const verdict = document.querySelector('#cheaper-to-compute .verdict')?.textContent;
        return { violations, isMeasured, isKept, verdict, step: element.session.snapshot.step };
      });
      assert.deepEqual(told.violations, []);
      assert.equal(told.isMeasured, true, told.verdict);
      assert.equal(told.isKept, false);
      assert.ok(told.step >= 0);
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
  });
