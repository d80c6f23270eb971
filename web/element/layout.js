// Puts panels into the areas of the layout, each with its heading, and shows a card where there is no playground to show.

import { html, nothing } from 'lit/html.js';
import { TRY_AGAIN } from './try-again.js';

/** What the reader can do about it, by the failure's code. @type {Record<string, string>} */
const ADVICE = {
  load_failed: TRY_AGAIN,
  no_webassembly: 'Switch it on, or open the page in another browser.',
};

/** The panels of one area, of those that are shown. Each has its place, so that one that comes or goes leaves the nodes of the others alone. */
export function panelsIn(/** @type {string} */ area, /** @type {import('./panel-set.js').PanelSet} */ shown) {
  return shown.in(area).map(([{ name, title, isTitled }, panel]) =>
    panel
      ? html`<section class="panel panel-${name}" part=${name} aria-label=${title}>
      ${isTitled ? html`<h2 class="panel-title">${title}</h2>` : nothing} ${panel.render()}
    </section>`
      : nothing,
  );
}

/** Says why the engine cannot run, with what the author has put inside the element. */
export function failureCard(/** @type {any} */ failure, /** @type {() => void} */ retry) {
  return html`<div class="failure" role="alert">
    <p><strong>The playground could not start.</strong></p>
    <p>${failure?.message ?? 'The reason is unknown.'} ${ADVICE[failure?.code]}</p>
    ${failure?.code === 'no_webassembly' ? nothing : html`<button type="button" class="fix primary" @click=${retry}>Try again</button>`}
    <slot></slot>
  </div>`;
}
