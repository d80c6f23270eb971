// Every control of every view says in plain words what it does, to who points at it, to who tabs to it and to who hears it. In Chromium.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';

const built = builtPage({
  pages: { 'plain.html': `${bareHead}<body><p>plain</p><relu-playground></relu-playground>` },
});
const { page, button } = built;

const VIEWS = ['network', 'race', 'depth_map', 'born_dead_map', 'attack', 'ask'];
/** Read place by place instead of operated; what they are read with is in their names. */
const READ = 'td, .signal-column, [role="application"], .relu-course';

/** The names of controls on the screen of which the element says nothing. */
const unexplained = () =>
  page().evaluate((read) => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('relu-playground')?.shadowRoot);
    const controls = [...root.querySelectorAll('button:not(.help), summary, select, input, [tabindex="0"]')];
    return controls
      .filter((control) => control.checkVisibility() && !control.matches(read) && !control.matches('[role="group"]'))
      .filter((control) => {
        const described = (control.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => root.getElementById(id)?.textContent);
        const isHeard = control.getAttribute('aria-description') || described.join('').trim();
        return !isHeard || (!control.closest('[data-help]')?.getAttribute('data-help') && !described.join('').trim());
      })
      .map((control) => control.outerHTML.slice(0, 160));
  }, READ);

/** What a screen reader is told of the control that has the focus. */
async function heard() {
  const session = await page().context().newCDPSession(page());
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const focused = nodes.findLast(({ properties = [] }) =>
      properties.some(({ name, value }) => name === 'focused' && value.value),
    );
    return { name: focused?.name?.value, description: focused?.description?.value };
  } finally {
    await session.detach();
  }
}

describe('explanations', () => {
  for (const view of VIEWS)
    test(`of every control: ${view}`, async () => {
      await built.open('#data=circle&layers=4.relu&step=50');
      await page().evaluate((name) => /** @type {any} */ (document.querySelector('relu-playground')).showView(name), view);
      await page().locator(`relu-playground [role="tabpanel"]:not([hidden]) button`).first().waitFor();
      await page().evaluate(() => /** @type {any} */ (document.querySelector('relu-playground')).updateComplete);
      await button('Play')
        .or(page().getByRole('tab', { selected: true }))
        .first()
        .focus();
      await page().waitForFunction(() => {
        const { renderRoot } = /** @type {any} */ (document.querySelector('relu-playground'));
        return !renderRoot.querySelector('[data-help=""]');
      });
      assert.deepEqual(await unexplained(), []);
    });

  for (const [way, touch] of /** @type {[string, (control: import('playwright-core').Locator) => Promise<void>][]} */ ([
    ['pointed at', (control) => control.hover()],
    ['focused', (control) => control.focus()],
  ]))
    test(`the words of the tables come to the first control that is ${way}, and none before`, async () => {
      // Where the mouse lay before, it would point at something of the new page too.
      await page().mouse.move(0, 0);
      built.requests.length = 0;
      await built.open('plain.html');
      await built.rested();
      const asked = () => built.requests.filter((path) => /words-/.test(path)).length;
      assert.equal(asked(), 0);
      await page().keyboard.press('Shift');
      await touch(page().getByRole('combobox', { name: 'Optimiser' }));
      await page()
        .getByRole('tooltip')
        .filter({ hasText: /weights\. [\w ]+: \w.*\.$/ })
        .waitFor();
      assert.equal(asked(), 1);
      assert.deepEqual(built.problems, []);
    });

  test('by mouse, by keyboard and by ear, and of what comes later', async () => {
    await built.open('#data=circle&layers=4.relu');
    const tip = page().getByRole('tooltip');
    await button('Reset').hover();
    await tip.filter({ hasText: 'same start' }).waitFor();
    await button('Play').focus();
    await page().keyboard.press('Tab');
    const text = await tip.innerText();
    assert.ok(text.length > 0);
    const { name, description } = await heard();
    assert.equal(name, 'Step');
    assert.equal(description, text);
    await button('Play').click();
    await button('Pause').focus();
    assert.equal((await heard()).description, 'Stops training where it is.');
    await button('Pause').click();
    assert.deepEqual(built.problems, []);
  });

  test('what was pressed stays quiet until the pointer has left it', async () => {
    await built.open('#data=circle&layers=4.relu');
    const tip = page().getByRole('tooltip');
    await button('Step').hover();
    await tip.filter({ hasText: 'One mini-batch' }).waitFor();
    await button('Step').click();
    assert.equal(await tip.isVisible(), false);
    // A move within the button crosses from its picture to its word.
    for (const part of ['svg', 'span', 'svg']) await button('Step').locator(part).hover();
    await button('Step').click();
    await page().waitForTimeout(600);
    assert.equal(await tip.isVisible(), false);
    await button('Reset').hover();
    await tip.filter({ hasText: 'same start' }).waitFor();
    await button('Step').hover();
    await tip.filter({ hasText: 'One mini-batch' }).waitFor();
  });

  test('what slides under a pointer that has pressed and rests says nothing, until it is pointed at', async () => {
    await built.open();
    const tip = page().getByRole('tooltip');
    const fix = button('Switch every layer to ReLU');
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await fix.boundingBox());
    const place = /** @type {const} */ ([box.x + box.width / 2, box.y + box.height / 2]);
    await page().mouse.move(...place);
    await page().mouse.down();
    await page().mouse.up();
    await button('Race the activations on it').waitFor();
    await page().waitForTimeout(600);
    assert.equal(await tip.isVisible(), false);
    await button('Reset').hover();
    await tip.filter({ hasText: 'same start' }).waitFor();
  });

  test('a focus that the element has moved opens no help over what has just come', async () => {
    await built.open();
    await button('Switch every layer to ReLU').focus();
    await page().keyboard.press('Enter');
    await button('Race the activations on it').waitFor();
    const tip = page().getByRole('tooltip');
    assert.equal(await button('Pause').evaluate((node) => node.matches(':focus')), true);
    assert.equal(await tip.isVisible(), false);
    await page().keyboard.press('Tab');
    await page().keyboard.press('Shift+Tab');
    await tip.filter({ hasText: 'Stops training' }).waitFor();
  });

  test('in forced colours the bubble is text on the page’s own ground', async () => {
    await page().emulateMedia({ forcedColors: 'active' });
    await built.open('#data=circle&layers=4.relu');
    await button('Reset').hover();
    const tip = page().getByRole('tooltip').filter({ hasText: 'same start' });
    await tip.waitFor();
    const [ground, text, ofPage, border] = await tip.evaluate((node) => {
      const style = getComputedStyle(node);
      const body = getComputedStyle(document.body);
      return [style.backgroundColor, style.color, body.color, style.borderTopWidth];
    });
    await page().emulateMedia({ forcedColors: 'none' });
    assert.equal(text, ofPage);
    assert.notEqual(ground, text);
    assert.equal(border, '1px');
  });
});
