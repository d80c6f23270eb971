// Training trajectories: from given first weights, through given batches, every loss and gradient norm on the way and the weights,
// running statistics and outputs at the end.
import { createModel } from '../../web/engine/index.js';
import { Comparison, excess } from './compare.js';
import { networkOf, placeOf, readsSequences, runNamed, sampleShape, toCore } from './models.js';
import { lossOf, optimizerOf, ratesOf, Unsupported } from './names.js';

/** @import { Bench, CaseResult } from './compare.js' */
/** @import { Binding } from './models.js' */
/** @import { Catalog, LayerDescription, ParameterPlace, Samples } from '../../web/engine/types.js' */

/**
 * A case as an experiment, the samples that it trains on and what its tensors are called.
 * @param {any} testCase  model, loss, optimizer, x, y; regularisation, clip and batches where it has some
 * @param {Catalog} catalog
 */
export function experimentOf({ model, loss, optimizer, regularisation, clip, batches, x, y }, catalog) {
  const { layers: all, parameters, statistics } = networkOf(model, catalog);
  const layers = all.slice(0, -1),
    { units, type, ...output } = all[layers.length];
  if (type !== 'dense') throw new Unsupported('a network that trains ends in a dense layer');
  const sequences = readsSequences(model);
  const { loss: lossChoice, problem } = lossOf(loss);
  const training = {
    loss: lossChoice,
    optimizer: optimizerOf(optimizer, catalog),
    batch_size: Array.isArray(batches) ? Math.max(...batches.map((/** @type {number[]} */ rows) => rows.length)) : x.shape[0],
    l1: regularisation?.l1 ?? 0,
    l2: regularisation?.l2 ?? 0,
    clip_norm: clip?.type === 'global_norm' ? clip.max : 0,
    clip_value: clip?.type === 'value' ? clip.max : 0,
  };
  const shape = sampleShape(x.shape, sequences);
  /** @type {Samples} */
  const data = {
    values: toCore(x, sequences),
    labels: y.data,
    columns: shape[0] * shape[1] * shape[2],
    shape,
    problem: /** @type {'binary'} */ (problem),
    classes: problem === 'multiclass' ? units : 2,
    targets: problem === 'regression' ? units : 1,
  };
  const last = `network.layers[${layers.length}]`;
  const named = (/** @type {Binding[]} */ bindings) =>
    bindings.map((binding) => (binding.path === last ? { ...binding, path: 'network.output' } : binding));
  return {
    experiment: { data: { standardize: false }, network: { layers, output }, training },
    data,
    shape,
    all,
    parameters: named(parameters),
    statistics,
  };
}

/**
 * @param {LayerDescription[]} layers
 * @param {Binding} binding
 * @returns {ParameterPlace}
 */
export function parameterPlace(layers, { path, role }) {
  return /** @type {any} */ (layers.find((layer) => layer.path === path))[role];
}

/**
 * @param {any} testCase
 * @param {Bench} bench
 * @returns {Promise<CaseResult>}
 */
async function runCase(testCase, { catalog, engine, probes }) {
  const { id, tolerance, batches, optimizer, steps, x } = testCase;
  const { experiment, data, shape, all, parameters, statistics } = experimentOf(testCase, catalog);
  // The description of a run tells where parameters lie, that of the same layers alone also where statistics do.
  const { stages } = probes.layers(all, shape, 1, (probe) => probe.description);
  const model = await createModel(experiment, { ...engine, data });
  const { layers, parameters: count } = model.description;
  const initial = new Float32Array(count);
  for (const binding of parameters) initial.set(testCase.initial[binding.tensor].data, parameterPlace(layers, binding).offset);
  await model.setWeights(initial);

  const comparison = new Comparison();
  const compareStatistics = async (/** @type {string} */ where, /** @type {number} */ absolute) => {
    const numbers = await model.statistics();
    for (const binding of statistics) {
      const { offset, count } = placeOf(stages, binding, 'statistics');
      const want = testCase[where][binding.tensor].data;
      comparison.noteAll(`${where}.${binding.tensor}`, numbers.subarray(offset, offset + count), want, absolute);
    }
    return comparison.worst <= 1;
  };
  if (!(await compareStatistics('buffers_initial', 0)))
    throw new Unsupported('a run starts from running means 0 and variances 1');
  const compareTensors = (
    /** @type {string} */ where,
    /** @type {Float32Array} */ numbers,
    /** @type {any} */ want,
    /** @type {number} */ absolute,
  ) => {
    for (const binding of parameters) {
      const place = parameterPlace(layers, binding);
      const got = numbers.subarray(place.offset, place.offset + place.count);
      comparison.noteAll(`${where}.${binding.tensor}`, got, want[binding.tensor].data, absolute);
    }
  };
  const compareOutputs = async (/** @type {string} */ where) => {
    const outputs = await model.predict(data.values, { logits: true });
    comparison.noteAll(where, outputs, testCase[where].data, tolerance.output_abs);
  };
  const compareLoss = (/** @type {string} */ where, /** @type {number} */ got, /** @type {number} */ want) =>
    comparison.note(where, excess(got, want, tolerance.loss_rel * Math.max(Math.abs(want), 1e-3)));

  await compareOutputs('output_initial');
  const everyRow = Array.from({ length: x.shape[0] }, (_, row) => row);
  const rates = testCase.lr_per_step ?? ratesOf(optimizer, steps.length);
  for (const [step, want] of steps.entries()) {
    const { loss, total, gradientNorm } = await model.trainOn(batches.full ? everyRow : batches[step], rates[step]);
    compareLoss(`steps[${step}].loss`, loss, want.loss);
    if (want.total !== undefined) compareLoss(`steps[${step}].total`, total, want.total);
    const allowed = tolerance.grad_norm_rel * Math.max(want.grad_norm, 1e-6);
    comparison.note(`steps[${step}].grad_norm`, excess(gradientNorm, want.grad_norm, allowed));
    // The engine keeps the clipped gradients, the fixture has them before clipping.
    if (step === 0 && testCase.grad_first && !testCase.clip)
      compareTensors('grad_first', await model.gradients(), testCase.grad_first, tolerance.grad_abs);
  }
  compareTensors('final', await model.weights(), testCase.final, tolerance.param_abs);
  await compareStatistics('buffers_final', tolerance.param_abs);
  await compareOutputs('output_final');
  await model.dispose();
  return comparison.result(id);
}

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export async function runTrajectories({ cases }, bench) {
  const results = [];
  for (const testCase of cases) results.push(await runNamed(testCase.id, () => runCase(testCase, bench)));
  return results;
}
