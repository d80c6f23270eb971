// A line between two threads of Node, in the form in which calls travel over it.

/** @param {import('node:worker_threads').Worker | import('node:worker_threads').MessagePort} end @returns {import('./calls.js').Line} */
export const lineOf = (end) => ({
  postMessage: (message, transfer) => end.postMessage(message, /** @type {any} */ (transfer)),
  addEventListener: (type, listener) => void end.on(type, (/** @type {any} */ data) => listener({ data })),
});
