// The depth map: which activation still trains at which depth, and how long it takes. Every cell is trained from several starts.

import { html, nothing } from 'lit/html.js';
import { SOLVED_ACCURACY, SOLVED_LOSS_SHARE } from '../../engine/solved.js';
import { withPatch } from '../experiment-edit.js';
import { nounOf } from '../kinds.js';
import { countText, percentText, plural } from '../number-text.js';
import { trainingFixes, unsolvedText } from './depth-advice.js';
import { MapView } from './map-view.js';
import { quartiles } from './race-statistics.js';
import { choicesOf, commonText, insideOf, titleOf, varied } from './variations.js';
import { labelledMenu } from './view-controls.js';

/** @typedef {import('./map-view.js').Result} Result */
/** @typedef {import('./map-view.js').TrialRecord} TrialRecord */

/** Columns of the map by the depth that it goes to. */
const DEPTHS = [
  { value: 5, depths: [1, 2, 3, 4, 5] },
  { value: 10, depths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
  { value: 20, depths: [1, 2, 3, 4, 6, 8, 10, 12, 16, 20] },
  { value: 50, depths: [1, 2, 3, 5, 8, 12, 20, 30, 40, 50] },
];
const EPOCHS = [30, 100, 300, 1000];
const MOST_STARTS = 5;
/** Rows beyond these stop being a picture. */
const MOST_ROWS = 10;

export class View extends MapView {
  depth = 20;
  starts = 3;
  epochs = 100;
  /** How the first weights are drawn; '' as in the network. */ initializer = '';
  /** Of these, what the author allows. @type {string[]} */
  activations = insideOf(this.origin, 'activation', ['relu', 'leaky_relu', 'elu', 'silu', 'tanh', 'sigmoid']);

  get plan() {
    const depths = insideOf(this.origin, 'depth', DEPTHS.find(({ value }) => value === this.depth)?.depths ?? []);
    return {
      title: 'Epochs until solved, by activation and number of hidden layers',
      corner: 'hidden layers',
      ramp: /** @type {const} */ ('accent'),
      rows: this.activations.map((value) => ({ value, title: titleOf(this.origin, 'activation', value) })),
      columns: depths.map((value) => ({ value, title: String(value) })),
      starts: this.starts,
    };
  }

  get settings() {
    return [this.depth, this.starts, this.epochs, this.initializer, this.activations];
  }

  get trialOptions() {
    return { epochs: this.epochs, target: SOLVED_ACCURACY };
  }

  /** @param {number} row @param {number} column */
  experimentsAt(row, column) {
    const { rows, columns } = this.plan;
    const { seed } = this.origin.experiment;
    const experiment = varied(this.origin, [
      ['depth', columns[column].value],
      ['activation', rows[row].value],
      ...this.ownInitializer,
    ]);
    return Array.from({ length: this.starts }, (_, start) => ({ ...experiment, seed: (seed + start) >>> 0 }));
  }

  /** @returns {[name: string, value: string][]} */
  get ownInitializer() {
    return this.initializer ? [['initializer', this.initializer]] : [];
  }

  /** @param {number} row @param {number} column */
  nameAt(row, column) {
    const { rows, columns } = this.plan;
    const depth = columns[column].value;
    return `${rows[row].title}, ${depth} hidden ${plural(depth, 'layer')}`;
  }

  /** @param {number} row @param {number} column @param {TrialRecord[]} records @param {Result[]} results */
  cellOf(row, column, records, results) {
    const epochs = solvedEpochs(records);
    const signs = results
      .map((result) => (result === undefined || 'error' in result ? '·' : result.solvedEpoch === null ? '○' : '●'))
      .join('');
    const median = quartiles(epochs)?.median;
    const diverged = records.filter((record) => record.diverged).length;
    const accuracy = quartiles(records.map(({ test, train }) => test.accuracy ?? train.accuracy ?? Number.NaN))?.median;
    const label = [
      `${this.nameAt(row, column)}: solved from ${countText(epochs.length)} of ${countText(records.length)} ${plural(records.length, 'start')}`,
      epochs.length > 0
        ? `, after ${listText(epochs)} ${epochs.length === 1 ? plural(epochs[0], 'epoch') : 'epochs'}`
        : ` within ${countText(this.epochs)} epochs`,
      diverged > 0 ? `, ${countText(diverged)} diverged` : '',
      Number.isFinite(accuracy) && epochs.length === 0 ? `; accuracy ${percentText(accuracy)}` : '',
      '.',
    ].join('');
    if (median === undefined) return { fill: null, text: '×', signs, crossed: true, label };
    return { fill: speedOf(median, this.epochs), text: countText(Math.round(median)), signs, crossed: false, label };
  }

  /** @param {TrialRecord} record */
  isExample({ solvedEpoch }) {
    return solvedEpoch !== null;
  }

  /** @param {TrialRecord[]} records */
  wordOf(records) {
    const epochs = solvedEpochs(records);
    const median = quartiles(epochs)?.median;
    return records.length === 0
      ? ''
      : `${epochs.length}/${records.length}${median === undefined ? '' : ` in ${Math.round(median)}`}`;
  }

  /** What counts as solved, in words. */
  get solvedText() {
    const part = this.description.testRows > 0 ? 'test' : 'training';
    if (this.description.task === 'regression')
      return `${SOLVED_LOSS_SHARE * 100}\u202f% of a constant guess’s ${part} loss is left`;
    return `${SOLVED_ACCURACY * 100}\u202f% of the ${part} ${nounOf(this.description)}s are right`;
  }

  get finding() {
    return unsolvedText(this.records, this.epochs, nounOf(this.description));
  }

  renderRemedies() {
    const { host, editor } = this;
    const more = EPOCHS.find((value) => value > this.epochs);
    const fixes = host.controls.has('fix') ? trainingFixes(this.records, this.origin) : [];
    const apply = async (/** @type {import('../types.js').Fix} */ fix) => {
      const { minimal, experiment } = this.description;
      if (await editor.edit(withPatch(minimal, experiment, fix.patch), fix.name, { title: fix.title })) this.refill();
    };
    return html`${fixes.map(
      (fix) =>
        html`<button type="button" class="fix" data-fix=${fix.name} data-help="Makes this change in the network’s view, and fills the map anew." @click=${() => apply(fix)}>${fix.title}</button>`,
    )}
    ${more ? html`<button type="button" class="fix map-longer" data-help="Fills the map anew with so many epochs for each network." @click=${() => this.set({ epochs: more })}>Give them ${countText(more)} epochs</button>` : nothing}`;
  }

  renderControls() {
    const isFull = this.activations.length >= MOST_ROWS;
    return html`
      <p class="map-common">How deep can a network be and still learn, with this activation or that? The number in a cell is the epochs until ${this.solvedText}: the median of the starts that got there.</p>
      <p class="muted">${commonText(this.origin, this.description, ['depth', 'activation', ...this.ownInitializer.map(([name]) => name)])}.
        Up to ${countText(this.epochs)} epochs; a run ends as soon as it is solved, or when it diverges.</p>
      <div class="map-menus">
      ${labelledMenu({
        label: 'Deepest',
        help: 'How many hidden layers the right-most column has.',
        value: this.depth,
        options: DEPTHS.map(({ value }) => ({ value, title: `${value} layers` })),
        choose: (value) => this.set({ depth: Number(value) }),
      })}
      ${labelledMenu({
        label: 'Starts',
        help: 'From how many seeds every cell is trained: each gives other data of the same kind and other first weights.',
        value: this.starts,
        options: Array.from({ length: MOST_STARTS }, (_, index) => ({ value: index + 1, title: String(index + 1) })),
        choose: (value) => this.set({ starts: Number(value) }),
      })}
      ${labelledMenu({
        label: 'Epochs at most',
        help: 'A run that is not solved by then counts as not solved.',
        value: this.epochs,
        options: EPOCHS.map((value) => ({ value, title: countText(value) })),
        choose: (value) => this.set({ epochs: Number(value) }),
      })}
      ${labelledMenu({
        label: 'Initialiser',
        help: 'How the first weights are drawn in all rows. He’s suits ReLU and its relatives, Glorot’s sigmoid and tanh.',
        value: this.initializer,
        options: [{ value: '', title: 'As in the network' }, ...choicesOf(this.origin, 'initializer')],
        choose: (initializer) => this.set({ initializer }),
      })}
      </div>
      <details class="more"><summary data-help="Which activations are compared.">Activations</summary>
        <fieldset class="chips"><legend>Rows of the map</legend>
          ${choicesOf(this.origin, 'activation').map(
            ({
              value,
              title,
            }) => html`<label class="chip" data-help="A row of the map for ${title}."><input type="checkbox" .checked=${this.activations.includes(String(value))}
              ?disabled=${this.activations.includes(String(value)) ? this.activations.length === 1 : isFull}
              @change=${(/** @type {Event} */ event) => this.toggle(String(value), /** @type {HTMLInputElement} */ (event.target).checked)} /><span>${title}</span></label>`,
          )}
        </fieldset>
      </details>`;
  }

  toggle(/** @type {string} */ name, /** @type {boolean} */ isWanted) {
    this.set({ activations: isWanted ? [...this.activations, name] : this.activations.filter((other) => other !== name) });
  }

  set(/** @type {Partial<Pick<View, 'depth' | 'starts' | 'epochs' | 'initializer' | 'activations'>>} */ change) {
    Object.assign(this, change);
    this.refill();
  }

  renderLegend() {
    return html`<span>epochs until solved</span><span class="ramp-end">${countText(this.epochs)}</span><span class="ramp ramp-accent"></span><span class="ramp-end">1</span>
      <span class="map-key"><b>●</b> a start that is solved</span><span class="map-key"><b>○</b> one that is not</span><span class="map-key"><b>×</b> none is solved</span>`;
  }
}

const solvedEpochs = (/** @type {TrialRecord[]} */ records) =>
  records.flatMap(({ solvedEpoch }) => (solvedEpoch === null ? [] : [solvedEpoch]));

/** 1 for one epoch, 0 for the limit: on a logarithmic scale, where the differences are. */
const speedOf = (/** @type {number} */ epochs, /** @type {number} */ limit) =>
  1 - Math.log(Math.max(1, epochs)) / Math.log(limit);

/** "12, 30 and 44". */
function listText(/** @type {number[]} */ numbers) {
  const texts = numbers.map(countText);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
