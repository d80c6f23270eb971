// Renders a template into a root, once for all changes of a turn, with a look before and after: the cycle that Lit's elements have, for what
// is not an element itself. Knows no template.

import { nothing, render } from 'lit/html.js';

export class Updates {
  /** What has changed since the last time, by name, with the value before. @type {Map<string, unknown>} */
  #changed = new Map();
  #isPending = false;
  hasUpdated = false;
  /** Settles when everything that was asked for is on the page. @type {Promise<unknown>} */
  updateComplete = Promise.resolve();

  /** @param {ShadowRoot} renderRoot */
  constructor(renderRoot) {
    this.renderRoot = renderRoot;
  }

  /** Whether there is a page to write on. */
  get isConnected() {
    return this.renderRoot.isConnected;
  }

  /** @param {string} [name] @param {unknown} [before] */
  requestUpdate(name, before) {
    if (name !== undefined && !this.#changed.has(name)) this.#changed.set(name, before);
    if (this.#isPending) return;
    this.#isPending = true;
    this.updateComplete = Promise.resolve().then(() => this.#update());
  }

  #update() {
    this.#isPending = false;
    if (!this.isConnected) return;
    // What `willUpdate` asks for comes with this update.
    this.#isPending = true;
    try {
      this.willUpdate(this.#changed);
    } finally {
      this.#isPending = false;
    }
    const changed = this.#changed;
    this.#changed = new Map();
    const template = this.render();
    if (template !== null) render(template, this.renderRoot);
    this.hasUpdated = true;
    this.updated(changed);
  }

  /** Takes everything off the page. */
  clear() {
    render(nothing, this.renderRoot);
  }

  /** Before the template is made; what is asked for here comes with it. @param {Map<string, unknown>} _changed */
  willUpdate(_changed) {}

  /** The template; null leaves the page as it is. @returns {unknown} */
  render() {
    return null;
  }

  /** After the template has reached the page. @param {Map<string, unknown>} _changed */
  updated(_changed) {}
}
