// The playground in a frame: attributes from the query, the experiment from the fragment, and messages with the page around it. Speaks with
// that page only, whose origin the browser tells; whoever else calls is not answered.

import { ReluPlayground } from '../element/define.js';
import { message, readMessage } from './frame-messages.js';

/** @typedef {{ code: string, path?: string, message: string }} Fault */

/** Commands that wait for their turn; the first that finds no room is refused, and the next ones are dropped until there is some. */
const MOST_WAITING = 32;

const element = /** @type {any} */ (document.querySelector('relu-playground'));
const fullPage = /** @type {HTMLAnchorElement} */ (document.querySelector('.full-page'));

const query = new URLSearchParams(location.search);
/** @param {string} name */
const taken = (name) => {
  const value = query.get(name) ?? '';
  query.delete(name);
  return value;
};
const [question, language] = [taken('question'), taken('language')];
if (question) {
  const paragraph = Object.assign(document.createElement('p'), { slot: 'question', lang: language, textContent: question });
  element.prepend(paragraph);
}
for (const [name, value] of query) {
  if (ReluPlayground.observedAttributes.includes(name)) element.setAttribute(name, value);
  else
    console.warn(
      `<relu-playground> expected one of ${ReluPlayground.observedAttributes.join(', ')}, got ${JSON.stringify(name)}`,
    );
}
fullPage.addEventListener('click', () => {
  fullPage.hash = location.hash;
});

/** The origin of the page around the frame; '' where there is none, or none that can be told apart from others. */
function originAround() {
  if (window.parent === window) return '';
  const told = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
  return told === 'null' ? '' : told;
}

const pageOrigin = originAround();

/** @param {string} type @param {object} [members] */
function tell(type, members) {
  if (pageOrigin) window.parent.postMessage(message(type, members), pageOrigin);
}

const height = () => Math.ceil(document.body.getBoundingClientRect().height);

/** What each command does; what it gives is added to the answer. @type {Record<string, (value: any) => any>} */
const actions = {
  play: () => element.play(),
  pause: () => element.pause(),
  step: (count) => element.step(count),
  reset: () => element.reset(),
  get_experiment: async () => {
    element.wake();
    await element.ready;
    return { experiment: element.getExperiment() };
  },
  set_experiment: (experiment) => element.setExperiment(experiment),
  snapshot: async () => ({ snapshot: await element.snapshot() }),
  get_height: () => ({ height: height() }),
};

let waiting = 0;
let isFull = false;
/** @type {Promise<unknown>} */ let queue = Promise.resolve();

/** @param {MessageEvent} event */
function hear({ source, origin, data }) {
  if (source !== window.parent || origin !== pageOrigin) return;
  const read = readMessage(data);
  if (!read || isFull) return;
  const { id } = read;
  if (waiting >= MOST_WAITING) {
    isFull = true;
    tell('error', { id, code: 'too_large', path: '', message: `expected at most ${MOST_WAITING} commands at a time` });
    return;
  }
  waiting++;
  queue = queue
    .then(async () => {
      if ('refusal' in read) throw read.refusal;
      const result = await actions[read.command.type]?.(read.value);
      tell('answer', { id, to: read.command.type, ...result });
    })
    .catch((/** @type {Fault} */ { code = 'failed', path = '', message }) => tell('error', { id, code, path, message }))
    .finally(() => {
      waiting--;
      isFull = false;
    });
}

if (pageOrigin) {
  window.addEventListener('message', hear);
  new ResizeObserver(() => tell('height', { height: height() })).observe(document.body);
  for (const type of ['ready', 'epoch', 'diagnosis', 'solved', 'change', 'error'])
    element.addEventListener(type, (/** @type {CustomEvent} */ { detail }) => tell(type, detail));
}
