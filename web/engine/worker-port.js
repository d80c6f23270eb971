// The end of a worker's line to its page, in a browser.

/** @type {import('comlink').Endpoint} */
export const port = /** @type {any} */ (globalThis);
