// The fixtures' models, tensors and axes, and the project's layers, parameters and order of features.
import { PlaygroundError } from '../../web/engine/index.js';
import { activationOf, Unsupported } from './names.js';

/** @import { Catalog } from '../../web/engine/types.js' */
/** @import { Shape, Stage } from './probe.js' */

/** @typedef {{ shape: number[], data: any[] }} Tensor */
/** @typedef {{ path: string, role: string, tensor: string }} Binding  which of a layer's arrays a named tensor is */

const roles = new Map([
  ['weight', 'weights'],
  ['w_ih', 'weights'],
  ['w_hh', 'recurrent_weights'],
  ['bias', 'biases'],
  ['b', 'biases'],
  ['slope', 'slopes'],
]);

export const product = (/** @type {number[]} */ numbers) => numbers.reduce((all, number) => all * number, 1);

/**
 * One layer of a model as an experiment's layer; an activation stays a layer of its own, so that both lists count alike.
 * @param {any} layer
 * @param {Catalog} catalog
 * @returns {any}
 */
function layerOf(layer, catalog) {
  const { type, params = {} } = layer;
  const plain = { activation: 'linear' };
  switch (type) {
    case 'dense':
      return { type: 'dense', units: layer.out, use_bias: 'bias' in params, ...plain };
    case 'activation':
      return { type: 'activation', activation: activationOf(layer, catalog) };
    case 'prelu':
      return { type: 'activation', activation: { name: 'prelu', slopes: layer.channels === 1 ? 'shared' : 'per_unit' } };
    case 'conv2d':
      return {
        type: 'conv2d',
        filters: layer.out,
        kernel_size: layer.kernel,
        strides: layer.stride,
        padding: layer.padding,
        dilation_rate: layer.dilation,
        groups: layer.groups,
        use_bias: 'bias' in params,
        ...plain,
      };
    case 'maxpool2d':
      return { type: 'max_pooling2d', pool_size: layer.kernel, strides: layer.stride, padding: layer.padding };
    case 'avgpool2d': {
      const { count_include_pad } = layer;
      return {
        type: 'average_pooling2d',
        pool_size: layer.kernel,
        strides: layer.stride,
        padding: layer.padding,
        count_include_pad,
      };
    }
    case 'globalavgpool2d':
      return { type: 'global_average_pooling2d' };
    case 'flatten':
      return { type: 'flatten' };
    case 'batchnorm':
      return { type: 'batch_normalization', momentum: 1 - layer.momentum, epsilon: layer.eps };
    case 'layernorm':
      return { type: 'layer_normalization', epsilon: layer.eps };
    case 'residual':
      return {
        type: 'residual',
        scale: layer.scale,
        layers: layer.body.map((/** @type {any} */ part) => layerOf(part, catalog)),
      };
    case 'rnn': {
      if (layer.h0) throw new Unsupported('a recurrent layer starts from 0');
      const activation = activationOf({ fn: layer.fn }, catalog);
      return {
        type: 'simple_rnn',
        units: layer.hidden,
        return_sequences: layer.output === 'all',
        use_bias: 'b' in params,
        activation,
      };
    }
    default:
      throw new Unsupported(`there is no layer ${type}`);
  }
}

/**
 * @param {any[]} model
 * @param {string} within
 * @returns {{ path: string, layer: any }[]}  depth first, the parts of a residual block before the block
 */
function walk(model, within) {
  return model.flatMap((layer, i) => {
    const path = `${within}[${i}]`;
    return [...(layer.body ? walk(layer.body, `${path}.layers`) : []), { path, layer }];
  });
}

/** '3.1' in a fixture is the second layer of the body at 3. @param {string} place */
export const pathOf = (place) =>
  `network.layers${place
    .split('.')
    .map((index) => `[${index}]`)
    .join('.layers')}`;

/**
 * @param {any[]} model
 * @param {Catalog} catalog
 * @returns {{ layers: any[], parameters: Binding[], statistics: Binding[] }}
 */
export function networkOf(model, catalog) {
  const layers = model.map((layer) => layerOf(layer, catalog));
  const sequenceAt = model.findIndex((layer) => layer.output === 'all');
  const reader = sequenceAt < 0 ? undefined : model.slice(sequenceAt + 1).find(({ type }) => type !== 'activation');
  if (reader && reader.type !== 'rnn')
    throw new Unsupported(`${reader.type} would read a sequence by its features here and by its steps there`);
  const unknown = layers.find(({ type }) => !catalog.layers.some(({ name }) => name === type));
  if (unknown) throw new Unsupported(`there is no layer ${unknown.type}`);
  const bindings = (/** @type {'params' | 'buffers'} */ kind) =>
    walk(model, 'network.layers').flatMap(({ path, layer }) =>
      Object.entries(layer[kind] ?? {}).map(([role, tensor]) => ({
        path,
        role: roles.get(role) ?? role,
        tensor: String(tensor),
      })),
    );
  return { layers, parameters: bindings('params'), statistics: bindings('buffers') };
}

/**
 * @param {any[]} model
 * @returns {boolean}  whether samples are sequences, steps × features in the fixtures and [feature][step] here
 */
export const readsSequences = (model) => model.some((layer) => layer.type === 'rnn');

/**
 * @param {number[]} shape  of a batch
 * @param {boolean} sequences
 * @returns {Shape}  of one sample
 */
export function sampleShape([, ...shape], sequences) {
  if (sequences && shape.length === 2) return [shape[1], shape[0], 1];
  const [channels = 1, height = 1, ...widths] = shape;
  return [channels, height, product(widths)];
}

/**
 * Swaps the two axes of each sample.
 * @template Value
 * @param {ArrayLike<Value>} data  samples × rows × columns
 * @param {number} rows
 * @param {number} columns
 * @returns {Value[]}
 */
export function swapAxes(data, rows, columns) {
  const size = rows * columns;
  return Array.from(data, (_, i) => {
    const within = i % size;
    return data[i - within + (within % rows) * columns + Math.floor(within / rows)];
  });
}

/**
 * A batch in the core's order of features.
 * @param {Tensor} tensor
 * @param {boolean} sequences
 * @returns {any[]}
 */
export function toCore({ shape, data }, sequences) {
  return sequences && shape.length === 3 ? swapAxes(data, shape[1], shape[2]) : data;
}

/**
 * Numbers in the core's order of features in the order of a fixture's tensor of that shape.
 * @param {ArrayLike<number>} data
 * @param {number[]} shape
 * @param {boolean} sequences
 * @returns {ArrayLike<number>}
 */
export function fromCore(data, shape, sequences) {
  return sequences && shape.length === 3 ? swapAxes(data, shape[2], shape[1]) : data;
}

/**
 * Where a named tensor lies among all parameters (or statistics).
 * @param {Stage[]} stages
 * @param {Binding} binding
 * @param {'parameters' | 'statistics'} kind
 */
export function placeOf(stages, { path, role, tensor }, kind) {
  const place = stages.find((stage) => stage.path === path)?.[kind].find((array) => array.role === role);
  if (!place) throw new Error(`${path} has no ${role} for ${tensor}`);
  return place;
}

/**
 * All parameters (or statistics) in the core's order.
 * @param {Stage[]} stages
 * @param {Binding[]} bindings
 * @param {Record<string, Tensor>} tensors
 * @param {'parameters' | 'statistics'} kind
 */
export function gather(stages, bindings, tensors, kind) {
  const last = stages.flatMap((stage) => stage[kind]).at(-1);
  const numbers = new Float32Array(last ? last.offset + last.count : 0);
  for (const binding of bindings) numbers.set(tensors[binding.tensor].data, placeOf(stages, binding, kind).offset);
  return numbers;
}

/**
 * Runs a case and says why it is left out where the engine has no such thing or refuses a setting.
 * @param {string} name
 * @param {() => Promise<import('./compare.js').CaseResult> | import('./compare.js').CaseResult} run
 * @returns {Promise<import('./compare.js').CaseResult>}
 */
export async function runNamed(name, run) {
  try {
    return await run();
  } catch (error) {
    const refused = error instanceof PlaygroundError && ['out_of_range', 'unknown_name', 'mismatch'].includes(error.code);
    if (!(error instanceof Unsupported) && !refused) throw error;
    return { name, status: 'skipped', detail: refused ? `the engine refuses ${error.message}` : error.message };
  }
}
