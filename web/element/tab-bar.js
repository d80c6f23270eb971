// The tabs of the views. Knows which views there are and which is at the front, not what a view shows.

import { html, nothing } from 'lit/html.js';
import { tabStyles } from './styles/tabs.js';

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
        ({ name, title, summary }) =>
          html`<button type="button" role="tab" id="tab-${name}" aria-controls="view-content" aria-selected=${String(name === current)}
            tabindex=${name === current ? 0 : -1} data-help=${summary} @click=${() => host.commands.showView(name)}>${title}</button>`,
      )}
    </div>`;
  }
}
