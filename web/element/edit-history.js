// The experiments that a reader has been through, each with the words for the change that led to it: what undo and redo walk along. Weights
// typed by hand stand among them until the run that they belong to ends. Pure state; knows nothing of engine or screen.

/**
 * @typedef {object} EditState
 * @property {any} minimal
 * @property {any} experiment  in full
 * @property {string} title    the change that led here; '' for the first
 * @property {string} origin   the control it came from
 * @property {string} note     what the change brought with it, to be told beside the control
 * @property {number} atMs
 * @property {HandChange} [hand]  the same experiment as before it, with one weight changed
 */
/** @typedef {{ index: number, from: number, to: number }} HandChange  index among all parameters */
/** @typedef {{ origin?: string, title?: string, note?: string }} EditWords  `title` where the two experiments do not say it best */
/** @typedef {Pick<EditState, 'minimal' | 'experiment'> & EditWords & { nowMs: number }} EditRecord */

/** Changes of one control that follow each other so quickly are one: a key held down on a slider, a number typed in steps. */
const MERGE_MS = 1000;
const MOST_STATES = 200;

export class EditHistory {
  /** @type {EditState[]} */ states = [];
  place = -1;

  get current() {
    return this.states[this.place] ?? null;
  }

  /** The change that undo takes back, as what it led to; null where there is none. */
  get undone() {
    return this.place > 0 ? this.states[this.place] : null;
  }

  get redone() {
    return this.states[this.place + 1] ?? null;
  }

  /** An experiment that no change led to: what was before is forgotten. @param {{ minimal: any, experiment: any }} state */
  start({ minimal, experiment }) {
    this.states = [{ minimal, experiment, title: '', origin: '', note: '', atMs: Number.NEGATIVE_INFINITY }];
    this.place = 0;
  }

  /**
   * An experiment that has been taken. The same one again is no change; what was undone before it can no longer be redone.
   *
   * @param {EditRecord} record
   * @param {(before: any, after: any) => string} name  words for the change between two experiments in full
   */
  record({ minimal, experiment, origin = '', title = '', note = '', nowMs }, name) {
    const { current } = this;
    if (!current) return this.start({ minimal, experiment });
    if (isSame(current.minimal, minimal)) return;
    const isMerged = origin !== '' && current.origin === origin && this.place > 0 && nowMs - current.atMs < MERGE_MS;
    const before = this.states[isMerged ? this.place - 1 : this.place];
    const kept = this.states.slice(0, isMerged ? this.place : this.place + 1);
    const isBack = isMerged && isSame(before.minimal, minimal);
    const words = title || name(before.experiment, experiment);
    if (!isBack) kept.push({ minimal, experiment, title: words, origin, note, atMs: nowMs });
    this.#keep(kept.filter(({ hand }) => !hand));
  }

  /** Gives words to the changes that have none yet. @param {(before: any, after: any) => string} name */
  nameAll(name) {
    this.states.forEach((state, place) => {
      if (place > 0) state.title ||= name(this.states[place - 1].experiment, state.experiment);
    });
  }

  /**
   * A weight that has been typed. Steps of one weight in quick succession are one change.
   *
   * @param {HandChange & { title: (from: number) => string, nowMs: number }} change  title: the words, from its value before
   */
  recordByHand({ index, from, to, title, nowMs }) {
    const { current } = this;
    if (!current) return;
    const isMerged = current.hand?.index === index && nowMs - current.atMs < MERGE_MS;
    const first = isMerged ? /** @type {HandChange} */ (current.hand).from : from;
    const kept = this.states.slice(0, isMerged ? this.place : this.place + 1);
    const { minimal, experiment } = current;
    const hand = { index, from: first, to };
    if (first !== to) kept.push({ minimal, experiment, title: title(first), origin: '', note: '', atMs: nowMs, hand });
    this.#keep(kept);
  }

  /** The run begins anew: what was typed into the old one cannot be come back to. */
  forgetHands() {
    const place = this.states.slice(0, this.place + 1).filter(({ hand }) => !hand).length - 1;
    this.states = this.states.filter(({ hand }) => !hand);
    this.place = place;
  }

  /** @param {EditState[]} states */
  #keep(states) {
    this.states = states.slice(-MOST_STATES);
    this.place = this.states.length - 1;
  }

  /** Moves to another state; nothing may be merged into it any more. @param {number} place @returns {EditState | null} */
  go(place) {
    const state = this.states[place];
    if (!state) return null;
    this.place = place;
    state.atMs = Number.NEGATIVE_INFINITY;
    return state;
  }
}

const isSame = (/** @type {any} */ one, /** @type {any} */ other) => JSON.stringify(one) === JSON.stringify(other);
