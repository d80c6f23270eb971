// Reads an experiment and a step count from the fragment of a URL, in the grammar that permalink.js writes. Reads anything: what cannot be read
// becomes a fault with its path, never an exception. Knows no default and no range.

import { isObject, MOST_CHARACTERS, NAME, NETWORK_KEYS, ROOT_KEYS, WORDS } from './permalink.js';

/** @typedef {{ path: string, message: string }} Fault */

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * Bounds that a hostile link meets before anything is allocated: twice the layers that the core takes, brackets as deep as it reads, and
 * for all that repeated layers stand for eight values to each layer that it takes.
 */
const MOST_LAYERS = 4096;
const MOST_NESTING = 32;
const MOST_VALUES = 16384;

/** A fragment without "=" is the name of a place on the page; a program may have encoded it on the way. */
export const isLink = (/** @type {string} */ fragment) => /=|%3d/i.test(fragment);

/** Whether a fragment that is no link was meant to be one: it begins with a link's key, perhaps in brackets or quotes. */
export const isGarbled = (/** @type {string} */ fragment) =>
  !isLink(fragment) &&
  new RegExp(
    `^#(?:%[0-9a-f]{2}|[^\\w/])*(?:${[...ROOT_KEYS, ...NETWORK_KEYS, 'network', 'training', 'step'].join('|')})(?![\\w-])`,
    'i',
  ).test(fragment);

/**
 * Reads a fragment, with or without "#".
 *
 * @returns {{ experiment: any, step: number, faults: Fault[], empty: boolean }}
 */
export function parse(/** @type {string} */ fragment) {
  const faults = /** @type {Fault[]} */ ([]);
  const experiment = /** @type {any} */ ({});
  let step = 0;
  const given = fragment.replace(/^#/, '');
  const text = given.includes('=') ? given : given.replace(/%3d/gi, '=').replace(/%26/g, '&');
  if (!isLink(text)) return { experiment, step, faults, empty: true };
  if (text.length > MOST_CHARACTERS) {
    return {
      experiment,
      step,
      faults: [{ path: '', message: `the link is longer than ${MOST_CHARACTERS} characters` }],
      empty: false,
    };
  }
  for (const pair of text.split('&')) {
    if (!pair) continue;
    const [left = '', right = ''] = divide(pair, '=');
    try {
      const key = decodeURIComponent(left);
      const reader = new Reader(decodeURIComponent(right));
      if (key === 'step') step = readStep(reader);
      else assign(experiment, key, key === 'layers' ? reader.layers() : reader.whole(key === 'data'));
    } catch (error) {
      faults.push({
        path: placeOf(left).join('.'),
        message: error instanceof SyntaxError ? error.message : 'cannot be decoded',
      });
    }
  }
  return { experiment, step, faults, empty: false };
}

function readStep(/** @type {Reader} */ reader) {
  const step = reader.whole(false);
  if (!Number.isSafeInteger(step) || step < 0 || Object.is(step, -0))
    throw new SyntaxError('expected a whole number of steps, 0 or more');
  return step;
}

function divide(/** @type {string} */ text, /** @type {string} */ separator) {
  const place = text.indexOf(separator);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

/** Where a link's key belongs in the experiment: the member, and the group that holds it, if any. */
function placeOf(/** @type {string} */ key) {
  if (key.startsWith('.')) return [key.slice(1)];
  if (key === 'step' || ROOT_KEYS.includes(key)) return [key];
  if (key.includes('.')) return divide(key, '.');
  return [NETWORK_KEYS.includes(key) ? 'network' : 'training', key];
}

function assign(/** @type {any} */ experiment, /** @type {string} */ key, /** @type {any} */ value) {
  const [group, member] = placeOf(key);
  if (member === undefined) return define(experiment, group, value);
  if (!Object.hasOwn(experiment, group) || !isObject(experiment[group])) define(experiment, group, {});
  define(experiment[group], member, value);
}

/** Sets an own member whatever its name is, "__proto__" too. */
function define(/** @type {any} */ target, /** @type {string} */ key, /** @type {any} */ value) {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Reads one value of the grammar above, from left to right. */
class Reader {
  constructor(/** @type {string} */ text) {
    this.text = text;
    this.place = 0;
    this.nesting = 0;
    this.values = 0;
  }

  whole(/** @type {boolean} */ isData) {
    const value = this.value();
    this.end();
    return isData && typeof value === 'string' ? { name: value } : value;
  }

  layers() {
    const layers = /** @type {any[]} */ ([]);
    if (this.text === '()') return layers;
    let values = 0;
    do {
      this.values = 0;
      const layer = this.layer();
      const count = this.take('*') ? Number(this.match(/\d+/y) ?? this.fail('a number of layers')) : 1;
      if (layers.length + count > MOST_LAYERS) throw new SyntaxError(`expected ${MOST_LAYERS} layers at most`);
      values += count * this.values;
      if (values > MOST_VALUES) throw new SyntaxError(`expected layers of ${MOST_VALUES} values at most`);
      for (let copy = 0; copy < count; copy++) layers.push(structuredClone(layer));
    } while (this.take(','));
    this.end();
    return layers;
  }

  layer() {
    const layer = /** @type {any} */ ({});
    const units = this.match(/\d+/y);
    if (units) layer.units = Number(units);
    if (!units || this.take('.')) {
      if (units || /[a-z_]/i.test(this.text[this.place] ?? '')) layer.activation = this.value();
    }
    while (this.take(';')) this.member(layer);
    return layer;
  }

  /** @returns {any} */
  value() {
    this.values++;
    if (this.take("'")) return this.quoted();
    if (this.take('(')) return this.inside({});
    const word = this.match(/[a-z0-9_.+-]+/iy) ?? this.fail('a value');
    if (NUMBER.test(word)) {
      const number = Number(word);
      return Number.isFinite(number) ? number : this.fail('a number that is not too large', word);
    }
    if (WORDS.has(word)) return WORDS.get(word);
    if (!NAME.test(word)) this.fail('a number or a name', word);
    return this.take('(') ? this.inside({ name: word }) : word;
  }

  /** After an opening bracket: the members of an object, or the items of a list. */
  inside(/** @type {any} */ object) {
    if (++this.nesting > MOST_NESTING) throw new SyntaxError(`brackets are nested deeper than ${MOST_NESTING}`);
    const result = this.take(':') ? object : (this.list(object) ?? this.members(object));
    if (!this.take(')')) this.fail('")"');
    this.nesting--;
    return result;
  }

  /** Null when a key stands first: then it is an object. */
  list(/** @type {any} */ object) {
    if (object.name !== undefined || /^(?:[a-z_]\w*|'(?:[^']|'')*'):/i.test(this.text.slice(this.place))) return null;
    const items = /** @type {any[]} */ ([]);
    if (this.text[this.place] === ')') return items;
    do items.push(this.value());
    while (this.take(','));
    return items;
  }

  members(/** @type {any} */ object) {
    do this.member(object);
    while (this.take(','));
    return object;
  }

  member(/** @type {any} */ object) {
    const key = this.take("'") ? this.quoted() : (this.match(/[a-z_]\w*/iy) ?? this.fail('a key'));
    if (!this.take(':')) this.fail('":"');
    define(object, key, this.value());
  }

  /** After an opening quote. */
  quoted() {
    const text = this.match(/(?:[^']|'')*/y) ?? '';
    if (!this.take("'")) this.fail('a closing quote');
    return text.replaceAll("''", "'");
  }

  take(/** @type {string} */ character) {
    if (this.text[this.place] !== character) return false;
    this.place++;
    return true;
  }

  match(/** @type {RegExp} */ sticky) {
    sticky.lastIndex = this.place;
    const found = sticky.exec(this.text)?.[0];
    if (found) this.place += found.length;
    return found;
  }

  end() {
    if (this.place < this.text.length) this.fail('the end');
  }

  /** @returns {never} */
  fail(/** @type {string} */ expected, rest = this.text.slice(this.place)) {
    throw new SyntaxError(`expected ${expected}, got ${rest ? JSON.stringify(rest.slice(0, 24)) : 'nothing'}`);
  }
}
