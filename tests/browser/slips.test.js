// Slips of the pen that would pass in silence: attributes that no tag has, numbers that are none, links that name nothing; and files of the
// first page that do not come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';

const TAG =
  '<relu-playground lessson="born-dead" startepoch="3" start-epoch="x" colour="red" autoplay="false" theme="drak" ' +
  'id="one" class="wide" data-lesson="1" aria-label="A network" tabindex="-1" ng-version="17" role="region"></relu-playground>';

const built = builtPage({
  pages: {
    'slips.html': `${bareHead}<body>${TAG}`,
    'bar.html': `${bareHead}<body><relu-playground controls="play activation" panels="network result"></relu-playground>`,
    'place.html': `${bareHead}<body><h2 id="data">Data</h2><relu-playground permalink></relu-playground>`,
  },
});
const { page } = built;

test('an attribute that no tag has is told of with the nearest one, once, and others that elements may have are not', async () => {
  /** @type {string[]} */
  const warnings = [];
  const isWhole = () =>
    ['lessson', 'startepoch', 'colour', 'autoplay', 'start-epoch', 'theme'].every((name) => told(name).length > 0);
  const told = (/** @type {string} */ name) =>
    warnings.filter((text) => text.startsWith(`<relu-playground> ${name}:`) || text.endsWith(`got "${name}"`));
  const whole = new Promise((resolve) =>
    page().on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
      if (isWhole()) resolve(null);
    }),
  );
  await built.open('slips.html');
  await whole;
  await page().evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('relu-playground'));
    const { parentNode } = element;
    element.remove();
    parentNode.append(element);
    await element.step(10);
  });
  page().removeAllListeners('console');
  assert.match(told('lessson').join(), /did you mean lesson\?$/);
  assert.match(told('startepoch').join(), /did you mean start-epoch\?$/);
  assert.match(told('colour').join(), /expected one of experiment, lesson, .*, got "colour"$/);
  assert.match(told('autoplay').join(), /holds wherever it stands/);
  assert.match(told('start-epoch')[0] ?? '', /expected a number, 0 or more, got NaN$/);
  for (const name of ['lessson', 'startepoch', 'colour', 'autoplay']) assert.equal(told(name).length, 1, warnings.join('\n'));
  for (const name of ['id', 'class', 'data-lesson', 'aria-label', 'tabindex', 'ng-version', 'role'])
    assert.deepEqual(told(name), [], name);
});

test('a Play button that is named, in a panel that is left out, is told of', async () => {
  const told = page().waitForEvent('console', (message) => message.text().includes('controls: play is in the panel'));
  await built.open('bar.html');
  assert.equal((await told).type(), 'warning');
});

const notices = () => page().locator('.notice p').allTextContents();
const dataName = () =>
  page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).getExperiment().data?.name ?? null);

test('a link that cannot be read says what, and what is shown in its place', async () => {
  for (const hash of ['#data:spiral', '#data', '#{"data":{"name":"spiral"}}', '#layers-8']) {
    await built.open(`index.html${hash}`);
    if (hash === '#layers-8') assert.deepEqual(await notices(), [], 'a place on a page may be called so');
    else assert.deepEqual(await notices(), [`The link could not be read (${hash}); this page’s own network is shown.`]);
    assert.equal(await dataName(), null);
  }
  await built.open('place.html#data');
  assert.deepEqual(await notices(), []);
});

test('a link whose marks a program has encoded opens what it names', async () => {
  await built.open('index.html#data%3Dspiral%28noise%3A0.2%29%26seed%3D7');
  assert.deepEqual(await notices(), []);
  assert.equal(await dataName(), 'spiral');
});

for (const name of ['bridge', 'client', 'playground'])
  test(`when the first page’s file ${name} did not come, there is a card, and its button begins anew`, async () => {
    const files = new RegExp(`assets/${name}-[\\w-]{8}\\.js`);
    await page().route(files, (route) => route.fulfill({ status: 404 }));
    await built.open('index.html', { wait: false });
    const again = page().getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page().unroute(files);
    await again.click();
    await page().getByRole('button', { name: 'Play', exact: true }).waitFor();
  });
