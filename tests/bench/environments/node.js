// Contestants in Node: a process for each, so that none warms or spoils another's compilers and memory.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('./node-child.js', import.meta.url));
/** Nothing that is measured takes as long unless it hangs. */
const limitMs = 60_000;

/**
 * @param {{ name?: string, node?: string, clock?: 'wall' | 'processor' }} [options]  another Node than this one; what counts as time
 * @returns {import('../rounds.js').Environment}
 */
export function nodeEnvironment({ name: environment = 'node', node = process.execPath, clock = 'wall' } = {}) {
  return {
    name: environment,
    /** @param {string} contestant @param {string} workload */
    async open(contestant, workload) {
      const worker = fork(child, [], {
        execPath: node,
        execArgv: [],
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { ...process.env, BENCH_CLOCK: clock },
      });
      let said = '';
      worker.stderr?.on('data', (text) => {
        said += text;
      });
      /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
      const waiting = new Map();
      let last = 0;
      worker.on('message', (/** @type {any} */ { id, value, error }) => {
        const { resolve, reject } = waiting.get(id) ?? {};
        waiting.delete(id);
        if (error) reject?.(new Error(error));
        else resolve?.(value);
      });
      worker.on('exit', () => {
        const words = said.split('\n').find((line) => line.includes('Error')) ?? 'the process ended';
        for (const { reject } of waiting.values()) reject(new Error(words));
        waiting.clear();
      });
      /** @param {string} name */
      const call =
        (name) =>
        /** @param {any[]} args @returns {Promise<any>} */
        (...args) =>
          new Promise((resolve, reject) => {
            const id = ++last;
            const timer = setTimeout(() => {
              waiting.delete(id);
              reject(new Error(`${name} took longer than ${limitMs / 1000} s`));
            }, limitMs);
            const done = (/** @type {Function} */ settle) => (/** @type {any} */ value) => {
              clearTimeout(timer);
              settle(value);
            };
            waiting.set(id, { resolve: done(resolve), reject: done(reject) });
            if (worker.connected) worker.send({ id, call: name, args });
            else waiting.get(id)?.reject(new Error('the process has ended'));
          });
      const close = async () => void worker.kill();
      await call('open')(contestant, workload).catch(async (error) => {
        await close();
        throw error;
      });
      return { check: call('check'), warmUp: call('warmUp'), window: call('window'), close };
    },
    async close() {},
  };
}
