// A few points of every data set for the menu of data sets, made by the engine once for a page. Knows nothing of canvases.

/** @typedef {{ task: 'binary' | 'multiclass' | 'regression', points: import('./types.js').Points, domain: { min: number, max: number }, range: { min: number, max: number } }} Thumbnail */

/** Enough to see the shape, few enough to see the points. */
const SAMPLES = 120;

/** @type {WeakMap<object, Promise<Map<string, Thumbnail>>>} */
const known = new WeakMap();

/** One thumbnail for each row of the table of data sets. */
export function thumbnailsOf(
  /** @type {import('./types.js').Engine} */ engine,
  /** @type {import('./types.js').Catalog} */ catalog,
) {
  let thumbnails = known.get(engine);
  if (!thumbnails) {
    thumbnails = make(engine, catalog);
    known.set(engine, thumbnails);
    thumbnails.catch(() => known.delete(engine));
  }
  return thumbnails;
}

async function make(/** @type {import('./types.js').Engine} */ engine, /** @type {import('./types.js').Catalog} */ catalog) {
  const thumbnails = /** @type {Map<string, Thumbnail>} */ (new Map());
  const share = (catalog.fields.data ?? []).find(({ name }) => name === 'test_share');
  const least = share ? { [share.name]: share.min } : {};
  const model = await engine.createModel({});
  try {
    for (const { name } of catalog.datasets) {
      const { task, domain } = await model.setExperiment({ data: { name, samples: SAMPLES, ...least } });
      const { train } = await model.data();
      thumbnails.set(name, { task, points: train, domain, range: rangeOf(task, train.labels) });
    }
  } finally {
    await model.dispose();
  }
  return thumbnails;
}

/** The values that get the two full colours: the labels' own for a regression. */
export function rangeOf(/** @type {string} */ task, /** @type {ArrayLike<number>} */ labels) {
  if (task !== 'regression') return { min: 0, max: 1 };
  const extreme = Array.from(labels).reduce((largest, label) => Math.max(largest, Math.abs(label)), 0) || 1;
  return { min: -extreme, max: extreme };
}
