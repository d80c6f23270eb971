// Many elements on one page, and one that comes and goes a thousand times: one worker for all, only those that are seen train, and what is gone
// is gone: no worker, no observer, no listener, no memory stays behind.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bareHead, builtPage } from './built-page.js';
import { LIMIT_MS } from './drivers.js';

/** Elements on one page. */
const CROWD = 20;
const pages = {
  'crowd.html': `${bareHead}<body>${'<relu-playground autoplay panels="controls verdict result"></relu-playground>'.repeat(CROWD)}`,
  'empty.html': `${bareHead}<body>`,
};

/** Times that an element comes and goes; so many of them stay until their first picture. */
const COMINGS = 1000;
const FULL = 60;
/** What is counted of the page: none of it may be more than before. */
const counted = /** @type {const} */ (['elements', 'intersections', 'resizes', 'listeners', 'nodes']);
/** Bytes of the page's heap that may stay for each of those that were seen; an element with its networks' pictures has some 300,000. */
const MOST_BYTES_EACH = 20_000;

const built = builtPage({ pages });
const { page } = built;

describe(`${CROWD} elements on one page`, () => {
  test('share one worker, and only those that are seen load and train', async () => {
    await page().goto(`${built.url}crowd.html`);
    const near = () =>
      page().evaluate(() =>
        [.../** @type {NodeListOf<any>} */ (document.querySelectorAll('relu-playground'))].map((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return {
            isSeen: bottom > 0 && top < innerHeight,
            step: element.session?.snapshot?.step ?? null,
            isVisible: element.pictures?.loop.isVisible ?? false,
            isAnswered: element.session?.busy === 0,
          };
        }),
      );
    await page().waitForFunction(
      () => /** @type {any} */ (document.querySelector('relu-playground')).session?.snapshot?.step > 100,
    );
    const first = await near();
    assert.ok(first.filter(({ step }) => step !== null).length <= 4, 'what is far is not loaded');
    // Down the page and back, so that all are alive.
    for (let index = 0; index < CROWD; index++) {
      await page().evaluate(async (index) => {
        const element = /** @type {any} */ (document.querySelectorAll('relu-playground')[index]);
        element.scrollIntoView({ block: 'center' });
        await element.ready;
      }, index);
    }
    assert.equal(page().workers().length, 1);
    // Who is no longer seen has heard of it, and has what had been asked for before.
    let before = await near();
    const isSettled = () => before.every(({ isSeen, isVisible, isAnswered }) => isVisible === isSeen && (isSeen || isAnswered));
    for (const deadline = Date.now() + LIMIT_MS; !isSettled() && Date.now() < deadline; before = await near())
      await page().waitForTimeout(30);
    const isTrained = (/** @type {typeof before} */ now) =>
      now.some(({ step, isSeen }, index) => isSeen && step > before[index].step);
    await page().waitForTimeout(700);
    let after = await near();
    for (const deadline = Date.now() + LIMIT_MS; !isTrained(after) && Date.now() < deadline; after = await near())
      await page().waitForTimeout(30);
    assert.ok(before.every(({ step }) => step !== null));
    for (const [index, { step, isSeen, isVisible }] of after.entries()) {
      assert.equal(isVisible, isSeen, `element ${index}`);
      if (!isSeen) assert.equal(step, before[index].step, `element ${index} trains though nobody sees it`);
    }
    assert.ok(isTrained(after), 'those that are seen train');
  });
});

describe(`${COMINGS} comings and goings`, () => {
  /** @type {import('playwright-core').CDPSession} */ let protocol;

  /** What lives on the page after all that can be forgotten has been. */
  async function living() {
    await page().waitForTimeout(300);
    for (let round = 0; round < 3; round++) await protocol.send('HeapProfiler.collectGarbage');
    const { metrics } = await protocol.send('Performance.getMetrics');
    const metric = (/** @type {string} */ name) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
    const count = async (/** @type {string} */ type) => {
      const prototype = await protocol.send('Runtime.evaluate', { expression: `${type}.prototype` });
      const { objects } = await protocol.send('Runtime.queryObjects', { prototypeObjectId: prototype.result.objectId ?? '' });
      const { result } = await protocol.send('Runtime.callFunctionOn', {
        objectId: objects.objectId,
        functionDeclaration: 'function () { return this.length; }',
        returnByValue: true,
      });
      await protocol.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
      return Number(result.value);
    };
    return {
      workers: page().workers().length,
      elements: await count("customElements.get('relu-playground')"),
      intersections: await count('IntersectionObserver'),
      resizes: await count('ResizeObserver'),
      listeners: metric('JSEventListeners'),
      nodes: metric('Nodes'),
      bytes: metric('JSHeapUsedSize'),
    };
  }

  const come = (/** @type {number} */ times, /** @type {number} */ full) =>
    page().evaluate(
      async ([times, full]) => {
        const stride = Math.floor(times / full);
        for (let round = 0; round < times; round++) {
          const element = /** @type {any} */ (document.createElement('relu-playground'));
          element.experiment = { seed: round, network: { layers: [{ units: 4 }] } };
          document.body.append(element);
          if (round % stride === 0) {
            await element.ready;
            element.play();
            await new Promise((resolve) => requestAnimationFrame(resolve));
          } else if (round % 2 === 0) await new Promise((resolve) => setTimeout(resolve));
          element.remove();
        }
      },
      [times, full],
    );

  test('leave nothing behind', async (context) => {
    await page().goto(`${built.url}empty.html`);
    protocol = await page().context().newCDPSession(page());
    await protocol.send('Performance.enable');
    // Modules, compiled code and caches come with the first ones.
    await come(100, 20);
    const first = await living();
    await come(COMINGS, FULL);
    // What goes takes its leave of the worker first, which may be busy.
    let last = await living();
    for (const deadline = Date.now() + LIMIT_MS; counted.some((what) => last[what] > first[what]) && Date.now() < deadline; )
      last = await living();
    context.diagnostic(`before ${JSON.stringify(first)}, after ${JSON.stringify(last)}`);
    assert.equal(last.workers, 1);
    for (const what of counted) {
      assert.ok(last[what] <= first[what], `${what}: ${first[what]}, then ${last[what]}`);
    }
    assert.ok(last.bytes - first.bytes <= MOST_BYTES_EACH * FULL, `${last.bytes - first.bytes} bytes more than before`);
  });
});
