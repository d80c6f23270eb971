// What the classes and the columns of data are called. Knows the engine's description and its catalogue, nothing of the screen.

/** @typedef {import('./types.js').Description} Description */
/** @typedef {import('./types.js').Catalog} Catalog */

/** "od280/od315_of_diluted_wines" → "od280/od315 of diluted wines". */
const readable = (/** @type {string} */ name) => name.replaceAll('_', ' ');

/** What the classes are called: by the data where they say it, by the catalogue where it knows the set, else by their numbers. */
export function classTitles(/** @type {Description} */ { experiment, classes }, /** @type {Catalog} */ { stored }) {
  const known = experiment.data?.classes ?? stored.find(({ name }) => name === experiment.data?.name)?.classes ?? [];
  return Array.from({ length: classes }, (_, index) => (known[index] ? readable(known[index]) : `class ${index}`));
}

/** What the inputs are called, in the order in which the network gets them. */
export function inputTitles(/** @type {Description} */ { experiment, inputs }, /** @type {Catalog} */ { stored }) {
  const known = stored.find(({ name }) => name === experiment.data?.name)?.columns ?? [];
  return inputs.map(({ title }, index) => (known[index] ? readable(known[index]) : title));
}
