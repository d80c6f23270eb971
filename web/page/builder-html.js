// The embed builder's choices as HTML, made from the element's and the lessons' own tables while the site is built. Knows no page.

import { SIZES, THEMES } from '../element/attributes.js';
import { CONTROLS } from '../element/controls.js';
import { PANELS } from '../element/panels.js';
import { VIEWS } from '../element/views.js';
import { allLessons, CHAPTERS } from '../lessons/index.js';
import { CONTROL_WORDS } from './control-words.js';
import { escaped } from './embed-code.js';

/** What a field for a range may hold, where two dots between small numbers say too little. @type {Record<string, string>} */
const RANGE_EXAMPLES = {
  data: 'circle xor',
  activation: 'relu tanh',
  initializer: 'he_normal zeros',
  optimizer: 'sgd adam',
  loss: 'binary_cross_entropy hinge',
  learning_rate: '0.01..1',
  batch_size: '8..64',
  seed: '1..100',
};

/** What takes the place of each comment of the same name in builder.html. */
export async function builderParts() {
  const titles = new Map((await allLessons()).map(({ id, title }) => [id, title]));
  const option = (/** @type {string} */ value, /** @type {string} */ text) =>
    `<option value="${value}">${escaped(text)}</option>`;
  const box = (/** @type {string} */ value, /** @type {string} */ text, isChecked = false, help = '') =>
    `<label${help && ` title="${escaped(help)}"`}><input type="checkbox" value="${value}"${isChecked ? ' checked' : ''} /> ${escaped(text)}</label>`;
  const panels = PANELS.filter(({ name }, index) => PANELS.findIndex((row) => row.name === name) === index);
  return {
    lessons: CHAPTERS.map(
      ({ title, lessons }) =>
        `<optgroup label="${escaped(title)}">${lessons.map(({ id }) => option(id, titles.get(id) ?? id)).join('')}</optgroup>`,
    ).join(''),
    panels: panels.map(({ name, title }) => box(name, title, true)).join(''),
    controls: CONTROLS.map(({ name }) => box(name, CONTROL_WORDS[name].title, true, CONTROL_WORDS[name].help)).join(''),
    ranges: CONTROLS.filter(({ range }) => range)
      .map(
        ({ name, range }) =>
          `<div><label>${escaped(CONTROL_WORDS[name].title)} <input data-range="${name}" spellcheck="false" aria-describedby="mistake-${name}" placeholder="${RANGE_EXAMPLES[name] ?? (range === 'names' ? 'names' : '1..4')}" /></label><p class="mistake" id="mistake-${name}" role="status"></p></div>`,
      )
      .join(''),
    views: VIEWS.map(({ name, title }) => box(name, title)).join(''),
    themes: THEMES.map((name) => option(name, name)).join(''),
    sizes: SIZES.map((name) => option(name, name)).join(''),
  };
}
