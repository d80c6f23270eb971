// `npm run size`: what the built site costs a reader, in kB of gzip, part by part, each against its budget. Reads dist/ as it is and
// changes nothing. Exits with 1 when a part is over its budget.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isProgram, root, stop } from './process.mjs';

/**
 * @typedef {{ name: string, title: string, budget: number, starts: string[] }} Budget  in kB
 * @typedef {{ file: string, kilobytes: number }} Part
 * @typedef {Budget & { kilobytes: number, parts: Part[] }} Row
 */

const dist = join(root, 'dist');

/** @type {Budget[]} */
export const budgets = JSON.parse(readFileSync(new URL('size-budgets.json', import.meta.url), 'utf8')).rows;

/** @param {string} file @returns {string} its name without folder and hash */
const plainName = (file) => posix.basename(file).replace(/-[\w-]{8}(\.\w+)$/, '$1');

/** @param {string} file @returns {string[]} the files that it imports at once; an import() is not one of them */
function importsOf(file) {
  if (!file.endsWith('.js')) return [];
  const text = readFileSync(join(dist, file), 'utf8');
  return [...text.matchAll(/\b(?:from|import)\s*(["'`])(\.[^"'`]+)\1/g)].map(([, , name]) =>
    posix.join(posix.dirname(file), name),
  );
}

/** @param {string[]} starts @returns {Set<string>} them and all that they import at once */
function closure(starts) {
  const found = new Set(starts);
  for (const file of found) for (const next of importsOf(file)) found.add(next);
  return found;
}

/** @param {string} file @returns {Part} */
const measure = (file) => ({ file, kilobytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000 });

/**
 * Every budget with what there is, largest file first.
 *
 * Errors    throws for a start that the site has no file for, or several.
 *
 * @returns {{ rows: Row[], others: Part[] }}  `others`: scripts, styles and modules of no row, which load when they are asked for
 */
export function sizes() {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css|wasm)$/.test(file));
  /** @param {string} start */
  const fileOf = (start) => {
    // An entry keeps its name; a part of it that has the same one carries a hash.
    const found = files.includes(start) ? [start] : files.filter((file) => plainName(file) === start);
    if (found.length !== 1) throw new Error(`dist/ has ${found.length} files for ${start}: ${found.join(', ')}`);
    return found[0];
  };
  const bySize = (/** @type {Part[]} */ parts) => parts.sort((a, b) => b.kilobytes - a.kilobytes);
  const rows = budgets.map((budget) => {
    const parts = bySize([...closure(budget.starts.map(fileOf))].map(measure));
    return { ...budget, parts, kilobytes: parts.reduce((sum, part) => sum + part.kilobytes, 0) };
  });
  const known = new Set(rows.flatMap(({ parts }) => parts.map(({ file }) => file)));
  return { rows, others: bySize(files.filter((file) => !known.has(file)).map(measure)) };
}

/** @param {Row} row @returns {boolean} whether it is larger than it may be */
export const isTooLarge = ({ kilobytes, budget }) => kilobytes > budget;

/** @param {Row} row @returns {string} */
function headline(row) {
  const { title, kilobytes, budget } = row;
  return `${kB(kilobytes)} of ${budget} kB  ${title}${isTooLarge(row) ? `: ${(kilobytes - budget).toFixed(1)} kB TOO MUCH` : ''}`;
}

const kB = (/** @type {number} */ kilobytes) => kilobytes.toFixed(1).padStart(7);

/** What there is, line by line. */
export function report() {
  const { rows, others } = sizes();
  const lines = (/** @type {Part[]} */ parts) => parts.map(({ file, kilobytes }) => `${kB(kilobytes)}${' '.repeat(12)}${file}`);
  const output = [
    ...rows.flatMap((row) => [headline(row), ...lines(row.parts)]),
    '\nLoaded when asked for, or in place of these:',
    ...lines(others),
  ].join('\n');
  return { ok: !rows.some(isTooLarge), output };
}

if (isProgram(import.meta.url)) {
  if (!existsSync(dist)) stop('There is no dist/: "npm run build" makes it.');
  const { ok, output } = report();
  console.log(output);
  process.exitCode = ok ? 0 : 1;
}
