// A file that the outcome of a long run is to be kept in: refused before the run and not after it, and never half written.
import { access, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes sure that a file can be written, and leaves it as it is.
 *
 * Errors    the file system's own.
 * @param {string} path
 * @returns {Promise<(bytes: Uint8Array) => Promise<void>>}  writes it; what was there stays until all of it is written
 */
export async function keeper(path) {
  const there = await stat(path).catch(() => null);
  const inPlace = (/** @type {Uint8Array} */ bytes) => writeFile(path, bytes);
  const isDevice = there && !there.isFile() && !there.isDirectory();
  if (isDevice) return inPlace;
  await (await open(path, 'a')).close();
  const target = await realpath(path);
  if (!there) await rm(target);
  const mayRename = await access(dirname(target), constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!mayRename) return inPlace;
  const part = `${target}.${process.pid}.part`;
  return async (bytes) => {
    try {
      await writeFile(part, bytes, { mode: there?.mode });
      await rename(part, target);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };
}
