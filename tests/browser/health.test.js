// What the page shows of causes, in Chromium on the built site: dead units crossed and explained, weights changed by hand, the signal of
// each layer, a fix beside the run before it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { builtPage } from './built-page.js';
import { LIMIT_MS } from './drivers.js';

/** Every unit of two layers starts so far below zero that no point of the data wakes it. */
const DEAD = '#layers=6.relu*2&network.bias_initializer=constant(value:-5)&optimizer=sgd(learning_rate:0.1)&step=50';

const built = builtPage();
const { page, button, open, says, axeFindings } = built;

/** Runs a function of the element in the page. @param {string} code */
const ofElement = (code) =>
  page().evaluate(`(() => { const element = document.querySelector('relu-playground'); return ${code}; })()`);

/** Waits until an expression about the element is true: asked from outside, because the policy forbids a page to read code. @param {string} code */
async function until(code) {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await ofElement(code))) {
    assert.ok(Date.now() < deadline, `never: ${code}`);
    await delay(30);
  }
}

const textOf = (/** @type {string} */ selector) => page().locator(selector).first().textContent();

const violations = () => axeFindings('relu-playground');

/** Dark pixels of the canvas over the tiles, in the middle of one tile. @param {number} column @param {number} unit */
const marksOn = (column, unit) =>
  page().evaluate(
    ([column, unit]) => {
      const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
      const canvas = renderRoot.querySelector('.badges');
      const tile = renderRoot.querySelector(`.tile[data-column="${column}"][data-unit="${unit}"]`).getBoundingClientRect();
      const frame = canvas.getBoundingClientRect();
      const scale = canvas.width / frame.width;
      const [x, y] = [tile.left - frame.left, tile.top - frame.top].map((place) => Math.round(place * scale));
      const { data } = canvas
        .getContext('2d')
        .getImageData(x, y, Math.round(tile.width * scale), Math.round(tile.height * scale));
      let drawn = 0;
      for (let index = 3; index < data.length; index += 4) drawn += Number(data[index] > 128);
      return drawn;
    },
    [column, unit],
  );

describe('dead units', () => {
  test('are crossed, counted over their layer, and called dead', async () => {
    await open(DEAD);
    await until(`element.session.snapshot?.health?.[0].states.every((state) => state === 1)`);
    await button('unit 3 of layer 1, born dead').waitFor();
    for (const layer of [1, 2]) {
      await says(`.column-health[data-stage="${layer - 1}"]`, /^6 of 6 off$/);
      for (let unit = 0; unit < 6; unit++) assert.ok((await marksOn(layer, unit)) > 60, `unit ${unit + 1} of layer ${layer}`);
    }
    await says('[data-regime="off"]', /^100\s%$/);
    assert.deepEqual(await violations(), []);
  });

  test('open as a card that says why nothing moves them; a weight typed by hand wakes one; Escape goes back', async () => {
    await open(DEAD);
    const tile = button('unit 3 of layer 1, born dead');
    await tile.press('Enter');
    await page().locator('.unit-card:focus').waitFor();
    assert.equal(await textOf('.unit-card h2'), 'Unit 3 of layer 1');
    const shadowOf = (/** @type {string} */ name) =>
      button(name).evaluate(async (node) => {
        await Promise.all(node.getAnimations().map(({ finished }) => finished));
        return getComputedStyle(node).boxShadow;
      });
    assert.match(await shadowOf('unit 3 of layer 1, born dead'), /0px 0px 0px 3px/, 'the open tile is marked');
    assert.doesNotMatch(await shadowOf('unit 4 of layer 1, born dead'), /3px/);
    await says('.unit-cause', /^Off for every training point; its gradient is exactly 0, so nothing can move it\.$/);
    assert.deepEqual(await violations(), []);

    const outputs = () => ofElement(`Array.from(element.session.snapshot?.unitGrids)`);
    const before = await outputs();
    await page().keyboard.press('Tab');
    await page().keyboard.press('Tab');
    const bias = page().getByRole('spinbutton', { name: 'Bias', exact: true }).and(page().locator(':focus'));
    await bias.waitFor();
    assert.equal(await bias.inputValue(), '-5');
    await bias.fill('0.5');
    await bias.press('Enter');
    await until(`element.session.snapshot?.health?.[0].states[2] === 0`);
    assert.notDeepEqual(await outputs(), before);
    await bias.press('ArrowUp');
    await until(
      `Math.fround(0.6) === element.session.snapshot?.weights[element.session.description.layers[0].biases.offset + 2]`,
    );
    await page().getByText('a link does not hold this').waitFor();

    await page().keyboard.press('Escape');
    await page().locator('.unit-card').waitFor({ state: 'detached' });
    await button(/^unit 3 of layer 1/)
      .and(page().locator(':focus'))
      .waitFor();
    await says('.column-health[data-stage="0"]', /^5 of 6 off$/);
    await button('Reset').click();
    await until(`element.session.snapshot?.health?.[0].states[2] === 1`);
  });

  test('a weight typed by hand is taken back and given again; Reset forgets it', async () => {
    await open(DEAD);
    await button('unit 3 of layer 1, born dead').press('Enter');
    const bias = page().getByRole('spinbutton', { name: 'Bias', exact: true });
    await bias.fill('0.5');
    await bias.press('Enter');
    const bias3 = `element.session.snapshot?.weights[element.session.description.layers[0].biases.offset + 2]`;
    await button(/^Undo: unit 3 of layer 1, bias .5 → 0\.5$/).click();
    await until(`${bias3} === -5`);
    await button(/^Redo: unit 3 of layer 1, bias .5 → 0\.5$/).click();
    await until(`${bias3} === 0.5`);
    assert.equal(await ofElement(`element.session.snapshot.step`), 50, 'the run is where it was');
    await button('Reset').click();
    await until(`${bias3} === -5`);
    await button('Undo').and(page().locator('[aria-disabled="true"]')).waitFor();
  });

  test('the ring of the focus is whole around every weight, in a list that scrolls too', async () => {
    for (const width of [1280, 390]) {
      await open('#layers=24.relu*2', { width });
      await page().locator('.tile[data-column="2"][data-unit="2"]').click();
      const weights = page().locator('.weight input');
      await weights.first().focus();
      for (let place = 1; place < (await weights.count()); place++) {
        await page().keyboard.press('Tab');
        const cut = await ofElement(`(() => {
          const node = element.renderRoot.activeElement;
          const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(node);
          const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
          const [own, frame] = [node, node.closest('.unit-inputs')].map((box) => box.getBoundingClientRect());
          return outlineStyle === 'solid' && ring >= 2 && {
            top: frame.top - own.top + ring, left: frame.left - own.left + ring,
            bottom: own.bottom + ring - frame.bottom, right: own.right + ring - frame.right,
          };
        })()`);
        for (const [side, px] of Object.entries(cut))
          assert.ok(px < 0.51, `weight ${place} at ${width} px: ${px} px at the ${side}`);
      }
    }
  });

  test('the marks of its course are named beside each other, within the picture', async () => {
    for (const width of [1280, 390]) {
      await open('#layers=6.relu*5&step=300', { width });
      await page().locator('.tile[data-column="2"][data-unit="0"]').click();
      await says('#fired-summary', /It died at epoch 12\. It revived at epoch 11\.$/);
      const { picture, names } = /** @type {any} */ (
        await ofElement(`(() => {
          const chart = element.renderRoot.querySelector('.fired-chart svg');
          const boxes = [...chart.querySelectorAll('text')].filter((text) => /died|revived/.test(text.textContent));
          const plain = (node) => { const { left, right, top, bottom } = node.getBoundingClientRect(); return { left, right, top, bottom }; };
          return { picture: plain(chart), names: boxes.map(plain) };
        })()`)
      );
      assert.equal(names.length, 2);
      for (const { left, right, top } of names)
        assert.ok(left >= picture.left && right <= picture.right && top >= picture.top, `cut at ${width} px`);
      const [one, other] = names;
      assert.ok(one.bottom <= other.top + 1 || other.bottom <= one.top + 1, `one over the other at ${width} px`);
    }
  });

  test('what is no number is refused beside it, and the network keeps its weight', async () => {
    await open(DEAD);
    await button('unit 1 of layer 1, born dead').click();
    const bias = page().getByRole('spinbutton', { name: 'Bias', exact: true });
    for (const text of ['', '1e39']) {
      await bias.fill(text);
      await bias.press('Enter');
      await page().locator('.unit-card .fault', { hasText: 'Expected a number' }).waitFor();
      assert.equal(
        await ofElement(`element.session.snapshot?.weights[element.session.description.layers[0].biases.offset]`),
        -5,
      );
    }
  });
});

describe('the signal of the layers', () => {
  test('stands under the layers’ columns, is read by arrow keys, and is a table as well', async () => {
    await open('#layers=6.sigmoid*5&initializer=glorot_uniform&step=200');
    const places = /** @type {{ tiles: number, signal: number }[]} */ (
      await page().evaluate(() => {
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        const middle = (/** @type {Element} */ node) => {
          const { left, width } = node.getBoundingClientRect();
          return left + width / 2;
        };
        return [...renderRoot.querySelectorAll('.signal-column')].map((node) => ({
          signal: middle(node),
          tiles: middle(renderRoot.querySelector(`.tiles[data-column="${Number(node.dataset.stage) + 1}"]`)),
        }));
      })
    );
    assert.equal(places.length, 6);
    for (const { signal, tiles } of places) assert.ok(Math.abs(signal - tiles) < 1, `bars at ${signal}, tiles at ${tiles}`);
    await button('Signal of layer 1').focus();
    for (const [key, name] of [
      ['ArrowRight', 'Signal of layer 2'],
      ['End', 'Signal of the output'],
      ['Home', 'Signal of layer 1'],
    ]) {
      await page().keyboard.press(key);
      await button(name).and(page().locator(':focus')).waitFor();
    }
    await says(
      '#signal-readout',
      /^Forward RMS 0\.\d+, at the start 0\.\d+; Backward RMS .*; Gradient RMS .*; Update ÷ weight /,
    );
    await page().getByText('Numbers', { exact: true }).click();
    const rows = page().locator('.signal-numbers tbody tr');
    await rows.nth(5).waitFor();
    assert.equal(await rows.count(), 6);
    assert.deepEqual(await violations(), []);
  });

  test('tells of no update before a step of this run: fresh, changed by hand, opened from a file', async () => {
    await open('#layers=6.sigmoid*5&step=0');
    await button('Signal of layer 2').focus();
    const none = /Gradient RMS [^;]+; Update ÷ weight none yet\.$/;
    await says('#signal-readout', none);
    await ofElement('element.step(20)');
    await says('#signal-readout', /Update ÷ weight 0\.\d+\.$/);
    await ofElement('element.session.setWeight(3, 0.25)');
    await says('#signal-readout', none);
    await ofElement('element.step(1)');
    await says('#signal-readout', /Update ÷ weight 0\.\d+\.$/);
    await ofElement('element.exportModel().then((bytes) => element.importModel(bytes))');
    assert.equal(await ofElement('element.session.snapshot.step'), 21);
    await button('Signal of layer 2').focus();
    await says('#signal-readout', none);
    await says('[data-measure=updateRatio]', 'none yet');
    await page().getByText('Numbers', { exact: true }).click();
    await page().getByRole('cell', { name: 'none yet', exact: true }).nth(5).waitFor();
    await ofElement('element.step(1)');
    await button('Signal of layer 2').focus();
    await says('#signal-readout', /Update ÷ weight 0\.\d+\.$/);
  });

  test('scrolls with the layers on a phone', async () => {
    await open('#layers=2.tanh*20&step=0', { width: 390, height: 844 });
    const scrolled = /** @type {any} */ (
      await page().evaluate(async () => {
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        const [network, signal] = ['.network-scroll', '.signal-scroll'].map((name) => renderRoot.querySelector(name));
        const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        network.scrollLeft = 300;
        await frames();
        const first = [network.scrollLeft, signal.scrollLeft];
        signal.scrollLeft = 50;
        await frames();
        return { first, second: [network.scrollLeft, signal.scrollLeft] };
      })
    );
    assert.deepEqual(scrolled, { first: [300, 300], second: [50, 50] });
  });
});

describe('a fix', () => {
  for (const [where, back] of /** @type {[string, () => Promise<void>][]} */ ([
    ['on its card', () => page().getByRole('button', { name: 'Undo', exact: true }).click()],
    ['of any change', () => page().keyboard.press('Control+z')],
  ]))
    test(`runs beside the run before it, at the same epoch; Undo ${where} goes back to that one, bit for bit`, async () => {
      await open();
      const before = /** @type {any} */ (
        await ofElement(`({ weights: Array.from(element.session.snapshot?.weights), minimal: element.getExperiment() })`)
      );
      const canvas = await page().locator('.surface-canvas').elementHandle();
      await page().locator('[data-fix]').first().click();
      await page().locator('.comparison-card').waitFor();
      assert.ok(await canvas?.evaluate((node) => node.isConnected), 'the other panels stay what they are, and never go blank');
      await until(`element.session.snapshot?.epoch > 20`);
      await button('Pause').click();
      await says('.comparison-text', /Before “Switch every layer to ReLU”: epoch 120, training loss 0\.69\d, /);
      await page()
        .locator('.comparison-sentence', { hasText: /^At epoch \d+ the training loss is 0\.\d+ instead of 0\.69\d, and / })
        .waitFor();
      await says('#loss-summary', /The run before had ended at a training loss of 0\.69/);
      const pixels = await page().evaluate(() => {
        const canvas = /** @type {any} */ (document.querySelector('relu-playground')).renderRoot.querySelector(
          '.before-surface',
        );
        return new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer))
          .size;
      });
      assert.ok(pixels > 20, `the old picture has ${pixels} colours`);
      assert.deepEqual(await violations(), []);
      await back();
      await until(`element.session.snapshot?.step === 3000 && element.session.progress === null && element.session.busy === 0`);
      await page().locator('.comparison-card').waitFor({ state: 'detached' });
      const again = await ofElement(
        `({ weights: Array.from(element.session.snapshot?.weights), minimal: element.getExperiment() })`,
      );
      assert.deepEqual(again, before);
    });

  test('leaves the picture of the new run as large as it was on a phone', async () => {
    await open('', { width: 390, height: 844 });
    const width = async () => (await page().locator('.surface').first().boundingBox())?.width;
    const before = await width();
    await page().locator('[data-fix]').first().click();
    await page().locator('.comparison-card').waitFor();
    assert.equal(await width(), before);
  });

  test('the old run stays until it is let go, or the data is another', async () => {
    await open();
    await page().locator('[data-fix]').first().click();
    await page().locator('.comparison-card').waitFor();
    await button('Pause').click();
    await button('Reset').click();
    await until(`element.session.snapshot?.step === 0`);
    assert.equal(await page().locator('.comparison-card').count(), 1);
    await button('Keep only this').click();
    await page().locator('.comparison-card').waitFor({ state: 'detached' });
    await open();
    await page().locator('[data-fix]').first().click();
    await page().locator('.comparison-card').waitFor();
    await button('New start').click();
    await page().locator('.comparison-card').waitFor({ state: 'detached' });
  });
});

describe('the autopilot', () => {
  test('solves the opening failure by itself, logs what it saw and did, and each attempt can be opened', async () => {
    await open();
    const before = /** @type {any} */ (await ofElement(`element.getExperiment()`));
    await button('Autopilot').press('Enter');
    await page()
      .locator('.autopilot-head h2', { hasText: /^Autopilot solved it with \d+ networks\./ })
      .waitFor();
    const steps = page().locator('.autopilot-step');
    const texts = await steps.allTextContents();
    assert.ok(texts.length >= 2, `${texts}`);
    assert.match(texts[0] ?? '', /As it stood:\s+not solved: training loss 0\.69\d/);
    assert.match(texts.at(-1) ?? '', /\S:\s+solved at epoch \d+, test accuracy (9\d|100)\.\d\s%/);
    await until(`element.watch.verdict?.name === 'solved' && element.session.progress === null`);
    assert.equal(/** @type {any} */ (await ofElement(`element.getExperiment()`)).seed, before.seed);
    assert.equal(await page().locator('.comparison-card').count(), 1, 'beside the run that failed');
    await says('.announcer', /^(Autopilot solved it|Solved)/);
    assert.deepEqual(await violations(), []);
    await button('Open attempt 1').click();
    await page().waitForFunction(
      (wanted) => JSON.stringify(/** @type {any} */ (document.querySelector('relu-playground')).getExperiment()) === wanted,
      JSON.stringify(before),
    );
    await button('Close the autopilot’s log').click();
    await page().locator('.autopilot').waitFor({ state: 'detached' });
  });

  test('stops when it is told to, and leaves the network alone', async () => {
    await open();
    const before = await ofElement(`element.getExperiment()`);
    // In the moment in which the button appears: later it may have found what it looks for.
    await page().evaluate(async () => {
      const root = /** @type {any} */ (document.querySelector('relu-playground')).renderRoot;
      const shown = new Promise((resolve) =>
        new MutationObserver((_, observer) => {
          const stop = root.querySelector('.autopilot-stop');
          if (!stop) return;
          observer.disconnect();
          resolve(stop.click());
        }).observe(root, { childList: true, subtree: true }),
      );
      root.querySelector('.autopilot-start').click();
      await shown;
    });
    await page()
      .locator('.autopilot-head h2', { hasText: /^Autopilot stopped after/ })
      .waitFor();
    assert.deepEqual(await ofElement(`element.getExperiment()`), before);
  });
});

describe('the selected layer', () => {
  test('its parameter follows the hand on the curve', async () => {
    await open('#layers=6.leaky_relu(alpha:0.2)*2&step=20');
    const handle = page().locator('.activation-chart circle');
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).renderRoot
          .querySelector('.activation-chart circle')
          ?.getAttribute('visibility') === 'visible',
    );
    // The first pointer brings the words, and with them one more update: the ring is taken hold of where it rests after that.
    await handle.hover();
    await page().getByRole('tooltip').waitFor();
    await built.rested();
    await handle.hover();
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await handle.boundingBox());
    await page().mouse.down();
    await page().mouse.move(box.x + box.width / 2, box.y - 8, { steps: 4 });
    await page().mouse.up();
    await until(`element.session.description.experiment.network.layers[0].activation.alpha < 0.2`);
    assert.equal(await ofElement(`element.session.description.experiment.network.layers[1].activation.alpha`), 0.2);
  });

  test('its learned slopes are told, one a unit', async () => {
    await open('#layers=6.prelu(slopes:per_unit)*2&step=300');
    await page()
      .locator('.slopes', { hasText: /^α now −?\d\.\d+ to −?\d\.\d+$/ })
      .waitFor();
    // One thin curve a unit, in one path.
    await until(
      `[...element.renderRoot.querySelectorAll('.activation-chart path[stroke-opacity]')].some((path) => path.getAttribute('d').split('M').length === 7)`,
    );
  });
});

test('nothing of it raises an error or breaks the policy', () => assert.deepEqual(built.problems, []));
