// A network of any layers: a column for each with what it is, what it makes of the chosen sample (feature maps, cells of units, states),
// of every row of a table, or of the plane, and signs on channels that are dead or saturated. Blocks can be opened; layers are added from
// the table of types and taken away, and what is refused is said here.

import { css } from '@lit/reactive-element/css-tag.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing } from 'lit/html.js';
import { ActivityStrips } from '../../view/activity-strips.js';
import { FeatureMaps } from '../../view/feature-map.js';
import { nameOf, withLayers, withValue } from '../experiment-edit.js';
import { icons } from '../icons.js';
import { classTitles, inputTitles, kindOf } from '../kinds.js';
import { fittingLayer, layerColumns, parameterCount, shapeText, withLayerAfter } from '../layer-columns.js';
import { countText, numberText, plural } from '../number-text.js';
import { healthOf, layerText, stateText } from '../unit-health.js';
import { Panel } from './panel.js';

/** @typedef {import('../layer-columns.js').StageColumn} StageColumn */

/** Cells along a side of a unit's map of the plane, by the number of units; none where there are more of them. */
const RESOLUTIONS = [
  { units: 400, cells: 16 },
  { units: 2000, cells: 8 },
];
/** Numbers that one snapshot may bring of every row of a table. */
const MOST_RESPONSES = 400_000;

/** The column of the inputs stands beside those of the stages. */
const INPUT = -1;

export class LayersPanel extends Panel {
  static styles = css`
    .layers { flex: 1 0 auto; display: flex; gap: 0.75rem; align-items: flex-start; min-height: 12rem; padding: 0.25rem; min-width: min-content; }
    .layer-column { position: relative; flex: 0 0 auto; width: 8.5rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; padding: 0.375rem; border-radius: 10px; border: 1px solid transparent; }
    .layer-column.wide { width: 11rem; }
    .layer-column.small { width: 6.75rem; }
    .layer-column.rows { flex: 1 0 8.5rem; max-width: 16rem; }
    .layer-column.names { width: 12.5rem; }
    .layer-column.selected { border-color: var(--relu-accent); background: color-mix(in srgb, var(--relu-accent) 6%, transparent); }
    .layer-column.inside { background: color-mix(in srgb, var(--relu-text) 4%, transparent); }
    .stage-head { display: grid; gap: 0; min-height: 3.75rem; align-content: start; }
    .layer-name { justify-content: flex-start; min-height: 1.5rem; padding: 0 0.25rem; font-size: 0.8125rem; font-weight: 600; border-radius: 6px; text-align: start; }
    span.layer-name { line-height: 1.5rem; }
    .layer-column.selected .layer-name { color: var(--relu-accent); }
    .layer-facts { padding-inline: 0.25rem; font-size: 0.75rem; line-height: 1.25; color: var(--relu-muted-text); overflow-wrap: anywhere; }
    .maps { position: relative; border-radius: 4px; }
    .maps canvas { display: block; width: 100%; }
    .layer-foot { padding-inline: 0.25rem; font-size: 0.75rem; color: var(--relu-muted-text); }
    .layer-dead { color: var(--relu-text); font-weight: 600; }
    .open-block { min-height: 1.5rem; padding: 0 0.5rem; font-size: 0.75rem; border: 1px solid var(--relu-line); border-radius: 999px; justify-self: start; }
    .layers .gap { align-self: center; flex: none; }
    .layer-tools { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: center; }
    .input-names { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); font-size: 0.75rem; gap: 0.125rem; max-height: 20rem; overflow-y: auto; }
    .input-names li { display: flex; justify-content: space-between; gap: 0.5rem; }
    .input-names li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    @container playground (width < 40rem) {
      .layers { gap: 0.25rem; }
      .open-block { min-height: 2.75rem; }
      .layer-name { min-height: 2.75rem; }
    }
  `;

  /** Blocks whose layers are seen. @type {Set<string>} */ open = new Set();
  /** What is pointed at or reached by the arrow keys. @type {{ column: number, unit: number, row: number, cell: number } | null} */ pointed =
    null;

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

  get resolution() {
    return RESOLUTIONS.find(({ units }) => this.description.units <= units)?.cells ?? 0;
  }

  /** Rows of a table whose responses are shown: what the reader judges by, the test part. */
  get part() {
    /** @type {import('../../engine/types.js').PartName} */
    const part = this.description.testRows > 0 ? 'test' : 'train';
    return part;
  }

  get rows() {
    return this.part === 'test' ? this.description.testRows : this.description.trainRows;
  }

  /** @returns {import('../types.js').SnapshotRequest} */
  request() {
    const { kind, description } = this;
    if (kind === 'plane') return { unitGrids: this.resolution };
    if (kind !== 'table') return { sample: this.host.sample.request(description) };
    const isSmall = description.units * this.rows <= MOST_RESPONSES;
    return { sample: this.host.sample.request(description), ...(isSmall ? { responses: this.part } : {}) };
  }

  render() {
    const { columns, description } = this;
    const count = description.experiment.network.layers.length;
    const selected = this.selectedPath;
    return html`
      <div class="network-head">
        <h2 class="panel-title">Network</h2>
        <p class="network-size">${count} ${plural(count, 'layer')}, ${countText(description.parameters)} parameters</p>
        <div class="layer-tools" role="group" aria-label="Layers" ?hidden=${!this.editor.controls.has('depth')}>
          <button type="button" class="quiet" ?disabled=${!selected} data-help="Takes the selected layer away." @click=${() => this.remove()}>${icons.minus}<span>Remove</span></button>
          <span class="menu" data-help="Adds a layer of that type behind the selected one."><select class="add-layer" aria-label="Add a layer behind the selected one" @change=${this.add}>
            <option value="" selected>+ Add layer…</option>
            ${this.catalog.layers.map(({ name, title }) => html`<option value=${name}>${title}</option>`)}
          </select></span>
        </div>
      </div>
      ${this.fault()}
      <div class="network-scroll" tabindex=${nothing}>
        <div class="layers" role="group" aria-label="Layers of the network" @keydown=${this.key} @pointermove=${this.point} @pointerdown=${this.point} @pointerleave=${() => this.look(null)} @focusin=${this.focus} @focusout=${() => this.look(null)}>
          ${this.inputColumn()}
          ${repeat(
            columns,
            (column) => (column.kind === 'gap' ? 'gap' : column.layer.path),
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
      <div class="layer-foot"><span class="layer-dead" data-dead=${stage}></span> ${numbers > 0 ? `${countText(numbers)} parameters` : 'nothing to learn'}</div>
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
    return html`<div class="maps" tabindex="0" role="application" aria-roledescription="readable picture" aria-label=${`${title}: arrow keys read its units`} data-column=${stage}>
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
    for (const stage of this.shownStages()) this.drawingOf(stage);
  }

  /** The stages that have a column, the input first. */
  shownStages() {
    const stages = this.columns.flatMap((column) => (column.kind === 'stage' ? [column.stage] : []));
    return this.kind === 'table' ? stages : [INPUT, ...stages];
  }

  /** @param {number} stage @returns {any} */
  drawingOf(stage) {
    const isTable = this.kind === 'table';
    return this.drawing(`canvas[data-stage="${stage}"]`, (node) =>
      isTable ? new ActivityStrips(node) : new FeatureMaps(node),
    );
  }

  paint() {
    const { snapshot } = this.session;
    if (!snapshot) return;
    const { health } = snapshot;
    if (this.kind === 'table') this.paintTable(snapshot, health);
    else for (const stage of this.shownStages()) this.paintMaps(stage, snapshot, health);
    this.paintHealth(health);
    this.write(
      '.layers-readout',
      this.readout() ?? 'Point at a map, or walk through its units with the arrow keys, to read it.',
    );
  }

  /** Words over the columns, all looked for at once: a deep network has a thousand. @param {import('../types.js').LayerHealth[] | undefined} health */
  paintHealth(health) {
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (this.host.renderRoot.querySelectorAll('[data-dead]'))) {
      const state = layerText(this.healthAt(Number(node.dataset.dead), health));
      const text = state ? `${state} · ` : '';
      if (node.textContent !== text) node.textContent = text;
    }
  }

  /** @param {number} stage @param {import('../types.js').Snapshot} snapshot @param {import('../types.js').LayerHealth[] | undefined} health */
  paintMaps(stage, snapshot, health) {
    const picture = this.pictureOf(stage, snapshot);
    if (!picture) return;
    this.drawingOf(stage)?.update({
      ...picture,
      theme: this.host.colours,
      marks: this.healthAt(stage, health)?.states,
      chosen: this.pointed?.column === stage ? this.pointed.unit : null,
    });
  }

  /**
   * What is drawn of a stage, or of the input: numbers in a shape.
   *
   * @param {number} stage @param {import('../types.js').Snapshot} snapshot
   * @returns {{ values: ArrayLike<number>, shape: number[], palette?: 'ink' | 'signed', scale?: number, hasUnitRows?: boolean } | null}
   */
  pictureOf(stage, snapshot) {
    const { description, kind } = this;
    if (kind === 'plane') {
      const cells = this.resolution;
      const column = this.columns.find((candidate) => candidate.kind === 'stage' && candidate.stage === stage);
      const [first, count] =
        column?.kind === 'stage'
          ? [description.inputs.length + column.firstUnit, column.layer.units]
          : [0, description.inputs.length];
      const values = snapshot.unitGrids?.subarray(first * cells ** 2, (first + count) * cells ** 2);
      return values?.length ? { values, shape: [count, cells, cells] } : null;
    }
    const { sample } = snapshot;
    if (!sample) return null;
    if (stage === INPUT) {
      const [channels, height, width] = description.sample;
      if (kind === 'picture') return { values: sample.values, shape: [channels, height, width], palette: 'ink', scale: 1 };
      return { values: sample.values, shape: [1, channels, height] };
    }
    const layer = /** @type {import('../types.js').LayerDescription} */ (description.layers[stage]);
    const states = sample.states[stage];
    if (states) return { values: states, shape: [1, layer.shape[0], layer.steps], hasUnitRows: true };
    const values = /** @type {Float32Array} */ (sample.stages[stage]);
    const [channels, height, width] = layer.shape;
    if (kind === 'sequence' && height > 1) return { values, shape: [1, channels, height], hasUnitRows: true };
    return { values, shape: [channels, height, width] };
  }

  /** @param {import('../types.js').Snapshot} snapshot @param {import('../types.js').LayerHealth[] | undefined} health */
  paintTable(snapshot, health) {
    const { responses, sample } = snapshot;
    const labels = this.session.data?.[this.part].labels ?? new Float32Array();
    if (!responses) return;
    const order = this.order(labels);
    const { description } = this;
    for (const column of this.columns) {
      if (column.kind !== 'stage') continue;
      const { stage, layer, firstUnit } = column;
      const values = responses.subarray(firstUnit * this.rows, (firstUnit + layer.units) * this.rows);
      this.drawingOf(stage)?.update({
        values,
        units: layer.units,
        order,
        classes: description.task === 'regression' ? [] : labels,
        marks: this.healthAt(stage, health)?.states,
        chosen: {
          unit: this.pointed?.column === stage ? this.pointed.unit : -2,
          row: this.host.sample.rowIn(description),
        },
        theme: this.host.colours,
      });
    }
    sample?.values.forEach((value, index) => {
      this.write(`[data-input="${index}"]`, numberText(value, 2));
    });
  }

  /** Rows by their class, or by their value. @param {Float32Array} labels */
  order(labels) {
    if (this.ordered?.labels !== labels) {
      const rows = Array.from(labels, (_, row) => row).sort((one, other) => labels[one] - labels[other] || one - other);
      this.ordered = { labels, rows };
    }
    return this.ordered.rows;
  }

  /** @type {{ labels: Float32Array, rows: number[] } | null} */ ordered = null;

  readout() {
    const { pointed, description } = this;
    const { snapshot } = this.session;
    if (!pointed || !snapshot) return null;
    const { column, unit } = pointed;
    const layer = description.layers[column];
    if (this.kind === 'table') return layer ? this.tableText(layer, pointed, snapshot) : null;
    const picture = this.pictureOf(column, snapshot);
    if (!picture) return null;
    const [channels, height, width] = picture.shape;
    const value = picture.values[(unit * height + pointed.row) * width + pointed.cell];
    const shown = numberText(value, 3);
    const title = layer ? titleOf(layer) : 'Input';
    const state = layer ? this.stateOf(column, picture.hasUnitRows ? pointed.row : unit) : '';
    if (picture.hasUnitRows || (this.kind === 'sequence' && column === INPUT))
      return `${title}, ${column === INPUT ? 'input' : 'unit'} ${pointed.row + 1}${state}, step ${pointed.cell + 1}: ${shown}.`;
    if (height * width === 1) return `${title}, unit ${unit + 1} of ${channels}${state}: ${shown}.`;
    const place = this.kind === 'plane' ? '' : `, row ${pointed.row + 1}, column ${pointed.cell + 1}`;
    return `${title}, ${this.kind === 'plane' ? 'unit' : 'channel'} ${unit + 1} of ${channels}${state}${place}: ${shown}.`;
  }

  /**
   * The health of a layer's units, where the layer is what decides over it: a pool or a flattened picture only hands on what it gets.
   *
   * @param {number} stage @param {import('../types.js').LayerHealth[] | undefined} health
   */
  healthAt(stage, health) {
    const type = this.description.layers[stage]?.type;
    return this.catalog.layers.find(({ name }) => name === type)?.activation === null ? undefined : health?.[stage];
  }

  /** ", dead since epoch 12" where the unit is not well. @param {number} stage @param {number} unit */
  stateOf(stage, unit) {
    const { health } = this.session.snapshot ?? {};
    if (!this.healthAt(stage, health)) return '';
    const state = stateText(healthOf(health, stage, unit), this.description.stepsPerEpoch);
    return state && `, ${state}`;
  }

  /** @param {import('../types.js').LayerDescription} layer @param {{ column: number, unit: number, row: number }} place @param {import('../types.js').Snapshot} snapshot */
  tableText(layer, { column, unit, row }, { responses }) {
    const found = this.columns.find((candidate) => candidate.kind === 'stage' && candidate.stage === column);
    const label = this.session.data?.[this.part].labels[row];
    const kind =
      this.description.task === 'regression' ? numberText(label, 2) : classTitles(this.description, this.catalog)[label ?? 0];
    const rowText = `${this.part} row ${row + 1} (${kind})`;
    if (unit < 0 || found?.kind !== 'stage') return `${rowText}.`;
    const value = responses?.[(found.firstUnit + unit) * this.rows + row];
    return `${titleOf(layer)}, unit ${unit + 1} of ${layer.units}${this.stateOf(column, unit)}: ${numberText(value, 3)} for ${rowText}.`;
  }

  look(/** @type {LayersPanel['pointed']} */ place) {
    this.pointed = place;
    this.host.schedule();
  }

  point = (/** @type {PointerEvent} */ event) => {
    const column = columnOf(event);
    if (column === null) return this.look(null);
    const found = this.drawingOf(column)?.at(event.clientX, event.clientY);
    if (!found) return this.look(null);
    const place = { column, unit: found.channel ?? found.unit, row: found.row, cell: found.cell ?? 0 };
    if (this.kind === 'table' && event.type === 'pointerdown') this.host.sample.pick(found.row, this.part);
    this.look(place);
  };

  focus = (/** @type {Event} */ event) => {
    const column = columnOf(event);
    if (column === null || !(/** @type {Element} */ (event.target).matches(':focus-visible'))) return;
    this.look({ column, unit: 0, row: this.kind === 'table' ? this.host.sample.rowIn(this.description) : 0, cell: 0 });
    this.host.announce(this.readout() ?? '');
  };

  /** Up and down walk through the units, left and right through what each of them answers. */
  key = (/** @type {KeyboardEvent} */ event) => {
    const column = columnOf(event);
    const move = MOVES[event.key];
    if (column === null || !move || event.ctrlKey || event.metaKey || event.altKey || !this.session.snapshot) return;
    event.preventDefault();
    const place = this.pointed?.column === column ? this.pointed : { column, unit: 0, row: 0, cell: 0 };
    this.look(this.kind === 'table' ? this.moveInTable(place, move) : this.moveInMap(place, move));
    this.host.announce(this.readout() ?? '');
  };

  /** @param {NonNullable<LayersPanel['pointed']>} place @param {{ across: number, along: number }} move */
  moveInTable(place, { across, along }) {
    const units = this.description.layers[place.column]?.units ?? 1;
    const order = this.order(/** @type {Float32Array} */ (this.session.data?.[this.part].labels));
    const rank = Math.min(order.length - 1, Math.max(0, order.indexOf(place.row) + along));
    return { ...place, unit: Math.min(units - 1, Math.max(0, place.unit + across)), row: order[rank] };
  }

  /** @param {NonNullable<LayersPanel['pointed']>} place @param {{ across: number, along: number }} move */
  moveInMap(place, { across, along }) {
    const picture = this.pictureOf(place.column, /** @type {any} */ (this.session.snapshot));
    const [channels, height, width] = picture?.shape ?? [1, 1, 1];
    const within = (/** @type {number} */ value, /** @type {number} */ count) => Math.min(count - 1, Math.max(0, value));
    // A lone map has no other channel to go to: its rows are the units.
    if (channels === 1) return { ...place, row: within(place.row + across, height), cell: within(place.cell + along, width) };
    const cell = place.row * width + place.cell + along;
    return {
      ...place,
      unit: within(place.unit + across, channels),
      row: Math.floor(within(cell, height * width) / width),
      cell: within(cell, height * width) % width,
    };
  }
}

/** @type {Record<string, { across: number, along: number }>} */
const MOVES = {
  ArrowUp: { across: -1, along: 0 },
  ArrowDown: { across: 1, along: 0 },
  ArrowLeft: { across: 0, along: -1 },
  ArrowRight: { across: 0, along: 1 },
};

/** The column whose picture an event comes from. @param {Event} event */
function columnOf(event) {
  const maps = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.maps'));
  return maps ? Number(maps.dataset.column) : null;
}

/** "Layer 3.1" for network.layers[2].layers[0]. @param {import('../types.js').LayerDescription} layer */
function titleOf({ path, output }) {
  if (output) return 'Output';
  return `Layer ${[...path.matchAll(/\[(\d+)\]/g)].map(([, place]) => Number(place) + 1).join('.')}`;
}
