// Parts the core's catalogue in two: what a playground of the plane needs before its first picture, and the words that are read only where somebody
// points at a control, shows other data or asks for a source. Knows the names of the catalogue's members, not what they say.

/** Members that wait for a reader, and the tables where a network over the plane shows them at once. @type {Record<string, readonly string[]>} */
const SHOWN_AT_ONCE = {
  summary: ['datasets'],
  formula: ['activations'],
  help: [],
  source: [],
  licence: [],
  columns: [],
  classes: [],
  probes: [],
  onnx: [],
};

/**
 * The catalogue with empty texts and lists in place of the words that wait, and those words at their places, as `web/engine/words.js` puts them
 * back.
 *
 * @param {Record<string, unknown>} catalog
 * @returns {{ tables: any, words: Record<string, unknown> }}
 */
export function withWordsApart(catalog) {
  const parts = Object.entries(catalog).map(([table, rows]) => ({ table, ...partsOf(rows, (name) => waits(name, table)) }));
  return {
    tables: Object.fromEntries(parts.map(({ table, rest }) => [table, rest])),
    words: Object.fromEntries(parts.flatMap(({ table, words }) => (words === undefined ? [] : [[table, words]]))),
  };
}

/** @param {string} name @param {string} table */
const waits = (name, table) => SHOWN_AT_ONCE[name] !== undefined && !SHOWN_AT_ONCE[name].includes(table);

/** @param {any} value @param {(name: string) => boolean} isWord @returns {{ rest: any, words: any }} `words`: undefined where there are none */
function partsOf(value, isWord) {
  if (typeof value !== 'object' || value === null) return { rest: value, words: undefined };
  const rest = Array.isArray(value) ? [] : {};
  const words = {};
  for (const [name, member] of Object.entries(value)) {
    const parts = isWord(name) ? { rest: Array.isArray(member) ? [] : '', words: member } : partsOf(member, isWord);
    Object.assign(rest, { [name]: parts.rest });
    if (parts.words !== undefined) Object.assign(words, { [name]: parts.words });
  }
  return { rest, words: Object.keys(words).length > 0 ? words : undefined };
}
