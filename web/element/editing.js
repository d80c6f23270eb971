// The reader's edits of the experiment: each one makes a new experiment of the one that runs and hands it to the session. A refused one
// leaves everything as it was, and its sentence is kept for the control that it came from. Knows no node of the page.

import { EVERY_ACTIVATION } from './editor.js';
import { nameOf, valueAt, withLayers, withPatch, withRow, withSetting } from './experiment-edit.js';

/** @typedef {import('./editor.js').Editor} Editor */
/** @typedef {import('./editor.js').EditOptions} EditOptions */

/**
 * Takes an edited experiment.
 *
 * @param {Editor} editor
 * @param {any} minimal
 * @param {string} origin  path of the control
 * @param {EditOptions} [options]
 * @returns {Promise<boolean>} whether it was taken
 */
export async function edit(editor, minimal, origin, { isDraft = false, value, play = false, title = '', note = '' } = {}) {
  const { session, listener } = editor;
  editor.willPlay = play;
  try {
    const { ranges } = editor.controls;
    if (ranges) {
      const [outside] = ranges.outside((await session.engine.validate(minimal)).experiment);
      if (outside) throw Object.assign(new RangeError(outside.message), { code: 'out_of_range', path: outside.path });
    }
    await session.setExperiment(minimal, isDraft);
  } catch (error) {
    editor.willPlay = false;
    editor.onItsWay.delete(origin);
    editor.refused = { origin, value: String(value ?? ''), message: /** @type {Error} */ (error).message };
    listener.refused(error);
    return false;
  }
  editor.refused = null;
  // Only numbers are reached by way of others; every other choice is a change of its own.
  listener.taken(isDraft, { origin: typeof value === 'number' ? origin : '', title, note });
  if (play) listener.play();
  editor.willPlay = false;
  return true;
}

/** Sets one value. @param {Editor} editor @param {string} path @param {any} value @param {boolean} [isDraft] */
export function setValue(editor, path, value, isDraft = false) {
  const { minimal, experiment } = editor.description;
  return edit(editor, withSetting(minimal, experiment, path, value), path, { isDraft, value });
}

/** Chooses another activation for layers. @param {Editor} editor @param {readonly string[]} paths  of their activations @param {string} name */
export async function chooseActivation(editor, paths, name) {
  const { minimal, experiment } = editor.description;
  const rows = editor.session.catalog?.activations ?? [];
  const row = rows.find((candidate) => candidate.name === name);
  if (!row) return false;
  const rowAt = (/** @type {string} */ path) => rows.find((candidate) => candidate.name === nameOf(valueAt(experiment, path)));
  const chosen = paths.reduce((next, path) => withRow(next, path, row, rowAt(path)), withLayers(minimal, experiment));
  return edit(editor, chosen, paths.length === 1 ? paths[0] : EVERY_ACTIVATION);
}

/** Applies a verdict's fix from the same start, and plays. @param {Editor} editor @param {import('./types.js').Fix} fix */
export function applyFix(editor, fix) {
  const { minimal, experiment } = editor.description;
  return edit(editor, withPatch(minimal, experiment, fix.patch), fix.name, { play: true, title: fix.title });
}

/** The next seed: other data of the same kind and other first weights. @param {Editor} editor */
export async function newStart(editor) {
  const field = editor.session.catalog?.fields.experiment.find(({ name }) => name === 'seed');
  const { seed } = editor.description.experiment;
  return field ? setValue(editor, 'seed', seed >= (field.max ?? seed) ? field.min : seed + 1) : false;
}
