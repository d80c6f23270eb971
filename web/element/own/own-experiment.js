// What own data are in an experiment: drawn points, a table's columns, and the experiment that takes them. Pure functions; the engine
// judges every result.

import { OWN, OWN_SETTINGS } from '../../engine/own-data.js';
import { PLANE, readPoints, writePoints } from '../../engine/own-points.js';

/** @typedef {import('../../engine/own-points.js').OwnPoint} OwnPoint */
/** @typedef {Record<string, any>} OwnMembers  the members of own data besides the settings */

/** The part of the plane that a table's columns are stretched to; the rest is left as a margin. */
const STRETCH = 5;
/** Points that a link of 2,000 characters holds beside everything else. */
export const MOST_DRAWN = 400;
/** Little is drawn, so little is held back for the test. */
const TEST_SHARE = 0.2;

/** An experiment with other data, which keep the settings that the old ones had. @param {any} minimal @param {OwnMembers} own */
export function withOwn(minimal, own) {
  const { data = {} } = minimal;
  const kept = OWN_SETTINGS.filter((name) => name in data).map((name) => [name, data[name]]);
  const first = data.name === OWN ? {} : { test_share: TEST_SHARE };
  return { ...minimal, data: { name: OWN, ...own, ...first, ...Object.fromEntries(kept) } };
}

/** Points with classes that the experiment holds; null where its data are others. @param {any} experiment @returns {OwnPoint[] | null} */
export function pointsOf({ data }) {
  if (data?.name !== OWN || data.points === undefined || data.range !== undefined) return null;
  return readPoints(data.points).points;
}

/** @param {readonly OwnPoint[]} points @returns {OwnMembers} */
export const classMembers = (points) => ({ points: writePoints(points) });

/** Points with values. @param {readonly OwnPoint[]} points @returns {OwnMembers} */
export function valueMembers(points) {
  const range = points.reduce((most, { label }) => Math.max(most, Math.abs(label)), 0) || 1;
  return { points: writePoints(points, range), range };
}

/** How many points each class has, up to the highest that has any. @param {readonly OwnPoint[]} points */
export function classCounts(points) {
  const counts = /** @type {number[]} */ ([]);
  for (const { label } of points) counts[label] = (counts[label] ?? 0) + 1;
  return Array.from(counts, (count) => count ?? 0);
}

/** A network can tell apart what there are two kinds of. @param {readonly OwnPoint[]} points */
export const areTrainable = (points) => classCounts(points).filter((count) => count > 0).length >= 2;

/**
 * A table as own data: two columns are stretched over the plane and drawn, others stay the numbers that they are.
 *
 * @param {import('../../engine/csv.js').CsvTable} table @returns {OwnMembers}
 */
export function tableMembers({ samples, columns, classes }) {
  const values = Array.from(samples.values);
  const labels = Array.from(samples.labels);
  const titles = classes ? { classes } : {};
  if (columns.length !== 2) return { columns, values, labels, problem: samples.problem, ...titles };
  const axes = columns.map((title, column) =>
    axisOf(
      title,
      values.filter((_, index) => index % 2 === column),
    ),
  );
  const points = labels.map((label, row) => ({
    x: onAxis(axes[0], values[2 * row]),
    y: onAxis(axes[1], values[2 * row + 1]),
    label,
  }));
  const members = classes ? classMembers(points) : valueMembers(points);
  return { ...members, axes, ...titles };
}

/** A column as an axis: its title, and the values that come to −5 and 5. @param {string} title @param {number[]} values @returns {[string, number, number]} */
function axisOf(title, values) {
  const least = values.reduce((one, other) => Math.min(one, other), Infinity);
  const most = values.reduce((one, other) => Math.max(one, other), -Infinity);
  return [title, least, most > least ? most : least + 1];
}

/** @param {[string, number, number]} axis @param {number} value */
const onAxis = ([, least, most], value) => (2 * STRETCH * (value - least)) / (most - least) - STRETCH;

/** What a coordinate stands for. @param {[string, number, number]} axis @param {number} place */
export const fromAxis = ([, least, most], place) => least + ((place + STRETCH) / (2 * STRETCH)) * (most - least);

/** Where new points may lie. */
export const FIELD = Object.freeze({ min: -STRETCH, max: STRETCH });
export { PLANE };
