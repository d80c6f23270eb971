// Starts a thread of the engine in Node.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { endpointOf } from './endpoint.node.js';
import { brokenThread } from './thread.js';

/** @returns {import('./thread.js').Thread} */
export function startThread() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { name: 'relu-playground' });
  return {
    endpoint: endpointOf(worker),
    failed: new Promise((_, reject) => {
      worker.on('error', (error) => reject(brokenThread(error.message)));
      worker.on('exit', (code) => reject(brokenThread(`it ended with code ${code}`)));
    }),
    keep: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}

export const cores = () => availableParallelism();
