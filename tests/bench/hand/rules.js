// Parameters, losses' slopes and the update rules of the hand-written contestant.

/** Weights, biases and their gradients, array by array. @typedef {{ values: Float64Array[], gradients: Float64Array[] }} Parameters */

/** @param {import('../workloads.js').Block[]} blocks @returns {Parameters} */
export function parametersOf(blocks) {
  const values = blocks.flatMap(({ weights, recurrent, biases }) =>
    [weights, ...(recurrent ? [recurrent] : []), biases].map((array) => Float64Array.from(array)),
  );
  return { values, gradients: values.map((array) => new Float64Array(array.length)) };
}

/**
 * ∂L/∂z of the mean loss, z being what goes into the head.
 * @param {import('../workloads.js').Training['head']} head
 * @param {Float64Array} outputs  rows × width; of a tanh head replaced by its tanh
 * @param {ArrayLike<number>} targets @param {Float64Array} slope @param {number} rows @param {number} width
 */
export function lossSlope(head, outputs, targets, slope, rows, width) {
  for (let row = 0; row < rows; ++row) {
    const wanted = targets[row];
    const z = outputs[row * width];
    if (head === 'half_squared_tanh') {
      const answer = Math.tanh(z);
      slope[row] = ((answer - wanted) * (1 - answer * answer)) / rows;
    } else if (head === 'squared') {
      slope[row] = (2 * (z - wanted)) / rows;
    } else if (head === 'logistic') {
      slope[row] = (1 / (1 + Math.exp(-z)) - wanted) / rows;
    } else {
      const at = row * width;
      let largest = z;
      for (let k = 1; k < width; ++k) if (outputs[at + k] > largest) largest = outputs[at + k];
      let total = 0;
      for (let k = 0; k < width; ++k) {
        slope[at + k] = Math.exp(outputs[at + k] - largest);
        total += slope[at + k];
      }
      for (let k = 0; k < width; ++k) slope[at + k] /= total * rows;
      slope[at + wanted] -= 1 / rows;
    }
  }
}

/**
 * The update rule; its `step` also clears the gradients for the next batch.
 * @param {import('../workloads.js').Training['rule']} rule
 * @param {Parameters} parameters
 */
export function makeRule({ name, rate, momentum = 0 }, { values, gradients }) {
  const zeros = () => values.map((array) => new Float64Array(array.length));
  const first = zeros();
  const second = name === 'adam' ? zeros() : [];
  let steps = 0;
  return {
    step() {
      ++steps;
      const scale = rate / (1 - 0.9 ** steps);
      const root = 1 / Math.sqrt(1 - 0.999 ** steps);
      for (let a = 0; a < values.length; ++a) {
        const w = values[a];
        const g = gradients[a];
        const m = first[a];
        if (name === 'sgd') for (let i = 0; i < w.length; ++i) w[i] -= rate * g[i];
        else if (name === 'momentum')
          for (let i = 0; i < w.length; ++i) {
            m[i] = momentum * m[i] + g[i];
            w[i] -= rate * m[i];
          }
        else {
          const v = second[a];
          for (let i = 0; i < w.length; ++i) {
            m[i] = 0.9 * m[i] + 0.1 * g[i];
            v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
            w[i] -= (scale * m[i]) / (Math.sqrt(v[i]) * root + 1e-8);
          }
        }
        g.fill(0);
      }
    },
    restart() {
      steps = 0;
      for (const array of [...first, ...second, ...gradients]) array.fill(0);
    },
  };
}
