// Takes a table that somebody pastes, drops or opens: shows its first rows, lets columns be chosen, and tells what is wrong by line and
// column. What reads tables is loaded with the first one. The text never leaves the page.

import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { inHand } from '../hints.js';
import { countText, plural } from '../number-text.js';
import { Panel } from '../panels/panel.js';
import { tableMembers } from './own-experiment.js';

/** Larger files are refused before they are read. */
const MOST_BYTES = 20e6;

export class TableTab extends Panel {
  text = '';
  name = '';
  fault = '';
  /** @type {{ columns: string[], rows: string[][], rowCount: number } | null} */ preview = null;
  label = 0;
  /** @type {Set<number>} */ chosen = new Set();
  /** @type {import('../../engine/csv.js').CsvTable | null} */ table = null;
  isOver = false;

  /** @param {import('../playground.js').Playground} host @param {{ take: (own: any, title: string) => Promise<boolean> }} owner */
  constructor(host, owner) {
    super(host);
    this.owner = owner;
  }

  render() {
    return html`
      <div class="own-drop ${this.isOver ? 'over' : ''}" @dragover=${this.over} @dragleave=${this.out} @drop=${this.drop}>
        <label for="own-table">${inHand('Paste a table, or drop a file here', 'Paste a table here')}</label>
        <textarea id="own-table" rows="4" spellcheck="false" placeholder="height,width,kind&#10;1.2,0.7,cat&#10;…" .value=${live(this.text.length > 20_000 ? `${this.text.slice(0, 20_000)}…` : this.text)}
          data-help="Comma, semicolon or tab between the columns, with a header or without. Words become classes, fractions a value to learn. Nothing leaves this page."
          aria-describedby="own-table-said" @input=${(/** @type {Event} */ event) => this.read(/** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
        <label class="own-file"><input type="file" class="visually-hidden" accept=".csv,.tsv,.txt,text/csv" @change=${this.open} /><span>Choose a file</span></label>
      </div>
      <p id="own-table-said" class=${this.fault ? 'fault' : 'small-print'} role="status">${this.fault || this.said}</p>
      ${this.preview ? this.columns(this.preview) : nothing}`;
  }

  get said() {
    const { table } = this;
    if (!table) return '';
    const rows = table.samples.labels.length;
    const first = table.skipped[0];
    const left = first
      ? ` ${countText(table.skippedRows)} ${plural(table.skippedRows, 'row')} left out; the first: line ${first.line}${first.column ? `, column ${first.column}` : ''}, ${first.reason}.`
      : '';
    const answer = table.classes ? `${table.classes.length} classes in ${table.label}` : `a value, ${table.label}`;
    return `${countText(rows)} rows; ${answer}.${left}`;
  }

  /** @param {NonNullable<TableTab['preview']>} preview */
  columns({ columns, rows, rowCount }) {
    return html`
      <div class="own-scroll" tabindex="0" role="region" aria-label="First rows of the table">
        <table class="own-table"><caption class="visually-hidden">First ${rows.length} of ${rowCount} rows</caption>
          <thead><tr>${columns.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
          <tbody>${rows.map((row) => html`<tr>${columns.map((_, index) => html`<td>${row[index] ?? ''}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
      <div class="field field-menu" data-help="The column that the network learns to tell."><span class="caption"><label for="own-label">Answer</label></span>
        <span class="menu"><select id="own-label" .value=${live(String(this.label))} @change=${(/** @type {Event} */ event) => this.answer(Number(/** @type {HTMLSelectElement} */ (event.target).value))}>
          ${columns.map((title, index) => html`<option value=${index} ?selected=${index === this.label}>${title}</option>`)}</select></span></div>
      <fieldset class="chips" data-help="The columns that the network is given. Two make points of the plane."><legend>Columns to learn from</legend>
        ${columns.map((title, index) =>
          index === this.label
            ? nothing
            : html`<label class="chip"><input type="checkbox" .checked=${live(this.chosen.has(index))} @change=${() => this.toggle(index)} /><span>${title}</span></label>`,
        )}
      </fieldset>
      <div class="own-actions"><button type="button" class="fix primary own-use" ?disabled=${!this.table} data-help="The network trains on this table." @click=${() => this.use()}>Use this table</button></div>`;
  }

  /** @param {string} text @param {string} [name] */
  async read(text, name = '') {
    this.text = text;
    this.name = name;
    this.preview = this.table = null;
    this.fault = '';
    if (text.trim() !== '') {
      const { csvPreview } = await import('../../engine/csv.js');
      if (text !== this.text) return;
      try {
        this.preview = csvPreview(text);
        this.label = this.preview.columns.length - 1;
        this.chosen = new Set(this.numberColumns(this.preview));
        await this.judge();
      } catch (error) {
        this.fault = sentenceOf(error);
      }
    }
    this.host.requestUpdate();
  }

  /** Columns that begin with a number; all of them where none does. @param {NonNullable<TableTab['preview']>} preview */
  numberColumns({ columns, rows }) {
    const others = columns.map((_, index) => index).filter((index) => index !== this.label);
    const isNumber = (/** @type {number} */ index) =>
      rows.some((row) => (row[index] ?? '') !== '' && Number.isFinite(Number(row[index])));
    const numbers = others.filter(isNumber);
    return numbers.length ? numbers : others;
  }

  /** Reads the table with the columns as they are chosen. */
  async judge() {
    const { samplesFromCsv } = await import('../../engine/csv.js');
    this.fault = '';
    this.table = null;
    try {
      this.table = samplesFromCsv(this.text, {
        label: this.label,
        columns: [...this.chosen].sort((one, other) => one - other),
      });
    } catch (error) {
      this.fault = sentenceOf(error);
    }
    this.host.requestUpdate();
  }

  /** Another column is the answer; the one that was can be learned from. @param {number} label */
  answer(label) {
    const before = this.label;
    this.label = label;
    this.chosen.delete(label);
    if (this.preview && this.numberColumns(this.preview).includes(before)) this.chosen.add(before);
    this.judge();
  }

  toggle(/** @type {number} */ index) {
    if (!this.chosen.delete(index)) this.chosen.add(index);
    this.judge();
  }

  use() {
    if (this.table) this.owner.take(tableMembers(this.table), this.name ? `data of ${this.name}` : 'a pasted table');
  }

  open = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    this.readFile(input.files?.[0]);
    input.value = '';
  };

  over = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    this.turn(true);
  };

  out = () => this.turn(false);

  turn(/** @type {boolean} */ isOver) {
    if (this.isOver === isOver) return;
    this.isOver = isOver;
    this.host.requestUpdate();
  }

  drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    this.turn(false);
    const file = event.dataTransfer?.files[0];
    if (file) this.readFile(file);
    else this.read(event.dataTransfer?.getData('text/plain') ?? '');
  };

  /** @param {File | undefined} file */
  async readFile(file) {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      this.fault = `The file is larger than ${MOST_BYTES / 1e6} MB.`;
      this.host.requestUpdate();
    } else await this.read(await file.text(), file.name);
  }
}

/** @param {any} error */
const sentenceOf = (error) => {
  if (error?.reason === undefined) throw error;
  return `${error.reason.charAt(0).toUpperCase()}${error.reason.slice(1)}.`;
};
