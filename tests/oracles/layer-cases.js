// Layer fixtures: one layer forward and backward on given numbers.
import { Comparison } from './compare.js';
import { fromCore, gather, networkOf, placeOf, product, readsSequences, runNamed, sampleShape, toCore } from './models.js';
import { Unsupported } from './names.js';

/** @import { Bench, CaseResult } from './compare.js' */

/**
 * @param {any} testCase
 * @param {Bench} bench
 * @returns {CaseResult}
 */
function runCase(testCase, { catalog, probes }) {
  const { id, layer, train, x, upstream, params, y, dx, dparams, buffers_initial, buffers_final } = testCase;
  const { rtol, atol } = testCase.tolerance;
  const { layers, parameters, statistics } = networkOf([layer], catalog);
  const sequences = readsSequences([layer]);
  let shape = sampleShape(x.shape, sequences);
  if (layer.type === 'layernorm') {
    // A sample here is what is normalised together; axes before those are samples.
    shape = sampleShape([1, ...layer.shape], false);
    if (product(x.shape.slice(-layer.shape.length)) !== product(layer.shape)) throw new Unsupported('not over the last axes');
  }
  return probes.layers(layers, shape, x.data.length / product(shape), (probe) => {
    const { stages } = probe.description;
    const got = probe.run({
      x: toCore(x, sequences),
      parameters: gather(stages, parameters, params, 'parameters'),
      statistics: gather(stages, statistics, buffers_initial, 'statistics'),
      upstream: toCore(upstream, sequences),
      training: train,
    });
    const comparison = new Comparison();
    comparison.noteAll('y', fromCore(got.y, y.shape, sequences), y.data, atol, rtol);
    const inputSlope = /** @type {Float32Array} */ (got.dx),
      gradients = /** @type {Float32Array} */ (got.gradients);
    comparison.noteAll('dx', fromCore(inputSlope, dx.shape, sequences), dx.data, atol, rtol);
    for (const binding of parameters) {
      const { offset, count } = placeOf(stages, binding, 'parameters');
      comparison.noteAll(
        `dparams.${binding.tensor}`,
        gradients.subarray(offset, offset + count),
        dparams[binding.tensor].data,
        atol,
        rtol,
      );
    }
    for (const binding of statistics) {
      const { offset, count } = placeOf(stages, binding, 'statistics');
      const buffer = got.statistics.subarray(offset, offset + count);
      comparison.noteAll(`buffers_final.${binding.tensor}`, buffer, buffers_final[binding.tensor].data, atol, rtol);
    }
    return comparison.result(id);
  });
}

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export function runLayers({ cases }, bench) {
  return Promise.all(cases.map((testCase) => runNamed(testCase.id, () => runCase(testCase, bench))));
}
