// What an author narrows the controls to, in a page: menus and fields show no more, what is typed beyond is refused beside the field, and
// links and scripts are brought inside with a notice. The builder writes it, with the author's own question in his language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtPage } from './built-page.js';

const TAG = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>test</title><script type="module" src="relu-playground.js"></script>
  <relu-playground permalink ranges="learning_rate 0.01..1; depth 1..4; activation relu tanh; data xor circle"><p slot="question" lang="de">Was ändert die Tiefe?</p></relu-playground>`;

/** What an author may mistype. */
const MISTYPED = TAG.replace(/ranges="[^"]*"/, 'ranges="activation rleu tanh; seed -5..-1; data cricle"');

const built = builtPage({ pages: { 'ranges.html': TAG, 'mistyped.html': MISTYPED } });
const { page, axeFindings } = built;
const ready = () => page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).ready);
const experiment = () =>
  page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment);

test('links are brought inside, menus show no more, and what is typed beyond is refused', async () => {
  await page().goto(`${built.url}ranges.html#data=spiral&layers=6.sigmoid*7&optimizer=sgd(learning_rate:5)`);
  await ready();
  const { data, network, training } = await experiment();
  assert.equal(data.name, 'xor');
  assert.deepEqual(
    network.layers.map((/** @type {any} */ layer) => layer.activation.name),
    ['relu', 'relu', 'relu', 'relu'],
  );
  assert.equal(training.optimizer.learning_rate, 1);
  const notices = await page().locator('.notice').allTextContents();
  assert.equal(notices.length, 1, notices.join());
  for (const text of [
    'network.layers: expected 1..4, got 7',
    'layers[0].activation: expected one of relu, tanh',
    'learning_rate: expected 0.01..1',
  ])
    assert.ok(notices[0].includes(text), notices[0]);
  const options = await page().getByLabel('Activation of layer 1').locator('option').allTextContents();
  assert.deepEqual(options, ['ReLU', 'Tanh']);
  assert.equal(await page().locator('.panel-data .thumbnail').count(), 2);
  const exact = page().getByLabel('Learning rate, exact value');
  await exact.fill('3');
  await exact.press('Enter');
  await page().getByText('training.optimizer.learning_rate: expected 0.01..1, got 3').waitFor();
  assert.equal((await experiment()).training.optimizer.learning_rate, 1);
  await page().getByRole('button', { name: 'Add a layer after layer 1' }).click();
  await page().getByText('network.layers: expected 1..4, got 5').waitFor();
  assert.equal((await experiment()).network.layers.length, 4);
  await page().evaluate(() =>
    /** @type {any} */ (document.querySelector('relu-playground')).setExperiment({
      network: { layers: [{ activation: 'gelu' }] },
    }),
  );
  assert.equal((await experiment()).network.layers[0].activation.name, 'relu');
  const imported = await page().evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    const own = await element.exportModel();
    const { createModel } = await import(new URL('engine.js', location.href).href);
    const model = await createModel({ network: { layers: [{ activation: 'gelu' }] } });
    const other = await model.save();
    await model.dispose();
    await element.importModel(own);
    return element.importModel(other).catch((/** @type {any} */ { code, path }) => ({ code, path }));
  });
  assert.deepEqual(imported, { code: 'out_of_range', path: 'network.layers[0].activation' });
  assert.equal((await experiment()).network.layers[0].activation.name, 'relu');
  assert.ok(await page().getByText('Was ändert die Tiefe?').isVisible());
  assert.deepEqual(await axeFindings('relu-playground'), []);
  assert.deepEqual(built.problems, []);
});

test('the builder writes ranges and a question, and the frame has both', async () => {
  await page().goto(`${built.url}builder.html`);
  await page().waitForFunction(() => document.querySelector('[data-code="tag"] code')?.textContent);
  await page().getByLabel('Question or task above it').fill('Was ändert die Tiefe?');
  await page().getByLabel('Its language').fill('de');
  await page().getByText('From what they may choose').click();
  await page().locator('[data-range="depth"]').fill('1..4');
  await page().locator('[data-range="activation"]').fill('relu tanh');
  await page().locator('[data-range="activation"]').press('Tab');
  const code = (/** @type {string} */ name) => page().locator(`[data-code="${name}"] code`).textContent();
  const tag = (await code('tag')) ?? '';
  assert.match(tag, /ranges="depth 1\.\.4; activation relu tanh"/);
  assert.match(tag, /<p slot="question" lang="de">Was ändert die Tiefe\?<\/p>/);
  await page().goto((await code('link')) ?? '');
  await ready();
  const question = page().getByText('Was ändert die Tiefe?');
  assert.ok(await question.isVisible());
  assert.equal(await question.getAttribute('lang'), 'de');
  // The author's own opening experiment is brought inside without a word.
  assert.equal((await experiment()).network.layers.length, 4);
  assert.equal(await page().locator('.notice').count(), 0);
  assert.deepEqual(built.problems, []);
});

test('an author’s slip of the pen is a warning, and the playground trains', async () => {
  /** @type {string[]} */
  const warnings = [];
  const listen = (/** @type {import('playwright-core').ConsoleMessage} */ message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  };
  page().on('console', listen);
  await built.open('mistyped.html');
  page().off('console', listen);
  for (const word of ['got "rleu"', 'got "cricle"', 'seed: expected'])
    assert.ok(
      warnings.some((text) => text.includes(word)),
      `${word}: ${warnings.join('\n')}`,
    );
  assert.equal((await experiment()).network.layers[0].activation.name, 'tanh');
  await page().goto(`${built.url}ranges.html#data=latch&layers=;type:simple_rnn`);
  await page().reload();
  await ready();
  assert.equal((await experiment()).data.name, 'xor');
  assert.deepEqual(built.problems, []);
});

test('the builder says under a range what of it no playground can use', async () => {
  await built.open('builder.html', { wait: false });
  await page().waitForFunction(() => document.querySelector('[data-code="tag"] code')?.textContent);
  await page().getByText('From what they may choose').click();
  const field = page().locator('[data-range="activation"]');
  await field.fill('rleu tanh');
  await field.press('Tab');
  const mistake = page().locator('#mistake-activation');
  await mistake.filter({ hasText: 'got "rleu"' }).waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await axeFindings('.choices'), []);
  await field.fill('relu tanh');
  await field.press('Tab');
  await field.and(page().locator('[aria-invalid="false"]')).waitFor();
  assert.equal(await mistake.textContent(), '');
  assert.deepEqual(built.problems, []);
});
