// Brings the article to life: a guess opens what was measured, and a playground with the lesson's networks. Guesses are kept in the page
// alone. Knows the element by its tag, the lessons by their table.

import { shownExperiment } from '../lessons/experiments.js';
import { loadLesson } from '../lessons/index.js';

/** More playgrounds than these would keep more networks in memory than a reader looks at. */
const MOST_ALIVE = 2;

/** Sections whose playground is alive, the oldest first. @type {HTMLElement[]} */
const alive = [];
const tally = { guesses: 0, right: 0 };

/** @param {HTMLElement} lesson */
function prepare(lesson) {
  const outcome = part(lesson, '.outcome');
  outcome.hidden = true;
  const choices = /** @type {HTMLButtonElement[]} */ ([...lesson.querySelectorAll('.choice')]);
  const answer = (/** @type {HTMLButtonElement | null} */ guess) =>
    measureHere(lesson).then(
      () => reveal(lesson, guess),
      (error) => {
        part(lesson, '.verdict').textContent = `This could not be measured: ${error.message}`;
      },
    );
  for (const choice of choices) choice.addEventListener('click', () => answer(choice));
  part(lesson, '.peek').addEventListener('click', () => answer(null));
}

/** Where a lesson's numbers are those of this machine, they are made now. @param {HTMLElement} lesson */
async function measureHere(lesson) {
  const live = lesson.querySelector('.live');
  if (!live) return;
  const choices = /** @type {HTMLButtonElement[]} */ ([...lesson.querySelectorAll('.choice')]);
  for (const choice of choices) choice.disabled = true;
  part(lesson, '.verdict').textContent = 'Measuring on your machine …';
  const [row, engine, { createPool }, { measured }, { borneOut }, { outcomeHtml }, { html, render }, { unsafeHTML }] =
    await Promise.all([
      loadLesson(lesson.id),
      import('../engine/index.js'),
      import('../engine/pool.js'),
      import('../lessons/measuring.js'),
      import('../lessons/claims.js'),
      import('./article-html.js'),
      import('lit/html.js'),
      import('lit/directives/unsafe-html.js'),
    ]);
  // One thread: two would take each other's time.
  const pool = createPool({ size: 1 });
  const values = await measured({ engine, pool }, row).finally(() => pool.dispose());
  choices[borneOut(row.predictions, values)]?.setAttribute('data-right', '');
  // The same words as those that are written while the site is built; under Trusted Types they pass by Lit's policy.
  const outcome = new DocumentFragment();
  render(html`${unsafeHTML(outcomeHtml(row, values))}`, outcome);
  live.replaceWith(outcome);
}

/**
 * Shows what was measured, and says whether the guess was borne out.
 * @param {HTMLElement} lesson @param {HTMLButtonElement | null} guess
 */
function reveal(lesson, guess) {
  const choices = /** @type {HTMLButtonElement[]} */ ([...lesson.querySelectorAll('.choice')]);
  for (const choice of choices) {
    choice.disabled = true;
    choice.classList.toggle('guessed', choice === guess);
  }
  lesson.dataset.open = '';
  const isRight = guess?.dataset.right !== undefined;
  const right = choices.find((choice) => choice.dataset.right !== undefined)?.textContent ?? '';
  part(lesson, '.verdict').textContent = !guess
    ? `Measured: ${right}`
    : isRight
      ? 'Borne out: that is what was measured.'
      : `Not this time. Measured: ${right}`;
  if (guess) {
    tally.guesses++;
    if (isRight) tally.right++;
    part(document, '.tally').textContent = `You foresaw ${tally.right} of ${tally.guesses}.`;
  }
  const outcome = part(lesson, '.outcome');
  outcome.hidden = false;
  outcome.focus({ preventScroll: true });
  open(lesson).catch((error) => {
    part(lesson, '.trial').append(element('p', {}, `The playground could not be opened: ${error.message}`));
  });
}

/** Puts the lesson's playground on the page; the oldest one makes room. @param {HTMLElement} lesson */
async function open(lesson) {
  const play = part(lesson, '.trial');
  const row = await loadLesson(play.dataset.lesson ?? '');
  await import('../element/define.js');
  const playground = /** @type {any} */ (document.createElement('relu-playground'));
  playground.setAttribute('lesson', row.id);
  const buttons = row.variants.map(({ id, title }) => {
    const button = element('button', { type: 'button', 'aria-pressed': String(id === row.show.variant) }, title);
    button.addEventListener('click', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
      playground.startEpoch = 0;
      playground.experiment = shownExperiment(row, id);
    });
    return button;
  });
  const variants = element('div', { class: 'variants', role: 'group', 'aria-label': 'Network' }, ...buttons);
  play.querySelector('.closed')?.remove();
  play.append(variants, playground);
  alive.push(lesson);
  while (alive.length > MOST_ALIVE) close(/** @type {HTMLElement} */ (alive.shift()));
}

/** Takes the playground away and leaves a button that brings it back. @param {HTMLElement} lesson */
function close(lesson) {
  const play = part(lesson, '.trial');
  play.querySelector('relu-playground')?.remove();
  play.querySelector('.variants')?.remove();
  const again = element('button', { type: 'button', class: 'closed' }, 'Open this network again');
  again.addEventListener('click', () => open(lesson));
  play.append(again);
}

/** @param {ParentNode} parent @param {string} selector @returns {HTMLElement} */
const part = (parent, selector) => /** @type {HTMLElement} */ (parent.querySelector(selector));

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

for (const lesson of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.lesson'))) prepare(lesson);
window.addEventListener('beforeprint', () => {
  for (const outcome of document.querySelectorAll('.outcome')) outcome.removeAttribute('hidden');
});
