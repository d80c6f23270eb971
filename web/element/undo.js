// Undo and redo for one element: keeps its history, walks it, answers the usual keys, and says what was done. A run begins anew, unless it
// is told how far it had been, or only a weight typed by hand lies between. Knows the element by its session, its events and its announcer.

import { EditHistory } from './edit-history.js';

/** Inputs in which the keys belong to the text. */
const TEXT_FIELDS =
  'textarea, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"], [type="file"])';

export class Undo {
  history = new EditHistory();
  /** Words for a change: they come with the first one. @type {Promise<void> | undefined} */ arrival = undefined;
  /** @type {typeof import('./change-text.js').changeText | null} */ changeText = null;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  /** The experiment that the element opens with. */
  start() {
    const { description } = this.host.session ?? {};
    if (description) this.history.start(description);
  }

  /** The experiment that has just been taken. @param {import('./edit-history.js').EditWords} [edit] */
  record(edit = {}) {
    const { description } = this.host.session ?? {};
    if (!description) return;
    const { minimal, experiment } = description;
    this.history.record({ ...edit, minimal, experiment, nowMs: performance.now() }, this.name);
    this.readWords();
  }

  /** Words for the change between two experiments in full; '' until they have come. */
  name = (/** @type {any} */ before, /** @type {any} */ after) => {
    const { catalog } = this.host.session ?? {};
    return (catalog && this.changeText?.(before, after, catalog)) ?? '';
  };

  readWords() {
    this.arrival ??= import('./change-text.js').then(
      ({ changeText }) => {
        this.changeText = changeText;
        this.history.nameAll(this.name);
        this.host.requestUpdate();
      },
      (error) =>
        this.host.missing.add('Words for changes', error, () => {
          this.arrival = undefined;
          this.readWords();
        }),
    );
  }

  /** A weight that has just been typed. @param {import('./edit-history.js').HandChange} change @param {(from: number) => string} title */
  recordByHand(change, title) {
    this.history.recordByHand({ ...change, title, nowMs: performance.now() });
    this.host.requestUpdate();
  }

  back() {
    return this.walk(-1);
  }

  forward() {
    return this.walk(1);
  }

  /** A change that is still on its way is recorded first: it is the one to take back. @param {1 | -1} by */
  async walk(by) {
    await this.host.session?.enqueue(async () => {});
    await new Promise((resolve) => setTimeout(resolve)); // whoever waits for the same change comes before
    const { comparison } = this.host;
    const place = this.history.place + by;
    // Back before a fix is back to the run that it has left.
    if (by < 0 && comparison.before?.state === this.history.states[place]) return comparison.undo();
    return this.go(place);
  }

  /** Back to a state that was kept, at a step of its run. @param {import('./edit-history.js').EditState} state @param {number} step */
  returnTo(state, step) {
    return this.go(this.history.states.indexOf(state), step);
  }

  /** @param {number} place @param {number} [step]  the run's, which is trained again; left out where undo or redo was asked for */
  async go(place, step) {
    const { host, history } = this;
    const { session } = host;
    if (!session || place === history.place) return;
    const isBack = place < history.place;
    const change = isBack ? history.undone : history.redone;
    const hand = step === undefined ? change?.hand : undefined;
    const state = history.go(place);
    if (!state) return;
    try {
      await session.pause();
      if (hand) await session.setWeight(hand.index, isBack ? hand.from : hand.to);
      else {
        await session.setExperiment(state.minimal);
        host.commands.experimentTaken();
        if (step) await session.trainTo(step);
      }
      host.requestUpdate();
      host.commands.recordStep();
      await this.arrival;
      host.announce([isBack ? 'Undone' : 'Redone', change?.title].filter(Boolean).join(': '));
    } catch (error) {
      host.warn(error);
    }
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
