// The article's lessons as HTML: made from the lessons' rows and from what was measured, while the site is built, so that the page can be
// read without a script. Knows no page; article.js brings it to life.

import { serialise } from '../element/permalink.js';
import { borneOut, measuredValue } from '../lessons/claims.js';
import { shownExperiment } from '../lessons/experiments.js';
import { allLessons, CHAPTERS } from '../lessons/index.js';
import { measure } from '../lessons/measures.js';
import { filled, valueText } from '../lessons/prose.js';
import { source } from '../lessons/sources.js';
import { axisOf, curveInputs, curvePicture, strip } from './article-figures.js';

/** @import { Lesson, Measured, Values } from '../lessons/types.js' */
/** @typedef {typeof import('../engine/index.js')} Engine */

/** Members of the family whose curves open the article. */
const FAMILY = ['relu', 'leaky_relu', 'prelu', 'elu', 'gelu', 'silu', 'tanh', 'sigmoid'];

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** A formula stays on one line. */
const escaped = (/** @type {string} */ text) =>
  text.replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter).replaceAll('max(0, z)', 'max(0,\u00a0z)');

/**
 * What takes the place of each comment of the same name in article.html.
 *
 * @param {Engine} engine @param {Measured} measured
 * @returns {Promise<Record<'contents' | 'family' | 'lessons', string>>}
 */
export async function articleParts(engine, measured) {
  const lessons = await allLessons();
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const row = (/** @type {string} */ id) => /** @type {Lesson} */ (byId.get(id));
  const numberOf = new Map(lessons.map(({ id }, index) => [id, index + 1]));
  const chapters = CHAPTERS.map(
    ({ id, title, intro, lessons: entries }) => `<section class="chapter" aria-labelledby="${id}">
<h2 id="${id}">${escaped(title)}</h2>
<p class="intro">${escaped(intro)}</p>
${entries.map((entry) => lessonHtml(row(entry.id), measured[entry.id], numberOf.get(entry.id) ?? 0)).join('\n')}
</section>`,
  );
  const contents = CHAPTERS.map(
    ({ id, title, lessons: entries }) =>
      `<li><a href="#${id}">${escaped(title)}</a><ol>${entries
        .map((entry) => `<li value="${numberOf.get(entry.id)}"><a href="#${entry.id}">${escaped(row(entry.id).title)}</a></li>`)
        .join('')}</ol></li>`,
  );
  return { contents: `<ul>${contents.join('')}</ul>`, family: await familyHtml(engine), lessons: chapters.join('\n') };
}

/** @param {Engine} engine */
async function familyHtml(engine) {
  const { activations } = await engine.catalog();
  const tiles = await Promise.all(
    FAMILY.map(async (name) => {
      const row = activations.find((activation) => activation.name === name);
      const picture = curvePicture(await engine.curve(name, {}, curveInputs));
      return `<li>${picture}<b>${escaped(row?.title ?? name)}</b><span>${escaped(row?.formula ?? '')}</span></li>`;
    }),
  );
  return `<ul class="family">${tiles.join('')}</ul>`;
}

/** @param {Lesson} lesson @param {Values | undefined} values  none where the reader's machine measures @param {number} place */
function lessonHtml(lesson, values, place) {
  const { id, title, question, predictions, show, sources } = lesson;
  const right = values ? borneOut(predictions, values) : null;
  const choices = predictions.map(
    ({ text }, index) =>
      `<li><button type="button" class="choice"${index === right ? ' data-right' : ''}>${escaped(text)}</button></li>`,
  );
  const outcome = values
    ? outcomeHtml(lesson, values)
    : '<div class="live"><p>This one is measured in your browser, with a script.</p></div>';
  return `<section class="lesson" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><span class="place">${place}</span> ${escaped(title)}</h3>
<p class="question">${escaped(question)}</p>
<div class="predict" role="group" aria-labelledby="${id}-expect">
<p class="expect" id="${id}-expect">What do you expect?</p>
<ol class="choices">${choices.join('')}</ol>
<button type="button" class="peek">Show me without a guess</button>
</div>
<p class="verdict" role="status"></p>
<div class="outcome" tabindex="-1" aria-label="What was measured">
${outcome}
<p class="sources">${sources.map(sourceHtml).join('<br>')}</p>
<div class="trial" data-lesson="${id}"><p class="hint">${escaped(show.hint)}</p></div>
</div>
</section>`;
}

/** The numbers, and what they mean. @param {Lesson} lesson @param {Values} values */
export const outcomeHtml = (lesson, values) =>
  [resultTable(lesson, values), ...lesson.explanation.map((text) => `<p>${escaped(filled(text, lesson, values))}</p>`)].join(
    '\n',
  );

/** @param {string} name */
function sourceHtml(name) {
  const { authors, title, year, arxiv, where } = source(name);
  const place = arxiv
    ? `<a href="https://arxiv.org/abs/${arxiv}" rel="noreferrer">arXiv:${arxiv}</a>`
    : escaped(/** @type {string} */ (where));
  return `${escaped(authors)}, <cite>${escaped(title)}</cite>, ${year}. ${place}`;
}

/** How long the run of each seed was: one with a target ends when it is reached. @param {Lesson} lesson */
function budgetText({ run: { epochs, target }, variants }) {
  const isSame = target === undefined && variants.every((variant) => variant.epochs === undefined);
  return epochs === 0 ? '' : `, ${isSame ? '' : 'up to '}${epochs} epochs each`;
}

/** One row a variant: a dot for each seed, and one number for each measure. @param {Lesson} lesson @param {Values} values */
function resultTable(lesson, values) {
  const { id, variants, measures, run } = lesson;
  const [first = ''] = measures;
  const axis = axisOf(
    variants.flatMap((variant) => values[variant.id]?.[first] ?? []),
    first,
  );
  const heads = measures.map((name) => `<th scope="col">${escaped(measure(name).title)}</th>`);
  const rows = variants.map((variant) => {
    const perSeed = values[variant.id]?.[first] ?? [];
    const one = (/** @type {string} */ name) => measuredValue(values, { variant: variant.id, measure: name });
    const cells = measures.map(
      (name) =>
        `<td class="number" data-label="${escaped(measure(name).title)}">${escaped(valueText(one(name), name, run))}</td>`,
    );
    const link = `./index.html#${serialise(shownExperiment(lesson, variant.id))}`;
    return `<tr><th scope="row"><a href="${escaped(link)}">${escaped(variant.title)}</a></th><td class="seeds">${strip(perSeed, one(first), axis)}</td>${cells.join('')}</tr>`;
  });
  const ends = axis.isBinary ? '' : `, from ${axis.ends.map((end) => valueText(end, first, run)).join(' to ')}`;
  const mark = axis.isBinary && run.seeds > 20 ? 'Share' : axis.isBinary ? 'A full dot for each seed' : 'A dot for each seed';
  return `<figure class="measured">
<table><thead><tr><td></td><th scope="col" class="seeds">${escaped(`${mark}: ${measure(first).title}${ends}`)}</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
<figcaption>${lesson.unasserted ? 'Measured just now, here,' : 'Measured'} over ${run.seeds} seeds${budgetText(lesson)}; numbers are ${measure(first).over === 'least' ? 'the shortest times' : 'medians'}. ${lesson.unasserted ? 'In Node' : 'Again on your machine'}: <code>npm run lessons -- --only ${id}</code></figcaption>
</figure>`;
}
