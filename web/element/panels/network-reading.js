// How a reader reads the network: the unit or the line that is pointed at, in a sentence under it; arrow keys walk from tile to tile, and a press opens a
// unit's card. Comes with the first sign of a reader. Knows the panel that draws the network.

import { linkAt } from '../../view/link-place.js';
import { arrowOf, stepOf } from '../arrow-keys.js';
import { unitTitle } from '../network-shape.js';
import { numberText } from '../number-text.js';
import { firingText, healthOf } from '../unit-health.js';
import { unitText } from '../unit-text.js';

/** @typedef {import('../network-shape.js').Column} Column */
/** @typedef {import('./network-panel.js').Place} Place */

export class NetworkReading {
  /** @type {number | null} */ pointedLink = null;

  /** @param {import('./network-panel.js').NetworkPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  /** @param {Event} event @param {Element} target */
  take(event, target) {
    const place = placeOf(target);
    if (event.type === 'focusin') this.focus(place);
    else if (event.type === 'pointermove') this.point(/** @type {PointerEvent} */ (event), place, target);
    else if (event.type === 'keydown') this.key(/** @type {KeyboardEvent} */ (event));
    else if (event.type !== 'click') this.look(null);
    else if (place) this.pick(place);
  }

  /** What is read; null where nothing is pointed at. @param {Column[]} columns */
  text(columns) {
    const { pointed, session } = this.panel;
    return this.linkText(columns) ?? (pointed && session.snapshot ? this.unitText(columns, pointed, session.snapshot) : null);
  }

  /** @param {Column[]} columns @param {Place} place @param {import('../types.js').Snapshot} snapshot */
  unitText(columns, place, snapshot) {
    const { description, resolution } = this.panel;
    const { kind, index } = /** @type {Column} */ (columns[place.column]);
    const health = kind === 'layer' ? healthOf(snapshot.health, index, place.unit) : null;
    const text = unitText(description, columns, place, snapshot, resolution);
    return health && health.fires < 1 ? `${text} ${firingText(health, description.trainRows)}` : text;
  }

  /** @param {Column[]} columns */
  linkText(columns) {
    const { links, description } = this.panel;
    const link = links?.[this.pointedLink ?? -1];
    if (!link) return null;
    const [before, column] = [columns[link.column - 1], columns[link.column]];
    if (!before || !column) return null;
    return `Weight from ${unitTitle(description, before, link.from)} to ${unitTitle(description, column, link.to)}: ${numberText(link.weight, 4)}.`;
  }

  /** @param {Place | null} place */
  focus(place) {
    const { panel } = this;
    if (place) panel.focused = place;
    this.look(place);
    // Now, not in the next frame: a screen reader reads the tile's description as soon as the tile has the focus.
    panel.paintReadout(panel.columns);
    panel.host.requestUpdate();
  }

  /** @param {PointerEvent} event @param {Place | null} place @param {Element} target */
  point(event, place, target) {
    if (event.pointerType !== 'mouse') return;
    const links = /** @type {import('../../view/links.js').LinksView | undefined} */ (this.panel.drawings.get('.links')?.view);
    const onControl = target.closest('button, select');
    this.pointedLink = place || onControl ? null : links ? linkAt(links, event.clientX, event.clientY) : null;
    this.look(place);
  }

  /** @param {Place | null} place */
  look(place) {
    this.panel.pointed = place;
    if (place) this.pointedLink = null;
    this.panel.host.schedule();
  }

  /** @param {Place} place */
  pick(place) {
    const { panel } = this;
    const { selection } = panel.host;
    const column = panel.columns[place.column];
    panel.focused = place;
    if (column?.kind === 'layer') selection.selectLayer(column.index);
    this.look(place);
    selection.openUnit(column && column.kind !== 'input' ? { stage: column.index, unit: place.unit } : null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { panel } = this;
    const { selection, renderRoot } = panel.host;
    // Not where the key was pressed: one before it may have been kept too.
    const place = renderRoot.activeElement && placeOf(renderRoot.activeElement);
    if (event.key === 'Escape' && selection.unit) selection.openUnit(null);
    const right = stepOf(event);
    const down = arrowOf(event)?.down ?? 0;
    if (!place || (right === 0 && down === 0)) return;
    event.preventDefault();
    const { columns } = panel;
    const shown = columns.flatMap((column, index) => (column.isShown ? [index] : []));
    const rank = Math.min(Math.max(shown.indexOf(place.column) + right, 0), shown.length - 1);
    const column = shown[rank];
    const unit = Math.min(Math.max(place.unit + down, 0), columns[column].shown - 1);
    /** @type {HTMLElement | null} */ (panel.tileAt(column, unit))?.focus();
  }
}

/** The unit whose tile holds a node. @param {Element} node @returns {Place | null} */
function placeOf(node) {
  const tile = /** @type {HTMLElement | null} */ (node.closest('.tile'));
  return tile ? { column: Number(tile.dataset.column), unit: Number(tile.dataset.unit) } : null;
}
