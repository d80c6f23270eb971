// A simple recurrent layer and the dense layer on its last state, as plain JavaScript loops. Knows no loss and no rule.
import { activate, addGradients, backwardInputs, deactivate, denseChain, forwardDense } from './dense.js';

/**
 * h(t) = f(W·x(t) + U·h(t−1) + b); the answer is a dense layer of the last state.
 * @param {import('../workloads.js').TrainingWorkload} workload
 * @param {import('./rules.js').Parameters} parameters
 */
export function recurrentNet({ blocks, sizes, activation, batch, sequenceSteps: steps }, parameters) {
  const [features, units] = sizes;
  const [weights, recurrent, biases] = parameters.values;
  const [weightGradients, recurrentGradients, biasGradients] = parameters.gradients;
  const states = Array.from({ length: steps }, () => new Float64Array(batch * units));
  const inputs = Array.from({ length: steps }, () => new Float64Array(batch * features));
  const deltas = [new Float64Array(batch * units), new Float64Array(batch * units)];
  const head = denseChain(blocks.slice(1), parameters, activation, batch, 3);
  return {
    slope: head.slope,
    /** @param {Float64Array} rows  each [feature][step] @param {number} count */
    forward(rows, count) {
      for (let t = 0; t < steps; ++t) {
        for (let row = 0; row < count; ++row)
          for (let i = 0; i < features; ++i) inputs[t][row * features + i] = rows[(row * features + i) * steps + t];
        forwardDense(inputs[t], weights, biases, states[t], count, features, units);
        if (t > 0) forwardDense(states[t - 1], recurrent, null, states[t], count, units, units);
        activate(activation, states[t], count * units);
      }
      return head.forward(states[steps - 1], count);
    },
    /** @param {Float64Array} _rows @param {number} count */
    backward(_rows, count) {
      let [now, before] = deltas;
      head.backward(states[steps - 1], count, now);
      for (let t = steps - 1; t >= 0; --t) {
        deactivate(activation, states[t], now, count * units);
        addGradients(now, inputs[t], weightGradients, biasGradients, count, features, units);
        if (t === 0) break;
        addGradients(now, states[t - 1], recurrentGradients, null, count, units, units);
        backwardInputs(now, recurrent, before, count, units, units);
        [now, before] = [before, now];
      }
    },
  };
}
