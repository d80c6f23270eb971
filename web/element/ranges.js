// What an author lets a reader choose from: "learning_rate 0.01..1; depth 1..4; activation relu tanh". Read from the attribute `ranges`, shown
// by the controls, and held against every experiment that comes: one outside is brought to the nearest inside, and it is told. Loaded only
// where an author asks for it. Knows the table of controls and the experiment's shape.

import { expectedOneOf } from './attributes.js';
import { CONTROLS } from './controls.js';
import { nameOf, withDepth, withLayers, withSetting } from './experiment-edit.js';

/** @typedef {{ row: import('./controls.js').ControlRow, min: number, max: number, names: string[] | null }} Range */
/** @typedef {import('./types.js').Catalog} Catalog */
/** @typedef {{ path: string, value: any, nearest: any, message: string }} Outside */

export const RANGED = CONTROLS.filter(({ range }) => range);

/** Choices that follow from others, or that no control has. */
const NOT_CHOSEN = /^network\.(output|bias_initializer)/;

const BOUNDS = /^(-?[\d.]+(?:e[+-]?\d+)?)\.\.(-?[\d.]+(?:e[+-]?\d+)?)$/i;

/** Every value of an experiment that is a number, a name or a list of layers, with its path. @param {any} value @returns {[string, any][]} */
function values(value, path = '') {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  if (Array.isArray(value)) {
    if (!/layers$/.test(path)) return [];
    return [[path, value.length], ...value.flatMap((item, index) => values(item, `${path}[${index}]`))];
  }
  // Data are called by their member; every other choice by itself.
  const name = path === '' || path === 'data' ? undefined : nameOf(value);
  const members = Object.entries(value).filter(([key]) => name === undefined || key !== 'name');
  const inside = members.flatMap(([key, member]) => values(member, path ? `${path}.${key}` : key));
  return name === undefined ? inside : [[path, name], ...inside];
}

/** Where the names of a control come from. @type {Record<string, (catalog: Catalog) => string[]>} */
const NAMES = {
  data: ({ datasets, stored, sequences }) => [...[...datasets, ...stored, ...sequences].map(nameOf), 'own'],
  activation: ({ activations }) => activations.map(nameOf),
  initializer: ({ initializers }) => initializers.map(nameOf),
  optimizer: ({ optimizers }) => optimizers.map(nameOf),
  loss: ({ losses }) => [...losses.map(nameOf), 'auto'],
};

/** What the whole numbers of a control lie between; other controls take fractions. @type {Record<string, (catalog: Catalog) => { min?: number, max?: number } | undefined>} */
const WHOLE = {
  depth: ({ limits }) => ({ min: 0, max: limits.layers }),
  units: ({ layers }) => fieldOf(layers.find(({ name }) => name === 'dense')?.fields, 'units'),
  batch_size: ({ fields }) => fieldOf(fields.training, 'batch_size'),
  seed: ({ fields }) => fieldOf(fields.experiment, 'seed'),
};

const fieldOf = (/** @type {import('./types.js').Field[] | undefined} */ fields, /** @type {string} */ name) =>
  fields?.find((field) => field.name === name);

/**
 * Reads what an author says of one control, as in "depth 1..4" or "activation relu tanh".
 *
 * @param {string} part @param {Catalog} catalog
 * @returns {{ range: Range | null, mistakes: string[] }}  what of it can be used, and a sentence for what cannot
 */
export function readRange(part, catalog) {
  const [name = '', ...words] = part.trim().split(/[\s,]+/);
  const row = RANGED.find((candidate) => candidate.name === name);
  if (!row) return { range: null, mistakes: [expectedOneOf(RANGED.map(nameOf), name)] };
  const like = (/** @type {string} */ form) => `expected a text like ${JSON.stringify(form)}, got ${JSON.stringify(part)}`;
  if (row.range === 'number') {
    const [, low, high] = BOUNDS.exec(words.join(' ')) ?? [];
    const [min, max] = [Number(low), Number(high)];
    if (!(min <= max)) return { range: null, mistakes: [like(`${name} 1..4`)] };
    const whole = WHOLE[name]?.(catalog);
    if (!whole || (Number.isInteger(min) && Number.isInteger(max)))
      return { range: { row, min, max, names: null }, mistakes: [] };
    return {
      range: null,
      mistakes: [`${name}: expected whole numbers in ${whole.min}..${whole.max}, got ${words.join(' ')}`],
    };
  }
  const known = NAMES[name]?.(catalog) ?? [];
  const names = words.filter((word) => known.includes(word));
  const mistakes = words.filter((word) => !known.includes(word)).map((word) => `${name}: ${expectedOneOf(known, word)}`);
  if (words.length === 0) mistakes.push(like(`${name} ${known.slice(0, 2).join(' ')}`));
  return { range: names.length > 0 ? { row, min: Number.NaN, max: Number.NaN, names } : null, mistakes };
}

export class Ranges {
  /** @type {Range[]} */ rows = [];

  /** Reads the attribute; what it cannot use is a warning. @param {string} text @param {Catalog} catalog */
  constructor(text, catalog) {
    for (const part of text.split(';')) {
      if (part.trim() === '') continue;
      const { range, mistakes } = readRange(part, catalog);
      if (range) this.rows.push(range);
      for (const mistake of mistakes) console.warn(`<relu-playground> ranges: ${mistake}`);
    }
  }

  /** The range of a setting, if it has one. @param {string} path */
  at(path) {
    if (NOT_CHOSEN.test(path)) return undefined;
    const owner = CONTROLS.find(({ paths }) => paths?.test(path));
    return this.rows.find(({ row }) => row === owner);
  }

  /** A field whose control reaches no further. @param {string} path @param {import('./types.js').Field} field */
  narrowed(path, field) {
    const range = this.at(path);
    if (!range || range.names || (field.kind !== 'number' && field.kind !== 'integer')) return field;
    return { ...field, min: Math.max(range.min, field.min ?? range.min), max: Math.min(range.max, field.max ?? range.max) };
  }

  /** The rows of a menu that may be chosen. @template {{ name: string }} Row @param {string} path @param {readonly Row[]} rows */
  allowed(path, rows) {
    const names = this.at(path)?.names;
    return names ? rows.filter(({ name }) => names.includes(name)) : rows;
  }

  /** What of an experiment lies outside. @param {any} experiment  in full @returns {Outside[]} */
  outside(experiment) {
    return values(experiment).flatMap(([path, value]) => this.judged(path, value));
  }

  /** @param {string} path @param {any} value @returns {Outside[]} */
  judged(path, value) {
    const range = this.at(path);
    if (!range) return [];
    if (range.names) {
      if (typeof value !== 'string' || range.names.includes(value)) return [];
      return [
        { path, value, nearest: range.names[0], message: `${path}: expected one of ${range.names.join(', ')}, got ${value}` },
      ];
    }
    if (typeof value !== 'number' || (value >= range.min && value <= range.max)) return [];
    const nearest = Math.min(range.max, Math.max(range.min, value));
    return [{ path, value, nearest, message: `${path}: expected ${range.min}..${range.max}, got ${value}` }];
  }

  /**
   * The nearest experiment inside.
   *
   * @param {any} minimal @param {(experiment: any) => Promise<{ minimal: any, experiment: any }>} validate
   * @returns {Promise<{ experiment: any, notice: string }>}  the notice is empty where nothing was changed
   */
  async inside(minimal, validate) {
    let current = await validate(minimal);
    const found = this.outside(current.experiment);
    const depth = found.find(({ path }) => path === 'network.layers');
    if (depth) current = await validate(withDepth(current.minimal, current.experiment, depth.nearest));
    let next = withLayers(current.minimal, current.experiment);
    for (const { path, nearest } of this.outside(current.experiment))
      next = withSetting(next, current.experiment, path, nearest);
    if (found.length === 0) return { experiment: minimal, notice: '' };
    const told = new Map(found.map(({ path, message }) => /** @type {const} */ ([this.at(path), message])).reverse());
    return { experiment: next, notice: `Changed to what this page allows: ${[...told.values()].reverse().join('; ')}.` };
  }

  /**
   * The nearest experiment inside that can run: layers that cannot take the data to which they were brought make way for some that can, and
   * what no experiment can be, like a seed below zero, narrows nothing.
   *
   * @param {any} minimal @param {(experiment: any) => Promise<{ minimal: any, experiment: any }>} validate
   * @param {(experiment: any) => Promise<any>} fitting  gives an experiment layers that take its data
   * @returns {Promise<{ experiment: any, notice: string }>}
   */
  async runnable(minimal, validate, fitting) {
    const { experiment, notice } = await this.inside(minimal, validate);
    if (notice === '') return { experiment, notice };
    const refused = await validate(experiment).then(
      () => null,
      (error) => error,
    );
    const impossible = refused && this.at(refused.path);
    if (impossible) {
      console.warn(`<relu-playground> ranges: ${refused.message}`);
      this.rows = this.rows.filter((row) => row !== impossible);
      return this.runnable(minimal, validate, fitting);
    }
    const fits = refused ? await this.inside(await fitting(experiment), validate) : { experiment };
    return { experiment: fits.experiment, notice };
  }
}
