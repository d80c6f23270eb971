// `npm run gallery`: pictures of every look of the built site, to be looked at: four widths, light and dark. `-- opening authors` draws only
// those; `-- --update` also files what the test of looks holds. Asserts nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildEngine, buildSite } from '../../cpp/toolchain/build.mjs';
import { root, stop } from '../../cpp/toolchain/process.mjs';
import { setUp } from '../../cpp/toolchain/setup.mjs';

const sizes = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

const { values, positionals } = parseArgs({ options: { update: { type: 'boolean' } }, allowPositionals: true });
await setUp('test');
const engine = await buildEngine({ probes: false });
if (!engine.ok) stop(engine.output);
await buildSite();
const { openLooks } = await import('./look-windows.js');
const { looks } = await import('./looks.js');
const { fileLooks } = await import('./filed-looks.js');

if (values.update) await fileLooks();
const folder = join(root, 'gallery');
mkdirSync(folder, { recursive: true });
const wanted = looks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const windows = /** @type {const} */ (['light', 'dark']).flatMap((colorScheme) =>
  sizes.map((size) => ({ ...size, colorScheme })),
);
await openLooks(wanted, windows, async ({ look, window, page, problems }) => {
  const name = `${look.name}-${window.width}-${window.colorScheme}`;
  writeFileSync(join(folder, `${name}.png`), await page.screenshot());
  writeFileSync(join(folder, `${name}-whole.png`), await page.screenshot({ fullPage: true }));
  console.log([`gallery/${name}.png`, ...problems].join('\n  '));
});
