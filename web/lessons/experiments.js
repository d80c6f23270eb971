// What a lesson's variants are as whole experiments. Knows nothing of running them.

/** @import { Experiment, Lesson } from './types.js' */

const isObject = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An experiment with some members changed. An object that names another row than the one it changes replaces it, so that no parameter of
 * the old row is left.
 *
 * @param {Experiment} base @param {Experiment} change
 * @returns {Experiment}
 */
export function changed(base, change) {
  const result = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const old = base[key];
    const isSame = isObject(value) && isObject(old) && (value.name === undefined || value.name === old.name);
    result[key] = isSame ? changed(old, value) : value;
  }
  return result;
}

/**
 * @param {Lesson} lesson @param {string} variantId
 * @returns {Experiment}
 */
export function experimentOf({ id, base, variants }, variantId) {
  const variant = variants.find((row) => row.id === variantId);
  if (!variant)
    throw new RangeError(`${id}: expected one of ${variants.map((row) => row.id).join(', ')} as a variant, got ${variantId}`);
  return changed(base, variant.change);
}

/**
 * A variant as the first of the seeds that were measured: what an element shows is one of the runs that the numbers come from.
 *
 * @param {Lesson} lesson @param {string} [variantId]  the one that the lesson opens with when left out
 * @returns {Experiment}
 */
export const shownExperiment = (lesson, variantId = lesson.show.variant) => ({ ...experimentOf(lesson, variantId), seed: 1 });

/**
 * So many equal dense layers.
 * @param {number} count @param {number} units @param {unknown} activation
 */
export const dense = (count, units, activation) => Array.from({ length: count }, () => ({ units, activation }));
