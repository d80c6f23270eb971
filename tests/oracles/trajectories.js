// Training trajectories: from given first weights, through given batches, every loss and gradient norm on the way and the weights and
// outputs at the end.
import { createModel } from '../../web/engine/index.js';
import { Comparison, excess } from './compare.js';
import { activationOf, lossOf, optimizerOf, Unsupported } from './names.js';

/** @import { Catalog, LayerDescription, ParameterPlace } from '../../web/engine/types.js' */
/** @typedef {{ weight?: string, bias?: string, slope?: string }} Roles  names of a layer's tensors */

/**
 * The fixture's list of layers as the experiment's network, and which tensor belongs to which of its parameters.
 * @param {any[]} model
 * @param {Catalog} catalog
 */
function networkOf(model, catalog) {
  /** @type {any[]} */
  const layers = [];
  /** @type {Roles[]} */
  const roles = [];
  for (const layer of model) {
    const last = layers.at(-1);
    if (layer.type === 'dense') {
      layers.push({ units: layer.out, use_bias: 'bias' in layer.params, activation: 'linear' });
      roles.push({ ...layer.params });
    } else if ((layer.type === 'activation' || layer.type === 'prelu') && last?.activation === 'linear') {
      if (layer.type === 'activation') last.activation = activationOf(layer, catalog);
      else last.activation = { name: 'prelu', slopes: layer.channels === 1 ? 'shared' : 'per_unit' };
      Object.assign(/** @type {Roles} */ (roles.at(-1)), layer.params);
    } else {
      throw new Unsupported(`there is no layer ${layer.type} yet`);
    }
  }
  const { units, ...output } = layers.pop();
  return { network: { layers, output }, outputs: units, roles };
}

/**
 * @param {any} testCase
 * @param {Catalog} catalog
 */
function experimentOf(testCase, catalog) {
  const { model, loss, optimizer, regularisation, clip, batches } = testCase;
  if (testCase.lr_per_step) throw new Unsupported('there are no learning-rate schedules yet');
  const { network, outputs, roles } = networkOf(model, catalog);
  const { loss: lossChoice, problem } = lossOf(loss);
  const training = {
    loss: lossChoice,
    optimizer: optimizerOf(optimizer, catalog),
    batch_size: batches.full ? testCase.x.shape[0] : Math.max(...batches.map((/** @type {number[]} */ rows) => rows.length)),
    l1: regularisation?.l1 ?? 0,
    l2: regularisation?.l2 ?? 0,
    clip_norm: clip?.type === 'global_norm' ? clip.max : 0,
    clip_value: clip?.type === 'value' ? clip.max : 0,
  };
  const data = {
    values: testCase.x.data,
    labels: testCase.y.data,
    columns: testCase.x.shape[1],
    problem: /** @type {'binary'} */ (problem),
    classes: problem === 'multiclass' ? outputs : 2,
    targets: problem === 'regression' ? outputs : 1,
  };
  return { experiment: { data: { standardize: false }, network, training }, data, roles };
}

/**
 * Calls `visit(place, tensor name)` for every parameter array of the network.
 * @param {LayerDescription[]} layers
 * @param {Roles[]} roles
 * @param {(place: ParameterPlace, tensor: string) => void} visit
 */
function forEachTensor(layers, roles, visit) {
  for (const [i, layer] of layers.entries()) {
    const { weight, bias, slope } = roles[i];
    if (weight) visit(layer.weights, weight);
    if (bias) visit(/** @type {ParameterPlace} */ (layer.biases), bias);
    if (slope) visit(/** @type {ParameterPlace} */ (layer.slopes), slope);
  }
}

/**
 * @param {any} testCase
 * @param {Catalog} catalog
 * @param {import('../../web/engine/index.js').EngineOptions} engine
 */
async function runCase(testCase, catalog, engine) {
  const { experiment, data, roles } = experimentOf(testCase, catalog);
  const { tolerance, batches } = testCase;
  const model = await createModel(experiment, { ...engine, data });
  const { layers, parameters } = model.description;
  const initial = new Float32Array(parameters);
  forEachTensor(layers, roles, ({ offset }, tensor) => initial.set(testCase.initial[tensor].data, offset));
  await model.setWeights(initial);

  const comparison = new Comparison();
  comparison.noteAll(
    'output_initial',
    await model.predict(data.values, { logits: true }),
    testCase.output_initial.data,
    tolerance.output_abs,
  );
  const everyRow = Array.from({ length: testCase.x.shape[0] }, (_, row) => row);
  for (const [step, want] of testCase.steps.entries()) {
    const { loss, total, gradientNorm } = await model.trainOn(batches.full ? everyRow : batches[step]);
    comparison.note(`steps[${step}].loss`, excess(loss, want.loss, tolerance.loss_rel * Math.max(Math.abs(want.loss), 1e-3)));
    if (want.total !== undefined) {
      comparison.note(
        `steps[${step}].total`,
        excess(total, want.total, tolerance.loss_rel * Math.max(Math.abs(want.total), 1e-3)),
      );
    }
    comparison.note(
      `steps[${step}].grad_norm`,
      excess(gradientNorm, want.grad_norm, tolerance.grad_norm_rel * Math.max(want.grad_norm, 1e-6)),
    );
    if (step > 0 || !testCase.grad_first || testCase.clip) continue;
    const gradients = await model.gradients();
    forEachTensor(layers, roles, ({ offset, count }, tensor) => {
      const got = gradients.subarray(offset, offset + count);
      comparison.noteAll(`grad_first.${tensor}`, got, testCase.grad_first[tensor].data, tolerance.grad_abs);
    });
  }
  const weights = await model.weights();
  forEachTensor(layers, roles, ({ offset, count }, tensor) => {
    comparison.noteAll(
      `final.${tensor}`,
      weights.subarray(offset, offset + count),
      testCase.final[tensor].data,
      tolerance.param_abs,
    );
  });
  comparison.noteAll(
    'output_final',
    await model.predict(data.values, { logits: true }),
    testCase.output_final.data,
    tolerance.output_abs,
  );
  await model.dispose();
  return comparison.result(testCase.id);
}

/**
 * @param {{ cases: any[] }} fixture
 * @param {Catalog} catalog
 * @param {import('../../web/engine/index.js').EngineOptions} engine
 * @returns {Promise<import('./compare.js').CaseResult[]>}
 */
export async function runTrajectories({ cases }, catalog, engine) {
  const results = [];
  for (const testCase of cases) {
    try {
      results.push(await runCase(testCase, catalog, engine));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      results.push({ name: testCase.id, status: /** @type {const} */ ('skipped'), detail: error.message });
    }
  }
  return results;
}
