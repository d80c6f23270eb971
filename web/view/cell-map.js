// Draws a map of cells, two things against each other, as a table that is also a grid to walk in: colour, number and shape in each cell.
// Must not know what is compared, nor where a cell's figures come from.

import { contrastRatio, mix } from './ramp.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * @typedef {object} Cell
 * @property {number | null} fill  0..1 of the ramp; null leaves the ground
 * @property {string} text         the number that is seen
 * @property {string} signs        small shapes below it
 * @property {boolean} crossed     the second sign beside the missing colour
 * @property {string} label        the whole cell in words
 */
/**
 * @typedef {object} CellMapInput
 * @property {string} title
 * @property {string} corner        "activation \ depth"
 * @property {readonly string[]} rows
 * @property {readonly string[]} columns
 * @property {(row: number, column: number) => Cell} cellAt  the same object as long as nothing has changed
 * @property {'accent' | 'text'} ramp  the colour of a full cell
 * @property {Theme} theme
 */
/** @typedef {{ read: (row: number, column: number) => void, open: (row: number, column: number) => void }} CellMapListener */

/** The palest filled cell still differs from an empty one. */
const LEAST_FILL = 0.08;
const INKS = ['#000000', '#ffffff'];

/** @param {Theme} theme @param {'accent' | 'text'} ramp @param {number} fill  0..1 */
export function cellColours(theme, ramp, fill) {
  const ground = mix(theme.surface, theme[ramp], LEAST_FILL + (1 - LEAST_FILL) * Math.min(1, Math.max(0, fill)));
  // Black or white, whichever is read better: one of them always has a contrast of 4.5.
  const [dark, light] = INKS.map((ink) => contrastRatio(ink, ground));
  return { ground, ink: dark >= light ? INKS[0] : INKS[1] };
}

/** The style sheet text of the map; it belongs into the shadow root. */
export const cellMapCss = `
.cell-map{border-collapse:separate;border-spacing:2px;width:100%;table-layout:fixed;font-size:.8125rem;touch-action:manipulation}
.cell-map th{font-weight:400;color:var(--relu-muted-text);padding:.125rem .25rem;text-align:center}
.cell-map tbody th{text-align:end;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;color:var(--relu-text);}
.cell-map th:first-child{position:sticky;inset-inline-start:0;z-index:1;background:var(--relu-surface)}
.cell-map thead th:first-child{width:7.5rem;text-align:end;font-size:.75rem}
.cell-map td{position:relative;height:2.75rem;padding:0;text-align:center;vertical-align:middle;border-radius:6px;cursor:pointer;background:var(--cell-ground,var(--relu-panel));color:var(--cell-ink,var(--relu-muted-text));line-height:1.15;outline-offset:1px}
.cell-map td:focus-visible{outline:3px solid var(--relu-focus);z-index:1}
.cell-map .cell-signs:empty{display:none}
.cell-map .cell-signs{display:block;font-size:.5625rem;letter-spacing:.08em}
.cell-map .cell-text{display:block;font-weight:600}
.cell-map .cell-crossed .cell-text{font-weight:400;font-size:1rem;color:var(--relu-muted-text)}
@media (hover:hover){.cell-map td:hover{box-shadow:0 0 0 2px var(--relu-line)}}
@media (forced-colors:active){.cell-map td{border:1px solid GrayText}}
`;

export class CellMap {
  #listener;
  /** @type {CellMapInput | null} */ #input = null;
  #shape = '';
  /** @type {HTMLTableCellElement[][]} */ #cells = [];
  /** @type {Cell[][]} */ #drawn = [];
  /** @type {Theme | null} */ #theme = null;
  /** The cell that the tab key reaches. */
  #place = { row: 0, column: 0 };

  /** @param {HTMLElement} container @param {CellMapListener} listener */
  constructor(container, listener) {
    this.#listener = listener;
    this.table = container.ownerDocument.createElement('table');
    this.table.className = 'cell-map';
    this.table.setAttribute('role', 'grid');
    this.table.addEventListener('keydown', this.#key);
    this.table.addEventListener('click', this.#click);
    this.table.addEventListener('focusin', this.#point);
    this.table.addEventListener('pointerover', this.#point);
    container.append(this.table);
  }

  /** @param {CellMapInput} input */
  update(input) {
    const shape = JSON.stringify([input.title, input.corner, input.rows, input.columns]);
    if (shape !== this.#shape) this.#build(input);
    this.#shape = shape;
    this.#input = input;
    const isRecoloured = this.#theme !== input.theme;
    this.#theme = input.theme;
    for (const [row, cells] of this.#cells.entries()) {
      for (const [column, node] of cells.entries()) {
        const cell = input.cellAt(row, column);
        if (!isRecoloured && this.#drawn[row][column] === cell) continue;
        this.#drawn[row][column] = cell;
        paint(node, cell, input);
      }
    }
  }

  /** Puts the focus on a cell. @param {number} row @param {number} column */
  focus(row, column) {
    this.#move(row, column);
  }

  destroy() {
    this.table.remove();
    this.#input = null;
  }

  /** @param {CellMapInput} input */
  #build({ title, corner, rows, columns }) {
    const document = this.table.ownerDocument;
    const heading = (/** @type {string} */ text, /** @type {string} */ scope) =>
      Object.assign(document.createElement('th'), { textContent: text, scope });
    const line = (/** @type {HTMLElement[]} */ cells) => {
      const row = document.createElement('tr');
      row.append(...cells);
      return row;
    };
    this.table.setAttribute('aria-label', title);
    this.#cells = rows.map(() => columns.map(() => emptyCell(document)));
    this.#drawn = rows.map(() => []);
    const head = document.createElement('thead');
    head.append(line([heading(corner, 'col'), ...columns.map((text) => heading(text, 'col'))]));
    const body = document.createElement('tbody');
    body.append(...rows.map((text, row) => line([heading(text, 'row'), ...this.#cells[row]])));
    this.table.replaceChildren(head, body);
    const { row, column } = this.#place;
    this.#place = { row: Math.min(row, rows.length - 1), column: Math.min(column, columns.length - 1) };
    const first = this.#cells[this.#place.row]?.[this.#place.column];
    if (first) first.tabIndex = 0;
  }

  /** @param {EventTarget | null} target */
  #placeOf(target) {
    const node = /** @type {Element} */ (target).closest('td');
    const row = this.#cells.findIndex((cells) => cells.includes(/** @type {any} */ (node)));
    return row < 0 ? null : { row, column: this.#cells[row].indexOf(/** @type {any} */ (node)) };
  }

  /** @param {number} row @param {number} column */
  #move(row, column) {
    const before = this.#cells[this.#place.row]?.[this.#place.column];
    if (before) before.tabIndex = -1;
    const last = { row: this.#cells.length - 1, column: (this.#cells[0]?.length ?? 0) - 1 };
    this.#place = { row: Math.min(last.row, Math.max(0, row)), column: Math.min(last.column, Math.max(0, column)) };
    const next = this.#cells[this.#place.row]?.[this.#place.column];
    if (!next) return;
    next.tabIndex = 0;
    next.focus();
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const place = this.#placeOf(event.target);
    if (!place || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.#listener.open(place.row, place.column);
    else {
      const end = event.ctrlKey ? Infinity : 0;
      const step = /** @type {Record<string, [number, number]>} */ ({
        ArrowUp: [-1, 0],
        ArrowDown: [1, 0],
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
        Home: [-end, -Infinity],
        End: [end, Infinity],
      })[event.key];
      if (!step) return;
      this.#move(place.row + step[0], place.column + step[1]);
    }
    event.preventDefault();
  };

  #point = (/** @type {Event} */ event) => {
    const place = this.#placeOf(event.target);
    if (!place || !this.#input) return;
    if (event.type === 'focusin' && (place.row !== this.#place.row || place.column !== this.#place.column))
      this.#move(place.row, place.column);
    this.#listener.read(place.row, place.column);
  };

  /** A mouse opens a cell at once; a finger reads it first, and opens it with the second touch. */
  #click = (/** @type {MouseEvent} */ event) => {
    const place = this.#placeOf(event.target);
    if (!place) return;
    const isFinger = /** @type {PointerEvent} */ (event).pointerType === 'touch';
    const isKnown = place.row === this.#touched?.row && place.column === this.#touched?.column;
    this.#touched = place;
    this.#move(place.row, place.column);
    if (!isFinger || isKnown) this.#listener.open(place.row, place.column);
  };

  /** @type {{ row: number, column: number } | null} */ #touched = null;
}

/** @param {Document} document */
function emptyCell(document) {
  const cell = document.createElement('td');
  cell.tabIndex = -1;
  for (const name of ['cell-text', 'cell-signs', 'visually-hidden']) {
    const part = document.createElement('span');
    part.className = name;
    if (name !== 'visually-hidden') part.setAttribute('aria-hidden', 'true');
    cell.append(part);
  }
  return cell;
}

/** @param {HTMLTableCellElement} node @param {Cell} cell @param {CellMapInput} input */
function paint(node, cell, { theme, ramp }) {
  [cell.text, cell.signs, cell.label].forEach((text, index) => {
    if (node.children[index].textContent !== text) node.children[index].textContent = text;
  });
  node.classList.toggle('cell-crossed', cell.crossed);
  if (cell.fill === null) {
    node.style.removeProperty('--cell-ground');
    node.style.removeProperty('--cell-ink');
    return;
  }
  const { ground, ink } = cellColours(theme, ramp, cell.fill);
  node.style.setProperty('--cell-ground', ground);
  node.style.setProperty('--cell-ink', ink);
}
