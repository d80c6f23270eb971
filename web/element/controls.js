// What a reader may change, as a table: the names that the attribute `controls` takes, and which settings of the experiment belong to each.
// A control that an author leaves out is shown as text, or not at all. Knows no panel.

import { readList } from './attributes.js';

/**
 * @typedef {object} ControlRow
 * @property {string} name
 * @property {string} title
 * @property {string} help
 * @property {'number' | 'names'} [range]  what an author may narrow it to
 * @property {RegExp} [paths]  the settings that it changes; the first row whose paths match a setting has it
 */

/** @type {readonly ControlRow[]} */
export const CONTROLS = [
  { name: 'play', title: 'Play and pause', help: 'Trains, and stops where it is.' },
  { name: 'step', title: 'Step', help: 'Takes one step: one mini-batch.' },
  { name: 'reset', title: 'Reset', help: 'Goes back to the same start.' },
  { name: 'new_start', title: 'New start', help: 'Takes the next seed: other data, other first weights.' },
  { name: 'speed', title: 'Speed', help: 'Chooses how fast it trains on the screen.' },
  { name: 'undo', title: 'Undo and redo', help: 'Walks over the changes, by buttons and keys.' },
  { name: 'link', title: 'Copy link', help: 'Copies a link to the experiment at its step.' },
  { name: 'size', title: 'Large display', help: 'Shows fewer and larger things, for a room.' },
  { name: 'fix', title: 'Fixes', help: 'Applies what the verdict proposes.' },
  { name: 'autopilot', title: 'Autopilot', help: 'Applies fixes until the task is solved.' },
  { name: 'data', title: 'Data set', help: 'Chooses a data set.', range: 'names', paths: /^data\.name$/ },
  { name: 'own_data', title: 'Own data', help: 'Draws points, takes tables, formulas and files.' },
  { name: 'inputs', title: 'Inputs', help: 'Chooses what the network is given of a point.', paths: /^data\.features$/ },
  {
    name: 'data_settings',
    title: 'Data settings',
    help: 'Samples, noise, test share and the data set’s own settings.',
    paths: /^data\./,
  },
  { name: 'depth', title: 'Layers', help: 'Adds and removes layers.', range: 'number', paths: /^network(\.layers)?$/ },
  {
    name: 'activation',
    title: 'Activation',
    help: 'Chooses the activation of each layer and its parameters.',
    range: 'names',
    paths: /activation(\.|$)/,
  },
  {
    name: 'initializer',
    title: 'First weights',
    help: 'Chooses how the first weights are drawn.',
    range: 'names',
    paths: /^network\.(bias_)?initializer/,
  },
  { name: 'units', title: 'Units', help: 'Adds and removes units.', range: 'number', paths: /\.units$/ },
  { name: 'layer_settings', title: 'Layer settings', help: 'Bias and whatever else a layer has.', paths: /^network\./ },
  { name: 'weights', title: 'Weights', help: 'Types single weights on a unit’s card.' },
  {
    name: 'learning_rate',
    title: 'Learning rate',
    help: 'Sets the size of a step.',
    range: 'number',
    paths: /\.learning_rate$/,
  },
  {
    name: 'optimizer',
    title: 'Optimiser',
    help: 'Chooses the optimiser and its settings.',
    range: 'names',
    paths: /^training\.optimizer/,
  },
  {
    name: 'batch_size',
    title: 'Batch size',
    help: 'Sets how many samples a step looks at.',
    range: 'number',
    paths: /^training\.batch_size$/,
  },
  { name: 'loss', title: 'Loss', help: 'Chooses the loss.', range: 'names', paths: /^training\.loss/ },
  { name: 'training_settings', title: 'Training settings', help: 'Penalties, clipping and all others.', paths: /^training\./ },
  { name: 'seed', title: 'Seed', help: 'Sets the number that everything random follows.', range: 'number', paths: /^seed$/ },
];

export const CONTROL_NAMES = CONTROLS.map(({ name }) => name);

export class Controls {
  /** @type {ReadonlySet<string>} */ names = new Set(CONTROL_NAMES);
  /** What they are narrowed to; null where an author says nothing of it. @type {import('./ranges.js').Ranges | null} */ ranges =
    null;

  /** Takes the attribute's text; without one everything may be used. @param {string | null} text */
  read(text) {
    this.names = new Set(readList(text, CONTROL_NAMES, 'controls'));
  }

  /** Whether the reader may use a control. @param {string} name */
  has(name) {
    return this.names.has(name);
  }

  /** Whether the reader may change a setting. @param {string} path */
  mayChange(path) {
    const row = CONTROLS.find(({ paths }) => paths?.test(path));
    return !row || this.has(row.name);
  }
}
