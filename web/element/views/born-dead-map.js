// The born-dead map: of how many untrained networks the answer is already one number for every point, by width and depth.

import { html } from 'lit/html.js';
import { withValue } from '../experiment-edit.js';
import { nounOf } from '../kinds.js';
import { countText, percentText, plural } from '../number-text.js';
import { MapView } from './map-view.js';
import { choicesOf, insideOf, varied } from './variations.js';
import { labelledMenu } from './view-controls.js';

/** @typedef {import('./map-view.js').TrialRecord} TrialRecord */

const WIDTHS = [1, 2, 3, 4, 6, 8, 12, 16];
const DEPTHS = [1, 2, 3, 5, 10, 20, 50];
const STARTS = [20, 50, 100, 200];
/** First biases that are compared: none, and the small one that hides the effect. */
const BIASES = [0, 0.01, 0.1];

export class View extends MapView {
  starts = 50;
  /** @type {string} */ activation = insideOf(this.origin, 'activation', ['relu'])[0];
  /** @type {string} */ initializer = insideOf(this.origin, 'initializer', ['he_normal'])[0];
  bias = 0;

  get plan() {
    return {
      title: 'Share of untrained networks that give every point the same answer, by width and depth',
      corner: 'units a layer',
      ramp: /** @type {const} */ ('text'),
      rows: DEPTHS.map((value) => ({ value, title: `${value} ${plural(value, 'layer')}` })),
      columns: WIDTHS.map((value) => ({ value, title: String(value) })),
      starts: this.starts,
    };
  }

  get settings() {
    return [this.starts, this.activation, this.initializer, this.bias];
  }

  get trialOptions() {
    return { epochs: 0, constant: true };
  }

  /** @param {number} row @param {number} column */
  experimentsAt(row, column) {
    const { rows, columns } = this.plan;
    const { seed } = this.origin.experiment;
    let experiment = varied(this.origin, [
      ['depth', rows[row].value],
      ['width', columns[column].value],
      ['activation', this.activation],
      ['initializer', this.initializer],
    ]);
    experiment = withValue(experiment, 'network.bias_initializer', { name: 'constant', value: this.bias });
    return Array.from({ length: this.starts }, (_, start) => ({ ...experiment, seed: (seed + start) >>> 0 }));
  }

  /** @param {number} row @param {number} column */
  nameAt(row, column) {
    const { rows, columns } = this.plan;
    const width = columns[column].value;
    return `${rows[row].title} of ${width} ${plural(width, 'unit')}`;
  }

  /** @param {number} row @param {number} column @param {TrialRecord[]} records */
  cellOf(row, column, records) {
    const dead = deadOf(records);
    const share = dead / records.length;
    const label = `${this.nameAt(row, column)}: ${countText(dead)} of ${countText(records.length)} untrained networks (${percentText(share)}) give every training ${nounOf(this.description)} the same answer.`;
    return {
      fill: share,
      text: `${share > 0 && share < 0.01 ? '<1' : Math.round(share * 100)}\u202f%`,
      signs: '',
      crossed: false,
      label,
    };
  }

  /** @param {TrialRecord} record */
  isExample({ constant }) {
    return constant === true;
  }

  /** @param {TrialRecord[]} records */
  wordOf(records) {
    return records.length === 0 ? '' : `${deadOf(records)}/${records.length}`;
  }

  renderControls() {
    const rows = (/** @type {string} */ name) => choicesOf(this.origin, name);
    return html`
      <p class="map-common">A network is born dead when it gives every ${nounOf(this.description)} the same answer before its first step. Where a whole layer of ReLUs is off, no training wakes it.</p>
      <p class="muted">Nothing is trained here: each cell makes its networks anew and looks at what they answer on ${countText(this.description.trainRows)} training ${nounOf(this.description)}s.</p>
      <div class="map-menus">
      ${labelledMenu({
        label: 'Activation',
        help: 'The function of all hidden layers.',
        value: this.activation,
        options: rows('activation'),
        choose: (value) => this.set({ activation: value }),
      })}
      ${labelledMenu({
        label: 'Initialiser',
        help: 'How the first weights are drawn.',
        value: this.initializer,
        options: rows('initializer'),
        choose: (value) => this.set({ initializer: value }),
      })}
      ${labelledMenu({
        label: 'First bias',
        help: 'The bias that every unit starts with. A small positive one hides the effect.',
        value: this.bias,
        options: BIASES.map((value) => ({ value, title: String(value) })),
        choose: (value) => this.set({ bias: Number(value) }),
      })}
      ${labelledMenu({
        label: 'Networks a cell',
        help: 'How many networks are made for every cell, each from a seed of its own.',
        value: this.starts,
        options: STARTS.map((value) => ({ value, title: countText(value) })),
        choose: (value) => this.set({ starts: Number(value) }),
      })}
      </div>`;
  }

  set(/** @type {Partial<Pick<View, 'starts' | 'activation' | 'initializer' | 'bias'>>} */ change) {
    Object.assign(this, change);
    this.refill();
  }

  renderLegend() {
    return html`<span>born dead</span><span class="ramp-end">0\u202f%</span><span class="ramp ramp-text"></span><span class="ramp-end">100\u202f%</span>`;
  }
}

const deadOf = (/** @type {TrialRecord[]} */ records) => records.filter(({ constant }) => constant).length;
