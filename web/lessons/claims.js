// Claims about measured numbers: short sentences that can be read, shown and judged.
//
//   relu.solved >= 0.9                    a variant's measure against a number
//   relu.epochs < 0.5 * sigmoid.epochs    against another variant's, times a factor
//
// Knows values, nothing of lessons or runs.

import { measure, overSeeds } from './measures.js';

/** @import { Values } from './types.js' */

/** @typedef {{ variant: string, measure: string }} Reference */
/** @typedef {{ left: Reference, comparison: Comparison, factor: number, right: Reference | null }} Claim  right null: `factor` is the number itself */
/** @typedef {'<' | '<=' | '>' | '>=' | '='} Comparison */

const REFERENCE = '([a-z][a-z0-9_]*)\\.([a-z_]+)';
const NUMBER = '-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?';
const SENTENCE = new RegExp(`^${REFERENCE} (<=|>=|<|>|=) (?:(?:(${NUMBER}) \\* )?${REFERENCE}|(${NUMBER}))$`);

/** @type {Record<Comparison, (left: number, right: number) => boolean>} */
const COMPARISONS = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
};

/** @param {string} sentence @returns {Claim} */
export function readClaim(sentence) {
  const found = SENTENCE.exec(sentence);
  if (!found) throw new SyntaxError(`expected a claim such as "relu.solved >= 0.9", got "${sentence}"`);
  const [, variant, name, comparison, factor, otherVariant, otherName, number] = /** @type {string[]} */ (
    /** @type {unknown} */ (found)
  );
  return {
    left: { variant, measure: name },
    comparison: /** @type {Comparison} */ (comparison),
    factor: Number(number ?? factor ?? 1),
    right: otherVariant ? { variant: otherVariant, measure: otherName } : null,
  };
}

/**
 * The one number that all seeds give, null where half of them have none.
 *
 * Errors    RangeError when the variant was not measured so.
 * @param {Values} values @param {Reference} reference
 */
export function measuredValue(values, { variant, measure: name }) {
  const perSeed = values[variant]?.[name];
  if (!perSeed) throw new RangeError(`${variant}.${name} was not measured`);
  return overSeeds(perSeed, measure(name).over);
}

/**
 * @param {string} sentence @param {Values} values
 * @returns {{ holds: boolean, left: number | null, right: number | null }}  what stands on both sides. Null is "never" and more than any
 *   number, where the measure knows that; elsewhere it is no number, and no claim about it holds
 */
export function judge(sentence, values) {
  const { left, comparison, factor, right } = readClaim(sentence);
  const measured = measuredValue(values, left);
  const other = right ? measuredValue(values, right) : 1;
  const limit = other === null ? null : factor * other;
  const isMissing = (/** @type {Reference | null} */ side, /** @type {number | null} */ value) =>
    value === null && !(side && measure(side.measure).mayBeNever);
  const asNumber = (/** @type {number | null} */ value) => value ?? Number.POSITIVE_INFINITY;
  const holds =
    !isMissing(left, measured) && !isMissing(right, limit) && COMPARISONS[comparison](asNumber(measured), asNumber(limit));
  return { holds, left: measured, right: limit };
}

/**
 * Which of the predictions the measurement bears out.
 *
 * Errors    RangeError unless it is exactly one.
 * @param {{ when: string[] }[]} predictions @param {Values} values
 */
export function borneOut(predictions, values) {
  const right = predictions.flatMap(({ when }, index) =>
    when.every((sentence) => judge(sentence, values).holds) ? [index] : [],
  );
  if (right.length !== 1) throw new RangeError(`expected one prediction to be borne out, got ${right.length}`);
  return /** @type {number} */ (right[0]);
}
