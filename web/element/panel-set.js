// The panels that are on the page: made when the data and the network ask for them, their modules loaded when they are first needed, given
// up when others take their place. Knows the table of panels and the element, not what a panel shows.

import { adoptStyles } from './adopt-styles.js';
import { readList } from './attributes.js';
import { isUsual, PANEL_NAMES, PANELS, panelsFor, usualPanels } from './panels.js';

/** @typedef {import('./panels/panel.js').Panel} Panel */
/** @typedef {import('./panels.js').PanelRow} PanelRow */

/** Classes of rows whose module has been loaded. @type {WeakMap<PanelRow, import('./panels.js').PanelClass>} */
const loaded = new WeakMap();

export class PanelSet {
  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
    /** @type {Map<PanelRow, Panel>} */ this.panels = new Map();
    /** Settles when every panel that was asked for is there. @type {Promise<unknown>} */ this.ready = Promise.resolve();
    /** Asked for; what failed stays here until the reader asks for it again. @type {Set<unknown>} */ this.onTheirWay =
      new Set();
    /** How many modules are being fetched. */ this.awaited = 0;
    /** What may be shown. @type {readonly string[]} */ this.names = [];
  }

  get all() {
    return [...this.panels.values()];
  }

  /** Takes the names of the attribute, else those of the lesson. */
  readNames() {
    const { element, opener } = this.host;
    this.names = readList(element.panels ?? opener.shows.panels, PANEL_NAMES, 'panels');
    if (/\bplay\b/.test(element.controls ?? '') && element.panels && !this.names.includes('controls'))
      console.warn('<relu-playground> controls: play is in the panel "controls", which panels leaves out');
  }

  /** Makes the set what it has to be for the network at hand. */
  follow() {
    const { phase, session } = this.host;
    if (phase !== 'ready' || !session?.description) return;
    // Other data and other layers have names and words of their own on the page.
    if (!isUsual(session.description)) this.host.readWords();
    const wanted = panelsFor(session.description).filter(({ name }) => this.names.includes(name));
    for (const [row, panel] of this.panels) {
      if (wanted.includes(row)) continue;
      panel.destroy();
      this.panels.delete(row);
    }
    for (const row of wanted) {
      const Class = row.Panel ?? loaded.get(row);
      if (!Class) {
        if (row.isNeeded?.(this.host) ?? true) this.load(row);
      } else if (!this.panels.has(row)) {
        adoptStyles(this.host.renderRoot, Class);
        this.panels.set(row, new Class(this.host));
      }
    }
  }

  /** Fetches what most networks need before it is known which one this is. */
  preload() {
    for (const row of usualPanels()) if (this.names.includes(row.name) && !row.isNeeded) row.load?.().catch(() => {});
  }

  load(/** @type {PanelRow} */ row) {
    if (!row.load) return;
    const { load } = row;
    this.expect(row, row.title, async () => {
      loaded.set(row, await load());
    });
  }

  /** Fetches what the page is not whole without, once. @param {unknown} key @param {string} title @param {() => Promise<void>} load */
  expect(key, title, load) {
    if (this.onTheirWay.has(key)) return;
    this.onTheirWay.add(key);
    this.awaited++;
    const arrival = load()
      .finally(() => this.awaited--)
      .then(() => {
        this.onTheirWay.delete(key);
        this.arrived();
      })
      .catch((error) => this.host.missing.add(title, error, () => this.onTheirWay.delete(key)));
    this.ready = Promise.all([this.ready, arrival]);
  }

  /** A module has come: its panel can be made now, and asks for what it shows. */
  arrived() {
    const { host } = this;
    if (host.phase !== 'ready') return;
    host.requestUpdate();
    host.updateComplete.then(() => host.redraw());
  }

  /** Whether a panel of that name is on the page. @param {string} name */
  has(name) {
    return [...this.panels.keys()].some((row) => row.name === name);
  }

  /** Every row of one area with its panel, where there is one. @param {string} area @returns {[PanelRow, Panel | undefined][]} */
  in(area) {
    return PANELS.filter((row) => row.area === area).map((row) => [row, this.panels.get(row)]);
  }

  destroy() {
    for (const panel of this.all) panel.destroy();
    this.panels.clear();
    this.onTheirWay.clear();
  }
}
