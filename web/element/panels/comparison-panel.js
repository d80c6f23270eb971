// The run before a fix beside the one after it: its picture, how it ended, what both had reached at the same epoch, and the way back.

import { css } from '@lit/reactive-element/css-tag.js';
import { html, nothing } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { answerRange } from '../answer-range.js';
import { comparisonText, endText } from '../comparison-text.js';
import { reachText } from '../reach-text.js';
import { Panel } from './panel.js';

export class ComparisonPanel extends Panel {
  static styles = css`
    .panel-comparison:not(:has(.comparison-card)) { display: none; }
    .panel-comparison { border-bottom: 1px solid var(--relu-grid); background: var(--relu-panel); }
    .comparison-card { display: flow-root; }
    .comparison-head { display: flex; align-items: center; gap: 0.25rem; margin-bottom: 0.25rem; }
    .comparison-head .panel-title { flex: 1; margin: 0; }
    .comparison-head button { min-height: 1.75rem; font-size: 0.8125rem; flex: none; padding-block: 0; }
    .before-surface { float: inline-start; width: 4.5rem; height: 4.5rem; margin-inline-end: 0.625rem; border-radius: 4px; }
    .comparison-text { font-size: 0.75rem; }
    .comparison-text p:first-child { color: var(--relu-muted-text); }
    .comparison-sentence { font-weight: 600; }
    /* What the change has done keeps to the room of the verdict's two lines, so that the first screen still holds what lies below. */
    .sentence:has(.why:not(:empty)) { max-width: none; }
    @container playground (width >= 40rem) {
      .area-right:has(.comparison-card) .surface { max-width: 12.25rem; }
      .area-right:has(.comparison-card) .loss-chart { height: 9rem; }
    }
    @container playground (width < 40rem) {
      .comparison-head button { min-height: 2.75rem; }
    }
  `;

  /** It has come before there is an old run. */
  get comparison() {
    return /** @type {import('../comparison.js').Comparison} */ (this.host.comparison);
  }

  render() {
    const { before, change } = this.comparison;
    if (!before) return nothing;
    return html`<div class="comparison-card">
      <div class="comparison-head">
        <h2 class="panel-title">Old run</h2>
        <button type="button" class="quiet" @click=${() => this.leave(() => this.comparison.undo())} data-help="Back to the old experiment, at the step where it was left.">Undo</button>
        <button type="button" class="fix" @click=${() => this.leave(() => this.comparison.keepNew())} data-help="Lets the old run go; the new one stays.">Keep only this</button>
      </div>
      ${before.snapshot.outputGrid ? html`<canvas class="before-surface" role="img" aria-label="The decision surface before the change"></canvas>` : nothing}
      <div class="comparison-text">
        <p>Before “${change}”: ${endText(before)}</p>
        <p class="comparison-sentence"></p>
      </div>
    </div>`;
  }

  /** The buttons go with the card; the focus goes on to Play. */
  async leave(/** @type {() => unknown} */ action) {
    await action();
    await this.host.updateComplete;
    const root = /** @type {ShadowRoot} */ (this.host.renderRoot);
    if (!root.activeElement) /** @type {HTMLElement | null} */ (root.querySelector('.play'))?.focus();
  }

  updated() {
    this.drawing('.before-surface', (node) => new SurfaceView(node));
    this.paint();
  }

  paint() {
    const { before } = this.comparison;
    if (!before) return;
    this.write('.comparison-sentence', comparisonText(before, this.session.history));
    // Under the verdict, which the eye reads first.
    this.write('.why', reachText(before.snapshot, this.session.snapshot));
    const { description, snapshot, data } = before;
    const grid = snapshot.outputGrid;
    if (!grid || !this.host.colours) return;
    const maps = description.task === 'multiclass' ? description.classes : 1;
    this.drawings.get('.before-surface')?.view.update({
      grid,
      resolution: Math.round(Math.sqrt(grid.length / maps)),
      maps,
      task: description.task,
      range: answerRange(description, data),
      domain: description.domain,
      train: data?.train,
      theme: this.host.colours,
    });
  }
}
