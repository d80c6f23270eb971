// What activations cost on this machine, measured fairly: all of them in turn, round after round. Knows the engine's public API only.

/** Those of the published table, the cheap ones first. */
export const measuredActivations = ['relu', 'leaky_relu', 'prelu', 'elu', 'sigmoid', 'tanh', 'gelu', 'gelu_tanh', 'silu'];

/** Linear between the two numbers around it. @param {number[]} numbers  not empty @param {number} share  0..1 */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low] + (place - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

/** @typedef {{ name: string, nanoseconds: number, quartiles: [number, number] }} ActivationCost  an element, forward and backward */

/**
 * Measures activations one after another, `rounds` times over, and takes the median of each: what slows the machine for a moment
 * slows all alike. The first round only warms up and does not count.
 *
 * Errors    PlaygroundError of the engine; aborts with the signal's reason.
 * @param {Pick<typeof import('./index.js'), 'activationCost'>} engine
 * @param {{ elements?: number, rounds?: number, names?: string[], signal?: AbortSignal,
 *   onProgress?: (share: number, costs: ActivationCost[]) => void }} [options]
 * @returns {Promise<ActivationCost[]>}
 */
export async function measureActivations(
  engine,
  { elements = 1_000_000, rounds = 9, names = measuredActivations, signal, onProgress } = {},
) {
  const measured = names.map((name) => ({ name, times: /** @type {number[]} */ ([]) }));
  const costs = () =>
    measured
      .filter(({ times }) => times.length > 0)
      .map(({ name, times }) => ({
        name,
        nanoseconds: quantile(times, 0.5),
        quartiles: /** @type {[number, number]} */ ([quantile(times, 0.25), quantile(times, 0.75)]),
      }));
  for (let round = 0; round <= rounds; ++round) {
    for (const { name, times } of measured) {
      signal?.throwIfAborted();
      // Several passes a call, so that a coarse clock's tick is small against them.
      const passes = await engine.activationCost(name, { elements, rounds: 4 });
      if (round > 0) times.push(passes.reduce((sum, pass) => sum + pass, 0) / passes.length);
    }
    onProgress?.((round + 1) / (rounds + 1), costs());
  }
  return costs();
}
