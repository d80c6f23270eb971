// An experiment and a step count as the fragment of a URL, and back. Writes what it is given (the engine's minimal form keeps links
// short) and reads anything: what cannot be read becomes a fault with its path, never an exception. Knows no default and no range.
//
//   #seed=7&data=spiral(noise:0.2)&layers=8.sigmoid*5,4.leaky_relu(alpha:0.2);use_bias:false&optimizer=adam&step=1200
//
//   value   number, true, false, null, name, 'text' (a quote inside is doubled), (a,b) list, (k:v) object, (:) empty object,
//           name(k:v) an object whose member `name` is that name
//   layers  units.activation, further members as ;key:value, *n for n equal layers in a row; () for none
//   keys    members of `network` that are named below and all of `training` stand alone, others as network.key or .key

/** @typedef {{ path: string, message: string }} Fault */

const NAME = /^[a-z_][a-z0-9_]*$/i;
const WORDS = new Map(
  /** @type {[string, any][]} */ ([
    ['true', true],
    ['false', false],
    ['null', null],
  ]),
);
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Members of `network` whose key stands alone in a link. */
const NETWORK_KEYS = ['initializer', 'layers', 'output'];
/** Members of the experiment itself. */
const ROOT_KEYS = ['v', 'seed', 'data'];

/** Bounds that a hostile link meets before anything is allocated; no experiment comes near them. */
const MOST_CHARACTERS = 20000;
const MOST_LAYERS = 4096;
const MOST_NESTING = 16;

/** The fragment, without "#". `step` stands last, so that no link ends in a bracket that a mail program would cut off. */
export function serialise(/** @type {any} */ experiment, step = 0) {
  const pairs = Object.entries(experiment).flatMap(([key, value]) => {
    if (key === 'v' || key === 'seed') return [[key, valueText(value)]];
    if (key === 'data' && isObject(value)) return [[key, dataText(value)]];
    if (key === 'network' && isGroup(value)) return Object.entries(value).map(networkPair);
    if (key === 'training' && isGroup(value)) return Object.entries(value).map(trainingPair);
    return [[`.${key}`, valueText(value)]];
  });
  pairs.push(['step', String(step)]);
  return pairs.map(([key, text]) => `${encode(key)}=${encode(text)}`).join('&');
}

/** Whether the members can stand alone in a link: there are some, and all have plain names. */
const isGroup = (/** @type {any} */ value) =>
  isObject(value) && !isEmpty(value) && Object.keys(value).every((key) => NAME.test(key));

function networkPair(/** @type {[string, any]} */ [key, value]) {
  const text = key === 'layers' ? layersText(value) : valueText(value);
  if (text === null) return [`network.${key}`, valueText(value)];
  return [NETWORK_KEYS.includes(key) ? key : `network.${key}`, text];
}

function trainingPair(/** @type {[string, any]} */ [key, value]) {
  const isTaken = key === 'step' || ROOT_KEYS.includes(key) || NETWORK_KEYS.includes(key);
  return [isTaken ? `training.${key}` : key, valueText(value)];
}

/** `data` may be written as its bare name although it is an object. */
function dataText(/** @type {any} */ data) {
  const text = valueText(data);
  return text.endsWith('(:)') && text.length > 3 ? text.slice(0, -3) : text;
}

/** Null where the list holds something else than layers with plain names. */
function layersText(/** @type {any} */ layers) {
  if (!Array.isArray(layers) || !layers.every(isObject)) return null;
  if (layers.length === 0) return '()';
  const texts = layers.map(layerText);
  const runs = /** @type {{ text: string, count: number }[]} */ ([]);
  for (const text of texts) {
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count > 1 ? `${text}*${count}` : text)).join(',');
}

function layerText(/** @type {any} */ layer) {
  const { units, activation, ...others } = layer;
  const head = /** @type {string[]} */ ([]);
  const tail = Object.entries(others);
  if (Number.isSafeInteger(units) && units >= 0 && !Object.is(units, -0)) head.push(String(units));
  else if ('units' in layer) tail.unshift(['units', units]);
  const text = valueText(activation ?? null);
  if ('activation' in layer && startsWithName(activation)) head.push(text);
  else if ('activation' in layer) tail.unshift(['activation', activation]);
  return [head.join('.'), ...tail.map(([key, value]) => `${keyText(key)}:${valueText(value)}`)].join(';');
}

const startsWithName = (/** @type {any} */ value) =>
  isPlainName(typeof value === 'string' ? value : isObject(value) ? value.name : null);
const isPlainName = (/** @type {any} */ text) => typeof text === 'string' && NAME.test(text) && !WORDS.has(text);
const isObject = (/** @type {any} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (/** @type {any} */ value) => Object.keys(value).length === 0;
const keyText = (/** @type {string} */ key) => (NAME.test(key) ? key : quoted(key));
const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", "''")}'`;

/** @returns {string} */
function valueText(/** @type {any} */ value) {
  if (typeof value === 'string') return isPlainName(value) ? value : quoted(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `(${value.map(valueText).join(',')})`;
  if (!isObject(value)) return String(value);
  const named = isPlainName(value.name);
  const members = Object.entries(value).filter(([key]) => !(named && key === 'name'));
  const inside = members.map(([key, member]) => `${keyText(key)}:${valueText(member)}`).join(',') || ':';
  return `${named ? value.name : ''}(${inside})`;
}

/** Percent-encodes what is not allowed in a fragment and what separates its pairs. */
const encode = (/** @type {string} */ text) =>
  text.replace(/[^A-Za-z0-9\-._~!$'()*+,;:@/?]+/g, (part) => encodeURIComponent(part.toWellFormed?.() ?? part));

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
  }

  whole(/** @type {boolean} */ isData) {
    const value = this.value();
    this.end();
    return isData && typeof value === 'string' ? { name: value } : value;
  }

  layers() {
    const layers = /** @type {any[]} */ ([]);
    if (this.text === '()') return layers;
    do {
      const layer = this.layer();
      const count = this.take('*') ? Number(this.match(/\d+/y) ?? this.fail('a number of layers')) : 1;
      if (layers.length + count > MOST_LAYERS) throw new SyntaxError(`expected ${MOST_LAYERS} layers at most`);
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
