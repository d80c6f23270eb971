// ConvNetJS and its relative Toygrad: one picture or point at a time, gradients summed over a batch. What both share; each library's
// words come from its own file.

/** @import { GridWorkload, TrainingWorkload } from '../workloads.js' */

/**
 * @typedef {object} Dialect
 * @property {(workload: TrainingWorkload | GridWorkload, widths: number[]) => any} build  a net of these layer widths
 * @property {(net: any) => any[]} filtered  its layers that have weights
 * @property {(side: number, depth: number, numbers: Float32Array) => any} volume
 * @property {(net: any, workload: TrainingWorkload) => any} trainer
 * @property {(net: any, volume: any) => ArrayLike<number>} forward  the last layer's numbers
 * @property {(net: any) => ArrayLike<number>[]} hidden  activations of the hidden layers in the last forward pass
 */

/** A single logit is what two outputs of a softmax differ by. @param {TrainingWorkload | GridWorkload} workload */
export function widthsOf({ sizes, task, ...rest }) {
  const logistic = task === 'grid' || /** @type {TrainingWorkload} */ (/** @type {unknown} */ (rest)).head === 'logistic';
  return logistic ? [...sizes.slice(0, -1), 2] : sizes;
}

/** @param {any[]} layers @param {import('../workloads.js').Block[]} blocks  their weights as they were at the start @param {boolean} pictures @param {number} kernel */
function putWeights(layers, blocks, pictures, kernel) {
  layers.forEach((layer, index) => {
    const { rows, columns, weights, biases, kind } = blocks[index];
    const halved = rows === 1 && layer.filters.length === 2;
    layer.filters.forEach((/** @type {any} */ filter, /** @type {number} */ k) => {
      const row = halved ? 0 : k;
      const factor = halved ? k - 0.5 : 1;
      // These libraries let the channel run fastest; here it runs slowest.
      const plane = kind === 'convolution' ? kernel ** 2 : pictures ? columns / blocks[index - 1].rows : columns;
      const channels = columns / plane;
      for (let i = 0; i < columns; ++i) {
        const from = (i % channels) * plane + Math.floor(i / channels);
        filter.w[i] = factor * weights[row * columns + from];
        filter.dw[i] = 0;
      }
      layer.biases.w[k] = factor * biases[row];
      layer.biases.dw[k] = 0;
    });
  });
}

/** @param {Dialect} dialect @param {TrainingWorkload} workload @returns {import('./contestant.js').Instance} */
function training(dialect, workload) {
  const { net: kind, head, sizes, inputs, targets, width, rows, batch, batches, blocks, outputs, kernel } = workload;
  const pictures = kind === 'convolution';
  const net = dialect.build(workload, widthsOf(workload));
  const volumes = Array.from({ length: rows }, (_, row) =>
    dialect.volume(pictures ? sizes[0] : 1, pictures ? 1 : width, inputs.subarray(row * width, (row + 1) * width)),
  );
  const wanted = Array.from(targets, (target) => (head === 'half_squared_tanh' ? [target] : target));
  /** @type {any} */
  let trainer;
  let next = 0;
  const restart = () => {
    putWeights(dialect.filtered(net), blocks, pictures, kernel);
    trainer = dialect.trainer(net, workload);
    next = 0;
  };
  restart();
  return {
    run(count) {
      for (let step = 0; step < count; ++step) {
        for (let row = next * batch; row < (next + 1) * batch; ++row) trainer.train(volumes[row], wanted[row]);
        next = (next + 1) % batches;
      }
    },
    answers(count) {
      const answers = new Float64Array(count * outputs);
      for (let row = 0; row < count; ++row) {
        const last = dialect.forward(net, volumes[row]);
        if (head === 'logistic') answers[row] = Math.log(last[1] / last[0]);
        else for (let k = 0; k < outputs; ++k) answers[row * outputs + k] = head === 'softmax' ? Math.log(last[k]) : last[k];
      }
      return answers;
    },
    restart,
  };
}

/** @param {Dialect} dialect @param {GridWorkload} workload @returns {import('./contestant.js').Instance} */
function grid(dialect, workload) {
  const { inputs, rows, blocks, maps, sizes } = workload;
  const net = dialect.build(workload, widthsOf(workload));
  putWeights(dialect.filtered(net), blocks, false, 1);
  const points = Array.from({ length: rows }, (_, row) => dialect.volume(1, 2, inputs.subarray(2 * row, 2 * row + 2)));
  const shown = new Float32Array(rows);
  const unitMaps = sizes.slice(1, -1).map((units) => Array.from({ length: units }, () => new Float32Array(rows)));
  return {
    run(count) {
      for (let pass = 0; pass < count; ++pass)
        for (let row = 0; row < rows; ++row) {
          shown[row] = dialect.forward(net, points[row])[1];
          if (!maps) continue;
          const hidden = dialect.hidden(net);
          for (let layer = 0; layer < unitMaps.length; ++layer)
            for (let unit = 0; unit < unitMaps[layer].length; ++unit) unitMaps[layer][unit][row] = hidden[layer][unit];
        }
    },
    answers: () => shown,
  };
}

/** @param {Dialect} dialect @param {any} workload */
export const perSample = (dialect, workload) =>
  workload.task === 'train' ? training(dialect, workload) : grid(dialect, workload);
