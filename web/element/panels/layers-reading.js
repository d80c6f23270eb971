// Reading the pictures of a network of any layers: what a pointer or the arrow keys are at, and what there is to say of it. Knows the pictures
// by their numbers, and draws nothing.

import { arrowOf } from '../arrow-keys.js';
import { classTitles } from '../data-titles.js';
import { layerTitle } from '../layer-columns.js';
import { numberText } from '../number-text.js';
import { sampleOf } from '../sample-choice.js';
import { healthOf, stateText } from '../unit-health.js';
import { INPUT } from './layer-pictures.js';

/** @typedef {{ column: number, unit: number, row: number, cell: number }} Place */
/** @typedef {{ right: number, down: number }} Move */

export class LayersReading {
  /** What is pointed at or reached by the arrow keys. @type {Place | null} */ pointed = null;

  /** @param {import('./layers-panel.js').LayersPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  /** What is at the place, in words; null where nothing is pointed at. */
  text() {
    const { pointed } = this;
    const { description, kind, pictures, session } = this.panel;
    const { snapshot } = session;
    if (!pointed || !snapshot) return null;
    const { column, unit } = pointed;
    const layer = description.layers[column];
    if (kind === 'table') return layer ? this.tableText(layer, pointed, snapshot) : null;
    const picture = pictures.pictureOf(column, snapshot);
    if (!picture) return null;
    const [channels, height, width] = picture.shape;
    const value = picture.values[(unit * height + pointed.row) * width + pointed.cell];
    const shown = numberText(value, 3);
    const title = layer ? layerTitle(layer) : 'Input';
    const state = layer ? this.stateOf(column, picture.hasUnitRows ? pointed.row : unit) : '';
    if (picture.hasUnitRows || (kind === 'sequence' && column === INPUT))
      return `${title}, ${column === INPUT ? 'input' : 'unit'} ${pointed.row + 1}${state}, step ${pointed.cell + 1}: ${shown}.`;
    if (height * width === 1) return `${title}, unit ${unit + 1} of ${channels}${state}: ${shown}.`;
    const place = kind === 'plane' ? '' : `, row ${pointed.row + 1}, column ${pointed.cell + 1}`;
    return `${title}, ${kind === 'plane' ? 'unit' : 'channel'} ${unit + 1} of ${channels}${state}${place}: ${shown}.`;
  }

  /** @param {import('../types.js').LayerDescription} layer @param {Place} place @param {import('../types.js').Snapshot} snapshot */
  tableText(layer, { column, unit, row }, { responses }) {
    const { catalog, columns, description, pictures, session } = this.panel;
    const { part, rows } = pictures;
    const found = columns.find((candidate) => candidate.kind === 'stage' && candidate.stage === column);
    const label = session.data?.[part].labels[row];
    const isNumber = description.task === 'regression';
    const rowText = `${part} row ${row + 1} (${isNumber ? numberText(label, 2) : classTitles(description, catalog)[label ?? 0]})`;
    if (unit < 0 || found?.kind !== 'stage') return `${rowText}.`;
    const value = responses?.[(found.firstUnit + unit) * rows + row];
    return `${layerTitle(layer)}, unit ${unit + 1} of ${layer.units}${this.stateOf(column, unit)}: ${numberText(value, 3)} for ${rowText}.`;
  }

  /** ", dead since epoch 12" where the unit is not well. @param {number} stage @param {number} unit */
  stateOf(stage, unit) {
    const { description, pictures, session } = this.panel;
    const { health } = session.snapshot ?? {};
    if (!pictures.healthAt(stage, health)) return '';
    const state = stateText(healthOf(health, stage, unit), description.stepsPerEpoch);
    return state && `, ${state}`;
  }

  look(/** @type {Place | null} */ place) {
    this.pointed = place;
    this.panel.host.schedule();
  }

  announce() {
    this.panel.host.announce(this.text() ?? '');
  }

  point = (/** @type {PointerEvent} */ event) => {
    const { host, kind, pictures } = this.panel;
    const column = columnOf(event);
    if (column === null) return this.look(null);
    const found = pictures.drawingOf(column)?.at(event.clientX, event.clientY);
    if (!found) return this.look(null);
    const place = { column, unit: found.channel ?? found.unit, row: found.row, cell: found.cell ?? 0 };
    if (kind === 'table' && event.type === 'pointerdown') sampleOf(host).pick(found.row, pictures.part);
    this.look(place);
  };

  focus = (/** @type {Event} */ event) => {
    const { description, host, kind } = this.panel;
    const column = columnOf(event);
    if (column === null || !(/** @type {Element} */ (event.target).matches(':focus-visible'))) return;
    this.look({ column, unit: 0, row: kind === 'table' ? sampleOf(host).rowIn(description) : 0, cell: 0 });
    this.announce();
  };

  /** Up and down walk through the units, left and right through what each of them answers. */
  key = (/** @type {KeyboardEvent} */ event) => {
    const { kind, session } = this.panel;
    const column = columnOf(event);
    const move = arrowOf(event);
    if (column === null || !move || !session.snapshot) return;
    event.preventDefault();
    const place = this.pointed?.column === column ? this.pointed : { column, unit: 0, row: 0, cell: 0 };
    this.look(kind === 'table' ? this.moveInTable(place, move) : this.moveInMap(place, move));
    this.announce();
  };

  /** @param {Place} place @param {Move} move */
  moveInTable(place, { right, down }) {
    const { description, pictures, session } = this.panel;
    const units = description.layers[place.column]?.units ?? 1;
    const order = pictures.order(/** @type {Float32Array} */ (session.data?.[pictures.part].labels));
    const rank = within(order.indexOf(place.row) + right, order.length);
    return { ...place, unit: within(place.unit + down, units), row: order[rank] };
  }

  /** @param {Place} place @param {Move} move */
  moveInMap(place, { right, down }) {
    const { pictures, session } = this.panel;
    const picture = pictures.pictureOf(place.column, /** @type {any} */ (session.snapshot));
    const [channels, height, width] = picture?.shape ?? [1, 1, 1];
    // A lone map has no other channel to go to: its rows are the units.
    if (channels === 1) return { ...place, row: within(place.row + down, height), cell: within(place.cell + right, width) };
    const cell = within(place.row * width + place.cell + right, height * width);
    return { ...place, unit: within(place.unit + down, channels), row: Math.floor(cell / width), cell: cell % width };
  }
}

/** The nearest place that there is. @param {number} place @param {number} count */
const within = (place, count) => Math.min(count - 1, Math.max(0, place));

/** The column whose picture an event comes from. @param {Event} event */
function columnOf(event) {
  const maps = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.maps'));
  return maps ? Number(maps.dataset.column) : null;
}
