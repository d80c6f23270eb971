// How easily one activation after another is fooled: the table, and the buttons that fill it and stop it. Knows the attack's view.

import { html, nothing } from 'lit/html.js';
import { countText, numberText, percentText, plural } from '../number-text.js';
import { COMPARED } from './attack-comparison.js';

/** @typedef {import('./attack-view.js').View} Attack */

export function comparisonSection(/** @type {Attack} */ attack) {
  const busy = attack.comparing !== null;
  return html`<section class="attack-compared">
    <h2>All ${plural(2, attack.noun)}: which activation is easier to fool?</h2>
    <p class="muted">The same network from the same start, trained for as long, with another activation in every layer: the median of the smallest changes that flip a right answer.</p>
    <div class="attack-buttons">
      <button type="button" class="fix compare" data-help=${busy ? 'Keeps the rows that are done.' : 'Trains one network for each activation, and attacks them all.'} @click=${() => (busy ? attack.comparing?.abort() : attack.run(attack.compare()))}>${busy ? 'Stop' : 'Compare activations'}</button>
    </div>
    ${
      attack.compared.length === 0
        ? nothing
        : html`<div class="view-table attack-table" tabindex="0" role="group" aria-label="Activations compared"><table aria-busy=${String(busy)}>
      <caption class="visually-hidden">Smallest changes that flip a right answer, by activation</caption>
      <thead><tr><th scope="col">activation</th><th scope="col">accuracy</th><th scope="col">${plural(2, attack.noun)}</th><th scope="col">smallest FGSM,<br />median</th><th scope="col">smallest PGD,<br />median</th></tr></thead>
      <tbody>${attack.compared.map(
        ({ title, accuracy, rows, fgsm, pgd }) =>
          html`<tr><th scope="row">${title}</th><td>${percentText(accuracy)}</td><td>${countText(rows)}</td><td>${numberText(fgsm)}</td><td>${numberText(pgd)}</td></tr>`,
      )}</tbody></table></div>
      <p class="small-print muted">${COMPARED}</p>`
    }
  </section>`;
}
