// Points of the plane as a short text, and back: what a link carries of data that somebody has drawn. Knows nothing of experiments.
//
//   classes   groups of points, one a class, with "." between them; a point is four letters: twelve bits of x, twelve of y
//   values    one group; a point is six letters, the last two its value
//
// A letter is six bits (A–Z a–z 0–9 - _). Every number a text can hold is exact in float32, so that writing what was read gives the same.

import { PlaygroundError } from './playground-error.js';

/** @typedef {{ x: number, y: number, label: number }} OwnPoint  label: a class from 0, or a value */

/** The side of the plane, which all drawings show. */
export const PLANE = Object.freeze({ min: -6, max: 6 });
const LEVELS = 4096;
const STEP = (PLANE.max - PLANE.min) / LEVELS;
const HALF = LEVELS / 2;

export const LIMITS = Object.freeze({ points: 20_000, classes: 256 });

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODES = new Map(Array.from(LETTERS, (letter, code) => [letter, code]));

/** @param {string} message @param {string} [code] @returns {never} */
function refuse(message, code = 'bad_points') {
  throw new PlaygroundError({ code, message, path: 'data.points' });
}

/** The nearest of the 4,096 levels from the lower end. @param {number} share */
const levelOf = (share) => Math.min(LEVELS - 1, Math.max(0, Math.round(share)));
const lettersOf = (/** @type {number} */ level) => `${LETTERS[level >> 6]}${LETTERS[level & 63]}`;
const coordinateText = (/** @type {number} */ value) => lettersOf(levelOf((value - PLANE.min) / STEP));

/** Where a coordinate comes to lie when it is written. */
export const rounded = (/** @type {number} */ value) => PLANE.min + levelOf((value - PLANE.min) / STEP) * STEP;

/**
 * @param {readonly OwnPoint[]} points
 * @param {number | null} [range]  for values, which lie from −range to range; null for classes
 */
export function writePoints(points, range = null) {
  if (range !== null)
    return points
      .map(({ x, y, label }) => coordinateText(x) + coordinateText(y) + lettersOf(levelOf((label / range) * HALF + HALF)))
      .join('');
  const classes = points.reduce((most, { label }) => Math.max(most, label + 1), 2);
  const groups = Array.from({ length: classes }, () => '');
  for (const { x, y, label } of points) groups[label] += coordinateText(x) + coordinateText(y);
  return groups.join('.');
}

/**
 * Errors    PlaygroundError bad_points, too_large; the path is data.points.
 * @param {string} text
 * @param {number | null} [range]
 * @returns {{ points: OwnPoint[], classes: number }}  in the order of the text; no classes for values
 */
export function readPoints(text, range = null) {
  const groups = text.split('.');
  if (range !== null && groups.length > 1) refuse('expected one group of points with values, got a "."');
  if (range === null && (groups.length < 2 || groups.length > LIMITS.classes))
    refuse(`expected 2..${LIMITS.classes} groups of points with "." between them, got ${groups.length}`);
  const letters = range === null ? 4 : 6;
  if (text.length > LIMITS.points * letters + groups.length) refuse(`expected up to ${LIMITS.points} points`, 'too_large');
  const points = /** @type {OwnPoint[]} */ ([]);
  let start = 0;
  groups.forEach((group, label) => {
    if (group.length % letters) refuse(`expected ${letters} letters a point, got ${group.length} in group ${label + 1}`);
    for (let place = 0; place < group.length; place += letters) {
      const number = (/** @type {number} */ offset) => {
        const high = CODES.get(group[place + offset]);
        const low = CODES.get(group[place + offset + 1]);
        if (high === undefined || low === undefined)
          refuse(
            `expected A–Z, a–z, 0–9, - or _ at letter ${start + place + offset + 1}, got ${JSON.stringify(group.slice(place + offset, place + offset + 2))}`,
          );
        return high * 64 + low;
      };
      const value = range === null ? label : (range * (number(4) - HALF)) / HALF;
      points.push({ x: PLANE.min + number(0) * STEP, y: PLANE.min + number(2) * STEP, label: value });
    }
    start += group.length + 1;
  });
  return { points, classes: range === null ? groups.length : 0 };
}
