// What has to find room: the first screen before and after a fix, the texts of menus in the narrowest playground, the edge of a map that is
// cut, and the place of a chart that has nothing to draw yet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';

const built = builtPage({
  pages: {
    'bare.html': `${bareHead}<body style="margin:0"><relu-playground views="all"></relu-playground>`,
    'large.html': `${bareHead}<body style="margin:0"><relu-playground views="all" size="large" start-epoch="120"></relu-playground>`,
    'result.html': `${bareHead}<body><relu-playground panels="controls verdict result"></relu-playground>`,
  },
  policy: '',
});
const { page } = built;

/** Where the playground and what stands lowest in it end. */
const ends = () =>
  page().evaluate(() => {
    const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
    const [frame, numbers, chart] = ['.playground', '.numbers summary', '.loss-chart'].map(
      (selector) => renderRoot.querySelector(selector).getBoundingClientRect().bottom,
    );
    return { frame, numbers, chart };
  });

/** Takes the first fix, and waits for the old run beside the new one. */
async function fix() {
  await page().locator('[data-fix]').first().click();
  await page()
    .locator('.comparison-sentence', { hasText: /^At epoch \d+/ })
    .waitFor();
  await built.button('Pause').click();
  await built.button('Play').waitFor();
}

test('the first screen of a small laptop holds everything: untouched, trained, and after a fix', async () => {
  await built.open();
  const untouched = await ends();
  await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(200));
  const trained = await ends();
  await fix();
  const fixed = await ends();
  for (const [state, { frame, numbers }] of Object.entries({ untouched, trained, fixed }))
    assert.ok(numbers <= 800 && frame <= 800, `${state}: the numbers end at ${numbers}, the playground at ${frame}`);
  const lines = await page()
    .locator('.surface-readout')
    .evaluate((node) => node.getClientRects()[0].height / Number.parseFloat(getComputedStyle(node).lineHeight));
  assert.ok(lines < 1.5, `the hint takes ${lines} lines`);
});

test('the first screen of a small laptop holds what is said at any moment after a fix', async () => {
  await built.open();
  await fix();
  const sayings = new Set();
  const step = (/** @type {number} */ steps) =>
    page().evaluate(async (count) => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      if (count) await element.step(count);
      else await element.reset();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const { verdict } = element.watch;
      return { name: verdict.name, why: element.renderRoot.querySelector('.why').textContent };
    }, steps);
  await step(0);
  for (const steps of [1, 1, 1, 10, 10, 30, 60]) {
    const { name, why } = await step(steps);
    sayings.add(why && name);
    const { frame, numbers } = await ends();
    assert.ok(numbers <= 800 && frame <= 800, `${name}: the numbers end at ${numbers}, the playground at ${frame}`);
  }
  assert.deepEqual([...sayings], ['starting', 'learning', 'solved']);
});

test('in a room the chart stays on the screen beside the old run', async () => {
  await built.open('large.html');
  await page().waitForFunction(
    () =>
      Number(
        getComputedStyle(/** @type {Element} */ (document.querySelector('relu-playground'))).getPropertyValue('--relu-scale'),
      ) > 1,
  );
  await fix();
  const { chart } = await ends();
  assert.ok(chart <= 800, `the chart ends at ${chart}`);
});

for (const width of [320, 358, 390, 1180, 1280])
  test(`what is chosen in a menu is read whole at ${width} px`, async () => {
    await built.open('bare.html', { width, height: 800 });
    for (const [speed, title] of [
      ['fast', '3,000/s'],
      ['max', 'Fastest'],
    ]) {
      await page().evaluate(async (name) => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        element.setSpeed(name);
        await element.updateComplete;
      }, speed);
      const menu = page().getByRole('combobox', { name: 'Speed, steps a second' });
      assert.equal(await menu.evaluate((node) => node.querySelector(':checked')?.textContent), title);
      const cut = await page().evaluate(() => {
        const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        return [...renderRoot.querySelectorAll('select')]
          .filter((select) => select.checkVisibility())
          .map((select) => {
            const { fontWeight, fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(select);
            pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
            const { text } = select.selectedOptions[0];
            const room = select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
            return { text, room, needed: pen.measureText(text).width };
          })
          .filter(({ room, needed }) => needed > room + 0.5);
      });
      assert.deepEqual(cut, []);
    }
  });

test('a map that is cut has a shadow at that edge, and at its end none', async () => {
  const edge = async () => {
    const box = /** @type {any} */ (await page().locator('.map-scroll').boundingBox());
    return page().screenshot({ clip: { x: box.x + box.width - 5, y: box.y + 4, width: 4, height: 8 }, animations: 'disabled' });
  };
  const open = async (/** @type {number} */ width) => {
    await built.open('bare.html', { width, height: 1000 });
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).showView('depth_map'));
    await page().locator('.cell-map').waitFor();
    await page().locator('.map-scroll').scrollIntoViewIfNeeded();
  };
  await open(1280);
  const whole = await edge();
  await open(390);
  const cut = await edge();
  await page()
    .locator('.map-scroll')
    .evaluate((node) => node.scrollTo(node.scrollWidth, 0));
  const end = await edge();
  assert.ok(!cut.equals(whole), 'a shadow where it is cut');
  assert.ok(end.equals(whole), 'none at its end');
});

test('where the chart will be a sentence says so, until the network has trained', async () => {
  await built.open('result.html');
  const said = () =>
    page()
      .locator('.loss-chart')
      .evaluate((node) => getComputedStyle(node, '::before').content);
  assert.match(await said(), /The loss is drawn here once the network trains\./);
  await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(200));
  await page().locator('.loss-chart canvas').waitFor();
  assert.equal(await said(), 'none');
});
