// How the reader's edits stand: what has been chosen and is on its way, what was refused and why. What carries them out comes with the first sign of
// a reader (editing.js). Knows no node of the page.

import { Controls } from './controls.js';

/**
 * @typedef {object} EditOptions
 * @property {boolean} [isDraft]  a slider on its way
 * @property {any} [value]  what was typed
 * @property {boolean} [play]  starts training
 * @property {string} [title]  words for the change
 * @property {string} [note]  what it brought along
 */

/** Origin of the change of many layers' activations. */
export const EVERY_ACTIVATION = 'network.layers[*].activation';

export class Editor {
  /** @type {{ origin: string, value: string, message: string } | null} */
  refused = null;
  /** An edit is on its way that trains at once. */ willPlay = false;
  /** What has been chosen and has not come yet, by the path of its control. @type {Map<string, unknown>} */ onItsWay =
    new Map();
  /** Path of the control that a reader is typing into: what stands there is not written over. */ typedAt = '';

  /**
   * @param {import('./session.js').Session} session
   * @param {{ taken: (isDraft: boolean, edit: import('./edit-history.js').EditWords) => void, refused: (error: any) => void, play: () => void }} listener
   * @param {Pick<import('./reader.js').Reader, 'act'>} reader
   */
  constructor(session, listener, reader, controls = new Controls()) {
    this.session = session;
    this.reader = reader;
    /** What the reader may change. */ this.controls = controls;
    this.listener = listener;
  }

  get description() {
    return /** @type {import('./types.js').Description} */ (this.session.description);
  }

  /** Takes an edited experiment. @param {any} minimal @param {string} origin  path of the control @param {EditOptions} [options] @returns {Promise<boolean>} whether it was taken */
  async edit(minimal, origin, options) {
    return this.reader.act(({ edit }) => edit(this, minimal, origin, options));
  }

  /** Lets a control show what has been chosen until that is there, or refused. @param {string} path @param {unknown} value @param {() => Promise<unknown>} choose */
  async choosing(path, value, choose) {
    this.onItsWay.set(path, value);
    try {
      await choose();
    } finally {
      if (this.onItsWay.get(path) === value) this.onItsWay.delete(path);
    }
  }

  /** What the control at `path` shows. @template Value @param {string} path @param {Value} value  of the experiment @returns {Value} */
  shown(path, value) {
    return this.onItsWay.has(path) ? /** @type {Value} */ (this.onItsWay.get(path)) : value;
  }

  /** Sets one value. @param {string} path @param {any} value @param {boolean} [isDraft] */
  async set(path, value, isDraft) {
    return this.reader.act(({ setValue }) => setValue(this, path, value, isDraft));
  }

  /** Chooses another activation for layers. @param {readonly string[]} paths  of their activations @param {string} name */
  async chooseActivation(paths, name) {
    return this.reader.act(({ chooseActivation }) => chooseActivation(this, paths, name));
  }

  /** The sentence about a refused value, for the control at `path`. @param {string} path */
  faultAt(path) {
    return this.refused?.origin === path ? this.refused : null;
  }
}
