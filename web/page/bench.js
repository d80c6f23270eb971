// The page of measurements: runs them on a button, shows what comes beside what was published. Knows the engine's public API and its
// two measuring functions, and nothing of how they measure.
import { measureActivations, measuredActivations } from '../engine/activation-bench.js';
import { activationCost, createModel } from '../engine/index.js';
import { measuredNetworks, measureTraining } from '../engine/training-bench.js';
import published from './bench-published.json' with { type: 'json' };

/** Three digits, and thousands apart. @param {number} number */
const numberText = (number) => Number(number.toPrecision(3)).toLocaleString('en');

const rangeText = (/** @type {[number, number]} */ [low, high]) => `${numberText(low)} to ${numberText(high)}`;

const publishedActivation = (/** @type {string} */ name) => published.activations.find((cost) => cost.name === name);

/**
 * One measurement: its rows, how it runs, and what of a result goes where.
 * @type {Record<string, { rows: { name: string, title: string }[], publishedOf: (name: string) => number | undefined,
 *   run: (options: { signal: AbortSignal, onProgress: (share: number, costs: any[]) => void }) => Promise<any[]>,
 *   cells: (cost: any, all: any[]) => string[] }>}
 */
const benches = {
  activations: {
    rows: measuredActivations.map((name) => ({ name, title: publishedActivation(name)?.title ?? name })),
    publishedOf: (name) => publishedActivation(name)?.nanoseconds,
    run: (options) => measureActivations({ activationCost }, options),
    cells({ nanoseconds, quartiles }, all) {
      const relu = all.find(({ name }) => name === 'relu');
      return [numberText(nanoseconds), rangeText(quartiles), relu ? numberText(nanoseconds / relu.nanoseconds) : ''];
    },
  },
  training: {
    rows: measuredNetworks,
    publishedOf: (name) => /** @type {any[]} */ (published.training).find((cost) => cost.name === name)?.microseconds,
    run: (options) => measureTraining({ createModel }, options),
    cells: ({ microseconds, quartiles, stepsPerSecond }) => [
      numberText(microseconds),
      rangeText(quartiles),
      numberText(stepsPerSecond),
    ],
  },
};

const machine = /** @type {string | null} */ (published.machine);
const place = document.querySelector('.machine');
if (place && machine) place.textContent = ` (${machine})`;

/** @type {HTMLButtonElement[]} */
const starts = [];

/** @param {HTMLElement} section */
function connect(section) {
  const { rows, publishedOf, run, cells } = benches[section.dataset.bench ?? ''];
  const find = (/** @type {string} */ selector) => /** @type {any} */ (section.querySelector(selector));
  /** @type {HTMLButtonElement} */
  const start = find('.start');
  /** @type {HTMLButtonElement} */
  const stop = find('.stop');
  /** @type {HTMLProgressElement} */
  const progress = find('progress');
  const news = find('.news');
  const empty = ['–', '–', '–'];
  // On a narrow screen a row stands alone and each figure names itself.
  const labels = [...section.querySelectorAll('thead th')].slice(1).map((head) => head.textContent ?? '');
  const lines = rows.map(({ name, title }) => {
    const line = document.createElement('tr');
    const head = Object.assign(document.createElement('th'), { scope: 'row', textContent: title });
    const known = publishedOf(name);
    line.append(head, ...[...empty, known === undefined ? '–' : numberText(known)].map((text, i) => cell(text, labels[i])));
    return { name, line };
  });
  find('tbody').replaceChildren(...lines.map(({ line }) => line));

  const show = (/** @type {any[]} */ costs) => {
    for (const { name, line } of lines) {
      const cost = costs.find((one) => one.name === name);
      if (!cost) continue;
      for (const [i, text] of cells(cost, costs).entries()) line.children[i + 1].textContent = text;
    }
  };

  start.addEventListener('click', async () => {
    const stopping = new AbortController();
    const cancel = () => stopping.abort(new DOMException('Cancelled.', 'AbortError'));
    stop.addEventListener('click', cancel);
    for (const button of starts) button.disabled = true; // two at once would slow each other
    stop.hidden = progress.hidden = false;
    progress.value = 0;
    stop.focus();
    news.textContent = 'Measuring …';
    try {
      const onProgress = (/** @type {number} */ share, /** @type {any[]} */ costs) => {
        progress.value = share;
        show(costs);
      };
      show(await run({ signal: stopping.signal, onProgress }));
      news.textContent = 'Done.';
    } catch (error) {
      const cancelled = error instanceof DOMException && error.name === 'AbortError';
      news.textContent = cancelled
        ? 'Cancelled; what was measured so far stays.'
        : `It stopped: ${/** @type {any} */ (error).message}`;
    } finally {
      stop.removeEventListener('click', cancel);
      for (const button of starts) button.disabled = false;
      const hadFocus = document.activeElement === stop;
      stop.hidden = progress.hidden = true;
      if (hadFocus) start.focus();
    }
  });
  starts.push(start);
}

/** @param {string} text @param {string} label */
function cell(text, label) {
  const made = document.createElement('td');
  made.textContent = text;
  made.dataset.label = label;
  return made;
}

for (const section of document.querySelectorAll('[data-bench]')) connect(/** @type {HTMLElement} */ (section));
