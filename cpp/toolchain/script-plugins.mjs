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

/**
 * What a file hands on when that is all it does: the bundler puts such a door before a module that lies in one file with others.
 *
 * @param {string} code
 * @returns {{ file: string, names: [string, string][] } | null}  the file behind, and of each export the name there and the name here
 */
export function doorOf(code) {
  const [, list, file] = /^\s*export\s*\{([^}]*)\}\s*from\s*["'`]([^"'`]+)["'`];?\s*$/.exec(code) ?? [];
  if (!file) return null;
  return {
    file,
    names: list.split(',').map((part) => {
      const [inner, outer = inner] = part.trim().split(/\s+as\s+/);
      return [inner, outer];
    }),
  };
}

/**
 * Lets every import() of a door ask for the file behind it.
 *
 * @param {string} code @param {string} door  as `code` names it @param {string} file  as `code` has to name it
 * @param {[string, string][]} names  of each export the name in the file and the name of the door
 */
export function pastDoor(code, door, file, names) {
  const members = names.map(([inner, outer]) => `${outer}:e.${inner}`).join();
  return code.replace(/\bimport\(\s*(["'`])([^"'`]+)\1\s*\)/g, (whole, _quote, name) =>
    name === door ? `import(\`${file}\`).then(e=>({${members}}))` : whole,
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
      const behind = door.isDynamicEntry && doorOf(door.code);
      if (!behind) continue;
      const file = posix.join(posix.dirname(door.fileName), behind.file);
      for (const chunk of chunks)
        chunk.code = pastDoor(
          chunk.code,
          addressOf(chunk.fileName, door.fileName),
          addressOf(chunk.fileName, file),
          behind.names,
        );
      const isAsked = door.isEntry || chunks.some(({ imports }) => imports.includes(door.fileName));
      if (!isAsked) delete bundle[door.fileName];
    }
  },
};
