// What a contestant is. No code: types for the adapters and for what measures them.

/**
 * @typedef {object} Instance  one workload, ready to run
 * @property {(count: number) => unknown} run
 *   `count` mini-batch steps, grids or passes; a promise where the library is asynchronous. Who measures for himself gives milliseconds
 * @property {(rows: number) => ArrayLike<number> | Promise<ArrayLike<number>>} [answers]
 *   raw outputs (before sigmoid and softmax) for the first training rows, rows × outputs
 * @property {(count: number) => unknown} [runInOrder]  steps on batch 0, 1, 2 …, where `run` takes another order
 * @property {() => unknown} [restart]  back to the first weights and the first batch; without it a new instance is made
 * @property {() => unknown} [dispose]
 */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} [package]      of npm, whose version goes into the table
 * @property {'float32' | 'float64'} numbers
 * @property {('node' | 'chromium' | 'native')[]} environments
 * @property {number} [warmUpMs]     where the host's compiler needs longer than usual
 * @property {Record<string, string>} standIn  by workload: in what it differs; there it does not compute the same
 * @property {(id: string) => true | string} supports  or the reason why not
 * @property {() => Promise<void>} load
 * @property {(workload: any) => Instance | Promise<Instance>} open
 */

export {};
