// Runs a lesson over its seeds and collects its values. Knows procedures and measures, nothing of who asks.

import { experimentOf } from './experiments.js';
import { measure } from './measures.js';
import { PROCEDURES } from './procedures.js';

/** @import { Lesson, Values } from './types.js' */
/** @import { Means } from './procedures.js' */

/**
 * @param {Means} means @param {Lesson} lesson
 * @param {number} [seeds]  fewer or more than the lesson's own
 * @returns {Promise<Values>}
 */
export async function measured(means, lesson, seeds = lesson.run.seeds) {
  const rows = lesson.measures.map(measure);
  const needs = [...new Set(rows.flatMap(({ needs = [] }) => needs))];
  const carryOut = (/** @type {Lesson['variants'][number]} */ { id, epochs = lesson.run.epochs, procedure = 'train' }) => {
    const row = PROCEDURES[procedure];
    if (!row) throw new RangeError(`${lesson.id}: expected one of ${Object.keys(PROCEDURES).join(', ')}, got ${procedure}`);
    const experiment = experimentOf(lesson, id);
    return (/** @type {number} */ seed) => row(means, { ...experiment, seed }, { ...lesson.run, epochs }, needs);
  };
  const runs = lesson.variants.map((variant) => ({ id: variant.id, run: carryOut(variant) }));
  // Seed by seed over all variants, so that what disturbs a machine for a while disturbs all of them.
  const rounds = await Promise.all(
    Array.from({ length: seeds }, (_, index) => Promise.all(runs.map(({ run }) => run(index + 1)))),
  );
  const numberOf = (/** @type {import('./measures.js').Measure} */ { of }, /** @type {any} */ record) => {
    const value = of(record);
    return Number.isFinite(value) ? value : null;
  };
  return Object.fromEntries(
    runs.map(({ id }, place) => [
      id,
      Object.fromEntries(rows.map((row) => [row.name, rounds.map((records) => numberOf(row, records[place]))])),
    ]),
  );
}
