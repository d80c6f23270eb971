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
  {
    name: 'race',
    title: 'Race',
    summary: 'Two to six networks on the same data from the same start, with one thing different.',
    load: () => import('./views/race.js'),
  },
  {
    name: 'depth_map',
    title: 'Depth map',
    summary: 'Every activation at every depth, trained to the end: what is solved, and how soon.',
    load: () => import('./views/depth-map.js'),
  },
  {
    name: 'born_dead_map',
    title: 'Born dead',
    summary: 'Untrained networks, narrow to wide and shallow to deep: how many have nothing to say.',
    load: () => import('./views/born-dead-map.js'),
  },
  {
    name: 'attack',
    title: 'Attack',
    summary: 'How small a change of a point or a picture flips the answer, and with which activation it is smaller.',
    load: () => import('./views/attack-view.js'),
  },
  {
    name: 'ask',
    title: 'Ask',
    summary: 'Active learning: the network asks for the label of the point it is least sure of.',
    load: () => import('./views/ask-view.js'),
  },
];

export const VIEW_NAMES = VIEWS.map(({ name }) => name);
