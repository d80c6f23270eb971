// The course of the run, part of every panel that shows a result: losses and accuracies over the epochs as a chart, and their exact values
// as a table behind it.

import { css, unsafeCSS } from '@lit/reactive-element/css-tag.js';
import { html } from 'lit/html.js';
import { adoptStyles } from '../adopt-styles.js';
import { numberText } from '../number-text.js';

const NUMBER_COLUMNS = /** @type {const} */ ([
  { name: 'trainLoss', title: 'train loss', isAccuracy: false },
  { name: 'testLoss', title: 'test loss', isAccuracy: false },
  { name: 'trainAccuracy', title: 'train acc.', isAccuracy: true },
  { name: 'testAccuracy', title: 'test acc.', isAccuracy: true },
]);

/**
 * The chart and its style sheet, loaded when there is a course to show.
 *
 * @type {{ LossChart: typeof import('../../view/loss-chart.js').LossChart, styles: import('lit').CSSResult } | null}
 */
let loaded = null;
/** @type {Promise<void> | null} */
let arrival = null;

function loadChart() {
  arrival ??= import('../../view/loss-chart.js').then(
    ({ LossChart, lossChartCss }) => {
      loaded = { LossChart, styles: css`${unsafeCSS(lossChartCss)}` };
    },
    (error) => {
      arrival = null;
      throw error;
    },
  );
  return arrival;
}

export class RunChart {
  isLoading = false;
  /** @type {import('../../view/course-reading.js').CourseReading | null} */ reading = null;

  /** @param {import('./panel.js').Panel} panel  that it stands in */
  constructor(panel) {
    this.panel = panel;
  }

  /** The columns of the table. */
  get columns() {
    return NUMBER_COLUMNS.filter(({ isAccuracy }) => !isAccuracy || this.panel.description.task !== 'regression');
  }

  render() {
    return html`<div class="loss-chart" @keydown=${this.read} @pointerdown=${this.read} @pointermove=${this.read} @pointerout=${this.read} @focusout=${this.read}></div>
      <p class="visually-hidden" id="loss-summary"></p>
      <details class="more numbers" @toggle=${() => this.panel.host.reader.act(() => this.panel.host.schedule())}>
        <summary data-help="Losses and accuracies of the run as a table, to be read exactly.">Numbers of the run</summary>
        <table>
          <caption class="visually-hidden">Losses and accuracies over the epochs</caption>
          <thead><tr><th scope="col">epoch</th>${this.columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
          <tbody></tbody>
        </table>
      </details>`;
  }

  updated() {
    if (loaded) this.make(loaded);
    else if (this.panel.session.history.epochs.length > 1) this.load();
  }

  /** What a reader does over the chart. */
  read = (/** @type {Event} */ event) =>
    this.panel.host.reader.take(event, ({ CourseReading }, target) => {
      const { plot } = this.panel.drawings.get('.loss-chart')?.view ?? {};
      if (!plot?.frame.contains(target)) return;
      if (this.reading?.plot !== plot) this.reading = new CourseReading(plot);
      this.reading?.take(event);
    });

  load() {
    if (this.isLoading) return;
    this.isLoading = true;
    const { host } = this.panel;
    const mayLoad = () => {
      this.isLoading = false;
      host.requestUpdate();
    };
    loadChart().then(mayLoad, (error) => host.missing.add('Chart of the run', error, mayLoad));
  }

  make(/** @type {NonNullable<typeof loaded>} */ { LossChart, styles }) {
    adoptStyles(this.panel.host.renderRoot, { styles });
    this.panel.drawing('.loss-chart', (node) => new LossChart(node));
  }

  paint() {
    const { panel } = this;
    const { history, playing } = panel.session;
    const chart = panel.drawings.get('.loss-chart')?.view;
    if (!loaded && history.epochs.length > 1) this.load();
    const before = panel.host.comparison?.before?.history;
    chart?.update({ ...history, before, baseline: panel.description.baseline.loss, lossText: numberText }, panel.host.colours);
    if (playing) return;
    panel.host.reader.acts?.paintRunNumbers(this);
    panel.write('#loss-summary', chart?.describe() ?? '');
  }
}
