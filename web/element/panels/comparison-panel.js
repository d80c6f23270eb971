// The run before a fix beside the one after it: its picture, how it ended, what both had reached at the same epoch, and the way back.

import { html, nothing } from 'lit/html.js';
import { SurfaceView } from '../../view/surface.js';
import { answerRange } from '../answer-range.js';
import { comparisonText, endText } from '../comparison-text.js';
import { reachText } from '../reach-text.js';
import { Panel } from './panel.js';

export class ComparisonPanel extends Panel {
  render() {
    const { before, change } = this.host.comparison;
    if (!before) return nothing;
    return html`<div class="comparison-card">
      <div class="comparison-head">
        <h2 class="panel-title">Old run</h2>
        <button type="button" class="quiet" @click=${() => this.leave(() => this.host.comparison.undo())} data-help="Back to the old experiment, at the step where it was left.">Undo</button>
        <button type="button" class="fix" @click=${() => this.leave(() => this.host.comparison.keepNew())} data-help="Lets the old run go; the new one stays.">Keep only this</button>
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
    const { before } = this.host.comparison;
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
