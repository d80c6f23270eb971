// The signal on its way through the layers: forward, backward, into the weights, at the start and now, as bars under the layers'
// columns, with exact values for the layer that is pointed at and a table of all of them.

import { html, nothing } from 'lit/html.js';
import { drawingScale } from '../../view/pixel-canvas.js';
import { MEASURES, SignalStrip } from '../../view/signal-strip.js';
import { readers } from '../hints.js';
import { columnsOf, gapText } from '../network-shape.js';
import { Panel } from './panel.js';

/** What each measure is, in full. */
const MEANINGS = /** @type {Record<string, { inFull: string, help: string }>} */ ({
  forwardRms: { inFull: 'Forward RMS', help: 'Root mean square of the layer’s outputs, over its units and all training data.' },
  deltaRms: {
    inFull: 'Backward RMS',
    help: 'Root mean square of the error signal that reaches the layer: the derivative of each point’s loss by its sums z.',
  },
  gradientRms: { inFull: 'Gradient RMS', help: 'Root mean square of the gradient of the loss by the layer’s weights.' },
  updateRatio: {
    inFull: 'Update ÷ weight',
    help: 'How far the last step moved the layer’s weights, as a share of their size. About 0.001 is usual.',
  },
});

export class SignalPanel extends Panel {
  measures = MEASURES.map(({ name, title }) => ({ name, title, ...MEANINGS[name] }));
  /** @type {import('./signal-reading.js').SignalReading | null} */ reading = null;
  /** The stage that is read. @type {number | null} */ pointed = null;
  /** The stage that the tab key reaches. */ focused = 0;
  /** Where the columns stand. @type {{ stage: number, x: number, width: number }[] | null} */ places = null;
  /** What was drawn. @type {readonly unknown[]} */ drawn = [];

  get columns() {
    return columnsOf(this.description, 0);
  }

  render() {
    const { columns } = this;
    const shown = columns.filter(({ kind, isShown }) => kind !== 'input' && isShown);
    const focused = shown.some(({ index }) => index === this.focused) ? this.focused : shown[0]?.index;
    return html`
      <div class="signal-head">
        <h2 class="panel-title">Signal <span class="signal-layer"></span></h2>
        <dl class="signal-legend">
          ${this.measures.map(
            ({ name, title, inFull, help }) =>
              html`<div class="measure" data-help="${inFull}: ${help} The line across a bar is where it began."><dt><i class="swatch swatch-${name}"></i>${title}</dt><dd data-measure=${name}></dd></div>`,
          )}
        </dl>
        <details class="more signal-numbers" @toggle=${this.read}>
          <summary data-help="The bars as a table, to be read exactly.">Numbers</summary>
          <div class="table-scroll" tabindex="0" role="group" aria-label="Signal of every layer"><table>
            <caption class="visually-hidden">Signal of every layer, now and at the start</caption>
            <thead><tr><th scope="col">layer</th>${this.measures.map(({ inFull }) => html`<th scope="col">${inFull}</th>`)}</tr></thead>
            <tbody></tbody>
          </table></div>
        </details>
      </div>
      <div class="signal-frame">
        <canvas class="signal-axis" aria-hidden="true"></canvas>
        <div class="signal-scroll" @scroll=${this.follow('.network-scroll')}>
          <div class="signal-columns" role="group" aria-label="Signal of the layers; ${readers()} move between them" @keydown=${this.read}
            @focusin=${this.read} @pointerover=${this.read} @focusout=${this.read} @pointerleave=${this.read} @click=${this.read}>
            <canvas class="signal-bars" aria-hidden="true"></canvas>
            ${columns.map((column, index) => this.column(column, columns[index - 1]?.isShown !== false, column.index === focused))}
          </div>
        </div>
      </div>
      <p class="visually-hidden" id="signal-readout"></p>`;
  }

  /** @param {import('../network-shape.js').Column} column @param {boolean} isAfterShown @param {boolean} isTabStop */
  column(column, isAfterShown, isTabStop) {
    if (!column.isShown) return isAfterShown ? html`<p class="gap" aria-hidden="true">${gapText(this.columns)}</p>` : nothing;
    if (column.kind === 'input') return html`<span class="column column-input"></span>`;
    return html`<button type="button" class="column column-${column.kind} signal-column" data-stage=${column.index} tabindex=${isTabStop ? 0 : -1}
      aria-label="Signal of ${column.kind === 'output' ? 'the output' : column.title.toLowerCase()}" aria-describedby="signal-readout"></button>`;
  }

  /** Scrolls another box along, so that bars stay under their layers. @param {string} selector */
  follow(selector) {
    return (/** @type {Event} */ event) => {
      const other = this.find(selector);
      const { scrollLeft } = /** @type {Element} */ (event.target);
      if (other && other.scrollLeft !== scrollLeft) other.scrollLeft = scrollLeft;
    };
  }

  /** What a reader does over the bars. */
  read = (/** @type {Event} */ event) =>
    this.host.reader.take(event, ({ SignalReading }, target) => {
      this.reading ??= new SignalReading(this);
      this.reading.take(event, target);
    });

  forget() {
    this.places = null;
    this.drawn = [];
    this.host.schedule();
  }

  updated() {
    this.places = null;
    this.drawn = [];
    const axis = this.find('.signal-axis');
    this.drawing('.signal-bars', (node) => new SignalStrip(node, /** @type {HTMLCanvasElement} */ (axis)));
    this.drawing('.signal-columns', (node) => {
      const observer = new ResizeObserver(() => this.forget());
      observer.observe(node);
      return { destroy: () => observer.disconnect() };
    });
    this.drawing('.network-scroll', (node) => {
      const stop = new AbortController();
      node.addEventListener('scroll', this.follow('.signal-scroll'), { signal: stop.signal });
      return { destroy: () => stop.abort() };
    });
  }

  paint() {
    const { snapshot, startSignal } = this.session;
    const strip = /** @type {SignalStrip | undefined} */ (this.drawings.get('.signal-bars')?.view);
    const signal = snapshot?.signal;
    if (!strip || !signal) return;
    const key = [signal, startSignal, this.pointed, this.host.selection.layer, this.host.colours];
    if (key.length === this.drawn.length && key.every((part, index) => part === this.drawn[index])) return;
    if (startSignal !== this.drawn[1]) strip.restart();
    this.drawn = key;
    this.places ??= this.measure();
    const columns = this.places.flatMap(({ stage, x, width }) =>
      signal[stage]
        ? [{ x, width, live: { ...signal[stage] }, start: startSignal?.[stage] ? { ...startSignal[stage] } : null }]
        : [],
    );
    const selected = this.places.findIndex(({ stage }) => stage === (this.pointed ?? -1));
    strip.update({ columns, selected, theme: this.host.colours });
    this.reading?.paint();
  }

  measure() {
    const nodes = [.../** @type {NodeListOf<HTMLElement>} */ (this.host.renderRoot.querySelectorAll('.signal-column'))];
    const scale = drawingScale(/** @type {HTMLElement} */ (this.host.element));
    return nodes.map(({ dataset, offsetLeft, offsetWidth }) => ({
      stage: Number(dataset.stage),
      x: offsetLeft / scale,
      width: offsetWidth / scale,
    }));
  }
}
