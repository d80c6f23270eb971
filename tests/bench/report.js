// Figures as Markdown: the table of the README. Knows no contestant beyond its name.
import { readFileSync, writeFileSync } from 'node:fs';
import { activationTargets, targets } from './targets.js';

const start = '<!-- bench: written by `npm run bench -- --write` -->';
const end = '<!-- /bench -->';

/** 1.4 M, 32 k, 559. @param {number} rate */
export function shortRate(rate) {
  if (rate >= 1e6) return `${(rate / 1e6).toPrecision(rate >= 1e8 ? 3 : 2)} M`;
  if (rate >= 1e3) return `${Number((rate / 1e3).toPrecision(2))} k`;
  return String(Number(rate.toPrecision(2)));
}

const environmentTitles = /** @type {Record<string, string>} */ ({ node: 'Node', chromium: 'Chromium', native: 'native' });

/** @param {string[][]} lines  the first is the head */
const markdownTable = ([head, ...rows]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/**
 * @param {any} results  as in results.json
 * @returns {string}
 */
export function toMarkdown({ machine, workloads, rows, ratios, names, missing, libraries }) {
  const environments = [...new Set(rows.map((/** @type {any} */ row) => row.environment))].filter((name) => name !== 'native');
  const rateOf = (/** @type {string} */ workload, /** @type {string} */ contestant, /** @type {string} */ environment) =>
    rows.find(
      (/** @type {any} */ row) => row.workload === workload && row.contestant === contestant && row.environment === environment,
    );
  const ratioOf = (/** @type {string} */ workload, /** @type {string} */ environment, /** @type {string} */ target) => {
    const found = ratios.find(
      (/** @type {any} */ r) => r.workload === workload && r.environment === environment && r.target === target,
    );
    return found ? `${Number(found.ratio.toPrecision(2))}${found.met ? '' : ` (wanted ${found.wanted})`}` : '–';
  };
  const columns = targets.map(({ name }) => ({ libraries: '÷ it', eigen: '÷ Eigen', core: '÷ own core' })[name] ?? `÷ ${name}`);
  const parts = environments.map((/** @type {any} */ environment) => {
    const lines = workloads.flatMap((/** @type {any} */ { id, title }) => {
      const own = rateOf(id, 'relu-playground', environment);
      if (!own || id.startsWith('W8.')) return [];
      const rival = rows
        .filter(
          (/** @type {any} */ row) =>
            row.workload === id && row.environment === environment && libraries.includes(row.contestant),
        )
        .sort((/** @type {any} */ one, /** @type {any} */ other) => other.median - one.median)[0];
      const rivalText = rival ? `${names[rival.contestant]} ${shortRate(rival.median)}${rival.standIn ? ' ~' : ''}` : '–';
      const hand = rateOf(id, 'hand', environment);
      return [
        [
          `${id} ${title}`,
          shortRate(own.median),
          rivalText,
          hand ? shortRate(hand.median) : '–',
          ...targets.map(({ name }) => ratioOf(id, environment, name)),
        ],
      ];
    });
    const head = [environmentTitles[environment], 'this engine', 'fastest library', 'plain JavaScript', ...columns];
    return markdownTable([head, ...lines]);
  });
  const costs = Object.entries(activationTargets).flatMap(([name, wanted]) => {
    const cells = environments.map((/** @type {any} */ environment) => {
      const row = rateOf(`W8.${name}`, 'relu-playground', environment);
      if (!row) return '–';
      const nanoseconds = 1e9 / row.median;
      return `${nanoseconds.toPrecision(2)}${nanoseconds <= wanted ? '' : ` (wanted ${wanted})`}`;
    });
    return cells.some((cell) => cell !== '–') ? [[name, ...cells]] : [];
  });
  if (costs.length > 0)
    parts.push(
      markdownTable([
        [
          'an activation, forward and backward',
          ...environments.map((/** @type {any} */ name) => `${environmentTitles[name]}, ns an element`),
        ],
        ...costs,
      ]),
    );
  const notes = [
    `Samples a second (grid points for W7), one thread, medians of ${machine.rounds} short interleaved rounds in shuffled order, of short steps over several processes, ratios round by round: ${machine.processor}, ${machine.cores} cores, Node ${machine.node}${machine.chromium ? `, Chromium ${machine.chromium}` : ''}, ${machine.date}. Only ratios within one run mean anything.`,
    'All start from the same weights and see the same batches; after the same steps their losses agree to four digits. ~ marks a stand-in, which computes something a little different because it has nothing closer (results.json says what).',
    ...(missing.length ? [`Not measured: ${missing.join('; ')}.`] : []),
  ];
  return [...parts, notes.join(' ')].join('\n\n');
}

/** @param {string} readme  path of the file @param {string} markdown */
export function writeBetweenMarkers(readme, markdown) {
  const text = readFileSync(readme, 'utf8');
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${readme} has no place for the bench's table`);
  writeFileSync(readme, `${text.slice(0, from)}${start}\n\n${markdown}\n\n${text.slice(to)}`);
}
