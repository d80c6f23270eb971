// The looks that a test holds: taken in two windows, filed as coarse grids in looks.json with where they come from. Knows the file and the
// windows, not what is on a picture.
import { readFileSync, writeFileSync } from 'node:fs';
import { gridOf, gridText } from './look-grid.js';
import { openLooks } from './look-windows.js';
import { looks } from './looks.js';

const file = new URL('looks.json', import.meta.url);

/** On a phone the layout is another one, and the pages around the element have to follow. */
const narrowLooks = ['opening', 'embed', 'article', 'builder', 'authors'];

/** @typedef {{ window: import('./look-windows.js').Window, holds: (name: string) => boolean }} Held */

/** @type {readonly Held[]} */
const held = [
  { window: { width: 1280, height: 800, colorScheme: 'light' }, holds: () => true },
  { window: { width: 390, height: 844, colorScheme: 'dark' }, holds: (name) => narrowLooks.includes(name) },
];

/** @param {import('./looks.js').Look} look @param {import('./look-windows.js').Window} window */
export const lookName = ({ name }, { width, colorScheme }) => `${name}-${width}-${colorScheme}`;

/** @returns {{ provenance: { textWidth: number }, grids: Record<string, string> }} */
export const filedLooks = () => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Takes the looks anew.
 *
 * @param {{ style?: string, only?: (name: string) => boolean }} [options]  `style`: added to the page and inside every element before the
 *   picture is taken; `only`: by a look's whole name, as in `opening-1280-light`
 * @returns {Promise<{ grids: Map<string, import('./look-grid.js').Grid>, textWidth: number, problems: string[] }>}  textWidth: CSS pixels of
 *   a sentence, which tells one machine's fonts from another's
 */
export async function takeLooks({ style = '', only = () => true } = {}) {
  const grids = new Map();
  /** @type {string[]} */
  const problems = [];
  let textWidth = 0;
  for (const { window, holds } of held) {
    const wanted = looks.filter((look) => !look.isMoving && holds(look.name) && only(lookName(look, window)));
    if (wanted.length > 0) await openLooks(wanted, [window], take);
  }
  return { grids, textWidth, problems };

  /** @param {import('./look-windows.js').Seen} seen */
  async function take({ look, window, page, problems: own }) {
    if (style) {
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        for (const { shadowRoot } of document.querySelectorAll('relu-playground'))
          if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
      }, style);
      await page.waitForTimeout(300);
    }
    textWidth ||= await page.evaluate(measureSentence);
    const png = await page.screenshot();
    const blank = await page.context().newPage();
    grids.set(lookName(look, window), await gridOf(blank, png));
    await blank.close();
    problems.push(...own.map((problem) => `${look.name}: ${problem}`));
  }
}

/** Runs in the page. */
function measureSentence() {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  context.font = '16px system-ui, sans-serif';
  return context.measureText('Why a network trains, and why it does not: 0123456789').width;
}

/** Writes looks.json. */
export async function fileLooks() {
  const { grids, textWidth } = await takeLooks();
  const provenance = {
    what: 'Mean colour and ink of each cell of the page in Chromium, in base64; see look-grid.js.',
    how: 'npm run gallery -- --update, and looking at the pictures that it draws',
    fonts: 'as Debian 12 has them: DejaVu',
    textWidth,
  };
  const texts = Object.fromEntries([...grids].map(([name, grid]) => [name, gridText(grid)]));
  writeFileSync(file, `${JSON.stringify({ provenance, grids: texts }, null, 2)}\n`);
}
