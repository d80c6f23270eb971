// What every panel of the element is: a template, drawings in it that live as long as their nodes, and a cheap repaint for each frame.
// Knows its host by the few things a panel may see and do (playground.js), and no other panel.

/** @typedef {import('../playground.js').Playground} Playground */

export class Panel {
  /** @param {Playground} host */
  constructor(host) {
    this.host = host;
    /** Drawings with the node that each of them lives on. @type {Map<string, { node: Element, view: any }>} */
    this.drawings = new Map();
  }

  /** The session; a panel is rendered only while there is one with a network. */
  get session() {
    return /** @type {import('../session.js').Session} */ (this.host.session);
  }

  get editor() {
    return /** @type {import('../editor.js').Editor} */ (this.host.editor);
  }

  get description() {
    return /** @type {import('../types.js').Description} */ (this.session.description);
  }

  get experiment() {
    return this.description.experiment;
  }

  get catalog() {
    return /** @type {import('../types.js').Catalog} */ (this.session.catalog);
  }

  /** The panel's template. @returns {unknown} */
  render() {
    return null;
  }

  /** After the template has reached the page. */
  updated() {}

  /** In an animation frame, when there is a new snapshot. */
  paint() {}

  /** What `paint` does, in parts that can be done in tasks of their own. @returns {(() => void)[]} */
  parts() {
    return [() => this.paint()];
  }

  /** What the panel wants in the next snapshot. @returns {import('../types.js').SnapshotRequest} */
  request() {
    return {};
  }

  /** @template {Element} T @param {string} selector @returns {T | null} */
  find(selector) {
    return /** @type {T | null} */ (this.host.renderRoot.querySelector(selector));
  }

  /** Writes a text that no template owns, only when it has changed. */
  write(/** @type {string} */ selector, /** @type {string} */ text) {
    const node = this.find(selector);
    if (node && node.textContent !== text) node.textContent = text;
  }

  /**
   * The drawing on the node that `selector` finds; made when the node is new, null while there is none.
   *
   * @template T @param {string} selector @param {(node: any) => T} make @returns {T | null}
   */
  drawing(selector, make) {
    const node = this.find(selector);
    const known = this.drawings.get(selector);
    if (known && known.node === node) return known.view;
    known?.view.destroy?.();
    this.drawings.delete(selector);
    if (!node) return null;
    const view = make(node);
    this.drawings.set(selector, { node, view });
    return view;
  }

  destroy() {
    for (const { view } of this.drawings.values()) view.destroy?.();
    this.drawings.clear();
  }
}
