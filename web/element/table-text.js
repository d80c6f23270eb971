// A table as text to paste elsewhere. Knows nothing of what is in it.

/** @typedef {{ head: string[], rows: string[][] }} TableText */

/** Comma-separated values as spreadsheets read them. @param {TableText} table @returns {Promise<string>} */
export async function csvText({ head, rows }) {
  const { default: papa } = await import('papaparse');
  return `${papa.unparse({ fields: head, data: rows }, { newline: '\n' })}\n`;
}

/** @param {TableText} table */
export function markdownText({ head, rows }) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
