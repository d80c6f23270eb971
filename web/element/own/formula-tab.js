// Makes points by a formula in x and y: a comparison gives two classes, a number a value. Says where a formula cannot be read, and shows
// what it gives before it is taken.

import { live } from 'lit/directives/live.js';
import { html } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { countText, numberText, percentText } from '../number-text.js';
import { Panel } from '../panels/panel.js';
import { rangeOf } from '../thumbnails.js';
import { FormulaError, FUNCTION_NAMES, pointsOfFormula, readFormula } from './formula.js';
import { areTrainable, classMembers, FIELD, MOST_DRAWN, PLANE, valueMembers } from './own-experiment.js';

/** @typedef {import('./own-experiment.js').OwnPoint} OwnPoint */

const EXAMPLES = ['x*y > 0', 'r < 3', 'y > 2sin(x)', 'sin(x) + cos(y)'];
const COUNTS = [50, 100, 200, 300, MOST_DRAWN];

/** What a formula gives. @typedef {{ points: OwnPoint[], isTruth: boolean, fault: string, place: number | null }} Outcome */

/** @param {string} text @param {number} count @returns {Outcome} */
export function outcomeOf(text, count) {
  try {
    const formula = readFormula(text);
    const points = pointsOfFormula(formula, count, FIELD);
    const { isTruth } = formula;
    const isFlat = isTruth ? !areTrainable(points) : points.every(({ label }) => label === points[0].label);
    if (points.length < 2) return { points, isTruth, fault: 'The formula has no finite value anywhere.', place: null };
    if (isFlat) return { points, isTruth, fault: 'The formula gives the same answer everywhere.', place: null };
    return { points, isTruth, fault: '', place: null };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { points: [], isTruth: false, fault: `${error.message}.`, place: error.place };
  }
}

export class FormulaTab extends Panel {
  text = EXAMPLES[0];
  count = 300;
  /** @type {{ key: string, outcome: Outcome, flat: { points: number[], labels: number[] } } | null} */ known = null;

  /** @param {import('../playground.js').Playground} host @param {{ take: (own: any, title: string) => Promise<boolean> }} owner */
  constructor(host, owner) {
    super(host);
    this.owner = owner;
  }

  get result() {
    const key = `${this.count} ${this.text}`;
    if (this.known?.key !== key) {
      const outcome = outcomeOf(this.text, this.count);
      const flat = { points: outcome.points.flatMap(({ x, y }) => [x, y]), labels: outcome.points.map(({ label }) => label) };
      this.known = { key, outcome, flat };
    }
    return this.known;
  }

  render() {
    const { outcome } = this.result;
    return html`
      <div class="own-formula" data-help="A comparison, such as x*y > 0, gives two classes. A number, such as sin(x) + y, gives a value to learn.">
        <label for="own-formula">Formula in x and y, from −5 to 5</label>
        <input type="text" id="own-formula" spellcheck="false" autocomplete="off" autocapitalize="off" maxlength="500" .value=${live(this.text)} aria-invalid=${String(outcome.fault !== '')} aria-describedby="own-formula-said"
          @input=${(/** @type {Event} */ event) => this.type(/** @type {HTMLInputElement} */ (event.target).value)} @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Enter' && this.use()} />
      </div>
      ${this.said(outcome)}
      <p class="own-examples small-print" role="group" aria-label="Examples">${EXAMPLES.map((text) => html`<button type="button" class="quiet own-example" data-help="Puts this formula in." @click=${() => this.type(text)}>${text}</button>`)}</p>
      <details class="more"><summary>What may be used</summary><p class="small-print">x, y, r (the distance from the middle), pi, e, numbers, + − * / ^ %, comparisons, and, or, not, ${FUNCTION_NAMES.join(', ')}.</p></details>
      <div class="own-preview"><canvas class="own-formula-canvas" role="img" aria-label="The points that the formula gives"></canvas></div>
      <div class="own-actions">
        <label class="own-points-count" data-help="How many points, spread evenly over the plane.">Points <span class="menu"><select aria-label="Points" .value=${live(String(this.count))} @change=${(/** @type {Event} */ event) => this.set(Number(/** @type {HTMLSelectElement} */ (event.target).value))}>
          ${COUNTS.map((count) => html`<option value=${count} ?selected=${count === this.count}>${count}</option>`)}</select></span></label>
        <button type="button" class="fix primary own-use" data-help="The network trains on these points." ?disabled=${outcome.fault !== ''} @click=${() => this.use()}>Use these points</button>
      </div>`;
  }

  /** @param {Outcome} outcome */
  said({ fault, place, points, isTruth }) {
    if (fault) {
      const where = place === null || place >= this.text.length ? '' : `At character ${place + 1}: `;
      const mark =
        place === null
          ? ''
          : html`<code class="own-place">${this.text.slice(0, place)}<mark>${this.text.slice(place, place + 1) || '␣'}</mark>${this.text.slice(place + 1)}</code>`;
      return html`<p class="fault" id="own-formula-said" role="status">${where}${fault} ${mark}</p>`;
    }
    const left = this.count - points.length;
    const gaps = left ? ` ${countText(left)} places without a finite value are left out.` : '';
    const ones = points.reduce((sum, { label }) => sum + label, 0);
    const values = points.map(({ label }) => label);
    const text = isTruth
      ? `Two classes; class 1 has ${percentText(ones / points.length)} of the points.`
      : `Values from ${numberText(Math.min(...values), 2)} to ${numberText(Math.max(...values), 2)}.`;
    return html`<p class="small-print" id="own-formula-said" role="status">${text}${gaps}</p>`;
  }

  type(/** @type {string} */ text) {
    this.text = text;
    this.host.requestUpdate();
  }

  set(/** @type {number} */ count) {
    this.count = count;
    this.host.requestUpdate();
  }

  use() {
    const { points, isTruth, fault } = this.result.outcome;
    if (!fault) this.owner.take(isTruth ? classMembers(points) : valueMembers(points), `data by the formula ${this.text}`);
  }

  updated() {
    const { outcome, flat } = this.result;
    const task = outcome.isTruth ? 'binary' : 'regression';
    this.drawing('.own-formula-canvas', (node) => new SurfaceView(node))?.update({
      grid: [],
      resolution: 0,
      maps: 1,
      task,
      range: rangeOf(task, flat.labels),
      domain: PLANE,
      train: flat,
      theme: this.host.colours,
    });
  }
}
