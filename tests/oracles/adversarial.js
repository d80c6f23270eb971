// Adversarial fixtures: small changes of the input against a trained model.
import { Comparison, excess, reference } from './compare.js';
import { fromCore, gather, networkOf, readsSequences, runNamed, sampleShape, toCore } from './models.js';
import { lossOf } from './names.js';

/** @import { Bench, CaseResult } from './compare.js' */

/**
 * @param {ArrayLike<number>} outputs  rows × units
 * @param {ArrayLike<number>} classes
 */
function accuracy(outputs, classes) {
  const rows = classes.length,
    units = outputs.length / rows;
  let right = 0;
  for (let row = 0; row < rows; ++row) {
    const own = Array.from({ length: units }, (_, unit) => outputs[row * units + unit]);
    const answer = units === 1 ? Number(own[0] > 0) : own.indexOf(Math.max(...own));
    right += Number(answer === classes[row]);
  }
  return right / rows;
}

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export function runAdversarial({ cases }, { catalog, probes }) {
  return Promise.all(
    cases.flatMap((testCase) =>
      testCase.attacks.map((/** @type {any} */ want) => {
        const { model, loss, params, x, y, clean_accuracy } = testCase;
        const { attack, tolerance } = want;
        const name = `${testCase.id} ${attack.name} ${attack.norm} ${attack.eps}`;
        return runNamed(name, () => {
          const { layers, parameters } = networkOf(model, catalog);
          const sequences = readsSequences(model);
          const rows = x.shape[0],
            size = x.data.length / rows;
          return probes.layers(layers, sampleShape(x.shape, sequences), rows, (probe) => {
            const start = toCore(x, sequences);
            const clean = probe.run({
              x: start,
              parameters: gather(probe.description.stages, parameters, params, 'parameters'),
            });
            const { name: _, norm, eps: epsilon, steps, step, box } = attack;
            const got = probe.attack(lossOf(loss).loss, y.data, { norm, epsilon, steps, step, low: box[0], high: box[1] });
            const comparison = new Comparison();
            comparison.note('clean_accuracy', excess(accuracy(clean.y, y.data), clean_accuracy, tolerance.accuracy_abs));
            const attacked = accuracy(probe.run({ x: got.x }).y, y.data);
            comparison.note('accuracy', excess(attacked, want.accuracy, tolerance.accuracy_abs));
            const gradients = fromCore(got.gradients, x.shape, sequences),
              moved = fromCore(got.x, x.shape, sequences);
            for (let row = 0; row < rows; ++row) {
              const own = want.gradient_at_x.data.slice(row * size, (row + 1) * size).map(reference);
              const largest = Math.max(...own.map(Math.abs));
              for (let k = 0; k < size; ++k) {
                const at = row * size + k;
                comparison.note(
                  `gradient_at_x[${at}]`,
                  excess(gradients[at], own[k], tolerance.gradient_rel_to_row_max * largest),
                );
                if (want.stable_rows.includes(row))
                  comparison.note(`x_adversarial[${at}]`, excess(moved[at], want.x_adversarial.data[at], tolerance.x_abs));
              }
            }
            return comparison.result(name);
          });
        });
      }),
    ),
  );
}
