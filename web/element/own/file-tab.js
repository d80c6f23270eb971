// Saves the experiment with its data, or the data alone, as a file, and opens them again. Files are made and read in the page.

import { html } from 'lit/html.js';
import { classTitles, inputTitles } from '../kinds.js';
import { Panel } from '../panels/panel.js';
import { csvText } from '../table-text.js';

export class FileTab extends Panel {
  fault = '';

  /** @param {import('../playground.js').Playground} host @param {{ showTable: (text: string, name: string) => void }} owner */
  constructor(host, owner) {
    super(host);
    this.owner = owner;
  }

  render() {
    return html`<div class="own-files">
        <button type="button" class="fix own-save" data-help="Everything in one file: data, network, training and seed. The command line runs it too." @click=${() => this.saveExperiment()}>Save the experiment (JSON)</button>
        <button type="button" class="fix own-save-rows" data-help="All rows of the data with their answers, as a table." @click=${() => this.saveRows()}>Save the data (CSV)</button>
        <label class="own-file" data-help="An experiment opens at once; of a table you choose the columns."><input type="file" class="visually-hidden" accept=".json,.csv,.tsv,.txt" @change=${this.open} /><span>Open a file</span></label>
      </div>
      <p class=${this.fault ? 'fault' : 'small-print'} role="status">${this.fault || 'Files are made and read in this page. Nothing is sent anywhere.'}</p>`;
  }

  saveExperiment() {
    download('experiment.json', 'application/json', `${JSON.stringify(this.description.minimal, null, 1)}\n`);
  }

  async saveRows() {
    const { description, catalog } = this;
    const { train, test } = /** @type {import('../types.js').Data} */ (this.session.data);
    const width = description.columns;
    const titles = description.task === 'regression' ? null : classTitles(description, catalog);
    const columns = Array.from(
      { length: width },
      (_, index) => inputTitles(description, catalog)[index] ?? `column ${index + 1}`,
    );
    const rows = [train, test].flatMap(({ points, labels }) =>
      Array.from({ length: points.length / width }, (_, row) => [
        ...Array.from(points.slice(row * width, (row + 1) * width), String),
        titles?.[Math.max(0, labels[row])] ?? String(labels[row]),
      ]),
    );
    download('data.csv', 'text/csv', await csvText({ head: [...columns, 'answer'], rows }));
  }

  open = async (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const text = await file.text();
    if (!/^\s*\{/.test(text)) return this.owner.showTable(text, file.name);
    this.fault = '';
    try {
      await this.host.commands.openExperiment(JSON.parse(text), `the file ${file.name}`);
    } catch (error) {
      this.fault = `${file.name} was not opened: ${/** @type {Error} */ (error).message}.`;
    }
    this.host.requestUpdate();
  };
}

/** @param {string} name @param {string} type @param {string} text */
function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
