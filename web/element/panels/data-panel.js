// The data: which set, how many points, how noisy, what is kept for the test, and which columns the network gets. A set whose form the
// layers cannot take brings a network that can; one press brings the old one back.

import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { dataSetGroups, isSameForm, networkFor, withDataSet, withSuitingNetwork } from '../data-sets.js';
import { withValue } from '../experiment-edit.js';
import { fieldControl } from '../field-control.js';
import { kindOf } from '../kinds.js';
import { thumbnailsOf } from '../thumbnails.js';
import { Panel } from './panel.js';

/** @typedef {import('../data-sets.js').Group} Group */
/** @typedef {import('../data-sets.js').DataSet} DataSet */

export class DataPanel extends Panel {
  /** @type {Map<string, import('../thumbnails.js').Thumbnail> | null} */ thumbnails = null;
  get groups() {
    return dataSetGroups(this.catalog);
  }

  /** The row of the data at hand. @returns {DataSet | undefined} */
  get chosen() {
    return this.groups.flatMap(({ rows }) => rows).find(({ name }) => name === this.experiment.data.name);
  }

  render() {
    const { chosen, groups } = this;
    const [plane, ...others] = groups;
    return html`
      <fieldset class="thumbnails">
        <legend>Data set</legend>
        ${plane?.rows.map(
          (row) => html`<label class="thumbnail" data-help="${row.title}. ${row.summary}">
            <input type="radio" name="data" .value=${row.name} .checked=${live(row.name === this.experiment.data.name)} @change=${() => this.choose(row, plane)} />
            <canvas class="points" data-set=${row.name} aria-hidden="true"></canvas>
            <span class="visually-hidden">${row.title}</span>
          </label>`,
        )}
      </fieldset>
      ${this.menu(others)}
      <p class="chosen"><strong>${chosen?.title ?? 'Data of this page'}</strong> ${chosen?.summary}</p>
      ${this.replacement()}
      ${this.fault('data.name')}
      ${this.fields().map((field) => fieldControl(this.editor, `data.${field.name}`, field, this.experiment.data[field.name]))}
      ${this.inputs()}`;
  }

  /** The sets that are no points of the plane. @param {Group[]} groups */
  menu(groups) {
    const { name } = this.experiment.data;
    const choose = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      for (const group of groups) for (const row of group.rows) if (row.name === value) this.choose(row, group);
    };
    const isHere = groups.some(({ rows }) => rows.some((row) => row.name === name));
    return html`<div class="field field-menu more-data" data-help="Pictures, sequences and tables. What the present layers cannot take brings a network that can.">
      <span class="caption"><label for="more-data">More data</label></span>
      <span class="menu"><select id="more-data" data-path="data.name" .value=${live(isHere ? name : '')} @change=${choose}>
        <option value="" disabled ?selected=${!isHere}>pictures, tables…</option>
        ${groups.map(({ title, rows }) => html`<optgroup label=${title}>${rows.map((row) => html`<option value=${row.name} ?selected=${row.name === name}>${row.title}</option>`)}</optgroup>`)}
      </select></span>
    </div>`;
  }

  /** Columns made of a point can be chosen; those of other data are what they are. */
  inputs() {
    const { features } = this.experiment.data;
    if (!features) return nothing;
    return html`<fieldset class="chips">
      <legend>Inputs</legend>
      ${this.catalog.features.map(
        ({ name, title }) => html`<label class="chip">
          <input type="checkbox" .checked=${live(features.includes(name))}
            @change=${(/** @type {Event} */ event) => this.toggle(name, /** @type {HTMLInputElement} */ (event.target).checked)} />
          <span>${title}</span>
        </label>`,
      )}
      ${this.fault('data.features')}
    </fieldset>`;
  }

  /** The generator's own settings first, then those of every data set. */
  fields() {
    const common = this.catalog.fields.data ?? [];
    return [...(this.chosen?.fields ?? []), ...common].filter(({ name }) => name in this.experiment.data);
  }

  fault(/** @type {string} */ path) {
    const fault = this.editor.faultAt(path);
    return html`<span class="fault" ?hidden=${!fault}>${fault?.message ?? ''}</span>`;
  }

  replacement() {
    const { note = '' } = this.host.undo.history.current ?? {};
    if (!note) return nothing;
    return html`<p class="replacement">Came with ${note}, as the layers before could not take it.
      <button type="button" class="quiet undo" data-help="Back to the data and the network before." @click=${() => this.undo()}>Undo</button></p>`;
  }

  async choose(/** @type {DataSet} */ row, /** @type {Group} */ group) {
    const { minimal, experiment } = this.description;
    const next = withDataSet(minimal, row, group, this.chosen);
    if (isSameForm(group.kind, kindOf(this.description)) && (await this.fits(next))) {
      await this.editor.edit(next, 'data.name');
      return;
    }
    const note = networkFor(group.kind).title;
    await this.editor.edit(withSuitingNetwork(next, experiment, group.kind), 'data.name', { note });
  }

  /** Whether the layers can take the data. @param {any} experiment */
  fits(experiment) {
    return this.session.engine.sizes(experiment).then(
      () => true,
      () => false,
    );
  }

  async undo() {
    await this.host.undo.back();
    /** @type {HTMLElement | null} */ (this.find('.panel-data input:checked') ?? this.find('#more-data'))?.focus();
  }

  /** Switches an input column; they keep the order of the catalogue. */
  toggle(/** @type {string} */ name, /** @type {boolean} */ isOn) {
    const wanted = new Set(this.experiment.data.features);
    if (isOn) wanted.add(name);
    else wanted.delete(name);
    const features = this.catalog.features.map((feature) => feature.name).filter((feature) => wanted.has(feature));
    this.editor.edit(withValue(this.description.minimal, 'data.features', features), 'data.features');
  }

  updated() {
    if (this.thumbnails) this.draw();
    else {
      thumbnailsOf(this.session.engine, this.catalog).then((thumbnails) => {
        this.thumbnails = thumbnails;
        this.draw();
      }, this.host.warn);
    }
  }

  draw() {
    for (const [name, { task, points, domain, range }] of this.thumbnails ?? []) {
      const view = this.drawing(`canvas[data-set="${name}"]`, (node) => new SurfaceView(node));
      view?.update({ grid: [], resolution: 0, maps: 1, task, range, domain, train: points, theme: this.host.colours });
    }
  }
}
