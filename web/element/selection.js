// What of the network the reader looks at more closely: the selected layer, and the unit whose card is open. Knows no panel.

export class Selection {
  chosen = 0;
  /** The unit whose card is open. @type {{ stage: number, unit: number } | null} */ unit = null;
  /** What opened the card. @type {HTMLElement | null} */ origin = null;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  /** Index of the selected hidden layer in the description, which also counts those inside blocks; 0 where there is none. */
  get layer() {
    const count = this.host.session?.description?.layers.length ?? 1;
    return Math.max(0, Math.min(count - 2, this.chosen));
  }

  selectLayer(/** @type {number} */ index) {
    if (index === this.chosen) return;
    this.chosen = index;
    this.host.requestUpdate();
    this.host.redraw();
  }

  /** Opens the card of a unit, or closes it and gives the focus back to what opened it. @param {{ stage: number, unit: number } | null} place */
  async openUnit(place) {
    const { host } = this;
    const { renderRoot: root } = host;
    const wasOpen = this.unit !== null;
    if (place) this.origin = /** @type {HTMLElement | null} */ (root.activeElement);
    this.unit = place;
    host.requestUpdate();
    await host.updateComplete;
    if (!place && wasOpen && !root.activeElement) this.origin?.focus();
  }
}
