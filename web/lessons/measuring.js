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
  const ofVariant = async (
    /** @type {Lesson['variants'][number]} */ { id, epochs = lesson.run.epochs, procedure = 'train' },
  ) => {
    const carryOut = PROCEDURES[procedure];
    if (!carryOut)
      throw new RangeError(`${lesson.id}: expected one of ${Object.keys(PROCEDURES).join(', ')}, got ${procedure}`);
    const experiment = experimentOf(lesson, id);
    const records = await Promise.all(
      Array.from({ length: seeds }, (_, index) =>
        carryOut(means, { ...experiment, seed: index + 1 }, { ...lesson.run, epochs }, needs),
      ),
    );
    const perMeasure = rows.map(({ name, of }) => [
      name,
      records.map((record) => {
        const value = of(record);
        return Number.isFinite(value) ? value : null;
      }),
    ]);
    return [id, Object.fromEntries(perMeasure)];
  };
  return Object.fromEntries(await Promise.all(lesson.variants.map(ofVariant)));
}
