// What happens to the site's pages while they are built or served: places in their HTML are filled from tables, so that every page can be
// read without a script. Knows the bundler and who fills what, nothing of a page's content.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { root } from './process.mjs';

/** @param {string} html @param {Record<string, string>} parts  by the name of the comment that each takes the place of */
const filled = (html, parts) =>
  Object.entries(parts).reduce((text, [name, part]) => text.replaceAll(`<!-- ${name} -->`, () => part), html);

/**
 * Who has more to say on a page than its head and its bar.
 *
 * @type {Record<string, () => Promise<Record<string, string>>>}
 */
const fillers = {
  'article.html': async () => {
    const [{ articleParts }, engine] = await Promise.all([
      import('../../web/page/article-html.js'),
      import('../../web/engine/index.js'),
    ]);
    return articleParts(engine, JSON.parse(readFileSync(join(root, 'web/lessons/measured.json'), 'utf8')));
  },
  'authors.html': async () => {
    const { authorsParts } = await import('../../web/page/authors-html.js');
    return authorsParts(readFileSync(join(root, 'web/element/shell.js'), 'utf8'));
  },
  'builder.html': async () => (await import('../../web/page/builder-html.js')).builderParts(),
};

/**
 * Where the site will lie, with a slash at its end, from the environment's SITE_URL; '' where that is not known: then the site has no answers
 * to oEmbed, which need absolute addresses.
 */
const site = process.env.SITE_URL ? new URL('./', `${process.env.SITE_URL.replace(/\/?$/, '/')}`).href : '';

const oembed = () => import('../../web/page/oembed.js');

/** Fills the places of every page. @type {import('vite').Plugin} */
export const pageParts = {
  name: 'page-parts',
  transformIndexHtml: {
    order: 'pre',
    async handler(html, { filename }) {
      const file = basename(filename);
      const { barHtml, headHtml } = await import('../../web/page/pages.js');
      const head =
        headHtml(file) + (site && file === 'index.html' ? `\n    ${(await oembed()).oembedLink(site, 'relu-playground')}` : '');
      return filled(html, { head, bar: barHtml(file), ...(await fillers[file]?.()) });
    },
  },
};

/** What the playground at the top of the first page needs: chunks, by their names, that its script asks for as soon as it runs. */
const early = ['client', 'playground'];

/** Lets the first page fetch them while its script is still on its way. @type {import('vite').Plugin} */
export const earlyFiles = {
  name: 'early-files',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {}, filename }) {
      if (basename(filename) !== 'index.html') return [];
      const needed = new Set(
        early.map((name) => Object.values(bundle).find((file) => file.name === name && file.type === 'chunk')?.fileName),
      );
      for (const name of needed) {
        const file = bundle[name ?? ''];
        if (file?.type === 'chunk') for (const other of file.imports) needed.add(other);
      }
      return [...needed]
        .filter((name) => name && !html.includes(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
          injectTo: 'head',
        }));
    },
  },
};

/** Entries that an article names: each also lies there under the version's own name, which a later version leaves alone. */
const pinnedEntries = ['relu-playground.js', 'engine.js', 'embed.html', 'frame.js'];

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @param {Uint8Array} bytes */
const hash = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** One answer for the playground and one for each lesson. @param {string} dir */
async function writeOembed(dir) {
  const [{ oembedAnswer }, { allLessons }] = await Promise.all([oembed(), import('../../web/lessons/index.js')]);
  mkdirSync(join(dir, 'oembed'), { recursive: true });
  const write = (/** @type {string} */ file, /** @type {{ title: string, lesson?: string }} */ what) =>
    writeFileSync(join(dir, file), `${JSON.stringify(oembedAnswer({ site, version, ...what }), null, 2)}\n`);
  write('oembed.json', { title: 'relu-playground' });
  for (const { id, title } of await allLessons()) write(`oembed/${id}.json`, { title, lesson: id });
}

/** Pins the entries to the version and writes integrity.json. @type {import('vite').Plugin} */
export const pinnedFiles = {
  name: 'pinned-files',
  configureServer(server) {
    // In development nothing is pinned; whoever asks for the hashes gets the version.
    server.middlewares.use('/integrity.json', (_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ version, files: {} }));
    });
  },
  async writeBundle({ dir = '' }) {
    if (site) await writeOembed(dir);
    for (const name of pinnedEntries) copyFileSync(join(dir, name), join(dir, name.replace(/(?=\.\w+$)/, `-${version}`)));
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => posix.extname(name) !== '')
      .sort();
    const hashes = Object.fromEntries(files.map((name) => [name, hash(readFileSync(join(dir, name)))]));
    writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify({ version, files: hashes }, null, 2)}\n`);
  },
};
