// How the built site's scripts find one another: the engine's worker is one of them and shares files with the page, and an import() asks for
// the very file that holds its module, with nothing around it. Knows the bundler, and of the site where the worker is started.
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Plugin } from 'vite' */

/** By these words every bundler finds the worker; see web/engine/thread.js. */
const workerWords = "new URL('./worker.js', import.meta.url)";

/**
 * Makes the worker an entry of the build. The bundler would else build it apart, with a copy of all that the page has already.
 *
 * Errors    stops the build when the module that starts the worker has not these words any more.
 *
 * @type {Plugin}
 */
export const sharedWorker = {
  name: 'shared-worker',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/engine\/thread\.js$/ },
    handler(code, id) {
      if (!code.includes(workerWords)) this.error(`does not say ${workerWords}`);
      const worker = fileURLToPath(new URL('./worker.js', `file://${id}`));
      const address = `new URL(import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id: worker, name: 'worker' })})`;
      return { code: code.replaceAll(workerWords, address), map: null };
    },
  },
};

/** The bundler's own plugin that puts a call around every import(). */
const wrapping = 'native:import-analysis-build';

/**
 * Leaves every import() as it is written. The bundler would else put each into a call that first asks for the files which the module imports:
 * `together` in vite.config.js sees to it that they are there. The call needs a document, and a worker has none.
 *
 * Errors    stops the build when the bundler has no such plugin any more.
 *
 * @type {Plugin}
 */
export const plainImports = {
  name: 'plain-imports',
  apply: 'build',
  configResolved({ plugins }) {
    const index = plugins.findIndex(({ name }) => name === wrapping);
    if (index < 0) throw new Error(`The bundler has no ${wrapping}: what does now wrap import()?`);
    /** @type {Plugin[]} */ (plugins).splice(index, 1);
  },
};

/** @typedef {{ file: string, names: [string, string][] }[]} Door  the files behind, and of each export its name there and here */

/** @param {string} list  what stands between the braces @returns {[string, string][]} */
const pairsOf = (list) =>
  list.split(',').map((part) => {
    const [inner, outer = inner] = part.trim().split(/\s+as\s+/);
    return [inner, outer];
  });

/**
 * What a file hands on when that is all it does: the bundler puts such a door before a module that lies in one file with others.
 *
 * @param {string} code
 * @returns {Door | null}
 */
export function doorOf(code) {
  const [, only, behind] = /^\s*export\s*\{([^}]*)\}\s*from\s*["'`]([^"'`]+)["'`];?\s*$/.exec(code) ?? [];
  if (behind) return [{ file: behind, names: pairsOf(only) }];
  const [, imports, list] =
    /^\s*((?:import\s*\{[^}]*\}\s*from\s*["'`][^"'`]+["'`];?\s*)+)export\s*\{([^}]*)\};?\s*$/.exec(code) ?? [];
  if (!imports) return null;
  const exported = new Map(pairsOf(list));
  return [...imports.matchAll(/\{([^}]*)\}\s*from\s*["'`]([^"'`]+)["'`]/g)].map(([, from, file]) => ({
    file,
    names: pairsOf(from).map(([inner, local]) => [inner, exported.get(local) ?? local]),
  }));
}

/**
 * Lets every import() of a door ask for what is behind it.
 *
 * @param {string} code @param {string} name  of the door, as `code` says it @param {Door} door  with its files as `code` has to say them
 */
export function pastDoor(code, name, door) {
  const imports = door.map(({ file }) => `import(\`${file}\`)`);
  const all = imports.length > 1 ? `Promise.all([${imports}])` : imports[0];
  const members = door.flatMap(({ names }, index) =>
    names.map(([inner, outer]) => `${outer}:e${imports.length > 1 ? `[${index}]` : ''}.${inner}`),
  );
  return code.replace(/\bimport\(\s*(["'`])([^"'`]+)\1\s*\)/g, (whole, _quote, asked) =>
    asked === name ? `${all}.then(e=>({${members}}))` : whole,
  );
}

/** @param {string} from @param {string} to @returns {string} how a file names another */
function addressOf(from, to) {
  const address = posix.relative(posix.dirname(from), to);
  return address.startsWith('.') ? address : `./${address}`;
}

/**
 * Takes doors out of the way: one is a file more, asked for before the file that it leads to.
 *
 * @type {Plugin}
 */
export const noDoors = {
  name: 'no-doors',
  apply: 'build',
  // The pages' HTML is written afterwards and names what is there.
  enforce: 'pre',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    for (const door of chunks) {
      // Not past an entry: its name tells nothing of what is behind, and the names of those who ask are made from names.
      const behind = !door.isEntry && doorOf(door.code);
      if (!behind) continue;
      for (const chunk of chunks) {
        const seen = behind.map(({ file, names }) => ({
          file: addressOf(chunk.fileName, posix.join(posix.dirname(door.fileName), file)),
          names,
        }));
        chunk.code = pastDoor(chunk.code, addressOf(chunk.fileName, door.fileName), seen);
      }
      if (!chunks.some(({ imports }) => imports.includes(door.fileName))) delete bundle[door.fileName];
    }
  },
};
