// The reader's edits of the experiment: each one makes a new experiment of the one that runs and hands it to the session. A refused one
// leaves everything as it was, and its sentence is kept for the control that it came from. Knows no node of the page.

import { Controls } from './controls.js';
import { nameOf, valueAt, withLayers, withPatch, withRow, withSetting } from './experiment-edit.js';

/** @typedef {{ isDraft?: boolean, value?: any, play?: boolean, title?: string, note?: string }} EditOptions */

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
   */
  constructor(session, listener, controls = new Controls()) {
    this.session = session;
    /** What the reader may change. */ this.controls = controls;
    this.listener = listener;
  }

  get description() {
    return /** @type {import('./types.js').Description} */ (this.session.description);
  }

  /**
   * Takes an edited experiment.
   *
   * @param {any} minimal
   * @param {string} origin  path of the control
   * @param {EditOptions} [options]  isDraft: a slider on its way; value: what was typed; play: start training; title:
   *   words for the change; note: what it brought along
   * @returns {Promise<boolean>} whether it was taken
   */
  async edit(minimal, origin, { isDraft = false, value, play = false, title = '', note = '' } = {}) {
    this.willPlay = play;
    try {
      const { ranges } = this.controls;
      if (ranges) {
        const [outside] = ranges.outside((await this.session.engine.validate(minimal)).experiment);
        if (outside) throw Object.assign(new RangeError(outside.message), { code: 'out_of_range', path: outside.path });
      }
      await this.session.setExperiment(minimal, isDraft);
    } catch (error) {
      this.willPlay = false;
      this.onItsWay.delete(origin);
      this.refused = { origin, value: String(value ?? ''), message: /** @type {Error} */ (error).message };
      this.listener.refused(error);
      return false;
    }
    this.refused = null;
    // Only numbers are reached by way of others; every other choice is a change of its own.
    this.listener.taken(isDraft, { origin: typeof value === 'number' ? origin : '', title, note });
    if (play) this.listener.play();
    this.willPlay = false;
    return true;
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
  set(path, value, isDraft = false) {
    const { minimal, experiment } = this.description;
    return this.edit(withSetting(minimal, experiment, path, value), path, { isDraft, value });
  }

  /** Chooses another activation for layers. @param {readonly string[]} paths  of their activations @param {string} name */
  chooseActivation(paths, name) {
    const { minimal, experiment } = this.description;
    const rows = this.session.catalog?.activations ?? [];
    const row = rows.find((candidate) => candidate.name === name);
    if (!row) return Promise.resolve(false);
    const rowAt = (/** @type {string} */ path) =>
      rows.find((candidate) => candidate.name === nameOf(valueAt(experiment, path)));
    const chosen = paths.reduce((next, path) => withRow(next, path, row, rowAt(path)), withLayers(minimal, experiment));
    return this.edit(chosen, paths.length === 1 ? paths[0] : EVERY_ACTIVATION);
  }

  /** Applies a verdict's fix from the same start, and plays. @param {import('./types.js').Fix} fix */
  applyFix(fix) {
    const { minimal, experiment } = this.description;
    return this.edit(withPatch(minimal, experiment, fix.patch), fix.name, { play: true, title: fix.title });
  }

  /** The next seed: other data of the same kind and other first weights. */
  newStart() {
    const field = this.session.catalog?.fields.experiment.find(({ name }) => name === 'seed');
    const { seed } = this.description.experiment;
    return field ? this.set('seed', seed >= (field.max ?? seed) ? field.min : seed + 1) : Promise.resolve(false);
  }

  /** The sentence about a refused value, for the control at `path`. @param {string} path */
  faultAt(path) {
    return this.refused?.origin === path ? this.refused : null;
  }
}
