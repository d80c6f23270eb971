// What has come of it: the decision surface with its points, which can be read at any place by mouse, finger and arrow keys, and the
// course of losses and accuracies with their exact values.

import { live } from 'lit/directives/live.js';
import { html } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { adoptStyles } from '../adopt-styles.js';
import { answerRange } from '../answer-range.js';
import { arrowOf } from '../arrow-keys.js';
import { readers, toRead } from '../hints.js';
import { numberText, percentText } from '../number-text.js';
import { Panel } from './panel.js';
import { RunChart } from './run-chart.js';

/** Samples along a side of the surface: while it trains, and at rest. */
const RESOLUTION = { training: 80, rest: 120 };
/** Cells along a side that the arrow keys walk through. */
const CURSOR_CELLS = 24;

export class ResultPanel extends Panel {
  showTest = false;
  isDiscrete = false;
  /** Where the reader reads, in client pixels. @type {{ clientX: number, clientY: number } | null} */ probe = null;
  /** Where the arrow keys read, in the data's units. */
  cursor = { x: 0, y: 0 };
  chart = new RunChart(this);
  /** What a table of the reader's own calls things. @type {import('../own/own-words.js').OwnWords | null} */ own = null;

  request() {
    return { outputGrid: this.session.playing ? RESOLUTION.training : RESOLUTION.rest };
  }

  render() {
    const hasTest = this.description.testRows > 0;
    return html`
      <div class="surface" tabindex="0" role="application" aria-roledescription="readable picture" aria-label="Decision surface: ${readers()} read the network’s answer place by place" aria-describedby="surface-summary"
        @keydown=${this.key} @pointermove=${this.point} @pointerdown=${this.point} @pointerleave=${this.leave} @focus=${this.focus} @blur=${this.leave}>
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
    const text = this.readout();
    this.write('.surface-readout', text ?? toRead('a place'));
    return text;
  }

  readout() {
    if (!this.probe) return null;
    const read = this.drawings.get('.surface-canvas')?.view.valueAt(this.probe.clientX, this.probe.clientY);
    if (!read) return null;
    const place = this.own?.placeText(read) ?? `x ${numberText(read.x, 2)}, y ${numberText(read.y, 2)}`;
    return `${place}: ${this.answer(read.values)}`;
  }

  /** What the network says at a place. */
  answer(/** @type {number[]} */ values) {
    const { task } = this.description;
    const [value = Number.NaN] = values;
    if (task === 'regression') return `value ${numberText(value)}`;
    if (task === 'binary') {
      const { min, max } = this.range;
      const answer = value >= (min + max) / 2 ? 1 : 0;
      return min === 0
        ? `${this.className(answer)}, probability of ${this.className(1)} ${percentText(value)}`
        : `${this.className(answer)}, output ${numberText(value)}`;
    }
    const winner = values.indexOf(Math.max(...values));
    return `${this.className(winner)}, probability ${percentText(values[winner])}`;
  }

  className(/** @type {number} */ label) {
    return this.own?.className(label) ?? `class ${label}`;
  }

  point = (/** @type {PointerEvent} */ event) => {
    this.probe = { clientX: event.clientX, clientY: event.clientY };
    this.hideCursor();
    this.host.schedule();
  };

  leave = (/** @type {Event} */ event) => {
    if (event instanceof PointerEvent && event.pointerType !== 'mouse') return;
    this.probe = null;
    this.hideCursor();
    this.host.schedule();
  };

  focus = (/** @type {Event} */ event) => {
    if (/** @type {Element} */ (event.target).matches(':focus-visible')) this.moveCursor(0, 0);
  };

  key = (/** @type {KeyboardEvent} */ event) => {
    const move = arrowOf(event);
    if (!move) return;
    event.preventDefault();
    this.moveCursor(move.right, -move.down);
    this.host.announce(this.paintReadout() ?? '');
  };

  /** Moves the cursor by cells and reads there. */
  moveCursor(/** @type {number} */ right, /** @type {number} */ up) {
    const { min, max } = this.description.domain;
    const cell = (max - min) / CURSOR_CELLS;
    const within = (/** @type {number} */ value) => Math.min(max, Math.max(min, value));
    this.cursor.x = within(this.cursor.x + right * cell);
    this.cursor.y = within(this.cursor.y + up * cell);
    const surface = /** @type {SurfaceView | undefined} */ (this.drawings.get('.surface-canvas')?.view);
    this.probe = surface?.placeOf(this.cursor.x, this.cursor.y) ?? null;
    const mark = /** @type {HTMLElement | null} */ (this.find('.cursor'));
    const box = this.find('.surface')?.getBoundingClientRect();
    if (!mark || !box || !this.probe) return;
    mark.hidden = false;
    mark.style.left = `${this.probe.clientX - box.left}px`;
    mark.style.top = `${this.probe.clientY - box.top}px`;
    this.host.schedule();
  }

  hideCursor() {
    const mark = /** @type {HTMLElement | null} */ (this.find('.cursor'));
    if (mark) mark.hidden = true;
  }
}
