// Loss fixtures: value and slope at ordinary and at extreme outputs.
import { Comparison, excess, reference } from './compare.js';
import { runNamed } from './models.js';
import { lossOf } from './names.js';

/** @import { Bench, CaseResult } from './compare.js' */

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export function runLosses({ cases }, { probes }) {
  return Promise.all(
    cases.map(({ id, loss, output, target, value, d_output, tolerance: { rtol, atol } }) =>
      runNamed(id, () => {
        const got = probes.loss(lossOf(loss).loss, output.shape[0], output.data, target.data);
        const comparison = new Comparison();
        comparison.note('value', excess(got.value, reference(value), atol, rtol));
        comparison.noteAll('d_output', got.delta, d_output.data, atol, rtol);
        return comparison.result(id);
      }),
    ),
  );
}
