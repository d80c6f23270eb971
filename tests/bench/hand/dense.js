// Dense layers as careful plain JavaScript loops: batches of rows, nothing allocated in a step. Knows no loss and no rule.

/**
 * out = rows·weightsᵀ + biases, four rows by two outputs at a time, so that each number that is fetched is used more than once.
 * @param {Float64Array} rows  count × columns
 * @param {Float64Array} weights  outputs × columns
 * @param {Float64Array | null} biases  null: adds to what is there
 * @param {Float64Array} out  count × outputs
 * @param {number} count @param {number} columns @param {number} outputs
 */
export function forwardDense(rows, weights, biases, out, count, columns, outputs) {
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    let k = 0;
    for (; k + 2 <= outputs; k += 2) {
      let a0 = 0;
      let a1 = 0;
      let b0 = 0;
      let b1 = 0;
      let c0 = 0;
      let c1 = 0;
      let d0 = 0;
      let d1 = 0;
      for (let i = 0, x = row * columns, w = k * columns; i < columns; ++i, ++x, ++w) {
        const w0 = weights[w];
        const w1 = weights[w + columns];
        const xa = rows[x];
        const xb = rows[x + columns];
        const xc = rows[x + 2 * columns];
        const xd = rows[x + 3 * columns];
        a0 += xa * w0;
        a1 += xa * w1;
        b0 += xb * w0;
        b1 += xb * w1;
        c0 += xc * w0;
        c1 += xc * w1;
        d0 += xd * w0;
        d1 += xd * w1;
      }
      const at = row * outputs + k;
      const add0 = biases ? biases[k] : 0;
      const add1 = biases ? biases[k + 1] : 0;
      if (biases) {
        out[at] = a0 + add0;
        out[at + 1] = a1 + add1;
        out[at + outputs] = b0 + add0;
        out[at + outputs + 1] = b1 + add1;
        out[at + 2 * outputs] = c0 + add0;
        out[at + 2 * outputs + 1] = c1 + add1;
        out[at + 3 * outputs] = d0 + add0;
        out[at + 3 * outputs + 1] = d1 + add1;
      } else {
        out[at] += a0;
        out[at + 1] += a1;
        out[at + outputs] += b0;
        out[at + outputs + 1] += b1;
        out[at + 2 * outputs] += c0;
        out[at + 2 * outputs + 1] += c1;
        out[at + 3 * outputs] += d0;
        out[at + 3 * outputs + 1] += d1;
      }
    }
    for (; k < outputs; ++k) for (let r = row; r < row + 4; ++r) forwardOne(rows, weights, biases, out, r, k, columns, outputs);
  }
  for (; row < count; ++row) for (let k = 0; k < outputs; ++k) forwardOne(rows, weights, biases, out, row, k, columns, outputs);
}

/**
 * One number of `forwardDense`.
 * @param {Float64Array} rows @param {Float64Array} weights @param {Float64Array | null} biases @param {Float64Array} out
 * @param {number} row @param {number} k @param {number} columns @param {number} outputs
 */
function forwardOne(rows, weights, biases, out, row, k, columns, outputs) {
  let sum = biases ? biases[k] : out[row * outputs + k];
  for (let i = 0; i < columns; ++i) sum += rows[row * columns + i] * weights[k * columns + i];
  out[row * outputs + k] = sum;
}

/**
 * What reaches the inputs: into = deltas·weights, four outputs at a time.
 * @param {Float64Array} deltas  count × outputs
 * @param {Float64Array} weights @param {Float64Array} into  count × columns
 * @param {number} count @param {number} columns @param {number} outputs
 */
export function backwardInputs(deltas, weights, into, count, columns, outputs) {
  for (let row = 0; row < count; ++row) {
    const x = row * columns;
    for (let i = 0; i < columns; ++i) into[x + i] = 0;
    let k = 0;
    for (; k + 4 <= outputs; k += 4) {
      const d = row * outputs + k;
      const d0 = deltas[d];
      const d1 = deltas[d + 1];
      const d2 = deltas[d + 2];
      const d3 = deltas[d + 3];
      for (let i = 0, w = k * columns; i < columns; ++i, ++w)
        into[x + i] +=
          d0 * weights[w] + d1 * weights[w + columns] + d2 * weights[w + 2 * columns] + d3 * weights[w + 3 * columns];
    }
    for (; k < outputs; ++k) {
      const delta = deltas[row * outputs + k];
      for (let i = 0, w = k * columns; i < columns; ++i, ++w) into[x + i] += delta * weights[w];
    }
  }
}

/**
 * Adds the rows' share of the gradients: gradients += deltasᵀ·rows, biases += Σ deltas, four rows at a time.
 * @param {Float64Array} deltas @param {Float64Array} rows @param {Float64Array} gradients @param {Float64Array | null} biases
 * @param {number} count @param {number} columns @param {number} outputs
 */
export function addGradients(deltas, rows, gradients, biases, count, columns, outputs) {
  for (let k = 0; k < outputs; ++k) {
    const g = k * columns;
    let row = 0;
    for (; row + 4 <= count; row += 4) {
      const d = row * outputs + k;
      const d0 = deltas[d];
      const d1 = deltas[d + outputs];
      const d2 = deltas[d + 2 * outputs];
      const d3 = deltas[d + 3 * outputs];
      if (biases) biases[k] += d0 + d1 + d2 + d3;
      for (let i = 0, x = row * columns; i < columns; ++i, ++x)
        gradients[g + i] += d0 * rows[x] + d1 * rows[x + columns] + d2 * rows[x + 2 * columns] + d3 * rows[x + 3 * columns];
    }
    for (; row < count; ++row) {
      const delta = deltas[row * outputs + k];
      if (biases) biases[k] += delta;
      for (let i = 0, x = row * columns; i < columns; ++i, ++x) gradients[g + i] += delta * rows[x];
    }
  }
}

/** @param {'relu' | 'tanh'} activation @param {Float64Array} values @param {number} count  in place */
export function activate(activation, values, count) {
  if (activation === 'relu') {
    for (let i = 0; i < count; ++i) if (values[i] < 0) values[i] = 0;
  } else {
    for (let i = 0; i < count; ++i) values[i] = Math.tanh(values[i]);
  }
}

/** deltas ← deltas·f′, of the activation's own values. @param {'relu' | 'tanh'} activation @param {Float64Array} values @param {Float64Array} deltas @param {number} count */
export function deactivate(activation, values, deltas, count) {
  if (activation === 'relu') {
    for (let i = 0; i < count; ++i) if (values[i] <= 0) deltas[i] = 0;
  } else {
    for (let i = 0; i < count; ++i) deltas[i] *= 1 - values[i] * values[i];
  }
}

/**
 * A chain of dense layers.
 * @param {{ rows: number, columns: number }[]} blocks
 * @param {import('./rules.js').Parameters} parameters  weights and biases of the blocks, from `first` on
 * @param {'relu' | 'tanh'} activation  of all layers but the last
 * @param {number} batch
 * @param {number} [first]
 */
export function denseChain(blocks, parameters, activation, batch, first = 0) {
  const values = blocks.map(({ rows }) => new Float64Array(batch * rows));
  const deltas = blocks.map(({ rows }) => new Float64Array(batch * rows));
  const weights = blocks.map((_, i) => parameters.values[first + 2 * i]);
  const biases = blocks.map((_, i) => parameters.values[first + 2 * i + 1]);
  const weightGradients = blocks.map((_, i) => parameters.gradients[first + 2 * i]);
  const biasGradients = blocks.map((_, i) => parameters.gradients[first + 2 * i + 1]);
  const last = blocks.length - 1;
  return {
    values,
    /** ∂L/∂z of the last layer, for the loss to fill. */
    slope: deltas[last],
    /** @param {Float64Array} inputs @param {number} count */
    forward(inputs, count) {
      for (let i = 0; i <= last; ++i) {
        const { rows, columns } = blocks[i];
        forwardDense(i ? values[i - 1] : inputs, weights[i], biases[i], values[i], count, columns, rows);
        if (i < last) activate(activation, values[i], count * rows);
      }
      return values[last];
    },
    /** @param {Float64Array} inputs @param {number} count @param {Float64Array | null} [into]  what reaches the inputs */
    backward(inputs, count, into = null) {
      for (let i = last; i >= 0; --i) {
        const { rows, columns } = blocks[i];
        addGradients(deltas[i], i ? values[i - 1] : inputs, weightGradients[i], biasGradients[i], count, columns, rows);
        const below = i ? deltas[i - 1] : into;
        if (!below) continue;
        backwardInputs(deltas[i], weights[i], below, count, columns, rows);
        if (i) deactivate(activation, values[i - 1], below, count * columns);
      }
    },
  };
}
