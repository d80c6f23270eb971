// What may be changed about a run that fails: each fix is a patch to its experiment, from the same start. Knows no rule: which fix fits
// which cause is the diagnosis's business. A fix that would change nothing is an empty list.
import { exactText } from './number-text.js';
import { nameOf, parametersOf, withPatch } from './patch.js';

/** @import { Experiment, Facts, Field, Fix, Patch } from './types.js' */

/** A learning rate so many times the default, or so small a share of it, is not walked back from in steps of ten. */
const FAR_OFF = 30;
/** As many units as solve every data set of the plane. */
const MANY_UNITS = 8;
/** From this many layers on a plain stack learns slowly however it starts. */
const DEEP = 12;

/** The layers of an experiment with their paths, those in blocks too. @returns {{ path: string, layer: any, type: any }[]} */
function layersOf(/** @type {Facts} */ { experiment, catalog }) {
  /** @returns {{ path: string, layer: any, type: any }[]} */
  const walk = (/** @type {any[]} */ layers, /** @type {string} */ path) =>
    layers.flatMap((layer, index) => {
      const place = `${path}[${index}]`;
      const type = catalog.layers.find(({ name }) => name === (layer.type ?? catalog.layers[0].name));
      return [{ path: place, layer, type }, ...walk(layer.layers ?? [], `${place}.layers`)];
    });
  return walk(experiment.network.layers, 'network.layers');
}

/** Layers whose activation is the reader's choice: a block's own stays linear. */
const activated = (/** @type {Facts} */ facts) => layersOf(facts).filter(({ type }) => type?.activation && !type.has_layers);

/** One initialiser for all layers in the place of their own. @returns {Patch} */
function initializerPatch(/** @type {Facts} */ facts, /** @type {any} */ value, name = 'initializer') {
  const own = layersOf(facts).filter(({ type }) => type?.has_initializers);
  const output = facts.experiment.network.output;
  return [
    ...own.map(({ path }) => ({ path: `${path}.${name}`, value: undefined })),
    ...(output?.[name] === undefined ? [] : [{ path: `network.output.${name}`, value: undefined }]),
    { path: `network.${name}`, value },
  ];
}

/** The fix, unless the experiment is like that already. @returns {Fix[]} */
function fix(/** @type {Facts} */ facts, /** @type {string} */ name, /** @type {string} */ title, /** @type {Patch} */ patch) {
  const { experiment } = facts;
  const patched = withPatch(experiment, experiment, patch);
  return JSON.stringify(patched) === JSON.stringify(experiment) ? [] : [{ name, title, patch }];
}

const every = (/** @type {any[]} */ layers) => (layers.length === 1 ? 'the layer' : 'every layer');

/** ReLU everywhere, and the initialiser made for it. @returns {Fix[]} */
export function switchTo(/** @type {Facts} */ facts, /** @type {string} */ activation) {
  const layers = activated(facts);
  if (layers.length === 0 || layers.every(({ layer }) => nameOf(layer.activation) === activation)) return [];
  const title = facts.catalog.activations.find(({ name }) => name === activation)?.title ?? activation;
  return fix(facts, `switch_to_${activation}`, `Switch ${every(layers)} to ${title}`, [
    ...layers.map(({ path }) => ({ path: `${path}.activation`, value: activation })),
    ...initializerPatch(facts, 'he_normal'),
  ]);
}

/** @returns {Fix[]} */
export const startWithHe = (/** @type {Facts} */ facts) =>
  isStartedWith(facts, 'he_normal') || isStartedWith(facts, 'he_uniform')
    ? []
    : fix(facts, 'start_with_he', 'Start from He’s initialiser', initializerPatch(facts, 'he_normal'));

/** @returns {Fix[]} */
export const startWithGlorot = (/** @type {Facts} */ facts) =>
  isStartedWith(facts, 'glorot_uniform')
    ? []
    : fix(facts, 'start_with_glorot', 'Start from Glorot’s initialiser', initializerPatch(facts, 'glorot_uniform'));

/** Whether every layer that draws weights draws them so. */
function isStartedWith(/** @type {Facts} */ facts, /** @type {string} */ name) {
  const { network } = facts.experiment;
  return layersOf(facts).every(
    ({ layer, type }) => !type?.has_initializers || nameOf(layer.initializer ?? network.initializer) === name,
  );
}

/** Biases that begin at 0, or a little above it where a unit is to begin on. @returns {Fix[]} */
export function liftBiases(/** @type {Facts} */ facts) {
  const value = { name: 'constant', value: 0.1 };
  return fix(facts, 'lift_biases', 'Start the biases at 0.1', initializerPatch(facts, value, 'bias_initializer'));
}

/** Whether some layer's biases begin below 0. */
export function startsBelowZero(/** @type {Facts} */ facts) {
  const { network } = facts.experiment;
  return layersOf(facts).some(({ layer, type }) => {
    const choice = layer.bias_initializer ?? network.bias_initializer;
    return type?.has_initializers && nameOf(choice) === 'constant' && parametersOf(choice).value < 0;
  });
}

/** @returns {Fix[]} */
export function addLayers(/** @type {Facts} */ facts) {
  const { layers } = facts.experiment.network;
  if (layers.length > 0) return [];
  return [{ name: 'add_layers', title: 'Add hidden layers', patch: [{ path: 'network.layers', value: undefined }] }];
}

/** At least eight units, filters of a picture's layer too. @returns {Fix[]} */
export function moreUnits(/** @type {Facts} */ facts) {
  const grown = layersOf(facts).flatMap(({ path, layer }) => {
    const name = ['units', 'filters'].find((candidate) => typeof layer[candidate] === 'number');
    if (!name) return [];
    return [{ path: `${path}.${name}`, value: Math.max(MANY_UNITS, 2 * layer[name]) }];
  });
  const largest = Math.max(0, ...grown.map(({ value }) => value));
  // Blocks add what they make to what they read, so all their widths go together.
  const isMixed = new Set(grown.map(({ value }) => value)).size > 1 && layersOf(facts).some(({ type }) => type?.has_layers);
  if (grown.length === 0 || largest > 256 || isMixed) return [];
  return fix(facts, 'more_units', `Give ${every(grown)} more units`, grown);
}

/**
 * Every layer but the first becomes a residual block whose scale is learned from 0 (ReZero), where the widths fit; narrow ones are widened.
 * @returns {Fix[]}
 */
export function residualBlocks(/** @type {Facts} */ facts) {
  const [first, ...rest] = facts.experiment.network.layers;
  const isPlain = (/** @type {any} */ layer) => (layer.type ?? 'dense') === 'dense' && layer.units === first.units;
  if (rest.length < 2 || ![first, ...rest].every(isPlain)) return [];
  /** @param {any} layer */
  const bare = ({ initializer, bias_initializer, ...layer }) => ({
    ...layer,
    units: Math.max(MANY_UNITS, layer.units),
    activation: 'relu',
  });
  const blocks = rest.map((/** @type {any} */ layer) => ({ type: 'residual', rezero: true, layers: [bare(layer)] }));
  return fix(facts, 'residual_blocks', 'Give the signal a way around: ReLU in residual blocks', [
    { path: 'network.layers', value: [bare(first), ...blocks] },
    { path: 'network.initializer', value: 'he_normal' },
  ]);
}

export const isDeep = (/** @type {Facts} */ facts) => facts.experiment.network.layers.length >= DEEP;

/** A recurrent layer that begins by keeping its state: ReLU and the identity. @returns {Fix[]} */
export function identityRecurrence(/** @type {Facts} */ facts) {
  const layers = layersOf(facts).filter(({ type }) => type?.has_recurrent_initializer);
  return layers.length === 0
    ? []
    : fix(facts, 'identity_recurrence', 'Let the state persist: ReLU that starts from the identity', [
        ...layers.flatMap(({ path }) => [
          { path: `${path}.activation`, value: 'relu' },
          { path: `${path}.recurrent_initializer`, value: 'identity' },
        ]),
      ]);
}

// The optimiser ---------------------------------------------------------------------------------------------------------------------------

/** The learning rate in use, and the field of the optimiser that it is. */
function rateOf(/** @type {Facts} */ { experiment, catalog }) {
  const { optimizer } = experiment.training;
  const field = /** @type {Field | undefined} */ (catalog.optimizers.find(({ name }) => name === nameOf(optimizer))?.fields[0]);
  return { optimizer, field, rate: Number(parametersOf(optimizer)[field?.name ?? ''] ?? field?.default) };
}

/** @returns {Fix[]} */
function changeRate(
  /** @type {Facts} */ facts,
  /** @type {string} */ name,
  /** @type {number} */ factor,
  /** @type {string} */ words,
) {
  const { optimizer, field, rate } = rateOf(facts);
  if (!field) return [];
  const { min = 0, max = Number.POSITIVE_INFINITY, default: usual } = field;
  const isFarOff = factor < 1 ? rate > FAR_OFF * usual : rate * FAR_OFF < usual;
  const value = isFarOff ? usual : Number(Math.min(max, Math.max(min, rate * factor)).toPrecision(3));
  if (factor < 1 ? !(value < rate) : !(value > rate)) return [];
  const title = `Try ${isFarOff ? 'the usual' : words} ${field.title.toLowerCase()} (${exactText(value)})`;
  const next = { name: nameOf(optimizer), ...parametersOf(optimizer), [field.name]: value };
  return fix(facts, name, title, [{ path: 'training.optimizer', value: next }]);
}

/** @returns {Fix[]} */
export const smallerRate = (/** @type {Facts} */ facts) => changeRate(facts, 'smaller_rate', 0.1, 'a ten times smaller');
/** The usual rate, where the one in use is so far above it that nothing else can be judged. @returns {Fix[]} */
export function tameRate(/** @type {Facts} */ facts) {
  const { field, rate } = rateOf(facts);
  return rate > FAR_OFF * (field?.default ?? Number.POSITIVE_INFINITY) ? smallerRate(facts) : [];
}
/** @returns {Fix[]} */
export const largerRate = (/** @type {Facts} */ facts) => changeRate(facts, 'larger_rate', 10, 'a ten times larger');

/** @returns {Fix[]} */
export function useAdam(/** @type {Facts} */ facts) {
  if (['adam', 'adamw', 'nadam'].includes(nameOf(facts.experiment.training.optimizer))) return [];
  return fix(facts, 'use_adam', 'Let Adam choose each weight’s step', [{ path: 'training.optimizer', value: 'adam' }]);
}

/** @returns {Fix[]} */
export const clipGradients = (/** @type {Facts} */ facts) =>
  facts.experiment.training.clip_norm > 0
    ? []
    : fix(facts, 'clip_gradients', 'Clip the gradient’s norm to 1', [{ path: 'training.clip_norm', value: 1 }]);

/** Each fix once, in the order given. @param {...Fix[]} lists */
export const firstOf = (...lists) =>
  lists.flat().filter((candidate, index, all) => all.findIndex(({ name }) => name === candidate.name) === index);

/** The experiment with a fix applied. @param {Experiment} minimal @param {Experiment} experiment @param {Fix} chosen */
export const applied = (minimal, experiment, { patch }) => withPatch(minimal, experiment, patch);
