// One setting as a labelled control: a slider with an exact number, a switch or a menu, made from a field of the catalogue. Its help
// stands behind "?", on hover, and as its description for a screen reader; a refused value keeps the sentence beside it.

import { live } from 'lit/directives/live.js';
import { html, noChange, nothing } from 'lit/html.js';
import { stopIndex, stopsOf } from './field-scale.js';
import { exactText } from './number-text.js';
import { valueText } from './value-text.js';

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./editor.js').Editor} Editor */

/** Where more letters are chosen, the menu takes what room its label leaves. */
const LONG = 13;

const idOf = (/** @type {string} */ path) => path.replaceAll(/[^a-z0-9_]/gi, '-');

/** A control for a field that stands at `path` of the experiment. */
export function fieldControl(
  /** @type {Editor} */ editor,
  /** @type {string} */ path,
  /** @type {Field} */ field,
  /** @type {any} */ value,
) {
  if (!editor.controls.mayChange(path)) return fixedField(path, field.title, field.help, valueText(value));
  if (field.kind === 'boolean') return switchControl(editor, path, field, value);
  if (field.kind === 'choice') {
    const rows = (field.options ?? []).map((name) => ({ name, title: name.replaceAll('_', ' ') }));
    return menuControl(editor, {
      path,
      title: field.title,
      help: field.help,
      rows,
      value,
      choose: (name) => editor.set(path, name),
    });
  }
  return numberControl(editor, path, editor.controls.ranges?.narrowed(path, field) ?? field, value);
}

/** A setting that the reader may not change here, as text. */
function fixedField(
  /** @type {string} */ path,
  /** @type {string} */ title,
  /** @type {string} */ help,
  /** @type {string} */ text,
) {
  return html`<div class="field field-fixed" data-help=${help} data-path=${path}><span class="caption"><span>${title}</span></span><span class="fixed">${text}</span></div>`;
}

function numberControl(
  /** @type {Editor} */ editor,
  /** @type {string} */ path,
  /** @type {Field} */ field,
  /** @type {number} */ value,
) {
  const id = idOf(path);
  const stops = stopsOf(field);
  const fault = editor.faultAt(path);
  const shown = fault?.value ?? exactText(value);
  const slide = (/** @type {Event} */ event, /** @type {boolean} */ isDraft) =>
    editor.set(path, stops?.[/** @type {HTMLInputElement} */ (event.target).valueAsNumber], isDraft);
  const type = (/** @type {Event} */ event) => {
    const { value: text, valueAsNumber } = /** @type {HTMLInputElement} */ (event.target);
    editor.typedAt = '';
    editor.set(path, text.trim() === '' ? undefined : valueAsNumber);
  };
  return html`<div class="field ${stops ? 'field-slider' : ''}" data-help=${field.help}>
    ${caption(id, field.title, field.help)}
    ${
      stops
        ? html`<input type="range" id=${id} min="0" max=${stops.length - 1} step="1" .value=${live(String(stopIndex(stops, value)))}
            aria-valuetext=${exactText(value)} aria-describedby="${id}-help"
            @input=${(/** @type {Event} */ event) => slide(event, true)} @change=${(/** @type {Event} */ event) => slide(event, false)} />`
        : nothing
    }
    <input type="number" class="exact" id=${stops ? `${id}-exact` : id} aria-label=${stops ? `${field.title}, exact value` : nothing}
      aria-describedby="${id}-help ${id}-fault" aria-invalid=${fault ? 'true' : 'false'} step="any" inputmode="decimal"
      data-path=${path} .value=${editor.typedAt === path ? noChange : live(shown)}
      @input=${() => {
        editor.typedAt = path;
      }} @blur=${() => {
        editor.typedAt = '';
      }} @change=${type} />
    ${faultText(id, fault)}
  </div>`;
}

function switchControl(
  /** @type {Editor} */ editor,
  /** @type {string} */ path,
  /** @type {Field} */ field,
  /** @type {boolean} */ value,
) {
  const id = idOf(path);
  const take = (/** @type {Event} */ event) => {
    const { checked } = /** @type {HTMLInputElement} */ (event.target);
    editor.choosing(path, checked, () => editor.set(path, checked));
  };
  return html`<div class="field field-switch" data-help=${field.help}>
    ${caption(id, field.title, field.help)}
    <input type="checkbox" class="switch" role="switch" id=${id} data-path=${path} aria-describedby="${id}-help" .checked=${live(editor.shown(path, value))} @change=${take} />
    ${faultText(id, editor.faultAt(path))}
  </div>`;
}

/**
 * A menu whose entries are rows of a table.
 *
 * @param {Editor} editor
 * @param {{ path: string, title: string, help: string, rows: { name: string, title: string }[], value: string, choose: (name: string) => Promise<unknown> }} menu
 */
export function menuControl(editor, { path, title, help, rows, value, choose }) {
  if (!editor.controls.mayChange(path))
    return fixedField(path, title, help, rows.find(({ name }) => name === value)?.title ?? String(value));
  const id = idOf(path);
  return html`<div class="field field-menu" data-help=${help}>
    ${caption(id, title, help)}
    ${menu(editor, { id, rows, value, choose, path })}
    ${faultText(id, editor.faultAt(path))}
  </div>`;
}

/**
 * The rows that an author leaves to choose from, and the one that is chosen.
 *
 * @template {{ name: string }} Row @param {Editor} editor @param {string} path @param {readonly Row[]} rows @param {string} value
 * @returns {readonly Row[]}
 */
export function offered({ controls }, path, rows, value) {
  const allowed = controls.ranges?.allowed(path, rows);
  return allowed ? rows.filter((row) => allowed.includes(row) || row.name === value) : rows;
}

/**
 * The menu alone, for places that have their own label.
 *
 * @param {Editor} editor
 * @param {{ id: string, rows: readonly { name: string, title: string }[], value: string, choose: (name: string) => Promise<unknown>, path: string, label?: string }} menu
 */
export function menu(editor, { id, rows, value, choose, path, label }) {
  const shown = editor.shown(path, value);
  const take = (/** @type {Event} */ event) => {
    const { value: name } = /** @type {HTMLSelectElement} */ (event.target);
    editor.choosing(path, name, () => choose(name));
  };
  return html`<span class="menu"><select id=${id} data-path=${path} aria-label=${label ?? nothing} aria-describedby=${label ? nothing : `${id}-help`}
    .value=${live(shown)} @change=${take}>
    ${offered(editor, path, rows, value).map((row) => html`<option class=${row.title.length > LONG ? 'long' : nothing} value=${row.name} ?selected=${row.name === shown}>${row.title}</option>`)}
  </select></span>`;
}

/** The label, with its help behind a "?" for a finger; a keyboard and a screen reader get the help with the control itself. */
function caption(/** @type {string} */ id, /** @type {string} */ title, /** @type {string} */ help) {
  return html`<span class="caption"><label for=${id}>${title}</label
    ><button type="button" class="help" tabindex="-1" aria-hidden="true">?</button></span>
    <span id="${id}-help" hidden>${help}</span>`;
}

function faultText(/** @type {string} */ id, /** @type {{ message: string } | null} */ fault) {
  return html`<span id="${id}-fault" class="fault" ?hidden=${!fault}>${fault?.message ?? ''}</span>`;
}
