// Which picture the network is shown: one of the data, from a strip of them, or one that the reader draws with mouse, finger or the arrow
// keys, made as the pictures of the data were made.

import { css } from '@lit/reactive-element/css-tag.js';
import { html } from 'lit/html.js';
import { DigitPad } from '../../view/digit-pad.js';
import { PictureStrip } from '../../view/picture-strip.js';
import { classOf } from '../answers.js';
import { arrowOf, isShortcut } from '../arrow-keys.js';
import { classTitles } from '../data-titles.js';
import { inHand, readers } from '../hints.js';
import { lawOf, pictureOf, strokesOfCells } from '../own-picture.js';
import { sampleOf } from '../sample-choice.js';
import { sampleStepper } from '../sample-stepper.js';
import { Panel } from './panel.js';

/** @typedef {import('../own-picture.js').Point} Point */

const SIDE_PX = 44;
const LINES = 2;

export class PictureSamplePanel extends Panel {
  static styles = css`
    .sample-head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; margin-bottom: 0.375rem; }
    .sample-head .panel-title { margin: 0; }
    .segments { display: inline-flex; border: 1px solid var(--relu-line); border-radius: 999px; overflow: hidden; }
    .segments button { min-height: 1.75rem; border-radius: 999px; color: var(--relu-muted-text); }
    .segments button[aria-pressed='true'] { background: var(--relu-accent); color: var(--relu-accent-text); }
    .sample-stepper { margin-inline-start: auto; }
    .sample-count { min-width: 5.5rem; text-align: center; color: var(--relu-muted-text); }
    .strip { border-radius: 6px; }
    .strip canvas { display: block; width: 100%; height: 130px; cursor: pointer; }
    .own { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: flex-start; }
    .pad { width: 10rem; border-radius: 6px; touch-action: none; cursor: crosshair; box-shadow: 0 0 0 1px var(--relu-line); }
    .pad canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 6px; }
    .own-text { flex: 1 1 14rem; display: grid; gap: 0.375rem; justify-items: start; max-width: 26rem; }
    .own-answer { font-size: 1.0625rem; }
    @container playground (width < 40rem) {
      .segments button { min-height: 2.75rem; }
      .sample-stepper { margin-inline-start: 0; }
      .pad { width: min(100%, 18rem); margin-inline: auto; }
    }
    @media (forced-colors: active) { .segments button[aria-pressed='true'] { forced-color-adjust: none; } }
  `;

  /** @type {Point[][]} */ strokes = [];
  /** Cells inked by the keyboard. @type {Set<number>} */ inked = new Set();
  /** Where the arrow keys' pen is. @type {{ row: number, cell: number } | null} */ pen = null;
  isDrawing = false;
  /** First row of the strip. */ first = 0;

  get choice() {
    return sampleOf(this.host);
  }

  /** @returns {readonly [number, number]} */
  get frame() {
    const [, rows, cells] = this.description.sample;
    return [rows, cells];
  }

  get law() {
    return lawOf(this.experiment.data.name);
  }

  render() {
    const { isOwn } = this.choice;
    const segment = (/** @type {string} */ title, /** @type {boolean} */ own, /** @type {string} */ help) =>
      html`<button type="button" aria-pressed=${String(isOwn === own)} data-help=${help} @click=${() => this.turn(own)}>${title}</button>`;
    return html`<div class="sample-head">
        <h2 class="panel-title">Picture</h2>
        <div class="segments" role="group" aria-label="Where the picture comes from">${segment('From the data', false, 'Shows the network a picture of the data set.')} ${segment('Draw your own', true, 'Shows the network what you draw here.')}</div>
        ${isOwn ? '' : sampleStepper(this, 'picture')}
      </div>
      ${isOwn ? this.own() : this.strip()}`;
  }

  strip() {
    return html`<div class="strip" tabindex="0" role="application" aria-roledescription="strip of pictures" aria-label="Pictures of the data: ${readers()} choose one"
        @keydown=${this.walk} @click=${this.pick}><canvas class="strip-canvas" aria-hidden="true"></canvas></div>
      <p class="unit-readout sample-readout"></p>`;
  }

  own() {
    const [rows, cells] = this.frame;
    return html`<div class="own">
      <div class="pad" tabindex="0" role="application" aria-roledescription="drawing pad" aria-label="Drawing pad, ${rows} rows by ${cells} columns: ${readers()} move the pen, Space draws, Delete clears"
        @pointerdown=${this.start} @pointermove=${this.move} @pointerup=${this.end} @pointercancel=${this.end} @keydown=${this.key} @focus=${this.focus} @blur=${this.blur}>
        <canvas class="pad-canvas" aria-hidden="true"></canvas>
      </div>
      <div class="own-text">
        <p class="own-answer"></p>
        <p class="muted small-print">${inHand('Draw with the mouse, or with the arrow keys and Space.', 'Draw with a finger.')} The drawing is centred, scaled and averaged to ${rows} × ${cells} as the data’s pictures were; the network’s Input shows what it gets.</p>
        <button type="button" class="quiet clear" data-help="Takes the drawing away." @click=${() => this.clear()}>Clear</button>
      </div>
    </div>`;
  }

  turn(/** @type {boolean} */ isOwn) {
    if (isOwn) this.hand();
    this.choice.own(isOwn);
  }

  updated() {
    this.drawing('.strip-canvas', (node) => new PictureStrip(node, SIDE_PX));
    this.drawing('.pad-canvas', (node) => new DigitPad(node));
    // Pictures of another size are another drawing.
    const size = this.frame.join();
    if (this.size !== undefined && this.size !== size) this.clear();
    this.size = size;
  }

  /** @type {string | undefined} */ size;

  paint() {
    if (this.choice.isOwn) this.paintOwn();
    else this.paintStrip();
  }

  /** @type {PictureStrip | undefined} */
  get stripView() {
    return this.drawings.get('.strip-canvas')?.view;
  }

  paintStrip() {
    const { stripView, description } = this;
    const { data } = this.session;
    if (!stripView || !data) return;
    const room = stripView.room(LINES);
    const row = this.choice.rowIn(description);
    if (row < this.first || row >= this.first + room) this.first = Math.floor(row / room) * room;
    const { points, labels } = data[this.choice.partIn(description)];
    const size = description.sample.reduce((product, length) => product * length, 1);
    const titles = classTitles(description, this.catalog);
    const count = Math.max(0, Math.min(room, this.choice.rowsIn(description) - this.first));
    const rows = Array.from({ length: count }, (_, index) => this.first + index);
    stripView.update({
      pictures: rows.map((index) => points.subarray(index * size, (index + 1) * size)),
      shape: description.sample,
      captions: rows.map((index) => titles[labels[index] ?? 0] ?? ''),
      chosen: row - this.first,
      theme: this.host.colours,
    });
    this.write('.sample-readout', this.readout());
  }

  /** What the chosen picture is, and what the network takes it for. */
  readout() {
    const { description } = this;
    const part = this.choice.partIn(description);
    const row = this.choice.rowIn(description);
    const titles = classTitles(description, this.catalog);
    const label = this.session.data?.[part].labels[row] ?? 0;
    const answer = this.session.snapshot?.sample?.answer;
    if (!answer) return '';
    const said = classOf(description, answer);
    const part_ = part === 'test' ? 'Test' : 'Training';
    return `${part_} picture ${row + 1}: ${titles[label]}, taken for ${said === label ? 'what it is' : titles[said]}.`;
  }

  paintOwn() {
    this.drawings.get('.pad-canvas')?.view.update({
      strokes: this.allStrokes(),
      grid: this.frame,
      brush: this.law.brush,
      pen: this.pen,
      theme: this.host.colours,
    });
    const { description } = this;
    const answer = this.session.snapshot?.sample?.answer;
    const isEmpty = this.strokes.length + this.inked.size === 0;
    if (answer)
      this.write(
        '.own-answer',
        isEmpty ? 'The pad is empty.' : `Taken for ${classTitles(description, this.catalog)[classOf(description, answer)]}.`,
      );
  }

  allStrokes() {
    return [...this.strokes, ...strokesOfCells(this.inked, this.frame)];
  }

  /** Hands the drawing to the network. */
  hand() {
    this.choice.draw(pictureOf(this.allStrokes(), this.frame, this.law));
    this.host.schedule();
  }

  clear() {
    this.strokes = [];
    this.inked = new Set();
    if (this.choice.isOwn) this.hand();
  }

  /** @returns {Point | undefined} */
  pointOf(/** @type {PointerEvent} */ event) {
    return this.drawings.get('.pad-canvas')?.view.at(event.clientX, event.clientY);
  }

  start = (/** @type {PointerEvent} */ event) => {
    const point = this.pointOf(event);
    if (!point || event.button !== 0) return;
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.isDrawing = true;
    this.strokes.push([point]);
    this.hand();
  };

  move = (/** @type {PointerEvent} */ event) => {
    if (!this.isDrawing) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const part of moves.length ? moves : [event]) {
      const point = this.pointOf(part);
      if (point) this.strokes.at(-1)?.push(point);
    }
    this.hand();
  };

  end = () => {
    this.isDrawing = false;
  };

  focus = (/** @type {Event} */ event) => {
    if (!(/** @type {Element} */ (event.target).matches(':focus-visible'))) return;
    const [rows, cells] = this.frame;
    this.pen ??= { row: Math.floor(rows / 2), cell: Math.floor(cells / 2) };
    this.host.schedule();
  };

  blur = () => {
    this.pen = null;
    this.host.schedule();
  };

  key = (/** @type {KeyboardEvent} */ event) => {
    if (isShortcut(event)) return;
    const [rows, cells] = this.frame;
    this.pen ??= { row: Math.floor(rows / 2), cell: Math.floor(cells / 2) };
    const move = arrowOf(event);
    if (event.key === 'Delete' || event.key === 'Backspace') this.clear();
    else if (event.key === ' ') this.ink(this.pen.row * cells + this.pen.cell);
    else if (move) {
      this.pen = {
        row: Math.min(rows - 1, Math.max(0, this.pen.row + move.down)),
        cell: Math.min(cells - 1, Math.max(0, this.pen.cell + move.right)),
      };
      if (event.shiftKey) this.ink(this.pen.row * cells + this.pen.cell, true);
    } else return;
    event.preventDefault();
    const { row, cell } = this.pen;
    this.host.announce(`Row ${row + 1}, column ${cell + 1}, ${this.inked.has(row * cells + cell) ? 'inked' : 'empty'}`);
    this.host.schedule();
  };

  /** @param {number} place @param {boolean} [isDrawn]  turns over when left out */
  ink(place, isDrawn = !this.inked.has(place)) {
    if (isDrawn) this.inked.add(place);
    else this.inked.delete(place);
    this.hand();
  }

  pick = (/** @type {MouseEvent} */ event) => {
    const index = this.stripView?.at(event.clientX, event.clientY) ?? -1;
    if (index >= 0) this.choice.pick(this.first + index);
  };

  /** One forward or back, a line up or down, the ends. */
  walk = (/** @type {KeyboardEvent} */ event) => {
    const move = arrowOf(event);
    const { description, choice } = this;
    const rows = choice.rowsIn(description);
    const line = (this.stripView?.room(LINES) ?? LINES) / LINES;
    const row = choice.rowIn(description);
    const wanted = move ? row + move.right + move.down * line : { Home: 0, End: rows - 1 }[event.key];
    if (wanted === undefined || isShortcut(event)) return;
    event.preventDefault();
    choice.pick(Math.min(rows - 1, Math.max(0, wanted)));
    this.session.redraw().then(() => this.host.announce(this.readout()), this.host.warn);
  };
}
