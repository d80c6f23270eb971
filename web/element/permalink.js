// An experiment and a step count as the fragment of a URL. Writes what it is given: the engine's minimal form keeps links short.
// permalink-reader.js has the way back. Knows no default and no range.
//
//   #seed=7&data=spiral(noise:0.2)&layers=8.sigmoid*5,4.leaky_relu(alpha:0.2);use_bias:false&optimizer=adam&step=1200
//
//   value   number, true, false, null, name, 'text' (a quote inside is doubled), (a,b) list, (k:v) object, (:) empty object,
//           name(k:v) an object whose member `name` is that name
//   layers  units.activation, further members as ;key:value, *n for n equal layers in a row; () for none
//   keys    members of `network` that are named below and all of `training` stand alone, others as network.key or .key

export const NAME = /^[a-z_][a-z0-9_]*$/i;
export const WORDS = new Map(
  /** @type {[string, any][]} */ ([
    ['true', true],
    ['false', false],
    ['null', null],
  ]),
);

/** Longer links are not read. */
export const MOST_CHARACTERS = 20000;

/** Members of `network` whose key stands alone in a link. */
export const NETWORK_KEYS = ['initializer', 'layers', 'output'];
/** Members of the experiment itself. */
export const ROOT_KEYS = ['v', 'seed', 'data'];

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

/** Whether the value stands as its members in a link. Whole it would be one value, in which equal layers are not counted but repeated. */
const isGroup = (/** @type {any} */ value) => isObject(value) && !isEmpty(value);

function networkPair(/** @type {[string, any]} */ [key, value]) {
  const text = key === 'layers' ? layersText(value) : valueText(value);
  if (text === null) return [`network.${key}`, valueText(value)];
  return [NETWORK_KEYS.includes(key) ? key : `network.${key}`, text];
}

function trainingPair(/** @type {[string, any]} */ [key, value]) {
  const isTaken = !NAME.test(key) || key === 'step' || ROOT_KEYS.includes(key) || NETWORK_KEYS.includes(key);
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
export const isObject = (/** @type {any} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);
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
