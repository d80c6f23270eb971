// What the network says of pictures, sequences and rows of a table: its answer to the chosen one, which classes it takes for which on the
// test part, what it gets wrong, and the course of the run.

import { css } from '@lit/reactive-element/css-tag.js';
import { html, nothing } from 'lit/html.js';
import { ConfusionMatrix } from '../../view/confusion-matrix.js';
import { PictureStrip } from '../../view/picture-strip.js';
import { ScatterView } from '../../view/scatter.js';
import { classOf, mistakesIn, sharesOf } from '../answers.js';
import { arrowOf } from '../arrow-keys.js';
import { classTitles } from '../data-titles.js';
import { readers, toRead } from '../hints.js';
import { kindOf, nounOf } from '../kinds.js';
import { countText, numberText, percentText, plural } from '../number-text.js';
import { sampleOf } from '../sample-choice.js';
import { sampleStepper } from '../sample-stepper.js';
import { SlowParts } from '../slow-parts.js';
import { Panel } from './panel.js';
import { RunChart } from './run-chart.js';

const SIDE_PX = 40;
const LINES = 2;
/** Rows of a table that are named. */
const MOST_NAMED = 6;

export class AnswerPanel extends Panel {
  static styles = css`
    .panel-result h3 { margin: 0.5rem 0 0.25rem; font-size: 0.75rem; font-weight: 600; color: var(--relu-muted-text); display: flex; justify-content: space-between; gap: 0.5rem; }
    .answer-head { font-size: 1.0625rem; min-height: 1.5em; }
    .shares { display: grid; grid-template-columns: minmax(1rem, max-content) minmax(0, 1fr) 3.25rem; gap: 0.125rem 0.5rem; align-items: center; font-size: 0.75rem; margin: 0; }
    .shares dt { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 7rem; }
    .shares dd { display: contents; }
    .share-track { height: 0.625rem; border-radius: 3px; background: var(--relu-neutral); overflow: hidden; }
    .share-bar { display: block; height: 100%; width: 100%; transform-origin: left; background: var(--relu-line); border-radius: 3px; }
    .shares .is-said .share-bar { background: var(--relu-positive); }
    .share-text { text-align: end; }
    .shares .is-right { font-weight: 700; }
    .shares .is-right::after { content: ' ✓'; }
    .matrix { border-radius: 6px; }
    .matrix canvas, .scatter canvas { display: block; width: 100%; }
    .scatter canvas { height: 12rem; }
    .mistakes canvas { display: block; width: 100%; height: 124px; cursor: pointer; }
    .matrix-readout { min-height: 2.8em; font-size: 0.75rem; color: var(--relu-muted-text); }
    .wrong-rows { display: flex; flex-wrap: wrap; gap: 0.25rem; }
    .wrong-rows button { min-height: 1.75rem; padding: 0 0.5rem; font-size: 0.75rem; border: 1px solid var(--relu-line); border-radius: 999px; }
    .panel-result .sample-stepper { margin: 0; }
    .sample-count { text-align: center; color: var(--relu-muted-text); }
    @container playground (width < 40rem) { .wrong-rows button { min-height: 2.75rem; } }
  `;

  chart = new RunChart(this);
  slow = new SlowParts(() => this.session);
  /** The cell of the matrix that is read. @type {{ row: number, column: number } | null} */ cell = null;
  /** The mistake that the arrow keys are at. */ mistake = -1;

  get isClassifier() {
    return this.description.task !== 'regression';
  }

  /** The part that is judged by. @returns {'test' | 'train'} */
  get part() {
    return this.description.testRows > 0 ? 'test' : 'train';
  }

  get noun() {
    return nounOf(this.description);
  }

  get titles() {
    return classTitles(this.description, this.catalog);
  }

  /** @returns {import('../types.js').SnapshotRequest} */
  request() {
    const { part } = this;
    const slow = this.slow.request({ answers: part, ...(this.isClassifier ? { confusion: part } : {}) });
    return { ...slow, sample: sampleOf(this.host).request(this.description) };
  }

  render() {
    return html`
      <p class="answer-head"></p>
      ${kindOf(this.description) === 'table' ? sampleStepper(this, 'row') : nothing}
      ${this.isClassifier ? this.classes() : this.values()}
      <h3>The run</h3>
      ${this.chart.render()}`;
  }

  classes() {
    const partTitle = this.part === 'test' ? 'test' : 'training';
    const hasShares = sharesOf(this.description, [0]) !== null;
    return html`
      ${
        hasShares
          ? html`<dl class="shares" aria-label="Probabilities of the classes">${this.titles.map(
              (title, index) => html`<dt title=${title} data-share-title=${index}>${title}</dt>
                <dd data-share=${index}><span class="share-track"><span class="share-bar"></span></span><span class="share-text"></span></dd>`,
            )}</dl>`
          : nothing
      }
      <h3><span>Which is taken for which</span><span>${partTitle} ${plural(2, this.noun)}</span></h3>
      <div class="matrix" tabindex="0" role="application" aria-roledescription="confusion matrix" aria-label="Rows the true class, columns the answer: ${readers()} read a cell"
        @keydown=${this.key} @pointermove=${this.point} @pointerdown=${this.point} @pointerleave=${() => this.look(null)} @blur=${() => this.look(null)} @focus=${this.focus}>
        <canvas class="matrix-canvas" aria-hidden="true"></canvas>
      </div>
      <p class="matrix-readout"></p>
      <h3><span>What it gets wrong</span><span class="mistake-count"></span></h3>
      ${kindOf(this.description) === 'picture' ? this.wrongPictures() : html`<div class="wrong-rows" data-help="Rows with their class and the network’s answer. One press shows the row."></div>`}`;
  }

  wrongPictures() {
    return html`<div class="mistakes" tabindex="0" role="application" aria-roledescription="strip of pictures" aria-label="Pictures that are taken for another class: ${readers()} choose one"
      @click=${this.pickMistake} @keydown=${this.walk}><canvas class="mistakes-canvas" aria-hidden="true"></canvas></div>`;
  }

  values() {
    return html`<h3>Predicted against target, ${this.part === 'test' ? 'test' : 'training'} ${plural(2, this.noun)}</h3>
      <div class="scatter"><canvas class="scatter-canvas" role="img" aria-label="Predicted values against targets; on the line both are equal"></canvas></div>`;
  }

  updated() {
    this.chart.updated();
    this.drawing('.matrix-canvas', (node) => new ConfusionMatrix(node));
    this.drawing('.mistakes-canvas', (node) => new PictureStrip(node, SIDE_PX));
    this.drawing('.scatter-canvas', (node) => new ScatterView(node));
    if (this.cell && Math.max(this.cell.row, this.cell.column) >= this.description.classes) this.cell = null;
  }

  paint() {
    if (!this.session.snapshot) return;
    this.chart.paint();
    this.paintAnswer();
    if (this.isClassifier) this.paintClasses();
    else this.paintValues();
  }

  /** The right answer to the chosen sample; undefined for one of the reader's own. */
  get label() {
    const sample = sampleOf(this.host);
    const { description } = this;
    if (sample.isOwn) return undefined;
    return this.session.data?.[sample.partIn(description)].labels[sample.rowIn(description)];
  }

  paintAnswer() {
    const { description, label, titles } = this;
    const answer = this.session.snapshot?.sample?.answer;
    if (!answer) return;
    if (!this.isClassifier) {
      const text = `Predicted ${numberText(answer[0], 3)}${label === undefined ? '' : `, target ${numberText(label, 3)}`}`;
      this.write('.answer-head', text);
      return;
    }
    const said = classOf(description, answer);
    const verdict = label === undefined ? 'Taken for' : said === label ? 'Right:' : `${titles[label]}, taken for`;
    this.write('.answer-head', `${verdict} ${titles[said]}`);
    sharesOf(description, answer)?.forEach((share, index) => {
      const row = this.find(`[data-share="${index}"]`);
      const bar = /** @type {HTMLElement | null | undefined} */ (row?.querySelector('.share-bar'));
      if (!row || !bar) return;
      bar.style.transform = `scaleX(${share.toFixed(4)})`;
      row.classList.toggle('is-said', index === said);
      this.find(`[data-share-title="${index}"]`)?.classList.toggle('is-right', index === label);
      this.write(`[data-share="${index}"] .share-text`, percentText(share));
    });
  }

  paintClasses() {
    const { titles } = this;
    const confusion = this.slow.newest('confusion');
    const answers = this.slow.newest('answers');
    if (confusion) {
      this.drawings.get('.matrix-canvas')?.view.update({
        counts: confusion.counts,
        titles,
        chosen: this.cell,
        theme: this.host.colours,
      });
      this.write('.matrix-readout', this.readout() ?? toRead('a cell'));
    }
    const data = this.session.data?.[this.part];
    if (!answers || !data) return;
    const mistakes = mistakesIn(this.description, answers, data.labels);
    this.mistakes = mistakes;
    this.write('.mistake-count', `${countText(mistakes.length)} of ${countText(data.labels.length)}`);
    if (kindOf(this.description) === 'picture') this.paintWrongPictures(data.points);
    else this.writeWrongRows();
  }

  /** @type {ReturnType<typeof mistakesIn>} */ mistakes = [];

  /** @param {Float32Array} points */
  paintWrongPictures(points) {
    const view = /** @type {PictureStrip | undefined} */ (this.drawings.get('.mistakes-canvas')?.view);
    if (!view) return;
    const sample = sampleOf(this.host);
    const size = this.description.sample.reduce((product, length) => product * length, 1);
    const shown = this.mistakes.slice(0, view.room(LINES));
    const isShort = this.titles.every((title) => title.length < 3);
    view.update({
      pictures: shown.map(({ row }) => points.subarray(row * size, (row + 1) * size)),
      shape: this.description.sample,
      captions: shown.map(({ label, said }) =>
        isShort ? `${this.titles[label]} → ${this.titles[said]}` : `→ ${this.titles[said]}`,
      ),
      chosen: sample.isOwn || sample.part !== this.part ? -1 : shown.findIndex(({ row }) => row === sample.row),
      theme: this.host.colours,
    });
  }

  /** Buttons for the first few rows, made anew only when they are others. */
  writeWrongRows() {
    const shown = this.mistakes.slice(0, MOST_NAMED);
    const key = shown.map(({ row, said }) => `${row}:${said}`).join();
    const list = this.find('.wrong-rows');
    if (!list || ((list.childElementCount > 0 || shown.length === 0) && this.written === key && list === this.writtenIn))
      return;
    const hadFocus = list.contains(/** @type {ShadowRoot} */ (this.host.renderRoot).activeElement);
    this.written = key;
    this.writtenIn = list;
    list.replaceChildren(
      ...shown.map(({ row, label, said }) => {
        const button = Object.assign(document.createElement('button'), {
          type: 'button',
          textContent: `${row + 1}: ${this.titles[label]} → ${this.titles[said]}`,
        });
        button.addEventListener('click', () => sampleOf(this.host).pick(row, this.part));
        return button;
      }),
    );
    if (hadFocus) /** @type {HTMLElement | null} */ (list.firstElementChild)?.focus();
  }

  written = '';
  /** @type {Element | null} */ writtenIn = null;

  paintValues() {
    const sample = sampleOf(this.host);
    const answers = this.slow.newest('answers');
    const labels = this.session.data?.[this.part].labels;
    if (!answers || !labels) return;
    this.drawings.get('.scatter-canvas')?.view.update({
      said: answers,
      right: labels,
      chosen: sample.partIn(this.description) === this.part ? sample.rowIn(this.description) : -1,
      theme: this.host.colours,
    });
  }

  readout() {
    const confusion = this.slow.newest('confusion');
    const { cell, titles } = this;
    if (!cell || !confusion) return null;
    const { row, column } = cell;
    const of = (/** @type {number} */ from) => /** @type {number} */ (confusion.counts[from]);
    const members = titles.reduce((sum, _, other) => sum + of(row * titles.length + other), 0);
    const count = of(row * titles.length + column);
    const taken = row === column ? 'taken for what they are' : `taken for ${titles[column]}`;
    return `${titles[row]}: ${count} of ${members} ${taken}. Recall of ${titles[row]} ${percentText(confusion.recall[row])}, precision of ${titles[column]} ${percentText(confusion.precision[column])}.`;
  }

  look(/** @type {AnswerPanel['cell']} */ cell) {
    this.cell = cell;
    this.host.schedule();
  }

  point = (/** @type {PointerEvent} */ event) => {
    this.look(this.drawings.get('.matrix-canvas')?.view.at(event.clientX, event.clientY) ?? null);
  };

  focus = (/** @type {Event} */ event) => {
    if (!(/** @type {Element} */ (event.target).matches(':focus-visible'))) return;
    this.look({ row: 0, column: 0 });
    this.host.announce(this.readout() ?? '');
  };

  key = (/** @type {KeyboardEvent} */ event) => {
    const move = arrowOf(event);
    if (!move) return;
    event.preventDefault();
    const last = this.titles.length - 1;
    const { row, column } = this.cell ?? { row: 0, column: 0 };
    const within = (/** @type {number} */ place) => Math.min(last, Math.max(0, place));
    this.look({ row: within(row + move.down), column: within(column + move.right) });
    this.host.announce(this.readout() ?? '');
  };

  pickMistake = (/** @type {MouseEvent} */ event) => {
    this.choose(this.drawings.get('.mistakes-canvas')?.view.at(event.clientX, event.clientY) ?? -1);
  };

  walk = (/** @type {KeyboardEvent} */ event) => {
    const move = arrowOf(event);
    if (!move) return;
    event.preventDefault();
    this.choose(Math.min(this.mistakes.length - 1, Math.max(0, this.mistake + move.right + move.down)));
  };

  choose(/** @type {number} */ index) {
    const mistake = this.mistakes[index];
    if (!mistake) return;
    this.mistake = index;
    sampleOf(this.host).pick(mistake.row, this.part);
    this.host.announce(
      `${this.noun} ${mistake.row + 1}: ${this.titles[mistake.label]}, taken for ${this.titles[mistake.said]}`,
    );
  }
}
