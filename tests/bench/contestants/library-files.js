// Where a page finds the files that libraries fetch by themselves; in Node they find their own.

/** The address of the bench's node_modules, with a slash at its end; null in Node. */
export const libraryFiles = typeof document === 'object' ? new URL('/tests/bench/node_modules/', document.baseURI).href : null;
