// Optimiser fixtures: given gradients, step by step.
import { Comparison } from './compare.js';
import { runNamed } from './models.js';
import { optimizerOf, ratesOf } from './names.js';

/** @import { Bench, CaseResult } from './compare.js' */

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export function runOptimizers({ cases }, { catalog, probes }) {
  return Promise.all(
    cases.flatMap(({ id, gradients, runs }) =>
      runs.map((/** @type {any} */ { optimizer, initial, after_step, tolerance }) => {
        const name = `${id} ${JSON.stringify(optimizer)}`;
        return runNamed(name, () => {
          const steps = gradients.shape[0];
          const options = { rates: ratesOf(optimizer, steps) };
          const { weights } = probes.optimizer(optimizerOf(optimizer, catalog), initial, gradients.data, options);
          const comparison = new Comparison();
          for (const [step, want] of Object.entries(/** @type {Record<string, number[]>} */ (after_step))) {
            const end = Number(step) * initial.length;
            comparison.noteAll(`after_step.${step}`, weights.subarray(end - initial.length, end), want, tolerance.abs);
          }
          return comparison.result(name);
        });
      }),
    ),
  );
}
