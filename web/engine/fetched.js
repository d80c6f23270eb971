// Files of the engine that are fetched when they are first needed.
import { PlaygroundError } from './playground-error.js';

/**
 * Errors    PlaygroundError load_failed: any file may fail to come.
 * @template T
 * @param {Promise<T>} file
 * @returns {Promise<T>}
 */
export const fetched = (file) =>
  file.catch((cause) => {
    throw new PlaygroundError(
      { code: 'load_failed', message: `A file of the engine could not be loaded (${cause.message}).`, path: '' },
      { cause },
    );
  });
