// ONNX operators by the engine's layers, losses and optimisers. Each adapter brings a node's inputs into the engine's order, lets the
// engine compute, and brings the answer back; what the engine cannot say is Unsupported, with the reason.
import { product } from './models.js';
import { Unsupported } from './names.js';
import { axisOf, broadcast, crop, transpose, turn } from './onnx-tensors.js';

/** @import { Probes, Shape } from './probe.js' */
/** @import { Tensor } from './onnx-tensors.js' */

/**
 * A node to run.
 * @typedef {object} Call
 * @property {Record<string, any>} attributes
 * @property {(Tensor | null)[]} inputs
 * @property {number} opset
 * @property {(Tensor | null)[]} outputs  what is wanted; only for which and of what shape they are
 * @property {Probes} probes
 */

/**
 * An output, null where the node gives none that can be compared.
 * @typedef {(call: Call) => (Tensor | null)[]} Operator
 */

/**
 * Runs layers on samples × features.
 * @param {Probes} probes
 * @param {any[]} layers
 * @param {Shape} shape
 * @param {ArrayLike<number>} x
 * @param {{ parameters?: ArrayLike<number>, statistics?: ArrayLike<number>, training?: boolean, upstream?: ArrayLike<number> }} [given]
 */
function run(probes, layers, shape, x, given = {}) {
  return probes.layers(layers, shape, x.length / product(shape), (probe) => probe.run({ x, ...given }));
}

/** @param {Tensor | null} tensor @returns {Tensor} */
function needed(tensor) {
  if (!tensor) throw new Unsupported('an input is missing');
  return tensor;
}

/** @param {unknown} condition @param {string} reason */
function unless(condition, reason) {
  if (condition) throw new Unsupported(reason);
}

/**
 * Numbers one by one through layers that treat each alone.
 * @param {Call} call
 * @param {any[]} layers
 * @param {ArrayLike<number>} [parameters]
 * @returns {(Tensor | null)[]}
 */
function elementWise({ probes, inputs }, layers, parameters) {
  const { shape, data } = needed(inputs[0]);
  return [{ shape, data: run(probes, layers, [1, 1, 1], data, { parameters }).y }];
}

/**
 * @param {string} name  of an activation
 * @param {(attributes: Record<string, any>) => Record<string, any>} [fields]
 * @returns {Operator}
 */
const activation =
  (name, fields = () => ({})) =>
  (call) =>
    elementWise(call, [{ type: 'activation', activation: { name, ...fields(call.attributes) } }]);

const dense = { type: 'dense', units: 1, activation: 'linear' };

/**
 * factor·x + shift, as one unit.
 * @param {number} factor
 * @param {number} shift
 */
const affine = (factor, shift) => ({ layers: [dense], parameters: [factor, shift] });

/** @type {Operator} */
function hardSigmoid(call) {
  const { alpha = 0.2, beta = 0.5 } = call.attributes;
  const before = affine(6 * alpha, 6 * (beta - 0.5)); // the row is min(max(x/6 + ½, 0), 1)
  return elementWise(call, [...before.layers, { type: 'activation', activation: 'hard_sigmoid' }], before.parameters);
}

/** @type {Operator} */
function selu(call) {
  const { alpha, gamma } = call.attributes;
  if (alpha === undefined && gamma === undefined) return activation('selu')(call);
  const { alpha: depth = 1.6732632423543772, gamma: factor = 1.0507009873554805 } = call.attributes;
  const after = affine(factor, 0);
  const layers = [{ type: 'activation', activation: { name: 'elu', alpha: depth } }, ...after.layers];
  return elementWise(call, layers, after.parameters);
}

/** @type {Operator} */
function clip(call) {
  const [, least, most] = call.inputs;
  const low = least ? least.data[0] : (call.attributes.min ?? Number.NEGATIVE_INFINITY);
  const high = most ? most.data[0] : (call.attributes.max ?? Number.POSITIVE_INFINITY);
  if (low === 0 && high === Number.POSITIVE_INFINITY) return activation('relu')(call);
  if (low === 0 && high === 6) return activation('relu6')(call);
  if (low === -1 && high === 1) return activation('hard_tanh')(call);
  throw new Unsupported(`no activation clips to ${low}..${high}`);
}

/** @type {Operator} */
function shrink(call) {
  const { lambd: lambda = 0.5, bias = 0 } = call.attributes;
  unless(bias !== 0 && bias !== lambda, 'no activation shrinks by another number than its threshold');
  return activation(bias === 0 ? 'hard_shrink' : 'soft_shrink', () => ({ lambda }))(call);
}

/** One slope for all numbers, one a channel, or as a last resort one a number. @type {Operator} */
function prelu({ probes, inputs, opset }) {
  const { shape, data } = needed(inputs[0]);
  const slope = needed(inputs[1]);
  const layers = (/** @type {string} */ slopes) => [{ type: 'activation', activation: { name: 'prelu', slopes } }];
  const { length } = slope.data;
  if (length === 1) return [{ shape, data: run(probes, layers('shared'), [1, 1, 1], data, { parameters: slope.data }).y }];
  const perChannel =
    opset < 9
      ? length === shape[1]
      : length === shape[1] && slope.shape[0] === length && shape.length - slope.shape.length === 1;
  if (perChannel) {
    const picture = /** @type {Shape} */ ([shape[1], product(shape.slice(2)), 1]);
    return [{ shape, data: run(probes, layers('per_unit'), picture, data, { parameters: slope.data }).y }];
  }
  const parameters = broadcast(slope, shape).data;
  return [{ shape, data: run(probes, layers('per_unit'), [data.length, 1, 1], data, { parameters }).y }];
}

/**
 * The rows of a matrix through one dense layer: a·b + c.
 * @param {Probes} probes
 * @param {Tensor} a  rows × inputs
 * @param {Tensor} b  inputs × units
 * @param {ArrayLike<number>} [c]  one a unit
 * @returns {Tensor}
 */
function multiply(probes, a, b, c) {
  const [rows, inputs] = a.shape,
    units = b.shape[1];
  const layers = [{ ...dense, units, use_bias: Boolean(c) }];
  const parameters = [...Array.from(turn(b).data), ...Array.from(c ?? [])];
  return { shape: [rows, units], data: run(probes, layers, [inputs, 1, 1], a.data, { parameters }).y };
}

/** @type {Operator} */
function gemm({ attributes, inputs, probes }) {
  const { alpha = 1, beta = 1, transA = 0, transB = 0 } = attributes;
  let a = transA ? turn(needed(inputs[0])) : needed(inputs[0]);
  let b = transB ? turn(needed(inputs[1])) : needed(inputs[1]);
  const scaled = (/** @type {Tensor} */ { shape, data }, /** @type {number} */ factor) => ({
    shape,
    data: Array.from(data, (v) => factor * v),
  });
  b = scaled(b, alpha);
  const c = inputs[2] ? scaled(inputs[2], beta) : null;
  const [rows, width] = a.shape,
    units = b.shape[1];
  if (!c) return [multiply(probes, a, b)];
  const perRow = c.shape.length === 2 && c.shape[0] === rows && rows > 1;
  if (!perRow) return [multiply(probes, a, b, broadcast(c, [1, units]).data)];
  // A bias of its own for each row is the weight of one more input, 1 in that row and 0 elsewhere.
  const marks = Array.from({ length: rows }, (_, row) => [
    ...Array.from(a.data).slice(row * width, (row + 1) * width),
    ...Array.from({ length: rows }, (_, other) => Number(row === other)),
  ]);
  a = { shape: [rows, width + rows], data: marks.flat() };
  b = { shape: [width + rows, units], data: [...Array.from(b.data), ...Array.from(broadcast(c, [rows, units]).data)] };
  return [multiply(probes, a, b)];
}

/** @type {Operator} */
function matMul({ inputs, probes, outputs }) {
  const [left, right] = inputs.map(needed);
  const a = left.shape.length === 1 ? { ...left, shape: [1, ...left.shape] } : left;
  const b = right.shape.length === 1 ? { ...right, shape: [...right.shape, 1] } : right;
  const leads = [a, b].map(({ shape }) => shape.slice(0, -2));
  const rank = Math.max(leads[0].length, leads[1].length);
  const [first, second] = leads.map((lead) => [...Array(rank - lead.length).fill(1), ...lead]);
  const batch = first.map((size, axis) => Math.max(size, second[axis]));
  const wideA = broadcast(a, [...batch, ...a.shape.slice(-2)]),
    wideB = broadcast(b, [...batch, ...b.shape.slice(-2)]);
  const sizeA = product(a.shape.slice(-2)),
    sizeB = product(b.shape.slice(-2));
  const data = Array.from({ length: product(batch) }, (_, i) =>
    Array.from(
      multiply(
        probes,
        { shape: a.shape.slice(-2), data: Array.from(wideA.data).slice(i * sizeA, (i + 1) * sizeA) },
        { shape: b.shape.slice(-2), data: Array.from(wideB.data).slice(i * sizeB, (i + 1) * sizeB) },
      ).data,
    ),
  ).flat();
  return [{ shape: outputs[0]?.shape ?? [], data }];
}

/**
 * Sliding windows along the last axes: how far they reach over both ends, and how many positions there are.
 *
 * The engine pads both ends alike. With p cells more than asked for in front, p a multiple of the stride, its positions are the asked
 * ones and some before and after, which are cut off.
 * @param {number[]} sizes
 * @param {Record<string, any>} attributes
 * @param {number[]} taps
 * @returns {{ strides: number[], dilations: number[], padding: number[], first: number[], positions: number[], overhang: boolean }}
 */
function windows(sizes, attributes, taps) {
  const rank = sizes.length;
  const { strides = Array(rank).fill(1), dilations = Array(rank).fill(1), auto_pad = 'NOTSET', ceil_mode = 0 } = attributes;
  const { pads = Array(2 * rank).fill(0) } = attributes;
  const axes = sizes.map((size, axis) => {
    const stride = strides[axis],
      extent = dilations[axis] * (taps[axis] - 1) + 1;
    let front = pads[axis],
      back = pads[rank + axis];
    if (auto_pad === 'VALID') front = back = 0;
    if (auto_pad.startsWith('SAME')) {
      const missing = Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent - size);
      front = auto_pad === 'SAME_UPPER' ? Math.floor(missing / 2) : Math.ceil(missing / 2);
      back = missing - front;
    }
    const range = (size + front + back - extent) / stride;
    let positions = (ceil_mode ? Math.ceil(range) : Math.floor(range)) + 1;
    if (ceil_mode && (positions - 1) * stride >= size + front) --positions; // a window must start on the picture or before it
    const end = (positions - 1) * stride - front + extent - size; // cells that the last window reaches past the picture
    let padding = front;
    while (padding < end) padding += stride;
    return { padding, first: (padding - front) / stride, positions, overhang: end > back };
  });
  return {
    strides,
    dilations,
    padding: axes.map(({ padding }) => padding),
    first: axes.map(({ first }) => first),
    positions: axes.map(({ positions }) => positions),
    overhang: axes.some(({ overhang }) => overhang),
  };
}

/** One- and two-dimensional pictures as height × width. @param {number[]} numbers @param {number} fill */
function twoAxes(numbers, fill) {
  unless(numbers.length > 2, 'pictures here have two axes');
  return [...numbers, ...Array(2 - numbers.length).fill(fill)];
}

/**
 * Runs a layer with a window over pictures and cuts off the positions that its symmetric padding adds.
 * @param {Call} call
 * @param {any} layer  without its window
 * @param {ReturnType<typeof windows>} window
 * @param {{ channels: number, parameters?: ArrayLike<number>, size: string, taps: number[] }} kind
 * @returns {Tensor}
 */
function slide({ probes, inputs }, layer, window, { channels, parameters, size, taps }) {
  const { shape, data } = needed(inputs[0]);
  const [samples, depth, ...sizes] = shape;
  const picture = /** @type {Shape} */ ([depth, ...twoAxes(sizes, 1)]);
  const layers = [
    { ...layer, [size]: twoAxes(taps, 1), strides: twoAxes(window.strides, 1), padding: twoAxes(window.padding, 0) },
  ];
  const got = probes.layers(layers, picture, samples, (probe) => {
    const [, height, width] = probe.description.stages[0].shape;
    return { shape: [samples, channels, height, width], data: probe.run({ x: data, parameters }).y };
  });
  const cut = crop(got, twoAxes(window.first, 0), twoAxes(window.positions, 1));
  return { shape: [samples, channels, ...window.positions], data: cut.data };
}

/** @type {Operator} */
function conv(call) {
  const [x, w, b] = call.inputs;
  const { shape, data } = needed(w);
  const [filters, , ...taps] = shape;
  const window = windows(needed(x).shape.slice(2), call.attributes, taps);
  const layer = {
    type: 'conv2d',
    filters,
    groups: call.attributes.group ?? 1,
    dilation_rate: twoAxes(window.dilations, 1),
    use_bias: Boolean(b),
    activation: 'linear',
  };
  const parameters = [...Array.from(data), ...Array.from(b?.data ?? [])];
  return [slide(call, layer, window, { channels: filters, parameters, size: 'kernel_size', taps })];
}

/** @type {Operator} */
function averagePool(call) {
  const [, channels, ...sizes] = needed(call.inputs[0]).shape;
  const taps = call.attributes.kernel_shape;
  const window = windows(sizes, call.attributes, taps);
  unless(
    window.dilations.some((step) => step !== 1),
    'the windows of a mean have no gaps',
  );
  const countPadding = Boolean(call.attributes.count_include_pad);
  unless(countPadding && window.overhang, 'a window past the padding would count cells that ONNX does not');
  const layer = { type: 'average_pooling2d', count_include_pad: countPadding };
  return [slide(call, layer, window, { channels, size: 'pool_size', taps })];
}

/** @type {Operator} */
function maxPool(call) {
  const { attributes, inputs, outputs, probes } = call;
  const { shape, data } = needed(inputs[0]);
  const [samples, channels, ...sizes] = shape;
  const taps = attributes.kernel_shape;
  const window = windows(sizes, attributes, taps);
  const layer = { type: 'max_pooling2d', dilation_rate: twoAxes(window.dilations, 1) };
  const values = slide(call, layer, window, { channels, size: 'pool_size', taps });
  if (!outputs[1]) return [values];
  // Where a maximum came from is where the slope of that output alone goes.
  const picture = /** @type {Shape} */ ([channels, ...twoAxes(sizes, 1)]);
  const [rows, columns] = twoAxes(sizes, 1),
    pixels = rows * columns;
  const layers = [
    { ...layer, pool_size: twoAxes(taps, 1), strides: twoAxes(window.strides, 1), padding: twoAxes(window.padding, 0) },
  ];
  const places = Array.from({ length: samples }, (_, sample) => {
    const own = Array.from(data).slice(sample * channels * pixels, (sample + 1) * channels * pixels);
    return probes.layers(layers, picture, 1, (probe) => {
      const [, height, width] = probe.description.stages[0].shape;
      return Array.from({ length: channels * height * width }, (_, output) => {
        const upstream = Array.from({ length: channels * height * width }, (_, i) => Number(i === output));
        const place = /** @type {Float32Array} */ (probe.run({ x: own, upstream }).dx).indexOf(1);
        const within = place % pixels,
          row = Math.floor(within / columns),
          column = within % columns;
        const ordered = attributes.storage_order ? column * rows + row : within;
        return (sample * channels + Math.floor(place / pixels)) * pixels + ordered;
      });
    });
  });
  const full = twoAxes(sizes, 1).map((size, axis) => {
    const [tap, stride, padding] = [twoAxes(taps, 1)[axis], twoAxes(window.strides, 1)[axis], twoAxes(window.padding, 0)[axis]];
    const extent = layer.dilation_rate[axis] * (tap - 1) + 1;
    return Math.floor((size + 2 * padding - extent) / stride) + 1;
  });
  const indices = crop(
    { shape: [samples, channels, ...full], data: places.flat() },
    twoAxes(window.first, 0),
    twoAxes(window.positions, 1),
  );
  return [values, { shape: values.shape, data: indices.data }];
}

/** @param {string} type @returns {Operator} */
const globalPool = (type) => (call) => {
  const { shape, data } = needed(call.inputs[0]);
  const [samples, channels, ...sizes] = shape;
  const [height, width] = twoAxes(sizes, 1);
  const window = type === 'max_pooling2d' ? { pool_size: [height, width], strides: 1, padding: 0 } : {};
  const { y } = run(call.probes, [{ type, ...window }], [channels, height, width], data);
  return [{ shape: [samples, channels, ...sizes.map(() => 1)], data: y }];
};

/** @type {Operator} */
function batchNormalization({ attributes, inputs, opset, outputs, probes }) {
  const [x, scale, bias, mean, variance] = inputs.map(needed);
  const { epsilon = 1e-5, momentum = 0.9, training_mode, is_test = 0, spatial = 1 } = attributes;
  unless(!spatial, 'normalisation here is by channel');
  const training = Boolean(opset >= 14 ? training_mode : opset >= 7 ? outputs.length > 1 : !is_test);
  const [, channels, ...sizes] = x.shape;
  const layers = [{ type: 'batch_normalization', epsilon, momentum }];
  const { y, statistics } = run(probes, layers, [channels, product(sizes), 1], x.data, {
    parameters: [...Array.from(scale.data), ...Array.from(bias.data)],
    statistics: [...Array.from(mean.data), ...Array.from(variance.data)],
    training,
  });
  const normalised = { shape: x.shape, data: y };
  if (!training) return [normalised];
  // ONNX keeps the biased variance of the batch, this layer (as its fixtures have it) the unbiased one.
  const numbers = x.data.length / channels,
    biased = (numbers - 1) / numbers;
  const kept = Array.from(variance.data, (before) => momentum * before);
  const running = Array.from(statistics.slice(channels), (value, i) => kept[i] + (value - kept[i]) * biased);
  return [normalised, { shape: mean.shape, data: statistics.slice(0, channels) }, { shape: variance.shape, data: running }];
}

/**
 * Rows normalised by themselves, then scaled and shifted number by number.
 * @param {Probes} probes
 * @param {ArrayLike<number>} data  rows of as many numbers as `gamma` has
 * @param {ArrayLike<number>} gamma
 * @param {ArrayLike<number>} beta
 * @param {number} epsilon
 */
function normaliseRows(probes, data, gamma, beta, epsilon) {
  const parameters = [...Array.from(gamma), ...Array.from(beta)];
  return run(probes, [{ type: 'layer_normalization', epsilon }], [gamma.length, 1, 1], data, { parameters }).y;
}

/** The mean and the inverse deviation that ONNX adds as further outputs stay inside the layer here. @type {Operator} */
function layerNormalization({ attributes, inputs, probes }) {
  const x = needed(inputs[0]),
    scale = needed(inputs[1]);
  const { axis = -1, epsilon = 1e-5 } = attributes;
  const shape = x.shape.slice(axisOf(axis, x.shape.length));
  const gamma = broadcast(scale, shape).data;
  const beta = inputs[2] ? broadcast(inputs[2], shape).data : Array(gamma.length).fill(0);
  return [{ shape: x.shape, data: normaliseRows(probes, x.data, gamma, beta, epsilon) }];
}

/**
 * Each group of channels of a sample is a row of its own; the groups have scales of their own and so run one after the other.
 * @param {Call} call
 * @param {number} groups
 * @returns {(Tensor | null)[]}
 */
function normaliseGroups({ attributes, inputs, probes }, groups) {
  const [x, scale, bias] = inputs.map(needed);
  const { epsilon = 1e-5 } = attributes;
  const [samples, channels] = x.shape,
    pixels = product(x.shape.slice(2)),
    perGroup = channels / groups;
  unless(scale.data.length !== channels, 'scales are one a channel');
  const size = perGroup * pixels,
    data = new Float32Array(x.data.length);
  for (let group = 0; group < groups; ++group) {
    const start = (/** @type {number} */ sample) => (sample * groups + group) * size;
    const rows = Array.from({ length: samples }, (_, sample) =>
      Array.from(x.data).slice(start(sample), start(sample) + size),
    ).flat();
    const each = (/** @type {Tensor} */ { data: numbers }) =>
      Array.from({ length: size }, (_, i) => numbers[group * perGroup + Math.floor(i / pixels)]);
    const got = normaliseRows(probes, rows, each(scale), each(bias), epsilon);
    for (let sample = 0; sample < samples; ++sample) data.set(got.subarray(sample * size, (sample + 1) * size), start(sample));
  }
  return [{ shape: x.shape, data }];
}

/** @type {Operator} */
function rnn({ attributes, inputs, outputs, probes }) {
  const [x, w, r, b, lengths, start] = inputs;
  const { layout = 0, direction = 'forward', activations = ['Tanh'], clip: limit } = attributes;
  unless(direction !== 'forward', 'recurrent layers read forwards');
  unless(limit !== undefined, 'sums are not clipped inside a recurrent layer');
  unless(start && Array.from(start.data).some(Boolean), 'a recurrent layer starts from 0');
  const names = new Map([
    ['Tanh', 'tanh'],
    ['Relu', 'relu'],
    ['Sigmoid', 'sigmoid'],
    ['Softsign', 'softsign'],
    ['Softplus', 'softplus'],
  ]);
  const activationName = names.get(activations[0]);
  unless(!activationName, `no recurrent activation ${activations[0]}`);
  // To samples × steps × features, and from there to [sample][feature][step].
  const byRow = transpose(needed(x), layout ? [0, 2, 1] : [1, 2, 0]);
  const [samples, features, steps] = byRow.shape;
  unless(lengths && Array.from(lengths.data).some((length) => length !== steps), 'all sequences of a batch are of one length');
  const units = needed(w).shape[1];
  const bias = b ? Array.from({ length: units }, (_, unit) => b.data[unit] + b.data[units + unit]) : [];
  const parameters = [...Array.from(needed(w).data), ...Array.from(needed(r).data), ...bias];
  const states = (/** @type {boolean} */ all) => {
    const layer = { type: 'simple_rnn', units, return_sequences: all, use_bias: Boolean(b), activation: activationName };
    return run(probes, [layer], [features, steps, 1], byRow.data, { parameters }).y;
  };
  // [sample][unit][step] to [step][direction][sample][unit], or with layout 1 [sample][step][direction][unit].
  const all = { shape: [samples, units, steps, 1], data: states(true) };
  const last = { shape: outputs[1]?.shape ?? [], data: states(false) };
  return [outputs[0] ? transpose(all, layout ? [0, 2, 3, 1] : [2, 3, 0, 1]) : null, last];
}

/** In inference, or at ratio 0; a mask is where slopes go through. @type {Operator} */
function dropout({ attributes, inputs, opset, outputs, probes }) {
  const { shape, data } = needed(inputs[0]);
  const rate = inputs[1] ? inputs[1].data[0] : (attributes.ratio ?? 0.5);
  const training = opset >= 12 ? Boolean(inputs[2]?.data[0]) : opset < 7 && !attributes.is_test;
  unless(training && rate !== 0, "the expected mask is another library's random numbers");
  const upstream = Array(data.length).fill(1);
  const { y, dx } = run(probes, [{ type: 'dropout', rate }], [data.length, 1, 1], data, { training, upstream });
  const mask = Array.from(/** @type {Float32Array} */ (dx), (slope) => Number(slope !== 0));
  return [{ shape, data: y }, outputs[1] ? { shape, data: mask } : null];
}

/** @type {Operator} */
function flatten({ attributes, inputs, probes }) {
  const { shape, data } = needed(inputs[0]);
  const { axis = 1 } = attributes;
  const lead = axisOf(axis, shape.length);
  const [channels = 1, height = 1, ...widths] = shape.slice(lead);
  const picture = /** @type {Shape} */ ([channels, height, product(widths)]);
  return [
    { shape: [product(shape.slice(0, lead)), product(picture)], data: run(probes, [{ type: 'flatten' }], picture, data).y },
  ];
}

const crossEntropy = 'softmax_cross_entropy';

/**
 * Applies `rows` to vectors along one axis (before opset 13: to all axes from that one on, taken together).
 * @param {Call} call
 * @param {(numbers: ArrayLike<number>, samples: number) => ArrayLike<number>} rows
 * @returns {(Tensor | null)[]}
 */
function alongAxis({ attributes, inputs, opset }, rows) {
  const x = needed(inputs[0]),
    rank = x.shape.length;
  const axis = axisOf(attributes.axis ?? (opset >= 13 ? -1 : 1), rank);
  if (opset < 13) return [{ shape: x.shape, data: rows(x.data, product(x.shape.slice(0, axis))) }];
  const order = [...x.shape.keys()].filter((other) => other !== axis).concat(axis);
  const turned = transpose(x, order);
  const data = rows(turned.data, x.data.length / x.shape[axis]);
  return [
    transpose(
      { shape: turned.shape, data },
      order.map((_, place) => order.indexOf(place)),
    ),
  ];
}

/** @type {Operator} */
const softmax = (call) => alongAxis(call, (numbers, samples) => call.probes.link(crossEntropy, samples, numbers));

/**
 * ln softmax, class by class: minus the cross-entropy of a sample of that class.
 * @param {Probes} probes
 * @param {ArrayLike<number>} logits
 * @param {number} samples
 */
function logSoftmaxRows(probes, logits, samples) {
  const classes = logits.length / samples;
  return Array.from(logits, (_, i) => {
    const row = Math.floor(i / classes);
    const own = Array.from({ length: classes }, (_, k) => logits[row * classes + k]);
    return -probes.loss(crossEntropy, 1, own, [i % classes]).value;
  });
}

/** @type {Operator} */
const logSoftmax = (call) => alongAxis(call, (numbers, samples) => logSoftmaxRows(call.probes, numbers, samples));

/**
 * Each row's loss is the engine's; the weights of classes, the rows to ignore and the reduction are the node's.
 * @type {Operator}
 */
function softmaxCrossEntropyLoss({ attributes, inputs, outputs, probes }) {
  const scores = needed(inputs[0]),
    labels = needed(inputs[1]),
    weights = inputs[2];
  const { reduction = 'mean', ignore_index } = attributes;
  const rank = scores.shape.length;
  const order = [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];
  const rows = transpose(scores, order),
    classes = scores.shape[1];
  const logits = (/** @type {number} */ row) => Array.from({ length: classes }, (_, k) => rows.data[row * classes + k]);
  const counted = Array.from(labels.data, (label) => (label === ignore_index ? 0 : weights ? weights.data[label] : 1));
  const losses = Array.from(labels.data, (label, row) =>
    counted[row] === 0 ? 0 : counted[row] * probes.loss(crossEntropy, 1, logits(row), [label]).value,
  );
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, number) => all + number, 0);
  const weighted = reduction === 'mean' ? sum(losses) / sum(counted) : sum(losses);
  const answer = reduction === 'none' ? { shape: labels.shape, data: losses } : { shape: [], data: [weighted] };
  if (!outputs[1]) return [answer];
  const logs = { shape: rows.shape, data: logSoftmaxRows(probes, rows.data, labels.data.length) };
  return [answer, transpose(logs, [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)])];
}

/**
 * The parts of a training node: rate, step number and, for each tensor, its weights, gradient and states.
 * @param {Call} call
 * @param {number} states
 */
function tensorsOf({ inputs }, states) {
  const [rate, step, ...rest] = inputs.map(needed);
  const count = rest.length / (2 + states);
  const part = (/** @type {number} */ kind, /** @type {number} */ i) => rest[kind * count + i];
  return {
    rate: rate.data[0],
    step: Number(step.data[0]),
    tensors: Array.from({ length: count }, (_, i) => ({
      weights: part(0, i),
      gradient: part(1, i),
      states: Array.from({ length: states }, (_, s) => part(2 + s, i)),
    })),
  };
}

/**
 * One step of every tensor, outputs in ONNX's order: all weights, then each state of all.
 * @param {Call} call
 * @param {{ optimizer: any, rate: number, steps: number, tensors: ReturnType<typeof tensorsOf>['tensors'] }} given
 * @returns {Tensor[]}
 */
function stepAll({ probes, attributes }, { optimizer, rate, steps, tensors }) {
  const { norm_coefficient = 0 } = attributes;
  const answers = tensors.map(({ weights, gradient, states }) => {
    const slope = Array.from(gradient.data, (value, i) => value + norm_coefficient * weights.data[i]);
    const from = { arrays: states.map(({ data }) => data), scalars: [0, 0, 0, 0], steps };
    const { weights: data, arrays } = probes.optimizer(optimizer, weights.data, slope, { rates: [rate], from });
    return [data, ...arrays].map((numbers) => ({ shape: weights.shape, data: numbers }));
  });
  return answers[0].flatMap((_, kind) => answers.map((answer) => answer[kind]));
}

/** @type {Operator} */
function adagrad(call) {
  const { rate, step, tensors } = tensorsOf(call, 1);
  const { epsilon = 0, decay_factor = 0 } = call.attributes;
  const optimizer = { name: 'adagrad', epsilon, initial_accumulator_value: 0 };
  return stepAll(call, { optimizer, rate: rate / (1 + step * decay_factor), steps: step, tensors });
}

/** @type {Operator} */
function momentum(call) {
  const { rate, step, tensors } = tensorsOf(call, 1);
  const { alpha, beta, mode } = call.attributes;
  const share = step > 0 ? beta : 1;
  unless(mode === 'nesterov' && share !== 1, 'Nesterov takes the whole gradient');
  const optimizer =
    mode === 'nesterov' ? { name: 'nesterov', momentum: alpha } : { name: 'momentum', momentum: alpha, dampening: 1 - share };
  return stepAll(call, { optimizer, rate, steps: step, tensors });
}

/**
 * ONNX corrects for the start from 0 by the rate alone, and not at all at step 0. As a first step here corrects by 1 / (1 − β₁) and
 * √(1 / (1 − β₂)) too, the rate and epsilon take that back.
 * @type {Operator}
 */
function adam(call) {
  const { rate, step, tensors } = tensorsOf(call, 2);
  const { alpha = 0.9, beta = 0.999, epsilon = 0, norm_coefficient_post = 0 } = call.attributes;
  unless(norm_coefficient_post !== 0, 'weights do not shrink after a step');
  const corrected = step > 0 ? (rate * Math.sqrt(1 - beta ** step)) / (1 - alpha ** step) : rate;
  const root = 1 / Math.sqrt(1 - beta);
  const optimizer = { name: 'adam', beta_1: alpha, beta_2: beta, epsilon: epsilon * root };
  return stepAll(call, { optimizer, rate: corrected * root * (1 - alpha), steps: 0, tensors });
}

/** a + b: one sample a around a residual body whose weights are 0 and whose biases are b. @type {Operator} */
function add({ inputs, outputs, probes }) {
  const shape = outputs[0]?.shape ?? [];
  const [a, b] = inputs.map((tensor) => broadcast(needed(tensor), shape).data);
  const units = a.length;
  const layers = [{ type: 'residual', scale: 1, layers: [{ ...dense, units }] }];
  const parameters = [...new Float32Array(units * units), ...Array.from(b)];
  return [{ shape, data: run(probes, layers, [units, 1, 1], a, { parameters }).y }];
}

/** @type {Operator} */
function sum(call) {
  const { inputs } = call;
  const shape = needed(inputs[0]).shape;
  if (inputs.some((tensor) => product(needed(tensor).shape) !== product(shape)))
    throw new Unsupported('sums of unequal shapes');
  return inputs
    .slice(1)
    .reduce((total, next) => add({ ...call, inputs: [total[0], next], outputs: [{ shape, data: [] }] }), [inputs[0]]);
}

/** @type {Map<string, Operator>} */
export const operators = new Map(
  /** @type {[string, Operator][]} */ ([
    ['Adagrad', adagrad],
    ['Adam', adam],
    ['Add', add],
    ['AveragePool', averagePool],
    ['BatchNormalization', batchNormalization],
    ['Celu', activation('celu', ({ alpha = 1 }) => ({ alpha }))],
    ['Clip', clip],
    ['Conv', conv],
    ['Dropout', dropout],
    ['Elu', activation('elu', ({ alpha = 1 }) => ({ alpha }))],
    ['Flatten', flatten],
    ['Gelu', (call) => activation(call.attributes.approximate === 'tanh' ? 'gelu_tanh' : 'gelu')(call)],
    ['Gemm', gemm],
    ['GlobalAveragePool', globalPool('global_average_pooling2d')],
    ['GlobalMaxPool', globalPool('max_pooling2d')],
    ['GroupNormalization', (call) => normaliseGroups(call, call.attributes.num_groups)],
    ['HardSigmoid', hardSigmoid],
    ['HardSwish', activation('hard_swish')],
    ['Identity', activation('linear')],
    ['InstanceNormalization', (call) => normaliseGroups(call, needed(call.inputs[0]).shape[1])],
    ['LayerNormalization', layerNormalization],
    ['LeakyRelu', activation('leaky_relu', ({ alpha = 0.01 }) => ({ alpha }))],
    ['LogSoftmax', logSoftmax],
    ['MatMul', matMul],
    ['MaxPool', maxPool],
    ['Mish', activation('mish')],
    ['Momentum', momentum],
    ['PRelu', prelu],
    ['RNN', rnn],
    ['Relu', activation('relu')],
    ['Selu', selu],
    ['Shrink', shrink],
    ['Sigmoid', activation('sigmoid')],
    ['Sin', activation('sine')],
    ['Softmax', softmax],
    ['SoftmaxCrossEntropyLoss', softmaxCrossEntropyLoss],
    ['Softplus', activation('softplus', () => ({ beta: 1 }))],
    ['Softsign', activation('softsign')],
    ['Sum', sum],
    [
      'Swish',
      (call) => {
        unless((call.attributes.alpha ?? 1) !== 1, 'silu has no factor');
        return activation('silu')(call);
      },
    ],
    ['Tanh', activation('tanh')],
    ['ThresholdedRelu', activation('thresholded_relu', ({ alpha = 1 }) => ({ theta: alpha }))],
  ]),
);

/** Why an operator is left out altogether. @type {Map<string, string>} */
export const reasons = new Map([
  [
    'NegativeLogLikelihoodLoss',
    'losses here take logits, and the inputs of this one are log-probabilities that need not add up to 1',
  ],
  ['Gradient', 'a gradient node asks for slopes of single nodes; the fixtures of layers hold those of layers'],
  ['RMSNormalization', 'there is no layer that normalises by the root mean square alone'],
  ['GRU', 'there are no gated recurrent layers'],
  ['LSTM', 'there are no gated recurrent layers'],
]);
