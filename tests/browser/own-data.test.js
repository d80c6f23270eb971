// Data of the reader's own, in a real browser under the strictest policy: drawn by mouse and by keys, pasted, given by a formula, saved and
// opened; each is one change that undo takes back, small ones travel in the link, and nothing leaves the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { builtPage } from './built-page.js';

const built = builtPage();
const { page, button, says, rested, axeFindings } = built;

const way = (/** @type {string} */ name) => page().getByRole('radio', { name, exact: true }).check();

async function open(path = '', { isPartOpen = true } = {}) {
  await built.open(path);
  if (!isPartOpen) return;
  await button('Your own data').click();
  await page().locator('.own-pad').waitFor();
}

/** What the element says when everything that was asked for has come. */
const state = () =>
  page().evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    await element.session.queue;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await element.session.queue;
    const { description, snapshot } = element.session;
    const rows = description.trainRows + description.testRows;
    return {
      data: element.getExperiment().data,
      rows,
      task: description.task,
      classes: description.classes,
      weights: Array.from(snapshot.weights ?? []),
    };
  });

const untilRows = (/** @type {number} */ rows) =>
  page().waitForFunction((wanted) => {
    const { description } = /** @type {any} */ (document.querySelector('relu-playground')).session;
    return description.experiment.data.name === 'own' && description.trainRows + description.testRows === wanted;
  }, rows);

/** Draws a line on the pad, from and to in shares of its side. */
async function stroke(/** @type {[number, number]} */ from, /** @type {[number, number]} */ to) {
  await page().locator('.own-canvas').scrollIntoViewIfNeeded();
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await page().locator('.own-canvas').boundingBox()
  );
  const at = (/** @type {[number, number]} */ [x, y]) => /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]);
  await page().mouse.move(...at(from));
  await page().mouse.down();
  await page().mouse.move(...at(to), { steps: 12 });
  await page().mouse.up();
}

const violations = () => axeFindings('relu-playground');

describe('drawing', () => {
  test('a stroke is one change; undo and redo walk over strokes; the link gives the same points and weights', async () => {
    await open();
    await button('Start drawing').click();
    await stroke([0.3, 0.3], [0.5, 0.5]);
    await says('.own-count', /^\d points: \d of class 0\. Draw some of another class/);
    assert.equal((await state()).data, undefined, 'one class cannot be trained on yet');
    await page().keyboard.press('1');
    await page().keyboard.press('s');
    await stroke([0.7, 0.3], [0.7, 0.6]);
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.data.name === 'own',
    );
    const both = await state();
    assert.equal(both.task, 'binary');
    await page().keyboard.press('0');
    await page().keyboard.press('p');
    await stroke([0.3, 0.7], [0.3, 0.7]);
    await untilRows(both.rows + 1);
    const third = await state();
    await page().keyboard.press('Control+z');
    await untilRows(both.rows);
    assert.deepEqual((await state()).data, both.data);
    await page().keyboard.press('Control+Shift+z');
    await untilRows(third.rows);
    await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).step(60));
    const trained = await state();
    const hash = await page().evaluate(() => location.hash);
    assert.ok(hash.length <= 2000);
    await open(hash, { isPartOpen: false });
    const again = await state();
    assert.deepEqual(again, trained, 'bit for bit');
  });

  test('by keys alone, with classes by digits, an eraser, and every step spoken', async () => {
    await open();
    await button('Start drawing').press('Enter');
    await page().locator('.own-pad:focus').waitFor();
    for (const key of ['ArrowLeft', 'ArrowLeft', ' ', '1', 'ArrowRight', 'ArrowRight', 'ArrowUp', ' '])
      await page().keyboard.press(key);
    await untilRows(2);
    // What the new network has to say has been said.
    await rested();
    await page().keyboard.press('2');
    await page().keyboard.press('Shift+ArrowUp');
    await says('.announcer', /^x 0\.00, y 0\.63, 1 point: 1 of class 1\.$/);
    for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await page().keyboard.press(key);
    await untilRows(3);
    assert.equal((await state()).classes, 3);
    await page().keyboard.press('Delete');
    await untilRows(2);
    await page().keyboard.press('Escape');
    await page().locator('.own-draw:focus').waitFor();
    await page().locator('.own-pad[role="img"]').waitFor();
  });

  test('a press on the pad begins its mode; in it the wheel still scrolls', async () => {
    await open();
    const untilTouch = (/** @type {string} */ action) =>
      page().waitForFunction((wanted) => {
        const pad = document.querySelector('relu-playground')?.shadowRoot?.querySelector('.own-pad');
        return pad && getComputedStyle(pad).touchAction === wanted;
      }, action);
    await untilTouch('auto');
    await says('.own-count', /^No points yet\. Press on the plane/);
    await stroke([0.3, 0.3], [0.6, 0.6]);
    await says('.own-count', /^\d+ points: \d+ of class 0\./);
    await button('Stop drawing').waitFor();
    await untilTouch('none');
    await page().locator('.own-pad').hover();
    const before = await page().evaluate(() => scrollY);
    await page().mouse.wheel(0, 200);
    await page().waitForFunction((from) => scrollY > from, before);
  });
});

describe('a table', () => {
  const rows = (/** @type {(row: number) => string} */ line) => Array.from({ length: 40 }, (_, row) => line(row)).join('\n');

  test('of two columns comes to the plane, with the gaps told by line and column', async () => {
    await open();
    await way('Table');
    await page()
      .getByLabel('Paste a table')
      .fill(`length,width,kind\n${rows((row) => `${row % 13},${(row * 7) % 11},${row % 2 ? 'cat' : 'dog'}`)}\n3,,cat\n`);
    await page().locator('.own-table').waitFor();
    await says(
      '#own-table-said',
      /^40 rows; 2 classes in kind\. 1 row left out; the first: line 42, column 2, width is missing\.$/,
    );
    await button('Use this table').click();
    await untilRows(40);
    const { data, task } = await state();
    assert.equal(task, 'binary');
    assert.deepEqual(data.axes, [
      ['length', 0, 12],
      ['width', 0, 10],
    ]);
    assert.deepEqual(data.classes, ['cat', 'dog']);
    await says('.chosen', /x is length: −5 stands for 0\.00, 5 for 12\.00/);
    await says('.own-words', /→ length, ↑ width/);
    assert.deepEqual(await page().getByRole('list', { name: 'Classes' }).getByRole('listitem').allTextContents(), [
      'cat',
      'dog',
    ]);
    await says('#surface-summary', /^The network answers cat on \d.* and dog on \d.* of the plane\./);
    await page().locator('.surface').press('ArrowRight');
    // A cell is half a unit of the plane, of which ten are the column's values.
    await says('.surface-readout', /^length 6\.6\d*, width 5\.0\d*: (cat|dog), probability of dog \d/);
    await page().getByRole('radio', { name: 'Circle', exact: true }).check();
    await page().locator('.own-words').waitFor({ state: 'detached' });
    await page().locator('.surface').press('ArrowRight');
    await says('.surface-readout', /^x 1\.00, y 0\.00: class [01], probability of class 1 /);
  });

  test('another answer can be chosen, and the one before is learned from', async () => {
    await open();
    await way('Table');
    await page()
      .getByLabel('Paste a table')
      .fill(`a,b,c\n${rows((row) => `${row % 3},${row % 13},${row % 2}`)}`);
    await says('#own-table-said', /^40 rows; 2 classes in c\./);
    await page().getByLabel('Answer', { exact: true }).selectOption('a');
    await says('#own-table-said', /^40 rows; 3 classes in a\./);
    const chosen = page().getByRole('group', { name: 'Columns to learn from' }).locator('label:has(:checked)');
    assert.deepEqual(await chosen.allTextContents(), ['b', 'c']);
  });

  test('its part makes way when other data are chosen', async () => {
    await open();
    await way('Table');
    await page().getByRole('radio', { name: 'Moons', exact: true }).check({ force: true });
    await page().getByRole('radio', { name: 'Table', exact: true }).waitFor({ state: 'detached' });
    await button('Your own data').and(page().locator('[aria-expanded="false"]')).waitFor();
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).getExperiment().data?.name === 'moons',
    );
  });

  test('of three columns comes as a table, too long for a link, and goes as a file', async () => {
    await open();
    await way('Table');
    await page()
      .getByLabel('Paste a table')
      .fill(rows((row) => `${row * 1.5};${row % 7};${(row * row) % 5};${row % 3}`));
    await button('Use this table').click();
    await untilRows(40);
    await page().getByRole('region', { name: 'First rows of the table' }).waitFor();
    assert.equal((await state()).classes, 3);
    await way('File');
    const [saved] = await Promise.all([page().waitForEvent('download'), button('Save the experiment').click()]);
    const text = readFileSync(/** @type {string} */ (await saved.path()), 'utf8');
    const { data } = await state();
    assert.deepEqual(JSON.parse(text).data, data);
    await open();
    await way('File');
    await page()
      .locator('.own-files input[type=file]')
      .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await untilRows(40);
    assert.deepEqual((await state()).data, data);
  });

  test('the trained network goes as a file, by-hand weights and own data too, and goes on from it with the same bits', async () => {
    await open();
    await way('Table');
    await page()
      .getByLabel('Paste a table')
      .fill(`a,b,kind\n${rows((row) => `${row % 13},${(row * 7) % 11},${row % 2 ? 'cat' : 'dog'}`)}`);
    await button('Use this table').click();
    await untilRows(40);
    const saved = await page().evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      await element.step(70);
      await element.session.setWeight(3, 0.25);
      await element.step(30);
      return Array.from(await element.exportModel());
    });
    const goOn = () =>
      page().evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('relu-playground'));
        const before = (await element.snapshot()).step;
        await element.step(50);
        const { step, weights } = await element.snapshot();
        return { before, step, weights: Array.from(weights), experiment: element.getExperiment() };
      });
    const without = await goOn();
    await way('File');
    const [file] = await Promise.all([page().waitForEvent('download'), button('Save the network').click()]);
    assert.equal(file.suggestedFilename(), 'network.safetensors');
    await open('#data=moons&layers=3.tanh');
    await way('File');
    const choose = (/** @type {number[]} */ bytes, /** @type {string} */ name) =>
      page()
        .locator('.own-files input[type=file]')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    await choose(saved.slice(0, -9), 'cut.safetensors');
    await says('.own-files + .fault', /^cut\.safetensors was not opened: /);
    assert.equal((await state()).data.name, 'moons', 'the running network stays');
    await choose(saved, 'mine.safetensors');
    await untilRows(40);
    await says('.own-words', /→ a, ↑ b/);
    await rested();
    assert.match(await page().evaluate(() => location.hash), /step=100$/);
    assert.deepEqual(await goOn(), without);
    await page().keyboard.press('Control+z');
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.data.name === 'moons',
    );
  });

  test('that is none is refused in a sentence; so is a file that is no experiment', async () => {
    await open();
    await way('Table');
    await page().getByLabel('Paste a table').fill('a,b\nq,x\nw,y\n');
    await says('#own-table-said.fault', /line 1, column 1: .*not a number/);
    await way('File');
    await page()
      .locator('.own-files input[type=file]')
      .setInputFiles({
        name: 'bad.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"data":{"name":"own","points":"AAAA"}}'),
      });
    await page().locator('.own-files + .fault', { hasText: 'data.points' }).waitFor();
  });
});

describe('a formula', () => {
  test('gives classes or values; its mistakes have a place; the points fit into a link', async () => {
    await open();
    await way('Formula');
    const field = page().getByLabel(/^Formula in x and y/);
    await field.fill('x * (y > ');
    await says('#own-formula-said', /the formula ends where/);
    await button('Use these points').and(page().locator(':disabled')).waitFor();
    await field.fill('x + foo(y)');
    await says('#own-formula-said', /^At character 5: “foo” is not known/);
    await field.fill('x*y > 0');
    await button('Use these points').click();
    await untilRows(300);
    assert.equal((await state()).task, 'binary');
    await field.fill('sin(x) + y');
    await field.press('Enter');
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.description.task === 'regression',
    );
    const { weights } = await state();
    const hash = await page().evaluate(() => location.hash);
    assert.ok(hash.length > 100 && hash.length <= 2000, `${hash.length}`);
    await open(hash, { isPartOpen: false });
    assert.deepEqual((await state()).weights, weights);
  });
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in any of the ways, ${scheme}`, async () => {
    await page().emulateMedia({ colorScheme: scheme });
    await open();
    await button('Start drawing').click();
    assert.deepEqual(await violations(), []);
    await way('Table');
    await page().getByLabel('Paste a table').fill('a,b,c,d\n1,2,3,x\n4,5,6,y\n7,8,9,x\n1,3,,y\n');
    await page().locator('.own-table').waitFor();
    assert.deepEqual(await violations(), []);
    await way('Formula');
    assert.deepEqual(await violations(), []);
    await page()
      .getByLabel(/^Formula in x and y/)
      .fill('x + foo');
    assert.deepEqual(await violations(), []);
    await way('File');
    assert.deepEqual(await violations(), []);
    await page().emulateMedia({ colorScheme: 'light' });
  });
}

test('nothing of it raises an error, breaks the policy, or asks anyone else', () => {
  assert.deepEqual(built.problems, []);
});
