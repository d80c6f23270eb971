// Checks of what a caller hands in, at the door of the engine: a bad value is refused with its path and what is allowed there.
import { PlaygroundError } from './playground-error.js';

/** @param {string} code @param {string} path @param {string} expected @param {unknown} value @returns {never} */
export function refuse(code, path, expected, value) {
  throw new PlaygroundError({ code, message: `expected ${expected}, got ${String(value)}`, path });
}

/**
 * A whole number in a range, or an error that says so.
 * @param {unknown} value
 * @param {string} path
 * @param {number} min
 * @param {number} max
 */
export function whole(value, path, min, max) {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  return refuse('out_of_range', path, `a whole number in ${min}..${max}`, value);
}

/**
 * A number in a range, or an error that says so.
 * @param {unknown} value
 * @param {string} path
 * @param {number} min
 * @param {number} max
 */
export function number(value, path, min, max) {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  return refuse('out_of_range', path, `a number in ${min}..${max}`, value);
}

/** @template {string} Name @param {unknown} value @param {string} path @param {readonly Name[]} names @returns {Name} */
export function oneOf(value, path, names) {
  return names.find((name) => name === value) ?? refuse('unknown_name', path, `one of ${names.join(', ')}`, value);
}

/** @template T @param {T} value @param {string} path @returns {T} */
export function object(value, path) {
  return value && typeof value === 'object' ? value : refuse('wrong_type', path, 'an object', value);
}

/** @param {any} value @param {string} path @returns {ArrayLike<number>} */
export function list(value, path) {
  return typeof value === 'object' && value?.length >= 0 ? value : refuse('wrong_type', path, 'a list of numbers', value);
}

/**
 * A copy in which no getter and no proxy is left: what these throw would go through WebAssembly, which does not put its stack back.
 * @template T @param {T} value @returns {T}
 */
export function plain(value) {
  try {
    return structuredClone(value);
  } catch (error) {
    return refuse('wrong_type', '', 'plain data', error);
  }
}
