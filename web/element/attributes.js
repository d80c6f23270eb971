// What the element's attributes may say, as a table, and how their texts are read. An unknown value is a warning that names the
// allowed ones; only a malformed experiment is a fault. Knows nothing of the page.

import { ATTRIBUTES } from './attribute-table.js';

export const THEMES = ['auto', 'light', 'dark'];
export const SIZES = ['normal', 'large'];

/** Attributes that change one thing of the experiment, as shorthands.js does. */
export const SHORTHANDS = /** @type {const} */ (['depth', 'activation', 'seed']);

/**
 * The experiment that an attribute or a property holds.
 *
 * @returns {{ experiment?: any, fault?: { code: string, path: string, message: string } }}
 */
export function readExperiment(/** @type {any} */ value) {
  if (value === null || value === undefined || value === '') return {};
  if (typeof value !== 'string') return { experiment: value };
  try {
    return { experiment: JSON.parse(value) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { fault: { code: 'wrong_type', path: '', message: `experiment: expected JSON text, ${reason}` } };
  }
}

/** The names in a list attribute that are known; the others are warned about. */
export function readList(
  /** @type {string | null | undefined} */ text,
  /** @type {readonly string[]} */ allowed,
  /** @type {string} */ attribute,
) {
  if (text === null || text === undefined) return [...allowed];
  const names = text.split(/[\s,]+/).filter(Boolean);
  for (const name of names) if (!allowed.includes(name)) warnUnknown(attribute, name, allowed);
  return allowed.filter((name) => names.includes(name));
}

/** The value if it is allowed, else the first allowed one, with a warning. */
export function readName(
  /** @type {string | null | undefined} */ text,
  /** @type {readonly string[]} */ allowed,
  /** @type {string} */ attribute,
) {
  if (text === null || text === undefined) return allowed[0];
  if (allowed.includes(text)) return text;
  warnUnknown(attribute, text, allowed);
  return allowed[0];
}

/** What a warning or a refusal says of a name. @param {readonly string[]} allowed @param {string} value */
export const expectedOneOf = (allowed, value) => `expected one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`;

/** The number that an attribute holds where it is one, 0 or more; else 0, with a warning. @param {number} value @param {string} attribute */
export function readCount(value, attribute) {
  if (value >= 0 && value < Infinity) return value;
  console.warn(`<relu-playground> ${attribute}: expected a number, 0 or more, got ${value}`);
  return 0;
}

/** Attributes that every element may have. */
const GLOBAL = /^(?:id|class|style|slot|part|hidden|title|lang|dir|data-.*|aria-.*|on.*)$/;

/** Attributes that may be slips of the pen. @param {Element} element */
export const doubtful = (element) =>
  element.getAttributeNames().filter((name) => {
    const row = ATTRIBUTES.find((known) => known.name === name);
    return row ? row.type === Boolean && element.getAttribute(name) === 'false' : !GLOBAL.test(name);
  });

export function warnUnknown(
  /** @type {string} */ attribute,
  /** @type {string} */ value,
  /** @type {readonly string[]} */ allowed,
) {
  console.warn(`<relu-playground> ${attribute}: ${expectedOneOf(allowed, value)}`);
}
