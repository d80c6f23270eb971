// Every control of every view says in plain words what it does, to who points at it, to who tabs to it and to who hears it. In Chromium.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtPage } from './built-page.js';

const built = builtPage();
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
      assert.deepEqual(await unexplained(), []);
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
});
