// The course of the run, part of every panel that shows a result: losses and accuracies over the epochs as a chart, and their exact values
// as a table behind it.

import { css, unsafeCSS } from '@lit/reactive-element/css-tag.js';
import { html } from 'lit/html.js';
import { adoptStyles } from '../adopt-styles.js';
import { numberText, percentText } from '../number-text.js';

/** Rows of the table of the run. */
const MOST_NUMBERS = 12;
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

  /** @param {import('./panel.js').Panel} panel  that it stands in */
  constructor(panel) {
    this.panel = panel;
  }

  /** The columns of the table. */
  get columns() {
    return NUMBER_COLUMNS.filter(({ isAccuracy }) => !isAccuracy || this.panel.description.task !== 'regression');
  }

  render() {
    return html`<div class="loss-chart"></div>
      <p class="visually-hidden" id="loss-summary"></p>
      <details class="more numbers" @toggle=${() => this.panel.host.schedule()}>
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
    this.paintNumbers();
    panel.write('#loss-summary', chart?.describe() ?? '');
  }

  /** Fills the table, when it is open and the run rests. */
  paintNumbers() {
    const { history } = this.panel.session;
    if (!(/** @type {HTMLDetailsElement | null} */ (this.panel.find('.numbers'))?.open)) return;
    const last = history.epochs.length - 1;
    const count = Math.min(MOST_NUMBERS, last + 1);
    const picked = Array.from({ length: count }, (_, row) => Math.round((row * last) / Math.max(1, count - 1)));
    const cell = (/** @type {string} */ text) => Object.assign(document.createElement('td'), { textContent: text });
    this.panel.find('.numbers tbody')?.replaceChildren(
      ...picked.map((index) => {
        const row = document.createElement('tr');
        const values = this.columns.map(({ name, isAccuracy }) =>
          (isAccuracy ? percentText : numberText)(history[name][index]),
        );
        row.append(...[numberText(history.epochs[index], 1), ...values].map(cell));
        return row;
      }),
    );
  }
}
