// The course of a run: for each workload everybody is made ready and checked, then measured in rounds, in each round in another order.
// Knows environments and contestants by name only.
import { randomStream } from './random.js';

/**
 * @typedef {{ check: () => Promise<any>, warmUp: (share?: number) => Promise<{ stepMs: number }>,
 *   window: (ms: number) => Promise<{ samplesPerSecond: number }>, close: () => Promise<void> }} Bench
 * @typedef {{ name: string, open: (contestant: string, workload: string) => Promise<Bench>, close: () => Promise<void> }} Environment
 * @typedef {{ environment: string, contestant: string, workload: string, rates: number[], check: any, error?: string }} Record
 */

/** A contestant whose step takes as long is measured in the first rounds only: it is nobody's rival. */
const slowStepMs = 60;
const roundsOfSlow = 5;

/**
 * Where a process puts its code and its stack moves a step of a few microseconds by a tenth, so contestants with such steps are closed and
 * opened anew after so many rounds, and their medians are over several processes.
 */
const shortStepMs = 0.01;
const roundsOfAProcess = 5;

/** A browser adds its whole log to an error. @param {unknown} error */
const firstLine = (error) => (error instanceof Error ? error.message : String(error)).split('\n')[0];

/** @template Item @param {Item[]} items @param {ReturnType<typeof randomStream>} random */
function shuffled(items, random) {
  const order = [...items];
  for (let i = order.length - 1; i > 0; --i) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * Measures contestants on one workload.
 * @param {string} workload
 * @param {{ environment: Environment, contestant: string }[]} entries
 * @param {{ rounds: number, windowMs: number, warmUp: number, seed: number, say: (text: string) => void }} options
 * @returns {Promise<Record[]>}
 */
export async function runWorkload(workload, entries, { rounds, windowMs, warmUp, seed, say }) {
  const random = randomStream(seed);
  /** @type {{ environment: Environment, record: Record, bench: Bench | null, stepMs: number }[]} */
  const runners = [];
  /** Who fails is out, and all hear of it. @param {typeof runners[number]} runner @param {() => Promise<void>} work */
  const tried = async ({ record }, work) => {
    try {
      await work();
    } catch (error) {
      record.error = firstLine(error);
      say(`${record.environment} ${record.contestant} ${workload}: ${record.error}`);
    }
  };
  try {
    for (const { environment, contestant } of shuffled(entries, random)) {
      /** @type {Record} */
      const record = { environment: environment.name, contestant, workload, rates: [], check: null };
      const runner = { environment, record, bench: /** @type {Bench | null} */ (null), stepMs: 0 };
      runners.push(runner);
      await tried(runner, async () => {
        runner.bench = await environment.open(contestant, workload);
        record.check = await runner.bench.check();
        runner.stepMs = (await runner.bench.warmUp(warmUp)).stepMs;
      });
    }
    for (let round = 0; round < rounds; ++round) {
      if (round > 0 && round % roundsOfAProcess === 0) {
        for (const runner of shuffled(runners, random)) {
          if (runner.record.error || runner.stepMs >= shortStepMs) continue;
          await tried(runner, async () => {
            await runner.bench?.close();
            runner.bench = null;
            runner.bench = await runner.environment.open(runner.record.contestant, workload);
            await runner.bench.warmUp(warmUp);
          });
        }
      }
      for (const runner of shuffled(runners, random)) {
        const { record, bench, stepMs } = runner;
        if (!bench || record.error || (stepMs > slowStepMs && round >= roundsOfSlow)) continue;
        await tried(runner, async () => {
          record.rates.push((await bench.window(windowMs)).samplesPerSecond);
        });
      }
    }
  } finally {
    for (const { bench } of runners) await bench?.close().catch(() => {});
  }
  return runners.map(({ record }) => record);
}
