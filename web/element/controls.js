// What a reader may change, as a table: the names that the attribute `controls` takes, and which settings of the experiment belong to each.
// A control that an author leaves out is shown as text, or not at all. Knows no panel.

import { readList } from './attributes.js';

/**
 * @typedef {object} ControlRow
 * @property {string} name
 * @property {'number' | 'names'} [range]  what an author may narrow it to
 * @property {RegExp} [paths]  the settings that it changes; the first row whose paths match a setting has it
 */

/** @type {readonly ControlRow[]} */
export const CONTROLS = [
  { name: 'play' },
  { name: 'step' },
  { name: 'reset' },
  { name: 'new_start' },
  { name: 'speed' },
  { name: 'undo' },
  { name: 'link' },
  { name: 'size' },
  { name: 'fix' },
  { name: 'autopilot' },
  { name: 'data', range: 'names', paths: /^data\.name$/ },
  { name: 'own_data' },
  { name: 'inputs', paths: /^data\.features$/ },
  { name: 'data_settings', paths: /^data\./ },
  { name: 'depth', range: 'number', paths: /^network(\.layers)?$/ },
  { name: 'activation', range: 'names', paths: /activation(\.|$)/ },
  { name: 'initializer', range: 'names', paths: /^network\.(bias_)?initializer/ },
  { name: 'units', range: 'number', paths: /\.units$/ },
  { name: 'layer_settings', paths: /^network\./ },
  { name: 'weights' },
  { name: 'learning_rate', range: 'number', paths: /\.learning_rate$/ },
  { name: 'optimizer', range: 'names', paths: /^training\.optimizer/ },
  { name: 'batch_size', range: 'number', paths: /^training\.batch_size$/ },
  { name: 'loss', range: 'names', paths: /^training\.loss/ },
  { name: 'training_settings', paths: /^training\./ },
  { name: 'seed', range: 'number', paths: /^seed$/ },
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
