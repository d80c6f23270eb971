// The end of a worker's line to the thread that started it, in Node.
import { parentPort } from 'node:worker_threads';
import { lineOf } from './line.node.js';

export const port = lineOf(/** @type {import('node:worker_threads').MessagePort} */ (parentPort));
