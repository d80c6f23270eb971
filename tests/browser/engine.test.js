// The built engine in real browsers: it loads from a sub-folder under a strict policy, in a worker, asks nothing of strangers, and
// trains to the weights that Node finds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { builtSite } from './built-page.js';
import { browserNames, openBrowser } from './drivers.js';

const { cases } = JSON.parse(readFileSync(new URL('../determinism.json', import.meta.url), 'utf8'));
const blank = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>blank</title></html>';

/** Each browser as it is, and, where it can be had, without SIMD. */
const settings = browserNames.flatMap((name) => [
  { name, webAssembly: /** @type {const} */ ('simd') },
  ...(name === 'firefox' ? [] : [{ name, webAssembly: /** @type {const} */ ('scalar') }]),
]);

/**
 * Runs in the page.
 *
 * @param {{ experiment: object, steps: number }} work
 */
async function trainInPage({ experiment, steps }) {
  const engine = await import(new URL('engine.js', location.href).href);
  const model = await engine.createModel(experiment);
  const { step } = await model.step(steps);
  const weightHash = await model.weightHash();
  await model.dispose();
  return { step, weightHash, variant: await engine.engineVariant() };
}

/** Runs in the page. From then on `compilations` counts. */
function countCompilations() {
  Object.assign(globalThis, { compilations: 0 });
  const { compile, compileStreaming } = WebAssembly;
  WebAssembly.compile = (bytes) => {
    ++/** @type {any} */ (globalThis).compilations;
    return compile(bytes);
  };
  WebAssembly.compileStreaming = (response) => {
    ++/** @type {any} */ (globalThis).compilations;
    return compileStreaming(response);
  };
}

/** Runs in the page. */
async function refuseInPage() {
  const engine = await import(new URL('engine.js', location.href).href);
  try {
    await engine.createModel({ network: { layers: [{ type: 'dense', units: -3 }] } });
    return null;
  } catch (error) {
    const { code, path, message } = /** @type {import('relu-playground').PlaygroundError} */ (error);
    return { code, path, message, isError: error instanceof engine.PlaygroundError };
  }
}

for (const { name, webAssembly } of settings) {
  describe(`${name}, ${webAssembly}`, () => {
    const site = builtSite({ prefix: '/some/folder/', pages: { 'blank.html': blank } });
    /** @type {Awaited<ReturnType<typeof openBrowser>>} */
    let browser;

    before(async () => {
      browser = await openBrowser(name, { webAssembly });
      await browser.goto(`${site.url}blank.html`);
      await browser.evaluate(countCompilations);
    });
    after(() => browser?.close());

    /** Names of the modules that have been fetched. */
    const modules = () =>
      site.requests.filter((path) => path.endsWith('.wasm')).map((path) => path.replace(/.*\/|-[\w-]{8}(?=\.wasm)/g, ''));

    test('a network of dense layers over the plane trains on the first part of the engine', async () => {
      const step = await browser.evaluate(async () => {
        const { createModel } = await import(new URL('engine.js', location.href).href);
        const model = await createModel({ network: { layers: [{ units: 6, activation: 'selu' }] } });
        const seen = await model.step(30);
        await model.dispose();
        return seen.step;
      });
      assert.equal(step, 30);
      assert.deepEqual(modules(), [`engine-${webAssembly}.wasm`]);
    });

    for (const { name: title, experiment, steps, weightHash } of cases) {
      test(`${title}: ${steps} steps give the pinned weights`, async () => {
        assert.deepEqual(await browser.evaluate(trainInPage, { experiment, steps }), {
          step: steps,
          weightHash,
          variant: webAssembly,
        });
      });
    }

    test('a bad value keeps its code, path and sentence on the way out of the worker', async () => {
      const refused = await browser.evaluate(refuseInPage);
      assert.equal(refused?.path, 'network.layers[0].units');
      assert.equal(refused.code, 'out_of_range');
      assert.match(refused.message, /^network\.layers\[0\]\.units: expected .*1\.\.\d+, got -3$/);
      assert.equal(refused.isError, true);
    });

    // WebKitGTK's driver does not report its console.
    if (name !== 'webkit') test('nothing is reported on the console', () => assert.deepEqual(browser.problems, []));

    test('each part of one build is fetched once, the first compiled by the page for all models; nothing comes from elsewhere', async () => {
      assert.equal(await browser.evaluate(() => /** @type {any} */ (globalThis).compilations), 1);
      assert.deepEqual(modules(), [`engine-${webAssembly}.wasm`, `engine-${webAssembly}-rest.wasm`]);
      assert.deepEqual(
        site.requests.filter((path) => !path.startsWith('/some/folder/')),
        [],
      );
    });
  });
}
