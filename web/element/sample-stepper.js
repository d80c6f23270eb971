// The control that chooses which row of the data the network is shown: one forward, one back, and the part. Knows the choice, not what
// is shown of it.

import { live } from 'lit/directives/live.js';
import { html } from 'lit/html.js';
import { icons } from './icons.js';
import { countText } from './number-text.js';
import { sampleOf } from './sample-choice.js';

/** @param {import('./panels/panel.js').Panel} panel @param {string} noun  "picture", "sequence", "row" */
export function sampleStepper({ host, description }, noun) {
  const sample = sampleOf(host);
  const part = sample.partIn(description);
  const rows = sample.rowsIn(description);
  const choosePart = (/** @type {Event} */ event) =>
    sample.pick(0, /** @type {'train' | 'test'} */ (/** @type {HTMLSelectElement} */ (event.target).value));
  return html`<div class="stepper sample-stepper" role="group" aria-label="Which ${noun} is shown">
    <button type="button" class="small" aria-label="Previous ${noun}" data-help="Shows the ${noun} before; at the first one, the last." @click=${() => sample.step(-1, description)}>${icons.before}</button>
    <span class="sample-count">${countText(sample.rowIn(description) + 1)} of ${countText(rows)}</span>
    <button type="button" class="small" aria-label="Next ${noun}" data-help="Shows the ${noun} after; at the last one, the first." @click=${() => sample.step(1, description)}>${icons.after}</button>
    <span class="menu" data-help="Training: what it learns from. Test: what it has never seen."><select aria-label="Part of the data" .value=${live(part)} @change=${choosePart}>
      ${description.testRows > 0 ? html`<option value="test" ?selected=${part === 'test'}>test</option>` : ''}
      <option value="train" ?selected=${part === 'train'}>training</option>
    </select></span>
  </div>`;
}
