// Activation fixtures: value and derivative of each function on one hard grid, and at ±∞ and NaN.
import { curve } from '../../web/engine/index.js';
import { Comparison, excess, reference } from './compare.js';
import { activationOf, Unsupported } from './names.js';

/**
 * @param {any} fixture
 * @param {import('./compare.js').Bench} bench
 * @returns {Promise<import('./compare.js').CaseResult[]>}
 */
export async function runActivationGrid(fixture, { catalog, engine }) {
  const grid = fixture.x.map(Math.fround);
  const { y: valueTolerance, dy: derivativeTolerance } = fixture.tolerance;
  const results = [];
  for (const { fn, params, y, dy, kinks, special } of fixture.functions) {
    const name = `activations/${fn}`;
    try {
      const { name: row, ...parameters } = activationOf({ fn, ...params }, catalog);
      const comparison = new Comparison();
      const { values, derivatives } = await curve(row, parameters, grid, engine);
      for (let i = 0; i < grid.length; ++i) {
        comparison.note(`f(${grid[i]})`, excess(values[i], reference(y[i]), valueTolerance.atol, valueTolerance.rtol));
        const kink = kinks[i];
        const want = reference(kink ? Math.min(Math.max(derivatives[i], kink[0]), kink[1]) : dy[i]);
        comparison.note(`f′(${grid[i]})`, excess(derivatives[i], want, derivativeTolerance.atol, derivativeTolerance.rtol));
      }
      const inputs = Object.keys(special).map((key) => reference(/** @type {any} */ (key)));
      const at = await curve(row, parameters, inputs, engine);
      for (const [i, limits] of Object.values(/** @type {Record<string, any>} */ (special)).entries()) {
        // At ±∞ both the limit and what PyTorch gives are right; NaN stays NaN in the value.
        const allowed = (/** @type {any[]} */ ...wanted) => wanted.map(reference);
        const closest = (/** @type {number} */ got, /** @type {number[]} */ wanted, /** @type {any} */ { rtol, atol }) =>
          Math.min(...wanted.map((want) => excess(got, want, atol, rtol)));
        const values = Number.isNaN(inputs[i]) ? [Number.NaN] : allowed(limits.y, limits.y_torch);
        comparison.note(`f(${inputs[i]})`, closest(at.values[i], values, valueTolerance));
        comparison.note(
          `f′(${inputs[i]})`,
          closest(at.derivatives[i], allowed(limits.dy, limits.dy_torch), derivativeTolerance),
        );
      }
      results.push(comparison.result(name));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      results.push({ name, status: /** @type {const} */ ('skipped'), detail: error.message });
    }
  }
  return results;
}
