// One interface to three real browsers: Chromium by its own protocol, Firefox by WebDriver BiDi, WebKitGTK by WebDriver. Knows
// nothing of what is tested.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { browsers } from '../../cpp/toolchain/requirements.mjs';

/**
 * @typedef {object} BrowserOptions
 * @property {number} [width]    of the page, in CSS pixels (WebKitGTK's window has its own least width, about 450)
 * @property {number} [height]
 * @property {'light' | 'dark'} [colorScheme]
 * @property {boolean} [reducedMotion]
 * @property {'simd' | 'scalar' | 'none'} [webAssembly]  what the browser is left with: all of it, all but SIMD, or nothing
 */

/**
 * @typedef {object} Browser
 * @property {'chromium' | 'firefox' | 'webkit'} name
 * @property {string} version
 * @property {string[]} problems  errors on the console, uncaught errors, violations of the policy, as they come (not in WebKit, whose
 *   driver does not report them)
 * @property {import('playwright-core').Page | null} page  Chromium's page, for clicks, keys and roles; null in the others
 * @property {(url: string) => Promise<void>} goto  resolves when the page has loaded
 * @property {(code: Function | string, arg?: unknown) => Promise<any>} evaluate  runs a function, or the text of one, in the page
 *   and awaits it; argument and result travel as JSON
 * @property {(path: string) => Promise<void>} screenshot  writes a PNG file
 * @property {() => Promise<void>} close
 */

/** Nothing that is waited for takes as long unless it never comes, on a busy machine either. */
export const LIMIT_MS = 60_000;

const defaults = { width: 1280, height: 800, colorScheme: /** @type {const} */ ('light'), reducedMotion: false };

/** @param {Function | string} code @param {unknown} arg */
const callText = (code, arg) => `(${code})(${arg === undefined ? '' : JSON.stringify(arg)})`;

/** @param {BrowserOptions} options @returns {Promise<Browser>} */
async function openChromium(options) {
  const { width, height, colorScheme, reducedMotion, webAssembly } = { ...defaults, ...options };
  const instance = await chromium.launch({
    executablePath: browsers.chromium() ?? undefined,
    timeout: LIMIT_MS,
    // A root user's Chromium has no sandbox; the others keep a start from asking anything of the outside.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(webAssembly === 'scalar' ? ['--js-flags=--no-enable-sse4-1'] : []),
      ...(webAssembly === 'none' ? ['--js-flags=--jitless'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
  const context = await instance.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error.stack ?? error)));
  return {
    name: 'chromium',
    version: instance.version(),
    problems,
    page,
    goto: async (url) => void (await page.goto(url)),
    evaluate: (code, arg) => page.evaluate(callText(code, arg)),
    screenshot: async (path) => void (await page.screenshot({ path })),
    close: () => instance.close(),
  };
}

/** @param {BrowserOptions} options @returns {Promise<Browser>} */
async function openFirefox(options) {
  const { width, height, colorScheme, reducedMotion, webAssembly } = { ...defaults, ...options };
  if (webAssembly === 'scalar') throw new Error('Firefox has no switch that leaves WebAssembly without SIMD');
  const instance = await puppeteer.launch({
    browser: 'firefox',
    executablePath: browsers.firefox() ?? undefined,
    timeout: LIMIT_MS,
    headless: true,
    defaultViewport: { width, height },
    extraPrefsFirefox: {
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
      'javascript.options.wasm': webAssembly !== 'none',
    },
  });
  const page = await instance.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error instanceof Error ? error.stack : error)));
  return {
    name: 'firefox',
    version: await instance.version(),
    problems,
    page: null,
    goto: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    evaluate: (code, arg) => page.evaluate(callText(code, arg)),
    screenshot: async (path) => void (await page.screenshot({ path: /** @type {`${string}.png`} */ (path) })),
    close: () => instance.close(),
  };
}

/** A port that is free now. */
function freePort() {
  return new Promise((/** @type {(port: number) => void} */ resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * One command of the WebDriver protocol.
 *
 * Errors    rejects with the driver's words.
 *
 * @param {string} method @param {string} url @param {object} [body]
 */
async function command(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** @param {BrowserOptions} options @returns {Promise<Browser>} */
async function openWebkit(options) {
  const { width, height, colorScheme, reducedMotion, webAssembly } = { ...defaults, ...options };
  const port = await freePort();
  const driver = browsers.webkitDriver() ?? 'WebKitWebDriver';
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  // The wish for less motion is the desktop's setting, which GTK reads here.
  mkdirSync(join(home, '.config', 'gtk-3.0'), { recursive: true });
  writeFileSync(join(home, '.config', 'gtk-3.0', 'settings.ini'), `[Settings]\ngtk-enable-animations=${!reducedMotion}\n`);
  const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 1600x1200x24', 'dbus-run-session', '--', driver, `--port=${port}`], {
    // A process group of its own: display, bus, driver and browser end together.
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_RUNTIME_DIR: home,
      TMPDIR: home,
      GTK_THEME: colorScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
      ...(webAssembly === 'scalar' && { JSC_useWasmSIMD: '0' }),
      ...(webAssembly === 'none' && { JSC_useWasm: '0' }),
    },
  });
  const kill = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  // A test run that dies takes its browser along.
  process.once('exit', kill);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const end = async () => {
    kill();
    await ended;
    process.off('exit', kill);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const address = `http://127.0.0.1:${port}`;
    const deadline = Date.now() + LIMIT_MS;
    while (!(await command('GET', `${address}/status`).catch(() => null))?.ready) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error('WebKitWebDriver does not answer');
      await delay(50);
    }
    const { sessionId, capabilities } = await command('POST', `${address}/session`, { capabilities: {} });
    const session = `${address}/session/${sessionId}`;
    await command('POST', `${session}/timeouts`, { script: 120_000, pageLoad: LIMIT_MS });
    /** @type {Browser['evaluate']} */
    const evaluate = async (code, arg) => {
      const script = `const done = arguments[0];
        (async () => ${callText(code, arg)})().then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + error?.stack }));`;
      const result = await command('POST', `${session}/execute/async`, { script, args: [] });
      if ('error' in result) throw new Error(result.error);
      return result.value;
    };
    // A window has borders and a toolbar: measured once, then added.
    await command('POST', `${session}/window/rect`, { width, height });
    const inner = await evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await command('POST', `${session}/window/rect`, { width: 2 * width - inner.width, height: 2 * height - inner.height });
    return {
      name: 'webkit',
      version: capabilities.browserVersion,
      problems: [],
      page: null,
      goto: (url) => command('POST', `${session}/url`, { url }),
      evaluate,
      screenshot: async (path) => writeFileSync(path, Buffer.from(await command('GET', `${session}/screenshot`), 'base64')),
      close: async () => {
        await command('DELETE', session);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

const openers = { chromium: openChromium, firefox: openFirefox, webkit: openWebkit };

/** The browsers that this system can have, in the order in which tests take them. */
export const browserNames = /** @type {(keyof typeof openers)[]} */ (
  process.platform === 'linux' ? ['chromium', 'firefox', 'webkit'] : ['chromium', 'firefox']
);

/**
 * Starts a browser with one empty page.
 *
 * Errors    rejects when the browser is missing or does not start.
 *
 * @param {keyof typeof openers} name
 * @param {BrowserOptions} [options]
 */
export const openBrowser = (name, options = {}) => openers[name](options);
