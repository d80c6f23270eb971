// The history of one element: keeps it, walks it, gives its changes their words, and says what was done. A run begins anew, unless it is told how
// far it had been, or only a weight typed by hand lies between. Knows the element by its session, its events and its announcer.

import { EditHistory } from './edit-history.js';

export class UndoWalk {
  history = new EditHistory();
  /** Words for a change: they come with the first one. @type {Promise<void> | undefined} */ arrival = undefined;
  /** @type {typeof import('./change-text.js').changeText | null} */ changeText = null;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  /** An experiment that has been taken. @param {import('./edit-history.js').EditRecord} record */
  record(record) {
    this.history.record(record, this.name);
    this.host.requestUpdate();
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

  /** A change that is still on its way is recorded first: it is the one to take back. @param {1 | -1} by */
  async walk(by) {
    await this.host.session?.enqueue(async () => {});
    await new Promise((resolve) => setTimeout(resolve)); // whoever waits for the same change comes before
    const comparison = /** @type {import('./comparison.js').Comparison} */ (this.host.comparison);
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
}
