// The end of a worker's line to the thread that started it, in Node.
import { parentPort } from 'node:worker_threads';
import { endpointOf } from './endpoint.node.js';

export const port = endpointOf(/** @type {import('node:worker_threads').MessagePort} */ (parentPort));
