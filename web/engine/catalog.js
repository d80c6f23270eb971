// The core's tables for whoever trains nothing: as data, as a JSON Schema, as Markdown; and the judgement on an experiment. Knows no model.

export { catalog, curve, PlaygroundError, validate } from './index.js';
export { experimentSchema } from './schema.js';

/**
 * A table of the catalogue as Markdown: one column for each member of the first row that is a text or a number.
 *
 * @param {Record<string, any>[]} rows
 */
export function markdownTable(rows) {
  const columns = Object.entries(rows[0] ?? {}).flatMap(([name, value]) =>
    /^(string|number)$/.test(typeof value) ? [name] : [],
  );
  const line = (/** @type {unknown[]} */ cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const body = rows.map((row) => line(columns.map((name) => row[name])));
  return [line(columns), line(columns.map(() => '---')), ...body].join('\n');
}
