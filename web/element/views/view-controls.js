// Controls that several views have: a menu with its label, one of a few, a bar of progress, buttons that copy a table. They hold no
// state of their own.

import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { csvText, markdownText } from '../table-text.js';

/** @typedef {{ value: string | number, title: string }} Option */

/**
 * @param {object} menu
 * @param {string} menu.label
 * @param {string} menu.help
 * @param {readonly Option[]} menu.options
 * @param {string | number} menu.value
 * @param {(value: string) => void} menu.choose
 * @param {boolean} [menu.isInText]  inside a sentence, which says what it is
 * @param {boolean} [menu.isOver]  has nothing left to choose, and says so; it keeps the focus
 */
export function labelledMenu({ label, help, options, value, choose, isInText = false, isOver = false }) {
  return html`<label class="view-menu" data-help=${help}><span class=${isInText ? 'visually-hidden' : ''}>${label}</span><span class="menu"><select .value=${live(String(value))} aria-disabled=${isOver ? 'true' : nothing}
    @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
    ${options.map((option) => html`<option value=${option.value} ?selected=${String(option.value) === String(value)}>${option.title}</option>`)}</select></span></label>`;
}

/**
 * Two or three things of which one holds.
 *
 * @template {string} T
 * @param {{ label: string, options: readonly { name: T, title: string, help: string }[], value: T, choose: (name: T) => void }} choice
 */
export function oneOf({ label, options, value, choose }) {
  return html`<fieldset class="chips"><legend class="visually-hidden">${label}</legend>${options.map(
    ({ name, title, help }) =>
      html`<label class="chip" data-help=${help}><input type="radio" name="view-${label}" .checked=${live(name === value)} @change=${() => choose(name)} /><span>${title}</span></label>`,
  )}</fieldset>`;
}

/** Buttons that copy a view's table, and what came of it. */
export class TableCopies {
  message = '';

  /** @param {{ table: () => import('../table-text.js').TableText, changed: () => void }} owner */
  constructor(owner) {
    this.owner = owner;
  }

  render() {
    const button = (
      /** @type {string} */ name,
      /** @type {string} */ use,
      /** @type {typeof csvText | typeof markdownText} */ make,
    ) =>
      html`<button type="button" class="quiet" data-help="Copies the numbers as a table ${use}." @click=${() => this.copy(name, make)}>Copy as ${name}</button>`;
    return html`<div class="view-copies" role="group" aria-label="Copy the table">
      ${button('CSV', 'for a spreadsheet', csvText)}${button('Markdown', 'for a text', markdownText)}<span class="muted" role="status">${this.message}</span>
    </div>`;
  }

  /** @param {string} name @param {typeof csvText | typeof markdownText} make */
  async copy(name, make) {
    try {
      await navigator.clipboard.writeText(await make(this.owner.table()));
      this.message = `${name} copied`;
    } catch {
      this.message = 'The clipboard is closed to this page.';
    }
    this.owner.changed();
  }
}
