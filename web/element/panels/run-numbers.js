// The numbers of the run: its losses and accuracies as a table, to be read exactly. Comes with the first sign of a reader.

import { numberText, percentText } from '../number-text.js';

/** Rows of the table. */
const MOST_NUMBERS = 12;

/** Fills the table, when it is open. @param {import('./run-chart.js').RunChart} chart  that it stands under; its run rests */
export function paintRunNumbers({ panel, columns }) {
  const { history } = panel.session;
  if (!(/** @type {HTMLDetailsElement | null} */ (panel.find('.numbers'))?.open)) return;
  const last = history.epochs.length - 1;
  const count = Math.min(MOST_NUMBERS, last + 1);
  const picked = Array.from({ length: count }, (_, row) => Math.round((row * last) / Math.max(1, count - 1)));
  const cell = (/** @type {string} */ text) => Object.assign(document.createElement('td'), { textContent: text });
  panel.find('.numbers tbody')?.replaceChildren(
    ...picked.map((index) => {
      const row = document.createElement('tr');
      const values = columns.map(({ name, isAccuracy }) => (isAccuracy ? percentText : numberText)(history[name][index]));
      row.append(...[numberText(history.epochs[index], 1), ...values].map(cell));
      return row;
    }),
  );
}
