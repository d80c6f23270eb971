// What the tests of several drawings are given: schemes, numbers that are none, seeded randomness, and a canvas that only remembers
// what was drawn on it. Knows no test.
import { seededRandom } from '../random-values.js';

export const schemes = /** @type {const} */ (['light', 'dark']);
export const NOT_FINITE = [Number.NaN, Infinity, -Infinity];

/**
 * Random numbers 0..1 that can be had again.
 * @param {import('node:test').TestContext} test
 * @param {number} [seed]
 */
export function randomOf(test, seed = Number(process.env.TEST_SEED ?? Date.now() % 1e9)) {
  test.diagnostic(`TEST_SEED=${seed}`);
  return seededRandom(seed);
}

/**
 * A drawing context that keeps the name and the arguments of every call, and for each colour that was set its name.
 * @returns {{ context: CanvasRenderingContext2D, calls: { name: string, given: any[] }[] }}
 */
export function recordingContext() {
  /** @type {{ name: string, given: any[] }[]} */
  const calls = [];
  const context = new Proxy(/** @type {any} */ ({}), {
    get: (state, name) =>
      name in state ? state[name] : (/** @type {any[]} */ ...given) => calls.push({ name: String(name), given }),
    set: (state, name, value) => {
      state[name] = value;
      calls.push({ name: `${String(name)}=`, given: [value] });
      return true;
    },
  });
  return { context, calls };
}
