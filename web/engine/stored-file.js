// Where the files of the stored data sets lie, beside this file.

/** @param {string} name  of a row of the catalogue's `stored` */
export const storedFile = (name) => new URL(`./data/${name.replaceAll('_', '-')}.bin`, import.meta.url);
