#!/usr/bin/env node
// `npm run lessons`: measures every lesson with the shipped core and judges its claims. Ends with 1 when one does not hold.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import * as engine from '../engine/index.js';
import { createPool } from '../engine/pool.js';
import { borneOut, judge } from './claims.js';
import { allLessons, LESSON_IDS, loadLesson } from './index.js';
import { measured } from './measuring.js';
import { numberText } from './prose.js';

/** @import { Lesson, Measured, Values } from './types.js' */

const file = fileURLToPath(new URL('./measured.json', import.meta.url));

/** @param {string} value */
function positiveWhole(value) {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return number;
}

/**
 * Prints what was measured; true when everything holds.
 * @param {Lesson} lesson @param {Values} values @param {number} seeds @param {number} seconds
 */
function report(lesson, values, seeds, seconds) {
  console.log(`${lesson.id} (${seeds} seeds, ${seconds.toFixed(1)} s)`);
  let areHeld = true;
  if (lesson.unasserted) console.log(`  – nothing is asserted: ${lesson.unasserted}`);
  for (const claim of lesson.claims) {
    const { holds, left, right } = judge(claim, values);
    const [shownLeft, shownRight] = [left, right].map((value) => (value === null ? 'not reached' : numberText(value)));
    console.log(
      `  ${holds ? '✓' : '✗'} ${claim}   measured ${shownLeft}${/[a-z]/.test(claim.split(/[<>=]+/)[1] ?? '') ? ` against ${shownRight}` : ''}`,
    );
    areHeld &&= holds;
  }
  try {
    console.log(`  → ${lesson.predictions[borneOut(lesson.predictions, values)]?.text}`);
  } catch (error) {
    console.log(`  ✗ predictions: ${/** @type {Error} */ (error).message}`);
    areHeld = false;
  }
  return areHeld;
}

/** One line a variant, so that a change can be read. @param {Measured} all */
function fileText(all) {
  const objectText = (/** @type {[string, string][]} */ pairs, /** @type {string} */ indent) =>
    `{\n${pairs.map(([key, text]) => `${indent}  ${JSON.stringify(key)}: ${text}`).join(',\n')}\n${indent}}`;
  const lessons = LESSON_IDS.filter((id) => all[id]).map((id) => {
    const variants = Object.entries(all[id] ?? {}).map(([variant, values]) => [variant, JSON.stringify(values)]);
    return [id, objectText(/** @type {[string, string][]} */ (variants), '  ')];
  });
  return `${objectText(/** @type {[string, string][]} */ (lessons), '')}\n`;
}

/** @param {{ only?: string[], seeds?: number, write?: boolean }} options */
async function run({ only, seeds, write }) {
  const lessons = only ? await Promise.all(only.map(loadLesson)) : await allLessons();
  if (write && seeds)
    throw new InvalidArgumentError('--write keeps what each lesson’s own number of seeds gave; --seeds changes it.');
  const pool = createPool();
  /** @type {Measured} */
  const all = write && only ? JSON.parse(await readFile(file, 'utf8')) : {};
  let areHeld = true;
  const start = performance.now();
  for (const lesson of lessons) {
    const begin = performance.now();
    const values = await measured({ engine, pool }, lesson, seeds);
    if (!lesson.unasserted) all[lesson.id] = values;
    areHeld = report(lesson, values, seeds ?? lesson.run.seeds, (performance.now() - begin) / 1000) && areHeld;
  }
  console.log(
    `${lessons.length} lessons in ${((performance.now() - start) / 1000).toFixed(0)} s: ${areHeld ? 'every claim holds' : 'not every claim holds'}`,
  );
  pool.dispose();
  if (write) await writeFile(file, fileText(all));
  if (!areHeld) process.exitCode = 1;
}

await new Command('lessons')
  .description('Measures the lessons and judges their claims.')
  .option('--only <id...>', 'these lessons')
  .option('--seeds <n>', 'so many seeds instead of each lesson’s own', positiveWhole)
  .option('--write', 'keep the values in measured.json')
  .action(run)
  .parseAsync();
