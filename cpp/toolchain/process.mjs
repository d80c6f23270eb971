// Starts other programs: where they are, what they say, how they end. Uses Node's own modules only, because set-up runs before
// any package is installed.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's top folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Whether a module is the program that was started, not one that another imports.
 *
 * @param {string} address the module's import.meta.url
 */
export const isProgram = (address) => process.argv[1] !== undefined && address === pathToFileURL(process.argv[1]).href;

/**
 * The first of the given programs that is there: a name is looked up on the PATH, anything with a slash is a file.
 *
 * @param {string[]} names
 * @returns {string | null} the program's path
 */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    const candidates = name.includes('/') ? [name] : folders.map((folder) => join(folder, name));
    for (const candidate of candidates) {
      try {
        accessSync(candidate, constants.X_OK);
        if (statSync(candidate).isFile()) return candidate;
      } catch {
        // Not there, or not for us to run: the next candidate may be.
      }
    }
  }
  return null;
}

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, input?: string, cwd?: string }} [options]
 * @returns {{ ok: boolean, output: string }} `ok` when it ended with code 0; standard output and error, one after the other
 */
export function capture(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, ...options });
  if (result.error) return { ok: false, output: String(result.error) };
  return { ok: result.status === 0, output: result.stdout + result.stderr };
}

/**
 * Runs a program to its end and keeps what it prints, in the order of printing.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, limitMs?: number, echo?: boolean }} [options] `echo` prints it as it comes, too
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function follow(program, args, { env = process.env, limitMs = 0, echo = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (echo) process.stdout.write(text);
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error}\n` }));
    child.on('close', (code, signal) => {
      if (signal) output += `${program} was ended by ${signal}${limitMs ? ` (limit: ${limitMs / 1000} s)` : ''}\n`;
      resolve({ ok: code === 0, output });
    });
  });
}

/**
 * Ends this program with a sentence instead of a stack.
 *
 * @param {string} message
 * @returns {never}
 */
export function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
