// What an author pastes for what was chosen: the tag, the frame, the link. Texts from plain data; knows no page and no element.

import { serialise } from '../element/permalink.js';

/**
 * @typedef {object} Choice
 * @property {string} lesson          its id; '' for the experiment
 * @property {any} experiment         only what differs from the defaults
 * @property {string[] | null} panels null for all of them, or for those of the lesson
 * @property {string[] | null} [controls]  what a reader may use; null for everything
 * @property {string} [ranges]       what they may choose from, as the attribute has it
 * @property {string[]} views         those that have a tab
 * @property {string} theme           auto, light or dark
 * @property {string} [size]          normal or large
 * @property {string} [question]     above the playground
 * @property {string} [language]     of the question, as BCP 47 has it
 * @property {boolean} autoplay
 * @property {number} startEpoch
 */
/** @typedef {[name: string, value: string]} Attribute  an empty value stands alone */
/** @typedef {{ folder: string, version: string, integrity: string }} Source  `folder`: where the files lie, with a slash at its end */

/** The attributes that say it, without the experiment. @param {Choice} choice @returns {Attribute[]} */
export function attributesOf({
  lesson,
  panels,
  controls = null,
  ranges = '',
  views,
  theme,
  size = 'normal',
  autoplay,
  startEpoch,
}) {
  /** @type {[string, string, boolean][]} */
  const all = [
    ['lesson', lesson, lesson !== ''],
    ['panels', panels?.join(' ') ?? '', panels !== null],
    ['controls', controls?.join(' ') ?? '', controls !== null],
    ['ranges', ranges, ranges !== ''],
    ['views', views.join(' '), views.length > 0],
    ['theme', theme, theme !== 'auto'],
    ['size', size, size !== 'normal'],
    ['start-epoch', String(startEpoch), startEpoch > 0],
    ['autoplay', '', autoplay],
  ];
  return all.flatMap(([name, value, isSaid]) => (isSaid ? [/** @type {Attribute} */ ([name, value])] : []));
}

/** Whether the experiment has to be said: a lesson has its own. @param {Choice} choice */
const hasExperiment = ({ lesson, experiment }) => lesson === '' && experiment !== null;

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

/** @param {Attribute} attribute */
function attributeText([name, value]) {
  if (value === '') return ` ${name}`;
  // JSON is full of double quotes, and an apostrophe in it is rare: whichever needs fewer entities.
  const isSingle = value.includes('"');
  const quote = isSingle ? "'" : '"';
  return ` ${name}=${quote}${isSingle ? value.replace(/[&<']/g, (letter) => ENTITIES[letter] ?? '&#39;') : escaped(value)}${quote}`;
}

/** The address of the frame, which also opens on its own. @param {Choice} choice @param {Source} source */
export function frameAddress(choice, { folder, version }) {
  const { question = '', language = '' } = choice;
  const asked = /** @type {Attribute[]} */ (
    question ? [['question', question], ...(language ? [['language', language]] : [])] : []
  );
  const query = [...attributesOf(choice), ...asked]
    .map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`))
    .join('&');
  const hash = hasExperiment(choice) ? `#${serialise(choice.experiment)}` : '';
  return `${folder}embed-${version}.html${query && `?${query}`}${hash}`;
}

/** The question stands in the tag, in its own language. @param {Choice} choice */
function questionText({ question = '', language = '' }) {
  if (question === '') return '';
  return `<p slot="question"${language && ` lang="${escaped(language)}"`}>${escaped(question)}</p>`;
}

/** The script and the tag. @param {Choice} choice @param {Source} source */
export function tagText(choice, { folder, version, integrity }) {
  /** @type {Attribute[]} */
  const attributes = [
    ...attributesOf(choice),
    ...(hasExperiment(choice) ? [/** @type {Attribute} */ (['experiment', JSON.stringify(choice.experiment)])] : []),
  ];
  const check = integrity ? ` integrity="${integrity}" crossorigin` : '';
  return `<script type="module" src="${escaped(folder)}relu-playground-${version}.js"${check}></script>
<relu-playground${attributes.map(attributeText).join('')}>${questionText(choice)}A network trains here where JavaScript and WebAssembly can run.</relu-playground>`;
}

/** The frame, which may copy links and fill the screen, and the script that makes it as high as its content. @param {Choice} choice @param {Source} source @param {number} height */
export function frameText(choice, source, height) {
  const address = escaped(frameAddress(choice, source));
  return `<iframe src="${address}" title="A network that trains" width="100%" height="${height}" style="border: 0" allow="fullscreen; clipboard-write" loading="lazy"></iframe>
<script type="module" src="${escaped(source.folder)}frame-${source.version}.js"></script>`;
}
