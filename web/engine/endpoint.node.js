// A line between two threads of Node, in the form in which calls travel over it.
// @ts-expect-error The package declares this file's types under another name than the file's own.
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';

/** @type {(line: import('node:worker_threads').Worker | import('node:worker_threads').MessagePort) => import('comlink').Endpoint} */
export const endpointOf = nodeEndpoint;
