// The attack and the asking view in Chromium: a trained network is fooled by a change that the page finds, activations are compared, a
// network asks for labels and is answered, by keyboard alone; axe finds nothing.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';

/** Data that no view of points takes, and the ones that an author allows beside them. */
const NARROW = `${bareHead}<relu-playground view="ask" data="wine" ranges="data wine plane xor"></relu-playground>`;

const built = builtPage({ pages: { 'narrow.html': NARROW } });
const { page, button, says, axeFindings } = built;

/** Opens an experiment at a step in a view. @param {string} link @param {string} view */
async function open(link, view) {
  await built.open(`#${link}`);
  await page().evaluate((name) => /** @type {any} */ (document.querySelector('relu-playground')).showView(name), view);
}

/** Whether the three pictures are drawn to the last corner of square frames. Runs in the page. */
function areWhole() {
  const root = document.querySelector('relu-playground')?.shadowRoot;
  const canvases = /** @type {HTMLCanvasElement[]} */ ([...(root?.querySelectorAll('.attack-pictures canvas') ?? [])]);
  return (
    canvases.length === 3 &&
    canvases.every((canvas) => {
      const { width, height } = canvas;
      const box = canvas.getBoundingClientRect();
      const corner = canvas.getContext('2d')?.getImageData(width - 4, height - 4, 1, 1).data[3];
      return Math.abs(box.width - box.height) < 1.5 && Math.abs(width / box.width - devicePixelRatio) < 0.05 && corner === 255;
    })
  );
}

describe('attack', () => {
  test('the smallest change of a point is found and flips the answer', async () => {
    await open('data=circle&layers=8.relu*2&step=800', 'attack');
    await page().locator('.attack-sentence').filter({ hasText: 'the network says' }).waitFor();
    await button('Find the smallest').click();
    await says(
      '.attack-sentence',
      /^\s*Test point \d+ is of class (\d); the network says class \1 .*The smallest attack of this kind that flips it.* makes it say class (?!\1)\d/s,
    );
    const marks = () =>
      page().evaluate(() => {
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        return /** @type {HTMLCanvasElement[]} */ ([...renderRoot.querySelectorAll('.attack-sentence canvas')]).map(
          (canvas) => {
            const { width, height } = canvas;
            const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
            const middle = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
            return [canvas.parentElement?.innerText, ...pixels.slice(middle, middle + 4)].join(' ');
          },
        );
      });
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).renderRoot.querySelectorAll('.attack-sentence canvas')
          .length === 3,
    );
    await built.rested();
    const [own, said, flipped] = await marks();
    assert.match(own, /^class \d \d+ \d+ \d+ 255$/);
    assert.equal(said, own);
    assert.match(flipped, /^class \d \d+ \d+ \d+ 255$/);
    assert.notEqual(flipped.slice(8), own.slice(8), 'the colours of two classes');
    assert.deepEqual(await axeFindings('relu-playground'), []);
    assert.deepEqual(built.problems, []);
  });

  test('it opens on an answer that is right, and stays at the point that was chosen', async () => {
    const labels = () =>
      page().evaluate(() => {
        const { session } = /** @type {any} */ (document.querySelector('relu-playground'));
        return session.enqueue(async () => {
          const { answers } = await session.model.snapshot({ answers: 'test' });
          return Array.from(session.data.test.labels, (label, row) => label === Number(answers[row] > 0.5));
        });
      });
    await open('seed=1&data=circle&layers=8.relu*2&step=10', 'attack');
    const right = await labels();
    const first = right.indexOf(true);
    assert.ok(first > 0, 'the first point is answered wrongly');
    await page()
      .locator('.attack-sentence', { hasText: `Point ${first + 1} is of class` })
      .waitFor();
    await says('.attack-sentence', /class (\d); the network says class \1/);
    const wrong = right.indexOf(false, first) + 1;
    await page().locator('.attack-plane').focus();
    for (let row = first + 1; row < wrong; row++) await page().keyboard.press('ArrowRight');
    await page()
      .locator('.attack-sentence', { hasText: `Point ${wrong} is of class` })
      .waitFor();
    await says('.attack-sentence', 'which is wrong');
    assert.deepEqual(built.problems, []);
  });

  test('the picture is there when the attack follows another view of a network that was training', async () => {
    await built.open('#data=circle&layers=8.relu*2');
    await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      await element.play();
      element.showView('race');
    });
    await page().locator('.race').waitFor();
    await page().locator('.race canvas').first().waitFor();
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).showView('attack'));
    await page().locator('.attack-sentence').filter({ hasText: 'the network says' }).waitFor();
    await page().waitForFunction(() => {
      const canvas = /** @type {HTMLCanvasElement} */ (
        document.querySelector('relu-playground')?.shadowRoot?.querySelector('.attack-surface')
      );
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value) => value > 0);
    });
  });

  test('arrow keys choose the point, and a smaller change leaves the answer', async () => {
    await open('data=circle&layers=8.relu*2&step=800', 'attack');
    await says('.attack-sentence', 'Point 1 is');
    await page().locator('.attack-plane').focus();
    await page().keyboard.press('ArrowRight');
    await page().locator('.attack-sentence').filter({ hasText: 'Point 2 is' }).waitFor();
    await page().locator('.attack-size').focus();
    await page().keyboard.press('Home');
    await page().locator('.attack-sentence').filter({ hasText: 'a change of at most 0, leaves the answer as it is' }).waitFor();
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
    await open('data=digits_8x8&layers=;type:flatten,16.relu&step=150', 'attack');
    await page().locator('.attack-sentence').filter({ hasText: 'Picture 1 is of class' }).waitFor();
    await button('Find the smallest').click();
    await page().locator('.attack-sentence').filter({ hasText: 'makes it say' }).waitFor();
    for (const size of ['normal', 'large']) {
      await page().evaluate((name) => document.querySelector('relu-playground')?.setAttribute('size', name), size);
      await page().waitForFunction(areWhole);
    }
    await page().evaluate(() => document.querySelector('relu-playground')?.removeAttribute('size'));
    assert.deepEqual(await axeFindings('relu-playground'), []);
    await open('data=plane', 'attack');
    await page().getByText('Choose points with classes').waitFor();
    assert.deepEqual(built.problems, []);
  });
});

describe('data that a view has no use for', () => {
  const dataName = () =>
    page().evaluate(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.data.name,
    );
  const focused = () =>
    page().evaluate(() => document.querySelector('relu-playground')?.shadowRoot?.activeElement?.textContent?.trim());

  for (const [view, link, shown] of [
    ['ask', 'data=iris', '.ask-sentence'],
    ['ask', 'data=plane', '.ask-sentence'],
    ['attack', 'data=iris', '.attack-sentence'],
    ['born_dead_map', 'data=digits_8x8', '.map-grid'],
  ]) {
    test(`${view}, ${link}: one press takes points in their place, and one key brings the data back`, async () => {
      await open(link, view);
      const before = await dataName();
      assert.deepEqual(await axeFindings('relu-playground'), []);
      await button('Try it on Moons').focus();
      await page().keyboard.press('Enter');
      await page().locator(shown).waitFor();
      assert.equal(await dataName(), 'moons');
      assert.equal(
        await focused(),
        await page().locator(`#tab-${view}`).textContent(),
        'the button has gone, the keyboard is where the view is',
      );
      await page().keyboard.press('Control+z');
      await button('Try it on Moons').waitFor();
      assert.equal(await dataName(), before);
      assert.deepEqual(built.problems, []);
    });
  }

  test('what an author allows is offered, and nothing where the data are his', async () => {
    await built.open('narrow.html');
    await button('Try it on XOR').click();
    await page().locator('.ask-sentence').waitFor();
    assert.equal(await dataName(), 'xor');
    assert.equal(await focused(), 'Class 0');
    await page().keyboard.press('Control+z');
    await button('Try it on XOR').waitFor();
    await page().evaluate(() => document.querySelector('relu-playground')?.setAttribute('controls', 'play'));
    await button('Try it on XOR').waitFor({ state: 'detached' });
    await page().locator('.view-empty').waitFor();
    assert.deepEqual(built.problems, []);
  });

  test('the map asks for other layers where the data are not what is in its way', async () => {
    await open('data=circle&layers=8.relu,;type:residual;layers:((units:8))', 'born_dead_map');
    await page().locator('.view-empty').waitFor();
    assert.equal(await button('Try it on Moons').count(), 0);
  });
});

describe('ask', () => {
  const captions = () => page().locator('.ask-planes figcaption').allInnerTexts();

  test('a label that is given is learned, and the next one is asked for', async () => {
    await open('data=moons&layers=8.relu*2', 'ask');
    await page().locator('.ask-planes figcaption').first().filter({ hasText: '2 labels' }).waitFor();
    await page().locator('.answer-all[aria-disabled="false"]').waitFor();
    const asked = await page().locator('.ask-sentence').innerText();
    assert.match(asked, /The first one asks about the point at x .*, y .*, where it is least sure/);
    await button('The true one').focus();
    await page().keyboard.press('Enter');
    await page().locator('.ask-planes figcaption').first().filter({ hasText: '3 labels' }).waitFor();
    await page().locator('.answer-all[aria-disabled="false"]').waitFor();
    assert.notEqual(await page().locator('.ask-sentence').innerText(), asked);
    assert.equal(
      await button('The true one').evaluate((node) => node.matches(':focus')),
      true,
      'the next answer needs no way back',
    );
    assert.deepEqual(await axeFindings('relu-playground'), []);
  });

  test('all labels are answered to the end, both ways', async () => {
    await page().locator('.answer-all').click();
    await page().locator('.ask-planes figcaption').first().filter({ hasText: '40 labels' }).waitFor();
    await page().locator('.answer-all[aria-disabled="true"]').waitFor();
    for (const caption of await captions()) assert.match(caption, /40 labels, \d+\.\d.% right/);
    await page().locator('.ask .more summary').click();
    assert.equal(await page().locator('.ask-table tbody tr').count(), 39);
    assert.deepEqual(built.problems, []);
  });

  test('the answers show the marks of their classes, in the colours of the scheme', async () => {
    const marks = () =>
      page()
        .locator('.ask-mark')
        .evaluateAll((nodes) => nodes.map((node) => /** @type {HTMLCanvasElement} */ (node).toDataURL()));
    const light = await marks();
    assert.equal(new Set(light).size, 2);
    await page().emulateMedia({ colorScheme: 'dark' });
    await page().waitForFunction(
      (before) =>
        [...(document.querySelector('relu-playground')?.shadowRoot?.querySelectorAll('.ask-mark') ?? [])].every(
          (node, index) => /** @type {HTMLCanvasElement} */ (node).toDataURL() !== before[index],
        ),
      light,
    );
    await page().emulateMedia({ colorScheme: 'light' });
  });

  test('a repetition can be stopped', async () => {
    await page().locator('.repeat[aria-disabled="false"]').waitFor();
    // In the moment in which the first start is told: later all of them may be over.
    await page().evaluate(async () => {
      const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
      const told = new Promise((resolve) =>
        new MutationObserver((_, observer) => {
          if (!renderRoot.textContent.includes('Median of 1 start')) return;
          observer.disconnect();
          resolve(renderRoot.querySelector('.stop-repeat').click());
        }).observe(renderRoot, { childList: true, characterData: true, subtree: true }),
      );
      renderRoot.querySelector('.repeat').click();
      await told;
    });
    await page().locator('.repeat').waitFor();
    const [, starts] = (await page().locator('.ask').innerText()).match(/Median of (\d) start/) ?? [];
    assert.ok(Number(starts) < 9, `${starts} starts`);
  });
});
