// What has come of it: the decision surface with its points, which can be read at any place by mouse, finger and arrow keys, and the
// course of losses and accuracies with their exact values.

import { live } from 'lit/directives/live.js';
import { html } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { adoptStyles } from '../adopt-styles.js';
import { answerRange } from '../answer-range.js';
import { readers, toRead } from '../hints.js';
import { Panel } from './panel.js';
import { RunChart } from './run-chart.js';

/** Samples along a side of the surface: while it trains, and at rest. */
const RESOLUTION = { training: 80, rest: 120 };

export class ResultPanel extends Panel {
  showTest = false;
  isDiscrete = false;
  /** @type {import('./surface-reading.js').SurfaceReading | null} */ reading = null;
  chart = new RunChart(this);
  /** What a table of the reader's own calls things. @type {import('../own/own-words.js').OwnWords | null} */ own = null;

  request() {
    return { outputGrid: this.session.playing ? RESOLUTION.training : RESOLUTION.rest };
  }

  render() {
    const hasTest = this.description.testRows > 0;
    return html`
      <div class="surface" tabindex="0" role="application" aria-roledescription="readable picture" aria-label="Decision surface: ${readers()} read the network’s answer place by place" aria-describedby="surface-summary"
        @keydown=${this.read} @pointermove=${this.read} @pointerdown=${this.read} @pointerleave=${this.read} @focus=${this.read} @blur=${this.read}>
        <canvas class="surface-canvas" aria-hidden="true"></canvas>
        <span class="cursor" hidden></span>
      </div>
      <div class="reading">${this.own?.render()}<p class="surface-readout"></p></div>
      <p class="visually-hidden" id="surface-summary"></p>
      <div class="toggles">
        <label class="toggle" data-help="Shows the points that were kept back, as rings: how well it does on what it has never seen."><input type="checkbox" .checked=${live(this.showTest)} ?disabled=${!hasTest} @change=${this.toggle('showTest')} /><span>Show test data</span></label>
        <label class="toggle" data-help="Shows only the answer at each place, not how sure the network is."><input type="checkbox" .checked=${live(this.isDiscrete)} @change=${this.toggle('isDiscrete')} /><span>Discretise</span></label>
      </div>
      ${this.chart.render()}`;
  }

  toggle(/** @type {'showTest' | 'isDiscrete'} */ name) {
    return (/** @type {Event} */ event) => {
      this[name] = /** @type {HTMLInputElement} */ (event.target).checked;
      this.host.schedule();
    };
  }

  updated() {
    this.drawing('.surface-canvas', (node) => new SurfaceView(node));
    this.chart.updated();
    this.followOwn().catch(this.host.warn);
  }

  async followOwn() {
    const { axes, classes } = this.experiment.data;
    if (!axes && !classes) this.own = null;
    else if (this.own) this.own.updated();
    else {
      const { OwnWords } = await import('../own/own-words.js');
      if (this.own) return;
      adoptStyles(this.host.renderRoot, OwnWords);
      this.own = new OwnWords(this);
      this.host.requestUpdate();
    }
  }

  paint() {
    const { snapshot, data } = this.session;
    if (!snapshot) return;
    const { task, classes, domain } = this.description;
    const surface = this.drawings.get('.surface-canvas')?.view;
    const maps = task === 'multiclass' ? classes : 1;
    if (surface && snapshot.outputGrid && data) {
      surface.update({
        grid: snapshot.outputGrid,
        resolution: Math.round(Math.sqrt(snapshot.outputGrid.length / maps)),
        maps,
        task,
        range: this.range,
        domain,
        scales: this.own?.scales,
        nameOf: (/** @type {number} */ label) => this.className(label),
        train: data.train,
        test: data.test,
        showTest: this.showTest,
        discrete: this.isDiscrete,
        theme: this.host.colours,
      });
    }
    this.chart.paint();
    this.paintReadout();
    if (!this.session.playing) this.write('#surface-summary', surface?.describe() ?? '');
  }

  /** Values that get the two full colours. */
  get range() {
    return answerRange(this.description, this.session.data);
  }

  paintReadout() {
    this.write('.surface-readout', this.reading?.text() ?? toRead('a place'));
  }

  className(/** @type {number} */ label) {
    return this.own?.className(label) ?? `class ${label}`;
  }

  /** What a reader does over the picture. */
  read = (/** @type {Event} */ event) =>
    this.host.reader.take(event, ({ SurfaceReading }, target) => {
      this.reading ??= new SurfaceReading(this);
      this.reading.take(event, target);
    });
}
