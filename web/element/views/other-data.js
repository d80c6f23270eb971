// What a view says where it has nothing to show of the data at hand: why, and a press that takes the experiment to data of which it has.

import { html, nothing } from 'lit/html.js';
import { dataSetGroups } from '../data-sets.js';
import { withDataSet } from '../experiment-edit.js';
import { takeData } from '../take-data.js';

/** The set that is offered, where the author allows it; else the first one of the plane that has classes. */
const PREFERRED = 'moons';

/**
 * @param {import('./view.js').View} view
 * @param {string} reason  a sentence or two
 * @param {boolean} [helps]  whether other data are all that it takes
 */
export function otherData(view, reason, helps = true) {
  const { host, catalog, description } = view;
  const groups = dataSetGroups(catalog);
  const [plane] = groups;
  const sets = plane?.rows.filter(({ problem }) => problem !== 'regression') ?? [];
  const allowed = host.controls.ranges?.allowed('data.name', sets) ?? sets;
  const row = allowed.find(({ name }) => name === PREFERRED) ?? allowed[0];
  const before = groups.flatMap(({ rows }) => rows).find(({ name }) => name === description.experiment.data.name);
  const take = async () => {
    if (!plane || !row) return;
    await takeData(host, withDataSet(description.minimal, row, plane, before), plane.kind);
    await host.updateComplete;
    // The button goes with the sentence; the focus goes to the view's tab, or to what the view asks first.
    const root = /** @type {ShadowRoot} */ (host.renderRoot);
    if (!root.activeElement)
      /** @type {HTMLElement | null} */ (
        root.querySelector('[role="tab"][aria-selected="true"], .view-content button')
      )?.focus();
  };
  return html`<div class="view-empty"><p>${reason}</p>
    ${row && helps && host.controls.has('data') ? html`<button type="button" class="fix primary other-data" data-help="Takes these points in place of the data, with the same settings as far as they go." @click=${take}>Try it on ${row.title}</button>` : nothing}
  </div>`;
}
