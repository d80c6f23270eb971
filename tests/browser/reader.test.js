// The code that only a reader's acts need: it stays away until there is a sign of one, and no act that is quicker than it is lost, nor one whose
// code does not come at first. In Chromium.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';

const built = builtPage({ pages: { 'plain.html': `${bareHead}<body><p>plain</p><relu-playground></relu-playground>` } });
const { page, button } = built;

const ACTS = /\/assets\/acts-/;
const asked = () => built.requests.filter((path) => ACTS.test(path)).length;

async function openUntouched() {
  await built.open('plain.html', { wait: false });
  await built.rested();
}

/** Opens the page, whose acts' code stays on its way until it is released. */
async function withActsOnTheirWay() {
  let release = () => {};
  const wait = new Promise((resolve) => {
    release = () => resolve(null);
  });
  await page().route(ACTS, (route) => wait.then(() => route.continue()));
  await openUntouched();
  return release;
}

/** Runs in the page. */
const leaveUpwards = () =>
  document.querySelector('p')?.dispatchEvent(new PointerEvent('pointerout', { bubbles: true, clientX: 90, clientY: -1 }));

/** The experiment as it stands. */
const experiment = () => page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).getExperiment());

beforeEach(async () => {
  await page().unrouteAll({ behavior: 'ignoreErrors' });
  // Where the mouse lay before, it would be a sign on the new page too.
  await page().mouse.move(3, 3);
  built.requests.length = 0;
});

describe('the code for what a reader does', () => {
  for (const [sign, act] of /** @type {[string, () => Promise<unknown>][]} */ ([
    ['pointer on the playground', () => button('Reset').hover()],
    ['focus on the playground', () => button('Play').focus()],
    ['key for undo or print', () => page().keyboard.press('Control')],
    ['pointer on its way to the browser’s menu', () => page().evaluate(leaveUpwards)],
    ['beginning of a print', () => page().evaluate(() => dispatchEvent(new Event('beforeprint')))],
  ]))
    test(`comes with the first ${sign} and not before`, async () => {
      await openUntouched();
      await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(20));
      // Somebody reads past it.
      await page().mouse.move(5, 5);
      await page().mouse.wheel(0, 10);
      await page().keyboard.press('Space');
      await page().waitForTimeout(100);
      assert.equal(asked(), 0);
      const arrival = page().waitForResponse(ACTS);
      await act();
      await arrival;
      assert.deepEqual(built.problems, []);
    });

  test('changes that were made before it are made, in their order, and can be undone', async () => {
    const release = await withActsOnTheirWay();
    await button('Add a unit to layer 1').click();
    await built.choose('Activation of layer 2', 'tanh');
    await built.choose('Optimiser', 'sgd');
    await button('New start').click();
    await page().getByRole('checkbox', { name: 'x²', exact: true }).check();
    await button(/^Add a layer after layer/).click();
    const before = await experiment();
    release();
    await button(/^Undo: /).waitFor();
    await page().waitForFunction(() => {
      const { network } = /** @type {any} */ (document.querySelector('relu-playground')).getExperiment();
      return network.layers.length === 6;
    });
    const { network, training, seed, data } = await experiment();
    assert.equal(network.layers[0].units, (before.network.layers[0].units ?? 4) + 1);
    assert.ok(network.layers.some((/** @type {any} */ layer) => layer.activation === 'tanh'));
    assert.equal(training.optimizer.name ?? training.optimizer, 'sgd');
    assert.equal(seed, (before.seed ?? 42) + 1);
    assert.ok(data.features.length > 2);
    assert.deepEqual(built.problems, []);
  });

  test('what a script has changed before it can be undone by a key that is pressed before it', async () => {
    const release = await withActsOnTheirWay();
    const before = await experiment();
    await page().evaluate(() =>
      /** @type {any} */ (document.querySelector('relu-playground')).setExperiment({ seed: 7, data: { name: 'circle' } }),
    );
    await button('Play').focus();
    await page().keyboard.press('Control+z');
    assert.equal((await experiment()).seed, 7);
    release();
    await page()
      .locator('.announcer', { hasText: /^Undone/ })
      .waitFor({ state: 'attached' });
    assert.deepEqual(await experiment(), before);
    await page().keyboard.press('Control+y');
    await page()
      .locator('.announcer', { hasText: /^Redone/ })
      .waitFor({ state: 'attached' });
    assert.equal((await experiment()).seed, 7);
  });

  test('what has been pointed at, pressed or asked before it is explained, or stays quiet', async () => {
    const tip = page().getByRole('tooltip');
    let release = await withActsOnTheirWay();
    await button('Reset').hover();
    release();
    await tip.filter({ hasText: 'same start' }).waitFor();
    release = await withActsOnTheirWay();
    await page().keyboard.press('Tab');
    await button('Play').focus();
    await page().keyboard.press('Tab');
    release();
    await tip.filter({ hasText: 'One mini-batch' }).waitFor();
    release = await withActsOnTheirWay();
    await button('Step').click();
    release();
    await page()
      .waitForResponse(ACTS)
      .catch(() => {});
    await page().waitForTimeout(600);
    assert.equal(await tip.isVisible(), false);
    assert.equal(
      await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step),
      1,
    );
  });

  test('what was walked to, pointed at, pressed or opened before it is read when it has come', async () => {
    let release = await withActsOnTheirWay();
    await page()
      .getByRole('application', { name: /^Decision surface/ })
      .focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page().keyboard.press(key);
    assert.equal(await page().evaluate(() => scrollY), 0);
    release();
    await built.says('.surface-readout', /^x 1\.00, y −0\.50: class /);
    release = await withActsOnTheirWay();
    await button(/^unit 2 of layer 1/).hover();
    release();
    await built.says('.unit-readout', /^Unit 2 of layer 1: answers /);
    release = await withActsOnTheirWay();
    await button(/^unit 2 of layer 1/).focus();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    release();
    await built.says('.unit-readout', /^Unit 4 of layer 1: answers /);
    release = await withActsOnTheirWay();
    await button(/^unit 2 of layer 1/).press('Enter');
    release();
    await page().locator('.panel-unit').waitFor();
    release = await withActsOnTheirWay();
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(60));
    await page().getByRole('slider', { name: 'Epoch to read' }).focus();
    await page().keyboard.press('Home');
    release();
    await built.says('.relu-loss-readout > b', /^epoch 0$/);
    release = await withActsOnTheirWay();
    await button('Signal of layer 3').click();
    await page().getByText('Numbers', { exact: true }).click();
    release();
    await built.says('.signal-numbers td', /^\d/);
    await page()
      .locator('.column.selected', { hasText: /^\s*Layer 3/ })
      .waitFor();
    assert.deepEqual(built.problems, []);
  });

  test('what does not come is told of, and the act is done when it has come by the button', async () => {
    await page().route(ACTS, (route) => route.fulfill({ status: 404 }));
    await openUntouched();
    await button('New start').click();
    const notice = page().locator('.notice').filter({ hasText: 'Not loaded: Changes and readings.' });
    await notice.waitFor();
    const { seed: before } = await experiment();
    await page().unrouteAll();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await button(/^Undo: seed/).waitFor();
    assert.equal((await experiment()).seed, (before ?? 42) + 1);
    await notice.waitFor({ state: 'detached' });
    built.problems.length = 0;
  });
});
