// The selected layer of a network of any layers: what it is, the settings of its type and of its activation, and, where it has an
// activation, its curve with the histogram of the layer's inputs.

import { html, nothing } from 'lit/html.js';
import { nameOf, parametersOf, valueAt } from '../experiment-edit.js';
import { fieldControl, menuControl } from '../field-control.js';
import { LayerPanel } from './layer-panel.js';

/** A type's fields stand in the order of their weight; the later ones wait behind "More". */
const IN_SIGHT = 4;

export class AnyLayerPanel extends LayerPanel {
  get stage() {
    return this.description.layers[this.index];
  }

  get layer() {
    const { stage } = this;
    return stage && !stage.output ? valueAt(this.experiment, stage.path) : undefined;
  }

  get type() {
    return this.catalog.layers.find(({ name }) => name === this.layer?.type);
  }

  /** The histogram is of the sums that an activation gets; a recurrent layer keeps those of its steps to itself. */
  request() {
    return this.layer?.activation && this.stage?.steps === 0 ? super.request() : {};
  }

  render() {
    const { layer, stage, type } = this;
    if (!layer || !stage || !type)
      return html`<p class="muted">No hidden layer: the output is a weighted sum of the inputs.</p>`;
    const { path } = stage;
    const [inSight, others] = [type.fields.slice(0, IN_SIGHT), type.fields.slice(IN_SIGHT)];
    const control = (/** @type {import('../types.js').Field} */ field) =>
      fieldControl(this.editor, `${path}.${field.name}`, field, layer[field.name]);
    return html`<div class="layer-card">
      ${layer.activation ? this.head(this.title()) : html`<div class="layer-head"><h2 class="panel-title">${this.title()}</h2></div>`}
      <div class="layer-settings">
        <p class="muted small-print">${type.summary}</p>
        ${inSight.map(control)}
        ${layer.activation ? this.activation(path) : nothing}
        <details class="more" ?hidden=${others.length === 0}>
          <summary data-help="Settings that are seldom needed.">More settings</summary>
          ${others.map(control)}
        </details>
      </div>
      ${layer.activation ? this.chart() : nothing}
    </div>`;
  }

  title() {
    const places = [...(this.stage?.path ?? '').matchAll(/\[(\d+)\]/g)].map(([, place]) => Number(place) + 1);
    return `Layer ${places.join('.')}: ${this.type?.title}`;
  }

  activation(/** @type {string} */ layerPath) {
    const { activation } = this.layer;
    const path = `${layerPath}.activation`;
    const { row } = this;
    return html`${menuControl(this.editor, {
      path,
      title: 'Activation',
      help: `The function that every unit of the layer applies to its weighted sum. ${row?.title}: ${row?.summary}`,
      rows: this.catalog.activations,
      value: nameOf(activation),
      choose: (name) => this.editor.chooseActivation([path], name),
    })}
    ${(row?.fields ?? []).map((field) => fieldControl(this.editor, `${path}.${field.name}`, field, parametersOf(activation)[field.name] ?? field.default))}`;
  }

  updated() {
    if (this.layer?.activation) super.updated();
  }

  paint() {
    if (this.layer?.activation) super.paint();
  }
}
