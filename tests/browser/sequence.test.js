// Sequences in a real browser: a recurrent net learns, the signal at every step back is there and is read by keys, the length can be
// changed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kindsPage } from './kinds-page.js';

const site = kindsPage();

/** What is drawn: lanes and curves. */
const drawn = () =>
  site.page.evaluate(() => {
    const { shown } = /** @type {any} */ (document.querySelector('relu-playground'));
    const panel = shown.all.find((/** @type {any} */ { drawings }) => drawings.has('.unrolled-canvas'));
    const { steps, inputs, states, signals } = panel.drawings.get('.unrolled-canvas').view.input;
    return {
      steps,
      lanes: inputs.map((/** @type {any} */ { title, values }) => ({ title, length: values.length })),
      states: states.map((/** @type {any} */ { units, values }) => ({ units, length: values.length })),
      curves: signals.flatMap((/** @type {any} */ lane) =>
        lane.curves.map((/** @type {any} */ { values }) => Array.from(values)),
      ),
    };
  });

describe('sequences', () => {
  test('chosen in the menu they bring a recurrent net, which learns to latch; every step back has its signal', async () => {
    const { page, open, state, untilRight, rested, clean } = site;
    await open();
    await page.getByLabel('More data', { exact: true }).selectOption('latch');
    await page.locator('.unrolled-canvas').waitFor();
    assert.deepEqual((await state()).layers, ['simple_rnn', 'dense']);
    await page.getByRole('button', { name: 'Play', exact: true }).press('Enter');
    await untilRight(0.9);
    await page.getByRole('button', { name: 'Pause' }).press('Enter');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await rested();
    const { steps, lanes, states, curves } = await drawn();
    assert.equal(steps, 20);
    assert.deepEqual(lanes, [{ title: 'input', length: 20 }]);
    assert.deepEqual(states, [{ units: 16, length: 320 }]);
    assert.equal(curves.length, 2);
    for (const curve of curves) {
      assert.equal(curve.length, 20);
      assert.ok(curve.every((/** @type {number} */ value) => value > 0 && Number.isFinite(value)));
    }
    await clean();
  });

  test('a step is read by keys, in exact numbers', async () => {
    const { page, open, says } = site;
    await open('#data=adding(steps:12)');
    const view = page.getByRole('application', { name: /step by step/ });
    await view.press('End');
    await says('.unrolled-readout', /^Step 12 of 12: input 1 [\d.]+; mark [01][\d.]*; state RMS .+; error signal RMS [^(]+\.$/);
    await view.press('ArrowLeft');
    await says('.unrolled-readout', /^Step 11 of 12: .*\(.* the last step’s\)\.$/);
    await says('.answer-head', /^Predicted .*, target [\d.]+$/);
  });

  test('another length is another data set; a signal beyond float32 still has its place', async () => {
    const { page, open, state, untilSample } = site;
    await open('#data=latch(steps:10)&layers=;type:simple_rnn;units:8;activation:sigmoid');
    await page.locator('.length-slider').fill('100');
    await untilSample(({ length }) => length === 100);
    assert.equal((await state()).data.steps, 100);
    await page.waitForFunction(() => {
      const { shown } = /** @type {any} */ (document.querySelector('relu-playground'));
      const panel = shown.all.find((/** @type {any} */ { drawings }) => drawings.has('.unrolled-canvas'));
      return panel.drawings.get('.unrolled-canvas').view.input?.signals[0]?.curves[1].values.length === 100;
    });
    const [, back] = (await drawn()).curves;
    assert.ok(back[0] > 0 && back[0] < 1e-45, String(back[0]));
  });

  test('on a phone everything is within the width, and clean', async () => {
    const { open, clean } = site;
    await open('#data=adding(steps:100)', { width: 390, height: 844 });
    await clean();
  });
});
