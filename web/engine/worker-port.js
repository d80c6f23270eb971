// The end of a worker's line to its page, in a browser.

/** @type {import('./calls.js').Line} */
export const port = /** @type {any} */ (globalThis);
