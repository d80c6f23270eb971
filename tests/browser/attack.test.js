// The attack and the asking view in Chromium: a trained network is fooled by a change that the page finds, activations are compared, a
// network asks for labels and is answered, by keyboard alone; axe finds nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './drivers.js';
import { serve, strictPolicy } from './server.js';

/** @typedef {import('playwright-core').Page} Page */

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

/** @type {Awaited<ReturnType<typeof serve>>} */ let server;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */ let browser;
before(async () => {
  server = await serve(dist, { policy: strictPolicy });
  browser = await openBrowser('chromium');
  page().setDefaultTimeout(20_000);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** @returns {Page} */
const page = () => /** @type {Page} */ (browser.page);
const button = (/** @type {string} */ name) => page().getByRole('button', { name, exact: true });

/** Opens an experiment at a step in a view. @param {string} link @param {string} view */
async function open(link, view) {
  browser.problems.length = 0;
  await page().goto('about:blank');
  await page().goto(`${server.url}#${link}`);
  await page().evaluate(async (name) => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    await element.ready;
    element.showView(name);
  }, view);
}

async function axeFindings() {
  await page().evaluate(axe);
  const { violations } = await page().evaluate(() => /** @type {any} */ (globalThis).axe.run('relu-playground'));
  return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
}

const sentence = () => page().locator('.attack-sentence').innerText();

describe('attack', () => {
  test('the smallest change of a point is found and flips the answer', async () => {
    await open('data=circle&layers=8.relu*2&step=800', 'attack');
    await page().locator('.attack-sentence').filter({ hasText: 'the network says' }).waitFor();
    await button('Find the smallest').click();
    await page().locator('.attack-sentence').filter({ hasText: 'The smallest change that flips it' }).waitFor();
    assert.match(await sentence(), /class (\d); the network says \1 .*makes it say (?!\1)\d/s);
    assert.deepEqual(await axeFindings(), []);
    assert.deepEqual(browser.problems, []);
  });

  test('arrow keys choose the point, and a smaller change leaves the answer', async () => {
    await page().locator('.attack-plane').focus();
    await page().keyboard.press('ArrowRight');
    await page().locator('.attack-sentence').filter({ hasText: 'Point 2 is' }).waitFor();
    await page().locator('.attack-size').focus();
    await page().keyboard.press('Home');
    await page()
      .locator('.attack-sentence')
      .filter({ hasText: 'A change of at most 0.000 leaves the answer as it is' })
      .waitFor();
  });

  test('activations are compared on the same task', async () => {
    await button('Compare activations').click();
    await button('Compare activations').waitFor();
    await page().locator('.attack tbody tr').nth(4).waitFor();
    const rows = await page().locator('.attack tbody tr').allInnerTexts();
    const names = rows.map((row) => row.split('\t')[0]);
    assert.deepEqual(names, ['ReLU', 'Leaky ReLU', 'ELU', 'Tanh', 'Sigmoid']);
    for (const row of rows) assert.match(row, /\d\.\d+\t\d\.\d+$/);
  });

  test('a picture is changed too, and what has no classes is refused in words', async () => {
    await open('data=digits_8x8&layers=(type:flatten),16.relu&step=150', 'attack');
    await page().locator('.attack-sentence').filter({ hasText: 'Picture 1 is of class' }).waitFor();
    await button('Find the smallest').click();
    await page().locator('.attack-sentence').filter({ hasText: 'makes it say' }).waitFor();
    assert.equal(await page().locator('.attack-pictures canvas').count(), 3);
    assert.deepEqual(await axeFindings(), []);
    await open('data=plane', 'attack');
    await page().locator('.attack-sentence').filter({ hasText: 'Choose points with classes' }).waitFor();
    assert.deepEqual(browser.problems, []);
  });
});

describe('ask', () => {
  const captions = () => page().locator('.ask-planes figcaption').allInnerTexts();

  test('a label that is given is learned, and the next one is asked for', async () => {
    await open('data=moons&layers=8.relu*2', 'ask');
    await page().locator('.ask-planes figcaption').first().filter({ hasText: '2 labels' }).waitFor();
    const asked = await page().locator('.ask-sentence').innerText();
    assert.match(asked, /It asks about the point at x .*, y .*, where it is least sure/);
    await button('The true one').focus();
    await page().keyboard.press('Enter');
    await page().locator('.ask-planes figcaption').first().filter({ hasText: '3 labels' }).waitFor();
    assert.notEqual(await page().locator('.ask-sentence').innerText(), asked);
    assert.deepEqual(await axeFindings(), []);
  });

  test('all labels are answered to the end, both ways', async () => {
    await page().locator('.answer-all').click();
    await page().locator('.ask-planes figcaption').first().filter({ hasText: '40 labels' }).waitFor();
    for (const caption of await captions()) assert.match(caption, /40 labels, \d+\.\d.% right/);
    await page().locator('.ask .more summary').click();
    assert.equal(await page().locator('.ask-table tbody tr').count(), 39);
    assert.deepEqual(browser.problems, []);
  });

  test('a repetition can be stopped', async () => {
    await page().locator('.repeat').click();
    await page().locator('.ask p').filter({ hasText: 'Median of 1 start' }).waitFor();
    await button('Stop').click();
    await page().locator('.repeat').waitFor();
    assert.match(await page().locator('.ask').innerText(), /Median of \d start/);
  });
});
