// What a table of the reader's own calls its columns and its classes, for the picture of the result: the axes in the columns' units, their
// titles, and a legend of the classes. Loaded with the first such data.

import { css } from '@lit/reactive-element/css-tag.js';
import { html, nothing } from 'lit/html.js';
import { ClassMark } from '../../view/class-mark.js';
import { lineScale } from '../../view/line-scale.js';
import { formatNumber } from '../../view/words.js';
import { classTitles } from '../data-titles.js';
import { numberText } from '../number-text.js';
import { fromAxis } from './own-experiment.js';

/** @typedef {import('../panels/result-panel.js').ResultPanel} ResultPanel */

/** Room for a tick and between it and its number, and what a letter takes, in CSS pixels. */
const TICK_PX = 10;
const LETTER_PX = 6.25;

export class OwnWords {
  static styles = css`
    .own-words { display: grid; gap: 0.125rem; font-size: 0.75rem; color: var(--relu-muted-text); text-align: center; text-wrap: balance; }
    .own-names { display: flex; flex-wrap: wrap; justify-content: center; gap: 0 0.75rem; margin: 0; padding: 0; list-style: none; color: var(--relu-text); }
    .own-names li { display: inline-flex; align-items: center; gap: 0.1875rem; overflow-wrap: anywhere; }
    .own-name-mark { flex: none; width: 1.125rem; height: 1.125rem; }
  `;

  /** The picture that was measured, and its axes. @type {{ of: unknown, scales: import('../../view/surface-field.js').Scales | undefined }} */
  kept = { of: null, scales: undefined };

  /** @param {ResultPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  /** @returns {[string, number, number][] | undefined} */
  get axes() {
    return this.panel.experiment.data.axes;
  }

  render() {
    const { axes } = this;
    const { classes, experiment } = this.panel.description;
    const names = experiment.data.classes ? Array.from({ length: classes }, (_, label) => this.className(label)) : [];
    return html`<div class="own-words">
      ${axes ? html`<p>→ ${axes[0][0]}, ↑ ${axes[1][0]}</p>` : nothing}
      ${names.length ? html`<ul class="own-names" aria-label="Classes">${names.map((name, label) => html`<li><canvas class="own-name-mark" data-label=${label} aria-hidden="true"></canvas>${name}</li>`)}</ul>` : nothing}
    </div>`;
  }

  /** @param {number} label */
  className(label) {
    return classTitles(this.panel.description, this.panel.catalog)[label];
  }

  /** Where a place is, by the titles and in the units of the columns. @param {{ x: number, y: number }} place */
  placeText({ x, y }) {
    const { axes } = this;
    if (!axes) return null;
    return axes.map((axis, index) => `${axis[0]} ${numberText(fromAxis(axis, index ? y : x))}`).join(', ');
  }

  /** What stands along the axes. */
  get scales() {
    const { axes, kept, panel } = this;
    const { domain } = panel.description;
    if (kept.of === axes) return kept.scales;
    const [x, y] = (axes ?? []).map((axis) => ({ min: fromAxis(axis, domain.min), max: fromAxis(axis, domain.max) }));
    if (!x || !y) this.kept = { of: axes, scales: undefined };
    else {
      const letters = lineScale([y.min, y.max], [0, 1])
        .ticks(6)
        .map((tick) => formatNumber(tick).length);
      this.kept = { of: axes, scales: { x, y, left: TICK_PX + LETTER_PX * Math.max(...letters, 2) } };
    }
    return this.kept.scales;
  }

  updated() {
    const { panel } = this;
    const { classes } = panel.description;
    const theme = panel.host.colours;
    for (let label = 0; label < classes; label++)
      panel
        .drawing(`.own-name-mark[data-label="${label}"]`, (node) => new ClassMark(node))
        ?.update({ label, isOfTwo: classes === 2, theme });
  }
}
