// What races and maps compute before they draw: experiments that differ in one thing, statistics over starts, tables as text.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from 'relu-playground';
import { Controls } from '../../web/element/controls.js';
import { Ranges } from '../../web/element/ranges.js';
import { csvText, markdownText } from '../../web/element/table-text.js';
import { RaceRun } from '../../web/element/views/race-run.js';
import { bandOf, deadShare, quantile, quartiles, summaryOf } from '../../web/element/views/race-statistics.js';
import {
  choicesOf,
  commonText,
  insideOf,
  startingOf,
  thingsOf,
  titleOf,
  VARIATIONS,
  variation,
  varied,
} from '../../web/element/views/variations.js';
import { cellColours } from '../../web/view/cell-map.js';
import { describeLanes, laneDash } from '../../web/view/lane-chart.js';
import { contrastRatio, parseHex, toOklab } from '../../web/view/ramp.js';
import { themeOf } from '../../web/view/theme.js';

const catalog = await engine.catalog();

/** @param {any} experiment */
async function originOf(experiment) {
  return { ...(await engine.validate(experiment)), catalog };
}

/** Paths at which two experiments differ. @param {any} a @param {any} b @returns {string[]} */
function differences(a, b, path = '') {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b) ? [] : [path];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => differences(a[key], b[key], path ? `${path}.${key}` : key));
}

const dense = {
  data: { name: 'spiral' },
  network: {
    layers: [
      { units: 6, initializer: 'orthogonal' },
      { units: 4, activation: 'tanh' },
    ],
  },
};
const block = {
  network: {
    layers: [{ units: 8 }, { type: 'residual', layers: [{ units: 8 }, { type: 'dropout' }] }, { type: 'layer_normalization' }],
  },
};

/** Where a change of each thing may show. */
const places = {
  activation: /^network\.layers\.\d+\.(layers\.\d+\.)?activation\./,
  initializer: /^network\.(initializer|layers\.\d+\.initializer)/,
  learning_rate: /^training\.optimizer\.learning_rate$/,
  optimizer: /^training\.optimizer\./,
  depth: /^network\.layers\.\d+$/,
  width: /^network\.layers\.\d+\.units$/,
};

for (const row of VARIATIONS) {
  test(`${row.name}: every value is accepted, and nothing else changes`, async () => {
    for (const experiment of [dense, block, {}]) {
      const origin = await originOf(experiment);
      if (!row.fits(origin)) continue;
      const values = row.choices(origin).map(({ value }) => value);
      for (const value of row.starting(origin)) assert.ok(values.includes(value), `${value} has no place in the menu`);
      const hashes = new Set();
      for (const value of values) {
        const changed = (await engine.validate(row.apply(origin, value))).experiment;
        for (const path of differences(origin.experiment, changed)) {
          assert.match(path, places[/** @type {keyof typeof places} */ (row.name)], `${row.name} ${value}`);
        }
        hashes.add(JSON.stringify(changed));
      }
      assert.equal(hashes.size, values.length, 'two values give the same experiment');
    }
  });
}

test('nothing is offered that the author’s controls and ranges leave out', async () => {
  const controls = new Controls();
  const origin = { ...(await originOf(dense)), controls };
  const things = () => thingsOf(origin).map(({ name }) => name);
  assert.deepEqual(things(), ['activation', 'initializer', 'learning_rate', 'optimizer', 'depth', 'width']);
  controls.ranges = new Ranges('activation tanh relu gelu; depth 1..4; learning_rate 0.01..0.1; optimizer adam', catalog);
  assert.deepEqual(things(), ['activation', 'initializer', 'learning_rate', 'depth', 'width']);
  const values = (/** @type {string} */ name) => choicesOf(origin, name).map(({ value }) => value);
  assert.deepEqual(values('activation'), ['relu', 'gelu', 'tanh']);
  assert.deepEqual(values('depth'), [1, 2, 3, 4]);
  assert.ok(values('learning_rate').every((value) => Number(value) >= 0.01 && Number(value) <= 0.1));
  assert.deepEqual(startingOf(origin, 'activation'), ['relu', 'tanh']);
  assert.deepEqual(startingOf(origin, 'depth'), [1, 2, 4]);
  assert.deepEqual(insideOf(origin, 'depth', [10, 20]), [1, 2], 'none of them inside: the first that are');
  controls.ranges = new Ranges('activation elish mish gelu', catalog);
  assert.deepEqual(startingOf(origin, 'activation').toSorted(), ['gelu', 'mish']);
  controls.read('play learning_rate');
  assert.deepEqual(things(), ['learning_rate']);
  controls.read('play');
  assert.deepEqual(things(), ['activation'], 'a race is always of something');
});

test('things are offered only where they mean something', async () => {
  const residual = await originOf(block);
  assert.equal(variation('depth').fits(residual), false);
  assert.equal(variation('width').fits(await originOf({ network: { layers: [] } })), false);
  const rates = variation('learning_rate').starting(
    await originOf({ training: { optimizer: { name: 'sgd', learning_rate: 0.02 } } }),
  );
  assert.deepEqual(rates, [0.002, 0.006, 0.02, 0.06, 0.2]);
});

test('several things change together', async () => {
  const origin = await originOf(dense);
  const { experiment } = await engine.validate(
    varied(origin, [
      ['depth', 4],
      ['width', 3],
      ['activation', 'elu'],
    ]),
  );
  assert.deepEqual(
    experiment.network.layers.map((/** @type {any} */ { units, activation }) => [units, activation.name]),
    Array.from({ length: 4 }, () => [3, 'elu']),
  );
  assert.equal(titleOf(origin, 'activation', 'leaky_relu'), 'Leaky ReLU');
  assert.equal(titleOf(origin, 'depth', 1), '1 layer');
  const common = commonText(origin, { trainRows: 250, sample: [2, 1, 1] }, ['activation']);
  assert.match(
    common,
    /^.*piral.*, 250 training points · 2 hidden layers · He normal · Adam · learning rate 0\.01 · batch 32$/,
  );
});

test('quantiles lie where NumPy puts them', () => {
  // numpy.quantile([1, 2, 4, 8], [0, .25, .5, .75, 1])
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 1].map((share) => quantile([1, 2, 4, 8], share)),
    [1, 1.75, 3, 5, 8],
  );
  assert.deepEqual(quartiles([3]), { low: 3, median: 3, high: 3 });
  assert.equal(quartiles([]), null);
  assert.equal(quartiles([Infinity, 5, Infinity])?.median, Infinity);
  assert.equal(quartiles([Infinity, Infinity])?.median, Infinity);
});

/** @param {any} record */
const recordOf = (record) => ({
  solvedEpoch: null,
  diverged: false,
  step: 10,
  trainMs: 5,
  train: { loss: 1, accuracy: 0.5 },
  test: { loss: 1, accuracy: 0.5 },
  ...record,
});
/** @param {...number} accuracies */
const curveOf = (...accuracies) =>
  accuracies.map((accuracy, epoch) => ({ epoch, loss: 1, accuracy, testLoss: null, testAccuracy: accuracy }));

test('a band holds the quartiles of every epoch, and a run that ended early stays where it was', () => {
  const records = [curveOf(0, 0.5, 1), curveOf(0.2, 0.6), curveOf(0.4, 0.7, 0.8)].map((curve) => recordOf({ curve }));
  const band = bandOf(/** @type {any} */ (records), 'accuracy');
  assert.deepEqual(
    band.map((at) => at?.median),
    [0.2, 0.6, 0.8],
  );
  assert.equal(band[2]?.low, 0.7);
  assert.deepEqual(
    bandOf(/** @type {any} */ (records), 'loss').map((at) => at?.median),
    [1, 1, 1],
  );
  assert.deepEqual(bandOf([], 'loss'), []);
});

test('a summary counts an unsolved start as later than any solved one', () => {
  const health = [{ states: Uint8Array.of(1, 1, 0, 2) }, { states: Uint8Array.of(1) }];
  const records = [
    recordOf({ solvedEpoch: 4, test: { loss: 0.1, accuracy: 0.9 }, health }),
    recordOf({ solvedEpoch: 8, health }),
    recordOf({ diverged: true, test: { loss: null, accuracy: null }, train: { loss: null, accuracy: null }, health }),
  ];
  const summary = summaryOf(/** @type {any} */ (records), 'accuracy');
  assert.deepEqual(summary, {
    starts: 3,
    solved: 2,
    diverged: 1,
    solvedEpoch: 8,
    final: { low: 0.6, median: 0.7, high: 0.8 },
    dead: 0.5,
    stepMs: 0.5,
  });
  assert.equal(summaryOf(/** @type {any} */ ([records[2], records[0]]), 'loss').solvedEpoch, Infinity);
  assert.equal(deadShare(undefined), null);
});

test('tables become text', async () => {
  const table = { head: ['lane', 'solved'], rows: [['a, "b"', '1 | 2']] };
  assert.equal(await csvText(table), 'lane,solved\n"a, ""b""",1 | 2\n');
  assert.equal(markdownText(table), '| lane | solved |\n| --- | --- |\n| a, "b" | 1 \\| 2 |\n');
});

const schemes = /** @type {const} */ (['light', 'dark']);

test('the colours of lanes are seen on the ground and told apart', () => {
  for (const scheme of schemes) {
    const { lanes, surface } = themeOf(scheme);
    assert.equal(lanes.length, 6);
    for (const [index, colour] of lanes.entries()) {
      assert.ok(contrastRatio(colour, surface) >= 3, `${scheme} lane ${index}`);
      for (const other of lanes.slice(0, index)) {
        const [a, b] = [colour, other].map((hex) => toOklab(parseHex(hex)));
        const distance = Math.hypot(...a.map((value, axis) => value - b[axis]));
        assert.ok(distance >= 0.15, `${scheme}: ${colour} and ${other} are ${distance.toFixed(3)} apart in OKLab`);
      }
    }
  }
  assert.equal(new Set(Array.from({ length: 6 }, (_, index) => laneDash(index).join())).size, 6, 'each lane has its own dash');
});

test('a number can be read on every colour of a map', () => {
  for (const scheme of schemes) {
    for (const ramp of /** @type {const} */ (['accent', 'text'])) {
      for (let fill = 0; fill <= 1; fill += 0.02) {
        const { ground, ink } = cellColours(themeOf(scheme), ramp, fill);
        assert.ok(contrastRatio(ground, ink) >= 4.5, `${scheme} ${ramp} ${fill}`);
      }
    }
  }
});

test('lanes are said in words', () => {
  const lanes = [
    { title: 'ReLU', values: [0.5, 0.97] },
    { title: 'Sigmoid', values: [0.5] },
  ];
  const input = { lanes, measure: /** @type {const} */ ('accuracy'), limit: 10, theme: themeOf('light') };
  assert.equal(describeLanes(input), 'Epoch 1, accuracy: ReLU 97\u202f%, Sigmoid 50\u202f%.');
  assert.equal(describeLanes(null), 'No epoch trained yet.');
});

test('a race is not over while its networks are on their way, only when none of them can go on', async () => {
  const run = new RaceRun(engine, { request: () => ({}), changed: () => {} });
  const entry = (/** @type {any} */ experiment) => ({ value: 0, title: '', experiment });
  try {
    const linedUp = run.lineUp([entry({}), entry({ network: { layers: [{ units: -3 }] } })]);
    assert.equal(run.isOver, false, 'who presses Play now does not end it');
    await linedUp;
    assert.equal(run.isOver, false);
    await run.lineUp([entry({ network: { layers: [{ units: -3 }] } })]);
    assert.equal(run.isOver, true);
    await run.lineUp([entry({ training: { optimizer: { name: 'sgd', learning_rate: 1e30 } } })]);
    await run.turn();
    assert.equal(run.isOver, true);
  } finally {
    await run.dispose();
  }
});
