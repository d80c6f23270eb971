// Undo and redo of one element, as its panels and keys know them: what changes is noted from the start; what keeps and walks the history comes with
// the first sign of a reader (undo-walk.js). Knows the element by its session and its reader.

/** @typedef {import('./undo-walk.js').UndoWalk} UndoWalk */

/** Inputs in which the keys belong to the text. */
const TEXT_FIELDS =
  'textarea, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"], [type="file"])';

export class Undo {
  /** @type {UndoWalk | null} */ arrived = null;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
    host.reader.when(({ UndoWalk }) => {
      this.arrived = new UndoWalk(host);
    });
  }

  /** @type {import('./edit-history.js').EditHistory | undefined} */
  get history() {
    return this.arrived?.history;
  }

  get walk() {
    return /** @type {UndoWalk} */ (this.arrived);
  }

  /** The experiment that the element opens with. */
  start() {
    const { description } = this.host.session ?? {};
    if (description) this.host.reader.when(() => this.walk.history.start(description));
  }

  /** The experiment that has just been taken. @param {import('./edit-history.js').EditWords} [edit] */
  record(edit = {}) {
    const { description } = this.host.session ?? {};
    if (!description) return;
    const { minimal, experiment } = description;
    const record = { ...edit, minimal, experiment, nowMs: performance.now() };
    this.host.reader.act(() => this.walk.record(record));
  }

  /** A weight that has just been typed. @param {import('./edit-history.js').HandChange} change @param {(from: number) => string} title */
  recordByHand(change, title) {
    this.walk.history.recordByHand({ ...change, title, nowMs: performance.now() });
    this.host.requestUpdate();
  }

  back() {
    return this.host.reader.act(() => this.walk.walk(-1));
  }

  forward() {
    return this.host.reader.act(() => this.walk.walk(1));
  }

  /** Ctrl or Cmd with Z, Shift+Z or Y, where no text has the focus: in the element, or anywhere on a page that is this element's. */
  key = (/** @type {KeyboardEvent} */ event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    if (!this.host.controls.has('undo')) return;
    const key = event.key.toLowerCase();
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
    if (key !== 'z' && !isRedo) return;
    const path = event.composedPath();
    const isOurs = path.includes(this.host.element) || (this.host.element.permalink && path[0] === document.body);
    if (!isOurs || /** @type {Element} */ (path[0]).matches(TEXT_FIELDS)) return;
    event.preventDefault();
    if (isRedo) this.forward();
    else this.back();
  };

  connect() {
    document.addEventListener('keydown', this.key);
  }

  disconnect() {
    document.removeEventListener('keydown', this.key);
  }
}
