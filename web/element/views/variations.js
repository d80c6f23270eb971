// What an experiment can be compared in: a table of things, each with its values and the change that gives an experiment one of them
// and keeps everything else. Races and maps are made of it. Knows no node of the page and no default: the engine judges every result.

import { nameOf, withDepth, withLayers, withPatch, withSetting, withValue } from '../experiment-edit.js';
import { nounOf } from '../kinds.js';
import { countText } from '../number-text.js';

/** @typedef {import('../types.js').Catalog} Catalog */
/** @typedef {{ minimal: any, experiment: import('../types.js').Experiment, catalog: Catalog, controls?: import('../controls.js').Controls }} Origin  the experiment that is varied, and what the author lets a reader change */
/** @typedef {string | number} Value */
/** @typedef {{ value: Value, title: string }} Choice */
/**
 * @typedef {object} Variation
 * @property {string} name
 * @property {string} path  a setting that it changes, which says whether a reader may
 * @property {string} title
 * @property {string} note  what a reader must know to judge the comparison; may be empty
 * @property {(origin: Origin) => boolean} fits
 * @property {(origin: Origin) => Choice[]} choices
 * @property {(origin: Origin) => Value[]} starting  values that are compared first
 * @property {(origin: Origin, value: Value) => any} apply  the experiment with that value
 */

/** Learning rates of the menu. */
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
/** Rates that are compared first, as multiples of the experiment's own. */
const RATE_STEPS = [0.1, 0.3, 1, 3, 10];
const DEPTHS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50];
const WIDTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64];

const isDense = (/** @type {Origin} */ { experiment }) =>
  experiment.network.layers.every((/** @type {any} */ { type }) => type === 'dense');

const rowChoices = (/** @type {{ name: string, title: string }[]} */ rows) =>
  rows.map(({ name, title }) => ({ value: name, title }));

const rateOf = (/** @type {Origin} */ { experiment }) => experiment.training.optimizer.learning_rate;

/** The layers with a change made to each that `isMeant`, inside blocks too. @returns {any[]} */
function eachLayer(
  /** @type {any[]} */ layers,
  /** @type {(layer: any) => boolean} */ isMeant,
  /** @type {(layer: any) => any} */ change,
) {
  return layers.map((layer) => {
    const inner = layer.layers ? { ...layer, layers: eachLayer(layer.layers, isMeant, change) } : layer;
    return isMeant(inner) ? change(inner) : inner;
  });
}

/** Whether a layer of this experiment has an activation. */
const isActive = (/** @type {Catalog} */ catalog) => (/** @type {any} */ layer) =>
  catalog.layers.find(({ name }) => name === (layer.type ?? 'dense'))?.activation !== null;

/** @type {Variation[]} */
export const VARIATIONS = [
  {
    name: 'activation',
    path: 'network.layers[0].activation',
    title: 'Activation',
    note: '',
    fits: () => true,
    choices: ({ catalog }) => rowChoices(catalog.activations),
    starting: () => ['relu', 'leaky_relu', 'elu', 'tanh', 'sigmoid', 'silu'],
    apply: ({ minimal, experiment, catalog }, activation) => {
      const written = withLayers(minimal, experiment);
      const layers = eachLayer(written.network.layers, isActive(catalog), (layer) => ({ ...layer, activation }));
      return withValue(written, 'network.layers', layers);
    },
  },
  {
    name: 'initializer',
    path: 'network.initializer',
    title: 'Initialiser',
    note: '',
    fits: () => true,
    choices: ({ catalog }) => rowChoices(catalog.initializers),
    starting: () => ['he_normal', 'glorot_uniform', 'lecun_normal', 'orthogonal', 'zeros'],
    apply: ({ minimal, experiment }, initializer) => {
      const written = withLayers(minimal, experiment);
      const layers = eachLayer(
        written.network.layers,
        (layer) => layer.initializer !== undefined,
        ({ initializer: own, ...layer }) => layer,
      );
      return withPatch(written, experiment, [
        { path: 'network.layers', value: layers },
        { path: 'network.initializer', value: initializer },
      ]);
    },
  },
  {
    name: 'learning_rate',
    path: 'training.optimizer.learning_rate',
    title: 'Learning rate',
    note: '',
    fits: () => true,
    choices: (origin) =>
      [...new Set([...RATES, ...startingRates(origin)])]
        .sort((a, b) => a - b)
        .map((value) => ({ value, title: String(value) })),
    starting: (origin) => startingRates(origin),
    apply: ({ minimal, experiment }, rate) => withSetting(minimal, experiment, 'training.optimizer.learning_rate', rate),
  },
  {
    name: 'optimizer',
    path: 'training.optimizer',
    title: 'Optimiser',
    note: 'Each at its own usual learning rate.',
    fits: () => true,
    choices: ({ catalog }) => rowChoices(catalog.optimizers),
    starting: () => ['sgd', 'momentum', 'rmsprop', 'adam', 'nadam'],
    apply: ({ minimal }, optimizer) => withValue(minimal, 'training.optimizer', optimizer),
  },
  {
    name: 'depth',
    path: 'network.layers',
    title: 'Hidden layers',
    note: '',
    fits: isDense,
    choices: () => DEPTHS.map((value) => ({ value, title: `${value} ${value === 1 ? 'layer' : 'layers'}` })),
    starting: () => [1, 2, 4, 8, 20],
    apply: ({ minimal, experiment }, count) => withDepth(minimal, experiment, Number(count)),
  },
  {
    name: 'width',
    path: 'network.layers[0].units',
    title: 'Units a layer',
    note: '',
    fits: (origin) => isDense(origin) && origin.experiment.network.layers.length > 0,
    choices: () => WIDTHS.map((value) => ({ value, title: `${value} ${value === 1 ? 'unit' : 'units'}` })),
    starting: () => [2, 4, 8, 16, 32],
    apply: ({ minimal, experiment }, units) =>
      withPatch(minimal, experiment, [{ path: 'network.layers[*].units', value: units }]),
  },
];

function startingRates(/** @type {Origin} */ origin) {
  const own = rateOf(origin);
  return typeof own === 'number' ? RATE_STEPS.map((step) => Number((own * step).toPrecision(2))) : [0.01, 0.03, 0.1];
}

/** The experiment that runs as an origin. @param {import('../panels/panel.js').Panel} panel @returns {Origin} */
export const originOf = ({ description: { minimal, experiment }, catalog, host: { controls } }) => ({
  minimal,
  experiment,
  catalog,
  controls,
});

/** Whether the author's ranges hold a value. @param {Origin} origin @param {string} name @param {Value} value */
const isInside = ({ controls }, name, value) => (controls?.ranges?.judged(variation(name).path, value) ?? []).length === 0;

/** The values of a thing that a reader may choose from. @param {Origin} origin @param {string} name */
export const choicesOf = (origin, name) =>
  variation(name)
    .choices(origin)
    .filter(({ value }) => isInside(origin, name, value));

/**
 * The usual values as far as the author's ranges hold them; where they hold fewer than `least`, the first that they do hold.
 *
 * @template {Value} V @param {Origin} origin @param {string} name @param {readonly V[]} usual @returns {V[]}
 */
export function insideOf(origin, name, usual, least = 1) {
  const inside = usual.filter((value) => isInside(origin, name, value));
  if (inside.length >= least) return inside;
  const offered = choicesOf(origin, name).map(({ value }) => /** @type {V} */ (value));
  return offered.length > 0 ? offered.slice(0, usual.length) : [...usual];
}

/** The values that are compared first. @param {Origin} origin @param {string} name */
export const startingOf = (origin, name) => insideOf(origin, name, variation(name).starting(origin), 2);

/** The things that can be compared here; where the author leaves none, the activation. @param {Origin} origin */
export function thingsOf(origin) {
  const things = VARIATIONS.filter(
    ({ name, path, fits }) => fits(origin) && (origin.controls?.mayChange(path) ?? true) && choicesOf(origin, name).length > 1,
  );
  return things.length > 0 ? things : [variation('activation')];
}

/** @param {string} name */
export const variation = (name) => /** @type {Variation} */ (VARIATIONS.find((row) => row.name === name));

/** The experiment with several things changed, in the order given. @param {Origin} origin @param {[name: string, value: Value][]} changes */
export function varied(origin, changes) {
  // Later changes see what earlier ones have made of the layers.
  let { minimal } = origin;
  for (const [name, value] of changes) {
    const layers = minimal.network?.layers ?? origin.experiment.network.layers;
    const experiment = { ...origin.experiment, network: { ...origin.experiment.network, layers } };
    minimal = variation(name).apply({ ...origin, minimal, experiment }, value);
  }
  return minimal;
}

/** How a value is called. @param {Origin} origin @param {string} name @param {Value} value */
export const titleOf = (origin, name, value) =>
  variation(name)
    .choices(origin)
    .find((choice) => choice.value === value)?.title ?? String(value);

/**
 * "Circle, 250 training points; 5 × 6 units, Glorot uniform; SGD 0.1, batch 10": what all compared networks have in common.
 *
 * @param {Origin} origin @param {Pick<import('../types.js').Description, 'trainRows' | 'sample'>} description @param {readonly string[]} varied  names of the things that differ
 */
export function commonText({ experiment, catalog }, description, varied) {
  const title = (/** @type {{ name: string, title: string }[]} */ rows, /** @type {any} */ choice) =>
    rows.find(({ name }) => name === nameOf(choice))?.title ?? nameOf(choice);
  const { data, network, training } = experiment;
  const layers = network.layers;
  const has = (/** @type {string} */ name) => !varied.includes(name);
  const units = [...new Set(layers.map((/** @type {any} */ { units }) => units))];
  const names = [...new Set(layers.map((/** @type {any} */ { activation }) => nameOf(activation)).filter(Boolean))];
  return [
    `${title([...catalog.datasets, ...catalog.stored, ...catalog.sequences], data)}, ${countText(description.trainRows)} training ${nounOf(description)}s`,
    has('depth') && `${layers.length} hidden ${layers.length === 1 ? 'layer' : 'layers'}`,
    has('width') && units.length === 1 && units[0] !== undefined && `${units[0]} units a layer`,
    has('activation') && names.length === 1 && title(catalog.activations, names[0]),
    has('initializer') && title(catalog.initializers, network.initializer),
    has('optimizer') && title(catalog.optimizers, training.optimizer),
    has('optimizer') && has('learning_rate') && `learning rate ${training.optimizer.learning_rate}`,
    `batch ${training.batch_size}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
