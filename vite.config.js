// The development server and the static site in dist/: the page, and the element and the engine as files with stable names.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { noDoors, plainImports, sharedWorker } from './cpp/toolchain/script-plugins.mjs';
import { earlyFiles, pageParts, pinnedFiles } from './cpp/toolchain/site-plugins.mjs';
import { tightTemplates } from './cpp/toolchain/tight-templates.mjs';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Every HTML file of the page's folder, by its name. */
const pages = readdirSync(at('web/page')).filter((name) => name.endsWith('.html'));

/**
 * Modules that become one file, with all that they import at once: thirty small files weigh an eighth more than one. What two files import
 * belongs to the first of them here; so the element's door stays as small as it is, and what the worker runs lies apart from what needs a page.
 * A file should import only files that are there before it is asked for: nothing fetches them ahead.
 */
const together = {
  define: /\/element\/define\.js$/,
  /** What both sides of the worker hold, and the words that a diagnosis is told in, there as here. */
  bridge:
    /\/comlink\/|\/engine\/(checks|fetched|instance|judge|number-text|patch|playground-error|read-file|solved|unit-states)\.js$/,
  host: /\/engine\/host\.js$/,
  client: /\/engine\/index\.js$/,
  /** With what panels of every kind of data draw and ask with. */
  playground:
    /\/element\/(field-control|network-shape|playground|unit-health|panels\/every-layer)\.js$|\/view\/canvas-picture\.js$/,
  'network-panel': /\/panels\/network-panel\.js$/,
  /** All other panels of an embed, and the chart. */
  panels: /\/panels\/(data|layer|signal|training)-panel\.js$|\/view\/loss-chart\.js$/,
  'shared-acts': /\/element\/(arrow-keys|experiment-edit|take-data)\.js$|\/view\/(course-reading|surface-place)\.js$/,
  acts: /\/element\/acts\.js$/,
  diagnosis: /\/engine\/diagnosis\.js$/,
};

export default defineConfig({
  root: at('web/page'),
  plugins: [pageParts, earlyFiles, pinnedFiles, tightTemplates, sharedWorker, plainImports, noDoors],
  // Every address is relative, so that dist/ works from any folder of any server.
  base: './',
  // Nothing is copied as it is.
  publicDir: false,
  cacheDir: at('node_modules/.vite'),
  server: { fs: { allow: [at('.')] } },
  // Found before the first request: a package found later, in the worker, would reload the page.
  optimizeDeps: { entries: ['index.html', at('web/element/*.js'), at('web/engine/*.js'), `!${at('web/engine/cli.js')}`] },
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    target: 'es2022',
    // A strict content security policy allows no data: address for a script or a module.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [basename(name, '.html'), at(`web/page/${name}`)])),
        'relu-playground': at('web/element/define.js'),
        engine: at('web/page/engine.js'),
        frame: at('web/page/frame.js'),
      },
      preserveEntrySignatures: 'strict',
      // What is in one file on purpose may be imported in both ways.
      checks: { ineffectiveDynamicImport: false },
      output: {
        codeSplitting: {
          groups: Object.entries(together).map(([name, path], index, all) => ({
            name,
            test: path,
            priority: all.length - index,
          })),
        },
        // As it is written, not all `var`: .4 kB less for an embed.
        topLevelVar: false,
        // Named after the package: its own file is called like every other's.
        chunkFileNames: ({ moduleIds }) =>
          `assets/${moduleIds.some((id) => id.includes('/uqr/')) ? 'uqr' : '[name]'}-[hash].js`,
        entryFileNames: (chunk) => (pages.includes(`${chunk.name}.html`) ? 'assets/[name]-[hash].js' : '[name].js'),
      },
    },
  },
});
