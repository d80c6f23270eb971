// An experiment as a short list for a reader: data, layers, first weights, training, seed, each in one line. What stands at its default is
// said only where a reader asks for it first. Titles come from the catalogue; knows nothing of where the list is shown.

import { CHOICES } from './choices.js';
import { dataSetGroups } from './data-sets.js';
import { nameOf, parametersOf } from './experiment-edit.js';
import { countText, exactText, plural } from './number-text.js';
import { valueText } from './value-text.js';

/** @typedef {import('./types.js').Catalog} Catalog */
/** @typedef {import('./types.js').Field} Field */

/** Settings that are said at their default too. */
const ALWAYS = new Set(['samples', 'noise', 'test_share', 'learning_rate', 'batch_size']);

const lower = (/** @type {string} */ title) =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
const joined = (/** @type {(string | undefined)[]} */ parts) => parts.filter(Boolean).join(', ');

/** The settings of a table's fields. @param {readonly Field[]} fields @param {Record<string, any>} values */
const fieldTexts = (fields, values) =>
  fields
    .filter(({ name, default: usual }) => name in values && (ALWAYS.has(name) || values[name] !== usual))
    .map(({ name, title }) => `${lower(title)} ${valueText(values[name])}`);

/** A row that was chosen, with its settings. @param {readonly import('./types.js').Row[]} rows @param {any} choice */
function choiceText(rows, choice) {
  const name = nameOf(choice);
  const row = rows.find((candidate) => candidate.name === name);
  return joined([row?.title ?? valueText(name), ...fieldTexts(row?.fields ?? [], parametersOf(choice))]);
}

/** Equal layers in a row are said once. @param {any[]} layers @param {Catalog} catalog */
function layersText(layers, catalog) {
  const texts = layers.map(({ type, units, activation, layers: inner }) => {
    const kind = catalog.layers.find(({ name }) => name === type)?.title ?? type;
    const size = units === undefined ? '' : `${countText(units)} ${plural(units, 'unit')}`;
    const inside = inner ? `(${layersText(inner, catalog)})` : '';
    return joined([type === 'dense' ? '' : kind, size, activation && choiceText(catalog.activations, activation), inside]);
  });
  const runs = /** @type {{ text: string, count: number }[]} */ ([]);
  for (const text of texts) {
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count > 1 ? `${count} × (${text})` : text)).join('; ') || 'none';
}

/** @param {any} data @param {Catalog} catalog */
function dataText(data, catalog) {
  const row = dataSetGroups(catalog)
    .flatMap(({ rows }) => rows)
    .find(({ name }) => name === data.name);
  const inputs = data.features?.map(
    (/** @type {string} */ name) => catalog.features.find((feature) => feature.name === name)?.title ?? name,
  );
  return joined([
    row?.title ?? 'your own',
    ...fieldTexts([...(row?.fields ?? []), ...(catalog.fields.data ?? [])], data),
    inputs && `inputs ${inputs.join(' and ')}`,
  ]);
}

/**
 * @param {any} experiment  in full
 * @param {Catalog} catalog
 * @returns {{ title: string, text: string }[]}
 */
export function settingList({ data, network, training, seed }, catalog) {
  const [optimizer, initializer, loss] = CHOICES;
  const schedule = training.schedule && choiceText(catalog.schedules, training.schedule);
  return [
    { title: 'Data', text: dataText(data, catalog) },
    { title: 'Hidden layers', text: layersText(network.layers, catalog) },
    { title: initializer.title, text: choiceText(catalog.initializers, network.initializer) },
    { title: optimizer.title, text: choiceText(catalog.optimizers, training.optimizer) },
    { title: loss.title, text: training.loss === 'auto' ? 'follows from the data' : choiceText(catalog.losses, training.loss) },
    {
      title: 'Training',
      text: joined([
        ...fieldTexts(catalog.fields.training ?? [], training),
        nameOf(training.schedule) === 'constant' ? '' : schedule && `schedule ${schedule}`,
      ]),
    },
    { title: 'Seed', text: exactText(seed) },
  ];
}
