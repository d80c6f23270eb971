// What a reader does in the panel of the data: another set, the way back from it, data of his own. Comes with the first sign of a reader.

import { html, nothing } from 'lit/html.js';
import { adoptStyles } from '../adopt-styles.js';
import { withDataSet } from '../experiment-edit.js';
import { takeData } from '../take-data.js';

/** @typedef {import('./data-panel.js').DataPanel} DataPanel */

/** @param {DataPanel} panel @param {import('../data-sets.js').DataSet} row @param {import('../data-sets.js').Group} group */
export const chooseDataSet = ({ host, description, chosen }, row, group) =>
  takeData(host, withDataSet(description.minimal, row, group, chosen), group.kind);

/** What has come with the data, and the way back. @param {DataPanel} panel */
export function replacement(panel) {
  const { note = '' } = panel.host.undo.history?.current ?? {};
  if (!note) return nothing;
  return html`<p class="replacement">Came with ${note}, as the layers before could not take it.
      <button type="button" class="quiet undo" data-help="Back to the data and the network before." @click=${() => undoData(panel)}>Undo</button></p>`;
}

/** Back to the data and the network before. @param {DataPanel} panel */
async function undoData(panel) {
  await panel.host.undo.back();
  /** @type {HTMLElement | null} */ (panel.find('.panel-data input:checked') ?? panel.find('#more-data'))?.focus();
}

/** The part for data of the reader's own; its module comes with the first time. @param {DataPanel} panel */
export async function loadOwn(panel) {
  const { host } = panel;
  try {
    const { OwnDataPart } = await import('../own/own-data-part.js');
    adoptStyles(host.renderRoot, OwnDataPart);
    panel.own ??= new OwnDataPart(host);
  } catch (error) {
    panel.isOwnOpen = false;
    host.notify(`The part “Your own data” could not be loaded: ${/** @type {Error} */ (error).message}`);
  }
  host.requestUpdate();
}
