// The embed builder: reads the form, keeps the preview like it, and writes what is to be copied. Knows the element by its tag and its public
// methods; the texts are made in embed-code.js.

import '../element/define.js';
import { readRange } from '../element/ranges.js';
import { catalog } from '../engine/index.js';
import { attributesOf, frameAddress, frameText, tagText } from './embed-code.js';

/** @typedef {import('./embed-code.js').Choice} Choice */

/** A frame's height before it says its own. */
const FRAME_PX = 760;
/** A link of more characters is more than a camera reads well. */
const MOST_IN_QR = 1200;
const SVG = 'http://www.w3.org/2000/svg';

const form = /** @type {HTMLFormElement} */ (document.querySelector('.choices'));
const preview = /** @type {HTMLElement} */ (document.querySelector('.preview'));
const news = /** @type {HTMLElement} */ (document.querySelector('.news'));
const qr = /** @type {HTMLElement} */ (document.querySelector('.qr-picture'));

/** @param {string} name @returns {any} */
const field = (name) => form.elements.namedItem(name);

/** The names that are ticked. @param {string} list */
const ticked = (list) =>
  [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`[data-several="${list}"] input`))]
    .filter(({ checked }) => checked)
    .map(({ value }) => value);

/** What the controls are narrowed to. */
const ranges = () =>
  [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[data-range]'))]
    .filter(({ value }) => value.trim() !== '')
    .map(({ dataset, value }) => `${dataset.range} ${value.trim()}`)
    .join('; ');

/** The experiment that runs in the preview; null as long as it is the one that every playground opens on. @type {any} */
let experiment = null;
/** @type {{ version: string, files: Record<string, string> }} */ let published = { version: '', files: {} };

/** @returns {Choice} */
const choice = () => ({
  lesson: field('lesson').value,
  experiment,
  panels: field('all-panels').checked ? null : ticked('panels'),
  controls: field('all-controls').checked ? null : ticked('controls'),
  question: field('question').value.trim(),
  language: field('language').value.trim(),
  ranges: ranges(),
  views: ticked('views'),
  theme: field('theme').value,
  size: field('size').value,
  autoplay: field('autoplay').checked,
  startEpoch: field('start-epoch').valueAsNumber || 0,
});

/** A new preview: a playground opens with what its tag says. */
function showPreview() {
  const chosen = choice();
  const playground = /** @type {any} */ (document.createElement('relu-playground'));
  for (const [name, value] of attributesOf(chosen)) playground.setAttribute(name, value);
  if (chosen.question) {
    const { question: textContent, language: lang } = chosen;
    playground.append(Object.assign(document.createElement('p'), { slot: 'question', textContent, lang }));
  }
  if (chosen.lesson === '' && experiment) playground.experiment = experiment;
  playground.addEventListener('change', () => {
    if (field('lesson').value !== '') return;
    experiment = playground.getExperiment();
    showCodes();
  });
  preview.replaceChildren(playground);
}

function showCodes() {
  const chosen = choice();
  const { version, files } = published;
  const folder = field('folder').value.replace(/\/?$/, '/');
  const source = { folder, version, integrity: files[`relu-playground-${version}.js`] ?? '' };
  const link = frameAddress(chosen, source);
  const texts = { tag: tagText(chosen, source), frame: frameText(chosen, source, FRAME_PX), link };
  for (const [name, text] of Object.entries(texts)) {
    const place = document.querySelector(`[data-code="${name}"] code`);
    if (place) place.textContent = text;
  }
  showQr(link).catch((error) => qr.replaceChildren(`No QR code: ${error.message}`));
}

/** @param {string} link */
async function showQr(link) {
  if (link.length > MOST_IN_QR) return qr.replaceChildren('The link is too long for a QR code that a camera can read.');
  const { encode } = await import('uqr');
  const { data, size } = encode(link, { border: 2 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', 'QR code of the link');
  const dark = document.createElementNS(SVG, 'path');
  dark.setAttribute('d', path);
  picture.append(dark);
  qr.replaceChildren(picture);
}

for (const figure of document.querySelectorAll('[data-code]')) {
  const title = figure.querySelector('h3')?.textContent;
  figure.querySelector('button')?.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(figure.querySelector('code')?.textContent ?? '');
      news.textContent = `${title} copied.`;
    } catch {
      getSelection()?.selectAllChildren(/** @type {Node} */ (figure.querySelector('code')));
      news.textContent = `${title} is selected: copy it with the keyboard.`;
    }
  });
}

/** A list that does not count now looks like it. */
function greyOut() {
  for (const list of ['panels', 'controls'])
    form.querySelector(`[data-several="${list}"]`)?.toggleAttribute('data-off', field(`all-${list}`).checked);
}

/** Says under each range what of it no playground can use; the console of a reader is nowhere to look. */
async function judgeRanges() {
  const tables = await catalog();
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[data-range]'))) {
    const text = input.value.trim();
    const mistakes = text === '' ? [] : readRange(`${input.dataset.range} ${text}`, tables).mistakes;
    input.setAttribute('aria-invalid', String(mistakes.length > 0));
    const place = form.querySelector(`#${input.getAttribute('aria-describedby')}`);
    if (place) place.textContent = mistakes.join('; ');
  }
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', ({ target }) => {
  greyOut();
  judgeRanges().catch((error) => console.warn(error));
  if (target !== field('folder')) showPreview();
  showCodes();
});
field('folder').addEventListener('input', showCodes);

field('folder').value = new URL('./', location.href).href;
greyOut();
published = await (await fetch('./integrity.json')).json();
showPreview();
showCodes();
