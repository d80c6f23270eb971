// Numbers in a lesson's sentences: places such as {relu.accuracy} are filled with what was measured, {seeds} and {epochs} with what the
// run says. Knows how a measure is written, nothing of pages.

import { measuredValue } from './claims.js';
import { measure } from './measures.js';

/** @import { Lesson, Values } from './types.js' */

const PLACE = /\{([^{}]*)\}/g;
/** No line ends at it. */
const thinSpace = '\u202f';
const raised = new Map([...'-0123456789'].map((letter, index) => [letter, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][index]]));

/** Powers of ten from here on are written as such. */
const SMALL = 1e-3;
const LARGE = 1e5;

/** Two significant digits. @param {number} value */
export function numberText(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= SMALL && size < LARGE) return String(Number(value.toPrecision(2))).replace('-', '−');
  const [digits = '', power = ''] = value.toExponential(0).split('e');
  return `${digits}${thinSpace}×${thinSpace}10${[...power.replace('+', '')].map((letter) => raised.get(letter)).join('')}`;
}

/** @type {Record<import('./measures.js').Measure['format'], (value: number, seeds: number) => string>} */
const FORMATS = {
  seeds: (value, seeds) => `${Math.round(value * seeds)} of ${seeds}`,
  percent: (value) => `${percentText(value)}${thinSpace}%`,
  count: (value) => `${Math.round(value)}`,
  number: numberText,
  factor: numberText,
  microseconds: (value) => `${numberText(value)}${thinSpace}µs`,
};

/** A tenth of a percent near the ends, where it counts. @param {number} value */
function percentText(value) {
  const percent = value * 100;
  const isNearEnd = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return percent.toFixed(isNearEnd ? 1 : 0);
}

/**
 * What did not happen is told with the time that it was given: a longer run may see it.
 *
 * @param {number | null} value @param {string} name  of the measure @param {Lesson['run']} run
 */
export function valueText(value, name, { seeds, epochs }) {
  if (value !== null) return FORMATS[measure(name).format](value, seeds);
  return name === 'epochs' ? `not in ${epochs}` : 'not reached';
}

/**
 * A sentence with its places filled.
 *
 * Errors    RangeError when a place has no number.
 * @param {string} text @param {Pick<Lesson, 'run'>} lesson @param {Values} values
 */
export function filled(text, { run }, values) {
  return text.replace(PLACE, (_, /** @type {string} */ place) => {
    if (place === 'seeds' || place === 'epochs') return String(run[place]);
    const [variant = '', name = ''] = place.split('.');
    const value = measuredValue(values, { variant, measure: name });
    if (value === null) throw new RangeError(`{${place}} has no number: half of the runs have none`);
    return valueText(value, name, run);
  });
}
