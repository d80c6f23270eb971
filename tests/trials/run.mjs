// `npm run trials`: makes every recipe of the authors' page as a throw-away project, from the tarball that npm would publish, builds it with
// its own generator, opens the result in Chromium and waits until the element has trained. Downloads a lot, so `npm test` leaves it out;
// `-- plain vite` runs only those. Knows nothing of the projects, which are a table.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildEngine, buildSite, buildTypes } from '../../cpp/toolchain/build.mjs';
import { capture, root, stop } from '../../cpp/toolchain/process.mjs';
import { recipes } from '../../web/page/recipes.js';
import { openBrowser } from '../browser/drivers.js';
import { serve } from '../browser/server.js';

/** @import { Recipe } from '../../web/page/recipes.js' */

/** Where every site lies on its server: nobody owns the root. The recipes that need it say so, too. */
const prefix = '/some/folder/';

/** Steps after which a network counts as training. */
const trainedSteps = 100;
const limitMs = 60_000;

/** @param {string} folder @returns {string} the tarball */
function pack(folder) {
  const printed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  return join(folder, JSON.parse(printed)[0].filename);
}

/**
 * A cell's output as a notebook shows it: put in as text, its scripts made anew, in a page whose AMD loader breaks what calls it.
 *
 * @param {string} output
 */
const notebookPage = (
  output,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title></head><body><div class="output"></div>
<script>
window.define = Object.assign(() => { throw new Error('the playground called the AMD loader'); }, { amd: {} });
const place = document.querySelector('.output');
place.innerHTML = ${JSON.stringify(output).replaceAll('<', '\\u003c')};
for (const dead of place.querySelectorAll('script')) {
  const living = document.createElement('script');
  for (const { name, value } of dead.attributes) living.setAttribute(name, value);
  dead.replaceWith(living);
}
</script></body></html>`;

/** Makes the author's project and builds it. @param {Recipe} recipe @param {string} folder @param {string} tarball */
function make({ packages, files, build, copies, site }, folder, tarball) {
  const dependencies = { ...packages, 'relu-playground': `file:${tarball}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (files['output.html']) writeFileSync(join(folder, site, 'index.html'), notebookPage(files['output.html']));
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', CI: '1' };
  const installed = capture('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env });
  if (!installed.ok) throw new Error(installed.output);
  if (copies)
    cpSync(join(folder, 'node_modules', 'relu-playground', 'dist'), join(folder, site, 'playground'), { recursive: true });
  if (!build) return;
  const [program = '', ...args] = build;
  const built = capture(join(folder, 'node_modules', '.bin', program), args, { cwd: folder, env });
  if (!built.ok) throw new Error(built.output.slice(-4000));
}

/** Opens the site and waits until its element has trained. @param {Recipe} recipe @param {string} folder */
async function look({ site, frame }, folder) {
  const server = await serve(join(folder, site), { prefix });
  const browser = await openBrowser('chromium');
  try {
    const page = browser.page;
    if (!page) throw new Error('trials run in Chromium');
    /** @type {string[]} */
    const strangers = [];
    page.on('request', (request) => {
      if (/^http/.test(request.url()) && !request.url().startsWith(new URL(server.url).origin)) strangers.push(request.url());
    });
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await browser.goto(server.url);
    const inside = frame ? await (await page.waitForSelector(frame)).contentFrame() : page.mainFrame();
    if (!inside) throw new Error(`there is no frame ${frame}`);
    await inside.waitForSelector('relu-playground');
    const step = await inside.evaluate(
      async ({ steps, limitMs }) => {
        const deadline = performance.now() + limitMs;
        for (;;) {
          const element = /** @type {any} */ (document.querySelector('relu-playground'));
          const { step = 0 } = (await element?.snapshot?.()) ?? {};
          if (step >= steps) return step;
          if (performance.now() > deadline) throw new Error(`the element is at step ${step}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
      { steps: trainedSteps, limitMs },
    );
    return { step, problems: [...browser.problems, ...strangers.map((url) => `asked ${url}`)] };
  } catch (error) {
    throw new Error([/** @type {Error} */ (error).message, ...browser.problems].join('\n'));
  } finally {
    await browser.close();
    await server.close();
  }
}

const names = process.argv.slice(2);
for (const name of names)
  if (!recipes.some((recipe) => recipe.name === name))
    stop(`There is no trial ${name}; there are ${recipes.map((recipe) => recipe.name).join(', ')}.`);
const engine = await buildEngine({ probes: false });
if (!engine.ok) stop(engine.output);
await buildSite();
const types = await buildTypes();
if (!types.ok) stop(types.output);

const home = mkdtempSync(join(tmpdir(), 'trials-'));
const tarball = pack(home);
let failed = 0;
try {
  for (const recipe of recipes) {
    if (names.length > 0 && !names.includes(recipe.name)) continue;
    const folder = join(home, recipe.name);
    mkdirSync(folder);
    try {
      make(recipe, folder, tarball);
      const { step, problems } = await look(recipe, folder);
      if (problems.length > 0) throw new Error(problems.join('\n'));
      const versions = Object.entries(recipe.packages).map(([name, version]) => `${name} ${version}`);
      console.log(
        `passed  ${recipe.name.padEnd(12)}trained to step ${step}; ${recipe.title}${versions.length > 0 ? ` (${versions[0]})` : ''}`,
      );
    } catch (error) {
      failed++;
      console.log(`FAILED  ${recipe.name.padEnd(12)}${recipe.title}\n${/** @type {Error} */ (error).message}`);
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
const run = names.length || recipes.length;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`relu-playground ${version}: ${run - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
