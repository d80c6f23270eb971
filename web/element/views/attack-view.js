// Attacks on the network of the network view: on one point or picture that the reader chooses, and on the whole test part, activation
// by activation. Knows the engine's two calls, and nothing of how an attack is computed.

import { css } from '@lit/reactive-element/css-tag.js';
import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { FeatureMaps } from '../../view/feature-map.js';
import { PlaneMarks } from '../../view/plane-marks.js';
import { SurfaceView } from '../../view/surface.js';
import { arrowOf } from '../arrow-keys.js';
import { countText, numberText, percentText, plural } from '../number-text.js';
import { COMPARED, compareActivations } from './attack-comparison.js';
import { View as Base } from './view.js';

/** Samples along a side of the surface. */
const RESOLUTION = 120;
/** Epochs that "Train" gives a network that has not learned anything yet. */
const EPOCHS = 100;
/** A size to begin with, as a share of the data's range. */
const STARTING_SHARE = 0.1;
/** Steps of the size slider. */
const SLIDER_STEPS = 200;

const KINDS = [
  {
    name: 'fgsm',
    title: 'FGSM: one step',
    help: 'The fast gradient sign method: one step along the gradient, as long as allowed.',
  },
  {
    name: 'pgd',
    title: 'PGD: 20 steps',
    help: 'Projected gradient descent: 20 short steps, each along the gradient where it stands.',
  },
];
const NORMS = [
  { name: 'linf', title: 'its largest part', help: 'No coordinate, no pixel changes by more than this.' },
  {
    name: 'l2',
    title: 'its length',
    help: 'The change as a whole, the root of the sum of its squares, is no longer than this.',
  },
];

export class View extends Base {
  static styles = css`
    .attack { display: grid; gap: 1rem 2rem; padding: 1rem; }
    .attack h2 { font-size: 0.9375rem; margin-bottom: 0.25rem; }
    .attack-sentence { font-size: 1.0625rem; line-height: 1.4; min-height: 3lh; max-width: 46ch; text-wrap: pretty; }
    .attack-marks { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
    .attack-fields { display: grid; gap: 0.25rem 1rem; max-width: 24rem; margin-block: 0.5rem; }
    .attack-fields :is(label, .attack-field) { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); align-items: center; gap: 0.5rem; min-height: var(--control); }
    .attack-fields .with-number { grid-template-columns: 6.5rem minmax(0, 1fr) 4.5rem; }
    .attack-buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block: 0.5rem; }
    .attack-fields .menu { justify-self: start; }
    .attack-row { display: flex; align-items: center; gap: 0.25rem; white-space: nowrap; }
    .attack-row input { max-width: 5rem; }
    .attack-buttons .fix { flex: 0 1 auto; }
    .attack-side { display: grid; gap: 1.5rem; align-content: start; min-width: 0; }
    .attack table { border-collapse: collapse; width: 100%; max-width: 34rem; }
    .attack th, .attack td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: end; font-weight: 400; border-bottom: 1px solid var(--relu-grid); }
    .attack th:first-child { text-align: start; }
    .attack thead th { color: var(--relu-muted-text); font-size: 0.75rem; vertical-align: bottom; }
    .attack-pictures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.75rem; }
    .attack-pictures figure { margin: 0; display: grid; gap: 0.25rem; }
    .attack-pictures canvas { width: 100%; aspect-ratio: 1; image-rendering: pixelated; border: 1px solid var(--relu-line); border-radius: 6px; }
    .attack-pictures figcaption { font-size: 0.75rem; color: var(--relu-muted-text); }
    .pictures .attack :is(.attack-fields, .attack-buttons) { display: none; }
    @container playground (width >= 47.5rem) { .attack { grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); } }
  `;

  row = 0;
  /** @type {'fgsm' | 'pgd'} */ kind = 'fgsm';
  /** @type {'linf' | 'l2'} */ norm = 'linf';
  /** Largest change, in the data's units. */ epsilon = 0;
  /** @type {import('../../engine/types.js').AttackOutcome | null} */ outcome = null;
  /** The smallest size for this sample; NaN when none was found, null before it was looked for. @type {number | null} */ smallest =
    null;
  /** @type {import('./attack-comparison.js').ComparedRow[]} */ compared = [];
  /** @type {AbortController | null} */ comparing = null;
  /** What the outcome belongs to. @type {unknown} */ knownData = null;
  knownStep = -1;
  wishes = 0;

  request() {
    return this.isPlane ? { outputGrid: RESOLUTION } : {};
  }

  active(/** @type {boolean} */ isActive) {
    if (!isActive) this.comparing?.abort();
  }

  get isPlane() {
    return this.description.columns === 2;
  }

  get isPicture() {
    const { data } = this.experiment;
    return this.catalog.stored.some(({ name, shape }) => name === data.name && shape[1] > 1);
  }

  /** The part whose samples are attacked: what the network never trained on, where there is some. */
  get part() {
    const { data } = this.session;
    return data && (this.description.testRows > 0 ? data.test : data.train);
  }

  get range() {
    const { domain } = this.description;
    if (this.isPlane) return domain;
    return this.pictureRange;
  }

  /** Lowest and highest number of the whole data; of pictures the grey values. */
  get pictureRange() {
    const { data } = this.session;
    if (this.rangeOf?.data !== data) {
      let min = 0;
      let max = 0;
      for (const part of data ? [data.train, data.test] : []) {
        for (const value of part.points) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
      this.rangeOf = { data, min, max };
    }
    return this.rangeOf;
  }

  /** @type {{ data: unknown, min: number, max: number } | undefined} */ rangeOf = undefined;

  get sample() {
    const { columns } = this.description;
    return this.part?.points.slice(this.row * columns, (this.row + 1) * columns) ?? new Float32Array(columns);
  }

  render() {
    if (this.description.task === 'regression' || !(this.isPlane || this.isPicture)) {
      return html`<div class="attack"><p class="attack-sentence">An attack changes the class that a network answers, by a change of a point or a picture. Choose points with classes, or pictures, in the network view.</p></div>`;
    }
    return html`<div class="attack">
      <section aria-label="One ${this.noun}">
        ${this.isPlane ? this.plane() : this.pictures()}
      </section>
      <div class="attack-side">
        <section>
          <h2>One ${this.noun}: how small a change flips the answer?</h2>
          ${this.training()}
          <p class="attack-sentence" role="status">${this.sentence()}</p>
          ${this.fields()}
          <div class="attack-buttons">
            <button type="button" class="fix primary find-smallest" data-help="Tries sizes until it has the smallest with which this attack changes the answer." @click=${() => this.run(this.findSmallest())}>Find the smallest</button>
          </div>
        </section>
        ${this.comparison()}
      </div>
    </div>`;
  }

  get noun() {
    return this.isPlane ? 'point' : 'picture';
  }

  plane() {
    return html`<div class="surface attack-plane" tabindex="0" role="application" aria-roledescription="readable picture"
        aria-label="Decision surface: left and right arrow keys choose the point that is attacked" @keydown=${this.key} @pointerdown=${this.point}>
        <canvas class="surface-canvas attack-surface" aria-hidden="true"></canvas>
        <canvas class="attack-marks" aria-hidden="true"></canvas>
      </div>
      <p class="surface-readout">Choose a point by clicking near it, or with the arrow keys.</p>`;
  }

  pictures() {
    const titles = ['the picture', 'the change', 'attacked'];
    return html`<div class="attack-pictures">${titles.map(
      (title, index) =>
        html`<figure><canvas class="attack-picture-${index}" aria-hidden="true"></canvas><figcaption>${title}</figcaption></figure>`,
    )}</div>`;
  }

  training() {
    if ((this.session.snapshot?.step ?? 0) > 0) return nothing;
    return html`<p>This network has not been trained yet; its answers are chance.</p>
      <div class="attack-buttons"><button type="button" class="fix" data-help="Trains the network of the network view." @click=${() => this.run(this.train())}>Train ${EPOCHS} epochs</button></div>`;
  }

  fields() {
    const { min, max } = this.range;
    const half = (max - min) / 2;
    const count = this.part?.labels.length ?? 1;
    const menu = (
      /** @type {'kind' | 'norm'} */ name,
      /** @type {string} */ title,
      /** @type {{ name: string, title: string, help: string }[]} */ rows,
    ) => html`<label data-help=${rows.find((row) => row.name === this[name])?.help ?? ''}><span>${title}</span>
      <span class="menu"><select class="attack-${name}" .value=${live(this[name])} @change=${(/** @type {Event} */ event) => this.choose(name, /** @type {HTMLSelectElement} */ (event.target).value)}>
        ${rows.map((row) => html`<option value=${row.name} ?selected=${row.name === this[name]}>${row.title}</option>`)}
      </select></span></label>`;
    return html`<div class="attack-fields">
      <div class="attack-field" role="group" aria-label=${this.isPlane ? 'Point' : 'Picture'}><span>${this.isPlane ? 'Point' : 'Picture'}</span><span class="attack-row">
        <button type="button" class="small" aria-label="Previous ${this.noun}" data-help="The ${this.noun} before; at the first one, the last." @click=${() => this.choose('row', this.row - 1)}>−</button>
        <input class="attack-row-number" type="number" aria-label="Number of the ${this.noun}" data-help="Which ${this.noun} is attacked${this.description.testRows > 0 ? ', of those that the network never trained on' : ''}." min="1" max=${count} .value=${live(String(this.row + 1))} @change=${(/** @type {Event} */ event) => this.choose('row', /** @type {HTMLInputElement} */ (event.target).valueAsNumber - 1)} />
        <button type="button" class="small" aria-label="Next ${this.noun}" data-help="The ${this.noun} after; at the last one, the first." @click=${() => this.choose('row', this.row + 1)}>+</button>
        <span class="muted">of ${countText(count)}</span></span></div>
      ${menu('kind', 'Attack', KINDS)} ${menu('norm', 'Measured by', NORMS)}
      <label class="with-number" data-help="The largest change allowed, in the units of the data."><span>Size</span>
        <input type="range" class="attack-size" min="0" max=${SLIDER_STEPS} step="1" .value=${live(String(Math.round((this.epsilon / half) * SLIDER_STEPS)))}
          aria-valuetext=${numberText(this.epsilon)} @input=${this.size} />
        <output>${numberText(this.epsilon)}</output></label>
    </div>`;
  }

  /** What the attack came to, in words and numbers. */
  sentence() {
    const { outcome } = this;
    if (!outcome) return '';
    const label = this.part?.labels[this.row] ?? 0;
    const start = `${this.isPlane ? 'Point' : 'Picture'} ${this.row + 1} is of class ${this.className(label)}; the network says ${this.className(outcome.from)}${this.sureness(outcome.before, outcome.from)}${outcome.from === label ? '' : ', which is wrong'}.`;
    if (Number.isNaN(this.smallest)) return `${start} At no size does this attack make it say anything else.`;
    const by =
      this.smallest === null
        ? `This attack, a change of at most ${numberText(this.epsilon)},`
        : `The smallest attack of this kind that flips it, a change of ${numberText(this.smallest)},`;
    const end =
      outcome.to === outcome.from
        ? 'leaves the answer as it is'
        : `makes it say ${this.className(outcome.to)}${this.sureness(outcome.after, outcome.to)}`;
    return `${start} ${by} ${end}.`;
  }

  className(/** @type {number} */ label) {
    const names = this.catalog.stored.find(({ name }) => name === this.experiment.data.name)?.classes;
    return names?.[label] ?? String(label);
  }

  /** ", 97.3 % sure", where the answers are probabilities. */
  sureness(/** @type {Float32Array} */ answer, /** @type {number} */ label) {
    if (this.description.link === 'identity') return '';
    const [first = Number.NaN] = answer;
    const share = answer.length > 1 ? answer[label] : label === 1 ? first : 1 - first;
    return ` (${percentText(share)} sure)`;
  }

  comparison() {
    const busy = this.comparing !== null;
    return html`<section>
      <h2>All ${plural(2, this.noun)}: which activation is easier to fool?</h2>
      <p class="muted">The same network from the same start, trained for as long, with another activation in every layer: the median of the smallest changes that flip a right answer.</p>
      <div class="attack-buttons">
        ${
          busy
            ? html`<button type="button" class="fix" data-help="Keeps the rows that are done." @click=${() => this.comparing?.abort()}>Stop</button>`
            : html`<button type="button" class="fix compare" data-help="Trains one network for each activation, and attacks them all." @click=${() => this.run(this.compare())}>Compare activations</button>`
        }
      </div>
      ${
        this.compared.length === 0
          ? nothing
          : html`<table aria-busy=${String(busy)}>
        <caption class="visually-hidden">Smallest changes that flip a right answer, by activation</caption>
        <thead><tr><th scope="col">activation</th><th scope="col">accuracy</th><th scope="col">${plural(2, this.noun)}</th><th scope="col">smallest FGSM,<br />median</th><th scope="col">smallest PGD,<br />median</th></tr></thead>
        <tbody>${this.compared.map(
          ({ title, accuracy, rows, fgsm, pgd }) =>
            html`<tr><th scope="row">${title}</th><td>${percentText(accuracy)}</td><td>${countText(rows)}</td><td>${numberText(fgsm)}</td><td>${numberText(pgd)}</td></tr>`,
        )}</tbody></table>
        <p class="small-print muted">${COMPARED}</p>`
      }
    </section>`;
  }

  updated() {
    this.drawing('.attack-surface', (node) => new SurfaceView(node));
    this.drawing('.attack-marks', (node) => new PlaneMarks(node));
    for (let index = 0; index < 3; index++) this.drawing(`.attack-picture-${index}`, (node) => new FeatureMaps(node));
  }

  paint() {
    const { snapshot, data } = this.session;
    if (!snapshot || !data) return;
    if (this.knownData !== data || this.knownStep !== snapshot.step) this.forget(snapshot.step);
    if (this.isPlane) this.paintPlane();
    else if (this.isPicture) this.paintPictures();
  }

  paintPlane() {
    const { snapshot, data } = this.session;
    const surface = /** @type {SurfaceView | undefined} */ (this.drawings.get('.attack-surface')?.view);
    const { task, classes, domain, link } = this.description;
    if (!surface || !snapshot?.outputGrid || !data) return;
    const maps = task === 'multiclass' ? classes : 1;
    surface.update({
      grid: snapshot.outputGrid,
      resolution: Math.round(Math.sqrt(snapshot.outputGrid.length / maps)),
      maps,
      task,
      range: link === 'identity' ? { min: -1, max: 1 } : { min: 0, max: 1 },
      domain,
      train: this.part,
      theme: this.host.colours,
    });
    const [x = 0, y = 0] = this.sample;
    this.drawings.get('.attack-marks')?.view.update({
      ring: { x, y },
      path: this.outcome?.path,
      placeOf: (/** @type {number} */ px, /** @type {number} */ py) => surface.placeOf(px, py),
      theme: this.host.colours,
    });
  }

  /** The picture, what is added to it, and what comes of it. */
  paintPictures() {
    const { columns } = this.description;
    const shape = this.catalog.stored.find(({ name }) => name === this.experiment.data.name)?.shape;
    if (!shape) return;
    const start = this.sample;
    const end = this.outcome?.path.slice(-columns) ?? start;
    const change = end.map((value, index) => value - (start[index] ?? 0));
    const theme = this.host.colours;
    const draw = (/** @type {number} */ index, /** @type {any} */ input) =>
      this.drawings.get(`.attack-picture-${index}`)?.view.update({ shape, theme, ...input });
    draw(0, { values: start, palette: 'ink', scale: this.range.max });
    draw(1, { values: change, palette: 'signed', scale: this.epsilon });
    draw(2, { values: end, palette: 'ink', scale: this.range.max });
  }

  // What the reader does ------------------------------------------------------------------------------------------------------------

  choose(/** @type {'row' | 'kind' | 'norm' | 'epsilon'} */ name, /** @type {any} */ value) {
    const count = this.part?.labels.length ?? 1;
    const row = Number.isInteger(value) ? ((value % count) + count) % count : this.row;
    Object.assign(this, { [name]: name === 'row' ? row : value });
    this.smallest = null;
    this.run(this.attack());
  }

  size = (/** @type {Event} */ event) => {
    const { min, max } = this.range;
    const slider = /** @type {HTMLInputElement} */ (event.target);
    this.choose('epsilon', ((slider.valueAsNumber / SLIDER_STEPS) * (max - min)) / 2);
  };

  key = (/** @type {KeyboardEvent} */ event) => {
    const move = arrowOf(event);
    if (!move) return;
    event.preventDefault();
    this.choose('row', this.row + move.right + move.down);
  };

  point = (/** @type {PointerEvent} */ event) => {
    const surface = /** @type {SurfaceView | undefined} */ (this.drawings.get('.attack-surface')?.view);
    const read = surface?.valueAt(event.clientX, event.clientY);
    const points = this.part?.points;
    if (!read || !points) return;
    let nearest = 0;
    let best = Number.POSITIVE_INFINITY;
    for (let row = 0; 2 * row < points.length; row++) {
      const distance = Math.hypot(points[2 * row] - read.x, points[2 * row + 1] - read.y);
      if (distance >= best) continue;
      best = distance;
      nearest = row;
    }
    this.choose('row', nearest);
  };

  // What is asked of the engine -----------------------------------------------------------------------------------------------------

  /** Another network, or the same one at another step: what was found belongs to it no more. */
  forget(/** @type {number} */ step) {
    const isOther = this.knownData !== this.session.data;
    this.knownData = this.session.data;
    this.knownStep = step;
    this.smallest = null;
    this.outcome = null;
    if (isOther) {
      this.row = 0;
      this.compared = [];
      this.epsilon = STARTING_SHARE * (this.range.max - this.range.min);
    }
    if (this.description.task !== 'regression' && (this.isPlane || this.isPicture)) this.run(this.attack());
  }

  run(/** @type {Promise<unknown>} */ work) {
    this.host.requestUpdate();
    work.catch(this.host.warn).finally(() => {
      this.host.requestUpdate();
      this.host.schedule();
    });
  }

  async attack(epsilon = this.epsilon) {
    const wish = ++this.wishes;
    const { session, sample, kind, norm } = this;
    const outcome = await session.enqueue(async () => session.model?.attack({ sample, kind, norm, epsilon }));
    if (wish === this.wishes && outcome) this.outcome = outcome;
  }

  async findSmallest() {
    const { session, sample, kind, norm } = this;
    const found = await session.enqueue(async () => session.model?.smallestSteps({ samples: sample, kind, norm }));
    if (!found) return;
    const [epsilon = Number.NaN] = found.epsilons;
    this.smallest = epsilon;
    if (Number.isFinite(epsilon)) this.epsilon = epsilon;
    await this.attack(this.epsilon);
  }

  async train() {
    await this.session.trainTo(EPOCHS * this.description.stepsPerEpoch);
  }

  async compare() {
    this.comparing?.abort();
    const comparing = new AbortController();
    this.comparing = comparing;
    this.compared = [];
    try {
      await compareActivations(
        this.session,
        { epochs: Math.ceil(this.session.snapshot?.epoch || EPOCHS), norm: this.norm },
        (row) => {
          if (comparing.signal.aborted) return false;
          this.compared = [...this.compared, row];
          this.host.requestUpdate();
          return true;
        },
      );
    } finally {
      if (this.comparing === comparing) this.comparing = null;
    }
  }
}
