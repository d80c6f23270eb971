// The race in Chromium: networks that differ in one thing run side by side to the end, from one start and from several; the results can
// be read, copied and opened, and axe finds nothing.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as engine from 'relu-playground';
import { SOLVED_ACCURACY, trial } from 'relu-playground/trial';
import { builtPage } from './built-page.js';

const built = builtPage();
const { page, button, choose, open, says, rested, axeFindings, overhang } = built;

/** Networks and data so small that every epoch is short. */
const small = {
  data: { name: 'circle', samples: 200 },
  network: { initializer: 'glorot_uniform', layers: [{ units: 5 }, { units: 5 }] },
  training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.3 } },
};

/** Opens the race of the small experiment. */
async function race(size = {}) {
  await open('', size);
  await page().evaluate(async (experiment) => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    await element.setExperiment(experiment);
    element.showView('race');
  }, small);
  await page().locator('#lane-score-5').filter({ hasText: '%' }).waitFor();
}

/** Plays as fast as it goes until the race is over. */
async function playToTheEnd() {
  await choose('Speed', 'max');
  await choose('Epochs', '50');
  await button('Play').click();
  await page().waitForFunction(
    () => document.querySelector('relu-playground')?.shadowRoot?.querySelector('.race-epoch')?.textContent === '50 of 50',
  );
  await button('Play').waitFor();
}

/** @returns {Promise<string[]>} what every lane says of itself */
const statuses = () => page().locator('.lane-status').allTextContents();

describe('race', () => {
  test('a page that shows only the network loads nothing of it', async () => {
    await page().goto(built.url);
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
    const loaded = () => built.requests.filter((path) => /\/(race|lane|map-view|pool|trial)[^/]*\.js$/.test(path));
    assert.deepEqual(loaded(), []);
    await race();
    assert.ok(loaded().some((path) => path.includes('race')));
    assert.ok(!loaded().some((path) => path.includes('pool')), 'the threads wait for their first trial');
  });

  test('a network that has solved its task leads to a race of the activations, and no other one does', async () => {
    await open('#layers=8*2&step=2000');
    const next = button('Race the activations on it');
    await next.press('Enter');
    await page().getByRole('list', { name: 'Networks of the race' }).getByRole('listitem').first().waitFor();
    assert.equal(
      await page().evaluate(() => document.querySelector('relu-playground')?.shadowRoot?.activeElement?.id),
      'tab-race',
    );
    await open('#layers=8.sigmoid*5&step=100');
    assert.equal(await next.count(), 0);
  });

  test('three activations run from the same start to the end, and a lane opens', async () => {
    await race();
    for (const name of ['Leaky ReLU', 'ELU', 'SiLU / Swish']) await button(`Take ${name} out`).click();
    assert.deepEqual(await page().locator('.race-values li span').allTextContents(), ['ReLU', 'Tanh', 'Sigmoid']);
    await playToTheEnd();
    // The lanes say what Node finds for the same experiments.
    const expected = await Promise.all(
      ['relu', 'tanh', 'sigmoid'].map(async (activation) => {
        const layers = [1, 2].map(() => ({ units: 5, activation }));
        const options = { epochs: 50, target: SOLVED_ACCURACY, stopAtTarget: false };
        const { solvedEpoch } = await trial(engine, { ...small, network: { ...small.network, layers } }, options);
        return solvedEpoch === null ? 'not solved in 50 epochs' : `solved by epoch ${solvedEpoch}`;
      }),
    );
    const said = (await statuses()).map((text) => text.split(',')[0]);
    assert.deepEqual(said, expected);
    assert.equal(new Set(said).size, 3, 'the three differ');
    await says('.announcer', /^The race is over\. ReLU: solved by epoch \d+.*Sigmoid: not solved in 50 epochs\.$/);
    await rested();
    const pictures = await page().evaluate(() =>
      [...(document.querySelector('relu-playground')?.shadowRoot?.querySelectorAll('.lane-surface') ?? [])].map((canvas) =>
        /** @type {HTMLCanvasElement} */ (canvas).toDataURL(),
      ),
    );
    assert.equal(new Set(pictures).size, 3);
    await button('Restart').click();
    await page().locator('.race-epoch').filter({ hasText: /^0 of/ }).waitFor();
    await playToTheEnd();
    assert.deepEqual(
      (await statuses()).map((text) => text.split(',')[0]),
      expected,
    );
    await button('Open Tanh in the network’s view').click();
    await page().locator('.surface').waitFor();
    const { network } = await page().evaluate(() =>
      /** @type {any} */ (document.querySelector('relu-playground')).getExperiment(),
    );
    assert.deepEqual(
      network.layers.map((/** @type {any} */ { activation }) => activation),
      ['tanh', 'tanh'],
    );
    assert.deepEqual(built.problems, []);
  });

  test('several starts fill the table, which can be copied; another thing to differ in starts anew', async () => {
    await race();
    await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose('What differs', 'learning_rate');
    await page().locator('.race-lane', { hasText: '0.03' }).waitFor();
    assert.deepEqual(await page().locator('.race-lane strong').allTextContents(), ['0.03', '0.09', '0.3', '0.9', '3']);
    await choose('Epochs', '50');
    await choose('Starts', '3');
    await button('Run 15 networks').click();
    await page().getByText('15 of 15 networks').waitFor();
    await button('Run 15 networks').waitFor();
    const table = page().locator('.race-table table');
    assert.deepEqual(await table.getByRole('rowheader').allTextContents(), ['0.03', '0.09', '0.3', '0.9', '3']);
    const cells = await table
      .getByRole('row', { name: /^0\.3 / })
      .getByRole('cell')
      .allTextContents();
    assert.match(cells[0], /^[0-3] of 3/);
    assert.match(cells[1], /^(\d+\.\d|over 50)$/);
    assert.match(cells[2], /^\d+\.\d\s% \[\d+\.\d\s% – \d+\.\d\s%\]$/);
    await button('Copy as Markdown').click();
    await page().getByText('Markdown copied').waitFor();
    const text = await page().evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^\| Learning rate \| Solved \|[^\n]*\n\| --- \|[^\n]*\n\| 0\.03 \| [0-3] of 3/);
    await choose('What differs', 'depth');
    await page().locator('.race-lane', { hasText: '20 layers' }).waitFor();
    assert.equal(await table.count(), 0);
    assert.deepEqual(built.problems, []);
  });

  test('a seventh network is refused in words, and the menu keeps the focus', async () => {
    await race();
    const add = page().getByRole('combobox', { name: 'Add', exact: true });
    assert.deepEqual(await add.locator('option').allTextContents(), ['six at most']);
    assert.equal(await add.getAttribute('aria-disabled'), 'true');
    assert.match((await add.getAttribute('aria-description')) ?? '', /take one out to add another/);
    await button('Take ELU out').click();
    await add.focus();
    await add.selectOption('gelu');
    await page().locator('.race-values li', { hasText: 'GELU' }).waitFor();
    assert.deepEqual(await add.locator('option').allTextContents(), ['six at most']);
    assert.equal(await add.evaluate((node) => node.matches(':focus')), true);
    assert.deepEqual(built.problems, []);
  });

  test('on a phone its controls stay at the thumb', async () => {
    await race({ width: 390, height: 844 });
    for (const top of [0, 300]) {
      await page().evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), top);
      const bar = await page().locator('.race-bar').boundingBox();
      assert.ok(bar && Math.abs(bar.y + bar.height - 844) < 1, `${JSON.stringify(bar)} when scrolled by ${top}`);
    }
  });

  for (const [width, height, colorScheme] of /** @type {const} */ ([
    [1280, 800, 'light'],
    [390, 844, 'dark'],
  ])) {
    test(`axe finds nothing, and nothing sticks out, at ${width} px, ${colorScheme}`, async () => {
      await page().emulateMedia({ colorScheme });
      await race({ width, height });
      await choose('Epochs', '50');
      await choose('Starts', '1');
      await button('Run 6 networks').click();
      await page().getByText('6 of 6 networks').waitFor();
      await button('Run 6 networks').waitFor();
      assert.deepEqual(await axeFindings('relu-playground'), []);
      assert.ok((await overhang()) <= 0);
    });
  }
});
