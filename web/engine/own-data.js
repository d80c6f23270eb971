// Data that somebody has made, as a part of the experiment: `data: { name: 'own', … }`. The core takes samples beside an experiment; here
// one becomes the other, so that whatever runs, sends or keeps an experiment keeps its data. Knows no form and no link.

import { LIMITS, readPoints } from './own-points.js';
import { PlaygroundError } from './playground-error.js';

/** @import { Experiment, Samples } from './types.js' */

export const OWN = 'own';

/** Of the settings of generated data these hold for own data too. */
export const OWN_SETTINGS = /** @type {const} */ (['test_share', 'standardize']);

/** Numbers in a table of one's own. */
const MOST_NUMBERS = 2_000_000;

const names = { type: 'array', items: { type: 'string' }, maxItems: LIMITS.classes };
const numbers = { type: 'array', items: { type: 'number' }, maxItems: MOST_NUMBERS };

/**
 * The members of own data beside the settings, as JSON Schema: points of the plane (`points`, and `range` where they have values), or a
 * table (`columns`, `values`, `labels`, `problem`).
 *
 * @type {Record<string, { description: string, [keyword: string]: any }>}
 */
export const OWN_MEMBERS = {
  points: { type: 'string', description: 'Points of the plane, four letters each, one group a class, "." between groups.' },
  range: { type: 'number', exclusiveMinimum: 0, description: 'The points have values from −range to range: six letters each.' },
  axes: {
    type: 'array',
    minItems: 2,
    maxItems: 2,
    items: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }, { type: 'number' }],
      minItems: 3,
      maxItems: 3,
    },
    description: 'What x and y stand for: a title, and the values shown at −5 and 5.',
  },
  columns: { ...names, description: 'Titles of the columns of a table.' },
  values: { ...numbers, description: 'The numbers of a table, row by row.' },
  labels: { ...numbers, description: 'The answer to each row: class numbers from 0, or values.' },
  problem: { enum: ['binary', 'multiclass', 'regression'], description: 'What the labels of a table are.' },
  classes: { ...names, description: 'What the classes are called.' },
};

/** @param {string} member @param {string} message @param {string} [code] @returns {never} */
function refuse(member, message, code = 'wrong_type') {
  throw new PlaygroundError({ code, message, path: member ? `data.${member}` : 'data' });
}

const isList = (/** @type {any} */ value, /** @type {string} */ type) =>
  (Array.isArray(value) || ArrayBuffer.isView(value)) &&
  Array.prototype.every.call(value, (item) => typeof item === type && (type !== 'number' || Number.isFinite(item)));

/**
 * Splits an experiment with own data into what the core reads and the samples beside it.
 *
 * Errors    PlaygroundError with the path of the first bad member.
 * @param {any} experiment
 * @returns {{ experiment: any, samples: Samples, own: Record<string, any> }}
 */
export function separateOwnData(experiment) {
  const own = /** @type {Record<string, any>} */ ({});
  const settings = /** @type {Record<string, any>} */ ({});
  for (const [name, value] of Object.entries(experiment.data)) {
    if (name === 'name') continue;
    if (OWN_SETTINGS.includes(/** @type {any} */ (name))) settings[name] = value;
    else if (Object.hasOwn(OWN_MEMBERS, name)) own[name] = value;
    else {
      const known = [...OWN_SETTINGS, ...Object.keys(OWN_MEMBERS), 'name'].join(', ');
      refuse(name, `is not a setting of own data; expected one of ${known}`, 'unknown_key');
    }
  }
  const titles = ['columns', 'classes'].find((name) => name in own && !isList(own[name], 'string'));
  if (titles) refuse(titles, 'expected a list of texts');
  const samples = 'points' in own ? samplesOfPoints(own) : samplesOfTable(own);
  return { experiment: { ...experiment, data: settings }, samples, own };
}

/** @param {Record<string, any>} own @returns {Samples} */
function samplesOfPoints({ points: text, range = null, axes, ...others }) {
  const stray = ['columns', 'values', 'labels', 'problem'].find((name) => name in others);
  if (stray) refuse(stray, 'belongs to a table; these data have points', 'mismatch');
  if (typeof text !== 'string') refuse('points', `expected a text, got ${typeof text}`);
  if (range !== null && !(typeof range === 'number' && range > 0 && range < Number.MAX_VALUE))
    refuse('range', 'expected a number above 0');
  if (axes !== undefined && !(Array.isArray(axes) && axes.length === 2 && axes.every(isAxis)))
    refuse('axes', 'expected two lists of a title and two numbers');
  const { points, classes } = readPoints(text, range);
  if (points.length < 2) refuse('points', `expected at least two points, got ${points.length}`, 'bad_points');
  return {
    values: points.flatMap(({ x, y }) => [x, y]),
    labels: points.map(({ label }) => label),
    columns: 2,
    problem: range !== null ? 'regression' : classes > 2 ? 'multiclass' : 'binary',
    ...(classes > 2 && { classes }),
    split: 'shuffle',
  };
}

const isAxis = (/** @type {any} */ axis) =>
  Array.isArray(axis) && axis.length === 3 && typeof axis[0] === 'string' && isList(axis.slice(1), 'number');

/** @param {Record<string, any>} own @returns {Samples} */
function samplesOfTable({ columns, values, labels, problem = 'binary', classes }) {
  if (!columns?.length) refuse('', 'expected points, or a table of columns, values and labels');
  for (const [name, list] of Object.entries({ values, labels })) {
    if (!isList(list, 'number')) refuse(name, 'expected a list of finite numbers');
    if (list.length > MOST_NUMBERS) refuse(name, `expected up to ${MOST_NUMBERS} numbers`, 'too_large');
  }
  if (!OWN_MEMBERS.problem.enum.includes(problem))
    refuse('problem', `expected one of ${OWN_MEMBERS.problem.enum.join(', ')}`, 'unknown_name');
  if (labels.length < 2) refuse('labels', `expected at least two rows, got ${labels.length}`, 'out_of_range');
  if (values.length !== labels.length * columns.length)
    refuse(
      'values',
      `expected ${columns.length} numbers for each of ${labels.length} rows, got ${values.length}`,
      'shape_mismatch',
    );
  const least = Math.max(classes?.length ?? 0, problem === 'multiclass' ? 2 : 0);
  const count = labels.reduce((/** @type {number} */ most, /** @type {number} */ label) => Math.max(most, label + 1), least);
  if (problem === 'multiclass' && count > LIMITS.classes)
    refuse('labels', `expected classes below ${LIMITS.classes}`, 'out_of_range');
  return {
    values,
    labels,
    columns: columns.length,
    problem,
    ...(problem === 'multiclass' && { classes: count }),
    split: 'shuffle',
  };
}

/** An experiment of the core, with own data put back where they were. @param {Experiment} experiment @param {Record<string, any>} own */
function joined(experiment, own) {
  const { data = {} } = experiment;
  const settings = OWN_SETTINGS.filter((name) => name in data).map((name) => [name, data[name]]);
  return { ...experiment, data: { name: OWN, ...own, ...Object.fromEntries(settings) } };
}

/**
 * What the core says of an experiment, with own data put back; a description's inputs get their titles.
 *
 * @template {{ experiment: Experiment, minimal: Experiment, inputs?: { name: string, title: string }[] }} T
 * @param {T} told @param {Record<string, any>} own @returns {T}
 */
export function withOwnData(told, own) {
  const titles = ownColumns(own);
  const inputs = told.inputs?.map((input, index) => ({ ...input, title: titles[index] ?? input.title }));
  const experiments = { experiment: joined(told.experiment, own), minimal: joined(told.minimal, own) };
  return { ...told, ...experiments, ...(inputs && { inputs }) };
}

/** What the inputs of own data are called. @param {Record<string, any>} own @returns {string[]} */
const ownColumns = ({ columns, axes }) => columns ?? axes?.map((/** @type {any[]} */ [title]) => title) ?? ['x', 'y'];
