// The tabs of the views. Knows which views there are and which is at the front, not what a view shows.

import { html, nothing } from 'lit/html.js';
import { tabStyles } from './styles/tabs.js';

/** What a view shows, by its name. @type {Record<string, string>} */
const SUMMARIES = {
  network: 'One network, its units and its answer, while it trains.',
  race: 'Two to six networks on the same data from the same start, with one thing different.',
  depth_map: 'Every activation at every depth, trained to the end: what is solved, and how soon.',
  born_dead_map: 'Untrained networks, narrow to wide and shallow to deep: how many have nothing to say.',
  attack: 'How small a change of a point or a picture flips the answer, and with which activation it is smaller.',
  ask: 'Active learning: the network asks for the label of the point it is least sure of.',
};

export class TabBar {
  static styles = tabStyles;

  /** @param {import('./view-tabs.js').ViewTabs} views */
  constructor(views) {
    this.views = views;
  }

  /** Arrow keys, Home and End walk along the tabs; the one that is reached is shown. */
  key(/** @type {KeyboardEvent} */ event) {
    const { offered, name: current } = this.views;
    const place = offered.findIndex(({ name }) => name === current);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: offered.length - 1 }[event.key];
    const row = next === undefined ? undefined : offered[(next + offered.length) % offered.length];
    if (!row) return;
    event.preventDefault();
    this.views.host.commands.showView(row.name);
    this.views.host.updateComplete.then(() =>
      /** @type {HTMLElement | null} */ (this.views.host.renderRoot.querySelector(`#tab-${row.name}`))?.focus(),
    );
  }

  render() {
    const { offered, name: current, host } = this.views;
    if (offered.length < 2) return nothing;
    return html`<div class="tabs" role="tablist" aria-label="Views" part="tabs" @keydown=${(/** @type {KeyboardEvent} */ event) => this.key(event)}>
      ${offered.map(
        ({ name, title }) =>
          html`<button type="button" role="tab" id="tab-${name}" aria-controls="view-content" aria-selected=${String(name === current)}
            tabindex=${name === current ? 0 : -1} data-help=${SUMMARIES[name]} @click=${() => host.commands.showView(name)}>${title}</button>`,
      )}
    </div>`;
  }
}
