// The controls of the race: play, one epoch, restart; what differs between the networks and which of them take part.

import { html, svg } from 'lit/html.js';
import { laneDash } from '../../view/lane-chart.js';
import { icons } from '../icons.js';
import { countText, countWord } from '../number-text.js';
import { choicesOf, commonText, thingsOf, titleOf, variation } from './variations.js';
import { labelledMenu } from './view-controls.js';

/** @typedef {import('./race.js').View} Race */

/** Lanes that a chart and a row of surfaces can tell apart. */
export const MOST_LANES = 6;
const LEAST_LANES = 2;
const EPOCHS = [50, 100, 150, 300, 600, 1000];

export const RACE_SPEEDS = [
  { name: 'slow', title: '2 epochs/s', pauseMs: 500 },
  { name: 'brisk', title: '15 epochs/s', pauseMs: 1000 / 15 },
  { name: 'max', title: 'Fastest', pauseMs: 0 },
];

/** A lane's line in small. */
export const laneKey = (/** @type {number} */ index) =>
  html`<svg class="lane-key" viewBox="0 0 28 8" aria-hidden="true">${svg`<line x1="0" y1="4" x2="28" y2="4" stroke-dasharray=${laneDash(index).join(' ')} />`}</svg>`;

export function transport(/** @type {Race} */ race) {
  const { playing } = race;
  const quiet = (
    /** @type {string} */ title,
    /** @type {string} */ help,
    /** @type {unknown} */ icon,
    /** @type {() => void} */ act,
  ) => html`<button type="button" class="quiet" data-help=${help} @click=${act}>${icon}<span>${title}</span></button>`;
  return html`<div class="transport" role="group" aria-label="Race">
      <button type="button" class="play" aria-label=${playing ? 'Pause' : 'Play'} data-help=${playing ? 'Stops all networks where they are.' : 'Trains all networks, epoch by epoch, side by side.'} @click=${() => (playing ? race.pause() : race.play())}>${playing ? icons.pause : icons.play}<span>${playing ? 'Pause' : 'Play'}</span></button>
      ${quiet('One epoch', 'Every network trains one epoch.', icons.step, () => race.step())}
      ${quiet('Restart', 'All networks back to the same start.', icons.reset, () => race.restart())}
    </div>
    <dl class="counters"><div><dt>Epoch</dt><dd class="race-epoch"></dd></div></dl>
    ${labelledMenu({
      label: 'Speed',
      help: 'How fast the race is shown. It changes nothing in what is learned.',
      options: RACE_SPEEDS.map(({ name, title }) => ({ value: name, title })),
      value: race.speed,
      choose: (speed) => race.set({ speed }),
    })}`;
}

export function setup(/** @type {Race} */ race) {
  const { origin, thing, values } = race;
  const row = variation(thing);
  const others = choicesOf(origin, thing).filter(({ value }) => !values.includes(value));
  const isFull = values.length >= MOST_LANES;
  const title = (/** @type {import('./variations.js').Value} */ value) => titleOf(origin, thing, value);
  return html`<p class="race-common">Same data, same start. Only one thing differs:
      ${labelledMenu({
        label: 'What differs',
        help: 'The one thing in which the networks differ. Everything else is as in the network view.',
        options: thingsOf(origin).map((other) => ({ value: other.name, title: other.title })),
        value: thing,
        choose: (name) => race.set({ thing: name, values: [] }),
        isInText: true,
      })}
      <span class="muted">${[commonText(origin, race.description, [thing]), row.note].filter(Boolean).join('. ')}</span></p>
    <div class="race-line-up">
      <ul class="race-values" aria-label="Networks that take part">${values.map(
        (value, index) => html`<li class="lane-${index}">${laneKey(index)}<span>${title(value)}</span>
          <button type="button" class="small" aria-label="Take ${title(value)} out" data-help="Takes ${title(value)} out of the race; two networks at least stay." ?disabled=${values.length <= LEAST_LANES}
            @click=${() => race.set({ values: values.filter((other) => other !== value) })}>${icons.close}</button></li>`,
      )}</ul>
      <span class="race-add">${labelledMenu({
        label: 'Add',
        help: isFull
          ? `A race has ${countWord(MOST_LANES)} networks at most: take one out to add another.`
          : `One network more, up to ${countWord(MOST_LANES)}.`,
        options: isFull
          ? [{ value: '', title: `${countWord(MOST_LANES)} at most` }]
          : [{ value: '', title: 'Choose…' }, ...others],
        value: '',
        choose: (text) => {
          const value = others.find((choice) => String(choice.value) === text)?.value;
          if (value !== undefined) race.set({ values: [...values, value] });
        },
        isOver: isFull,
      })}</span>
      ${labelledMenu({
        label: 'Epochs',
        help: 'How long the race is.',
        options: EPOCHS.map((value) => ({ value, title: countText(value) })),
        value: race.epochs,
        choose: (text) => race.set({ epochs: Number(text) }),
      })}
    </div>`;
}
