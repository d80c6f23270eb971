// The sentence about the run and the one control that helps, in the place where the eye falls first. Also the notices: a refused
// experiment, a link that had to be repaired, the progress of a replay.

import { html, nothing } from 'lit';
import { icons } from '../icons.js';
import { countText } from '../number-text.js';
import { Panel } from './panel.js';

export class VerdictPanel extends Panel {
  render() {
    const { notices, watch } = this.host;
    const { verdict } = watch;
    const isReplaying = this.session.progress !== null;
    return html`
      ${notices.map(
        (notice, index) => html`<div class="notice" role="alert">
          <p>${notice}</p>
          <button type="button" class="small" aria-label="Close" @click=${() => this.press(() => this.host.dismiss(index))}>${icons.close}</button>
        </div>`,
      )}
      <div class="verdict" data-tone=${isReplaying ? 'calm' : (verdict?.tone ?? 'calm')} data-verdict=${verdict?.name ?? ''}>
        <p class="sentence"></p>
        ${isReplaying ? html`<button type="button" class="fix quiet" @click=${() => this.press(() => this.session.stopReplay())}>Stop here</button>` : nothing}
        ${
          isReplaying
            ? nothing
            : // One control, the one that helps most; the others are behind it.
              verdict?.fixes
                .slice(0, 1)
                .map(
                  (fix) =>
                    html`<button type="button" class="fix primary" data-fix=${fix.name} @click=${() => this.press(() => this.host.comparison.applyFix(fix))}>${fix.title}</button>`,
                )
        }
      </div>`;
  }

  /** Most buttons here vanish when they have done their work; the focus then goes to Play and not out of the element. */
  async press(/** @type {() => unknown} */ action) {
    await action();
    await this.host.updateComplete;
    const root = /** @type {ShadowRoot} */ (this.host.renderRoot);
    if (!root.activeElement) /** @type {HTMLElement | null} */ (root.querySelector('.play'))?.focus();
  }

  updated() {
    this.paint();
  }

  paint() {
    const { progress } = this.session;
    const text =
      progress === null
        ? (this.host.watch.verdict?.sentence ?? '')
        : `Training to step ${countText(this.session.target)}: ${Math.round(progress * 100)} %.`;
    this.write('.sentence', text);
  }
}
