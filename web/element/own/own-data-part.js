// “Your own data” in the data panel: draw points, bring a table, give a formula, or open a file. Loaded when it is first opened. Nothing of
// it leaves the page.

import { html } from 'lit/html.js';
import { Panel } from '../panels/panel.js';
import { takeData } from '../take-data.js';
import { DrawTab } from './draw-tab.js';
import { FileTab } from './file-tab.js';
import { FormulaTab } from './formula-tab.js';
import { withOwn } from './own-experiment.js';
import { ownStyles } from './own-styles.js';
import { TableTab } from './table-tab.js';

/** The ways to bring data, in the order of the tabs. */
const WAYS = /** @type {const} */ ([
  { name: 'draw', title: 'Draw', help: 'Draw points of several classes on the plane.' },
  { name: 'table', title: 'Table', help: 'Paste a table, or drop or choose a CSV file.' },
  { name: 'formula', title: 'Formula', help: 'Let a formula in x and y say the class or the value.' },
  { name: 'file', title: 'File', help: 'Save the experiment with its data, or the trained network, and open them again.' },
]);

/** @typedef {(typeof WAYS)[number]['name']} Way */

export class OwnDataPart extends Panel {
  static styles = ownStyles;

  /** @type {Way} */ way = 'draw';

  /** @param {import('../playground.js').Playground} host */
  constructor(host) {
    super(host);
    this.tabs = {
      draw: new DrawTab(host, this),
      table: new TableTab(host, this),
      formula: new FormulaTab(host, this),
      file: new FileTab(host, this),
    };
  }

  get current() {
    return this.tabs[this.way];
  }

  render() {
    return html`<section class="own-data" aria-label="Your own data">
      <fieldset class="chips own-ways"><legend class="visually-hidden">How to bring data</legend>
        ${WAYS.map(
          ({ name, title, help }) =>
            html`<label class="chip" data-help=${help}><input type="radio" name="own-way" .checked=${name === this.way} @change=${() => this.choose(name)} /><span>${title}</span></label>`,
        )}
      </fieldset>
      <div class="own-way own-way-${this.way}">${this.current.render()}</div>
    </section>`;
  }

  choose(/** @type {Way} */ way) {
    this.tabs.draw.isDrawing = false;
    this.way = way;
    this.host.requestUpdate();
  }

  /** @param {string} text @param {string} name */
  showTable(text, name) {
    this.choose('table');
    this.tabs.table.read(text, name);
  }

  /** Puts data into the experiment. @param {import('./own-experiment.js').OwnMembers} own @param {string} title */
  take(own, title) {
    const isPlane = own.points !== undefined;
    return takeData(this.host, withOwn(this.description.minimal, own), isPlane ? 'plane' : 'table', title);
  }

  updated() {
    this.current.updated();
  }

  paint() {
    this.current.paint();
  }

  destroy() {
    for (const tab of Object.values(this.tabs)) tab.destroy();
    super.destroy();
  }
}
