// What comes out of a printer: the present pictures in light colours, the settings, the link as text, nothing that could be pressed; and
// afterwards everything is as it was. Chromium lays the page out for print; the events of a real print come with its PDF.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtSite, rested } from './built-page.js';
import { openBrowser } from './drivers.js';

/** Whatever a reader of paper has no use for. */
const TOOLS = 'button, select, input, textarea, summary, [role="tab"], nav';

/** A4 within its usual margins, in CSS pixels. */
const SHEET = { width: 718, height: 1047 };

const site = builtSite();

/**
 * What stands on the paper while printing goes on.
 *
 * @param {string} tools  a selector
 */
async function printed(tools) {
  /** Mean brightness of what is drawn, 0 to 255: surfaces of the light scheme lie above, at 160, those of the dark one below, at 110. */
  const LIGHT = 140;
  dispatchEvent(new Event('beforeprint'));
  await new Promise((resolve) => setTimeout(resolve));
  const element = /** @type {any} */ (document.querySelector('relu-playground'));
  const paper = element.renderRoot.querySelector('.paper').shadowRoot;
  const roots = [document, element.renderRoot, paper];
  const seen = (/** @type {Element} */ node) =>
    node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  const canvases = /** @type {HTMLCanvasElement[]} */ ([...paper.querySelectorAll('canvas')]).filter(seen);
  const pictures = canvases.map((canvas) => {
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    const colours = new Set(new Uint32Array(data.buffer));
    let sum = 0;
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] < 255) continue;
      sum += data[i] + data[i + 1] + data[i + 2];
      count += 3;
    }
    const ground = sum / count > LIGHT ? 'light' : 'dark';
    return { name: canvas.className, colours: colours.size, ground };
  });
  const surface = paper.querySelector('.surface-canvas');
  const corner = surface?.getContext('2d').getImageData(2, 2, 1, 1).data;
  return {
    tools: roots.flatMap((root) => [...root.querySelectorAll(tools)].filter(seen).map((node) => node.outerHTML.slice(0, 120))),
    pictures,
    corner: corner ? [...corner] : [],
    text: paper.textContent,
    seen: [...paper.children].map((node) => node.innerText).join('\n'),
    scale: Math.min(...[...paper.querySelectorAll('.shown')].map((node) => Number(getComputedStyle(node).zoom))),
    link: paper.querySelector('.link')?.textContent,
    ground: getComputedStyle(document.documentElement).colorScheme,
    // Hatches, which are looked up in the sheet's own tree.
    named: [...paper.querySelectorAll('[fill^="url("]')].map((node) => {
      const [, name] = /#(.+)\)/.exec(node.getAttribute('fill')) ?? [];
      return paper.getElementById(name)?.localName ?? `no ${name}`;
    }),
  };
}

/** The part that lays the sheet comes with the first sign of a reader: he is about to press the keys for printing. @param {import('playwright-core').Page} page */
async function printable(page) {
  await page.keyboard.press('Control');
  await page.waitForFunction(() =>
    document
      .querySelector('relu-playground')
      ?.shadowRoot?.adoptedStyleSheets.some((sheet) => [...sheet.cssRules].some(({ cssText }) => cssText.startsWith('.paper'))),
  );
}

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
]))
  test(`the page is printed without tools, with pictures, settings and link, from ${width} px, ${colorScheme}`, async () => {
    const browser = await openBrowser('chromium', { width, height: 800, colorScheme });
    const page = /** @type {import('playwright-core').Page} */ (browser.page);
    try {
      await browser.goto(`${site.url}index.html#data=spiral&layers=4.relu*2&step=250`);
      await browser.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
      await page.waitForFunction(() =>
        document.querySelector('relu-playground')?.shadowRoot?.querySelector('.loss-chart canvas, .loss-chart svg'),
      );
      await printable(page);
      await rested(page);
      await page.emulateMedia({ media: 'print', colorScheme });
      const told = await browser.evaluate(printed, TOOLS);
      assert.deepEqual(told.tools, []);
      for (const name of ['links', 'signal-bars', 'surface-canvas'])
        assert.ok(
          told.pictures.some((/** @type {any} */ picture) => picture.name === name && picture.colours > 3),
          `${name} is empty: ${JSON.stringify(told.pictures)}`,
        );
      assert.match(told.text, /Spiral, samples 500, noise 0.1, test share 0.5, inputs x and y/);
      assert.match(told.text, /2 × \(4 units, ReLU\)/);
      assert.equal(told.link, page.url().replace(/#.*/, '#v=1&data=spiral&layers=4*2&step=250'));
      assert.equal(told.ground, 'light');
      assert.deepEqual([...new Set(told.named)], ['pattern']);
      await page.setViewportSize(SHEET);
      const wide = await browser.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= SHEET.width, `${wide} px wide`);
      await page.setViewportSize({ width, height: 800 });
      const brightness = told.corner
        .slice(0, 3)
        .reduce((/** @type {number} */ sum, /** @type {number} */ part) => sum + part, 0);
      assert.ok(told.corner[3] === 0 || brightness > 600, `the picture lies on ${told.corner}`);
      await page.emulateMedia({ media: 'screen', colorScheme });
      const after = await browser.evaluate(() => {
        dispatchEvent(new Event('afterprint'));
        const { renderRoot, session } = /** @type {any} */ (document.querySelector('relu-playground'));
        return { paper: renderRoot.querySelector('.paper'), step: session.snapshot.step };
      });
      assert.deepEqual(after, { paper: null, step: 250 });
      await page.getByRole('button', { name: 'Step' }).click();
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
  });

/** Letters on paper are at least this part of those on the screen. */
const LEAST_SCALE = 0.75;

for (const { view, picture, words, settings } of [
  { view: 'race', picture: 'lane-surface', words: /Leaky ReLU/, settings: /Only one thing differs:\s+Activation/ },
  { view: 'depth_map', picture: '', words: /hidden layers/, settings: /Epochs at most\s+100/ },
  { view: 'born_dead_map', picture: '', words: /units a layer/, settings: /Initialiser\s+He normal/ },
  { view: 'attack', picture: 'surface-canvas attack-surface', words: /Test point 1 is of class 0/, settings: /FGSM: one step/ },
  { view: 'ask', picture: 'surface-canvas ask-surface-0', words: /The first one asks about the point/, settings: /./ },
])
  test(`the view ${view} is printed without tools, in light colours, with settings and link`, async () => {
    const browser = await openBrowser('chromium', { width: 1280, height: 800, colorScheme: 'dark' });
    const page = /** @type {import('playwright-core').Page} */ (browser.page);
    try {
      await browser.goto(`${site.url}index.html#data=moons&layers=6.relu*2&step=100`);
      await browser.evaluate((/** @type {string} */ name) => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        element.view = name;
        return element.ready;
      }, view);
      await printable(page);
      await page.waitForFunction(
        ([name, text]) => {
          const content = document.querySelector('relu-playground')?.shadowRoot?.querySelector(`.view-${name}`);
          if (!content || content.querySelector('.view-loading')) return false;
          // Each network of a race comes when it is made; the two that ask for labels have been trained when they can be answered.
          const isDrawn =
            [...content.querySelectorAll('.lane-score')].every((node) => node.textContent) &&
            !content.querySelector('.answer-all[aria-disabled="true"]');
          return isDrawn && new RegExp(text).test(content.textContent ?? '');
        },
        [view, words.source],
      );
      // Maps go on being filled.
      if (picture) await rested(page);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const told = await browser.evaluate(printed, TOOLS);
      assert.deepEqual(told.tools, []);
      assert.match(told.seen, words);
      assert.match(told.seen, settings);
      assert.ok(told.scale >= LEAST_SCALE, `${told.scale}`);
      assert.match(told.text, /Moons, samples 500/);
      assert.match(told.link, /data=moons/);
      const pictures = told.pictures.filter((/** @type {any} */ { name }) => name === picture);
      assert.ok(picture === '' || pictures.length > 0, JSON.stringify(told.pictures));
      for (const { colours, ground } of pictures) {
        assert.ok(colours > 3);
        assert.equal(ground, 'light');
      }
      await page.setViewportSize(SHEET);
      const wide = await browser.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= SHEET.width, `${wide} px wide`);
      const tall = await browser.evaluate(() => {
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        const chart = renderRoot.querySelector('.paper').shadowRoot.querySelector('.lane-chart');
        return chart ? chart.getBoundingClientRect().height : 0;
      });
      assert.ok(tall <= SHEET.height / 3, `the chart takes ${tall} px`);
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
  });

test('a real print lays the sheet and takes it away again', async () => {
  const browser = await openBrowser('chromium');
  const page = /** @type {import('playwright-core').Page} */ (browser.page);
  try {
    await browser.goto(`${site.url}embed.html`);
    await browser.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
    await printable(page);
    await browser.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      const heard = /** @type {Record<string, boolean>} */ ({});
      Object.assign(globalThis, { heard });
      const saw = (/** @type {string} */ type) =>
        addEventListener(type, () => {
          heard[type] = Boolean(element.renderRoot.querySelector('.paper'));
        });
      // The sheet's own listeners were there first.
      saw('beforeprint');
      saw('afterprint');
    });
    const pdf = await page.pdf({ format: 'A4' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    assert.deepEqual(await browser.evaluate(() => /** @type {any} */ (globalThis).heard), {
      beforeprint: true,
      afterprint: false,
    });
  } finally {
    await browser.close();
  }
});

test('a lesson is printed with the playground that is open in it', async () => {
  const browser = await openBrowser('chromium');
  const page = /** @type {import('playwright-core').Page} */ (browser.page);
  try {
    await browser.goto(`${site.url}article.html`);
    await page.locator('#why-non-linearity .choice').first().click();
    await page.waitForFunction(() => document.querySelector('relu-playground'));
    await browser.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      element.scrollIntoView();
      await element.ready;
    });
    await printable(page);
    await rested(page);
    await page.emulateMedia({ media: 'print' });
    const told = await browser.evaluate(printed, 'relu-playground button, select, input, [role="tab"], .closed, .variants');
    assert.deepEqual(told.tools, []);
    assert.ok(told.pictures.some((/** @type {any} */ { name, colours }) => name === 'surface-canvas' && colours > 3));
    assert.match(told.text, /Hidden layers/);
  } finally {
    await browser.close();
  }
});
