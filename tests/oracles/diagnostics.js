// Diagnostics fixtures: norms of gradients, spread of signals, dead units, and runs in which units die.
import { createModel } from '../../web/engine/index.js';
import { Comparison, excess, reference } from './compare.js';
import { gather, networkOf, pathOf, readsSequences, runNamed, sampleShape, toCore } from './models.js';
import { lossOf } from './names.js';
import { experimentOf, parameterPlace } from './trajectories.js';

/** @import { Bench, CaseResult } from './compare.js' */
/** @import { Probes } from './probe.js' */

/** The fixtures' shares and counts are exact but for the digits that they are written with. */
const digits = 1e-7;

/**
 * ‖∂L/∂hₜ‖₂ of each state of a recurrent layer, through all later steps.
 *
 * One more input a unit, always 0 and added to that unit's sum, has the slope ∂L/∂zₜ; from it ∂L/∂hₜ = ∂L/∂yₜ + Rᵀ·∂L/∂zₜ₊₁, where the
 * output y is the last state or all of them.
 * @param {Probes} probes
 * @param {any} layer  simple_rnn
 * @param {{ W: Float32Array, R: Float32Array, b: Float32Array, x: ArrayLike<number>, upstream: Float32Array,
 *   samples: number, features: number, steps: number }} given  parameters, input and ∂L/∂y of the layer
 */
function stateNorms(probes, layer, { W, R, b, x, upstream, samples, features, steps }) {
  const { units } = layer;
  const wide = features + units;
  const widened = Array.from({ length: units * wide }, (_, i) => {
    const unit = Math.floor(i / wide);
    const input = i % wide;
    return input < features ? W[unit * features + input] : Number(input - features === unit);
  });
  const size = features * steps;
  const inputs = new Float32Array(samples * wide * steps);
  for (let row = 0; row < samples; ++row) inputs.set(Array.from(x).slice(row * size, (row + 1) * size), row * wide * steps);
  const slopes = probes.layers([layer], [wide, steps, 1], samples, (probe) => {
    const { dx } = probe.run({ x: inputs, parameters: [...widened, ...R, ...b], upstream, training: true });
    return /** @type {Float32Array} */ (dx);
  });
  const dz = (/** @type {number} */ row, /** @type {number} */ unit, /** @type {number} */ step) =>
    slopes[(row * wide + features + unit) * steps + step];
  return Array.from({ length: steps }, (_, step) => {
    let squares = 0;
    for (let row = 0; row < samples; ++row) {
      for (let unit = 0; unit < units; ++unit) {
        let slope = 0;
        if (layer.return_sequences) slope = upstream[(row * units + unit) * steps + step];
        else if (step === steps - 1) slope = upstream[row * units + unit];
        for (let next = 0; next < units && step + 1 < steps; ++next) slope += R[next * units + unit] * dz(row, next, step + 1);
        squares += slope * slope;
      }
    }
    return Math.sqrt(squares);
  });
}

/**
 * @param {any} testCase
 * @param {Bench} bench
 * @returns {CaseResult}
 */
function runNorms({ id, model, loss, x, y, initial, loss_value, parameters: arrays, signals, tolerance }, { catalog, probes }) {
  const { layers, parameters } = networkOf(model, catalog);
  const sequences = readsSequences(model);
  const samples = x.shape[0],
    shape = sampleShape(x.shape, sequences),
    inputs = toCore(x, sequences);
  return probes.layers(layers, shape, samples, (probe) => {
    const { stages } = probe.description;
    const given = { x: inputs, parameters: gather(stages, parameters, initial, 'parameters'), training: true };
    const { value, delta } = probes.loss(lossOf(loss).loss, samples, probe.run(given).y, y.data);
    probe.run({ ...given, upstream: delta });
    const readings = probe.readings();
    const comparison = new Comparison();
    const norm = (/** @type {string} */ where, /** @type {number} */ got, /** @type {any} */ want) =>
      comparison.note(where, excess(got, reference(want), tolerance.norms_abs, tolerance.norms_rel));
    norm('loss_value', value, loss_value);
    for (const want of arrays) {
      const binding = parameters.find(({ tensor }) => tensor === want.param);
      const stage = stages.findIndex(({ path }) => path === binding?.path);
      const got = readings[stage].parameters.find(({ role }) => role === binding?.role);
      norm(`${want.param}: grad_l2`, Number(got?.gradientNorm), want.grad_l2);
      norm(`${want.param}: grad_max_abs`, Number(got?.largestGradient), want.grad_max_abs);
      norm(`${want.param}: param_l2`, Number(got?.norm), want.param_l2);
    }
    for (const want of signals) {
      if (want.type === 'rnn') {
        const stage = Number(want.layer.split('.')[0]); // '0.h': the states of the layer at 0
        const [features, steps] = stage > 0 ? stages[stage - 1].shape : shape;
        const array = (/** @type {string} */ role) => {
          const { offset, count } = stages[stage].parameters.find((place) => place.role === role) ?? { offset: 0, count: 0 };
          return given.parameters.subarray(offset, offset + count);
        };
        const norms = stateNorms(probes, layers[stage], {
          W: array('weights'),
          R: array('recurrent_weights'),
          b: array('biases'),
          x: stage > 0 ? probe.value(stage - 1) : inputs,
          upstream: probe.delta(stage),
          samples,
          features,
          steps,
        });
        for (const [step, value] of norms.entries())
          norm(`layer ${want.layer}: signal_l2_per_time[${step}]`, value, want.signal_l2_per_time[step]);
        continue;
      }
      const got = readings[stages.findIndex(({ path }) => path === pathOf(want.layer))];
      norm(`layer ${want.layer}: signal_l2`, got.deltaNorm, want.signal_l2);
      // tolerance.mean_std_abs says this in words.
      const allowed = Math.max(1e-6, 1e-5 * Math.max(Math.abs(want.mean), want.std));
      comparison.note(`layer ${want.layer}: mean`, excess(got.mean, want.mean, allowed));
      comparison.note(`layer ${want.layer}: std`, excess(got.deviation, want.std, allowed));
      comparison.note(`layer ${want.layer}: zero_fraction`, excess(got.zeroShare, want.zero_fraction, digits));
    }
    return comparison.result(id);
  });
}

/**
 * @param {any} testCase
 * @param {Bench} bench
 * @returns {CaseResult}
 */
function runDead({ id, model, x, initial, layers: wanted }, { catalog, probes }) {
  const { layers, parameters } = networkOf(model, catalog);
  const sequences = readsSequences(model);
  return probes.layers(layers, sampleShape(x.shape, sequences), x.shape[0], (probe) => {
    const { stages } = probe.description;
    probe.run({ x: toCore(x, sequences), parameters: gather(stages, parameters, initial, 'parameters') });
    const readings = probe.readings();
    const comparison = new Comparison();
    for (const want of wanted) {
      const { fireShares, zeroShare } = readings[stages.findIndex(({ path }) => path === pathOf(want.layer))];
      comparison.noteAll(`layer ${want.layer}: dead`, deadUnits(fireShares), want.dead, 0);
      comparison.noteAll(`layer ${want.layer}: fire_fraction_per_unit`, fireShares, want.fire_fraction_per_unit, digits);
      comparison.note(`layer ${want.layer}: zero_fraction`, excess(zeroShare, want.zero_fraction, digits));
    }
    return comparison.result(id);
  });
}

/** @param {number[]} fireShares */
export const deadUnits = (fireShares) => fireShares.flatMap((share, unit) => (share === 0 ? [unit] : []));

/**
 * @param {any} testCase
 * @param {Bench} bench
 * @returns {Promise<CaseResult>}
 */
async function runDying(testCase, { catalog, engine, probes }) {
  const { id, model, x, initial, loss_per_step, dead_after_step, tolerance } = testCase;
  const { experiment, data, parameters } = experimentOf(testCase, catalog);
  const run = await createModel(experiment, { ...engine, data });
  const { layers: described, parameters: count } = run.description;
  const weights = new Float32Array(count);
  for (const binding of parameters) weights.set(initial[binding.tensor].data, parameterPlace(described, binding).offset);
  await run.setWeights(weights);
  const { layers } = networkOf(model, catalog);
  const first = model.findIndex((/** @type {any} */ { type }) => type === 'activation');
  const rows = Array.from({ length: x.shape[0] }, (_, row) => row);
  const comparison = new Comparison();
  for (const [step, want] of loss_per_step.entries()) {
    const { loss } = await run.trainOn(rows);
    comparison.note(`loss_per_step[${step}]`, excess(loss, want, 0, tolerance.loss_rel));
    const after = await run.weights();
    const { fireShares } = probes.layers(layers, sampleShape(x.shape, false), rows.length, (probe) => {
      probe.run({ x: x.data, parameters: after });
      return probe.readings()[first];
    });
    comparison.note(`dead_after_step[${step}]`, excess(deadUnits(fireShares).length, dead_after_step[step], 0));
  }
  await run.dispose();
  return comparison.result(id);
}

/**
 * @param {{ gradient_norms: any[], dead_units: any[], dying_runs: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export async function runDiagnostics({ gradient_norms, dead_units, dying_runs }, bench) {
  const kinds = /** @type {const} */ ([
    [gradient_norms, runNorms],
    [dead_units, runDead],
    [dying_runs, runDying],
  ]);
  const results = [];
  for (const [cases, run] of kinds) {
    for (const testCase of cases ?? []) results.push(await runNamed(testCase.id, () => run(testCase, bench)));
  }
  return results;
}
