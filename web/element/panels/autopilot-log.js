// The autopilot's log under the verdict: for each attempt what it changed, what came of it and what it saw. Each one can be opened.

import { css } from '@lit/reactive-element/css-tag.js';
import { html, nothing } from 'lit/html.js';
import { AutopilotRun, resultText } from '../autopilot-run.js';
import { icons } from '../icons.js';

export class AutopilotLog {
  static styles = css`
    .autopilot { padding: 0.5rem 1rem; border-bottom: 1px solid var(--relu-grid); }
    .autopilot-head { display: flex; align-items: center; gap: 0.75rem; }
    .autopilot-head .panel-title { margin: 0; flex: 1; }
    .autopilot-steps { margin: 0; padding-inline-start: 1.25rem; max-height: 16rem; overflow-y: auto; overscroll-behavior: contain; }
    .autopilot-step { padding-block: 0.25rem; }
    .autopilot-step::marker { color: var(--relu-muted-text); }
    .autopilot-step { display: list-item; position: relative; padding-inline-end: 4.5rem; }
    .autopilot-step .quiet { position: absolute; inset: 0.125rem 0 auto auto; min-height: 1.75rem; }
    .autopilot-saw { color: var(--relu-muted-text); text-wrap: pretty; }
  `;

  /** @param {import('./verdict-panel.js').VerdictPanel} panel  in which it stands */
  constructor(panel) {
    this.panel = panel;
    this.run = new AutopilotRun(() => panel.host.requestUpdate());
  }

  /** Searches from the experiment as it stands, and opens what it has found. */
  async search() {
    const { panel, run } = this;
    if (!panel.host.session) return;
    const best = await run.start(panel.session.engine, panel.description.minimal);
    if (!best || !panel.host.session) return;
    panel.host.announce(run.summary);
    if (best.did) await this.open(best, 'Autopilot');
  }

  /** Opens an attempt beside the run that is there, and trains it as far as it was solved. */
  async open(/** @type {import('../autopilot-run.js').AutopilotStep} */ { experiment, result }, /** @type {string} */ change) {
    const { panel } = this;
    const { host } = panel;
    await host.reader.act(() => host.comparison?.during(change, () => host.commands.openExperiment(experiment, change)));
    const epochs = result.solvedEpoch ?? 0;
    if (epochs > 0) await panel.session.trainTo(Math.ceil(epochs * panel.description.stepsPerEpoch));
    host.commands.recordStep();
  }

  render() {
    const { panel, run } = this;
    if (run.state === 'idle') return nothing;
    const isRunning = run.state === 'running';
    return html`<div class="autopilot">
      <div class="autopilot-head">
        <h2 class="panel-title">${run.summary}</h2>
        ${
          isRunning
            ? html`<button type="button" class="quiet autopilot-stop" data-help="Leaves the network as it is." @click=${() => panel.press(() => run.stop())}>Stop</button>`
            : html`<button type="button" class="small autopilot-close" aria-label="Close the autopilot’s log" data-help="Puts the log away." @click=${() => panel.press(() => run.close())}>${icons.close}</button>`
        }
      </div>
      <ol class="autopilot-steps" aria-label="What the autopilot did and saw">
        ${run.steps.map(
          (step, index) => html`<li class="autopilot-step" data-finding=${step.saw.name}>
            <p><span class="autopilot-did">${step.did ? step.did.title : 'As it stood'}:</span> <b>${resultText(step)}</b></p>
            <p class="autopilot-saw">${step.saw.sentence}</p>
            <button type="button" class="quiet" aria-label="Open attempt ${index + 1}" data-help="Opens this network beside the run that is there." ?disabled=${isRunning} @click=${() => this.open(step, 'an attempt of the autopilot').catch(panel.host.warn)}>Open</button>
          </li>`,
        )}
      </ol>
    </div>`;
  }
}
