// Contestants in Chromium: a page in a profile of its own for each, and so a process. The files are bundled once.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { root } from '../../../cpp/toolchain/process.mjs';
import { browsers } from '../../../cpp/toolchain/requirements.mjs';
import { serve } from '../../browser/server.js';

const limitMs = 60_000;
const page =
  '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/build/bench/page/page.js"></script>';

/** Also resolves the modules that only Node has to nothing: those libraries ask first where they are. */
async function bundle() {
  await build({
    configFile: false,
    root,
    base: '/build/bench/page/',
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    worker: { format: 'es' },
    build: {
      outDir: join(root, 'build/bench/page'),
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1e6,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { page: join(root, 'tests/bench/environments/page.js') },
        external: [/^node:/, 'gpu.js'],
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

/** @returns {Promise<import('../rounds.js').Environment & { version: string }>} */
export async function chromiumEnvironment() {
  await bundle();
  const server = await serve(root, { pages: { 'bench.html': page } });
  const browser = await chromium.launch({
    executablePath: browsers.chromium() ?? undefined,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
  return {
    name: 'chromium',
    version: browser.version(),
    async open(contestant, workload) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      /** @type {string[]} */
      const problems = [];
      tab.on('pageerror', (error) => problems.push(error.message));
      const call =
        (/** @type {string} */ name) =>
        async (/** @type {any[]} */ ...args) => {
          /** @type {NodeJS.Timeout | undefined} */
          let timer;
          const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error(`${name} took longer than ${limitMs / 1000} s`)), limitMs);
          });
          const done = tab.evaluate(([what, given]) => /** @type {any} */ (globalThis).bench(what, given), [name, args]);
          done.catch(() => {}); // told by the race, or too late to matter
          return Promise.race([done, late]).finally(() => clearTimeout(timer));
        };
      try {
        await tab.goto(`${server.url}bench.html`);
        await tab.waitForFunction(() => 'bench' in globalThis, null, { timeout: 30_000 });
        await call('open')(contestant, workload);
      } catch (error) {
        await context.close();
        throw problems.length > 0 ? new Error(problems[0]) : error;
      }
      return {
        check: call('check'),
        warmUp: /** @type {any} */ (call('warmUp')),
        window: /** @type {any} */ (call('window')),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
