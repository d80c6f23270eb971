// Which experiment an element opens: the one of its attributes, its lesson's, or the catalogue's opening one, with the shorthand
// attributes applied. Knows the attributes' texts and the engine's judgement, nothing of the page.

import { readExperiment, SHORTHANDS } from './attributes.js';

/** @typedef {import('../lessons/types.js').Show} Show */

/**
 * @param {import('./types.js').Engine} engine
 * @param {import('./types.js').Catalog} catalog
 * @param {{ experiment: any, lesson: string | null, activation: string | null, depth: string | null, seed: string | null }} attributes
 * @returns {Promise<{ experiment: any, refused: any, show: Partial<Show> }>} the minimal form, the error of an experiment or a lesson that
 *   cannot be used, and what the lesson shows beside its experiment
 */
export async function openingExperiment(engine, catalog, attributes) {
  const lesson = await readLesson(attributes.lesson);
  const own = readExperiment(attributes.experiment);
  const { experiment = lesson.experiment ?? catalog.opening, fault } = own;
  let refused = fault ?? lesson.fault ?? null;
  let current = await engine.validate(experiment).catch((error) => {
    refused = error;
    return engine.validate(catalog.opening);
  });
  const isShort = SHORTHANDS.some((name) => attributes[name] != null);
  for (const { name, apply } of isShort ? (await import('./shorthands.js')).SHORTHANDS : []) {
    const text = attributes[name];
    if (text === null || text === undefined) continue;
    try {
      current = await engine.validate(apply(current.minimal, current.experiment, String(text), catalog));
    } catch (error) {
      console.warn(`<relu-playground> ${name}: ${/** @type {Error} */ (error).message}`);
    }
  }
  // How far a lesson trains its network says nothing of another one.
  const show = { ...lesson.show, ...(own.experiment !== undefined && { startEpoch: 0 }) };
  return { experiment: current.minimal, refused, show };
}

/**
 * The lessons are loaded only where one is named.
 *
 * @param {string | null} name
 * @returns {Promise<{ experiment?: any, show?: Show, fault?: { code: string, path: string, message: string } }>}
 */
async function readLesson(name) {
  if (!name) return {};
  const [{ loadLesson }, { shownExperiment }] = await Promise.all([
    import('../lessons/index.js'),
    import('../lessons/experiments.js'),
  ]);
  try {
    const lesson = await loadLesson(name);
    return { experiment: shownExperiment(lesson), show: lesson.show };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { fault: { code: 'unknown_name', path: 'lesson', message: error.message } };
  }
}
