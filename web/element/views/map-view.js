// What both maps are: trials for every cell of a table of two things, run on all cores, filled in as they come. Knows nothing of what
// is measured; a map says which experiments a cell has and what its records come to.

import { html, nothing } from 'lit/html.js';
import { CellMap } from '../../view/cell-map.js';
import { inHand } from '../hints.js';
import { kindOf } from '../kinds.js';
import { countText } from '../number-text.js';
import { isSameForm } from '../take-data.js';
import { mapStyles } from './map-styles.js';
import { otherData } from './other-data.js';
import { originOf, variation } from './variations.js';
import { View } from './view.js';
import { TableCopies } from './view-controls.js';

/** @typedef {import('../../engine/trial.js').TrialRecord} TrialRecord */
/** @typedef {import('../../engine/pool.js').FailedTrial} FailedTrial */
/** @typedef {import('../../view/cell-map.js').Cell} Cell */
/** @typedef {import('./variations.js').Origin} Origin */
/** @typedef {TrialRecord | FailedTrial | undefined} Result  one for each start of a cell; undefined while it is not there */

/** Cells that are under way at the same time, for each thread: the next trial is always at hand. */
const CELLS_A_THREAD = 2;

export class MapView extends View {
  static styles = mapStyles;

  /** @type {Map<string, { results: Result[], cell: Cell }>} */ #known = new Map();
  /** @type {AbortController | null} */ #job = null;
  /** @type {Promise<import('../../engine/pool.js').Pool> | null} */ #pool = null;
  #key = '';
  /** The cell that is read. @type {{ row: number, column: number } | null} */ place = null;
  done = 0;
  copies = new TableCopies({ table: () => this.tableText(), changed: () => this.host.requestUpdate() });
  /** How long the map has taken to fill, once it is full. @type {number | null} */ filledMs = null;

  // What a map says ------------------------------------------------------------------------------------------------------------------

  /** @returns {{ title: string, corner: string, ramp: 'accent' | 'text', rows: { title: string }[], columns: { title: string }[], starts: number }} */
  get plan() {
    throw new Error('a map has a plan');
  }

  /** Everything that decides what a trial gives: another one empties the map. @returns {unknown} */
  get settings() {
    return null;
  }

  /** @returns {import('../../engine/trial.js').TrialOptions} */
  get trialOptions() {
    throw new Error('a map says what its trials measure');
  }

  /** @param {number} _row @param {number} _column @returns {any[]} an experiment for each start */
  experimentsAt(_row, _column) {
    return [];
  }

  /** How a cell is called. @param {number} _row @param {number} _column */
  nameAt(_row, _column) {
    return '';
  }

  /** @param {number} _row @param {number} _column @param {TrialRecord[]} _records  those that are there @param {Result[]} _results @returns {Cell} */
  cellOf(_row, _column, _records, _results) {
    throw new Error('a map says what its cells show');
  }

  /** Whether a record is an example of what the cell says; a click opens the first one. @param {TrialRecord} _record */
  isExample(_record) {
    return true;
  }

  /** A cell of the copied table. @param {TrialRecord[]} _records */
  wordOf(_records) {
    return '';
  }

  /** @returns {unknown} */
  renderControls() {
    return nothing;
  }

  /** What a full map comes to, where its cells do not say it. */
  get finding() {
    return '';
  }

  /** What may be done about the finding. @returns {unknown} */
  renderRemedies() {
    return nothing;
  }

  /** @returns {unknown} */
  renderLegend() {
    return nothing;
  }

  // Life -----------------------------------------------------------------------------------------------------------------------------

  /** The experiment that the map varies. @returns {Origin} */
  get origin() {
    return originOf(this);
  }

  /** Whether the experiment can be varied as the map does. */
  get fits() {
    return variation('depth').fits(this.origin);
  }

  get isRunning() {
    return this.#job !== null;
  }

  get total() {
    const { rows, columns, starts } = this.plan;
    return rows.length * columns.length * starts;
  }

  /** @param {boolean} isActive */
  active(isActive) {
    if (!isActive) {
      this.stop();
      this.#pool?.then((pool) => pool.dispose());
      this.#pool = null;
      return;
    }
    this.refill();
  }

  destroy() {
    this.active(false);
    super.destroy();
  }

  /** Fills what is missing; after a change of the settings, everything. */
  refill() {
    const key = JSON.stringify([this.description.minimal, this.settings]);
    if (key !== this.#key) {
      this.stop();
      this.#key = key;
      this.#known.clear();
      this.done = 0;
      this.filledMs = null;
    }
    if (this.fits && !this.#job && this.done < this.total) this.fill().catch(this.host.warn);
    this.host.requestUpdate();
  }

  stop() {
    this.#job?.abort();
    this.#job = null;
    this.host.requestUpdate();
  }

  async fill() {
    const job = new AbortController();
    this.#job = job;
    const fromMs = performance.now();
    const isWhole = this.done === 0;
    try {
      this.#pool ??= import('../../engine/pool.js').then(({ createPool }) => createPool());
      const pool = await this.#pool;
      const { rows, columns } = this.plan;
      const places = rows.flatMap((_, row) => columns.map((_, column) => ({ row, column })));
      const next = async () => {
        for (let place = places.shift(); place && !job.signal.aborted; place = places.shift())
          await this.#fillCell(pool, place.row, place.column, job.signal);
      };
      await Promise.all(Array.from({ length: CELLS_A_THREAD * pool.size }, next));
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'aborted') throw error;
    }
    if (this.#job !== job) return;
    this.#job = null;
    if (this.done === this.total) {
      if (isWhole) this.filledMs = performance.now() - fromMs;
      this.host.announce(`${this.plan.title}: the map is full. ${this.finding}`.trim());
    }
    this.host.requestUpdate();
  }

  /** @param {import('../../engine/pool.js').Pool} pool @param {number} row @param {number} column @param {AbortSignal} signal */
  async #fillCell(pool, row, column, signal) {
    const entry = this.#entry(row, column);
    const missing = this.experimentsAt(row, column)
      .map((experiment, start) => ({ experiment, start }))
      .filter(({ start }) => entry.results[start] === undefined);
    await pool.map(
      missing.map(({ experiment }) => experiment),
      this.trialOptions,
      {
        signal,
        onResult: (result, index) => {
          if (signal.aborted) return;
          entry.results[missing[index].start] = result;
          entry.cell = this.#cell(row, column, entry.results);
          this.done++;
          this.host.schedule();
        },
      },
    );
  }

  /** The records that are there, each with its cell's name. */
  get records() {
    return [...this.#known].flatMap(([key, { results }]) => {
      const [row, column] = key.split(' ').map(Number);
      return recordsOf(results).map((record) => ({ name: this.nameAt(row, column), record }));
    });
  }

  #entry(/** @type {number} */ row, /** @type {number} */ column) {
    const key = `${row} ${column}`;
    let entry = this.#known.get(key);
    if (!entry) {
      const results = /** @type {Result[]} */ (Array(this.plan.starts).fill(undefined));
      entry = { results, cell: this.#cell(row, column, results) };
      this.#known.set(key, entry);
    }
    return entry;
  }

  /** @param {number} row @param {number} column @param {Result[]} results @returns {Cell} */
  #cell(row, column, results) {
    const empty = { fill: null, signs: '', crossed: false };
    const name = this.nameAt(row, column);
    const fault = results.find((result) => result !== undefined && 'error' in result);
    if (fault && 'error' in fault) return { ...empty, text: '!', label: `${name}: ${fault.error.message}` };
    const records = recordsOf(results);
    if (records.length === 0) return { ...empty, text: '', label: `${name}: nothing yet.` };
    return this.cellOf(row, column, records, results);
  }

  // What is seen ---------------------------------------------------------------------------------------------------------------------

  render() {
    if (!this.fits)
      return otherData(
        this,
        'This map repeats plain dense layers, and the network has others. Choose points of the plane in the network view, or give it dense layers only.',
        !isSameForm(kindOf(this.description), 'plane'),
      );
    const { title } = this.plan;
    const finding = this.done === this.total ? this.finding : '';
    return html`<div class="map-view">
      <div class="map-controls" role="group" aria-label="Settings of the map">${this.renderControls()}</div>
      <div class="map-progress">
        ${
          this.isRunning || this.done < this.total
            ? html`<button type="button" class=${this.isRunning ? 'fix' : 'fix primary'} data-help=${this.isRunning ? 'Keeps what has been trained so far.' : 'Trains the networks that the map still lacks, on all cores of this machine.'} @click=${() => (this.isRunning ? this.stop() : this.refill())}>${this.isRunning ? 'Stop' : this.done === 0 ? 'Fill the map' : 'Go on'}</button>`
            : nothing
        }
        <progress class="view-progress" ?hidden=${!this.isRunning && this.done === this.total} aria-label="Trials done" max=${this.total} value="0"></progress>
        <p class="map-state"></p>
      </div>
      ${finding ? html`<div class="view-failing"><p class="map-finding">${finding}</p>${this.renderRemedies()}</div>` : nothing}
      <div class="map-scroll"><div class="map-grid"></div></div>
      <div class="map-foot">
        <div class="map-legend">${this.renderLegend()}</div>
        <div class="map-reading">
          <p class="map-readout"></p>
          <button type="button" class="fix" data-help="Opens a network of the cell in the network’s view, from its start." ?disabled=${!this.place} @click=${() => this.place && this.open(this.place.row, this.place.column)}>Open this network</button>
        </div>
        ${this.copies.render()}
        <p class="visually-hidden">${title}. ${inHand('Arrow keys walk from cell to cell; Enter opens the cell’s network.', 'A tap or an arrow key reads a cell, a second tap or Enter opens its network.')}</p>
      </div>
    </div>`;
  }

  updated() {
    this.drawing(
      '.map-grid',
      (node) =>
        new CellMap(node, {
          read: (row, column) => this.read(row, column),
          open: (row, column) => this.open(row, column),
        }),
    );
  }

  paint() {
    if (!this.fits) return;
    const { title, corner, ramp, rows, columns } = this.plan;
    this.drawings.get('.map-grid')?.view.update({
      title,
      corner,
      ramp,
      rows: rows.map((row) => row.title),
      columns: columns.map((column) => column.title),
      cellAt: (/** @type {number} */ row, /** @type {number} */ column) => this.#entry(row, column).cell,
      theme: this.host.colours,
    });
    const bar = /** @type {HTMLProgressElement | null} */ (this.find('.map-progress progress'));
    if (bar) bar.value = this.done;
    this.write('.map-state', this.stateText());
    this.write(
      '.map-readout',
      this.place
        ? this.#entry(this.place.row, this.place.column).cell.label
        : inHand(
            'Point at a cell, or walk through the map with the arrow keys. A click or Enter opens its network.',
            'Tap a cell to read it, and once more to open its network.',
          ),
    );
  }

  stateText() {
    const { total, done, filledMs } = this;
    if (done < total) return `${countText(done)} of ${countText(total)} networks`;
    return `${countText(total)} networks${filledMs === null ? '' : ` in ${(filledMs / 1000).toFixed(1)} s`}`;
  }

  read(/** @type {number} */ row, /** @type {number} */ column) {
    const isFirst = this.place === null;
    this.place = { row, column };
    if (isFirst) this.host.requestUpdate();
    this.host.schedule();
  }

  open(/** @type {number} */ row, /** @type {number} */ column) {
    const { results } = this.#entry(row, column);
    const example = results.findIndex((result) => result && !('error' in result) && this.isExample(result));
    this.host.commands
      .openExperiment(this.experimentsAt(row, column)[Math.max(0, example)])
      .catch((error) => this.host.notify(error.message));
  }

  /** The map as a table of words: one line a row. @returns {import('../table-text.js').TableText} */
  tableText() {
    const { corner, rows, columns } = this.plan;
    return {
      head: [corner, ...columns.map(({ title }) => title)],
      rows: rows.map(({ title }, row) => [
        title,
        ...columns.map((_, column) => this.wordOf(recordsOf(this.#entry(row, column).results))),
      ]),
    };
  }
}

/** @param {Result[]} results */
function recordsOf(results) {
  return /** @type {TrialRecord[]} */ (results.filter((result) => result !== undefined && !('error' in result)));
}
