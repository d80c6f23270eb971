// The shapes of a lesson and of what was measured for it, for the type checker and the reader. No code.

/**
 * @typedef {object} Lesson
 * @property {string} id        kebab-case; the file's name, the address's fragment and the element's attribute `lesson`
 * @property {string} title
 * @property {string} question
 * @property {Prediction[]} predictions  three; the measurement bears out exactly one
 * @property {Experiment} base  what all variants share, by difference from the engine's defaults
 * @property {Variant[]} variants
 * @property {Run} run
 * @property {string[]} measures  names of rows in measures.js; the first is the one that the picture shows
 * @property {string[]} claims    sentences of claims.js; each has to hold
 * @property {string} [unasserted]  why nothing is claimed: then the reader's own machine measures, and no number is kept
 * @property {Show} show
 * @property {string[]} explanation  paragraphs with places for measured numbers, see prose.js; no number is typed by hand
 * @property {string[]} sources   names of rows in sources.js
 */

/** @typedef {{ [key: string]: any }} Experiment  as the engine takes it; what is left out is the engine's default */

/** @typedef {{ text: string, when: string[] }} Prediction  `when`: sentences of claims.js, all of which hold if it is right */

/**
 * One of the networks that are compared.
 * @typedef {object} Variant
 * @property {string} id         snake_case
 * @property {string} title
 * @property {Experiment} change from the base; an object replaces one with another name, and joins one with the same
 * @property {number} [epochs]   instead of the run's
 * @property {string} [procedure]  a row of procedures.js; 'train' when left out
 */

/**
 * @typedef {object} Run
 * @property {number} seeds     the seeds are 1..seeds
 * @property {number} epochs
 * @property {number} [target]  test accuracy at which a run ends as solved
 */

/**
 * What the embedded element shows.
 * @typedef {object} Show
 * @property {string} variant   opens first
 * @property {string} [panels]  names of the element's panels, separated by spaces; all when left out
 * @property {string} [view]    the one at the front; the network when left out
 * @property {string} [views]   those that have a tab, separated by spaces
 * @property {number} [startEpoch]  trained before the first picture
 * @property {string} hint      what to do and to look at
 */

/** @typedef {Record<string, Record<string, (number | null)[]>>} Values  variant → measure → one value a seed; null where there is none */

/** @typedef {Record<string, Values>} Measured  lesson → values */

export {};
