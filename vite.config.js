// The development server and the static site in dist/: the page, and the element and the engine as files with stable names.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Every HTML file of the page's folder, by its name. */
const pages = readdirSync(at('web/page')).filter((name) => name.endsWith('.html'));

/** Fills the article's places with its lessons and with what was measured. @type {import('vite').Plugin} */
const article = {
  name: 'article',
  transformIndexHtml: {
    order: 'pre',
    async handler(html, { filename }) {
      if (basename(filename) !== 'article.html') return html;
      const [{ articleParts }, engine] = await Promise.all([
        import('./web/page/article-html.js'),
        import('./web/engine/index.js'),
      ]);
      const measured = JSON.parse(readFileSync(at('web/lessons/measured.json'), 'utf8'));
      const parts = Object.entries(await articleParts(engine, measured));
      return parts.reduce((text, [name, part]) => text.replace(`<!-- ${name} -->`, () => part), html);
    },
  },
};

export default defineConfig({
  root: at('web/page'),
  plugins: [article],
  // Every address is relative, so that dist/ works from any folder of any server.
  base: './',
  // Nothing is copied as it is.
  publicDir: false,
  cacheDir: at('node_modules/.vite'),
  server: { fs: { allow: [at('.')] } },
  // Found before the first request: a package found later, in the worker, would reload the page.
  optimizeDeps: { entries: ['index.html', at('web/element/*.js'), at('web/engine/*.js'), `!${at('web/engine/cli.js')}`] },
  worker: { format: 'es' },
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
      },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: (chunk) => (pages.includes(`${chunk.name}.html`) ? 'assets/[name]-[hash].js' : '[name].js'),
      },
    },
  },
});
