// A whole session without a pointer: by keyboard alone, and again by nothing but what the accessibility tree says. Choose data, change an
// activation, add a layer, train, read the result, find the dead unit, undo. And: whatever can be used explains itself, in light and dark.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtPage } from './built-page.js';

/** Two hidden layers whose units are all born dead, by their biases, but for one layer that lives. */
const DEAD = '#layers=4.relu;bias_initializer:constant(value:-5),4.relu&step=0';
/** Stops of the Tab key on the page, and more. */
const MOST_TABS = 150;

const built = builtPage();
const { page, open, says, axeFindings } = built;

const experiment = () =>
  page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment);

const untilExperiment = (/** @type {string} */ path, /** @type {any} */ value) =>
  page().waitForFunction(
    ([keys, wanted]) => {
      let found = /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment;
      for (const key of /** @type {string} */ (keys).split('.')) found = found?.[key];
      return JSON.stringify(found) === JSON.stringify(wanted);
    },
    /** @type {const} */ ([path, value]),
  );

/** @type {import('playwright-core').CDPSession | null} */ let client = null;

/** What a screen reader is told of the focus: by the browser's own computation. */
async function focused() {
  client ??= await page().context().newCDPSession(page());
  const { result } = await client.send('Runtime.evaluate', {
    expression:
      '(() => { let node = document.activeElement; while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement; return node; })()',
  });
  const { nodes } = await client.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
  return { role: nodes[0]?.role?.value ?? '', name: nodes[0]?.name?.value ?? '' };
}

/** Presses Tab until the focus has a role and a name. */
async function tabTo(/** @type {string} */ role, /** @type {RegExp} */ name, key = 'Tab') {
  const passed = [];
  for (let count = 0; count < MOST_TABS; count++) {
    const found = await focused();
    if (found.role === role && name.test(found.name)) return found;
    passed.push(`${found.role} ${found.name}`);
    await page().keyboard.press(key);
  }
  return assert.fail(`Tab does not reach ${role} ${name}; it passed ${passed.join(' · ')}`);
}

describe('by keyboard alone', () => {
  test('choose data, change an activation, add a layer, train, read the result, undo', async () => {
    await open();
    await tabTo('radio', /^Circle$/);
    await page().keyboard.press('ArrowRight');
    await untilExperiment('data.name', 'xor');

    await tabTo('combobox', /^Activation of layer 1$/);
    // The menu goes on from Sigmoid to the next name that begins so; a whole name would have to be typed within a second.
    await page().keyboard.press('t');
    await untilExperiment('network.layers.0.activation.name', 'tanh');

    await tabTo('button', /^Add a layer after layer 1$/, 'Shift+Tab');
    await page().keyboard.press('Enter');
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.network.layers.length ===
        6,
    );

    await page()
      .getByRole('button', { name: /^Undo: layers 5 → 6$/ })
      .waitFor();
    await page().keyboard.press('Control+z');
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.network.layers.length ===
        5,
    );
    await page()
      .locator('.announcer', { hasText: /^Undone: layers 5 → 6$/ })
      .waitFor({ state: 'attached' });
    await page().keyboard.press('Control+y');
    await page().waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('relu-playground')).session.description.experiment.network.layers.length ===
        6,
    );

    await tabTo('button', /^Play$/, 'Shift+Tab');
    await page().keyboard.press('Space');
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot?.epoch > 3,
    );
    await page().keyboard.press('Space');
    await page().waitForFunction(() => !(/** @type {any} */ (document.querySelector('relu-playground')).session.playing));

    await tabTo('application', /^Decision surface/);
    await page().keyboard.press('ArrowUp');
    await says('.announcer', /^x [−\d.]+, y [−\d.]+: class [01], probability of class 1 /);
  });

  test('find the dead unit, hear why it is dead, and go back', async () => {
    await open(DEAD);
    await tabTo('button', /^unit 1 of layer 1, born dead$/);
    await page().keyboard.press('ArrowDown');
    assert.match((await focused()).name, /^unit 2 of layer 1, born dead$/);
    await page().keyboard.press('Enter');
    await page().locator('.unit-card:focus').waitFor();
    await says('.unit-cause', /Off for every training point; its gradient is exactly 0/);
    await page().keyboard.press('Escape');
    await page().locator('.unit-card').waitFor({ state: 'detached' });
    await page()
      .getByRole('button', { name: /^unit 2 of layer 1/ })
      .and(page().locator(':focus'))
      .waitFor();
  });

  test('the keys of undo belong to the text in a text field, and to the page elsewhere', async () => {
    await open();
    await tabTo('spinbutton', /^Seed$/);
    await page().keyboard.press('Control+a');
    await page().keyboard.type('77');
    await page().keyboard.press('Control+z');
    assert.equal((await experiment()).seed, 42);
    await page().keyboard.press('Control+a');
    await page().keyboard.type('77');
    await page().keyboard.press('Enter');
    await untilExperiment('seed', 77);
    await page().keyboard.press('Tab');
    await page().keyboard.press('Control+z');
    await untilExperiment('seed', 42);
  });
});

describe('by the accessibility tree alone', () => {
  /** The element's part of the tree as text, one line a node. */
  const tree = () => page().locator('relu-playground').ariaSnapshot();
  const role = (
    /** @type {Parameters<import('playwright-core').Page['getByRole']>[0]} */ kind,
    /** @type {string | RegExp} */ name,
  ) => page().getByRole(kind, { name, exact: typeof name === 'string' });

  test('every step has a role and a name, and every answer is in the tree', async () => {
    await open();
    await role('radio', 'XOR').check();
    await untilExperiment('data.name', 'xor');
    await role('combobox', 'Activation of layer 2').selectOption({ label: 'ReLU' });
    await untilExperiment('network.layers.1.activation.name', 'relu');
    await role('button', /^Add a layer after layer \d$/).click();
    await role('button', /^Undo: layers 5 → 6$/).waitFor();
    await role('button', 'Play').press('Enter');
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot?.epoch > 3,
    );
    await role('button', 'Pause').press('Enter');
    await role('button', 'Play').waitFor();
    const text = await tree();
    for (const expected of [
      /button "Step"/,
      /radio "XOR" \[checked\]/,
      /group "Units of the network/,
      /application "Decision surface/,
      /combobox "Speed, steps a second"/,
      /Signal of layer 6/,
    ])
      assert.match(text, expected);
    assert.match(
      await page()
        .locator('#surface-summary')
        .evaluate((node) => node.textContent ?? ''),
      /\d/,
      'the picture has a text',
    );
  });

  test('a dead unit is called dead, and its card tells why', async () => {
    await open(DEAD);
    await role('button', /^unit 3 of layer 1, born dead$/).press('Enter');
    await says('.unit-cause', 'Off for every training point; its gradient is exactly 0');
    assert.match(await tree(), /Off for every training point; its gradient is exactly 0, so nothing can move it\./);
  });
});

test('whatever can be used says what it is for: by its help, or by the text that reads it', async () => {
  for (const path of ['', '#data=digits_8x8', '#data=wine', '#data=adding']) {
    await open(path);
    const bare = await page().evaluate(() => {
      const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
      const usable = [...renderRoot.querySelectorAll('button, input, select, textarea, summary')];
      return usable
        .filter(
          (node) =>
            node.checkVisibility() &&
            !node.matches('.help') &&
            !node.closest('[data-help]:not([data-help=""]), [aria-describedby]'),
        )
        .map((node) => node.outerHTML.slice(0, 120));
    });
    assert.deepEqual(bare, [], path);
  }
});

test('the attribute controls leaves what it names; the rest is text, and the keys of undo are gone', async () => {
  await open();
  const before = await experiment();
  await page().evaluate(() => document.querySelector('relu-playground')?.setAttribute('controls', 'play activation'));
  await page().getByRole('button', { name: 'Step', exact: true }).waitFor({ state: 'detached' });
  const usable = await page().evaluate(() => {
    const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
    return [...renderRoot.querySelectorAll('.panel :is(button, input, select)')]
      .filter((node) => node.checkVisibility() && !node.matches('.help, .tile, .column-title, .signal-column, .toggle input'))
      .map((node) => node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.textContent);
  });
  const layers = before.network.layers.map(
    (/** @type {any} */ _, /** @type {number} */ index) => `Activation of layer ${index + 1}`,
  );
  assert.deepEqual(usable.sort(), ['Activation', 'Activation of every layer', ...layers, 'Play'].sort());
  assert.match((await page().locator('.panel-training').textContent()) ?? '', /Learning rate\s*0\.1/);
  await page().getByLabel('Activation of layer 1').selectOption('relu');
  await untilExperiment('network.layers.0.activation.name', 'relu');
  await page().keyboard.press('Control+z');
  assert.equal((await experiment()).network.layers[0].activation.name, 'relu');
});

test('one menu gives all layers one activation, says when they differ, and one undo takes it back', async () => {
  await open('#data=circle&layers=8.relu,6.leaky_relu(alpha:0.2),;type:residual;layers:((units:6,activation:relu))');
  const names = async () => {
    const [first, second, { activation, layers }] = (await experiment()).network.layers;
    return [first, second, layers[0], { activation }].map((layer) => layer.activation.name);
  };
  const menu = page().getByLabel('Activation of every layer');
  const value = () => menu.evaluate((node) => /** @type {HTMLSelectElement} */ (node).selectedOptions[0].label);
  assert.equal(await value(), 'mixed');
  await menu.selectOption('prelu');
  await untilExperiment('network.layers.0.activation.name', 'prelu');
  assert.deepEqual(await names(), ['prelu', 'prelu', 'prelu', 'linear']);
  assert.equal(await value(), 'PReLU');
  await page().keyboard.press('Control+z');
  await untilExperiment('network.layers.0.activation.name', 'relu');
  assert.deepEqual(await names(), ['relu', 'leaky_relu', 'relu', 'linear']);
  assert.equal((await experiment()).network.layers[1].activation.alpha, 0.2);
  await open(
    '#data=circle&layers=8,;type:batch_normalization,;type:activation;activation:relu,8,;type:activation;activation:relu',
  );
  await menu.selectOption('tanh');
  await untilExperiment('network.layers.2.activation.name', 'tanh');
  assert.equal((await experiment()).network.layers[4].activation.name, 'tanh');
  await open('#data=circle&layers=8.relu');
  assert.equal(await menu.count(), 0);
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing with few controls, and after an undo, ${scheme}`, async () => {
    await page().emulateMedia({ colorScheme: scheme });
    await open();
    const violations = () => axeFindings('relu-playground');
    await page().getByLabel('Activation of layer 1').selectOption('relu');
    await page()
      .getByRole('button', { name: /^Undo: / })
      .click();
    await page()
      .getByRole('button', { name: /^Redo: / })
      .waitFor();
    assert.deepEqual(await violations(), []);
    await page().evaluate(() => document.querySelector('relu-playground')?.setAttribute('controls', 'play'));
    await page().getByRole('button', { name: 'Step', exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual(await violations(), []);
    await page().emulateMedia({ colorScheme: 'light' });
  });
}

test('nothing of it raises an error or breaks the policy', () => {
  assert.deepEqual(built.problems, []);
});
