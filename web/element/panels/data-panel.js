// The data: which set, how many points, how noisy, what is kept for the test, and which columns the network gets.

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { SurfaceView } from '../../view/surface.js';
import { withGenerator, withValue } from '../experiment-edit.js';
import { fieldControl } from '../field-control.js';
import { thumbnailsOf } from '../thumbnails.js';
import { Panel } from './panel.js';

export class DataPanel extends Panel {
  /** @type {Map<string, import('../thumbnails.js').Thumbnail> | null} */ thumbnails = null;

  render() {
    const { data } = this.experiment;
    const chosen = this.catalog.datasets.find(({ name }) => name === data.name);
    return html`
      <fieldset class="thumbnails">
        <legend>Data set</legend>
        ${this.catalog.datasets.map(
          (row) => html`<label class="thumbnail" data-help="${row.title}. ${row.summary}">
            <input type="radio" name="data" .value=${row.name} .checked=${live(row.name === data.name)} @change=${() => this.choose(row)} />
            <canvas class="points" data-set=${row.name} aria-hidden="true"></canvas>
            <span class="visually-hidden">${row.title}</span>
          </label>`,
        )}
      </fieldset>
      <p class="chosen"><strong>${chosen?.title}</strong> ${chosen?.summary}</p>
      ${this.fields().map((field) => fieldControl(this.editor, `data.${field.name}`, field, data[field.name]))}
      <fieldset class="chips">
        <legend>Inputs</legend>
        ${this.catalog.features.map(
          ({ name, title }) => html`<label class="chip">
            <input type="checkbox" .checked=${live(data.features.includes(name))}
              @change=${(/** @type {Event} */ event) => this.toggle(name, /** @type {HTMLInputElement} */ (event.target).checked)} />
            <span>${title}</span>
          </label>`,
        )}
        ${this.fault()}
      </fieldset>`;
  }

  /** The generator's own settings first, then those of every data set. */
  fields() {
    const own = this.catalog.datasets.find(({ name }) => name === this.experiment.data.name)?.fields ?? [];
    const common = this.catalog.fields.data ?? [];
    return [...own, ...common].filter(({ name }) => name in this.experiment.data);
  }

  fault() {
    const fault = this.editor.faultAt('data.features');
    return html`<span class="fault" ?hidden=${!fault}>${fault?.message ?? ''}</span>`;
  }

  choose(/** @type {import('../types.js').Row} */ row) {
    const before = this.catalog.datasets.find(({ name }) => name === this.experiment.data.name);
    this.editor.edit(withGenerator(this.description.minimal, row, before), 'data.name');
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
