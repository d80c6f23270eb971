// The selected layer: its activation with f, f′ and the live histogram of the layer's inputs, how many of them meet which part of the
// curve, the activation's own parameters, learned slopes on the move, and the layer's settings. The curves come from the engine; no
// formula is computed here.

import { html } from 'lit/html.js';
import { nameOf, parametersOf } from '../../engine/patch.js';
import { ActivationChart } from '../../view/activation-chart.js';
import { formatShare } from '../../view/words.js';
import { fieldControl, menuControl } from '../field-control.js';
import { nounOf } from '../kinds.js';
import { countText, exactText, plural } from '../number-text.js';
import { Panel } from './panel.js';

/** The piece of the axis that is shown, and how finely: bars for the histogram, samples for the curves. */
const RANGE = { min: -6, max: 6 };
const BINS = 48;
const SAMPLES = 241;

const REGIMES = /** @type {const} */ ([
  {
    name: 'off',
    title: 'off',
    help: 'The unit answers exactly 0 and its slope is flat: no signal passes, neither forward nor backward.',
  },
  { name: 'linear', title: 'passing', help: 'The slope is large enough to pass the learning signal on.' },
  {
    name: 'saturated',
    title: 'saturated',
    help: 'On a flat end of the curve, below a hundredth of its steepest slope: hardly any learning signal passes.',
  },
]);

/** Evenly spaced places over the axis. */
export const placesOf = (/** @type {number} */ count) =>
  Float32Array.from({ length: count }, (_, index) => RANGE.min + ((RANGE.max - RANGE.min) * index) / (count - 1));

export class LayerPanel extends Panel {
  /** @type {{ zs: Float32Array, values: Float32Array, derivatives: Float32Array } | null} */ curve = null;
  wantedKey = '';
  /** How far the first parameter bends the curve, and where. @type {import('../curve-reach.js').Reach | null} */ reach = null;
  reachKey = '';
  /** Comes with the first curve that has a parameter. @type {typeof import('../curve-bend.js') | null} */ bend = null;
  /** @type {Promise<typeof import('../curve-bend.js') | void> | null} */ arrival = null;
  /** The curves of the units where each has its own. @type {{ zs: Float32Array, values: Float32Array }[]} */ family = [];
  slopesAtMs = Number.NEGATIVE_INFINITY;

  get index() {
    return this.host.selection.layer;
  }

  get layer() {
    return this.experiment.network.layers[this.index];
  }

  /** The row of the layer's activation. */
  get row() {
    return this.catalog.activations.find(({ name }) => name === nameOf(this.layer?.activation));
  }

  request() {
    if (!this.layer) return {};
    return {
      histogram: { layer: this.index, bins: BINS, ...RANGE },
      ...(this.description.layers[this.index]?.slopes && { weights: true }),
    };
  }

  render() {
    if (!this.layer) return html`<p class="muted">No hidden layer: the output is a weighted sum of the inputs.</p>`;
    const { row } = this;
    const { activation } = this.layer;
    const type = this.catalog.layers.find(({ name }) => name === this.layer.type);
    const path = `network.layers[${this.index}]`;
    return html`<div class="layer-card">
      ${this.head(`Layer ${this.index + 1}`)}
      <div class="layer-settings">
        ${menuControl(this.editor, {
          path: `${path}.activation`,
          title: 'Activation',
          help: `The function that every unit of the layer applies to its weighted sum. ${row?.title}: ${row?.summary}`,
          rows: this.catalog.activations,
          value: nameOf(activation),
          choose: (name) => this.editor.chooseActivation([`${path}.activation`], name),
        })}
        ${(row?.fields ?? []).map((field) => fieldControl(this.editor, `${path}.activation.${field.name}`, field, parametersOf(activation)[field.name] ?? field.default))}
        ${(type?.fields ?? []).map((field) => fieldControl(this.editor, `${path}.${field.name}`, field, this.layer[field.name]))}
      </div>
      ${this.chart()}
    </div>`;
  }

  /** The layer's name, the formulas of its activation, and the shares of its parts. */
  head(/** @type {string} */ title) {
    const { row } = this;
    return html`<div class="layer-head">
      <h2 class="panel-title">${title}</h2>
      <p class="formula"><span class="curve-f">f(z) = ${row?.formula}</span> <span class="curve-derivative">f′(z) = ${row?.derivative}</span> <span class="slopes"></span></p>
      <p class="regimes">${REGIMES.map(
        ({ name, title: regime, help }) =>
          html`<span class="regime" data-help=${help}><i class="band band-${name}"></i>${regime} <b data-regime=${name}></b></span>`,
      )}</p>
    </div>`;
  }

  chart() {
    const { units } = /** @type {import('../types.js').LayerDescription} */ (this.description.layers[this.index]);
    const bars = `Bars: the inputs z of the layer’s ${countText(units)} ${plural(units, 'unit')}, over all ${countText(this.description.trainRows)} training ${nounOf(this.description)}s.`;
    return html`<div class="activation-chart" data-help=${bars}></div>
      <p class="visually-hidden" id="activation-summary"></p>`;
  }

  updated() {
    this.drawing('.activation-chart', (node) => new ActivationChart(node));
    if (!this.layer) return;
    const { activation } = this.layer;
    const key = JSON.stringify(activation);
    if (key !== this.wantedKey) {
      this.wantedKey = key;
      this.family = [];
      this.slopesAtMs = Number.NEGATIVE_INFINITY;
      this.measureCurve(key, parametersOf(activation)).catch(this.host.warn);
    }
    this.learnReach();
  }

  /** The curve of the layer's activation with these parameters. */
  async measureCurve(/** @type {string} */ key, /** @type {Record<string, any>} */ parameters) {
    const zs = placesOf(SAMPLES);
    const { values, derivatives } = await this.session.engine.curve(nameOf(this.layer.activation), parameters, zs);
    if (key !== this.wantedKey) return;
    this.curve = { zs, values, derivatives };
    this.host.schedule();
  }

  /** Where the curve can be taken hold of to change its parameter; a learned one is the network's own to change. */
  learnReach() {
    const { row } = this;
    const field = row?.fields.find(({ kind }) => kind === 'number');
    const key = `${this.index} ${row?.name}`;
    if (key === this.reachKey) return;
    this.reachKey = key;
    this.reach = null;
    if (!row || !field || row.learned) return;
    this.measureReach(key, row, field).catch(this.host.warn);
  }

  /** @param {string} key @param {import('../types.js').Row} row @param {import('../types.js').Field} field */
  async measureReach(key, row, field) {
    const parameters = parametersOf(this.layer.activation);
    const bend = await this.loadBend();
    const reach = await bend?.measureReach(this.session.engine, row.name, parameters, field, RANGE);
    if (key !== this.reachKey || !reach) return;
    this.reach = reach;
    this.host.schedule();
  }

  /** Most curves have no parameter, and never load what shows and changes how it bends them. */
  loadBend() {
    const forget = () => {
      this.arrival = null;
      this.reachKey = '';
      this.host.requestUpdate();
    };
    this.arrival ??= import('../curve-bend.js').then(
      (bend) => {
        this.bend = bend;
        this.host.schedule();
        return bend;
      },
      (error) => this.host.missing.add('Parameter of the curve', error, forget),
    );
    return this.arrival;
  }

  /** The slopes that the layer has learned, or null. */
  get slopes() {
    const place = this.description.layers[this.index]?.slopes;
    const { snapshot } = this.session;
    return place && snapshot?.weights ? snapshot.weights.subarray(place.offset, place.offset + place.count) : null;
  }

  drag = (/** @type {number} */ value, /** @type {boolean} */ isDone) => {
    const { reach } = this;
    if (!reach) return;
    this.editor.set(`${this.description.layers[this.index]?.path}.activation.${reach.name}`, reach.settingFor(value), !isDone);
  };

  paint() {
    const { curve, slopes } = this;
    if (!this.layer) return;
    this.paintShares();
    if (!slopes) this.write('.slopes', '');
    else if (this.bend) this.bend.paintSlopes(this, slopes);
    else this.loadBend().catch(this.host.warn);
    if (!curve) return;
    const histogram = this.session.snapshot?.histogram;
    const chart = /** @type {ActivationChart | undefined} */ (this.drawings.get('.activation-chart')?.view);
    const mayBend = this.editor.controls.has('activation');
    if (chart && this.bend) chart.handle ??= new this.bend.CurveHandle(chart);
    chart?.update({
      ...curve,
      family: this.family,
      handle: this.reach && mayBend ? { z: this.reach.z, drag: this.drag } : null,
      histogram: histogram ? { ...histogram, ...RANGE } : null,
      title: this.row?.title ?? '',
      theme: this.host.colours,
    });
    if (!this.session.playing) this.write('#activation-summary', chart?.describe() ?? '');
  }

  /** How many of the layer's inputs meet which part of the curve. */
  paintShares() {
    const regimes = this.session.snapshot?.histogram?.regimes;
    for (const { name } of REGIMES) {
      this.write(`[data-regime="${name}"]`, regimes ? formatShare(regimes[name]) : '');
      const node = /** @type {HTMLElement | null} */ (this.find(`[data-regime="${name}"]`));
      const exact = regimes ? `${exactText(regimes[name] * 100)}\u202f%` : '';
      if (node && node.title !== exact) node.title = exact;
    }
  }
}
