// The tables of the authors' page: read from the element's source text and from the tables that the code itself uses, while the site is built.
// A fact that is missing here is missing there. Knows no page.

import { ATTRIBUTES } from '../element/attribute-table.js';
import { SIZES, THEMES } from '../element/attributes.js';
import { CONTROL_NAMES } from '../element/controls.js';
import { PANELS } from '../element/panels.js';
import { RANGED } from '../element/ranges.js';
import { VIEW_NAMES } from '../element/views.js';
import { allLessons } from '../lessons/index.js';
import { tokens } from '../view/theme.js';
import { escaped } from './embed-code.js';
import { COMMANDS, NEWS } from './frame-messages.js';
import { recipes } from './recipes.js';

/** What attributes with a list of words may say. @type {Record<string, readonly string[]>} */
const WORDS = {
  theme: THEMES,
  size: SIZES,
  panels: [...new Set(PANELS.map(({ name }) => name))],
  views: ['all', ...VIEW_NAMES],
  view: VIEW_NAMES,
  controls: CONTROL_NAMES,
  ranges: RANGED.map(({ name }) => name),
};

/** A plan for one class of 45 minutes: what is done, with which lesson of the article. */
const PLAN = [
  {
    minutes: 10,
    lesson: 'why-non-linearity',
    what: 'Everybody predicts, alone and in writing. Then one network is trained for all to see, and the guesses are counted.',
  },
  {
    minutes: 15,
    lesson: 'sigmoid-depth-cliff',
    what: 'In pairs, one at the screen: predict, train for 300 epochs, change the depth until that is not enough. Each pair writes down the depth; the first to be done lets it run on.',
  },
  {
    minutes: 10,
    lesson: 'where-the-signal-goes',
    what: 'Together: read the bars under the layers from right to left, and say where the error is lost.',
  },
  {
    minutes: 10,
    lesson: 'born-dead',
    what: 'In pairs: find a network with a dead unit, and say which of three changes would have saved it.',
  },
];

/** @typedef {{ name: string, text: string }} Row */

/** A docstring without its stars, and the tags cut off. @param {string} comment */
const summaryOf = (comment) =>
  (comment.replace(/^\s*\* ?/gm, ' ').split(/\s@(?:type|param|returns)\b/)[0] ?? '').replace(/\s+/g, ' ').trim();

/**
 * What the class says of itself in its docstrings.
 *
 * @param {string} source  the text of shell.js
 */
export function interfaceOf(source) {
  const tag = (/** @type {string} */ name) =>
    [...source.matchAll(new RegExp(`^ \\* @${name} +(\\S+) +(?:- )?(.+)$`, 'gm'))].map(([, key = '', text = '']) => ({
      name: key,
      text,
    }));
  const properties = new Map(
    [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*this\.(\w+) =/g)].map(([, comment = '', name = '']) => [
      name,
      summaryOf(comment),
    ]),
  );
  const callable = source.slice(source.indexOf('// What a script may call'), source.indexOf('get renderRoot'));
  const methods = [...callable.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?\n {2}(?:async )?(\w+)\(([^)]*)\) \{/g)].map(
    ([, comment = '', name = '', parameters = '']) => ({ name: `${name}(${parameters})`, text: summaryOf(comment) }),
  );
  return {
    attributes: ATTRIBUTES.map(({ name, property = name, type }) => ({
      name,
      type: type === Boolean ? 'on or off' : type === Number ? 'number' : 'text',
      text: properties.get(property) ?? '',
    })),
    methods,
    events: tag('fires'),
    parts: [
      ...tag('csspart'),
      ...new Map(PANELS.map(({ name, title }) => [name, { name, text: `the panel “${title}”` }])).values(),
    ],
    styles: tag('cssprop'),
  };
}

/** Escaped, with `code` between backticks. @param {string} text */
const prose = (text) => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** @param {string[]} heads @param {string[][]} rows  cells as HTML; the first names the row */
function table(heads, rows) {
  const lines = rows.map(
    ([first, ...cells]) =>
      `<tr><th scope="row">${first}</th>${cells.map((cell, index) => `<td data-label="${heads[index + 1]}">${cell}</td>`).join('')}</tr>`,
  );
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

/** @param {Row[]} rows @param {string} head */
const named = (rows, head) =>
  table(
    [head, 'What it is'],
    rows.map(({ name, text }) => [`<code>${escaped(name)}</code>`, prose(text)]),
  );

/** @param {import('./recipes.js').Recipe} recipe */
function recipeHtml({ name, title, note, packages, files }) {
  const tried = Object.entries(packages).map(([key, version]) => `${key} ${version}`);
  const blocks = Object.entries(files).map(
    ([path, text]) =>
      `<figure><figcaption><code>${escaped(path)}</code></figcaption><pre><code>${escaped(text)}</code></pre></figure>`,
  );
  return `<details id="recipe-${name}"><summary>${escaped(title)}</summary><p>${escaped(note)}${tried.length > 0 ? ` Tried with ${escaped(tried.join(', '))}.` : ''}</p>${blocks.join('')}</details>`;
}

/**
 * What takes the place of each comment of the same name in authors.html.
 *
 * @param {string} source  the text of shell.js
 * @returns {Promise<Record<string, string>>}
 */
export async function authorsParts(source) {
  const { attributes, methods, events, parts, styles } = interfaceOf(source);
  const titles = new Map((await allLessons()).map(({ id, title }) => [id, title]));
  const words = (/** @type {string} */ name) =>
    WORDS[name] ? `<br />${WORDS[name].map((word) => `<code>${word}</code>`).join(' ')}` : '';
  const colours = tokens.map(({ property, light, dark, meaning }) => [
    `<code>${property}</code>`,
    `${light} · ${dark}`,
    escaped(meaning),
  ]);
  return {
    attributes: table(
      ['Attribute', 'Value', 'What it does'],
      attributes.map(({ name, type, text }) => [`<code>${name}</code>`, type, `${prose(text)}${words(name)}`]),
    ),
    methods: named(methods, 'Method'),
    events: named(events, 'Event'),
    parts: named(parts, '::part'),
    colours: table(['Property', 'Light · dark', 'Meaning'], colours),
    styles: named(styles, 'Property'),
    commands: named(
      COMMANDS.map(({ type, summary }) => ({ name: type, text: summary })),
      'The page says',
    ),
    news: named(
      NEWS.map(({ type, summary }) => ({ name: type, text: summary })),
      'The frame says',
    ),
    recipes: recipes.map(recipeHtml).join('\n'),
    plan: table(
      ['Lesson', 'Minutes', 'What is done'],
      PLAN.map(({ minutes, lesson, what }) => [
        `<a href="./article.html#${lesson}">${escaped(titles.get(lesson) ?? lesson)}</a>`,
        String(minutes),
        escaped(what),
      ]),
    ),
  };
}
