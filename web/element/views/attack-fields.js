// What a reader sets of an attack: which sample, which kind of attack, what it is measured by, and its size. Knows the attack's view, and
// nothing of the engine.

import { live } from 'lit/directives/live.js';
import { html } from 'lit/html.js';
import { countText } from '../number-text.js';
import { sizeText } from './attack-words.js';

/** @typedef {import('./attack-view.js').View} Attack */

/** Steps of the size slider. */
const SLIDER_STEPS = 200;

const KINDS = [
  {
    name: 'fgsm',
    title: 'FGSM: one step',
    help: 'The fast gradient sign method: one step along the gradient, as long as allowed.',
  },
  {
    name: 'pgd',
    title: 'PGD: 20 steps',
    help: 'Projected gradient descent: 20 short steps, each along the gradient where it stands.',
  },
];
const NORMS = [
  { name: 'linf', title: 'the largest part', help: 'No coordinate, no pixel changes by more than this.' },
  {
    name: 'l2',
    title: 'the whole length',
    help: 'The change as a whole, the root of the sum of its squares, is no longer than this.',
  },
];

export function attackFields(/** @type {Attack} */ attack) {
  const { min, max } = attack.range;
  const half = (max - min) / 2;
  const count = attack.part?.labels.length ?? 1;
  const menu = (
    /** @type {'kind' | 'norm'} */ name,
    /** @type {string} */ title,
    /** @type {{ name: string, title: string, help: string }[]} */ rows,
  ) => html`<label data-help=${rows.find((row) => row.name === attack[name])?.help ?? ''}><span>${title}</span>
    <span class="menu"><select class="attack-${name}" .value=${live(attack[name])} @change=${(/** @type {Event} */ event) => attack.choose(name, /** @type {HTMLSelectElement} */ (event.target).value)}>
      ${rows.map((row) => html`<option value=${row.name} ?selected=${row.name === attack[name]}>${row.title}</option>`)}
    </select></span></label>`;
  const size = (/** @type {Event} */ event) => {
    const slider = /** @type {HTMLInputElement} */ (event.target);
    attack.choose('epsilon', (slider.valueAsNumber / SLIDER_STEPS) * half);
  };
  return html`<div class="attack-fields">
    <div class="attack-field" role="group" aria-label=${attack.isPlane ? 'Point' : 'Picture'}><span>${attack.isPlane ? 'Point' : 'Picture'}</span><span class="attack-row">
      <button type="button" class="small" aria-label="Previous ${attack.noun}" data-help="The ${attack.noun} before; at the first one, the last." @click=${() => attack.choose('row', attack.row - 1)}>−</button>
      <input class="attack-row-number" type="number" aria-label="Number of the ${attack.noun}" data-help="Which ${attack.noun} is attacked${attack.description.testRows > 0 ? ', of those that the network never trained on' : ''}." min="1" max=${count} .value=${live(String(attack.row + 1))} @change=${(/** @type {Event} */ event) => attack.choose('row', /** @type {HTMLInputElement} */ (event.target).valueAsNumber - 1)} />
      <button type="button" class="small" aria-label="Next ${attack.noun}" data-help="The ${attack.noun} after; at the last one, the first." @click=${() => attack.choose('row', attack.row + 1)}>+</button>
      <span class="muted">of ${countText(count)}</span></span></div>
    ${menu('kind', 'Attack', KINDS)} ${menu('norm', 'Size means', NORMS)}
    <label class="with-number" data-help="The largest change allowed, in the units of the data."><span>Size</span>
      <input type="range" class="attack-size" min="0" max=${SLIDER_STEPS} step="1" .value=${live(String(Math.round((attack.epsilon / half) * SLIDER_STEPS)))}
        aria-valuetext=${sizeText(attack)} @input=${size} />
      <output>${sizeText(attack)}</output></label>
  </div>`;
}
