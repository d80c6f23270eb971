// Attacks on the network of the network view: on one point or picture that the reader chooses, and on the whole test part, activation
// by activation. Knows the engine's two calls, and nothing of how an attack is computed.

import { html, nothing } from 'lit/html.js';
import { ClassMark } from '../../view/class-mark.js';
import { FeatureMaps } from '../../view/feature-map.js';
import { PlaneMarks } from '../../view/plane-marks.js';
import { SurfaceView } from '../../view/surface.js';
import { placeOf, pointAt } from '../../view/surface-place.js';
import { mistakesIn } from '../answers.js';
import { arrowOf } from '../arrow-keys.js';
import { inHand, readers } from '../hints.js';
import { nounOf } from '../kinds.js';
import { compareActivations } from './attack-comparison.js';
import { attackFields } from './attack-fields.js';
import { attackStyles } from './attack-styles.js';
import { comparisonSection } from './attack-table.js';
import { attackSentence } from './attack-words.js';
import { failingNetwork } from './failing-network.js';
import { otherData } from './other-data.js';
import { View as Base } from './view.js';

/** Samples along a side of the surface. */
const RESOLUTION = 120;
/** Epochs that "Train" gives a network that has not learned anything yet. */
const EPOCHS = 100;
/** A size to begin with, as a share of the data's range. */
const STARTING_SHARE = 0.1;

export class View extends Base {
  static styles = attackStyles;

  row = 0;
  /** Whether the reader has chosen the row. */ isChosen = false;
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

  /** The part whose samples are attacked: what the network never trained on, where there is some. @returns {import('../../engine/types.js').PartName} */
  get partName() {
    return this.description.testRows > 0 ? 'test' : 'train';
  }

  get part() {
    return this.session.data?.[this.partName];
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
      return otherData(
        this,
        'An attack changes the class that a network answers, by a change of a point or a picture. Choose points with classes, or pictures, in the network view.',
      );
    }
    return html`<div class="attack">
      <section aria-label="One ${this.noun}">
        ${this.isPlane ? this.plane() : this.pictures()}
      </section>
      <div class="attack-side">
        <section>
          <h2>One ${this.noun}: how small a change flips the answer?</h2>
          ${this.training()}
          ${failingNetwork(this, (change) => this.run(this.mend(change)))}
          <p class="attack-sentence" role="status">${attackSentence(this)}</p>
          ${attackFields(this)}
          <div class="attack-buttons">
            <button type="button" class="fix primary find-smallest" data-help="Tries sizes until it has the smallest with which this attack changes the answer." @click=${() => this.run(this.findSmallest())}>Find the smallest</button>
          </div>
        </section>
        ${comparisonSection(this)}
      </div>
    </div>`;
  }

  get noun() {
    return nounOf(this.description);
  }

  plane() {
    return html`<div class="surface attack-plane" tabindex="0" role="application" aria-roledescription="readable picture"
        aria-label="Decision surface: ${readers()} choose the point that is attacked" @keydown=${this.key} @pointerdown=${this.point}>
        <canvas class="surface-canvas attack-surface" aria-hidden="true"></canvas>
        <canvas class="attack-marks" aria-hidden="true"></canvas>
      </div>
      <p class="surface-readout">${inHand('Choose a point by clicking near it, or with the arrow keys.', 'Tap near a point to choose it.')}</p>`;
  }

  pictures() {
    const key = (/** @type {'more' | 'less'} */ name) =>
      html`<span class="attack-key"><span class="attack-${name}"></span> ${name}</span>`;
    const titles = ['the picture', html`the change: ${key('more')} ink, ${key('less')}`, 'the picture, attacked'];
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

  updated() {
    this.drawing('.attack-surface', (node) => new SurfaceView(node));
    this.drawing('.attack-marks', (node) => new PlaneMarks(node));
    for (let index = 0; index < 3; index++) this.drawing(`.attack-picture-${index}`, (node) => new FeatureMaps(node));
    for (let index = 0; index < 3; index++)
      this.drawing(`.attack-class:nth-of-type(${index + 1}) > canvas`, (node) => new ClassMark(node));
    this.paintMarks();
  }

  /** The marks of the classes that the sentence names. */
  paintMarks() {
    for (const { node, view } of this.drawings.values())
      if (view instanceof ClassMark) {
        const label = Number(/** @type {HTMLElement} */ (node).dataset.label);
        view.update({ label, isOfTwo: this.description.classes === 2, theme: this.host.colours });
      }
  }

  paint() {
    const { snapshot, data } = this.session;
    if (!snapshot || !data) return;
    if (this.knownData !== data || this.knownStep !== snapshot.step) this.forget(snapshot.step);
    this.paintMarks();
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
      placeOf: (/** @type {number} */ px, /** @type {number} */ py) => placeOf(surface, px, py),
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
      this.drawings.get(`.attack-picture-${index}`)?.view.update({ shape, theme, fills: true, ...input });
    draw(0, { values: start, palette: 'ink', scale: this.range.max });
    draw(1, { values: change, palette: 'signed', scale: this.epsilon });
    draw(2, { values: end, palette: 'ink', scale: this.range.max });
  }

  // What the reader does ------------------------------------------------------------------------------------------------------------

  choose(/** @type {'row' | 'kind' | 'norm' | 'epsilon'} */ name, /** @type {any} */ value) {
    const count = this.part?.labels.length ?? 1;
    const row = Number.isInteger(value) ? ((value % count) + count) % count : this.row;
    Object.assign(this, { [name]: name === 'row' ? row : value });
    this.isChosen ||= name === 'row';
    this.smallest = null;
    this.run(this.attack());
  }

  key = (/** @type {KeyboardEvent} */ event) => {
    const move = arrowOf(event);
    if (!move) return;
    event.preventDefault();
    this.choose('row', this.row + move.right + move.down);
  };

  point = (/** @type {PointerEvent} */ event) => {
    const surface = /** @type {SurfaceView | undefined} */ (this.drawings.get('.attack-surface')?.view);
    const read = surface && pointAt(surface, event.clientX, event.clientY);
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
      this.isChosen = false;
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
    const { session, kind, norm } = this;
    const outcome = await session.enqueue(async () => {
      if (!this.isChosen) await this.avoidMistake();
      return session.model?.attack({ sample: this.sample, kind, norm, epsilon });
    });
    if (wish === this.wishes && outcome) this.outcome = outcome;
  }

  /** Leaves a sample that is answered wrongly, where there is another: an attack shows what it is by flipping a right answer. */
  async avoidMistake() {
    const { answers } = (await this.session.model?.snapshot({ answers: this.partName })) ?? {};
    const { description, part } = this;
    if (!answers || !part || this.isChosen) return;
    const wrong = new Set(mistakesIn(description, answers, part.labels).map(({ row }) => row));
    if (wrong.has(this.row))
      this.row = Math.max(
        0,
        part.labels.findIndex((_, row) => !wrong.has(row)),
      );
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

  /** A change of the network, which is then trained for as long as it was. */
  async mend(/** @type {() => Promise<unknown>} */ change) {
    const { step = 0 } = this.session.snapshot ?? {};
    await change();
    await this.session.pause();
    await this.session.trainTo(step);
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
