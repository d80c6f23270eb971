// This engine, through its public API alone.
import { activationCost, createModel } from '../../../web/engine/index.js';
import { flatWeights, gridExperiment, trainingExperiment, trainingSamples } from '../experiment.js';
import { gridSide } from '../workloads.js';

/** @import { GridWorkload, TrainingWorkload } from '../workloads.js' */

/** @param {TrainingWorkload} workload @returns {Promise<import('./contestant.js').Instance>} */
async function training(workload) {
  const { batch, batches, width, inputs, blocks } = workload;
  const model = await createModel(trainingExperiment(workload), { data: trainingSamples(workload), worker: false });
  const start = flatWeights(blocks);
  await model.setWeights(start);
  const rows = Array.from({ length: batches }, (_, i) => Uint32Array.from({ length: batch }, (_, row) => i * batch + row));
  let next = 0;
  return {
    run: (count) => model.train(count),
    async runInOrder(count) {
      for (let step = 0; step < count; ++step) {
        await model.trainOn(rows[next]);
        next = (next + 1) % batches;
      }
    },
    answers: (count) => model.predict(inputs.subarray(0, count * width), { logits: true }),
    async restart() {
      await model.reset();
      await model.setWeights(start);
      next = 0;
    },
    dispose: () => model.dispose(),
  };
}

/** @param {GridWorkload} workload @returns {Promise<import('./contestant.js').Instance>} */
async function grid(workload) {
  const model = await createModel(gridExperiment(workload), { worker: false });
  await model.setWeights(flatWeights(workload.blocks));
  /** @type {import('../../../web/engine/types.js').Snapshot | null} */
  let last = null;
  const request = workload.maps ? { unitGrids: gridSide } : { outputGrid: gridSide };
  return {
    async run(count) {
      for (let pass = 0; pass < count; ++pass) last = await model.snapshot(request, last);
    },
    answers: async () => /** @type {Float32Array} */ ((await model.snapshot({ outputGrid: gridSide })).outputGrid),
    dispose: () => model.dispose(),
  };
}

/** @param {import('../workloads.js').ActivationWorkload} workload @returns {import('./contestant.js').Instance} */
function activationPass({ activation, inputs }) {
  return {
    /** The core times itself, on numbers of the same law. */
    async run(count) {
      const nanoseconds = await activationCost(activation, { elements: inputs.length, rounds: count }, { worker: false });
      return (inputs.length / 1e6) * nanoseconds.reduce((sum, pass) => sum + pass, 0);
    },
  };
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'relu-playground',
  numbers: 'float32',
  environments: ['node', 'chromium'],
  standIn: {},
  supports: () => true,
  load: async () => {},
  open: (workload) =>
    workload.task === 'train' ? training(workload) : workload.task === 'grid' ? grid(workload) : activationPass(workload),
};
