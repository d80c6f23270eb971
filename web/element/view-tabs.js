// Which view is at the front: its module is loaded when it is first looked at, the tabs to choose one (tab-bar.js) where there are several. Knows
// the table of views and the element, not what a view shows.

import { html, nothing } from 'lit/html.js';
import { adoptStyles } from './adopt-styles.js';
import { readList, readName } from './attributes.js';
import { VIEW_NAMES, VIEWS } from './views.js';

/** @typedef {import('./playground.js').Playground} Playground */
/** @typedef {import('./views/view.js').View} View */

const NETWORK = 'network';

export class ViewTabs {
  /** @param {Playground} host */
  constructor(host) {
    this.host = host;
    /** Views that have been looked at. @type {Map<string, View>} */
    this.made = new Map();
    this.name = NETWORK;
    /** What has a tab. @type {readonly string[]} */ this.names = [];
    /** @type {import('./tab-bar.js').TabBar | null} */ this.bar = null;
    /** What the attribute says, as far as it has been followed. @type {string | null | undefined} */ this.said = undefined;
  }

  /** The view at the front; null while it is the network, or on its way. */
  get current() {
    return this.made.get(this.name) ?? null;
  }

  get isNetwork() {
    return this.name === NETWORK;
  }

  /** The rows that have a tab. */
  get offered() {
    return VIEWS.filter(({ name }) => this.names.includes(name) || name === this.name);
  }

  /** What is on the screen: the panels of the network, or the view at the front. @returns {import('./panels/panel.js').Panel[]} */
  get visible() {
    if (this.isNetwork) return this.host.shown.all;
    return this.current ? [this.current] : [];
  }

  /** Takes the names of the attribute, else those of the lesson; "all" for every one. */
  readNames() {
    const names = this.host.element.views ?? this.host.opener.shows.views ?? null;
    this.names = names === null ? [] : names === 'all' ? VIEW_NAMES : readList(names, VIEW_NAMES, 'views');
    this.needBar();
  }

  /** Several views have tabs, whose module comes with the first of them. */
  needBar() {
    if (this.bar || this.offered.length < 2) return;
    const load = async () => {
      const { TabBar } = await import('./tab-bar.js');
      adoptStyles(this.host.renderRoot, TabBar);
      this.bar = new TabBar(this);
    };
    this.host.shown.expect('tabs', 'Tabs', load);
  }

  /** Follows the attribute `view`. A network that nobody sees does not train. */
  follow() {
    const { host, isNetwork: wasNetwork } = this;
    const { view } = host.element;
    if (view !== this.said) this.choose(readName(view, VIEW_NAMES, 'view') ?? NETWORK);
    this.said = view;
    this.needBar();
    if (wasNetwork === this.isNetwork) return;
    if (wasNetwork) host.commands.pause().catch(host.warn);
    else host.redraw();
  }

  choose(/** @type {string} */ name) {
    if (name === this.name) return;
    this.current?.active(false);
    this.name = name;
    this.host.requestUpdate();
    if (this.current) this.show(this.current);
    else this.load(name).catch((error) => this.fail(name, error));
  }

  async load(/** @type {string} */ name) {
    const module = await VIEWS.find((row) => row.name === name)?.load?.();
    if (!module || name !== this.name || this.made.has(name) || !this.host.isConnected) return;
    adoptStyles(this.host.renderRoot, /** @type {any} */ (module.View));
    const view = new module.View(this.host);
    this.made.set(name, view);
    this.show(view);
  }

  show(/** @type {View} */ view) {
    view.active(true);
    this.host.requestUpdate();
    // What the last picture was asked to hold was another view's wish, or nobody's while this one was on its way.
    this.host.redraw();
  }

  fail(/** @type {string} */ name, /** @type {any} */ error) {
    const { host } = this;
    const title = VIEWS.find((row) => row.name === name)?.title ?? name;
    if (name === this.name) host.commands.showView(NETWORK);
    host.missing.add(title, error, () => host.commands.showView(name));
  }

  /** Puts what the view at the front shows behind its tab. */
  panel(/** @type {unknown} */ network) {
    const hasTabs = this.bar !== null && this.offered.length > 1;
    const content = this.isNetwork
      ? network
      : (this.current?.render() ?? html`<p class="view-loading" role="status">Loading…</p>`);
    return html`<div id="view-content" class="view-content view-${this.name}" role=${hasTabs ? 'tabpanel' : nothing} aria-labelledby=${hasTabs ? `tab-${this.name}` : nothing}>${content}</div>`;
  }

  destroy() {
    this.current?.active(false);
    for (const view of this.made.values()) view.destroy();
    this.made.clear();
    this.name = NETWORK;
    this.said = undefined;
  }
}
