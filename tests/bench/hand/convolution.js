// Two convolutions with pooling and a dense layer, as plain JavaScript loops, picture by picture. Knows no loss and no rule.
import { activate, addGradients, backwardInputs, deactivate, forwardDense } from './dense.js';

/**
 * A convolution that keeps the picture's size (the border is zeros), ReLU, and the largest of each 2 × 2 square.
 *
 * The picture lies in a frame of zeros, so that no loop asks where the border is.
 * @param {number} channels @param {number} filters @param {number} edge @param {number} kernel
 */
function makeStage(channels, filters, edge, kernel) {
  const border = kernel >> 1;
  const framed = edge + 2 * border;
  const half = edge / 2;
  const frame = new Float64Array(channels * framed * framed);
  const frameDelta = new Float64Array(channels * framed * framed);
  const values = new Float64Array(filters * edge * edge);
  const deltas = new Float64Array(filters * edge * edge);
  const chosen = new Int32Array(filters * half * half);
  return {
    outputs: filters * half * half,
    /** @param {Float64Array} picture @param {number} at @param {Float64Array} weights @param {Float64Array} biases @param {Float64Array} out @param {number} outAt */
    forward(picture, at, weights, biases, out, outAt) {
      for (let c = 0; c < channels; ++c)
        for (let y = 0; y < edge; ++y)
          for (let x = 0; x < edge; ++x)
            frame[(c * framed + y + border) * framed + x + border] = picture[at + (c * edge + y) * edge + x];
      for (let f = 0; f < filters; ++f) {
        const plane = f * edge * edge;
        values.fill(biases[f], plane, plane + edge * edge);
        for (let c = 0; c < channels; ++c)
          for (let ky = 0; ky < kernel; ++ky)
            for (let kx = 0; kx < kernel; ++kx) {
              const weight = weights[((f * channels + c) * kernel + ky) * kernel + kx];
              for (let y = 0; y < edge; ++y)
                for (let x = 0, from = (c * framed + y + ky) * framed + kx, to = plane + y * edge; x < edge; ++x)
                  values[to + x] += weight * frame[from + x];
            }
      }
      activate('relu', values, values.length);
      for (let f = 0, o = 0; f < filters; ++f)
        for (let y = 0; y < half; ++y)
          for (let x = 0; x < half; ++x, ++o) {
            let best = (f * edge + 2 * y) * edge + 2 * x;
            for (const other of [best + 1, best + edge, best + edge + 1]) if (values[other] > values[best]) best = other;
            chosen[o] = best;
            out[outAt + o] = values[best];
          }
    },
    /** @param {Float64Array} delta @param {number} at @param {Float64Array} weights @param {Float64Array} gradients @param {Float64Array} biasGradients @param {Float64Array | null} into */
    backward(delta, at, weights, gradients, biasGradients, into) {
      deltas.fill(0);
      for (let o = 0; o < chosen.length; ++o) deltas[chosen[o]] += delta[at + o];
      deactivate('relu', values, deltas, deltas.length);
      if (into) frameDelta.fill(0);
      for (let f = 0; f < filters; ++f) {
        const plane = f * edge * edge;
        let total = 0;
        for (let i = 0; i < edge * edge; ++i) total += deltas[plane + i];
        biasGradients[f] += total;
        for (let c = 0; c < channels; ++c)
          for (let ky = 0; ky < kernel; ++ky)
            for (let kx = 0; kx < kernel; ++kx) {
              const which = ((f * channels + c) * kernel + ky) * kernel + kx;
              const weight = weights[which];
              let sum = 0;
              for (let y = 0; y < edge; ++y) {
                const from = (c * framed + y + ky) * framed + kx;
                const to = plane + y * edge;
                for (let x = 0; x < edge; ++x) sum += deltas[to + x] * frame[from + x];
                if (into) for (let x = 0; x < edge; ++x) frameDelta[from + x] += weight * deltas[to + x];
              }
              gradients[which] += sum;
            }
      }
      if (!into) return;
      for (let c = 0; c < channels; ++c)
        for (let y = 0; y < edge; ++y)
          for (let x = 0; x < edge; ++x)
            into[(c * edge + y) * edge + x] = frameDelta[(c * framed + y + border) * framed + x + border];
    },
  };
}

/**
 * @param {import('../workloads.js').TrainingWorkload} workload
 * @param {import('./rules.js').Parameters} parameters
 */
export function convolutionNet({ sizes, batch, kernel }, { values, gradients }) {
  const [edge, first, second, classes] = sizes;
  // Each picture keeps what its own backward pass needs.
  const lower = Array.from({ length: batch }, () => makeStage(1, first, edge, kernel));
  const upper = Array.from({ length: batch }, () => makeStage(first, second, edge / 2, kernel));
  const middle = new Float64Array(lower[0].outputs);
  const middleDelta = new Float64Array(lower[0].outputs);
  const width = upper[0].outputs;
  const top = new Float64Array(batch * width);
  const topDelta = new Float64Array(batch * width);
  const answers = new Float64Array(batch * classes);
  const slope = new Float64Array(batch * classes);
  return {
    slope,
    /** @param {Float64Array} rows @param {number} count */
    forward(rows, count) {
      for (let row = 0; row < count; ++row) {
        lower[row].forward(rows, row * edge * edge, values[0], values[1], middle, 0);
        upper[row].forward(middle, 0, values[2], values[3], top, row * width);
      }
      forwardDense(top, values[4], values[5], answers, count, width, classes);
      return answers;
    },
    /** @param {Float64Array} _rows @param {number} count */
    backward(_rows, count) {
      addGradients(slope, top, gradients[4], gradients[5], count, width, classes);
      backwardInputs(slope, values[4], topDelta, count, width, classes);
      for (let row = 0; row < count; ++row) {
        upper[row].backward(topDelta, row * width, values[2], gradients[2], gradients[3], middleDelta);
        lower[row].backward(middleDelta, 0, values[0], gradients[0], gradients[1], null);
      }
    },
  };
}
