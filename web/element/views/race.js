// The race: up to six networks on the same data from the same start that differ in one thing, watched side by side, and the same race
// repeated from several starts.

import { html, nothing } from 'lit/html.js';
import { LaneChart } from '../../view/lane-chart.js';
import { SurfaceView } from '../../view/surface.js';
import { countText } from '../number-text.js';
import { laneItem, paintSurface, RESOLUTION, scoreOf, statusOf } from './race-lane.js';
import { RaceRun } from './race-run.js';
import { MOST_LANES, RACE_SPEEDS, setup, transport } from './race-setup.js';
import { RaceStarts } from './race-starts.js';
import { measureOf } from './race-statistics.js';
import { raceStyles } from './race-styles.js';
import { startsSection, startsTable } from './race-table.js';
import { originOf, startingOf, thingsOf, titleOf, variation } from './variations.js';
import { View as BaseView } from './view.js';
import { oneOf, TableCopies } from './view-controls.js';

/** @typedef {import('./race-run.js').Lane} Lane */
/** @typedef {import('./variations.js').Value} Value */

const RUNS = /** @type {const} */ ([
  { name: 'watched', title: 'This start', help: 'The race above, from the seed of the network view.' },
  { name: 'starts', title: 'All starts', help: 'The median of all starts, with bands from quartile to quartile.' },
]);
const MEASURES = {
  accuracy: 'The share whose class is answered right.',
  loss: 'The number that training makes small, here of data that it may never have seen.',
};
/** Time that surfaces may take in one frame. */
const SURFACES_MS = 6;

export class View extends BaseView {
  static styles = raceStyles;

  thing = 'activation';
  /** @type {Value[]} */ values = [];
  epochs = 150;
  speed = 'brisk';
  /** @type {'accuracy' | 'loss'} */ measure = 'accuracy';
  /** What the chart shows: the race that is watched, or all starts. @type {'watched' | 'starts'} */ shown = 'watched';
  starts = 10;
  playing = false;
  isBusy = false;
  nextTurnMs = 0;
  #key = '';
  /** What each drawing shows. @type {WeakMap<object, unknown[]>} */ #given = new WeakMap();

  /** @param {any} host */
  constructor(host) {
    super(host);
    this.run = new RaceRun(this.session.engine, {
      request: () => ({ outputGrid: this.isPlane ? RESOLUTION : 0, health: true }),
      changed: () => this.host.schedule(),
    });
    this.copies = new TableCopies({ table: () => startsTable(this), changed: () => this.host.requestUpdate() });
    this.repeated = new RaceStarts({ changed: () => this.host.requestUpdate() });
  }

  /** @returns {import('./variations.js').Origin} */
  get origin() {
    return originOf(this);
  }

  /** Data of the plane has a picture of the answer. */
  get isPlane() {
    return this.catalog.datasets.some(({ name }) => name === this.experiment.data.name);
  }

  get entries() {
    const { origin } = this;
    return this.values.map((value) => ({
      value,
      title: titleOf(origin, this.thing, value),
      experiment: variation(this.thing).apply(origin, value),
    }));
  }

  /** Regressions have no accuracy. */
  get measures() {
    return this.description.task === 'regression'
      ? /** @type {const} */ (['loss'])
      : /** @type {const} */ (['accuracy', 'loss']);
  }

  // Life -----------------------------------------------------------------------------------------------------------------------------

  /** @param {boolean} isActive */
  active(isActive) {
    if (isActive) return this.lineUp();
    this.pause();
    this.repeated.stop();
  }

  destroy() {
    this.active(false);
    this.run.dispose().catch(this.host.warn);
    super.destroy();
  }

  /** Puts the networks at the start; the ones that stand there already stay. */
  lineUp() {
    const { origin } = this;
    const things = thingsOf(origin).map(({ name }) => name);
    if (!things.includes(this.thing)) {
      this.thing = things[0];
      this.values = [];
    }
    if (this.values.length === 0) this.values = startingOf(origin, this.thing);
    if (!this.measures.some((name) => name === this.measure)) this.measure = this.measures[0];
    const key = JSON.stringify([this.description.minimal, this.thing, this.values]);
    if (key !== this.#key) {
      this.#key = key;
      this.pause();
      this.repeated.clear();
      this.shown = 'watched';
      this.run.lineUp(this.entries).then(() => this.host.requestUpdate(), this.host.warn);
    }
    this.host.requestUpdate();
  }

  play() {
    if (this.run.epoch >= this.epochs) this.restart();
    this.playing = true;
    this.shown = 'watched';
    this.host.requestUpdate();
  }

  pause() {
    this.playing = false;
    this.host.requestUpdate();
  }

  /** Every network one epoch on. */
  step() {
    this.pause();
    this.turn().catch(this.host.warn);
  }

  restart() {
    this.pause();
    this.run.restart().catch(this.host.warn);
  }

  async turn() {
    this.isBusy = true;
    try {
      await this.run.turn();
    } finally {
      this.isBusy = false;
    }
  }

  /** In a frame that is seen: the next epoch, when it is due. */
  train() {
    const nowMs = performance.now();
    if (!this.isBusy && nowMs >= this.nextTurnMs) {
      if (this.run.epoch >= this.epochs || this.run.isOver) return this.finish();
      this.nextTurnMs = nowMs + (RACE_SPEEDS.find(({ name }) => name === this.speed)?.pauseMs ?? 0);
      this.turn().catch(this.host.warn);
    }
    this.host.schedule();
  }

  finish() {
    this.pause();
    const sentences = this.run.lanes.map((lane) => `${lane.title}: ${statusOf(this, lane)}`);
    this.host.announce(`The race is over. ${sentences.join('. ')}.`);
  }

  set(/** @type {Partial<Pick<View, 'thing' | 'values' | 'epochs' | 'speed' | 'measure' | 'shown' | 'starts'>>} */ change) {
    Object.assign(this, change);
    if (change.epochs !== undefined) this.repeated.clear();
    this.lineUp();
    this.host.schedule();
  }

  repeat() {
    this.pause();
    this.shown = 'starts';
    const { seed } = this.experiment;
    const plan = { seed, starts: this.starts, epochs: this.epochs };
    this.repeated
      .run(this.entries, plan)
      .then(() => this.host.announce(`All ${countText(this.repeated.done)} networks are trained.`), this.host.warn);
    this.host.requestUpdate();
  }

  stopStarts() {
    this.repeated.stop();
    this.host.requestUpdate();
  }

  // What is seen ---------------------------------------------------------------------------------------------------------------------

  render() {
    return html`<div class="race">
      <div class="race-bar">${transport(this)}</div>
      <div class="race-setup">${setup(this)}</div>
      <div class="race-stage">
        <ol class="race-lanes" aria-label="Networks of the race">${this.run.lanes.map((lane, index) => laneItem(this, lane, index))}</ol>
        <div class="race-results">
          <div class="race-toggles">
            ${
              this.measures.length === 1
                ? html`<p class="panel-title">${this.measureTitle(this.measure)}</p>`
                : oneOf({
                    label: 'Measure',
                    options: this.measures.map((name) => ({ name, title: this.measureTitle(name), help: MEASURES[name] })),
                    value: this.measure,
                    choose: (measure) => this.set({ measure }),
                  })
            }
            ${
              this.repeated.lanes.length > 0
                ? oneOf({ label: 'Runs', options: RUNS, value: this.shown, choose: (shown) => this.set({ shown }) })
                : nothing
            }
          </div>
          <div class="lane-chart"></div>
          <p class="visually-hidden lane-summary"></p>
        </div>
      </div>
      <section class="race-starts" aria-label="The same race from several starts">${startsSection(this)}</section>
    </div>`;
  }

  measureTitle(/** @type {'accuracy' | 'loss'} */ name) {
    return `${this.description.testRows > 0 ? 'Test' : 'Training'} ${name}`;
  }

  // Pictures -------------------------------------------------------------------------------------------------------------------------

  updated() {
    this.drawing('.lane-chart', (node) => new LaneChart(node));
    for (let index = 0; index < MOST_LANES; index++) this.drawing(`#lane-surface-${index}`, (node) => new SurfaceView(node));
  }

  paint() {
    if (this.playing) this.train();
    this.write('.race-epoch', `${countText(this.run.epoch)} of ${countText(this.epochs)}`);
    const untilMs = performance.now() + SURFACES_MS;
    for (const [index, lane] of this.run.lanes.entries()) {
      this.write(`#lane-score-${index}`, scoreOf(lane));
      this.write(`#lane-status-${index}`, statusOf(this, lane));
      // What has no room in this frame comes in the next one.
      if (performance.now() > untilMs) this.host.schedule();
      else paintSurface(this, lane, this.drawings.get(`#lane-surface-${index}`)?.view);
    }
    const chart = /** @type {LaneChart | undefined} */ (this.drawings.get('.lane-chart')?.view);
    const { measure, epochs, shown, run, repeated } = this;
    if (
      chart &&
      this.isNew(chart, [
        measure,
        epochs,
        shown,
        run.lanes,
        run.epoch,
        run.lanes.at(-1)?.snapshot,
        repeated.lanes,
        repeated.done,
      ])
    )
      chart.update({ lanes: this.chartLanes(), measure, limit: epochs, theme: this.host.colours });
    if (!this.playing) this.write('.lane-summary', chart?.describe() ?? '');
  }

  /** Whether a drawing has not been given this yet: most frames between two epochs have nothing to draw. @param {object} view @param {unknown[]} shown */
  isNew(view, shown) {
    const next = [...shown, this.host.colours];
    const before = this.#given.get(view);
    if (before && next.every((value, index) => value === before[index])) return false;
    this.#given.set(view, next);
    return true;
  }

  chartLanes() {
    const { measure, repeated } = this;
    if (this.shown === 'watched' || repeated.lanes.length === 0)
      return this.run.lanes.map(({ title, curve }) => ({ title, values: curve.map((point) => measureOf(point, measure)) }));
    return repeated.lanes.map((lane) => {
      const band = /** @type {(import('./race-statistics.js').Quartiles | null)[]} */ (repeated.band(lane, measure));
      return {
        title: lane.title,
        values: band.map((at) => at?.median ?? null),
        low: band.map((at) => at?.low ?? null),
        high: band.map((at) => at?.high ?? null),
      };
    });
  }

  /** @param {Lane} lane */
  open(lane) {
    this.host.commands.openExperiment(lane.experiment).catch((error) => this.host.notify(error.message));
  }
}
