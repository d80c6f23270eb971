// One contestant on one workload in a process of its own, driven by messages. Knows nothing of the others.
import { processorMs } from '../clock.js';
import { contestants } from '../contestants.js';
import { openBench } from '../measure.js';

/** @type {any} */
let bench = null;

/** @param {{ id: number, call: string, args: any[] }} message */
async function answer({ id, call, args }) {
  try {
    if (call !== 'open') return process.send?.({ id, value: await bench[call](...args) });
    const [name, workload] = args;
    const { default: contestant } = await contestants[name]();
    bench = await openBench(contestant, workload, process.env.BENCH_CLOCK === 'processor' ? processorMs : undefined);
    process.send?.({ id, value: null });
  } catch (error) {
    process.send?.({ id, error: String(error instanceof Error ? error.message : error) });
  }
}

process.on('message', (message) => void answer(/** @type {any} */ (message)));
