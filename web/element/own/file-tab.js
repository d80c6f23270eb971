// Saves the experiment with its data, the data alone, or the network as it is trained, as a file, and opens them again. Files are made and read
// in the page.

import { html } from 'lit/html.js';
import { classTitles, inputTitles } from '../data-titles.js';
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
        <button type="button" class="fix own-save" data-help="Everything in one JSON file: data, network, training and seed. The command line runs it too." @click=${() => this.saveExperiment()}>Save the experiment</button>
        <button type="button" class="fix own-save-rows" data-help="All rows of the data with their answers, as a table (CSV)." @click=${() => this.saveRows()}>Save the data</button>
        <button type="button" class="fix own-save-network" data-help="The network as it is trained, in one safetensors file: weights, optimiser, step, experiment and the run so far. It goes on here and on the command line; other readers of the format get the weights." @click=${() => this.saveNetwork()}>Save the network</button>
        <label class="own-file" data-help="An experiment or a network opens at once; of a table you choose the columns."><input type="file" class="visually-hidden" accept=".json,.safetensors,.csv,.tsv,.txt" @change=${this.open} /><span>Open a file</span></label>
      </div>
      <p class=${this.fault ? 'fault' : 'small-print'} role="status">${this.fault || 'Files are made and read in this page. Nothing is sent anywhere.'}</p>`;
  }

  saveExperiment() {
    download('experiment.json', 'application/json', `${JSON.stringify(this.description.minimal, null, 1)}\n`);
  }

  async saveNetwork() {
    const bytes = await this.host.commands.exportModel();
    if (bytes) download('network.safetensors', 'application/octet-stream', bytes);
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
    const { commands } = this.host;
    const title = `the file ${file.name}`;
    this.fault = '';
    try {
      if (/\.safetensors$/i.test(file.name)) await commands.importModel(await file.arrayBuffer(), title);
      else {
        const text = await file.text();
        if (!/^\s*\{/.test(text)) return this.owner.showTable(text, file.name);
        await commands.openExperiment(JSON.parse(text), title);
      }
    } catch (error) {
      this.fault = `${file.name} was not opened: ${/** @type {Error} */ (error).message}.`;
    }
    this.host.requestUpdate();
  };
}

/** @param {string} name @param {string} type @param {string | Uint8Array} content */
function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (content)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
