// The same network with one activation after another, trained alike, and how small a change flips its right answers. Knows the engine,
// and nothing of the screen.

import { withPatch } from '../experiment-edit.js';

/** Activations that are compared, besides the network's own. */
const NAMES = ['relu', 'leaky_relu', 'elu', 'tanh', 'sigmoid'];
/** Rightly answered samples that are attacked; more would not move the median much. */
const MOST_ROWS = 60;

/** What the table's numbers are, for the reader. */
export const COMPARED = `Of the first ${MOST_ROWS} right answers on the test part; a dash where no change was found for more than half of them. That is no proof of safety: where answers are all but certain the gradient is 0 and shows no way. One start each: a race over seeds says how much is chance.`;

/** @typedef {{ name: string, title: string, accuracy: number | null, rows: number, fgsm: number, pgd: number }} ComparedRow */

/**
 * @param {import('../session.js').Session} session
 * @param {{ epochs: number, norm: string }} options
 * @param {(row: ComparedRow) => boolean} onRow  false to stop
 */
export async function compareActivations({ engine, catalog, description }, { epochs, norm }, onRow) {
  if (!catalog || !description) return;
  const { experiment, minimal } = description;
  const hidden = description.layers.filter(({ output }) => !output);
  const names = [...new Set([...NAMES, ...hidden.map(({ activation }) => activation.name)])].filter(
    (name) => name !== 'linear',
  );
  for (const name of names) {
    const title = catalog.activations.find((row) => row.name === name)?.title ?? name;
    const patch = [{ path: 'network.layers[*].activation', value: name }];
    const model = await engine.createModel(withPatch(minimal, experiment, patch));
    try {
      await model.step(epochs * model.description.stepsPerEpoch);
      const measured = await measure(model, norm);
      if (!onRow({ name, title, ...measured })) return;
    } finally {
      await model.dispose();
    }
  }
}

/** @param {any} model @param {string} norm */
async function measure(model, norm) {
  const { columns, testRows } = model.description;
  const data = await model.data();
  const { points, labels } = testRows > 0 ? data.test : data.train;
  const answers = await model.predict(points, { logits: true });
  const outputs = answers.length / labels.length;
  const right = Array.from(labels, (_, row) => row)
    .filter((row) => answerOf(answers.subarray(row * outputs, (row + 1) * outputs)) === labels[row])
    .slice(0, MOST_ROWS);
  const { train, test } = await model.evaluate();
  const samples = new Float32Array(right.length * columns);
  for (const [place, row] of right.entries()) samples.set(points.subarray(row * columns, (row + 1) * columns), place * columns);
  const smallest = async (/** @type {string} */ kind) =>
    right.length === 0 ? Number.NaN : medianOf((await model.smallestSteps({ kind, norm, samples })).epsilons);
  return {
    accuracy: (testRows > 0 ? test : train).accuracy,
    rows: right.length,
    fgsm: await smallest('fgsm'),
    pgd: await smallest('pgd'),
  };
}

const answerOf = (/** @type {Float32Array} */ outputs) =>
  outputs.length === 1 ? Number(outputs[0] > 0) : outputs.indexOf(Math.max(...outputs));

/** The middle one; what was not found counts as endless, and an endless median is NaN. */
function medianOf(/** @type {Float64Array} */ values) {
  const sorted = Array.from(values, (value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return Number.isFinite(median) ? median : Number.NaN;
}
