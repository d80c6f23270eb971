// One menu for the activation of all layers that have one, those in blocks too. Knows the editor, no panel.

import { html, nothing } from 'lit/html.js';
import { nameOf, valueAt } from '../../engine/patch.js';
import { EVERY_ACTIVATION } from '../editor.js';
import { menu } from '../field-control.js';

/** Stands in the menu while layers differ. */
const MIXED = { name: '', title: 'mixed' };

/** The menu; nothing where a single layer has its own already. @param {import('../editor.js').Editor} editor @param {import('../types.js').Catalog} catalog */
export function everyLayerMenu(editor, catalog) {
  const { layers, experiment } = editor.description;
  const chosen = new Set(catalog.layers.filter((type) => type.activation && !type.has_layers).map(({ name }) => name));
  // What stands before activations that are layers of their own stays linear.
  const isApart = layers.some(({ type }) => type === 'activation');
  const paths = layers
    .filter(({ type, output, activation }) => !output && chosen.has(type) && !(isApart && nameOf(activation) === 'linear'))
    .map(({ path }) => `${path}.activation`);
  const [path = ''] = paths;
  if (paths.length < 2 || !editor.controls.mayChange(path)) return nothing;
  const names = new Set(paths.map((place) => nameOf(valueAt(experiment, place))));
  const [value] = names.size === 1 ? names : [MIXED.name];
  const rows = catalog.activations;
  const fault = editor.faultAt(EVERY_ACTIVATION);
  return html`<span class="every-layer" data-help="One activation for all layers at once."
    ><span aria-hidden="true">Every layer</span>${menu(editor, {
      id: 'every-activation',
      label: 'Activation of every layer',
      path: EVERY_ACTIVATION,
      rows: names.size === 1 ? rows : [MIXED, ...rows],
      value,
      choose: (name) => editor.chooseActivation(paths, name),
    })}</span>${fault ? html`<span class="fault" role="alert">${fault.message}</span>` : nothing}`;
}
