// How the playground gets into a page, as a table of small projects that work as they stand: the authors' page prints them, and `npm run
// trials` builds and opens every one. Knows the package by its name, its entries and its folder dist/.

/**
 * @typedef {object} Recipe
 * @property {string} name
 * @property {string} title
 * @property {string} note                      what an author has to know, in one or two sentences
 * @property {Record<string, string>} packages  what is installed beside the playground, each with the version that was tried
 * @property {Record<string, string>} files     text by path
 * @property {string[]} [build]                 a program of the project's packages, with arguments
 * @property {boolean} [copies]                 the package's folder dist/ lies beside the page as `playground`
 * @property {string} site                      the folder that is put on the web
 * @property {string} [frame]                   selector of the frame that holds the element
 */

const fallback = 'A network trains here where JavaScript and WebAssembly can run.';
const tag = `<relu-playground activation="relu" depth="2" autoplay>${fallback}</relu-playground>`;
const script = '<script type="module" src="playground/relu-playground.js"></script>';

/** @param {string} head @param {string} body */
const page = (head, body) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>My article</title>${head && `\n    ${head}`}
  </head>
  <body>
    ${body}
  </body>
</html>
`;

/** @type {Recipe[]} */
export const recipes = [
  {
    name: 'plain',
    title: 'A page of plain HTML',
    note: 'Copy the folder dist/ of the package to your server, here as playground/. One script, one tag; nothing is built.',
    packages: {},
    files: { 'index.html': page(script, tag) },
    copies: true,
    site: '.',
  },
  {
    name: 'frame',
    title: 'A content system that allows only frames',
    note: 'The frame keeps the height that you give it. With the second line, where scripts are allowed, it becomes as high as its content.',
    packages: {},
    files: {
      'index.html': page(
        '',
        `<iframe src="playground/embed.html?activation=relu&amp;depth=2&amp;autoplay" title="A network that trains" width="100%" height="760" style="border: 0" allow="fullscreen; clipboard-write" loading="lazy"></iframe>
    <script type="module" src="playground/frame.js"></script>`,
      ),
    },
    copies: true,
    site: '.',
    frame: 'iframe',
  },
  {
    name: 'notebook',
    title: 'The output of a notebook cell',
    note: 'Show this as HTML (in Python: IPython.display.HTML). The folder dist/ lies where the notebook is served from.',
    packages: {},
    files: { 'output.html': `${script}\n${tag}\n` },
    copies: true,
    site: '.',
  },
  {
    name: 'vite',
    title: 'Vite',
    note: 'Nothing to configure to build. The development server must leave the package as it is, so that worker and WebAssembly are found.',
    packages: { vite: '8.3.8' },
    files: {
      'index.html': page('<script type="module" src="/main.js"></script>', tag),
      'main.js': "import 'relu-playground/define';\n",
      'vite.config.js': "export default {\n  base: './',\n  optimizeDeps: { exclude: ['relu-playground'] },\n};\n",
    },
    build: ['vite', 'build'],
    site: 'dist',
  },
  {
    name: 'vitepress',
    title: 'VitePress',
    note: 'Vue has to know that the tag is not one of its components, and workers are modules.',
    packages: { vitepress: '1.6.4' },
    files: {
      'index.md': `# My article\n\n${tag}\n`,
      '.vitepress/config.mjs': `export default {
  base: '/some/folder/',
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'relu-playground' } } },
  vite: { worker: { format: 'es' } },
};
`,
      '.vitepress/theme/index.mjs': `import DefaultTheme from 'vitepress/theme';
import 'relu-playground/define';

export default DefaultTheme;
`,
    },
    build: ['vitepress', 'build'],
    site: '.vitepress/dist',
  },
  {
    name: 'docusaurus',
    title: 'Docusaurus, and React',
    note: 'In MDX and in React the tag is written as it is. React wants a value for attributes that stand alone.',
    packages: {
      '@docusaurus/core': '3.10.2',
      '@docusaurus/plugin-content-pages': '3.10.2',
      '@docusaurus/theme-classic': '3.10.2',
      '@mdx-js/react': '3.1.1',
      react: '19.2.0',
      'react-dom': '19.2.0',
    },
    files: {
      'src/pages/index.mdx': `# My article\n\n${tag.replace('autoplay', 'autoplay="true"')}\n`,
      'playground.js': "import 'relu-playground/define';\n",
      'docusaurus.config.js': `export default {
  title: 'My site',
  url: 'https://example.org',
  baseUrl: '/some/folder/',
  themes: ['@docusaurus/theme-classic'],
  plugins: ['@docusaurus/plugin-content-pages'],
  clientModules: ['./playground.js'],
};
`,
    },
    build: ['docusaurus', 'build'],
    site: 'build',
  },
  {
    name: 'astro',
    title: 'Astro',
    note: 'The script goes beside the tag, in any component; workers are modules.',
    packages: { astro: '5.9.4' },
    files: {
      'src/pages/index.astro': page('', `${tag}\n    <script>import 'relu-playground/define';</script>`),
      'astro.config.mjs': "export default {\n  base: '/some/folder/',\n  vite: { worker: { format: 'es' } },\n};\n",
    },
    build: ['astro', 'build'],
    site: 'dist',
  },
];
