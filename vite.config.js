// The development server and the static site in dist/: the page, and the element and the engine as files with stable names.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { earlyFiles, pageParts, pinnedFiles } from './cpp/toolchain/site-plugins.mjs';
import { tightTemplates } from './cpp/toolchain/tight-templates.mjs';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Every HTML file of the page's folder, by its name. */
const pages = readdirSync(at('web/page')).filter((name) => name.endsWith('.html'));

/**
 * Modules that become one file each, with all that they import at once: thirty small files weigh an eighth more than one, and a reader who
 * needs one of these modules needs what it imports. What two of them import belongs to the first; so the element's door stays as small as it
 * is, and the engine's file and a page that writes links load nothing of the playground.
 */
const together = {
  define: /\/element\/define\.js$/,
  engine: /\/engine\/index\.js$/,
  permalink: /\/element\/permalink\.js$/,
  playground: /\/element\/playground\.js$/,
  'settings-panels': /\/panels\/(data|training)-panel\.js$/,
  'network-panel': /\/panels\/network-panel\.js$/,
  'layer-panel': /\/panels\/layer-panel\.js$/,
  'loss-chart': /\/view\/loss-chart\.js$/,
  'shared-acts': /\/element\/(arrow-keys|experiment-edit|take-data)\.js$|\/view\/(course-reading|surface-place)\.js$/,
  acts: /\/element\/acts\.js$/,
  diagnosis: /\/engine\/diagnosis\.js$/,
};

export default defineConfig({
  root: at('web/page'),
  plugins: [pageParts, earlyFiles, pinnedFiles, tightTemplates],
  // Every address is relative, so that dist/ works from any folder of any server.
  base: './',
  // Nothing is copied as it is.
  publicDir: false,
  cacheDir: at('node_modules/.vite'),
  server: { fs: { allow: [at('.')] } },
  // Found before the first request: a package found later, in the worker, would reload the page.
  optimizeDeps: { entries: ['index.html', at('web/element/*.js'), at('web/engine/*.js'), `!${at('web/engine/cli.js')}`] },
  worker: {
    format: 'es',
    // A thread loads these only for trials that end with a diagnosis; under their own names nobody takes them for the page's.
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${['diagnosis', 'tables'].includes(name) ? 'thread-' : ''}[name]-[hash].js`,
        // The page's own files have none: the bundler leaves in a worker what only bundlers read.
        comments: { annotation: false },
      },
    },
  },
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
        engine: at('web/engine/index.js'),
        frame: at('web/page/frame.js'),
      },
      preserveEntrySignatures: 'strict',
      output: {
        codeSplitting: {
          groups: Object.entries(together).map(([name, path], index, all) => ({
            name,
            test: path,
            priority: all.length - index,
          })),
        },
        // Named after the package: its own file is called like every other's.
        chunkFileNames: ({ moduleIds }) =>
          `assets/${moduleIds.some((id) => id.includes('/uqr/')) ? 'uqr' : '[name]'}-[hash].js`,
        entryFileNames: (chunk) => (pages.includes(`${chunk.name}.html`) ? 'assets/[name]-[hash].js' : '[name].js'),
      },
    },
  },
});
