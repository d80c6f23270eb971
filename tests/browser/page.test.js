// The page and the element in a real browser, built and under the strictest policy: it opens on a failure, the fix works, links come
// back, mistakes are answered, everything is within reach of keys, a screen reader and a thumb.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';
import { longestTask } from './main-thread.js';

const malformed = JSON.parse(readFileSync(new URL('../fixtures/malformed-experiments.json', import.meta.url), 'utf8')).cases;

const pages = {
  'bare.html': `${bareHead}<body>`,
  'far.html': `${bareHead}<body><main><pre>${'tall\n'.repeat(400)}</pre><relu-playground autoplay><p>fallback</p></relu-playground></main>`,
};

/** Elements smaller than this are missed by a thumb, in CSS pixels. */
const THUMB_PX = 44;

const built = builtPage({ prefix: '/some/folder/', pages });
const { page, button, open, says, rested, axeFindings, overhang } = built;

/** What a page that comes together may move, as browsers add it up: half of what is called good. */
const MOST_SHIFT = 0.05;

/** The state of the run as the element tells it. */
const state = () =>
  page().evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    const { session, watch } = element;
    return {
      step: session.snapshot.step,
      playing: session.playing,
      verdict: watch.verdict.name,
      test: session.snapshot.test,
      minimal: element.getExperiment(),
      sentence: element.renderRoot.querySelector('.sentence').textContent,
      weights: Array.from(session.snapshot.weights),
    };
  });

/** Waits until the verdict has that name. */
const untilVerdict = (/** @type {string} */ name) =>
  page().waitForFunction(
    (wanted) => /** @type {any} */ (document.querySelector('relu-playground')).watch.verdict?.name === wanted,
    name,
  );

/** The pixels of the decision surface. */
const surfacePixels = () =>
  page().evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return element.renderRoot.querySelector('.surface-canvas').toDataURL();
  });

describe('the first minute', () => {
  for (const [width, height] of [
    [1280, 800],
    [768, 1024],
    [390, 844],
  ])
    test(`nothing moves while the page comes together, at ${width} px`, async () => {
      await open('', { width, height });
      const shift = await page().evaluate(async () => {
        await /** @type {any} */ (document.querySelector('relu-playground')).ready;
        return new Promise((resolve) => {
          let sum = 0;
          // A page has always painted, and what is asked for last is told last.
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntriesByType('layout-shift')) sum += /** @type {any} */ (entry).value;
            if (list.getEntriesByType('paint').length > 0) resolve(sum);
          });
          for (const type of ['layout-shift', 'paint']) observer.observe({ type, buffered: true });
        });
      });
      assert.ok(shift <= MOST_SHIFT, `${shift}`);
    });

  test('the page opens on a network that fails, says so in numbers, and offers one fix', async () => {
    await open();
    const { verdict, sentence, test: score } = await state();
    assert.equal(verdict, 'vanishing_backward');
    assert.match(
      sentence,
      /^Five sigmoid layers: after 120 epochs the loss is 0\.\d+ — no better than guessing \(0\.\d+\)\. The learning signal that reaches layer 1 is 1\/[\d,]+ of what leaves the output\.$/,
    );
    assert.ok(score.accuracy < 0.6);
    assert.equal(await page().locator('[data-fix]').count(), 1);
    assert.ok(await button('Switch every layer to ReLU').isVisible());
  });

  test('Play trains on and it still fails; the fix trains from the same start and succeeds', async () => {
    await open();
    const before = await state();
    await button('Play').click();
    await page().waitForFunction(
      (step) => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step > step + 200,
      before.step,
    );
    assert.equal((await state()).verdict, 'vanishing_backward');
    await page().evaluate(() => {
      /** @type {string[]} */
      const said = [];
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      // It trains on while it is looked at: what counts is how it stood when it was solved.
      const solved = new Promise((resolve) =>
        element.addEventListener('solved', (/** @type {CustomEvent} */ { detail }) =>
          resolve({ accuracy: detail.test.accuracy, playing: element.session.playing, minimal: element.getExperiment() }),
        ),
      );
      Object.assign(globalThis, { said, solved });
      const region = element.renderRoot.querySelector('.announcer');
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await button('Switch every layer to ReLU').press('Enter');
    await button('Pause').and(page().locator(':focus')).waitFor();
    const solved = await page().evaluate(() => /** @type {any} */ (globalThis).solved);
    assert.ok(solved.playing);
    assert.ok(solved.accuracy >= 0.95);
    assert.equal(solved.minimal.seed, before.minimal.seed);
    await says('.sentence', /^Solved by epoch \d+: /);
    await says('.sentence', /learning signal reaches layer 1; before, 1\/[\d,]+ did\.$/);
    await says('.announcer', /^Solved/);
    const said = await page().evaluate(() => /** @type {string[]} */ (/** @type {any} */ (globalThis).said));
    assert.ok(said.some((text) => text.startsWith('Solved')));
    assert.ok(!said.some((text) => text.includes('Press Play')), `what already plays asks for no Play: ${said.join(' | ')}`);
    await button('Pause').click();
    await button('Play').waitFor();
    assert.equal((await state()).playing, false);
  });

  test('a diverged network keeps its picture, says so, and offers a smaller rate that works', async () => {
    await open('#optimizer=sgd(learning_rate:1e30)&layers=8.relu&step=0');
    await button('Play').click();
    await untilVerdict('diverged');
    await page().locator('.play[aria-label="Play"][aria-disabled="true"]').waitFor();
    await says('.sentence', /no longer a number/);
    const { playing, weights } = await state();
    assert.equal(playing, false);
    assert.ok(weights.every(Number.isFinite));
    assert.match((await button('Play').getAttribute('data-help')) ?? '', /Reset goes back/);
    await button(/the usual learning rate/).click();
    await untilVerdict('solved');
    await page().locator('.play[aria-label="Pause"][aria-disabled="false"]').waitFor();
  });

  test('the table of activations has a row for each row of the catalogue, and its links open in the playground', async () => {
    await open();
    await page().locator('#activations').scrollIntoViewIfNeeded();
    await page().waitForSelector('.activations tbody tr');
    const names = await page().evaluate(async () => {
      const { catalog } = await import(new URL('engine.js', location.href).href);
      return (await catalog()).activations.map((/** @type {any} */ { title }) => title);
    });
    assert.deepEqual(await page().locator('.activations tbody th a').allTextContents(), names);
    await page().getByRole('link', { name: 'Softsign' }).click();
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).getExperiment().network?.layers?.[0].activation ===
        'softsign',
    );
    assert.match(page().url(), /#layers=8\.softsign\*2&step=0$/);
  });
});

describe('links', () => {
  test('a link reproduces weights and picture, bit for bit and pixel for pixel', async () => {
    await open('#data=spiral(noise:0.2)&layers=6.tanh*2,4.leaky_relu(alpha:0.2)&seed=7&step=0');
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(731));
    await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button('Copy link').click();
    await says('.announcer', 'Link copied');
    // Where there is no room for the word, the picture has changed.
    assert.equal(await page().locator('.copy-link path').count(), 1);
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).renderRoot.querySelectorAll('.copy-link path').length ===
        2,
    );
    const link = await page().evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#v=1&seed=7&data=spiral\(noise:0\.2\)&layers=6\.tanh\*2,4\.leaky_relu\(alpha:0\.2\)&step=731$/);
    const [first, firstPixels] = [await state(), await surfacePixels()];
    await open(link.slice(built.url.length));
    const [second, secondPixels] = [await state(), await surfacePixels()];
    assert.deepEqual(second, first);
    assert.equal(secondPixels, firstPixels);
  });

  test('an edit is an entry of the history: back and forward', async () => {
    await open('#seed=7&step=0');
    await page().getByLabel('Optimiser').selectOption('sgd');
    await page().waitForURL(/optimizer=sgd/);
    const seedInput = page().getByLabel('Seed', { exact: true });
    await seedInput.fill('8');
    await seedInput.press('Enter');
    await page().waitForURL(/seed=8/);
    const optimizer = () =>
      page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment);
    await page().goBack();
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.seed === 7,
    );
    assert.equal((await optimizer()).training.optimizer.name, 'sgd');
    await page().goBack();
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.training.optimizer
          .name === 'adam',
    );
    await page().goForward();
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.training.optimizer
          .name === 'sgd',
    );
  });

  test('back while it trains goes back: the run does not write itself over the link', async () => {
    await open('#seed=7&step=30');
    await page().evaluate(() => {
      location.hash = 'seed=8&step=40';
    });
    const atSeed = (/** @type {number} */ seed) =>
      page().waitForFunction(
        (wanted) =>
          /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.seed === wanted,
        seed,
      );
    await atSeed(8);
    await button('Play').click();
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot?.step > 60,
    );
    await page().goBack();
    await atSeed(7);
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot?.step === 30,
    );
    assert.match(page().url(), /#seed=7&step=30$/);
    assert.equal((await state()).playing, false);
  });

  test('places on the page are not links to experiments', async () => {
    await open();
    await page().getByRole('link', { name: 'What is this?' }).click();
    await page().waitForURL(/#what$/);
    assert.equal((await state()).step, 3000);
    assert.equal(await page().locator('.notice').count(), 0);
  });
});

describe('mistakes are answered and nothing is lost', () => {
  test('twenty and more malformed experiments as a link', async () => {
    await open();
    const { serialise } = await import('../../web/element/permalink.js');
    for (const { input, path, range } of malformed) {
      await page().evaluate(async (hash) => {
        const taken = new Promise((resolve) =>
          document.querySelector('relu-playground')?.addEventListener('change', resolve, { once: true }),
        );
        location.hash = hash;
        await taken;
      }, serialise(input));
      await page().locator('.notice', { hasText: path }).filter({ hasText: range }).first().waitFor();
    }
    await button('Step').click();
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step === 1,
    );
  });

  test('as an attribute: a card, an event with code and path, and the opening experiment', async () => {
    await open('bare.html', { wait: false });
    for (const { input, path, range } of [...malformed, { input: 'not json', path: '', range: 'expected JSON text' }]) {
      const told = await page().evaluate(
        async (text) => {
          const element = /** @type {any} */ (document.createElement('relu-playground'));
          const errors = /** @type {any[]} */ ([]);
          element.addEventListener('error', (/** @type {CustomEvent} */ event) => errors.push(event.detail));
          element.setAttribute('experiment', text);
          document.body.replaceChildren(element);
          await element.ready;
          const notice = element.renderRoot.querySelector('.notice').textContent;
          return { errors, notice, layers: element.session.description.layers.length };
        },
        typeof input === 'string' ? input : JSON.stringify(input),
      );
      assert.equal(told.errors.length, 1);
      assert.equal(told.errors[0].path, path);
      assert.ok(told.errors[0].code && told.errors[0].message.includes(range), told.errors[0].message);
      assert.ok(told.notice.includes(range), told.notice);
      assert.equal(told.layers, 6, 'the opening network');
    }
  });

  test('by script: a typed error, and the running network trains on', async () => {
    await open('#layers=4.tanh&step=50');
    const { step: before, weights } = await state();
    for (const { input, path, range } of malformed) {
      const error = await page().evaluate(
        (experiment) =>
          /** @type {any} */ (document.querySelector('relu-playground')).setExperiment(experiment).then(
            () => null,
            (/** @type {any} */ error) => ({ code: error.code, path: error.path, message: error.message }),
          ),
        input,
      );
      assert.equal(error.path, path);
      assert.ok(error.message.includes(range), error.message);
    }
    const { step, weights: kept } = await state();
    assert.equal(step, before);
    assert.deepEqual(kept, weights);
    await button('Step').click();
    await page().waitForFunction(
      (next) => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step === next,
      before + 1,
    );
  });

  test('in a control: the sentence stands beside it, the value stays as typed, and the network is not lost', async () => {
    await open('#layers=4.tanh&step=50');
    const input = page().getByLabel('Batch size, exact value');
    await input.fill('5000');
    await input.press('Enter');
    const fault = page().locator('.field', { has: input }).locator('.fault');
    await fault.waitFor();
    assert.equal(await fault.textContent(), 'training.batch_size: expected a whole number in 1..1024, got 5000');
    assert.equal(await input.inputValue(), '5000');
    assert.equal(await input.getAttribute('aria-invalid'), 'true');
    assert.equal((await state()).step, 50);
    await input.fill('50');
    await input.press('Enter');
    await fault.waitFor({ state: 'hidden' });
    await rested();
    assert.equal((await state()).minimal.training.batch_size, 50);
  });

  test('an unknown attribute value is a warning that names the allowed ones', async () => {
    await open('bare.html', { wait: false });
    const warnings = /** @type {string[]} */ ([]);
    page().on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await page().evaluate(async () => {
      const element = /** @type {any} */ (document.createElement('relu-playground'));
      for (const [name, value] of Object.entries({ theme: 'neon', panels: 'result graph', activation: 'relue', seed: 'x' }))
        element.setAttribute(name, value);
      document.body.replaceChildren(element);
      await element.ready;
    });
    for (const expected of [
      /theme: expected one of auto, light, dark, got "neon"/,
      /panels: expected one of controls, .*got "graph"/,
      /activation: .*expected one of linear, relu/,
      /seed: .*0\.\.4294967295/,
    ]) {
      assert.equal(warnings.filter((text) => expected.test(text)).length, 1, `${expected}: ${warnings}`);
    }
    assert.equal(await page().locator('.panel').count(), 1, 'only the panel that is known');
  });
});

describe('keys, screen readers, thumbs', () => {
  test('layers and units come and go by keyboard', async () => {
    await open('#layers=4.tanh*2&step=0');
    const units = () =>
      page().evaluate(() =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.network.layers.map(
          (/** @type {any} */ { units }) => units,
        ),
      );
    const press = async (/** @type {string} */ name, /** @type {number[]} */ expected) => {
      await button(name).focus();
      await page().keyboard.press('Enter');
      await page().waitForFunction(
        (wanted) =>
          JSON.stringify(
            /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.network.layers.map(
              (/** @type {any} */ { units }) => units,
            ),
          ) === wanted,
        JSON.stringify(expected),
      );
      // The buttons are those of the new network before the next one is pressed.
      await rested();
    };
    assert.deepEqual(await units(), [4, 4]);
    await press('Add a unit to layer 2', [4, 5]);
    await press('Remove a unit from layer 1', [3, 5]);
    await press('Add a layer after layer 1', [3, 3, 5]);
    await button('Select layer 3').focus();
    await page().keyboard.press('Space');
    await press('Remove layer 3', [3, 3]);
    await page().getByLabel('Activation of layer 2').selectOption('elu');
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.network.layers[1]
          .activation.name === 'elu',
    );
    await page()
      .getByLabel(/exact value/)
      .first()
      .waitFor();
  });

  test('arrow keys walk over the units, and each one is described', async () => {
    await open('#layers=3.tanh,2.relu&step=20');
    await page().getByRole('button', { name: 'unit 1 of layer 1' }).focus();
    for (const [key, expected] of [
      ['ArrowDown', 'unit 2 of layer 1'],
      ['ArrowRight', 'unit 2 of layer 2'],
      ['ArrowUp', 'unit 1 of layer 2'],
      ['End', 'the output'],
      ['Home', 'input x'],
    ]) {
      await page().keyboard.press(key);
      await page().waitForFunction((name) => {
        const { activeElement } = /** @type {any} */ (document.querySelector('relu-playground')).renderRoot;
        return activeElement?.getAttribute('aria-label') === name;
      }, expected);
    }
    await page().keyboard.press('ArrowRight');
    await page().waitForFunction(() =>
      /^Unit 1 of layer 1: answers .*bias .*weights .* from x/.test(
        /** @type {any} */ (document.querySelector('relu-playground')).renderRoot.querySelector('.unit-readout').textContent,
      ),
    );
  });

  test('the course of the run is read by arrow keys, by mouse and by finger, and rests at its end', async () => {
    await open('#layers=8.tanh&step=200');
    const chart = page().getByRole('slider', { name: 'Epoch to read' });
    const first = '.relu-loss-readout > b';
    const readout = () => page().locator(first).first().textContent();
    const said = () => chart.getAttribute('aria-valuetext');
    await says(first, /^epoch 25$/);
    await chart.focus();
    const rows = await page().evaluate(() =>
      Array.from(/** @type {any} */ (document.querySelector('relu-playground')).session.history.epochs),
    );
    for (const [key, row] of /** @type {const} */ ([
      ['ArrowLeft', -2],
      ['Home', 0],
      ['ArrowRight', 1],
      ['End', -1],
    ])) {
      await page().keyboard.press(key);
      const epoch = /** @type {number} */ (rows.at(row));
      await chart.and(page().locator(`[aria-valuenow="${epoch}"]`)).waitFor();
      const title = `epoch ${Math.floor(epoch * 10) / 10}`;
      assert.equal(await readout(), title);
      assert.equal(
        (await said())?.replace(/[\d.]+\s%/g, '%').replace(/0\.\d+/g, '0.'),
        `${title.replace(/0\.\d+/g, '0.')}, train loss 0., test loss 0., train accuracy %, test accuracy %`,
      );
    }
    await page().keyboard.press('Home');
    await chart.blur();
    await says(first, /^epoch 25$/);
    const box = /** @type {{ width: number, height: number }} */ (await chart.boundingBox());
    await chart.hover({ position: { x: box.width / 2, y: box.height / 2 } });
    await says(first, /^epoch 1[0-5](\.\d)?$/);
    await page().mouse.move(0, 0);
    await says(first, /^epoch 25$/);
    await chart.evaluate((node) => {
      const { left, width } = node.getBoundingClientRect();
      const touch = { pointerType: 'touch', bubbles: true, clientX: left + width / 2 };
      node.dispatchEvent(new PointerEvent('pointerdown', touch));
      node.dispatchEvent(new PointerEvent('pointerout', touch));
    });
    await says(first, /^epoch 1[0-5](\.\d)?$/);
  });

  test('the surface is read by arrow keys, by mouse and by finger, and by script as one sentence', async () => {
    await open('#layers=8.tanh&step=200');
    const readout = () => page().locator('.surface-readout').textContent();
    const surface = page().getByRole('application');
    await surface.focus();
    await page().keyboard.press('ArrowRight');
    await says('.surface-readout', /^x 0\.50, y 0\.00: class [01], probability of class 1 \d+\.\d\s%$/);
    const at = await readout();
    assert.equal(await page().getByRole('status').first().textContent(), at);
    await page().keyboard.press('ArrowUp');
    assert.match((await readout()) ?? '', /^x 0\.50, y 0\.50/);
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
      await page().locator('.surface-canvas').boundingBox()
    );
    await page().mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
    await page().waitForFunction(() =>
      /^x −/.test(
        /** @type {any} */ (document.querySelector('relu-playground')).renderRoot.querySelector('.surface-readout').textContent,
      ),
    );
    await says('#surface-summary', /The network answers class 0 on/);
    await says('#loss-summary', /loss/i);
  });

  for (const [width, height, colorScheme] of /** @type {[number, number, 'light' | 'dark'][]} */ ([
    [1280, 800, 'light'],
    [1280, 800, 'dark'],
    [768, 1024, 'light'],
    [390, 844, 'light'],
    [390, 844, 'dark'],
    [320, 640, 'light'],
  ])) {
    test(`axe finds nothing, and nothing sticks out, at ${width} px, ${colorScheme}`, async () => {
      await page().emulateMedia({ colorScheme });
      await open('#seed=-1&layers=6.sigmoid*5&step=100', { width, height });
      await page().locator('#activations').scrollIntoViewIfNeeded();
      await page().waitForSelector('.activations tbody tr');
      await page().evaluate(() => scrollTo(0, 0));
      assert.deepEqual(await axeFindings(), []);
      assert.ok((await overhang()) <= 0, 'the page does not scroll sideways');
    });
  }
  after(() => page().emulateMedia({ colorScheme: 'light' }));

  test('on a phone Play stays at the thumb and every control is large enough', async () => {
    await open('#layers=6.sigmoid*5&step=10', { width: 390, height: 844 });
    const play = /** @type {{ x: number, y: number, height: number }} */ (await button('Play').boundingBox());
    assert.ok(play.y > 844 / 2 && play.y + play.height <= 844, `Play at ${play.y}`);
    const small = await page().evaluate((least) => {
      const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
      const reach = (/** @type {Element} */ node) => {
        const box = (
          node.matches('input[type=checkbox], input[type=radio]') ? (node.closest('label, .field') ?? node) : node
        ).getBoundingClientRect();
        const after = getComputedStyle(node, '::after');
        const grow = after.position === 'absolute' && after.content !== 'none' ? -2 * Number.parseFloat(after.top || '0') : 0;
        return { width: box.width + grow, height: box.height + grow };
      };
      return [...renderRoot.querySelectorAll('button, select, input, summary')]
        .filter((node) => node.checkVisibility() && !node.matches('.help'))
        .map((node) => ({
          name: node.getAttribute('aria-label') ?? node.textContent.trim().slice(0, 20) ?? node.id,
          ...reach(node),
        }))
        .filter(({ width, height }) => width < least || height < least);
    }, THUMB_PX - 0.5);
    assert.deepEqual(small, []);
  });

  test('the wheel over the surface scrolls the page', async () => {
    await open();
    const box = /** @type {{ x: number, y: number }} */ (await page().locator('.surface').boundingBox());
    await page().mouse.move(box.x + 100, box.y + 100);
    await page().mouse.wheel(0, 300);
    await page().waitForFunction(() => scrollY > 100);
  });
});

describe('a good neighbour', () => {
  test('nothing heavy is loaded before the element is near, and it trains only while it is seen', async () => {
    await open('far.html', { wait: false });
    await page().waitForTimeout(500);
    assert.deepEqual(
      built.requests
        .slice(built.requests.lastIndexOf('/some/folder/far.html'))
        .filter((path) => /wasm|worker|engine/.test(path)),
      [],
    );
    await page().locator('relu-playground').scrollIntoViewIfNeeded();
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
    const step = () =>
      page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step);
    /** Waits until the steps that were asked for have been taken. */
    const answered = () =>
      page().waitForFunction(() => /** @type {any} */ (document.querySelector('relu-playground')).session.busy === 0);
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step > 20,
    );
    await page().evaluate(() => scrollTo(0, 0));
    await page().waitForFunction(
      () => !(/** @type {any} */ (document.querySelector('relu-playground')).pictures.loop.isVisible),
    );
    await answered();
    const stopped = await step();
    await page().waitForTimeout(600);
    assert.equal(await step(), stopped, 'off screen');
    await page().locator('relu-playground').scrollIntoViewIfNeeded();
    await page().waitForFunction(
      (before) => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot.step > before,
      stopped,
    );
    await page().evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await answered();
    const hidden = await step();
    await page().waitForTimeout(600);
    assert.equal(await step(), hidden, 'in a hidden tab');
  });

  test('taken out and put back it goes on where it was, with the same weights', async () => {
    await open('#layers=4.tanh&step=120');
    const first = await state();
    await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      const parent = element.parentNode;
      element.remove();
      if (element.session !== null) throw new Error('the session is still there');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const isReady = new Promise((resolve) => element.addEventListener('ready', resolve, { once: true }));
      parent.prepend(element);
      await isReady;
    });
    assert.deepEqual(await state(), first);
  });

  test('events bubble out of the element and tell who changed what', async () => {
    await open('bare.html', { wait: false });
    const heard = await page().evaluate(async () => {
      const heard = /** @type {string[]} */ ([]);
      for (const type of ['ready', 'epoch', 'diagnosis', 'solved', 'change', 'error']) {
        document.addEventListener(type, (event) =>
          heard.push(type === 'change' ? `change by ${/** @type {CustomEvent} */ (event).detail.source}` : type),
        );
      }
      const element = /** @type {any} */ (document.createElement('relu-playground'));
      element.experiment = { network: { layers: [{ units: 8 }] } };
      document.body.replaceChildren(element);
      await element.ready;
      await element.setExperiment({ seed: 5 });
      await element.setExperiment({ seed: -5 }).catch(() => {});
      element.setSpeed('max');
      element.play();
      await new Promise((resolve) => element.addEventListener('solved', resolve));
      element.pause();
      element.renderRoot.querySelector('.transport button:last-child').click();
      await new Promise((resolve) => element.addEventListener('change', resolve));
      return heard;
    });
    for (const type of ['ready', 'epoch', 'diagnosis', 'solved', 'change by script', 'change by user'])
      assert.ok(heard.includes(type), `${type}: ${heard}`);
    assert.equal(heard.filter((type) => type === 'solved').length, 1);
  });

  test('the pictures of the data sets follow the colour scheme, too', async () => {
    await open('#data=circle&layers=4.relu&step=0');
    /** @param {boolean} isDark */
    const settled = (isDark) =>
      page().waitForFunction((wanted) => {
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        // In whose corner no point is, but the ground.
        const pictures = ['circle', 'moons'].map((name) => renderRoot.querySelector(`canvas[data-set="${name}"]`));
        const grounds = pictures.map((canvas) => canvas.getContext('2d')?.getImageData(1, 1, 1, 1).data[0] ?? 0);
        return grounds.every((red) => (wanted ? red < 80 : red > 200));
      }, isDark);
    for (const isDark of [false, true, false]) {
      await page().emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
      await settled(isDark);
    }
  });

  test('training gives the main thread back between pictures; its longest task is told', async (context) => {
    await open('#data=spiral&layers=16.relu*3&step=0');
    await page().evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      element.setSpeed('max');
      element.play();
    });
    await page().waitForTimeout(500);
    const before = await state();
    const { longest, tasks } = await longestTask(page(), 2000);
    const { step } = await state();
    await button('Pause').click();
    assert.ok(step > before.step, 'it trains meanwhile');
    assert.ok(tasks > 0, 'the trace tells of the main thread');
    context.diagnostic(`the longest task of the main thread took ${longest} ms`); // a clock decides nothing here
  });

  test('no request leaves the site, and neither the policy nor the console complains', async () => {
    const requested = /** @type {string[]} */ ([]);
    page().on('request', (request) => requested.push(request.url()));
    await open();
    await open('embed-example.html');
    assert.deepEqual(
      requested.filter((url) => !url.startsWith(built.url) && !/^(about|data|blob):/.test(url)),
      [],
    );
    assert.deepEqual(built.problems, []);
  });
});
