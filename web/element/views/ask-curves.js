// What asking came to by the number of labels: the curves as a table, and the medians of several runs. Knows no learner.

import { html } from 'lit/html.js';
import { percentText } from '../number-text.js';

/** @typedef {{ title: string, points: { labels: number, accuracy: number }[] }} Curve */

/** @param {Curve[]} curves */
export function curvesTable(curves) {
  const [first] = curves;
  return html`<table class="ask-table">
    <thead><tr><th scope="col">labels</th>${curves.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${first?.points.map(
      ({ labels }, index) =>
        html`<tr><th scope="row">${labels}</th>${curves.map(({ points }) => html`<td>${percentText(points[index]?.accuracy)}</td>`)}</tr>`,
    )}</tbody>
  </table>`;
}

/** Median and quartiles of several runs, at every number of labels that all of them reached. */
export function medians(/** @type {import('../../engine/active-learning.js').LearnedPoint[][]} */ runs) {
  const [first = []] = runs;
  const count = Math.min(...runs.map(({ length }) => length));
  return first.slice(0, count).map(({ labels }, index) => {
    const sorted = runs.map((run) => run[index]?.accuracy ?? 0).sort((a, b) => a - b);
    const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
    return { labels, accuracy: at(0.5), low: at(0.25), high: at(0.75) };
  });
}
