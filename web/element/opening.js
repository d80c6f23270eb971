// Which experiment an element opens: the one of its attributes, or the catalogue's opening one, with the shorthand attributes applied.
// Knows the attributes' texts and the engine's judgement, nothing of the page.

import { readExperiment, SHORTHANDS } from './attributes.js';

/**
 * @param {import('./types.js').Engine} engine
 * @param {import('./types.js').Catalog} catalog
 * @param {{ experiment: any, activation: string | null, depth: string | null, seed: string | null }} attributes
 * @returns {Promise<{ experiment: any, refused: any }>} the minimal form, and the error of an experiment that cannot be used
 */
export async function openingExperiment(engine, catalog, attributes) {
  const { experiment = catalog.opening, fault } = readExperiment(attributes.experiment);
  let refused = fault ?? null;
  let current = await engine.validate(experiment).catch((error) => {
    refused = error;
    return engine.validate(catalog.opening);
  });
  for (const { name, apply } of SHORTHANDS) {
    const text = attributes[name];
    if (text === null || text === undefined) continue;
    try {
      current = await engine.validate(apply(current.minimal, current.experiment, String(text), catalog));
    } catch (error) {
      console.warn(`<relu-playground> ${name}: ${/** @type {Error} */ (error).message}`);
    }
  }
  return { experiment: current.minimal, refused };
}
