// A network of any layers: a column for each, with what it is, what it learns and its picture (layer-pictures.js). Blocks can be opened; layers
// are added from the table of types and taken away, and what is refused is said here.

import { repeat } from 'lit/directives/repeat.js';
import { html, nothing } from 'lit/html.js';
import { inputTitles } from '../data-titles.js';
import { nameOf, withLayers, withValue } from '../experiment-edit.js';
import { readers, toRead } from '../hints.js';
import { icons } from '../icons.js';
import { kindOf } from '../kinds.js';
import { fittingLayer, layerColumns, parameterCount, shapeText, withLayerAfter } from '../layer-columns.js';
import { countText, plural } from '../number-text.js';
import { everyLayerMenu } from './every-layer.js';
import { INPUT, LayerPictures } from './layer-pictures.js';
import { LayersReading } from './layers-reading.js';
import { layersStyles } from './layers-styles.js';
import { Panel } from './panel.js';

/** @typedef {import('../layer-columns.js').StageColumn} StageColumn */

export class LayersPanel extends Panel {
  static styles = layersStyles;

  pictures = new LayerPictures(this);
  reading = new LayersReading(this);
  /** Blocks whose layers are seen. @type {Set<string>} */ open = new Set();
  /** @type {unknown[]} */ columnsKey = [];
  /** @type {ReturnType<typeof layerColumns>} */ columnsKept = [];

  get kind() {
    return kindOf(this.description);
  }

  /** Made anew when the network is another one or a group has been opened. */
  get columns() {
    const { description, open } = this;
    const key = [description, [...open].join()];
    if (!key.every((part, index) => part === this.columnsKey[index])) {
      this.columnsKey = key;
      this.columnsKept = layerColumns(description, open);
    }
    return this.columnsKept;
  }

  request() {
    return this.pictures.request();
  }

  render() {
    const { columns, description } = this;
    const count = description.experiment.network.layers.length;
    const selected = this.selectedPath;
    return html`
      <div class="network-head">
        <h2 class="panel-title">Network</h2>
        ${everyLayerMenu(this.editor, this.catalog)}
        <p class="network-size">${countText(count)} ${plural(count, 'layer')}, ${countText(description.parameters)} parameters</p>
        <div class="layer-tools" role="group" aria-label="Layers" ?hidden=${!this.editor.controls.has('depth')}>
          <button type="button" class="quiet" ?disabled=${!selected} data-help="Removes the selected layer." @click=${() => this.remove()}>${icons.minus}<span class="visually-hidden">Remove</span></button>
          <span class="menu" data-help="Adds a layer of that type behind the selected one."><select class="add-layer" aria-label="Add a layer behind the selected one" @change=${this.add}>
            <option value="" selected>+ Add layer…</option>
            ${this.catalog.layers.map(({ name, title }) => html`<option value=${name}>${title}</option>`)}
          </select></span>
        </div>
      </div>
      ${this.fault()}
      <div class="network-scroll" tabindex=${nothing}>
        <div class="layers" role="group" aria-label="Layers of the network" @keydown=${this.reading.key} @pointermove=${this.reading.point} @pointerdown=${this.reading.point} @pointerleave=${() => this.reading.look(null)} @focusin=${this.reading.focus} @focusout=${() => this.reading.look(null)}>
          ${this.inputColumn()}
          ${repeat(
            columns,
            // Rows of a table are drawn otherwise than maps: other nodes for them.
            (column) => (column.kind === 'gap' ? 'gap' : `${this.kind} ${column.layer.path}`),
            (column) =>
              column.kind === 'gap'
                ? html`<p class="gap">… ${countText(column.hidden)} ${plural(column.hidden, 'layer')} …</p>`
                : this.column(column),
          )}
        </div>
      </div>
      <p class="unit-readout layers-readout" aria-live="off"></p>`;
  }

  inputColumn() {
    const { kind, description } = this;
    const shape = kind === 'plane' || kind === 'table' ? String(description.inputs.length) : shapeText(description.sample);
    const width = { plane: 'small', picture: '', sequence: 'wide', table: 'names' }[kind];
    return html`<div class="layer-column ${width}">
      <div class="stage-head"><span class="layer-name">Input</span><span class="layer-facts">${shape}</span></div>
      ${
        kind === 'table'
          ? html`<ul class="input-names" tabindex="0" aria-label="Inputs of the chosen row">${inputTitles(description, this.catalog).map((title, index) => html`<li><span title=${title}>${title}</span><b data-input=${index}></b></li>`)}</ul>`
          : this.maps(INPUT, 'the input')
      }
    </div>`;
  }

  /** @param {StageColumn} column */
  column(column) {
    const { layer, stage, title } = column;
    const type = this.catalog.layers.find(({ name }) => name === layer.type);
    const isSelected = !layer.output && stage === this.host.selection.layer;
    const numbers = parameterCount(layer);
    const activation = this.activationTitle(layer);
    return html`<div class="layer-column ${column.depth > 0 ? 'inside' : ''} ${isSelected ? 'selected' : ''} ${this.widthOf(layer)}">
      <div class="stage-head">
        ${
          layer.output
            ? html`<span class="layer-name">Output</span>`
            : html`<button type="button" class="layer-name" aria-pressed=${isSelected} aria-label="Select ${title.toLowerCase()}, ${type?.title}" data-help=${type?.summary ?? ''} @click=${() => this.host.selection.selectLayer(stage)}>${title}</button>`
        }
        <span class="layer-facts">${layer.output ? '' : type?.title}${activation}</span>
        <span class="layer-facts">${shapeText(layer.shape)}</span>
      </div>
      ${column.isBlock ? this.opener(column) : nothing}
      ${this.maps(stage, title)}
      <div class="layer-foot"><span class="layer-dead" data-dead=${stage}></span> ${numbers > 0 ? `${countText(numbers)} ${plural(numbers, 'parameter')}` : 'nothing to learn'}</div>
      ${this.faultAt(layer.path)}
    </div>`;
  }

  /** Strips of rows share the room; many maps and states of many steps get more of it than a few cells. @param {import('../types.js').LayerDescription} layer */
  widthOf({ shape, steps, units }) {
    if (this.kind === 'table') return 'rows';
    if (steps > 0 || (this.kind === 'sequence' && shape[1] > 1)) return 'wide';
    const isMap = this.kind === 'plane' || shape[1] * shape[2] > 1;
    if (isMap) return shape[0] > 8 ? 'wide' : '';
    return units < 40 ? 'small' : '';
  }

  /** @param {StageColumn} column */
  opener({ layer, isOpen, title }) {
    const toggle = () => {
      if (isOpen) this.open.delete(layer.path);
      else this.open.add(layer.path);
      this.host.requestUpdate();
    };
    return html`<button type="button" class="open-block" data-help="Shows the layers inside the block, or puts them away." aria-expanded=${String(isOpen)} @click=${toggle}>${isOpen ? 'Close' : 'Open'} block<span class="visually-hidden"> of ${title.toLowerCase()}</span></button>`;
  }

  /** @param {number} stage @param {string} title */
  maps(stage, title) {
    return html`<div class="maps" tabindex="0" role="application" aria-roledescription="readable picture" aria-label=${`${title}: ${readers()} read its units`} data-column=${stage}>
      <canvas data-stage=${stage} aria-hidden="true"></canvas>
    </div>`;
  }

  /** " · ReLU" where the layer has an activation that does something. @param {import('../types.js').LayerDescription} layer */
  activationTitle({ activation, type }) {
    const name = nameOf(activation);
    if (name === 'linear' && type !== 'activation') return '';
    const title = this.catalog.activations.find((row) => row.name === name)?.title ?? name;
    return type === 'activation' ? ` ${title}` : ` · ${title}`;
  }

  get selectedPath() {
    const layer = this.description.layers[this.host.selection.layer];
    return layer && !layer.output ? layer.path : '';
  }

  fault() {
    return this.faultAt('network');
  }

  faultAt(/** @type {string} */ path) {
    const fault = this.editor.faultAt(path);
    return fault ? html`<span class="fault" role="alert">${fault.message}</span>` : nothing;
  }

  add = async (/** @type {Event} */ event) => {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    const type = select.value;
    select.value = '';
    const { minimal, experiment, layers, sample } = this.description;
    const path = this.selectedPath;
    const layer = layers[this.host.selection.layer];
    const shape =
      path && layer
        ? layer.shape
        : this.kind === 'plane' || this.kind === 'table'
          ? [this.description.inputs.length, 1, 1]
          : sample;
    const isTaken = await this.editor.edit(
      withLayerAfter(withLayers(minimal, experiment), path, fittingLayer(type, shape)),
      'network',
    );
    if (!isTaken || !path) return;
    const next = path.replace(/\d+(?=\]$)/, (place) => String(Number(place) + 1));
    this.host.selection.selectLayer(this.description.layers.findIndex((candidate) => candidate.path === next));
  };

  remove() {
    const { minimal, experiment } = this.description;
    this.editor.edit(withValue(withLayers(minimal, experiment), this.selectedPath, undefined), 'network');
  }

  updated() {
    for (const stage of this.pictures.shownStages()) this.pictures.drawingOf(stage);
  }

  paint() {
    this.pictures.paint();
    this.write('.layers-readout', this.reading.text() ?? toRead('a unit'));
  }
}
