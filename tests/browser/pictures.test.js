// Pictures, tables and layers of other types in a real browser: a small convolutional net learns digits, its maps and its mistakes are told,
// a drawing is answered, by mouse and by keys alone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kindsPage } from './kinds-page.js';
import { longestTask } from './main-thread.js';

/** The share of right answers from which on a network counts as having learned. */
const LEARNED = 0.8;

const site = kindsPage();

const { button } = site;
const readable = (/** @type {RegExp} */ name) => site.page.getByRole('application', { name });

/** Trains until so much is right, then rests. */
async function learn(/** @type {number} */ share) {
  await button('Play').press('Enter');
  await site.untilRight(share);
  await button('Pause').press('Enter');
  await button('Play').waitFor();
  await site.rested();
}

/** All counts of the matrix on the page. */
const matrixSum = () =>
  site.page.evaluate(() => {
    const { shown } = /** @type {any} */ (document.querySelector('relu-playground'));
    const panel = shown.all.find((/** @type {any} */ { drawings }) => drawings.has('.matrix-canvas'));
    const counts = /** @type {number[]} */ (Array.from(panel.drawings.get('.matrix-canvas').view.input.counts));
    return counts.reduce((sum, count) => sum + count, 0);
  });

describe('pictures', () => {
  test('chosen by keys, digits come with a convolutional net, which learns them; undo brings the old network back', async () => {
    const { page, open, state, untilSample, says, clean } = site;
    await open();
    const opening = await state();
    await page.getByLabel('More data', { exact: true }).focus();
    await page.getByLabel('More data', { exact: true }).selectOption('digits_8x8');
    await untilSample(({ length }) => length === 64);
    assert.ok((await state()).layers.includes('conv2d'));
    await says('.replacement', /convolutional/);
    await learn(LEARNED);
    assert.equal(await matrixSum(), (await state()).testRows, 'the matrix adds up to the test rows');
    await clean();
    await page.locator('.undo').press('Enter');
    await page.locator('.surface-canvas').waitFor();
    const { data, layers } = await state();
    assert.deepEqual({ data, layers }, { data: opening.data, layers: opening.layers });
  });

  test('the keys walk through pictures, maps, cells of the matrix and mistakes, and each of them is read', async () => {
    const { page, open, state, untilSample, says } = site;
    await open('#data=digits_8x8');
    const first = (await state()).sample?.values ?? [];
    await readable(/^Pictures of the data/).press('ArrowRight');
    await untilSample((values) => values.some((value, place) => value !== first[place]));
    await says('.sample-readout', /^Test picture 2: \d, taken for (\d|what it is)\.$/);
    await readable(/^Layer 1: arrow keys/).press('ArrowDown');
    await readable(/^Layer 1: arrow keys/).press('ArrowRight');
    await says('.layers-readout', /^Layer 1, channel 2 of 8.*, row 1, column 2: −?[\d.]+\.$/);
    await readable(/true class/).press('ArrowRight');
    await says('.matrix-readout', /^0: \d+ of \d+ taken for 1\. Recall of 0 .*, precision of 1 .*\.$/);
    await readable(/taken for another class/).press('ArrowRight');
    await page.locator('.answer-head', { hasText: 'taken for' }).waitFor();
    await says('.answer-head', /^\d, taken for \d$/);
  });

  test('a drawing is answered: by mouse while it is drawn, and by keys', async () => {
    const { page, open, state, untilSample, says, clean } = site;
    await open('#data=digits_8x8');
    await learn(LEARNED);
    await button('Draw your own').click();
    const pad = readable(/^Drawing pad/);
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await pad.boundingBox());
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.15);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.85, { steps: 8 });
    await untilSample((values) => values.filter((value) => value > 0.3).length >= 8);
    await page.mouse.up();
    const { sample } = await state();
    const shares = /** @type {number[]} */ (sample?.answer ?? []);
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-4);
    await says('.own-answer', /^Taken for \d\.$/);
    await clean();
    await button('Clear').press('Enter');
    await untilSample((values) => values.every((value) => value === 0));
    for (const key of ['ArrowUp', ' ', 'ArrowDown', ' ', 'ArrowDown', ' ']) await pad.press(key);
    await untilSample((values) => values.some((value) => value > 0.5));
    await says('.announcer', /^Row 6, column 5, inked$/);
  });

  test('the file of a set is fetched when it is chosen, not before; training gives the main thread back', async (context) => {
    const { page, open, requests, untilSample } = site;
    const files = () => requests.filter((path) => path.endsWith('.bin'));
    await open();
    const before = files().length;
    await page.getByLabel('More data', { exact: true }).selectOption('fashion_14x14');
    await untilSample(({ length }) => length === 196);
    const [file, ...others] = files().slice(before);
    assert.match(file ?? '', /fashion-14x14/);
    assert.deepEqual(others, []);
    await button('Play').click();
    const { longest, tasks } = await longestTask(page, 3000);
    await button('Pause').click();
    assert.ok(tasks > 0, 'the trace tells of the main thread');
    context.diagnostic(`the longest task of the main thread took ${longest} ms`); // a clock decides nothing here
  });

  test('on a phone everything is within the width, and clean', async () => {
    await site.open('#data=digits_8x8', { width: 390, height: 844 });
    await site.clean();
  });
});

test('tables: wine is learned; strips and inputs are read by keys; a row is chosen', async () => {
  const { page, open, state, says, clean } = site;
  await open('#data=wine');
  await learn(0.9);
  assert.equal(await matrixSum(), (await state()).testRows);
  await readable(/^Layer 1: arrow keys/).press('ArrowDown');
  await says('.layers-readout', /^Layer 1, unit 2 of 8.*: .* for test row \d+ \(class \d\)\.$/);
  assert.equal(await page.locator('.input-names li').count(), 13);
  await button('Next row').click();
  await page.locator('.sample-count', { hasText: '2 of 35' }).waitFor();
  await clean();
});

test('from any kind of data to any other everything is drawn anew', async () => {
  const { page, open, rested, clean } = site;
  await open();
  const [plane, picture, sequence, table] = ['circle', 'digits_8x8', 'latch', 'wine'];
  // Each of the twelve ways once, in one walk.
  const walk = [
    picture,
    plane,
    sequence,
    plane,
    table,
    plane,
    picture,
    sequence,
    picture,
    table,
    sequence,
    table,
    picture,
    plane,
  ];
  for (const name of walk) {
    if (name === plane) await page.getByRole('radio', { name: 'Circle', exact: true }).check();
    else await page.getByLabel('More data', { exact: true }).selectOption(name);
    await page.waitForFunction(
      (wanted) =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.data.name === wanted,
      name,
    );
    await page.evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(3));
    await rested();
    await site.says('.step-count', /^3$/);
  }
  await clean();
});

test('layers of other types are added from the menu, refused at the place, taken away, and blocks are opened', async () => {
  const { page, open, state, says, clean } = site;
  await open('#data=circle&layers=8.relu,;type:residual;layers:((units:8))');
  const add = page.getByLabel('Add a layer behind the selected one');
  await add.selectOption('dropout');
  await button('Select layer 2, Dropout').waitFor();
  assert.deepEqual((await state()).layers, ['dense', 'dropout', 'dense', 'residual', 'dense']);
  await add.selectOption('max_pooling2d');
  await page.locator('.panel-network .fault').waitFor();
  await says('.panel-network .fault', /^network\.layers\[2\]: /);
  await button('Open block of layer 3').click();
  await button('Select layer 3.1, Dense').waitFor();
  await clean();
  await button('Remove').click();
  await button('Select layer 2, Residual block').waitFor();
  assert.deepEqual((await state()).layers, ['dense', 'dense', 'residual', 'dense']);
});

test('a network of very many blocks stays within its box, on a phone too', async () => {
  await site.open('#data=circle&layers=8.relu,;type:residual;rezero:true;layers:((units:8))*100', { width: 390, height: 844 });
  await site.says('.layers .gap', /^… 77 layers …$/);
  await site.clean();
});
