// The views of the element as a table: the name that the attribute `view` takes, the tab's title, what it shows in one sentence, and
// the module, which is loaded when the view is first looked at. The network itself is the view that is always there.

/**
 * @typedef {object} ViewRow
 * @property {string} name
 * @property {string} title
 * @property {string} summary
 * @property {() => Promise<{ View: new (host: any) => import('./views/view.js').View }>} [load]
 */

/** @type {ViewRow[]} */
export const VIEWS = [
  { name: 'network', title: 'Network', summary: 'One network, its units and its answer, while it trains.' },
];

export const VIEW_NAMES = VIEWS.map(({ name }) => name);
