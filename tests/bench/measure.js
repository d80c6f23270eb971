// Runs one contestant on one workload: warms it up, times windows of it, and gives its loss. The same in Node and in a page; knows
// neither other contestants nor what becomes of the figures.
import { checkedRows, makeWorkload, meanLoss } from './workloads.js';

/** @import { Contestant, Instance } from './contestants/contestant.js' */

const usualWarmUpMs = 500;
const longestWarmUpMs = 6000;
/** A run between two looks at the clock, which ticks by a tenth of a millisecond in a page. */
const runMs = 15;
/** How long a check may take; who is slower has nothing to win by not learning. */
const longestCheckMs = 15_000;

/**
 * @param {Contestant} contestant
 * @param {string} id  of the workload
 * @param {() => number} [now]  milliseconds
 */
export async function openBench(contestant, id, now = () => performance.now()) {
  await contestant.load();
  const workload = makeWorkload(id);
  const restartAfter = workload.task === 'train' ? workload.restartAfter : Number.POSITIVE_INFINITY;
  /** @type {Instance} */
  let instance = await contestant.open(workload);
  let done = 0;
  let count = 1;

  async function restart() {
    if (instance.restart) await instance.restart();
    else {
      await instance.dispose?.();
      instance = await contestant.open(workload);
    }
    done = 0;
  }

  /** One run's milliseconds. Starting anew is not timed. */
  async function timedRun() {
    if (done + count > restartAfter) await restart();
    const start = now();
    const pending = instance.run(count);
    const own = pending instanceof Promise ? await pending : pending;
    done += count;
    return typeof own === 'number' ? own : now() - start;
  }

  return {
    /** Runs until the compilers of the host have had their time, and finds how many steps make a run. @param {number} share of the usual time */
    async warmUp(share = 1) {
      const wanted = Math.max(usualWarmUpMs, contestant.warmUpMs ?? 0) * share;
      let passed = 0;
      for (;;) {
        const ms = await timedRun();
        passed += ms;
        if (ms < runMs / 2 && 2 * count <= restartAfter) count *= 2;
        else if (passed >= wanted || passed > longestWarmUpMs) return { ms: passed, count, stepMs: ms / count };
      }
    },

    /** Times runs for about so long. @param {number} windowMs */
    async window(windowMs) {
      let ms = 0;
      let steps = 0;
      while (ms < windowMs) {
        ms += await timedRun();
        steps += count;
      }
      return { ms, steps, samplesPerSecond: (1000 * steps * workload.samplesPerStep) / ms };
    },

    /**
     * The loss before and after the workload's `checkSteps` steps; of a grid the answers. Null where there is nothing to compare or
     * the contestant is too slow.
     */
    async check() {
      if (!instance.answers) return null;
      if (workload.task === 'grid') {
        await instance.run(1);
        return { answers: Array.from(await instance.answers(workload.rows)).filter((_, i) => i % 97 === 0) };
      }
      if (workload.task !== 'train') return null;
      await restart();
      const loss = async () => meanLoss(workload, (await /** @type {Instance} */ (instance).answers?.(checkedRows)) ?? []);
      const before = await loss();
      const start = now();
      const run = instance.runInOrder ?? instance.run;
      for (let step = 0; step < workload.checkSteps; ++step) {
        await run(1);
        if (now() - start > longestCheckMs) return null;
      }
      const after = await loss();
      await restart();
      return { before, after };
    },

    async close() {
      await instance.dispose?.();
    },
  };
}
