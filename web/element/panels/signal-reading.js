// How a reader reads the signal: the exact values of the layer that is pointed at, arrow keys from layer to layer, and a table of all of them. Comes
// with the first sign of a reader. Knows the panel that draws the bars.

import { stepOf } from '../arrow-keys.js';
import { numberText } from '../number-text.js';

export class SignalReading {
  /** @param {import('./signal-panel.js').SignalPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  /** @param {Event} event @param {Element} target */
  take(event, target) {
    const node = /** @type {HTMLElement | null} */ (target.closest('.signal-column'));
    const stage = node ? Number(node.dataset.stage) : null;
    if (event.type === 'keydown') this.key(/** @type {KeyboardEvent} */ (event));
    else if (event.type === 'toggle') this.panel.forget();
    else if (event.type === 'focusout' || event.type === 'pointerleave') this.look(null);
    else if (stage !== null) {
      this.look(stage);
      if (event.type === 'focusin') {
        this.panel.focused = stage;
        this.paintReadout();
      } else if (event.type === 'click' && this.panel.columns[stage + 1]?.kind === 'layer')
        this.panel.host.selection.selectLayer(stage);
    }
  }

  look(/** @type {number | null} */ stage) {
    if (stage === this.panel.pointed) return;
    this.panel.pointed = stage;
    this.panel.host.schedule();
  }

  key(/** @type {KeyboardEvent} */ event) {
    const move = stepOf(event);
    if (move === 0) return;
    event.preventDefault();
    const { host, focused } = this.panel;
    const nodes = [.../** @type {NodeListOf<HTMLElement>} */ (host.renderRoot.querySelectorAll('.signal-column'))];
    const at = nodes.findIndex((node) => Number(node.dataset.stage) === focused);
    nodes[Math.min(Math.max(at + move, 0), nodes.length - 1)]?.focus();
    host.requestUpdate();
  }

  paint() {
    this.paintReadout();
    this.paintNumbers();
  }

  /** The exact values of the layer that is pointed at, beside the names of the measures. */
  paintReadout() {
    const { panel } = this;
    const { snapshot, startSignal } = panel.session;
    const stage = panel.pointed;
    const live = stage === null ? undefined : snapshot?.signal?.[stage];
    const start = stage === null ? undefined : startSignal?.[stage];
    const column = stage === null ? undefined : panel.columns[stage + 1];
    panel.write('.signal-layer', live && column ? (column.kind === 'output' ? 'output' : column.title.toLowerCase()) : '');
    const words = [];
    for (const { name, inFull } of panel.measures) {
      const text = live ? measureText(live[name]) : '';
      panel.write(`[data-measure="${name}"]`, text);
      const began = start?.[name];
      if (text) words.push(`${inFull} ${text}${began === undefined ? '' : `, at the start ${numberText(began)}`}`);
    }
    panel.write('#signal-readout', words.length > 0 ? `${words.join('; ')}.` : '');
  }

  /** Fills the table while it is open. */
  paintNumbers() {
    const { panel } = this;
    const { snapshot, startSignal } = panel.session;
    if (!(/** @type {HTMLDetailsElement | null} */ (panel.find('.signal-numbers'))?.open)) return;
    const columns = panel.columns.slice(1);
    const rows = (snapshot?.signal ?? []).map((live, stage) => {
      const row = document.createElement('tr');
      const head = Object.assign(document.createElement('th'), { scope: 'row', textContent: columns[stage]?.title ?? '' });
      const cells = panel.measures.map(({ name }) => {
        const began = startSignal?.[stage]?.[name];
        const text = `${measureText(live[name])}${began === undefined ? '' : ` (${numberText(began)})`}`;
        return Object.assign(document.createElement('td'), { textContent: text });
      });
      row.append(head, ...cells);
      return row;
    });
    panel.find('.signal-numbers tbody')?.replaceChildren(...rows);
  }
}

/** A network that has not moved since its weights were given has no update. */
const measureText = (/** @type {number | undefined} */ value) => (value === undefined ? 'none yet' : numberText(value));
