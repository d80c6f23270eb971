// The element under the strictest policy with Trusted Types, in three engines: nothing is violated, the worker is a worker, and it trains.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtSite } from './built-page.js';
import { openBrowser } from './drivers.js';
import { trustedPolicy } from './server.js';

const pages = {
  'watch.js': `globalThis.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => violations.push([violatedDirective, blockedURI, sample].join(' ')));
    const { Worker } = globalThis;
    globalThis.started = [];
    globalThis.Worker = class extends Worker { constructor(url, options) { super(url, options); started.push(typeof url); } };`,
  'trusted.html': `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>test</title><script src="watch.js"></script><script type="module" src="relu-playground.js"></script><relu-playground views="all"></relu-playground>`,
};

const site = builtSite({ policy: trustedPolicy, pages });

for (const name of /** @type {const} */ (['chromium', 'firefox', 'webkit'])) {
  test(`under Trusted Types ${name} trains in a worker and complains of nothing`, async () => {
    const browser = await openBrowser(name);
    try {
      await browser.goto(`${site.url}trusted.html`);
      const told = await browser.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        await customElements.whenDefined('relu-playground');
        await element.ready;
        element.play();
        await new Promise((resolve) => element.addEventListener('epoch', resolve));
        // Races have a style sheet and a chart of their own, and threads of the pool.
        element.view = 'race';
        await new Promise((resolve) => setTimeout(resolve, 500));
        element.view = 'born_dead_map';
        await new Promise((resolve) => setTimeout(resolve, 1000));
        // What is enforced can be seen: a worker from a plain text is refused.
        const isEnforced = (() => {
          try {
            document.createElement('div').innerHTML = '<b></b>';
            return false;
          } catch {
            return true;
          }
        })();
        const { violations, started } = /** @type {any} */ (globalThis);
        return { violations, started, isEnforced, knows: 'trustedTypes' in globalThis, text: element.renderRoot.textContent };
      });
      assert.equal(told.isEnforced, told.knows, 'the policy is enforced where it is known');
      assert.deepEqual(told.violations.slice(0, told.violations.length - Number(told.isEnforced)), []);
      assert.ok(told.started.length > 0, 'no worker was started');
      if (told.knows)
        assert.ok(
          told.started.every((/** @type {string} */ type) => type === 'object'),
          told.started.join(),
        );
      assert.deepEqual(
        browser.problems.filter((text) => !/innerHTML|TrustedHTML/.test(text)),
        [],
      );
    } finally {
      await browser.close();
    }
  });
}
