// The container of a model file: safetensors, one JSON header and then the arrays, which any reader of that format opens. Checks
// that a file is whole; whether its arrays fit the network is the core's to say.
//
//   bytes 0–7   length of the header, a 64-bit little-endian number
//   header      { "__metadata__": { format, format_version, experiment, progress, samples, course, checksum },
//                 "network.layers[0].weights": { "dtype": "F32", "shape": [16], "data_offsets": [0, 64] }, … }, spaces at its end
//   data        the arrays, little-endian, without gaps
//
// `experiment`, `progress` and `course` are JSON in a text, because the format's metadata are texts. `checksum` is the CRC-32 of the
// whole file with its own eight digits as zeros. Whoever changes an array with another program leaves it out.
//
// `course` is what a watch has kept of the run, and may be left out: { "solved": { "epoch", "target" } or null, "losses": rows of
// [epoch, training loss, training accuracy, test loss, test accuracy] }, null for a number that is none. Rows lie as far apart as a
// watch keeps them, which bounds how many there can be.
import { PlaygroundError } from './playground-error.js';
import { isKept } from './run-record.js';

/** @import { Course, Experiment, Metrics } from './types.js' */

/** @typedef {{ name: string, values: Float32Array | Uint32Array }} ModelArray */

/**
 * @typedef {object} ModelContent
 * @property {Experiment} experiment  in full
 * @property {{ [name: string]: any }} progress  the numbers beside the arrays, as the core says them
 * @property {Course} course
 * @property {'generated' | 'given'} samples  `given`: the caller's own, which are not in the file
 * @property {ModelArray[]} arrays
 */

const format = 'relu-playground';
const formatVersion = '1';
const metadataKey = '__metadata__';
const metadataNames = ['format', 'format_version', 'experiment', 'progress', 'samples', 'course', 'checksum'];
const coursePath = `${metadataKey}.course`;
const solvedPath = `${coursePath}.solved`;
const tensorNames = ['dtype', 'shape', 'data_offsets'];
const lengthBytes = 8;
/** A network of the largest size has a header of 2 MiB. */
const mostHeaderBytes = 16 * 1024 * 1024;
const noChecksum = '00000000';
const bytesPerNumber = 4;

const arrayTypes = { F32: Float32Array, U32: Uint32Array };

/** A hostile file's names may be megabytes long. @param {string} text */
const shortened = (text) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** @param {string} message @param {string} [path] @param {unknown} [cause] */
const bad = (message, path = 'file', cause) =>
  new PlaygroundError({ code: 'bad_file', message: shortened(message), path: shortened(path) }, { cause });

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let bits = byte;
  for (let bit = 0; bit < 8; ++bit) bits = bits & 1 ? (bits >>> 1) ^ 0xedb88320 : bits >>> 1;
  return bits;
});

/**
 * CRC-32 as in gzip and PNG, eight hexadecimal digits, of the bytes with those from `hole` to `hole + 8` read as digits zero.
 *
 * Source    ISO 3309; polynomial 0x04C11DB7, reflected.
 * @param {Uint8Array} bytes
 * @param {number} hole
 */
function checksumOf(bytes, hole) {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; ++i) {
    const byte = i >= hole && i < hole + noChecksum.length ? 0x30 : bytes[i];
    crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

/** Where the checksum's digits stand in a header that `writeModelFile` wrote; -1 in any other. @param {Uint8Array} bytes */
function placeOfChecksum(bytes, /** @type {string} */ header) {
  const before = /"checksum":"(?=[0-9a-f]{8}")/.exec(header);
  if (!before) return -1;
  const characters = before.index + before[0].length;
  const place = lengthBytes + new TextEncoder().encode(header.slice(0, characters)).length;
  return place + noChecksum.length <= bytes.length ? place : -1;
}

/** @param {Course} course */
function courseText({ solved, losses }) {
  const rows = losses.map(({ epoch, loss, accuracy, test }) => [
    epoch,
    loss,
    accuracy,
    test?.loss ?? null,
    test?.accuracy ?? null,
  ]);
  return JSON.stringify({ solved, losses: rows });
}

/**
 * @param {ModelContent} content
 * @returns {Uint8Array}
 */
export function writeModelFile({ experiment, progress, course, samples, arrays }) {
  /** @type {Record<string, unknown>} */
  const header = {
    [metadataKey]: {
      format,
      format_version: formatVersion,
      experiment: JSON.stringify(experiment),
      progress: JSON.stringify(progress),
      samples,
      ...(course.losses.length > 0 && { course: courseText(course) }),
      checksum: noChecksum,
    },
  };
  let end = 0;
  for (const { name, values } of arrays) {
    const start = end;
    end += values.byteLength;
    const dtype = values instanceof Uint32Array ? 'U32' : 'F32';
    header[name] = { dtype, shape: [values.length], data_offsets: [start, end] };
  }
  const text = JSON.stringify(header);
  const encoded = new TextEncoder().encode(text);
  // Spaces up to a multiple of eight, so that a reader may use the arrays in place.
  const headerBytes = Math.ceil(encoded.length / lengthBytes) * lengthBytes;
  const bytes = new Uint8Array(lengthBytes + headerBytes + end).fill(0x20, lengthBytes, lengthBytes + headerBytes);
  new DataView(bytes.buffer).setUint32(0, headerBytes, true);
  bytes.set(encoded, lengthBytes);
  let place = lengthBytes + headerBytes;
  for (const { values } of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), place);
    place += values.byteLength;
  }
  const hole = placeOfChecksum(bytes, text);
  bytes.set(new TextEncoder().encode(checksumOf(bytes, hole)), hole);
  return bytes;
}

/**
 * The first key that stands twice in one object; JSON.parse would take the last and say nothing.
 * @param {string} json  well-formed
 * @returns {string | null}
 */
function repeatedKey(json) {
  /** @type {(Set<string> | null)[]} */
  const open = [];
  const colon = /\s*:/y;
  for (let i = 0; i < json.length; ++i) {
    const character = json[i];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(null);
    else if (character === '}' || character === ']') open.pop();
    if (character !== '"') continue;
    const start = i;
    while (json[++i] !== '"') if (json[i] === '\\') ++i;
    colon.lastIndex = i + 1;
    if (!colon.test(json)) continue;
    const key = JSON.parse(json.slice(start, i + 1));
    const keys = open[open.length - 1];
    if (keys?.has(key)) return key;
    keys?.add(key);
  }
  return null;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An object with these members; those after the first `required` may be absent.
 * @param {unknown} value
 * @param {string} path
 * @param {string[]} names
 */
function membersOf(value, path, names, required = names.length) {
  if (!isObject(value)) throw bad('expected an object', path);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw bad(`has a member ${unknown}; expected ${names.join(', ')}`, path);
  const missing = names.slice(0, required).find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) throw bad(`has no member ${missing}`, path);
  return value;
}

/** @param {string} text @param {string} path @returns {any} */
function parse(text, path) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw bad('is not JSON', path, cause);
  }
  const twice = repeatedKey(text);
  if (twice !== null) throw bad(`has the member ${twice} twice`, path);
  return value;
}

/** @param {Uint8Array} bytes @returns {{ text: string, length: number }} */
function readHeader(bytes) {
  if (bytes.length < lengthBytes) throw bad(`expected at least ${lengthBytes} bytes, got ${bytes.length}`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const most = Math.min(mostHeaderBytes, bytes.length - lengthBytes);
  if (length > most) throw bad(`says that its header has ${length} bytes; at most ${most} can be`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(lengthBytes, lengthBytes + length),
    );
    return { text, length };
  } catch (cause) {
    throw bad('is not UTF-8', 'header', cause);
  }
}

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** @param {unknown} loss @param {unknown} accuracy @returns {Metrics | null}  null when they are no measurements */
function metricsOf(loss, accuracy) {
  const isLoss = loss === null || (typeof loss === 'number' && Number.isFinite(loss));
  const isAccuracy = accuracy === null || (typeof accuracy === 'number' && accuracy >= 0 && accuracy <= 1);
  return isLoss && isAccuracy ? { loss, accuracy } : null;
}

/** @param {string} text @returns {Course} */
function readCourse(text) {
  const { solved, losses } = membersOf(parse(text, coursePath), coursePath, ['solved', 'losses']);
  if (solved !== null) {
    const { epoch, target } = membersOf(solved, solvedPath, ['epoch', 'target']);
    if (!isCount(epoch) || !Number.isFinite(target)) throw bad('expected a whole epoch and a number as target', solvedPath);
  }
  if (!Array.isArray(losses)) throw bad('expected rows', `${coursePath}.losses`);
  const rows = [];
  let last = -1;
  for (const [index, row] of losses.entries()) {
    const [epoch, loss, accuracy, ...rest] = Array.isArray(row) ? row : [];
    const train = metricsOf(loss, accuracy);
    const test = metricsOf(rest[0], rest[1]);
    const path = `${coursePath}.losses[${index}]`;
    if (rest.length !== 2 || !train || !test) throw bad('expected an epoch, a loss, an accuracy, and both of the test', path);
    if (!isCount(epoch) || !isKept(epoch, last)) throw bad(`expected an epoch that is kept after ${last}, got ${epoch}`, path);
    rows.push({ epoch, ...train, test });
    last = epoch;
  }
  return { solved: /** @type {Course['solved']} */ (solved), losses: rows };
}

/** @param {Uint8Array} bytes @param {string} text @param {unknown} value */
function readMetadata(bytes, text, value) {
  const metadata = membersOf(value, metadataKey, metadataNames, metadataNames.indexOf('course'));
  const wrong = Object.entries(metadata).find(([, member]) => typeof member !== 'string');
  if (wrong) throw bad('expected a text', `${metadataKey}.${wrong[0]}`);
  const { checksum, ...texts } = /** @type {Record<string, string>} */ (metadata);
  if (texts.format !== format) throw bad(`expected the format ${format}, got ${texts.format.slice(0, 40)}`, metadataKey);
  if (texts.format_version !== formatVersion) {
    const message = `expected ${formatVersion}, got ${texts.format_version.slice(0, 40)}: a newer relu-playground may read it`;
    throw new PlaygroundError({ code: 'unknown_version', message, path: `${metadataKey}.format_version` });
  }
  if (checksum !== undefined) {
    const place = placeOfChecksum(bytes, text);
    if (place < 0 || checksumOf(bytes, place) !== checksum) throw bad('was changed since it was written: its checksum differs');
  }
  if (texts.samples !== 'generated' && texts.samples !== 'given')
    throw bad('expected generated or given', `${metadataKey}.samples`);
  return {
    experiment: parse(texts.experiment, `${metadataKey}.experiment`),
    progress: parse(texts.progress, `${metadataKey}.progress`),
    course: texts.course === undefined ? { solved: null, losses: [] } : readCourse(texts.course),
    samples: /** @type {'generated' | 'given'} */ (texts.samples),
  };
}

/**
 * The arrays in the order of their data.
 * @param {[string, unknown][]} entries
 * @param {Uint8Array} data
 * @returns {ModelArray[]}
 */
function readArrays(entries, data) {
  const tensors = entries.map(([name, value]) => {
    const { dtype, shape, data_offsets: offsets } = membersOf(value, name, tensorNames);
    if (dtype !== 'F32' && dtype !== 'U32') throw bad('expected the type F32 or U32', name);
    if (!Array.isArray(shape) || !shape.every(isCount)) throw bad('expected a shape of whole numbers', name);
    if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
      throw bad('expected two offsets, whole numbers', name);
    const [start, end] = offsets;
    const count = shape.reduce((product, side) => product * side, 1);
    if (end - start !== count * bytesPerNumber)
      throw bad(`has ${count} numbers of ${bytesPerNumber} bytes, but its offsets say ${end - start} bytes`, name);
    return { name, type: arrayTypes[dtype], start, end };
  });
  tensors.sort((one, other) => one.start - other.start || one.end - other.end);
  let place = 0;
  for (const { name, start, end } of tensors) {
    if (start !== place) throw bad(`starts at byte ${start} of the data; the array before it ends at ${place}`, name);
    place = end;
  }
  if (place !== data.length) throw bad(`its arrays take ${place} bytes, but there are ${data.length}`);
  return tensors.map(({ name, type, start, end }) => ({ name, values: new type(data.slice(start, end).buffer) }));
}

/**
 * Errors    PlaygroundError bad_file with the reason when anything is not as written above; unknown_version; wrong_type.
 * @param {unknown} file
 * @returns {ModelContent}
 */
export function readModelFile(file) {
  if (!(file instanceof Uint8Array) && !(file instanceof ArrayBuffer))
    throw new PlaygroundError({ code: 'wrong_type', message: 'expected the bytes of a model file', path: 'file' });
  // A plain view, because Node's Buffer, which is a Uint8Array too, has a slice that does not copy.
  const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : new Uint8Array(file.buffer, file.byteOffset, file.length);
  const { text, length } = readHeader(bytes);
  if (!text.startsWith('{')) throw bad('expected {', 'header');
  const header = parse(text, 'header');
  if (!Object.hasOwn(header, metadataKey)) throw bad(`has no member ${metadataKey}`, 'header');
  const metadata = readMetadata(bytes, text, header[metadataKey]);
  const entries = Object.entries(header).filter(([name]) => name !== metadataKey);
  return { ...metadata, arrays: readArrays(entries, bytes.subarray(lengthBytes + length)) };
}
