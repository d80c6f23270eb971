// How far a parameter bends an activation's curve: at which place it moves the curve most, and which setting puts the curve through a
// given height there. Measured on the engine's own curves; knows no formula and nothing of the screen.

import { stopsOf } from './field-scale.js';

/**
 * @typedef {object} Reach
 * @property {string} name  of the parameter
 * @property {number} z  where the curve moves most
 * @property {(value: number) => number} settingFor  the stop whose curve comes nearest to a height at z
 */

/** Places that are tried, and how much of the axis: at its very ends a hand would meet the edge. */
const PLACES = 33;
const INNER = 0.7;
/** With fewer different heights there is nothing to drag. */
const LEAST_HEIGHTS = 8;

/**
 * @param {Pick<import('./types.js').Engine, 'curve'>} engine
 * @param {string} activation
 * @param {Record<string, any>} parameters  the others of the activation
 * @param {import('./types.js').Field} field
 * @param {{ min: number, max: number }} range  of the axis
 * @returns {Promise<Reach | null>} null where no place follows the parameter smoothly
 */
export async function measureReach(engine, activation, parameters, field, range) {
  const stops = stopsOf(field) ?? [];
  const zs = Float32Array.from(
    { length: PLACES },
    (_, index) => INNER * (range.min + ((range.max - range.min) * index) / (PLACES - 1)),
  );
  const curves = await Promise.all(stops.map((stop) => engine.curve(activation, { ...parameters, [field.name]: stop }, zs)));
  /** @param {number} place */
  const heightsAt = (place) => curves.map(({ values }) => values[place]);
  let best = -1;
  let widest = 0;
  for (let place = 0; place < PLACES; place++) {
    // What lies off the picture cannot be reached by hand.
    const heights = heightsAt(place).filter((height) => height >= range.min && height <= range.max);
    const width = Math.max(...heights) - Math.min(...heights);
    if (new Set(heights).size < LEAST_HEIGHTS || !(width > widest)) continue;
    widest = width;
    best = place;
  }
  if (best < 0) return null;
  const heights = heightsAt(best);
  const settingFor = (/** @type {number} */ value) => {
    const distances = heights.map((height) => Math.abs(height - value));
    return stops[distances.indexOf(Math.min(...distances))];
  };
  return { name: field.name, z: zs[best], settingFor };
}
