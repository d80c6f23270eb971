// What a view that is about a trained network says of one that has learned nothing: then the network is what it shows, and not what the
// view is about.

import { html, nothing } from 'lit/html.js';

/**
 * The verdict of the network's view where it is a bad one, with the change that helps most.
 *
 * @param {import('./view.js').View} view
 * @param {(change: () => Promise<unknown>) => void} press  does the change, and shows what comes of it
 */
export function failingNetwork({ host }, press) {
  const { verdict } = host.watch;
  const [fix] = verdict?.fixes ?? [];
  if (verdict?.tone !== 'bad') return nothing;
  return html`<div class="view-failing"><p>${verdict.sentence}</p>
    ${fix && host.controls.has('fix') ? html`<button type="button" class="fix" data-help="Makes this change in the network’s view, and trains from the same start." @click=${() => press(async () => host.reader.act(() => host.comparison?.applyFix(fix)))}>${fix.title}</button>` : nothing}
  </div>`;
}
