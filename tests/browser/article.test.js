// The article in a real browser, built and under the strictest policy: it can be read, guesses are answered with what was measured, the
// lessons' networks train, and few of them are alive at once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { loadLesson } from '../../web/lessons/index.js';
import { filled } from '../../web/lessons/prose.js';
import { bareHead, builtPage } from './built-page.js';

const measured = JSON.parse(readFileSync(new URL('../../web/lessons/measured.json', import.meta.url), 'utf8'));

const built = builtPage({ prefix: '/some/folder/', pages: { 'bare.html': `${bareHead}<body>` } });
const { page, axeFindings, overhang } = built;

const open = (path = 'article.html', size = {}) => built.open(path, { ...size, wait: false });

const guess = (/** @type {string} */ lesson, /** @type {number} */ place) =>
  page().locator(`#${lesson} .choice`).nth(place).click();

/** Waits until the lesson's playground shows its network. */
const ready = (/** @type {string} */ lesson) =>
  page().evaluate(async (id) => {
    const found = () => /** @type {any} */ (document.querySelector(`#${id} relu-playground`));
    while (!found()?.ready) await new Promise((resolve) => setTimeout(resolve, 20));
    found().scrollIntoView({ behavior: 'instant' });
    await found().ready;
    return { experiment: found().getExperiment(), step: found().session.snapshot.step };
  }, lesson);

describe('the article', () => {
  test('opens without a problem and without the engine; nothing is given away before a guess', async () => {
    const from = built.requests.length;
    await open();
    assert.ok((await page().locator('.lesson').count()) >= 18);
    assert.equal(await page().locator('.outcome:visible').count(), 0);
    assert.deepEqual(
      built.requests.slice(from).filter((path) => /\.wasm$|engine-|relu-playground/.test(path)),
      [],
    );
    assert.deepEqual(built.problems, []);
  });

  test('a guess shows what was measured, in words and numbers, and counts', async () => {
    await open();
    const lesson = await loadLesson('he-against-glorot');
    await guess(lesson.id, 0);
    const section = page().locator(`#${lesson.id}`);
    assert.match((await section.locator('.verdict').textContent()) ?? '', /^Not this time\. Measured: It decides/);
    const text = filled(/** @type {string} */ (lesson.explanation[1]), lesson, measured[lesson.id]);
    assert.ok(await section.locator('.outcome', { hasText: text }).isVisible(), text);
    assert.equal(await section.locator('tbody tr').count(), lesson.variants.length);
    await guess('why-non-linearity', 1);
    assert.match((await page().locator('#why-non-linearity .verdict').textContent()) ?? '', /^Borne out/);
    assert.equal(await page().locator('.tally').textContent(), 'You foresaw 1 of 2.');
  });

  test('by keyboard: a guess moves the focus to what it opened', async () => {
    await open();
    await page().locator('#three-hinges .choice').first().focus();
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    assert.match((await page().locator('#three-hinges .verdict').textContent()) ?? '', /^Borne out/);
    assert.equal(await page().evaluate(() => document.activeElement?.closest('.lesson')?.id), 'three-hinges');
  });

  test('a lesson’s network is one of those that were measured, trains, and changes with the variant', async () => {
    await open();
    await guess('he-against-glorot', 1);
    const { experiment, step } = await ready('he-against-glorot');
    assert.equal(experiment.seed, 1);
    assert.equal(experiment.network.initializer, 'glorot_normal');
    assert.ok(step > 0, 'it has been trained before the first picture');
    const section = page().locator('#he-against-glorot');
    await section.locator('.variants button', { hasText: 'Twenty layers, He' }).click();
    await page().waitForFunction(() => {
      const element = /** @type {any} */ (document.querySelector('#he-against-glorot relu-playground'));
      return element.getExperiment().network.initializer === undefined && element.session.snapshot?.step === 0;
    });
    await section.getByRole('button', { name: 'Play', exact: true }).click();
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('#he-against-glorot relu-playground')).watch.verdict?.name === 'solved',
    );
    assert.deepEqual(built.problems, []);
  });

  test('where the reader’s machine measures, a guess starts it and is answered with its numbers', async () => {
    await open();
    await guess('cheaper-to-compute', 0);
    const section = page().locator('#cheaper-to-compute');
    await section.locator('.choice[data-right]').waitFor({ state: 'attached' });
    await section.locator('.outcome', { hasText: /a step took [\d.]+\sµs with ReLU/ }).waitFor();
    assert.match((await section.locator('.verdict').textContent()) ?? '', /^(Borne out|Not this time)/);
    assert.deepEqual(built.problems, []);
  });

  test('at most two playgrounds are alive; the oldest one can be opened again', async () => {
    await open();
    for (const id of ['why-non-linearity', 'three-hinges', 'same-start']) {
      await guess(id, 0);
      await ready(id);
    }
    assert.equal(await page().locator('relu-playground').count(), 2);
    await page().locator('#why-non-linearity').getByRole('button', { name: 'Open this network again' }).click();
    await ready('why-non-linearity');
    assert.equal(await page().locator('relu-playground').count(), 2);
  });

  for (const width of [1280, 390]) {
    test(`axe finds nothing and nothing is wider than ${width} px`, async () => {
      await open('article.html', { width });
      for (const id of ['why-non-linearity', 'born-dead', 'where-the-signal-goes']) await guess(id, 0);
      assert.deepEqual(await axeFindings(), []);
      assert.ok((await overhang()) <= 0);
    });
  }
});

describe('the attribute lesson', () => {
  const make = (/** @type {string} */ lesson) =>
    page().evaluate(async (name) => {
      const element = /** @type {any} */ (document.createElement('relu-playground'));
      const errors = /** @type {any[]} */ ([]);
      element.addEventListener('error', (/** @type {CustomEvent} */ event) => errors.push(event.detail));
      element.setAttribute('lesson', name);
      document.body.replaceChildren(element);
      await element.ready;
      return {
        errors,
        experiment: element.getExperiment(),
        epoch: element.session.snapshot.epoch,
        panels: ['controls', 'verdict', 'data', 'network', 'signal', 'result'].filter((name) => element.shown.has(name)),
        notices: [...element.renderRoot.querySelectorAll('.notice')].map((notice) => notice.textContent),
      };
    }, lesson);

  test('opens the lesson’s network with its panels', async () => {
    await open('bare.html');
    const { errors, experiment, epoch, panels } = await make('sigmoid-depth-cliff');
    const { show } = await loadLesson('sigmoid-depth-cliff');
    assert.deepEqual(errors, []);
    assert.equal(experiment.network.layers.length, 4);
    assert.equal(epoch, show.startEpoch);
    assert.deepEqual(panels.sort(), show.panels?.split(' ').sort());
  });

  test('an unknown name is an error and a notice that lists the lessons', async () => {
    await open('bare.html');
    const { errors, notices } = await make('sigmoid-clif');
    assert.equal(errors.length, 1);
    assert.equal(errors[0].code, 'unknown_name');
    assert.equal(errors[0].path, 'lesson');
    assert.match(errors[0].message, /expected one of why-non-linearity, .*got "sigmoid-clif"/);
    assert.ok(notices.some((text) => text?.includes('sigmoid-depth-cliff')));
  });
});
