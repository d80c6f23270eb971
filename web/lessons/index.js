// The lessons in the order of the article, chapter by chapter. Each lesson is a file of its own that is loaded when it is asked for.

/** @import { Lesson } from './types.js' */

/** @typedef {{ id: string, load: () => Promise<{ default: Lesson }> }} Entry */

/** @type {{ id: string, title: string, intro: string, lessons: Entry[] }[]} */
export const CHAPTERS = [
  {
    id: 'bend',
    title: 'What a bend is good for',
    intro:
      'A unit adds up what it is given, each input times a weight, and sends the sum z through one function, its activation. ReLU is the simplest of them: max(0, z), nothing below zero, everything above.',
    lessons: [
      { id: 'why-non-linearity', load: () => import('./why-non-linearity.js') },
      { id: 'three-hinges', load: () => import('./three-hinges.js') },
      { id: 'features-or-layers', load: () => import('./features-or-layers.js') },
      { id: 'step-has-no-slope', load: () => import('./step-has-no-slope.js') },
    ],
  },
  {
    id: 'gradient',
    title: 'Why ReLU: the way back',
    intro:
      'Training sends the error back through the network, layer by layer, and each layer multiplies it by the slope of its activation. Before ReLU that slope was almost always below one.',
    lessons: [
      { id: 'sigmoid-depth-cliff', load: () => import('./sigmoid-depth-cliff.js') },
      { id: 'where-the-signal-goes', load: () => import('./where-the-signal-goes.js') },
      { id: 'half-is-off', load: () => import('./half-is-off.js') },
      { id: 'cheaper-to-compute', load: () => import('./cheaper-to-compute.js') },
    ],
  },
  {
    id: 'start',
    title: 'The first weights',
    intro:
      'Before a network learns anything it is a set of random numbers. How large they are decides whether anything gets through.',
    lessons: [
      { id: 'same-start', load: () => import('./same-start.js') },
      { id: 'he-against-glorot', load: () => import('./he-against-glorot.js') },
      { id: 'same-scale-first', load: () => import('./same-scale-first.js') },
    ],
  },
  {
    id: 'dying',
    title: 'How ReLU dies',
    intro:
      'Below zero, ReLU’s slope is exactly zero. A unit that is off for every training point gets no gradient: it comes back only if the layers before it change, and in the first layer never. It is called dead, and there are two ways to get there.',
    lessons: [
      { id: 'born-dead', load: () => import('./born-dead.js') },
      { id: 'dying-by-rate', load: () => import('./dying-by-rate.js') },
      { id: 'leaky-does-not-always-revive', load: () => import('./leaky-does-not-always-revive.js') },
    ],
  },
  {
    id: 'family',
    title: 'The family',
    intro:
      'Leaky ReLU lets one hundredth through below zero. PReLU learns how much. ELU bends smoothly towards minus one. GELU and SiLU round the corner. Each was proposed with a table in which it wins; here is ours.',
    lessons: [
      { id: 'race-on-the-spiral', load: () => import('./race-on-the-spiral.js') },
      { id: 'prelu-learns-its-slope', load: () => import('./prelu-learns-its-slope.js') },
      { id: 'smooth-relatives', load: () => import('./smooth-relatives.js') },
      { id: 'self-normalising', load: () => import('./self-normalising.js') },
    ],
  },
  {
    id: 'depth',
    title: 'Very deep',
    intro: 'At thirty layers even ReLU runs out. What made hundreds possible is not an activation but the wiring around it.',
    lessons: [
      { id: 'hundreds-of-layers', load: () => import('./hundreds-of-layers.js') },
      { id: 'normalisation-and-depth', load: () => import('./normalisation-and-depth.js') },
    ],
  },
  {
    id: 'uses',
    title: 'Pictures and sequences',
    intro: 'The same functions, in networks that look at a picture piece by piece, or read one number after the other.',
    lessons: [
      { id: 'images', load: () => import('./images.js') },
      { id: 'sequences', load: () => import('./sequences.js') },
    ],
  },
  {
    id: 'craft',
    title: 'Training with open eyes',
    intro: 'Much that is said of activations is really about optimisers, batches and numbers that hide something.',
    lessons: [
      { id: 'adam-against-sgd', load: () => import('./adam-against-sgd.js') },
      { id: 'small-batches', load: () => import('./small-batches.js') },
      { id: 'sure-and-wrong', load: () => import('./sure-and-wrong.js') },
      { id: 'what-accuracy-hides', load: () => import('./what-accuracy-hides.js') },
      { id: 'smallest-step', load: () => import('./smallest-step.js') },
      { id: 'ask-what-you-doubt', load: () => import('./ask-what-you-doubt.js') },
    ],
  },
];

export const LESSON_IDS = CHAPTERS.flatMap(({ lessons }) => lessons.map(({ id }) => id));

/**
 * A lesson by its id.
 *
 * Errors    RangeError that names all lessons.
 * @param {string} id
 * @returns {Promise<Lesson>}
 */
export async function loadLesson(id) {
  const entry = CHAPTERS.flatMap(({ lessons }) => lessons).find((row) => row.id === id);
  if (!entry) throw new RangeError(`lesson: expected one of ${LESSON_IDS.join(', ')}, got ${JSON.stringify(id)}`);
  return (await entry.load()).default;
}

/** Every lesson, in order. */
export const allLessons = () => Promise.all(LESSON_IDS.map(loadLesson));
