// The element before there is a playground: what it loads, what it shows, what may be asked of it, and that the page does not jump when the
// playground comes.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sizes } from '../../cpp/toolchain/size.mjs';
import { builtSite } from './built-page.js';
import { LIMIT_MS, openBrowser } from './drivers.js';

const head =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>test</title>';
const script = '<script type="module" src="relu-playground.js"></script>';
const tall = `<pre>${'tall\n'.repeat(400)}</pre>`;
const fallback = '<relu-playground><p id="fallback">A picture and a <a href="#">link</a>.</p></relu-playground>';
const pages = {
  'far.html': `${head}${script}<body>${tall}${fallback}`,
  'near.html': `${head}${script}<body>${fallback}<p id="below">below</p>`,
  'some.html': `${head}${script}<body><relu-playground panels="controls verdict result"></relu-playground>`,
  'several.html': `${head}${script}<body><relu-playground panels="controls verdict network result"></relu-playground>`,
  'later.html': `${head}<body>${fallback}`,
};

/** How far the text below may move when the playground comes, as a share of the playground's height. */
const MOST_MOVED = 0.1;

/** The files that a row of the sizes counts, as paths. */
const countedIn = (/** @type {string} */ row) =>
  sizes()
    .rows.find(({ name }) => name === row)
    ?.parts.map(({ file }) => `/${file}`) ?? [];

const site = builtSite({ pages });

/** Waits until all these files have been asked for. @param {readonly string[]} files */
async function untilAsked(files) {
  for (const deadline = Date.now() + LIMIT_MS; !files.every((file) => site.requests.includes(file)); await delay(30))
    assert.ok(Date.now() < deadline, `not asked for: ${files.filter((file) => !site.requests.includes(file)).join(', ')}`);
}

/** Answers for these files that they are not there, until they are released. @param {import('playwright-core').Page} page @param {RegExp} files */
async function withhold(page, files) {
  let asked = 0;
  await page.route(files, (route) => {
    asked++;
    return route.fulfill({ status: 404 });
  });
  return { asked: () => asked, release: () => page.unroute(files) };
}

describe('in Chromium', () => {
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */ let browser;
  const page = () => /** @type {import('playwright-core').Page} */ (browser.page);
  before(async () => {
    browser = await openBrowser('chromium');
  });
  after(() => browser?.close());
  const open = async (/** @type {string} */ name) => {
    await page().goto('about:blank');
    site.requests.length = 0;
    await page().goto(site.url + name);
  };

  test('far from the viewport only the shell is loaded, and what the author put inside is on the page', async () => {
    await open('far.html');
    await untilAsked(countedIn('reveal'));
    await page().waitForTimeout(300);
    assert.deepEqual(site.requests.filter((path) => path !== '/far.html').sort(), countedIn('reveal').sort());
    await page().locator('#fallback').scrollIntoViewIfNeeded();
    await page().getByRole('link', { name: 'link' }).waitFor();
  });

  for (const [name, width] of /** @type {[string, number][]} */ ([
    ['near.html', 390],
    ['near.html', 768],
    ['near.html', 1280],
    ['some.html', 390],
    ['some.html', 768],
    ['some.html', 1280],
    ['several.html', 390],
    ['several.html', 768],
    ['several.html', 1280],
  ])) {
    test(`the page does not jump when the playground comes: ${name} at ${width} px`, async () => {
      await page().setViewportSize({ width, height: 800 });
      // What the playground needs waits until the room that is kept for it has been measured.
      let goOn = () => {};
      const isMeasured = new Promise((resolve) => {
        goOn = () => resolve(null);
      });
      await page().route('**/playground-*.js', (route) => isMeasured.then(() => route.continue()));
      await open(name);
      const kept = await page().evaluate(async () => {
        await customElements.whenDefined('relu-playground');
        return /** @type {HTMLElement} */ (document.querySelector('relu-playground')).offsetHeight;
      });
      goOn();
      const taken = await page().evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        await element.ready;
        await element.updateComplete;
        return element.offsetHeight;
      });
      await page().unroute('**/playground-*.js');
      assert.ok(Math.abs(taken - kept) <= MOST_MOVED * taken, `${kept} px were kept for ${taken}`);
    });
  }

  for (const width of [390, 1280])
    test(`a plain embed that is trained until it has solved its task loads what the size of an embed counts, and nothing else, at ${width} px`, async () => {
      await page().setViewportSize({ width, height: 800 });
      await open('near.html');
      await page().evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        await element.ready;
        const isSolved = new Promise((resolve) => element.addEventListener('solved', resolve));
        element.setSpeed('max');
        element.play();
        await isSolved;
        await element.pause();
      });
      await page().waitForFunction(() =>
        /** @type {any} */ (document.querySelector('relu-playground')).renderRoot.querySelector('.relu-course'),
      );
      const counted = countedIn('embed');
      await untilAsked(counted);
      await page().waitForTimeout(300);
      const loaded = new Set(site.requests.filter((path) => path !== '/near.html'));
      assert.deepEqual(
        [...loaded].filter((path) => !counted.includes(path)),
        [],
        'loaded, not counted',
      );
    });

  test('what a script sets before the tag is known counts, and what it calls is a reason to load', async () => {
    await page().setViewportSize({ width: 1280, height: 800 });
    await open('later.html');
    const told = await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      element.experiment = { seed: 7, network: { layers: [{ units: 3 }] } };
      element.theme = 'dark';
      await import(new URL('relu-playground.js', location.href).href);
      const early = element.getExperiment();
      await element.step(3);
      const { step } = await element.snapshot();
      const refused = await element.exportModel('gguf').catch((/** @type {any} */ error) => error.message);
      const model = await element.exportModel();
      const picture = await element.toBlob();
      return {
        early,
        seed: element.getExperiment().seed,
        theme: element.getAttribute('theme'),
        step,
        refused,
        model: model.length,
        type: picture.type,
        size: picture.size,
      };
    });
    assert.equal(told.early, null);
    assert.equal(told.seed, 7);
    assert.equal(told.theme, 'dark');
    assert.equal(told.step, 3);
    assert.match(told.refused, /expected safetensors, got "gguf"/);
    assert.ok(told.model > 500 && told.size > 1000);
    assert.equal(told.type, 'image/png');
  });

  test('when its code does not come, there is a sentence, an event, and what the author put inside', async () => {
    await page().route(/assets\/playground-/, (route) => route.abort());
    await open('later.html');
    const told = await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      const error = new Promise((resolve) =>
        element.addEventListener('error', (/** @type {any} */ { detail }) => resolve(detail)),
      );
      await import(new URL('relu-playground.js', location.href).href);
      const failure = await element.ready.catch((/** @type {Error} */ reason) => reason.name);
      return { failure, error: await error, text: element.renderRoot.querySelector('[role=status]').textContent };
    });
    await page().unroute(/assets\/playground-/);
    assert.equal(told.error.code, 'load_failed');
    assert.equal(told.failure, 'TypeError');
    assert.match(told.text, /^The playground could not be loaded\. /);
    assert.ok(await page().locator('#fallback').isVisible());
    assert.ok(
      (await page().evaluate(() => document.querySelector('relu-playground')?.clientHeight ?? 0)) < 400,
      'no room is kept',
    );
  });

  for (const [what, files] of /** @type {[string, RegExp][]} */ ([
    ['its code', /assets\/playground-/],
    ["the core's tables", /assets\/(thread-)?tables-/],
    ['the WebAssembly', /\.wasm$/],
    ["the engine's worker", /assets\/worker-/],
  ]))
    test(`when ${what} did not come, the button begins anew, and whoever waits for the element gets it`, async () => {
      await page().route(files, (route) => route.fulfill({ status: 404 }));
      await open('near.html');
      const again = page().getByRole('button', { name: 'Try again' });
      await again.waitFor();
      const refused = await page().evaluate(() =>
        /** @type {any} */ (document.querySelector('relu-playground')).ready.catch(() => 'refused'),
      );
      assert.equal(refused, 'refused');
      await page().unroute(files);
      await again.press('Enter');
      const told = await page().evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        await element.ready;
        await element.setExperiment({ seed: 7 });
        await element.step(3);
        return {
          step: (await element.snapshot()).step,
          failures: element.renderRoot.querySelectorAll('.failure, .waiting').length,
        };
      });
      assert.deepEqual(told, { step: 3, failures: 0 });
    });

  test('a view that did not come leaves the network at the front, and comes by the button', async () => {
    const files = /assets\/race-[\w-]{8}\.js/;
    const withheld = await withhold(page(), files);
    await open('near.html');
    await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      await element.ready;
      element.showView('race');
    });
    const notice = page().locator('.notice');
    await notice.getByText('Not loaded: Race.').waitFor();
    await page().locator('.panel-network').waitFor();
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(10));
    assert.equal(withheld.asked(), 1);
    await withheld.release();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page().locator('.view-race .race, .view-race canvas').first().waitFor();
    await notice.waitFor({ state: 'detached' });
  });

  test('a name that no view has is warned of once', async () => {
    /** @type {string[]} */
    const warnings = [];
    const listen = (/** @type {import('playwright-core').ConsoleMessage} */ message) =>
      message.type() === 'warning' && warnings.push(message.text());
    page().on('console', listen);
    await open('near.html');
    await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      element.view = 'rase';
      await element.ready;
      await element.step(10);
    });
    page().off('console', listen);
    assert.equal(warnings.filter((text) => text.includes('"rase"')).length, 1, warnings.join('\n'));
  });

  test('parts that did not come are told of once, are not asked for in vain, and come by the button', async () => {
    const files = /assets\/(network-panel|panels)-/;
    const withheld = await withhold(page(), files);
    await open('near.html');
    await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      await element.ready;
      await element.step(100);
    });
    const notice = page().locator('.notice');
    await notice
      .getByText('Chart of the run')
      .filter({ hasText: /^Not loaded: .*Network/ })
      .waitFor();
    assert.equal(await notice.count(), 1);
    await notice.getByRole('button', { name: 'Try again' }).waitFor();
    const before = withheld.asked();
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(100));
    assert.equal(withheld.asked(), before);
    await withheld.release();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page().locator('.panel-network').waitFor();
    await page().locator('.loss-chart svg, .loss-chart canvas').first().waitFor();
    await notice.waitFor({ state: 'detached' });
  });

  test('words that did not come are told of once and come by the button', async () => {
    const withheld = await withhold(page(), /assets\/(words|change-text)-/);
    await open('near.html');
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
    const notice = page().locator('.notice');
    await page().getByLabel('Batch size, exact value').fill('20');
    await page().keyboard.press('Enter');
    await notice.getByText('Hints and names').filter({ hasText: 'Words for changes' }).waitFor();
    assert.equal(withheld.asked(), 2);
    await page().getByRole('button', { name: 'Undo', exact: true }).waitFor();
    await withheld.release();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page().getByRole('button', { name: 'Undo: batch size 10 → 20', exact: true }).waitFor();
    await notice.waitFor({ state: 'detached' });
    await page().getByLabel('Batch size, exact value').hover();
    await page().getByRole('tooltip').filter({ hasText: /\.$/ }).waitFor();
  });
});

for (const name of /** @type {const} */ (['chromium', 'firefox', 'webkit'])) {
  test(`without WebAssembly ${name} says so in a sentence and keeps what the author put inside`, async () => {
    const browser = await openBrowser(name, { webAssembly: 'none' });
    try {
      await browser.goto(`${site.url}near.html`);
      const told = await browser.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        await customElements.whenDefined('relu-playground');
        const code = await element.ready.catch((/** @type {any} */ error) => error.code);
        await element.updateComplete;
        const box = document.querySelector('#fallback')?.getBoundingClientRect();
        return { code, text: element.renderRoot.textContent, isSeen: Boolean(box && box.height > 0) };
      });
      assert.equal(told.code, 'no_webassembly');
      assert.match(told.text, /has no WebAssembly/);
      assert.ok(told.isSeen);
    } finally {
      await browser.close();
    }
  });
}
