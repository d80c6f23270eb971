// The playground in a frame of somebody else's page: it becomes as high as its content, does what that page asks, refuses what makes no
// sense, does not answer strangers, and survives a flood. Two origins, as on the web.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dist } from './built-page.js';
import { LIMIT_MS, openBrowser } from './drivers.js';
import { serve, strictPolicy } from './server.js';

/** Messages that are sent at once. */
const floodSize = 20_000;

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof serve>>} */ let playground;
/** @type {Awaited<ReturnType<typeof serve>>} */ let site;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */ let browser;
before(async () => {
  playground = await serve(dist, { policy: strictPolicy });
  const source = `${playground.url}embed.html?panels=controls%20result&amp;activation=relu&amp;depth=2`;
  const frame = `<iframe id="play" src="${source}" width="600" height="150" title="playground"></iframe>`;
  const stranger = `<script>addEventListener('message', ({ data }) => (window.heard ??= []).push(data));
    parent.frames.play.postMessage({ ns: 'relu-playground', v: 1, type: 'get_height', id: 'stranger' }, '*');
    window.ask = () => parent.frames.play.postMessage({ ns: 'relu-playground', v: 1, type: 'get_experiment', id: 'stranger' }, '*');</script>`;
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>host</title>';
  site = await serve(dist, {
    pages: {
      'host.html': `${head}<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>${frame.replace('id="play"', 'id="play" name="play"')}
        <iframe id="stranger" src="stranger.html" title="stranger"></iframe><script type="module" src="frame.js"></script>`,
      'stranger.html': `${head}${stranger}`,
    },
  });
  browser = await openBrowser('chromium');
  await browser.goto(`${site.url}host.html`);
  // As soon as the frame is there, long before its first picture.
  await heard((message) => message.type === 'height');
  early = await ask({ type: 'get_experiment' });
  await heard((message) => message.type === 'ready');
});
after(async () => {
  await browser?.close();
  await site?.close();
  await playground?.close();
});

/** @returns {Page} */
const page = () => /** @type {Page} */ (browser.page);

/** The first message that the page has heard and that fits, waited for. @param {(message: any) => boolean} fits */
async function heard(fits) {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const messages = /** @type {any[]} */ (await page().evaluate(() => /** @type {any} */ (globalThis).heard));
    const found = messages.find(fits);
    if (found) return found;
    assert.ok(Date.now() < deadline, `not heard: ${fits}; but ${JSON.stringify(messages).slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let lastId = 0;
/** What the frame said to a question that came before it was ready. @type {any} */ let early;

/** Asks the frame and awaits what it says to that. @param {object} members */
async function ask(members) {
  const id = ++lastId;
  await page().evaluate(
    ([message, target]) => /** @type {any} */ (document.querySelector('#play')).contentWindow.postMessage(message, target),
    /** @type {const} */ ([{ ns: 'relu-playground', v: 1, id, ...members }, new URL(playground.url).origin]),
  );
  return heard((message) => message.id === id);
}

describe('a frame', () => {
  test('becomes as high as its content', async () => {
    await page().waitForFunction(() => Number(/** @type {any} */ (document.querySelector('#play')).height) > 300);
    await ask({ type: 'get_height' });
    // In one go: its content may grow between two calls from outside.
    const { frame, told } = await page().evaluate(() => {
      const { heard } = /** @type {any} */ (globalThis);
      const { height } = heard.findLast((/** @type {any} */ message) => message.height > 0);
      return { frame: /** @type {any} */ (document.querySelector('#play')).clientHeight, told: height };
    });
    assert.ok(Math.abs(frame - told) <= 1, `${frame} and ${told}`);
  });

  test('answers a question that came before it was ready', async () => {
    assert.equal(early.type, 'answer');
    assert.equal(early.experiment.network.layers.length, 2);
  });

  test('tells the state of the run', async () => {
    await ask({ type: 'reset' });
    await ask({ type: 'step', count: 3 });
    const { snapshot } = await ask({ type: 'snapshot' });
    assert.equal(snapshot.step, 3);
    assert.ok(snapshot.train.loss > 0 && Object.keys(snapshot.weights).length === 67);
  });

  test('does what its page asks', async () => {
    assert.equal((await ask({ type: 'step', count: 5 })).type, 'answer');
    const { experiment } = await ask({ type: 'get_experiment' });
    assert.equal(experiment.network.layers.length, 2);
    const changed = { ...experiment, seed: 9 };
    assert.equal((await ask({ type: 'set_experiment', experiment: changed })).type, 'answer');
    assert.deepEqual((await ask({ type: 'get_experiment' })).experiment, changed);
    assert.equal((await heard((message) => message.type === 'change')).source, 'script');
    await ask({ type: 'play' });
    await heard((message) => message.type === 'epoch');
    assert.equal((await ask({ type: 'pause' })).type, 'answer');
  });

  test('refuses what makes no sense, with code and path, and goes on', async () => {
    /** @param {object} members @returns {Promise<[string, string]>} */
    const refused = async (members) => {
      const { type, code, path } = await ask(members);
      assert.equal(type, 'error');
      return [code, path];
    };
    assert.deepEqual(await refused({ type: 'explode' }), ['unknown_name', 'type']);
    assert.deepEqual(await refused({ type: 'play', v: 2 }), ['unknown_version', 'v']);
    assert.deepEqual(await refused({ type: 'step', count: -1 }), ['out_of_range', 'count']);
    const experiment = { network: { layers: [{ units: -3 }] } };
    assert.deepEqual(await refused({ type: 'set_experiment', experiment }), ['out_of_range', 'network.layers[0].units']);
    assert.equal((await ask({ type: 'get_experiment' })).experiment.seed, 9);
  });

  test('keeps out of its page’s history', async () => {
    const before = await page().evaluate(() => history.length);
    await ask({ type: 'set_experiment', experiment: { seed: 11 } });
    await ask({ type: 'set_experiment', experiment: { seed: 12 } });
    assert.equal(await page().evaluate(() => history.length), before);
  });

  test('says nothing to a stranger, here another frame of the same page', async () => {
    const stranger = page()
      .frames()
      .find((frame) => frame.url().endsWith('stranger.html'));
    await stranger?.evaluate(() => /** @type {any} */ (globalThis).ask());
    // What the page asks afterwards is answered: the frame has had its turn at the stranger's message.
    await ask({ type: 'get_height' });
    assert.deepEqual(await stranger?.evaluate(() => /** @type {any} */ (globalThis).heard ?? []), []);
    const messages = /** @type {any[]} */ (await page().evaluate(() => /** @type {any} */ (globalThis).heard));
    assert.ok(messages.every(({ id }) => id !== 'stranger'));
  });

  test('answers a bounded part of a flood, and everything again when it is over', async (t) => {
    const longest = await page().evaluate(
      async ([count, target]) => {
        const { contentWindow } = /** @type {any} */ (document.querySelector('#play'));
        let last = performance.now();
        let longest = 0;
        let isOver = false;
        const watch = (/** @type {number} */ now) => {
          longest = Math.max(longest, now - last);
          last = now;
          if (!isOver) requestAnimationFrame(watch);
        };
        requestAnimationFrame(watch);
        for (let i = 0; i < count; i++) {
          contentWindow.postMessage({ ns: 'relu-playground', v: 1, type: 'reset', id: `flood ${i}` }, target);
          if (i % 500 === 0) await new Promise((resolve) => setTimeout(resolve));
        }
        isOver = true;
        return longest;
      },
      /** @type {const} */ ([floodSize, new URL(playground.url).origin]),
    );
    t.diagnostic(`longest frame in ${floodSize} messages: ${longest.toFixed(0)} ms`);
    // What comes while there is no room is not answered: asked again and again, until the last of the flood is through.
    for (let n = 0, isThrough = false; !isThrough; n++) {
      assert.ok(n < LIMIT_MS / 100, 'never answered again');
      await page().evaluate(
        ([message, target]) => /** @type {any} */ (document.querySelector('#play')).contentWindow.postMessage(message, target),
        /** @type {const} */ ([
          { ns: 'relu-playground', v: 1, id: `after ${n}`, type: 'get_height' },
          new URL(playground.url).origin,
        ]),
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      isThrough = await page().evaluate(() =>
        /** @type {any} */ (globalThis).heard.some(
          (/** @type {any} */ { id, type }) => String(id).startsWith('after') && type === 'answer',
        ),
      );
    }
    const answers = /** @type {any[]} */ (await page().evaluate(() => /** @type {any} */ (globalThis).heard)).filter(({ id }) =>
      String(id).startsWith('flood'),
    );
    assert.ok(answers.length < floodSize / 10, `${answers.length} answers to ${floodSize} messages`);
    assert.ok(answers.some(({ code }) => code === 'too_large'));
    assert.equal((await ask({ type: 'get_height' })).type, 'answer');
    assert.deepEqual(browser.problems, []);
  });
});

test('embed.html on its own is a playground, and speaks to nobody', async () => {
  const alone = await openBrowser('chromium');
  try {
    await alone.goto(`${playground.url}embed.html?panels=result#seed=5&layers=4`);
    const experiment = await alone.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('relu-playground'));
      await element.ready;
      return element.getExperiment();
    });
    assert.deepEqual(experiment, { v: 1, seed: 5, network: { layers: [{ units: 4 }] } });
    assert.deepEqual(alone.problems, []);
  } finally {
    await alone.close();
  }
});
