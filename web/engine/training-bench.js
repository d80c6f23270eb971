// How fast whole training steps are on this machine: a few networks in turn, round after round. Knows the engine's public API only.
import { quantile } from './activation-bench.js';

/** @param {number} count @param {number} units @param {string} activation */
const dense = (count, units, activation) => Array.from({ length: count }, () => ({ units, activation }));

/**
 * What is trained: from the smallest net, where a call's overhead would show, to the deepest.
 * @type {{ name: string, title: string, experiment: import('./types.js').Experiment }[]}
 */
export const measuredNetworks = [
  {
    name: 'small_tanh',
    title: '2-4-2-1, tanh, batch 10, SGD',
    experiment: {
      network: { layers: [...dense(1, 4, 'tanh'), ...dense(1, 2, 'tanh')], output: { activation: 'tanh' } },
      training: { loss: 'mean_squared_error', batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.015 } },
    },
  },
  ...['relu', 'tanh', 'gelu'].map((activation) => ({
    name: `three_layers_${activation}`,
    title: `2-8-8-8-1, ${activation}, batch 32, Adam`,
    experiment: {
      data: { samples: 1000 },
      network: { layers: dense(3, 8, activation) },
      training: { optimizer: { name: 'adam', learning_rate: 0.005 } },
    },
  })),
  {
    name: 'fifty_layers',
    title: '50 layers of 16, ReLU, batch 32, SGD',
    experiment: {
      data: { samples: 1000 },
      network: { layers: dense(50, 16, 'relu') },
      training: { optimizer: { name: 'sgd', learning_rate: 0.001 } },
    },
  },
  {
    name: 'recurrent',
    title: 'ReLU RNN, 64 units, 50 steps, batch 32, Adam',
    experiment: {
      data: { name: 'adding', steps: 50, samples: 1000 },
      network: { layers: [{ type: 'simple_rnn', units: 64, activation: 'relu', recurrent_initializer: 'identity' }] },
      training: { clip_norm: 1, optimizer: { name: 'adam', learning_rate: 0.001 } },
    },
  },
  {
    name: 'residual_1000',
    title: '1,000 residual layers of 16, batch 32, SGD',
    experiment: {
      network: {
        layers: [
          ...dense(1, 16, 'relu'),
          ...Array.from({ length: 1000 }, () => ({ type: 'residual', rezero: true, layers: dense(1, 16, 'relu') })),
        ],
      },
      training: { optimizer: { name: 'sgd', learning_rate: 0.001 } },
    },
  },
];

/** A look at the clock costs a message where the engine has a worker of its own: runs last much longer. */
const runMs = 60;
/** Steps after which a network starts anew, so that its numbers stay those of a network that learns. */
const restartAfter = 5000;

/** @typedef {{ name: string, microseconds: number, quartiles: [number, number], stepsPerSecond: number }} TrainingCost  a step */

/**
 * Measures the networks one after another, `rounds` times over, and takes the median of each. One round more warms up.
 *
 * Errors    PlaygroundError of the engine; aborts with the signal's reason.
 * @param {Pick<typeof import('./index.js'), 'createModel'>} engine
 * @param {{ rounds?: number, signal?: AbortSignal, onProgress?: (share: number, costs: TrainingCost[]) => void }} [options]
 * @returns {Promise<TrainingCost[]>}
 */
export async function measureTraining(engine, { rounds = 9, signal, onProgress } = {}) {
  /** @type {{ name: string, model: import('./index.js').TrainingModel, times: number[] }[]} */
  const measured = [];
  const costs = () =>
    measured
      .filter(({ times }) => times.length > 0)
      .map(({ name, times }) => {
        const microseconds = quantile(times, 0.5);
        const quartiles = /** @type {[number, number]} */ ([quantile(times, 0.25), quantile(times, 0.75)]);
        return { name, microseconds, quartiles, stepsPerSecond: 1e6 / microseconds };
      });
  try {
    for (const { name, experiment } of measuredNetworks)
      measured.push({ name, model: await engine.createModel(experiment), times: [] });
    for (let round = 0; round <= rounds; ++round) {
      for (const { model, times } of measured) {
        let steps = 0;
        let ms = 0;
        while (ms < runMs) {
          signal?.throwIfAborted();
          await model.reset();
          const start = performance.now();
          const { step } = await model.train(restartAfter, runMs);
          ms += performance.now() - start;
          steps += step;
        }
        if (round > 0) times.push((1000 * ms) / steps);
      }
      onProgress?.((round + 1) / (rounds + 1), costs());
    }
    return costs();
  } finally {
    for (const { model } of measured) await model.dispose();
  }
}
