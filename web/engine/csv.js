// Reads a table that somebody brings along (CSV text) or a list of points into samples for `createModel`. Knows nothing of networks.
import Papa from 'papaparse';
import { PlaygroundError } from './playground-error.js';

/** @import { Samples } from './types.js' */

/** A label column with more different numbers than this, or with fractions, is a quantity and not a class. */
const mostNumberClasses = 20;
const mostClasses = 256;
const mostRows = 100_000;
/** Rows left out that are reported one by one. */
const mostReported = 20;

/**
 * @typedef {object} CsvOptions
 * @property {string | number} [label]      column with the answer, by name or from 0; the last when left out
 * @property {(string | number)[]} [columns]  columns to learn from; all others when left out
 * @property {boolean | 'auto'} [header]    whether the first row holds names
 * @property {string} [delimiter]           found out when left out
 * @property {'auto' | 'classes' | 'regression'} [problem]
 */

/**
 * @typedef {object} CsvTable
 * @property {Samples} samples
 * @property {string[]} columns           names of the columns learned from
 * @property {string} label
 * @property {string[] | null} classes    names in the order of their numbers; null for regression
 * @property {{ line: number, column: number | null, reason: string }[]} skipped  the first rows left out; column from 1, null for the whole row
 * @property {number} skippedRows         how many there are in all
 */

/**
 * @param {string} message
 * @param {string} [path]
 * @param {string} [code]
 * @returns {never}
 */
function refuse(message, path = 'csv', code = 'bad_table') {
  throw new PlaygroundError({ code, message, path });
}

const isNumber = (/** @type {string} */ cell) => cell !== '' && Number.isFinite(Number(cell));
const decimalComma = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;
const isMissing = (/** @type {string} */ cell) => cell === '' || /^(na|n\/a|nan|null|\?)$/i.test(cell);

/**
 * @param {string[]} names
 * @param {string | number} wanted
 * @param {string} path
 */
function columnOf(names, wanted, path) {
  const index = typeof wanted === 'number' ? wanted : names.indexOf(wanted);
  if (index >= 0 && index < names.length && Number.isInteger(index)) return index;
  return refuse(`expected one of ${names.join(', ')}, got ${JSON.stringify(wanted)}`, path, 'unknown_name');
}

/**
 * Columns to learn from: each of them once, and none of them the answer.
 * @param {string[]} names
 * @param {(string | number)[]} wanted
 * @param {number} labelColumn
 */
function inputColumns(names, wanted, labelColumn) {
  const inputs = wanted.map((column, i) => columnOf(names, column, `columns[${i}]`));
  for (const [i, column] of inputs.entries()) {
    if (column === labelColumn)
      refuse(`expected a column to learn from, got ${JSON.stringify(names[column])}, which holds the answer`, `columns[${i}]`);
    if (inputs.indexOf(column) < i)
      refuse(`expected every column once, got ${JSON.stringify(names[column])} again`, `columns[${i}]`);
  }
  return inputs;
}

/**
 * The first row names columns when some column is a number everywhere but there.
 * @param {string[][]} rows
 */
function looksLikeHeader([first, ...rest]) {
  const sample = rest.slice(0, 50);
  return first.some(
    (cell, column) =>
      !isMissing(cell) &&
      !isNumber(cell) &&
      sample.length > 0 &&
      sample.every((row) => isMissing(row[column] ?? '') || isNumber(row[column])),
  );
}

/**
 * The cells of CSV text with the lines on which their rows begin; blank rows are left out, but counted.
 *
 * @param {string} text
 * @param {Pick<CsvOptions, 'header' | 'delimiter'>} options
 * @returns {{ names: string[], body: string[][], lines: number[] }}
 */
function readCells(text, { header = 'auto', delimiter }) {
  const plain = text.replace(/^\uFEFF/, '');
  // Blank rows would mislead the guess at the separator, and leaving them out would lose the count of lines.
  const guess = () => Papa.parse(plain, { skipEmptyLines: 'greedy', preview: 50 }).meta.delimiter;
  const parsed = Papa.parse(plain, { delimiter: delimiter ?? guess() });
  const all = /** @type {string[][]} */ (parsed.data);
  const starts = /** @type {number[]} */ ([]);
  let line = 1;
  for (const row of all) {
    starts.push(line);
    line += 1 + row.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
  }
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken) refuse(`line ${starts[broken.row ?? 0] ?? 1}: ${broken.message}`);
  const kept = all.flatMap((row, index) => (row.some((cell) => cell.trim() !== '') ? [index] : []));
  // Where commas do not part the cells they may stand in numbers, as in half of Europe.
  const hasDecimalCommas = parsed.meta.delimiter !== ',';
  const cellOf = (/** @type {string} */ text) => (hasDecimalCommas && decimalComma.test(text) ? text.replace(',', '.') : text);
  const rows = kept.map((index) => all[index].map((cell) => cellOf(cell.trim())));
  const lines = kept.map((index) => starts[index]);
  if (rows.length === 0) refuse('expected rows of numbers, got an empty text');
  if (rows[0].length < 2) refuse('expected at least two columns: one to learn from and one with the answer');
  const named = header === 'auto' ? looksLikeHeader(rows) : header;
  const names = named ? rows[0] : rows[0].map((_, column) => `column ${column + 1}`);
  const body = named ? rows.slice(1) : rows;
  if (body.length > mostRows) refuse(`expected up to ${mostRows} rows, got ${body.length}`, 'csv', 'too_large');
  return { names, body, lines: named ? lines.slice(1) : lines };
}

/**
 * The columns of CSV text and its first rows, as they are written, to choose columns by.
 *
 * Errors    PlaygroundError bad_table, too_large.
 * @param {string} text
 * @param {number} [rows]
 * @returns {{ columns: string[], rows: string[][], rowCount: number }}
 */
export function csvPreview(text, rows = 5) {
  const { names, body } = readCells(text, {});
  return { columns: names, rows: body.slice(0, rows), rowCount: body.length };
}

/**
 * Reads CSV text: with or without a header, quoted cells, any common separator, decimal commas where commas do not part the cells, classes as words
 * or numbers. Rows with a missing or
 * unreadable cell are left out and reported.
 *
 * Errors    PlaygroundError bad_table, unknown_name, too_large; the path names the option or 'csv'.
 * @param {string} text
 * @param {CsvOptions} [options]
 * @returns {CsvTable}
 */
export function samplesFromCsv(text, { label, columns, header = 'auto', delimiter, problem = 'auto' } = {}) {
  const { names, body, lines } = readCells(text, { header, delimiter });
  const width = names.length;
  const labelColumn = columnOf(names, label ?? width - 1, 'label');
  const inputs = columns
    ? inputColumns(names, columns, labelColumn)
    : names.flatMap((_, column) => (column === labelColumn ? [] : [column]));
  if (inputs.length === 0) refuse('expected at least one column to learn from', 'columns');

  /** @type {CsvTable['skipped']} */
  const skipped = [];
  let skippedRows = 0;
  const kept = body.filter((row, i) => {
    const fault = faultOf(row, width, inputs, labelColumn, names);
    if (!fault) return true;
    skippedRows += 1;
    if (skipped.length < mostReported) skipped.push({ line: lines[i], ...fault });
    return false;
  });
  if (kept.length < 2) {
    const why = skipped.length ? ` (${skippedText(skipped[0])})` : '';
    refuse(`expected at least two complete rows, got ${kept.length}${why}`);
  }

  const answers = kept.map((row) => row[labelColumn]);
  const numeric = answers.every(isNumber);
  /** 1, 01 and 1.0 are one class, which is called as it is written first. */
  const keyOf = (/** @type {string} */ answer) => (numeric ? Number(answer) : answer);
  const written = new Map(answers.map((answer) => /** @type {const} */ ([keyOf(answer), answer])).reverse());
  const different = [...written.values()];
  const quantity =
    numeric && (different.length > mostNumberClasses || different.some((answer) => !Number.isInteger(Number(answer))));
  const regression = problem === 'regression' || (problem === 'auto' && quantity);
  if (regression && !numeric)
    refuse(
      `expected numbers in ${names[labelColumn]}, got ${JSON.stringify(different.find((answer) => !isNumber(answer)))}`,
      'label',
    );
  const values = kept.flatMap((row) => inputs.map((column) => Number(row[column])));
  const common = { values, columns: inputs.length, split: /** @type {const} */ ('shuffle') };
  const table = { columns: inputs.map((column) => names[column]), label: names[labelColumn], skipped, skippedRows };
  if (regression)
    return { ...table, classes: null, samples: { ...common, labels: answers.map(Number), problem: 'regression' } };

  if (different.length < 2)
    refuse(`expected at least two classes in ${names[labelColumn]}, got only ${JSON.stringify(different[0])}`, 'label');
  if (different.length > mostClasses)
    refuse(`expected up to ${mostClasses} classes in ${names[labelColumn]}, got ${different.length}`, 'label', 'too_large');
  const classes = different.sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
  const number = new Map(classes.map((name, i) => [keyOf(name), i]));
  const labels = answers.map((answer) => /** @type {number} */ (number.get(keyOf(answer))));
  const kind = /** @type {'binary' | 'multiclass'} */ (classes.length === 2 ? 'binary' : 'multiclass');
  return { ...table, classes, samples: { ...common, labels, problem: kind, classes: classes.length } };
}

/**
 * Why a row is left out; null when it is complete.
 * @param {string[]} row
 * @param {number} width
 * @param {number[]} inputs
 * @param {number} labelColumn
 * @param {string[]} names
 * @returns {{ column: number | null, reason: string } | null}
 */
function faultOf(row, width, inputs, labelColumn, names) {
  if (row.length !== width) return { column: null, reason: `expected ${width} cells, got ${row.length}` };
  for (const column of [...inputs, labelColumn]) {
    if (isMissing(row[column])) return { column: column + 1, reason: `${names[column]} is missing` };
  }
  for (const column of inputs) {
    if (isNumber(row[column])) continue;
    return { column: column + 1, reason: `${names[column]} is not a number: ${JSON.stringify(row[column].slice(0, 40))}` };
  }
  return null;
}

/** "line 3, column 2: width is missing" @param {CsvTable['skipped'][number]} row */
export const skippedText = ({ line, column, reason }) =>
  `line ${line}${column === null ? '' : `, column ${column}`}: ${reason}`;

/**
 * Points drawn by hand.
 *
 * Errors    PlaygroundError bad_table with the first bad point's path.
 * @param {[x: number, y: number, label: number][]} points  label: class number, or a value for regression
 * @param {'binary' | 'multiclass' | 'regression'} [problem]
 * @returns {Samples}
 */
export function samplesFromPoints(points, problem = 'binary') {
  if (points.length < 2) refuse(`expected at least two points, got ${points.length}`, 'points');
  for (const [i, point] of points.entries()) {
    if (point.length !== 3 || !point.every(Number.isFinite))
      refuse('expected x, y and label as finite numbers', `points[${i}]`);
  }
  const labels = points.map(([, , label]) => label);
  return {
    values: points.flatMap(([x, y]) => [x, y]),
    labels,
    columns: 2,
    problem,
    ...(problem === 'multiclass' && { classes: Math.max(...labels) + 1 }),
    split: 'shuffle',
  };
}
