// How long the page's main thread was held by its longest task. Knows nothing of what runs there.

/**
 * The longest task of the main thread while some time passes, in milliseconds of the thread's own time: a machine that is busy with
 * something else must not make a short task long.
 *
 * @param {import('playwright-core').Page} page  in Chromium
 * @param {number} ms
 * @returns {Promise<{ longest: number, tasks: number }>}
 */
export async function longestTask(page, ms) {
  const chromium = /** @type {import('playwright-core').Browser} */ (page.context().browser());
  await chromium.startTracing(page, { categories: ['toplevel'] });
  await page.waitForTimeout(ms);
  const { traceEvents } = JSON.parse((await chromium.stopTracing()).toString());
  const mains = traceEvents.filter(
    (/** @type {any} */ { name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const isMain = (/** @type {any} */ { pid, tid }) =>
    mains.some((/** @type {any} */ main) => main.pid === pid && main.tid === tid);
  const times = traceEvents
    .filter((/** @type {any} */ event) => event.tdur && isMain(event))
    .map((/** @type {any} */ { tdur }) => tdur / 1000);
  return { longest: Math.max(...times), tasks: times.length };
}
