// One unit, opened from its tile: its response map with the training points on which it fires, how it has fared, why it is as it is,
// and its weights as numbers that can be changed by hand.

import { html, nothing } from 'lit/html.js';
import { FiredChart } from '../../view/fired-chart.js';
import { SurfaceView } from '../../view/surface.js';
import { magnitude } from '../../view/unit-map.js';
import { arrowOf } from '../arrow-keys.js';
import { nameOf, parametersOf } from '../experiment-edit.js';
import { icons } from '../icons.js';
import { columnsOf, LEAST_SCALE, resolutionOf, unitTitle } from '../network-shape.js';
import { capital, countText, singleText } from '../number-text.js';
import { causeText } from '../unit-cause.js';
import { firingText, healthOf, stateText } from '../unit-health.js';
import { Panel } from './panel.js';
import { unitStyles } from './unit-styles.js';

/** Of a unit with more inputs only so many weights are listed. */
const MOST_WEIGHTS = 48;
/** What an arrow key adds to a weight, and with Shift. */
const NUDGE = 0.1;
const LARGE_NUDGE = 1;
/** While training, the unit's answers to the training points are asked for no oftener. */
const VALUES_EVERY_MS = 500;
/** Where an activation with a flat end at 0 shows it. */
const FAR_BELOW = Float32Array.of(-1, -4, -10);

export class UnitPanel extends Panel {
  static styles = unitStyles;

  /** The unit's answers to the training points, and of which unit and step they are. @type {{ key: string, train: Float32Array } | null} */ values =
    null;
  valuesAtMs = Number.NEGATIVE_INFINITY;
  isAsking = false;
  /** Whether the activation has slope 0 where it is 0, by the activation's text. @type {{ key: string, isFlat: boolean }} */ flat =
    { key: '', isFlat: false };
  /** What was said about a refused weight. */ fault = '';
  /** The unit whose card has had the focus. */ shownKey = '';

  /** The opened unit with its layer; null where none is open or the network has it no more. */
  get place() {
    const opened = this.host.selection.unit;
    const layer = opened && this.description.layers[opened.stage];
    return layer && opened.unit < layer.units ? { ...opened, layer } : null;
  }

  get column() {
    const columns = columnsOf(this.description, Number.POSITIVE_INFINITY);
    const { stage } = /** @type {{ stage: number }} */ (this.place);
    return { column: columns[stage + 1], before: columns[stage] };
  }

  render() {
    const { place } = this;
    if (!place) return nothing;
    const { column } = this.column;
    return html`<div class="unit-card" tabindex="-1" role="group" aria-labelledby="unit-title" @keydown=${this.key}>
      <div class="unit-head">
        <h2 class="panel-title" id="unit-title">${capital(unitTitle(this.description, column, place.unit))}</h2>
        <p class="unit-summary"><b class="unit-state"></b> <span class="unit-firing"></span></p>
        <button type="button" class="small unit-close" aria-label="Close" data-help="Puts the unit’s card away." @click=${() => this.host.selection.openUnit(null)}>${icons.close}</button>
      </div>
      <div class="unit-body">
        <div class="unit-picture">
          <canvas class="unit-map" aria-hidden="true"></canvas>
          <p class="unit-key" aria-hidden="true"><span><i class="dot filled"></i>fires</span><span><i class="dot"></i>off</span></p>
        </div>
        <div class="unit-facts">
          <p class="unit-cause"></p>
          <div class="fired-chart"></div>
          <p class="visually-hidden" id="fired-summary"></p>
        </div>
        ${this.weights(place)}
      </div>
    </div>`;
  }

  /** @param {{ stage: number, unit: number, layer: import('../types.js').LayerDescription }} place */
  weights(place) {
    const entries = this.entries(place);
    const more = place.layer.inputs - MOST_WEIGHTS;
    return html`<fieldset class="unit-weights">
      <legend>Weights, exact</legend>
      <div class="unit-inputs">
        ${entries.map(
          ({
            index,
            title,
            name,
          }) => html`<label class="weight" data-help="The number as it is. Type another one, and see what becomes of the unit."><span>${title}</span>
            <input type="number" step="any" inputmode="decimal" aria-label=${name} data-weight=${index} ?readonly=${!this.editor.controls.has('weights')} @change=${this.change} @keydown=${this.nudge} /></label>`,
        )}
      </div>
      ${more > 0 ? html`<p class="small-print muted">and ${countText(more)} more</p>` : nothing}
      <p class="small-print muted" ?hidden=${!this.session.isByHand}>Changed by hand: a link does not hold this, a saved network does. Undo takes a number back, Reset all.</p>
      <p class="fault" role="alert">${this.fault}</p>
    </fieldset>`;
  }

  /** Bias, slope and weights with their place among all parameters. @param {{ stage: number, unit: number, layer: import('../types.js').LayerDescription }} place */
  entries({ unit, layer }) {
    const { before } = this.column;
    const entries = [];
    if (layer.biases) entries.push({ index: layer.biases.offset + unit, title: 'bias', name: 'Bias' });
    if (layer.slopes) {
      const isShared = layer.slopes.count === 1;
      const index = layer.slopes.offset + (isShared ? 0 : unit);
      entries.push({ index, title: 'slope', name: isShared ? 'Slope, shared by the layer' : 'Slope' });
    }
    for (let from = 0; from < Math.min(layer.inputs, MOST_WEIGHTS); from++) {
      const title = before.kind === 'input' ? (this.description.inputs[from]?.title ?? '') : `unit ${from + 1}`;
      entries.push({ index: layer.weights.offset + unit * layer.inputs + from, title, name: `Weight from ${title}` });
    }
    return entries;
  }

  updated() {
    const { place } = this;
    this.drawing('.unit-map', (node) => new SurfaceView(node));
    this.drawing('.fired-chart', (node) => new FiredChart(node));
    const key = place ? `${place.stage}.${place.unit}` : '';
    const isNew = key !== this.shownKey;
    if (isNew) {
      this.shownKey = key;
      this.fault = '';
      this.values = null;
      this.valuesAtMs = Number.NEGATIVE_INFINITY;
    }
    if (place) this.learnFlatness(place.layer.activation);
    this.paint();
    if (!isNew) return;
    const card = /** @type {HTMLElement | null} */ (this.find('.unit-card'));
    card?.focus({ preventScroll: true });
    // Where its head is in sight, the page stays as it is.
    const head = this.find('.unit-head')?.getBoundingClientRect();
    if (head && (head.top < 0 || head.bottom > window.innerHeight)) card?.scrollIntoView({ block: 'nearest' });
  }

  /** Whether a unit that is off has no slope either: asked of the engine once for each activation. */
  learnFlatness(/** @type {any} */ activation) {
    const key = JSON.stringify(activation);
    if (key === this.flat.key) return;
    this.flat = { key, isFlat: false };
    this.session.engine.curve(nameOf(activation), parametersOf(activation), FAR_BELOW).then(({ values, derivatives }) => {
      if (key !== this.flat.key) return;
      this.flat.isFlat = values.some((value, index) => value === 0 && derivatives[index] === 0);
      this.host.schedule();
    }, this.host.warn);
  }

  paint() {
    const { place } = this;
    const { snapshot } = this.session;
    if (!place || !snapshot) return;
    const { stepsPerEpoch, trainRows, experiment } = this.description;
    const health = healthOf(snapshot.health, place.stage, place.unit);
    const { l1 = 0, l2 = 0, optimizer } = experiment.training;
    const isPenalised = l1 > 0 || l2 > 0 || parametersOf(optimizer).weight_decay > 0;
    this.write('.unit-state', capital(stateText(health, stepsPerEpoch)));
    this.write('.unit-firing', firingText(health, trainRows));
    this.write('.unit-cause', causeText(health, { isFlat: this.flat.isFlat, isFirst: place.stage === 0, isPenalised }));
    this.paintMap(place);
    this.paintCourse(place, health);
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (
      this.host.renderRoot.querySelectorAll('.unit-weights input')
    )) {
      const value = snapshot.weights?.[Number(input.dataset.weight)];
      const text = value === undefined ? '' : singleText(value);
      const isTyping = /** @type {ShadowRoot} */ (this.host.renderRoot).activeElement === input;
      if (input.value !== text && !isTyping) input.value = text;
    }
  }

  /** @param {{ stage: number, unit: number }} place */
  paintMap({ stage, unit }) {
    const { snapshot, data } = this.session;
    const view = /** @type {SurfaceView | undefined} */ (this.drawings.get('.unit-map')?.view);
    if (!view || !snapshot) return;
    const resolution = resolutionOf(this.description);
    const cells = resolution ** 2;
    const { column } = this.column;
    const grid = snapshot.unitGrids?.subarray((column.firstMap + unit) * cells, (column.firstMap + unit + 1) * cells) ?? [];
    const key = `${stage}.${unit}.${snapshot.step}`;
    if (this.values?.key !== key) this.ask(stage, unit, key);
    const size = Math.max(LEAST_SCALE, magnitude(grid));
    const points = this.values && data ? splitPoints(data.train, this.values.train) : null;
    const { task } = this.description;
    view.update({
      grid,
      resolution,
      maps: 1,
      task: 'regression',
      range: { min: -size, max: size },
      domain: this.description.domain,
      train: points?.fires ?? null,
      test: points?.off ?? null,
      showTest: true,
      // Of a value that is wanted the sign is shown: its size would look like the unit's own answer.
      pointTask: task === 'regression' ? 'binary' : task,
      theme: this.host.colours,
    });
  }

  /** Asks for the unit's answers to the training points of this step. */
  async ask(/** @type {number} */ stage, /** @type {number} */ unit, /** @type {string} */ key) {
    const now = performance.now();
    if (this.isAsking || (this.session.playing && now - this.valuesAtMs < VALUES_EVERY_MS)) return;
    this.isAsking = true;
    this.valuesAtMs = now;
    try {
      const values = await this.session.unitValues(stage, unit);
      this.values = values && { key, train: values.train };
      this.host.schedule();
    } catch (error) {
      this.host.warn(error);
    } finally {
      this.isAsking = false;
    }
  }

  /** @param {{ stage: number, unit: number }} place @param {import('../unit-health.js').Health | null} health */
  paintCourse({ stage, unit }, health) {
    const { stepsPerEpoch } = this.description;
    /** @type {import('../../view/fired-chart.js').Turn[]} */
    const turns = [];
    if (health?.diedAt) turns.push({ epoch: health.diedAt / stepsPerEpoch, kind: 'died' });
    if (health?.revivedAt) turns.push({ epoch: health.revivedAt / stepsPerEpoch, kind: 'revived' });
    const chart = /** @type {FiredChart | undefined} */ (this.drawings.get('.fired-chart')?.view);
    chart?.update({ ...this.session.healthHistory.of(stage, unit), turns, theme: this.host.colours });
    if (!this.session.playing) this.write('#fired-summary', chart?.describe() ?? '');
  }

  change = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    this.set(Number(input.dataset.weight), input.value.trim() === '' ? Number.NaN : input.valueAsNumber);
  };

  nudge = (/** @type {KeyboardEvent} */ event) => {
    const direction = -(arrowOf(event)?.down ?? 0);
    if (!direction || !this.editor.controls.has('weights')) return;
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (event.target);
    const value = Math.fround(input.valueAsNumber + direction * (event.shiftKey ? LARGE_NUDGE : NUDGE));
    if (Number.isFinite(value)) input.value = singleText(value);
    this.set(Number(input.dataset.weight), value);
  };

  /** Gives a weight its value; what is no number of the network's kind is refused beside it. */
  async set(/** @type {number} */ index, /** @type {number} */ value) {
    this.fault = Number.isFinite(Math.fround(value)) ? '' : 'Expected a number up to ±3.4e38.';
    if (this.fault === '') await this.give(index, Math.fround(value)).catch(this.host.warn);
    this.values = null;
    this.host.requestUpdate();
  }

  /** @param {number} index @param {number} to  a float32 */
  async give(index, to) {
    const { place } = this;
    if (!place) return;
    const { name } = this.entries(place).find((entry) => entry.index === index) ?? { name: 'Weight' };
    const unit = unitTitle(this.description, this.column.column, place.unit);
    const from = await this.session.setWeight(index, to);
    this.host.undo.recordByHand(
      { index, from, to },
      (first) => `${unit}, ${name.toLowerCase()} ${singleText(first)} → ${singleText(to)}`,
    );
  }

  key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.host.selection.openUnit(null);
  };
}

/** The training points on which a unit fires, and the others. @param {import('../types.js').Points} part @param {Float32Array} answers */
function splitPoints({ points, labels }, answers) {
  const those = (/** @type {(answer: number) => boolean} */ belongs) => {
    const rows = Array.from(answers.keys()).filter((row) => belongs(answers[row]));
    return { points: rows.flatMap((row) => [points[2 * row], points[2 * row + 1]]), labels: rows.map((row) => labels[row]) };
  };
  return { fires: those((answer) => answer !== 0), off: those((answer) => answer === 0) };
}
