// The sentence about the run and the one control that helps, in the place where the eye falls first. Also the notices: a refused
// experiment, a link that had to be repaired, the progress of a replay; and the autopilot, which applies fixes by itself on request.

import { html, nothing } from 'lit/html.js';
import { adoptStyles } from '../adopt-styles.js';
import { icons } from '../icons.js';
import { countText } from '../number-text.js';
import { Panel } from './panel.js';

export class VerdictPanel extends Panel {
  /** The autopilot's log, when it has been asked for. @type {import('./autopilot-log.js').AutopilotLog | null} */ autopilot =
    null;

  render() {
    const { notices, watch } = this.host;
    const { verdict } = watch;
    const isReplaying = this.session.progress !== null;
    return html`
      ${notices.map(
        ({ text, retry }, index) => html`<div class="notice" role="alert">
          <p>${text}</p>
          ${retry ? html`<button type="button" class="fix retry" data-help="Asks for it again." @click=${() => this.press(retry)}>Try again</button>` : nothing}
          <button type="button" class="small" aria-label="Close" data-help="Puts the notice away." @click=${() => this.press(() => this.host.dismiss(index))}>${icons.close}</button>
        </div>`,
      )}
      <div class="verdict" data-tone=${isReplaying ? 'calm' : (verdict?.tone ?? 'calm')} data-verdict=${verdict?.name ?? ''}>
        <div class="sentence"><p class="finding"></p><p class="why"></p></div>
        ${isReplaying ? html`<button type="button" class="fix quiet" data-help="Leaves the network at the step that it has reached." @click=${() => this.press(() => this.session.stopReplay())}>Stop here</button>` : nothing}
        ${
          isReplaying
            ? nothing
            : // One control, the one that helps most; the others are behind it.
              verdict?.fixes
                .slice(0, this.host.controls.has('fix') ? 1 : 0)
                .map(
                  (fix) =>
                    html`<button type="button" class="fix primary" data-fix=${fix.name} data-help="Makes this change, trains from the same start, and keeps the run before it beside." @click=${() => this.press(() => this.host.reader.act(() => this.host.comparison?.applyFix(fix)))}>${fix.title}</button>`,
                )
        }
        ${isReplaying || verdict?.name !== 'solved' ? nothing : this.next()}
        ${isReplaying || !this.host.controls.has('autopilot') || !verdict?.fixes.length || this.autopilot?.run.state === 'running' ? nothing : this.autopilotButton()}
      </div>
      ${this.autopilot?.render()}`;
  }

  autopilotButton() {
    return html`<button type="button" class="fix quiet autopilot-start" data-help="Applies fixes by itself, one after the other, and tells what it saw and did, until the task is solved."
      @click=${() => this.press(() => this.pilot())}>Autopilot</button>`;
  }

  /** What a reader may ask next of a network that has solved its task, where the author shows the view that answers. */
  next() {
    const { commands, viewTabs } = this.host;
    const race = () => {
      commands.showView('race');
      /** @type {HTMLElement | null} */ (this.find('#tab-race'))?.focus();
    };
    if (!viewTabs.names.includes('race')) return nothing;
    return html`<button type="button" class="fix quiet next" data-help="Trains this network beside others with another activation, from the same start." @click=${race}>Race the activations on it</button>`;
  }

  /** Lets the autopilot search from the experiment as it stands; most readers never ask for it. */
  async pilot() {
    await this.session.pause();
    try {
      const { AutopilotLog } = await import('./autopilot-log.js');
      adoptStyles(this.host.renderRoot, AutopilotLog);
      this.autopilot ??= new AutopilotLog(this);
      await this.autopilot.search();
    } catch (error) {
      this.host.notify(`The autopilot broke off: ${/** @type {Error} */ (error).message}`);
    }
  }

  destroy() {
    this.autopilot?.run.stop();
    super.destroy();
  }

  /** Most buttons here vanish when they have done their work; the focus then goes to Play and not out of the element. */
  async press(/** @type {() => unknown} */ action) {
    await action();
    await this.host.updateComplete;
    const root = /** @type {ShadowRoot} */ (this.host.renderRoot);
    if (root.activeElement) return;
    /** @type {HTMLElement | null} */ const play = root.querySelector('.play');
    if (this.host.descriptions?.tip) this.host.descriptions.tip.pressed = play; // its bubble would lie over what has just come
    play?.focus();
  }

  updated() {
    this.paint();
  }

  paint() {
    const { progress } = this.session;
    const text =
      progress === null
        ? (this.host.watch.verdict?.sentence ?? '')
        : `Training to step ${countText(this.session.target)}: ${Math.round(progress * 100)}\u202f%.`;
    this.write('.finding', text);
    // What a change has done is said by the panel that compares.
    if (!this.host.comparison?.before) this.write('.why', '');
  }
}
