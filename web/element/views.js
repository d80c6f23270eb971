// The views of the element as a table: the name that the attribute `view` takes, the tab's title, and the module, which is loaded when the view is
// first looked at. The network itself is the view that is always there. What each shows, in one sentence, comes with the tabs (tab-bar.js).

/**
 * @typedef {object} ViewRow
 * @property {string} name
 * @property {string} title
 * @property {() => Promise<{ View: new (host: any) => import('./views/view.js').View }>} [load]
 */

/** @type {ViewRow[]} */
export const VIEWS = [
  { name: 'network', title: 'Network' },
  {
    name: 'race',
    title: 'Race',
    load: () => import('./views/race.js'),
  },
  {
    name: 'depth_map',
    title: 'Depth map',
    load: () => import('./views/depth-map.js'),
  },
  {
    name: 'born_dead_map',
    title: 'Born dead',
    load: () => import('./views/born-dead-map.js'),
  },
  {
    name: 'attack',
    title: 'Attack',
    load: () => import('./views/attack-view.js'),
  },
  {
    name: 'ask',
    title: 'Ask',
    load: () => import('./views/ask-view.js'),
  },
];

export const VIEW_NAMES = VIEWS.map(({ name }) => name);
