// The selected layer: its activation with f, f′ and the live histogram of the layer's inputs, the activation's own parameters and the
// layer's settings. The curves come from the engine; no formula is computed here.

import { html } from 'lit';
import { ActivationChart } from '../../view/activation-chart.js';
import { nameOf, parametersOf } from '../experiment-edit.js';
import { fieldControl, menuControl } from '../field-control.js';
import { countText, plural } from '../number-text.js';
import { Panel } from './panel.js';

/** The piece of the axis that is shown, and how finely: bars for the histogram, samples for the curves. */
const RANGE = { min: -6, max: 6 };
const BINS = 48;
const SAMPLES = 241;

export class LayerPanel extends Panel {
  /** @type {{ key: string, zs: Float32Array, values: Float32Array, derivatives: Float32Array } | null} */ curve = null;
  wantedKey = '';

  get index() {
    return this.host.selectedLayer;
  }

  get layer() {
    return this.experiment.network.layers[this.index];
  }

  request() {
    return this.layer ? { histogram: { layer: this.index, bins: BINS, ...RANGE } } : {};
  }

  render() {
    if (!this.layer) return html`<p class="muted">No hidden layer: the output is a weighted sum of the inputs.</p>`;
    const { activation } = this.layer;
    const row = this.catalog.activations.find(({ name }) => name === nameOf(activation));
    const type = this.catalog.layers.find(({ name }) => name === this.layer.type);
    const path = `network.layers[${this.index}]`;
    return html`<div class="layer-card">
      <div class="layer-settings">
        <h2 class="panel-title">Layer ${this.index + 1}</h2>
        ${menuControl(this.editor, {
          path: `${path}.activation`,
          title: 'Activation',
          help: `The function that every unit of the layer applies to its weighted sum. ${row?.title}: ${row?.summary}`,
          rows: this.catalog.activations,
          value: nameOf(activation),
          choose: (name) => this.editor.chooseActivation(this.index, name),
        })}
        ${(row?.fields ?? []).map((field) => fieldControl(this.editor, `${path}.activation.${field.name}`, field, parametersOf(activation)[field.name] ?? field.default))}
        ${(type?.fields ?? []).map((field) => fieldControl(this.editor, `${path}.${field.name}`, field, this.layer[field.name]))}
        <p class="muted small-print">Bars: inputs z of the layer’s ${countText(this.layer.units)} ${plural(this.layer.units, 'unit')}, all ${countText(this.description.trainRows)} training points.</p>
      </div>
      <div class="layer-curve">
        <p class="formula"><span class="curve-f">f(z) = ${row?.formula}</span> <span class="curve-derivative">f′(z) = ${row?.derivative}</span></p>
        <div class="activation-chart"></div>
      </div>
    </div>`;
  }

  updated() {
    this.drawing('.activation-chart', (node) => new ActivationChart(node));
    if (!this.layer) return;
    const { activation } = this.layer;
    const key = JSON.stringify(activation);
    if (key === this.wantedKey) return;
    this.wantedKey = key;
    this.measureCurve(key, nameOf(activation), parametersOf(activation)).catch(this.host.warn);
  }

  async measureCurve(/** @type {string} */ key, /** @type {string} */ name, /** @type {Record<string, any>} */ parameters) {
    const width = RANGE.max - RANGE.min;
    const zs = Float32Array.from({ length: SAMPLES }, (_, index) => RANGE.min + (width * index) / (SAMPLES - 1));
    const { values, derivatives } = await this.session.engine.curve(name, parameters, zs);
    if (key !== this.wantedKey) return;
    this.curve = { key, zs, values, derivatives };
    this.host.schedule();
  }

  paint() {
    const { curve } = this;
    if (!curve || !this.layer) return;
    const title = this.catalog.activations.find(({ name }) => name === nameOf(this.layer.activation))?.title ?? '';
    const histogram = this.session.snapshot?.histogram;
    this.drawings.get('.activation-chart')?.view.update({
      zs: curve.zs,
      values: curve.values,
      derivatives: curve.derivatives,
      histogram: histogram ? { ...histogram, ...RANGE } : null,
      title,
      theme: this.host.colours,
    });
  }
}
