// The data: which set, how many points, how noisy, what is kept for the test, and which columns the network gets. A set whose form the
// layers cannot take brings a network that can; one press brings the old one back.

import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { dataSetGroups } from '../data-sets.js';
import { fieldControl, offered } from '../field-control.js';
import { icons } from '../icons.js';
import { numberText } from '../number-text.js';
import { thumbnailsOf } from '../thumbnails.js';
import { Panel } from './panel.js';

/** @typedef {import('../data-sets.js').Group} Group */
/** @typedef {import('../data-sets.js').DataSet} DataSet */

const INPUTS_HELP =
  'What the network is given of each point. With x² and y² one layer draws circles; without them it has to build them.';

export class DataPanel extends Panel {
  isOwnOpen = false;
  /** @type {import('../own/own-data-part.js').OwnDataPart | null} */ own = null;
  /** @type {Map<string, import('../thumbnails.js').Thumbnail> | null} */ thumbnails = null;
  /** The colours of the thumbnails. @type {unknown} */ drawnIn = null;

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
    const { controls } = this.host;
    const mayBeOwn = controls.ranges?.allowed('data.name', [{ name: 'own' }]).length !== 0;
    const ownButton =
      controls.has('own_data') && mayBeOwn
        ? html`<button type="button" class="own-open" aria-expanded=${String(this.isOwnOpen)} aria-label="Your own data" data-help="Draw points, bring a table, or give a formula. Nothing leaves this page." @click=${() => this.openOwn(!this.isOwnOpen)}>${this.isOwnOpen ? icons.minus : icons.plus}Own</button>`
        : nothing;
    const tiles = controls.has('data')
      ? plane &&
        offered(this.editor, 'data.name', plane.rows, this.experiment.data.name).map((row) => this.thumbnail(row, plane))
      : nothing;
    return html`
      <fieldset class="thumbnails" ?hidden=${tiles === nothing && ownButton === nothing}><legend>Data set</legend>${tiles}${ownButton}</fieldset>
      ${controls.has('data') ? this.menu(others.filter(({ rows }) => offered(this.editor, 'data.name', rows, this.experiment.data.name).length > 0)) : nothing}
      ${this.isOwnOpen && controls.has('own_data') ? (this.own?.render() ?? html`<p class="muted">Loading…</p>`) : nothing}
      <p class="chosen"><strong>${chosen?.title ?? 'Your own data.'}</strong> ${chosen?.summary ?? ownSummary(this.experiment.data)}</p>
      ${this.host.reader.acts?.replacement(this)}
      ${this.fault('data.name')}
      ${this.fields().map((field) => fieldControl(this.editor, `data.${field.name}`, field, this.experiment.data[field.name]))}
      ${this.inputs()}`;
  }

  /** @param {DataSet} row @param {Group} group */
  thumbnail(row, group) {
    return html`<label class="thumbnail" data-help="${row.title}. ${row.summary}">
      <input type="radio" name="data" .value=${row.name} .checked=${live(row.name === this.nameShown)} @change=${() => this.choose(row, group)} />
      <canvas class="points" data-set=${row.name} aria-hidden="true"></canvas>
      <span class="visually-hidden">${row.title}</span>
    </label>`;
  }

  /** The sets that are no points of the plane. @param {Group[]} groups */
  menu(groups) {
    if (groups.length === 0) return nothing;
    const name = this.nameShown;
    const choose = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      for (const group of groups) for (const row of group.rows) if (row.name === value) this.choose(row, group);
    };
    const isHere = groups.some(({ rows }) => rows.some((row) => row.name === name));
    return html`<div class="field field-menu more-data" data-help="Pictures, sequences and tables. What the present layers cannot take brings a network that can.">
      <span class="caption"><label for="more-data">More data</label></span>
      <span class="menu"><select id="more-data" data-path="data.name" .value=${live(isHere ? name : '')} @change=${choose}>
        <option value="" disabled ?selected=${!isHere}>pictures, tables…</option>
        ${groups.map(({ title, rows }) => html`<optgroup label=${title}>${offered(this.editor, 'data.name', rows, name).map((row) => html`<option value=${row.name} ?selected=${row.name === name}>${row.title}</option>`)}</optgroup>`)}
      </select></span>
    </div>`;
  }

  /** Columns made of a point can be chosen; those of other data are what they are. */
  inputs() {
    const { features } = this.experiment.data;
    if (!features) return nothing;
    const titleOf = (/** @type {string} */ wanted) =>
      this.catalog.features.find(({ name }) => name === wanted)?.title ?? wanted;
    if (!this.host.controls.has('inputs'))
      return html`<div class="field field-fixed" data-help=${INPUTS_HELP}><span class="caption"><span>Inputs</span></span><span class="fixed">${features.map(titleOf).join(', ')}</span></div>`;
    return html`<fieldset class="chips" data-help=${INPUTS_HELP}>
      <legend>Inputs</legend>
      ${this.catalog.features.map(
        ({ name, title }) => html`<label class="chip" data-help="${title} as an input. ${INPUTS_HELP}">
          <input type="checkbox" .checked=${live(this.editor.shown('data.features', features).includes(name))}
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

  choose(/** @type {DataSet} */ row, /** @type {Group} */ group) {
    this.isOwnOpen = false;
    this.editor.choosing('data.name', row.name, async () =>
      this.host.reader.act(({ chooseDataSet }) => chooseDataSet(this, row, group)),
    );
  }

  openOwn(/** @type {boolean} */ isOpen) {
    this.isOwnOpen = isOpen;
    this.host.requestUpdate();
    if (isOpen && !this.own) this.host.reader.act(({ loadOwn }) => loadOwn(this));
  }

  /** Switches an input column; they keep the order of the catalogue. */
  toggle(/** @type {string} */ name, /** @type {boolean} */ isOn) {
    const { features } = this.experiment.data;
    const columns = this.catalog.features.map((feature) => feature.name);
    const wanted = columns.filter((column) => (column === name ? isOn : features.includes(column)));
    this.editor.choosing('data.features', wanted, async () =>
      this.host.reader.act(({ withValue }) =>
        this.editor.edit(withValue(this.description.minimal, 'data.features', wanted), 'data.features'),
      ),
    );
  }

  /** The data that are chosen, be they here or on their way. */
  get nameShown() {
    return this.editor.shown('data.name', this.experiment.data.name);
  }

  paint() {
    if (this.isOwnOpen) this.own?.paint();
    if (this.drawnIn !== this.host.colours) this.draw();
  }

  destroy() {
    this.own?.destroy();
    super.destroy();
  }

  updated() {
    if (this.isOwnOpen) this.own?.updated();
    if (this.thumbnails) this.draw();
    else {
      thumbnailsOf(this.session.engine, this.catalog).then((thumbnails) => {
        this.thumbnails = thumbnails;
        this.draw();
      }, this.host.warn);
    }
  }

  draw() {
    this.drawnIn = this.host.colours;
    for (const [name, { task, points, domain, range }] of this.thumbnails ?? []) {
      const view = this.drawing(`canvas[data-set="${name}"]`, (node) => new SurfaceView(node));
      view?.update({ grid: [], resolution: 0, maps: 1, task, range, domain, train: points, theme: this.host.colours });
    }
  }
}

/** What the axes and the rows of own data stand for. @param {any} data */
function ownSummary({ axes, columns }) {
  if (columns) return `A table of ${columns.length} columns.`;
  if (!axes) return 'Points of the plane.';
  const texts = axes.map(
    (/** @type {[string, number, number]} */ [title, least, most], /** @type {number} */ index) =>
      `${'xy'[index]} is ${title}: −5 stands for ${numberText(least, 2)}, 5 for ${numberText(most, 2)}`,
  );
  return `${texts.join('; ')}.`;
}
