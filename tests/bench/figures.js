// From measured rates to figures: medians, quartiles, ratios, and whether targets are met. Arithmetic on plain data alone.
import { quantile } from '../../web/engine/activation-bench.js';
import { targets } from './targets.js';

/** @import { Record as Measured } from './rounds.js' */

/** Two losses of the same steps agree when they differ by less than this share: four digits. */
export const agreement = 1e-4;
/** And two pictures when no number differs by more. */
const pictureAgreement = 1e-5;

/**
 * Whether a check agrees with the reference's; null where there is nothing to compare.
 * @param {any} check @param {any} reference
 */
export function agrees(check, reference) {
  if (!check || !reference) return null;
  if (check.answers)
    return check.answers.every(
      (/** @type {number} */ answer, /** @type {number} */ i) => Math.abs(answer - reference.answers[i]) <= pictureAgreement,
    );
  return Math.abs(check.after - reference.after) <= agreement * Math.abs(reference.after);
}

/**
 * @typedef {{ environment: string, contestant: string, workload: string, median: number, quartiles: [number, number], windows: number,
 *   loss: number | null, exact: boolean | null, standIn: string | null }} Row  samples a second
 */

/**
 * One row a contestant and workload. A contestant that computes something else than the reference is a stand-in, whether its file
 * says so or not.
 * @param {Measured[]} records
 * @param {(contestant: string, workload: string) => string | null} standInOf
 * @returns {Row[]}
 */
export function toRows(records, standInOf) {
  const referenceOf = (/** @type {string} */ workload) =>
    records.find((record) => record.contestant === 'hand' && record.workload === workload && record.check)?.check;
  return records
    .filter(({ rates }) => rates.length > 0)
    .map(({ environment, contestant, workload, rates, check }) => {
      const exact = agrees(check, referenceOf(workload));
      const known = standInOf(contestant, workload);
      return {
        environment,
        contestant,
        workload,
        median: quantile(rates, 0.5),
        quartiles: /** @type {[number, number]} */ ([quantile(rates, 0.25), quantile(rates, 0.75)]),
        windows: rates.length,
        loss: check?.after ?? null,
        exact,
        standIn: known ?? (exact === false ? 'its loss differs' : null),
      };
    });
}

/**
 * @typedef {{ target: string, environment: string, workload: string, rival: string, ratio: number, wanted: number, met: boolean }} Ratio
 */

/**
 * Each target's ratio in each environment where both sides were measured: the median of the rounds' ratios, since a machine whose speed
 * changes from second to second slows both sides of one round.
 * @param {Measured[]} records
 * @param {Set<string>} libraries  names of the contestants that are libraries for JavaScript
 * @returns {Ratio[]}
 */
export function toRatios(records, libraries) {
  const measured = records.filter(({ rates }) => rates.length > 0);
  const fastest = (/** @type {Measured[]} */ list) =>
    list.reduce(
      (/** @type {Measured | null} */ best, record) =>
        best && quantile(best.rates, 0.5) >= quantile(record.rates, 0.5) ? best : record,
      null,
    );
  return targets.flatMap(({ name, environments, subject, rivals, ratios }) =>
    environments.flatMap((environment) =>
      Object.entries(ratios).flatMap(([workload, wanted]) => {
        const here = measured.filter((record) => record.workload === workload);
        const own = here.find((record) => record.contestant === subject && record.environment === environment);
        const rival =
          rivals === 'libraries'
            ? fastest(here.filter((record) => libraries.has(record.contestant) && record.environment === environment))
            : fastest(here.filter((record) => record.contestant === rivals));
        if (!own || !rival) return [];
        const rounds = Math.min(own.rates.length, rival.rates.length);
        const ratio = quantile(
          Array.from({ length: rounds }, (_, round) => own.rates[round] / rival.rates[round]),
          0.5,
        );
        return [{ target: name, environment, workload, rival: rival.contestant, ratio, wanted, met: ratio >= wanted }];
      }),
    ),
  );
}

/**
 * The straight line through points in logarithms: y ≈ factor·x^exponent.
 * @param {{ x: number, y: number }[]} points  positive
 */
export function fitPower(points) {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (/** @type {'x' | 'y'} */ axis) => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
  const [x, y] = [mean('x'), mean('y')];
  const sum = (/** @type {(dx: number, dy: number) => number} */ term) =>
    logs.reduce((total, point) => total + term(point.x - x, point.y - y), 0);
  const exponent = sum((dx, dy) => dx * dy) / sum((dx) => dx * dx);
  const total = sum((_, dy) => dy * dy);
  const left = sum((dx, dy) => (dy - exponent * dx) ** 2);
  return { exponent, factor: Math.exp(y - exponent * x), rSquared: total === 0 ? 1 : 1 - left / total };
}
