// The network: a column for the inputs, each layer and the output, a tile with the live response map for each unit, marks over those
// that are dead or saturated, the weights as lines behind them, a menu of activations over each layer, and buttons for units and layers.

import { html, nothing } from 'lit/html.js';
import { nameOf, parametersOf } from '../../engine/patch.js';
import { LinksView } from '../../view/links.js';
import { BadgesView } from '../../view/unit-badge.js';
import { magnitude, paintUnitMap } from '../../view/unit-map.js';
import { menu } from '../field-control.js';
import { readers, toRead } from '../hints.js';
import { icons } from '../icons.js';
import { columnsOf, gapText, LEAST_SCALE, resolutionOf, unitTitle, weightAt } from '../network-shape.js';
import { countText, numberText, plural } from '../number-text.js';
import { linksBetween, tileBoxes } from '../tile-layout.js';
import { healthOf, layerText, stateText, tileHelp } from '../unit-health.js';
import { everyLayerMenu } from './every-layer.js';
import { Panel } from './panel.js';

/** Tiles of one column: what a screen holds, and what a phone holds with targets for a thumb. */
const MOST_TILES = { wide: 16, narrow: 8 };

/** While training, hundreds of curves are drawn anew no oftener; the flow along them has a pace of its own. */
const LINKS_EVERY_MS = 100;

/** @typedef {import('../tile-layout.js').Box} Box */
/** @typedef {import('../tile-layout.js').Link} Link */
/** @typedef {{ column: number, unit: number }} Place  of a tile */

export class NetworkPanel extends Panel {
  linksAtMs = 0;
  /** Where the tiles lie; measured anew after the layout has changed. @type {Box[][] | null} */ boxes = null;
  /** Where the lines run between them. @type {Link[] | null} */ links = null;
  /** What the marks over the tiles were drawn from. @type {readonly unknown[]} */ badgesDrawn = [];
  /** The tile that is pointed at. @type {Place | null} */ pointed = null;
  /** The one that the tab key reaches. @type {Place | null} */ focused = null;
  /** @type {import('./network-reading.js').NetworkReading | null} */ reading = null;

  get columns() {
    return columnsOf(this.description, this.host.size.isNarrow ? MOST_TILES.narrow : MOST_TILES.wide);
  }

  get resolution() {
    return resolutionOf(this.description);
  }

  request() {
    return { unitGrids: this.resolution, weights: true };
  }

  render() {
    const columns = this.columns;
    const hidden = columns.length - 2;
    const selected = this.host.selection.layer;
    const place = this.focusPlace(columns);
    const tallest = Math.max(...columns.map(({ units, shown }) => shown + (units > shown ? 1 : 0)));
    return html`
      <div class="network-head">
        <h2 class="panel-title">Network</h2>
        ${everyLayerMenu(this.editor, this.catalog)}
        <p class="network-size">${countText(hidden)} ${plural(hidden, 'layer')}, ${countText(this.description.parameters)} parameters</p>
        <div class="stepper" role="group" aria-label="Layers" ?hidden=${!this.editor.controls.has('depth')}>
          <button type="button" class="small" ?disabled=${hidden === 0} aria-label="Remove layer ${selected + 1}" data-help="Takes layer ${selected + 1} away."
            @click=${() => this.removeLayer()}>${icons.minus}</button>
          <span>Layers</span>
          <button type="button" class="small" aria-label=${hidden ? `Add a layer after layer ${selected + 1}` : 'Add a layer'} data-help="Adds a copy of the selected layer after it."
            @click=${() => this.addLayer()}>${icons.plus}</button>
        </div>
      </div>
      ${this.fault('network')}
      <div class="network-scroll">
        <div class="network" data-tallest=${tallest > 12 ? 'many' : tallest > 6 ? 'some' : 'few'} role="group" aria-label="Units of the network; ${readers()} move between them"
          @keydown=${this.read} @focusin=${this.read} @focusout=${this.read} @pointermove=${this.read} @pointerleave=${this.read} @click=${this.read}>
          <canvas class="links" aria-hidden="true"></canvas>
          ${columns.map((column, index) => (column.isShown ? this.column(column, index, place, selected) : this.gap(columns, index)))}
          <canvas class="badges" aria-hidden="true"></canvas>
        </div>
      </div>
      <p class="unit-readout" id="unit-readout"></p>`;
  }

  /** @param {import('../network-shape.js').Column} column @param {number} index @param {Place} place @param {number} selected */
  column(column, index, place, selected) {
    const isSelected = column.kind === 'layer' && column.index === selected;
    return html`<div class="column column-${column.kind} ${isSelected ? 'selected' : ''}">
      <div class="column-head">${column.kind === 'layer' ? this.layerHead(column, isSelected) : html`<span class="column-title">${column.title}</span>`}</div>
      <div class="tiles" data-column=${index}>
        ${Array.from({ length: column.shown }, (_, unit) => this.tile(column, index, unit, place))}
        ${column.units > column.shown ? html`<span class="more-units">+${column.units - column.shown}</span>` : nothing}
      </div>
      ${column.kind === 'layer' ? this.unitButtons(column) : html`<div class="column-foot"></div>`}
    </div>`;
  }

  /** Stands where the middle of a very deep network is left out. @param {import('../network-shape.js').Column[]} columns @param {number} index */
  gap(columns, index) {
    if (columns[index - 1]?.isShown === false) return nothing;
    return html`<p class="gap">${gapText(columns)}</p>`;
  }

  /** @param {import('../network-shape.js').Column} column @param {boolean} isSelected */
  layerHead(column, isSelected) {
    const path = `network.layers[${column.index}].activation`;
    const activation = this.experiment.network.layers[column.index]?.activation;
    const parameters = Object.entries(parametersOf(activation));
    const row = this.catalog.activations.find(({ name }) => name === nameOf(activation));
    const field = row?.fields.find(({ kind }) => kind === 'number');
    const value = parameters.find(([name]) => name === field?.name)?.[1];
    return html`
      <button type="button" class="column-title" aria-pressed=${isSelected} aria-label=${`Select ${column.title.toLowerCase()}`} data-help="Shows this layer’s activation and settings below; a new layer comes after it." @click=${() => this.host.selection.selectLayer(column.index)}><span class="word">Layer </span>${column.index + 1}</button>
      ${this.editor.controls.mayChange(path) ? this.activationMenu(column.index, path, nameOf(activation)) : html`<span class="fixed column-activation">${row?.title ?? ''}</span>`}
      <span class="column-note"><span class="column-parameter">${value === undefined ? '' : `${field?.title.split(' ').at(-1)} = ${numberText(Number(value), 2)}`}</span> <span class="column-health" data-stage=${column.index}></span></span>`;
  }

  /** @param {number} index @param {string} path @param {string} value */
  activationMenu(index, path, value) {
    const row = this.catalog.activations.find(({ name }) => name === value);
    const label = `Activation of layer ${index + 1}`;
    return html`<span class="column-menu" data-help="What each unit of the layer makes of its weighted sum. ${row?.title}: ${row?.summary}">${menu(this.editor, { id: `activation-${index}`, label, rows: this.catalog.activations, value, path, choose: (name) => this.choose(index, name) })}</span>`;
  }

  /** @param {import('../network-shape.js').Column} column @param {number} index @param {number} unit @param {Place} place */
  tile(column, index, unit, place) {
    const isPlace = place.column === index && place.unit === unit;
    return html`<button type="button" class="tile" data-column=${index} data-unit=${unit} tabindex=${isPlace ? 0 : -1}
      aria-label=${this.tileName(column, unit)} aria-expanded=${this.isOpen(column, unit)} aria-describedby="unit-readout">
      <canvas class="map" aria-hidden="true"></canvas>
      ${this.tileTitle(column, unit)}
    </button>`;
  }

  /** @param {import('../network-shape.js').Column} column @param {number} unit */
  tileName(column, unit) {
    const title = unitTitle(this.description, column, unit);
    const state = stateText(healthOf(this.session.snapshot?.health, column.index, unit), this.description.stepsPerEpoch);
    return state ? `${title}, ${state}` : title;
  }

  /** Whether a unit's card is open; only where there are such cards. @param {import('../network-shape.js').Column} column @param {number} unit */
  isOpen(column, unit) {
    if (column.kind === 'input' || !this.host.shown.has('unit')) return nothing;
    const opened = this.host.selection.unit;
    return String(opened?.stage === column.index && opened.unit === unit);
  }

  /** An input's name, and an output's class where there are several. @param {import('../network-shape.js').Column} column @param {number} unit */
  tileTitle(column, unit) {
    if (column.kind === 'layer' || (column.kind === 'output' && column.units === 1)) return nothing;
    // A table's titles are longer than the room is: the arrows of its axes stand for them, as under the picture of the result.
    const title = this.experiment.data.axes ? '→↑'[unit] : this.description.inputs[unit]?.title;
    return html`<span class="tile-title" aria-hidden="true">${column.kind === 'input' ? title : unit}</span>`;
  }

  /** @param {import('../network-shape.js').Column} column */
  unitButtons(column) {
    const path = `network.layers[${column.index}].units`;
    const layer = column.index + 1;
    if (!this.editor.controls.mayChange(path))
      return html`<div class="column-foot"><span class="unit-count">${column.units}</span></div>`;
    return html`<div class="column-foot" role="group" aria-label="Units of layer ${layer}">
        <button type="button" class="small" aria-label="Remove a unit from layer ${layer}" data-help="One unit less in layer ${layer}." data-path=${path} @click=${() => this.editor.set(path, column.units - 1)}>${icons.minus}</button>
        <span class="unit-count">${column.units}</span>
        <button type="button" class="small" aria-label="Add a unit to layer ${layer}" data-help="One unit more in layer ${layer}." @click=${() => this.editor.set(path, column.units + 1)}>${icons.plus}</button>
      </div>
      ${this.fault(path)}`;
  }

  fault(/** @type {string} */ path) {
    const fault = this.editor.faultAt(path);
    return fault ? html`<span class="fault">${fault.message}</span>` : nothing;
  }

  choose(/** @type {number} */ index, /** @type {string} */ name) {
    this.host.selection.selectLayer(index);
    return this.editor.chooseActivation([`network.layers[${index}].activation`], name);
  }

  addLayer() {
    const { reader, selection } = this.host;
    reader.act(async ({ withLayerAdded }) => {
      const { minimal, experiment } = this.description;
      if (await this.editor.edit(withLayerAdded(minimal, experiment, selection.layer), 'network'))
        selection.selectLayer(selection.layer + 1);
    });
  }

  removeLayer() {
    this.host.reader.act(({ withLayerRemoved }) => {
      const { minimal, experiment } = this.description;
      return this.editor.edit(withLayerRemoved(minimal, experiment, this.host.selection.layer), 'network');
    });
  }

  updated() {
    this.forgetLayout();
    this.drawing('.links', (node) => new LinksView(node));
    this.drawing('.badges', (node) => new BadgesView(node));
    this.drawing('.network', (node) => {
      const observer = new ResizeObserver(() => {
        this.forgetLayout();
        this.host.schedule();
      });
      observer.observe(node);
      return { destroy: () => observer.disconnect() };
    });
  }

  /** Where the tiles lie. @param {import('../network-shape.js').Column[]} columns */
  measure(columns) {
    return tileBoxes(this.find('.network'), columns, (column, unit) => this.tileAt(column, unit));
  }

  forgetLayout() {
    this.boxes = this.links = null;
    this.badgesDrawn = [];
  }

  paint() {
    for (const part of this.parts()) part();
  }

  parts() {
    return [
      () => this.paintTiles(),
      () => this.paintLinks(this.columns, this.session.snapshot?.weights),
      () => {
        this.paintHealth(this.columns, this.session.snapshot?.health);
        this.paintReadout(this.columns);
      },
    ];
  }

  paintTiles() {
    const grids = this.session.snapshot?.unitGrids;
    const cells = this.resolution ** 2;
    if (!grids || cells === 0) return;
    this.columns.forEach((column, index) => {
      const maps = grids.subarray(column.firstMap * cells, (column.firstMap + column.units) * cells);
      const scale = Math.max(LEAST_SCALE, magnitude(maps));
      for (let unit = 0; unit < column.shown; unit++) {
        const canvas = /** @type {HTMLCanvasElement | null} */ (this.tileAt(index, unit)?.firstElementChild);
        if (canvas)
          paintUnitMap(canvas, maps.subarray(unit * cells, (unit + 1) * cells), this.resolution, {
            theme: this.host.colours,
            scale,
          });
      }
    });
  }

  /**
   * Marks over the tiles, counts over the columns, words in the names: only when something has been measured anew.
   * @param {import('../network-shape.js').Column[]} columns @param {import('../types.js').LayerHealth[] | undefined} health
   */
  paintHealth(columns, health) {
    const key = [health, this.host.colours];
    if (key.length === this.badgesDrawn.length && key.every((part, index) => part === this.badgesDrawn[index])) return;
    this.badgesDrawn = key;
    this.boxes ??= this.measure(columns);
    const { boxes } = this;
    const { stepsPerEpoch, trainRows } = this.description;
    /** @type {import('../../view/unit-badge.js').Badge[]} */
    const badges = [];
    columns.forEach((column, index) => {
      if (column.kind !== 'layer') return;
      for (let unit = 0; unit < column.shown; unit++) {
        const tile = this.tileAt(index, unit);
        const state = healthOf(health, column.index, unit);
        if (!tile) continue;
        const help = tileHelp(state, stepsPerEpoch, trainRows);
        tile.setAttribute('aria-label', this.tileName(column, unit));
        if (help) tile.setAttribute('data-help', help);
        else tile.removeAttribute('data-help');
        if (!state) continue;
        badges.push({ .../** @type {Box} */ (boxes[index][unit]), state: state.state, fires: state.fires });
      }
      this.write(`.column-health[data-stage="${column.index}"]`, layerText(health?.[column.index]));
    });
    this.drawings.get('.badges')?.view.update({ badges, theme: this.host.colours });
  }

  /** @param {import('../network-shape.js').Column[]} columns @param {Float32Array | undefined} weights */
  paintLinks(columns, weights) {
    const now = performance.now();
    if (!weights || (this.session.playing && this.links && now - this.linksAtMs < LINKS_EVERY_MS)) return;
    this.linksAtMs = now;
    this.boxes ??= this.measure(columns);
    this.links ??= linksBetween(this.boxes);
    for (const link of this.links) {
      link.weight = weightAt(
        /** @type {import('../network-shape.js').Column} */ (columns[link.column]),
        weights,
        link.to,
        link.from,
      );
    }
    const place = this.pointed;
    const touches = (/** @type {Link} */ link) =>
      (link.column === place?.column && link.to === place.unit) ||
      (link.column - 1 === place?.column && link.from === place.unit);
    const selected = place ? this.links.flatMap((link, index) => (touches(link) ? [index] : [])) : null;
    this.drawings
      .get('.links')
      ?.view.update({ links: this.links, training: this.session.playing, selected, theme: this.host.colours });
  }

  paintReadout(/** @type {import('../network-shape.js').Column[]} */ columns) {
    this.write('.unit-readout', this.reading?.text(columns) ?? toRead('a unit or a line'));
  }

  /** @returns {Element | null} */
  tileAt(/** @type {number} */ column, /** @type {number} */ unit) {
    return this.find(`.tiles[data-column="${column}"]`)?.children[unit] ?? null;
  }

  /** The one tile that the tab key reaches. @param {import('../network-shape.js').Column[]} columns */
  focusPlace(columns) {
    const wanted = this.focused ?? { column: Math.min(1, columns.length - 1), unit: 0 };
    const column = columns[wanted.column]?.isShown ? wanted.column : 0;
    return {
      column,
      unit: Math.min(wanted.unit, /** @type {import('../network-shape.js').Column} */ (columns[column]).shown - 1),
    };
  }

  /** What a reader does over the network. */
  read = (/** @type {Event} */ event) =>
    this.host.reader.take(event, ({ NetworkReading }, target) => {
      this.reading ??= new NetworkReading(this);
      this.reading.take(event, target);
    });
}
