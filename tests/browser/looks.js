// The states of the site that are worth a look, as a table: which page, and how one gets there. The gallery draws all of them, a test holds
// what two of the windows show. Knows the pages by their addresses and the element by its public promise.
import { serialise } from '../../web/element/permalink.js';
import { VIEWS } from '../../web/element/views.js';
import { writePoints } from '../../web/engine/own-points.js';
import { pages } from '../../web/page/pages.js';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} Look
 * @property {string} name
 * @property {string} path  below the site's folder
 * @property {(page: Page) => Promise<unknown>} [before]  is called with the empty page
 * @property {boolean} [isMoving]  it goes on measuring while it is looked at
 * @property {(page: Page) => Promise<unknown>} [settle]  resolves when there is nothing more to come
 */

/** Every element that can be seen has its first picture, and all its parts. @param {Page} page */
async function ready(page) {
  await page.evaluate(async () => {
    const elements = /** @type {any[]} */ ([...document.querySelectorAll('relu-playground')]);
    if (elements.length > 0) await customElements.whenDefined('relu-playground');
    const seen = elements.filter((element) => element.getBoundingClientRect().top < innerHeight);
    await Promise.all(seen.map((element) => element.ready));
  });
  // Parts that are loaded when they are needed have come.
  await page.waitForLoadState('networkidle');
}

/** What a view says when its networks have been made, by its name. @type {Record<string, string>} */
const viewSays = {
  race: '#lane-score-5:not(:empty)',
  attack: '.attack-sentence:not(:empty)',
  ask: '.ask:has(.answer-all[aria-disabled="false"]) .ask-sentence:not(:empty)',
};

/** The view has come, and its networks. @param {string} name */
const viewReady = (name) => async (/** @type {Page} */ page) => {
  await ready(page);
  await page.locator(viewSays[name] ?? '[role="grid"]').waitFor({ state: 'attached' });
};

/** @param {(route: import('playwright-core').Route) => unknown} answer */
const onModule = (answer) => (/** @type {Page} */ page) => page.route('**/*.wasm', (route) => void answer(route));

/** @param {string} text that the element shows */
const shows = (text) => (/** @type {Page} */ page) => page.getByText(text).first().waitFor();

/** @param {string} name of a button of the element's, or of a menu's entry */
const press = (name) => async (/** @type {Page} */ page) => {
  await ready(page);
  await page.getByRole('button', { name }).first().click();
  await page.waitForLoadState('networkidle');
};

/** Every unit starts so far below zero that no point wakes it. */
const dead = 'layers=6.relu*2&network.bias_initializer=constant(value:-5)&optimizer=sgd(learning_rate:0.1)&step=50';

/** Two crossed rows of points of one's own. */
const own = serialise({
  data: {
    name: 'own',
    points: writePoints(
      Array.from({ length: 40 }, (_, i) => ({
        x: (i % 20) / 2 - 5,
        y: (i < 20 ? 1 : -1) * ((i % 20) / 2 - 5),
        label: i < 20 ? 0 : 1,
      })),
    ),
  },
});

/** @type {readonly Look[]} */
export const looks = [
  { name: 'opening', path: 'index.html', settle: ready },
  { name: 'solved', path: 'index.html#layers=8*2&step=2000', settle: ready },
  { name: 'diverged', path: 'index.html#layers=8*3&optimizer=sgd(learning_rate:1e30)&step=20', settle: ready },
  { name: 'loading', path: 'index.html', before: onModule(() => {}), settle: shows('Loading…') },
  {
    name: 'failed',
    path: 'index.html',
    before: onModule((route) => route.abort()),
    settle: shows('The playground could not start.'),
  },
  ...VIEWS.filter(({ name }) => name !== 'network').map(({ name }) => ({
    name,
    path: `embed.html?views=all&view=${name}#layers=8*2&step=400`,
    isMoving: name.endsWith('_map'),
    settle: viewReady(name),
  })),
  { name: 'own-data', path: `index.html#${own}`, settle: ready },
  { name: 'own-part', path: `index.html#${own}`, settle: press('Your own data') },
  { name: 'dead-unit', path: `index.html#${dead}`, settle: press('unit 3 of layer 1') },
  { name: 'two-runs', path: 'index.html', settle: press('Switch every layer to ReLU'), isMoving: true },
  { name: 'digits', path: 'index.html#data=digits_8x8&step=150', settle: ready },
  {
    name: 'sequence',
    path: 'index.html#data=latch&layers=;type:simple_rnn;units:16;activation:relu;recurrent_initializer:identity&step=40',
    settle: ready,
  },
  {
    name: 'deep',
    path: 'index.html#data=circle&layers=8.relu,;type:residual;rezero:true;layers:((units:8))*100',
    settle: ready,
  },
  { name: 'repaired', path: 'index.html#data=digits&step=40', settle: ready },
  { name: 'embed', path: 'embed.html?panels=controls%20result%20network&lesson=sigmoid-depth-cliff', settle: ready },
  ...pages.flatMap(({ file, label }) =>
    label && file !== 'index.html' ? [{ name: file.replace('.html', ''), path: file, settle: ready }] : [],
  ),
];
