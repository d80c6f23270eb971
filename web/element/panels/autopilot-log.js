// The autopilot's log under the verdict: for each attempt what it changed, what came of it and what it saw. Each one can be opened.

import { html, nothing } from 'lit/html.js';
import { resultText } from '../autopilot-run.js';
import { icons } from '../icons.js';

/**
 * @param {import('../autopilot-run.js').AutopilotRun} run
 * @param {{ open: (step: import('../autopilot-run.js').AutopilotStep) => void, stop: () => void, close: () => void }} ways
 */
export function autopilotLog(run, { open, stop, close }) {
  if (run.state === 'idle') return nothing;
  const isRunning = run.state === 'running';
  return html`<div class="autopilot">
    <div class="autopilot-head">
      <h2 class="panel-title">${run.summary}</h2>
      ${
        isRunning
          ? html`<button type="button" class="quiet autopilot-stop" data-help="Leaves the network as it is." @click=${stop}>Stop</button>`
          : html`<button type="button" class="small autopilot-close" aria-label="Close the autopilot’s log" data-help="Puts the log away." @click=${close}>${icons.close}</button>`
      }
    </div>
    <ol class="autopilot-steps" aria-label="What the autopilot did and saw">
      ${run.steps.map(
        (step, index) => html`<li class="autopilot-step" data-finding=${step.saw.name}>
          <p><span class="autopilot-did">${step.did ? step.did.title : 'As it stood'}:</span> <b>${resultText(step)}</b></p>
          <p class="autopilot-saw">${step.saw.sentence}</p>
          <button type="button" class="quiet" aria-label="Open attempt ${index + 1}" data-help="Opens this network beside the run that is there." ?disabled=${isRunning} @click=${() => open(step)}>Open</button>
        </li>`,
      )}
    </ol>
  </div>`;
}
