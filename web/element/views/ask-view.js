// Active learning: the network knows only the labels that it has asked for, the reader answers, and a second one that asks at random
// runs beside it. Knows the two learners (engine/active-learning.js) and the element's drawings.

import { html, nothing } from 'lit/html.js';
import { ActiveLearner, ASKING, repeatStarts } from '../../engine/active-learning.js';
import { AccuracyLines } from '../../view/accuracy-lines.js';
import { ClassMark } from '../../view/class-mark.js';
import { PlaneMarks } from '../../view/plane-marks.js';
import { SurfaceView } from '../../view/surface.js';
import { placeOf } from '../../view/surface-place.js';
import { countText, numberText, percentText, plural } from '../number-text.js';
import { curvesTable, medians } from './ask-curves.js';
import { askStyles } from './ask-styles.js';
import { failingNetwork } from './failing-network.js';
import { otherData } from './other-data.js';
import { View as Base } from './view.js';

const RESOLUTION = 80;
/** Labels that "Answer all" gives. */
const MOST_LABELS = 40;
/** Starts of a repetition: enough for a median and its quartiles. */
const STARTS = 9;

export class View extends Base {
  static styles = askStyles;

  /** One a way of asking, in the order of the table. @type {ActiveLearner[]} */ learners = [];
  /** The answers' pictures, one a learner. @type {any[]} */ snapshots = [];
  /** @type {unknown} */ knownData = null;
  /** Histories of the starts of a repetition: one list a way of asking. @type {import('../../engine/active-learning.js').LearnedPoint[][][]} */ repeated =
    [];
  /** @type {AbortController | null} */ repeating = null;
  isBusy = false;
  /** What it is busy with. @type {Promise<unknown> | null} */ work = null;
  isRunning = false;
  /** @type {string} */ fault = '';

  active(/** @type {boolean} */ isActive) {
    this.isRunning = false;
    this.repeating?.abort();
    if (isActive && this.knownData !== this.session.data) this.run(this.begin());
  }

  get fits() {
    return this.description.task !== 'regression' && this.description.columns === 2;
  }

  render() {
    if (!this.fits)
      return otherData(
        this,
        'A label is asked for a point of the plane that belongs to a class. These data have no such points; the network view has others.',
      );
    const [asking] = this.learners;
    const isOver = asking?.question === null;
    const isFull = (asking?.rows.length ?? 0) >= MOST_LABELS;
    const { classes } = this.description;
    // A button that waits keeps the focus, so that keys can answer again and again.
    const isShut = (/** @type {boolean} */ isUseless) => String(this.isBusy || isUseless);
    return html`<div class="ask">
      <section class="ask-planes" aria-label="The two networks">
        ${ASKING.map(
          ({ title }, index) => html`<figure>
          <div class="surface"><canvas class="surface-canvas ask-surface-${index}" role="img" aria-label=${title} aria-describedby="ask-reading-${index}"></canvas><canvas class="ask-marks ask-marks-${index}" aria-hidden="true"></canvas></div>
          <p class="visually-hidden" id="ask-reading-${index}"></p>
          <figcaption><strong>${title}</strong><br />${this.caption(index)}</figcaption>
        </figure>`,
        )}
      </section>
      <div class="ask-side">
        <section>
          <h2>Which class is the ringed point?</h2>
          ${failingNetwork(this, (change) => this.unlessBusy(() => this.mend(change)))}
          <p class="ask-sentence" role="status">${this.sentence()}</p>
          ${this.fault ? html`<p class="fault">${this.fault}</p>` : nothing}
          <div class="ask-buttons" role="group" aria-label="Answer">
            ${Array.from(
              { length: classes },
              (_, label) =>
                html`<button type="button" class="fix answer-${label}" data-help="Tells it this class, be it true or not, and trains it anew with what it knows now." aria-disabled=${isShut(isOver)} @click=${() => this.unlessBusy(() => this.answer(label))}><canvas class="ask-mark" data-label=${label} aria-hidden="true"></canvas>Class ${label}</button>`,
            )}
            <button type="button" class="fix" aria-disabled=${isShut(isOver)} data-help="Tells it the class that the data set has for the point." @click=${() => this.unlessBusy(() => this.answer())}>The true one</button>
          </div>
          <div class="ask-buttons">
            <button type="button" class="fix ${this.isRunning ? '' : 'primary'} answer-all" data-help=${this.isRunning ? 'Leaves it with the labels that it has.' : 'Answers every question with the true class, one after the other.'} aria-disabled=${this.isRunning ? 'false' : isShut(isOver || isFull)} @click=${() => (this.isRunning ? this.stop() : this.unlessBusy(() => this.answerAll()))}>${this.isRunning ? 'Stop' : `Answer truly up to ${MOST_LABELS} labels`}</button>
            <button type="button" class="fix" data-help="Back to one label of each class." aria-disabled=${isShut(false)} @click=${() => this.unlessBusy(() => this.begin())}>Begin again</button>
          </div>
        </section>
        <section>
          <h2>Test accuracy by labels asked for</h2>
          <p>${this.repetition()}</p>
          <canvas class="ask-chart" role="img" aria-label=${this.chartText()}></canvas>
          <div class="ask-buttons">
            <button type="button" class="fix ${this.repeating ? 'stop-repeat' : 'repeat'}" data-help=${this.repeating ? 'Keeps the starts that are done.' : 'The same from other seeds: other data of the same kind, other first weights, true answers.'} aria-disabled=${this.repeating ? 'false' : isShut(false)} @click=${() => (this.repeating ? this.repeating.abort() : this.unlessBusy(() => this.repeat()))}>${this.repeating ? 'Stop' : `Repeat from ${STARTS} starts`}</button>
          </div>
          <details class="more"><summary data-help="The curves as a table, to be read exactly.">Numbers</summary>${curvesTable(this.lines())}</details>
        </section>
      </div>
    </div>`;
  }

  caption(/** @type {number} */ index) {
    const last = this.learners[index]?.history.at(-1);
    return last
      ? `${countText(last.labels)} ${plural(last.labels, 'label')}, ${percentText(last.accuracy)} right`
      : 'no label yet';
  }

  sentence() {
    const [asking, random] = this.learners;
    if (!asking || !random) return this.isBusy ? 'Training…' : '';
    if (asking.question === null) return 'Every label is known.';
    const [x = 0, y = 0] = this.pointOf(asking, asking.question);
    const own = asking.history.at(-1);
    const other = random.history.at(-1);
    const place = `The first one asks about the point at x ${numberText(x, 1)}, y ${numberText(y, 1)}, where it is least sure.`;
    if (!own || !other || own.labels < 4) return `Two networks from one start know one label of each class. ${place}`;
    return `With ${countText(own.labels)} labels ${percentText(own.accuracy)} of the test points are right; the second one, which asks at random, has ${percentText(other.accuracy)}. ${place}`;
  }

  chartText() {
    return this.lines()
      .map(({ title, points }) => `${title}: ${percentText(points.at(-1)?.accuracy)} with ${points.at(-1)?.labels ?? 0} labels`)
      .concat('The numbers are in the table below.')
      .join('. ');
  }

  /** What the chart shows: this run, or the medians of a repetition with their quartiles. */
  lines() {
    return ASKING.map(({ title }, index) => ({
      title,
      points:
        this.repeated.length > 0
          ? medians(this.repeated.map((histories) => histories[index] ?? []))
          : (this.learners[index]?.history ?? []),
    }));
  }

  /** How far a repetition is, and what it says. */
  repetition() {
    const count = this.repeated.length;
    if (count === 0) return this.repeating ? `Start 1 of ${STARTS}…` : 'This run, from one start.';
    const [asking, random] = this.lines();
    const at = (/** @type {number} */ labels) =>
      `${percentText(asking?.points[labels - 2]?.accuracy)} against ${percentText(random?.points[labels - 2]?.accuracy)} with ${labels} labels`;
    const progress = this.repeating ? `Start ${count + 1} of ${STARTS}. ` : '';
    return `${progress}Median of ${countText(count)} ${plural(count, 'start')}, bands from quartile to quartile: ${at(MOST_LABELS / 4)}, ${at(MOST_LABELS / 2)}.`;
  }

  updated() {
    for (const index of ASKING.keys()) {
      this.drawing(`.ask-surface-${index}`, (node) => new SurfaceView(node));
      this.drawing(`.ask-marks-${index}`, (node) => new PlaneMarks(node));
    }
    for (const label of Array(this.description.classes).keys())
      this.drawing(`.ask-mark[data-label="${label}"]`, (node) => new ClassMark(node));
    this.drawing('.ask-chart', (node) => new AccuracyLines(node));
  }

  paint() {
    if (this.knownData !== this.session.data && !this.isBusy) return this.run(this.begin());
    for (const [index, learner] of this.learners.entries()) this.paintPlane(index, learner);
    const { classes } = this.description;
    for (const label of Array(classes).keys())
      this.drawings
        .get(`.ask-mark[data-label="${label}"]`)
        ?.view.update({ label, isOfTwo: classes === 2, theme: this.host.colours });
    this.drawings.get('.ask-chart')?.view.update({
      lines: this.lines(),
      span: MOST_LABELS,
      theme: this.host.colours,
    });
  }

  paintPlane(/** @type {number} */ index, /** @type {ActiveLearner} */ learner) {
    const surface = /** @type {SurfaceView | undefined} */ (this.drawings.get(`.ask-surface-${index}`)?.view);
    const grid = this.snapshots[index]?.outputGrid;
    if (!surface || !grid) return;
    const { task, classes, domain, link } = this.description;
    const known = this.knownPoints[index];
    surface.update({
      grid,
      resolution: RESOLUTION,
      maps: task === 'multiclass' ? classes : 1,
      task,
      range: link === 'identity' ? { min: -1, max: 1 } : { min: 0, max: 1 },
      domain,
      train: known,
      theme: this.host.colours,
    });
    if (!this.isRunning) this.write(`#ask-reading-${index}`, surface.describe());
    const isFirst = index === 0;
    const [x = 0, y = 0] = learner.question === null ? [] : this.pointOf(learner, learner.question);
    this.drawings.get(`.ask-marks-${index}`)?.view.update({
      dots: this.openPoints[index],
      free: known?.points,
      ring: isFirst && learner.question !== null ? { x, y } : undefined,
      placeOf: (/** @type {number} */ px, /** @type {number} */ py) => placeOf(surface, px, py),
      theme: this.host.colours,
    });
  }

  pointOf(/** @type {ActiveLearner} */ learner, /** @type {number} */ row) {
    return learner.data.train.points.subarray(2 * row, 2 * row + 2);
  }

  /** Points whose label is known, with it, and the others. @type {{ points: Float32Array, labels: Float32Array }[]} */ knownPoints =
    [];
  /** @type {Float32Array[]} */ openPoints = [];

  // What is asked of the engine -----------------------------------------------------------------------------------------------------

  /** What was on its way when something else came is not heard of any more. */
  run(/** @type {Promise<unknown>} */ work) {
    this.work = work;
    this.isBusy = true;
    this.fault = '';
    this.host.requestUpdate();
    const isLast = () => this.work === work;
    work
      .catch((error) => {
        if (isLast()) this.fault = error.message;
      })
      .finally(() => {
        if (isLast()) this.isBusy = false;
        this.host.requestUpdate();
        this.host.schedule();
      });
  }

  /** What a button asks for, where nothing else is on its way. */
  unlessBusy(/** @type {() => Promise<unknown>} */ work) {
    if (!this.isBusy) this.run(work());
  }

  async begin() {
    const { engine, data } = this.session;
    this.knownData = data;
    this.isRunning = false;
    this.repeated = [];
    if (!data || !this.fits) return;
    await this.disposeLearners();
    const { minimal } = this.description;
    this.learners = ASKING.map(({ name }) => new ActiveLearner(engine, minimal, data, this.description, { asking: name }));
    for (const learner of this.learners) await learner.start();
    await this.look();
  }

  /** A change of the network, from which both then begin anew. */
  async mend(/** @type {() => Promise<unknown>} */ change) {
    await change();
    await this.session.pause();
    await this.begin();
  }

  /** The reader's answer for the first learner; the second is told the truth about its own question. @param {number} [label] */
  async answer(label) {
    const [asking, random] = this.learners;
    if (asking?.question === null) return;
    await asking?.answer(label);
    await random?.answer();
    await this.look();
  }

  async answerAll() {
    this.isRunning = true;
    try {
      while (
        this.isRunning &&
        this.learners[0]?.question !== null &&
        (this.learners[0]?.rows.length ?? MOST_LABELS) < MOST_LABELS
      )
        await this.answer();
    } finally {
      this.isRunning = false;
    }
  }

  stop() {
    this.isRunning = false;
    this.host.requestUpdate();
  }

  /** The same from other starts, one after the other. */
  async repeat() {
    const repeating = new AbortController();
    this.repeating = repeating;
    this.repeated = [];
    try {
      await repeatStarts(this.session.engine, this.description.minimal, {
        starts: STARTS,
        labels: MOST_LABELS,
        stop: repeating.signal,
        onStart: (histories) => {
          this.repeated = [...this.repeated, histories];
          this.host.requestUpdate();
          this.host.schedule();
        },
      });
    } finally {
      this.repeating = null;
    }
  }

  /** Pictures of what both know now. */
  async look() {
    this.snapshots = await Promise.all(this.learners.map(({ model }) => model.snapshot({ outputGrid: RESOLUTION })));
    this.knownPoints = this.learners.map((learner) => ({
      points: Float32Array.from(learner.rows.flatMap((row) => [...this.pointOf(learner, row)])),
      labels: Float32Array.from(learner.labels),
    }));
    this.openPoints = this.learners.map((learner) =>
      Float32Array.from(
        Array.from(learner.data.train.labels.keys())
          .filter((row) => !learner.rows.includes(row))
          .flatMap((row) => [...this.pointOf(learner, row)]),
      ),
    );
    this.host.requestUpdate();
    this.host.schedule();
  }

  async disposeLearners() {
    const old = this.learners;
    this.learners = [];
    this.snapshots = [];
    for (const learner of old) await learner.dispose();
  }

  destroy() {
    this.isRunning = false;
    this.repeating?.abort();
    this.disposeLearners().catch(this.host.warn);
    super.destroy();
  }
}
