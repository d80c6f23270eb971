// `npm run format` rewrites every source file in its format; the lint stage of the tests asks the same tools for a verdict.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { follow, isProgram, root, stop } from './process.mjs';
import { setUp } from './setup.mjs';

/** Every C++ file of the core and of its tests. */
function cppFiles() {
  return ['cpp', 'tests/cpp', 'tests/fuzz', 'tests/bench'].flatMap((folder) => {
    try {
      const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
      return names.filter((name) => /\.[ch]pp$/.test(name)).map((name) => join(folder, name));
    } catch {
      return [];
    }
  });
}

/**
 * The tools and what each is called with: to write, and to check.
 *
 * @type {{ title: string, program: string, write: () => string[], check: () => string[] }[]}
 */
export const formatters = [
  {
    title: 'clang-format',
    program: 'clang-format',
    write: () => ['-i', ...cppFiles()],
    check: () => ['--dry-run', '-Werror', ...cppFiles()],
  },
  {
    title: 'biome',
    program: 'node_modules/.bin/biome',
    write: () => ['check', '--write'],
    check: () => ['check', '--error-on-warnings'],
  },
];

if (isProgram(import.meta.url)) {
  await setUp('test');
  for (const { title, program, write } of formatters) {
    const result = await follow(program, write());
    if (!result.ok) stop(`${title}:\n${result.output}`);
  }
}
