// The depth map and the born-dead map in Chromium: they fill, stop and go on, are walked through by keys, open a cell's network, and
// are clean by axe's rules.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtPage } from './built-page.js';

const built = builtPage();
const { page, choose, open, says, rested, axeFindings } = built;

/** Shows a view of the page's own playground, with a change made to it before it comes to the front. */
async function show(/** @type {string} */ view, change = '') {
  await open();
  await page().evaluate(
    async ([name, text]) => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      if (text) await element.setExperiment({ ...element.getExperiment(), ...JSON.parse(text) });
      element.showView(name);
    },
    [view, change],
  );
  await page().getByRole('grid').waitFor();
}

const cells = () => page().getByRole('gridcell');
/** What the map says about how far it is. */
const state = async () => String(await page().locator('.map-state').textContent());
// Where several settings are chosen, the one that gives the map its number of networks comes last: then that number tells of all of them.

/** A small table of data: every network of the map trains in no time. */
const small = JSON.stringify({ data: { name: 'circle', samples: 60 } });

describe('depth map', () => {
  test('fills every cell, says what it found, and opens a cell’s network', async () => {
    await show('depth_map', small);
    await choose('Epochs at most', '30');
    await choose('Deepest', '5');
    await choose('Initialiser', 'orthogonal');
    await choose('Starts', '2');
    await says('.map-state', /^60 networks in [\d.]+ s$/);
    assert.equal(await cells().count(), 30);
    for (const label of await cells().allTextContents())
      assert.match(label, /: solved from [012] of 2 starts( within 30 epochs|, after \d+( and \d+)? epochs?)/);
    const names = await page().getByRole('rowheader').allTextContents();
    assert.deepEqual(names, ['ReLU', 'Leaky ReLU', 'ELU', 'SiLU / Swish', 'Tanh', 'Sigmoid']);
    await page()
      .getByRole('gridcell', { name: /^Tanh, 2 hidden layers/ })
      .click();
    await page().getByRole('button', { name: 'Play', exact: true }).waitFor();
    const { network } = await page().evaluate(() =>
      /** @type {any} */ (document.querySelector('relu-playground')).getExperiment(),
    );
    assert.deepEqual(
      network.layers.map((/** @type {any} */ { activation }) => activation.name ?? activation),
      ['tanh', 'tanh'],
    );
    assert.equal(network.initializer.name ?? network.initializer, 'orthogonal');
    assert.deepEqual(built.problems, []);
  });

  test('a map on which nothing is solved says why it has no numbers, and what may help', async () => {
    const slow = { data: { name: 'circle', samples: 60 }, training: { optimizer: { name: 'sgd', learning_rate: 1e-6 } } };
    await show('depth_map', JSON.stringify(slow));
    await choose('Epochs at most', '30');
    await choose('Deepest', '5');
    await choose('Starts', '1');
    await says('.map-state', /^30 networks in/);
    await says(
      '.map-finding',
      /^None of these networks is solved within 30 epochs: .* The nearest is .* of the test points right\.$/,
    );
    await says('.announcer', /the map is full\. None of these networks/);
    assert.deepEqual(await axeFindings('relu-playground'), []);
    await page().getByRole('button', { name: 'Give them 100 epochs' }).click();
    await says('.map-finding', /within 100 epochs/);
    assert.equal(await page().getByRole('combobox', { name: 'Epochs at most' }).inputValue(), '100');
    await page().getByRole('button', { name: 'Let Adam choose each weight’s step' }).click();
    await page().locator('.map-finding').waitFor({ state: 'detached' });
    await says('.map-state', /^30 networks in/);
    const { training } = await page().evaluate(() =>
      /** @type {any} */ (document.querySelector('relu-playground')).getExperiment(),
    );
    assert.equal(training?.optimizer?.name ?? training?.optimizer ?? 'adam', 'adam');
    assert.equal(await page().locator('.map-finding').count(), 0, 'now some are solved');
  });

  test('stops, keeps what it has, and goes on', async () => {
    await show('depth_map');
    await choose('Epochs at most', '1000');
    await choose('Deepest', '50');
    await choose('Starts', '5');
    await page().waitForFunction(() =>
      /^[1-9]\d* of 300/.test(
        document.querySelector('relu-playground')?.shadowRoot?.querySelector('.map-state')?.textContent ?? '',
      ),
    );
    await page().getByRole('button', { name: 'Stop' }).click();
    await page().getByRole('button', { name: 'Go on' }).waitFor();
    await rested();
    const stopped = Number.parseInt(await state(), 10);
    assert.ok(stopped > 0 && stopped < 300);
    await page().evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    assert.equal(Number.parseInt(await state(), 10), stopped);
    await page().getByRole('button', { name: 'Go on' }).click();
    await page().waitForFunction(
      (before) =>
        Number.parseInt(
          document.querySelector('relu-playground')?.shadowRoot?.querySelector('.map-state')?.textContent ?? '',
          10,
        ) > before,
      stopped,
    );
    // Another setting empties the map.
    await choose('Epochs at most', '30');
    await choose('Deepest', '5');
    await choose('Starts', '1');
    await says('.map-state', /^30 networks in/);
  });

  test('arrow keys walk through it, and axe finds nothing', async () => {
    await show('depth_map', small);
    await choose('Epochs at most', '30');
    await choose('Deepest', '5');
    await choose('Starts', '1');
    await says('.map-state', /^30 networks in/);
    const grid = page().getByRole('grid');
    assert.equal(await grid.locator('[tabindex="0"]').count(), 1);
    await says('.map-readout', /^Point at a cell, .* arrow keys/);
    await cells().first().focus();
    await says('.map-readout', /^ReLU, 1 hidden layer: solved/);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft']) await page().keyboard.press(key);
    await page().waitForFunction(() =>
      document
        .querySelector('relu-playground')
        ?.shadowRoot?.querySelector('.map-readout')
        ?.textContent?.startsWith('Leaky ReLU, 2 hidden layers'),
    );
    await page().keyboard.press('Control+End');
    await page().keyboard.press('ArrowDown');
    await page().waitForFunction(() =>
      document
        .querySelector('relu-playground')
        ?.shadowRoot?.querySelector('.map-readout')
        ?.textContent?.startsWith('Sigmoid, 5 hidden layers'),
    );
    assert.equal(await grid.locator('[tabindex="0"]').count(), 1);
    assert.deepEqual(await axeFindings('relu-playground'), []);
    await page().keyboard.press('Enter');
    await page().getByRole('button', { name: 'Play', exact: true }).waitFor();
  });
});

describe('born-dead map', () => {
  test('counts the untrained networks that say one thing, and opens one of them', async () => {
    await show('born_dead_map', small);
    await choose('Networks a cell', '20');
    await says('.map-state', /^1,120 networks in/);
    const cell = page().getByRole('gridcell', { name: /^50 layers of 1 unit:/ });
    assert.match(
      String(await cell.textContent()),
      /20 of 20 untrained networks \(100\.0\s%\) give every training point the same answer/,
    );
    assert.match(
      String(
        await page()
          .getByRole('gridcell', { name: /^1 layer of 16 units:/ })
          .textContent(),
      ),
      / 0 of 20 /,
    );
    await cell.click();
    await page().getByRole('button', { name: 'Play', exact: true }).waitFor();
    const { layers } = await page().evaluate(
      () => /** @type {any} */ (document.querySelector('relu-playground')).getExperiment().network,
    );
    assert.equal(layers.length, 50);
    assert.deepEqual(built.problems, []);
  });
});
