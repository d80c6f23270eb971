// Row-major tensors as the ONNX cases have them, and what an adapter needs to bring them into the engine's order: reshaping, axes in
// another order, broadcasting. Moves numbers; computes none.
import { product } from './models.js';

/** @typedef {{ shape: number[], data: ArrayLike<number> }} Tensor */

/**
 * @param {number} axis  negative counts from the end
 * @param {number} rank
 */
export const axisOf = (axis, rank) => (axis < 0 ? axis + rank : axis);

/** @param {number[]} shape */
function stridesOf(shape) {
  return shape.map((_, axis) => product(shape.slice(axis + 1)));
}

/**
 * Axis i of the answer is axis `order[i]` of the tensor.
 * @param {Tensor} tensor
 * @param {number[]} order
 * @returns {Tensor}
 */
export function transpose({ shape, data }, order) {
  const from = stridesOf(shape);
  const turned = order.map((axis) => shape[axis]);
  const to = stridesOf(turned);
  const moved = Array.from(data, (_, i) => {
    const place = order.reduce((sum, axis, k) => sum + (Math.floor(i / to[k]) % turned[k]) * from[axis], 0);
    return data[place];
  });
  return { shape: turned, data: moved };
}

/**
 * The matrix transposed.
 * @param {Tensor} matrix
 */
export const turn = (matrix) => transpose(matrix, [1, 0]);

/**
 * Repeats the tensor along axes of length 1, and along those that it lacks in front.
 * @param {Tensor} tensor
 * @param {number[]} shape
 * @returns {Tensor}
 */
export function broadcast(tensor, shape) {
  const own = [...Array(shape.length - tensor.shape.length).fill(1), ...tensor.shape];
  const from = stridesOf(own),
    to = stridesOf(shape);
  const data = Array.from({ length: product(shape) }, (_, i) => {
    const place = own.reduce(
      (sum, size, axis) => (size === 1 ? sum : sum + (Math.floor(i / to[axis]) % shape[axis]) * from[axis]),
      0,
    );
    return tensor.data[place];
  });
  return { shape, data };
}

/**
 * A corner of the last axes: `size` numbers from `first` on, in each of them.
 * @param {Tensor} tensor
 * @param {number[]} first
 * @param {number[]} size
 * @returns {Tensor}
 */
export function crop({ shape, data }, first, size) {
  const rank = shape.length,
    lead = rank - size.length;
  const cropped = [...shape.slice(0, lead), ...size];
  const from = stridesOf(shape),
    to = stridesOf(cropped);
  const numbers = Array.from({ length: product(cropped) }, (_, i) => {
    const place = cropped.reduce((sum, length, axis) => {
      const start = axis < lead ? 0 : first[axis - lead];
      return sum + ((Math.floor(i / to[axis]) % length) + start) * from[axis];
    }, 0);
    return data[place];
  });
  return { shape: cropped, data: numbers };
}
