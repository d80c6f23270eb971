// What the element says of causes, without a page: the health of units in words, their course, the run before a fix beside the one
// after it, where a curve can be taken hold of.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catalog, curve } from 'relu-playground';
import { resultText } from '../../web/element/autopilot-run.js';
import { isComparable } from '../../web/element/comparison.js';
import { comparisonText, endText } from '../../web/element/comparison-text.js';
import { measureReach } from '../../web/element/curve-reach.js';
import { HealthHistory } from '../../web/element/health-history.js';
import { singleText } from '../../web/element/number-text.js';
import { reachText } from '../../web/element/reach-text.js';
import { RunHistory } from '../../web/element/run-history.js';
import { causeText } from '../../web/element/unit-cause.js';
import { firingText, healthOf, layerText, stateText, tileHelp } from '../../web/element/unit-health.js';
import { seededRandom } from './random-values.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** One layer's health as the engine gives it. @param {{ state: number, fires?: number, saturated?: number, bornDead?: number, diedAt?: number, revivedAt?: number }[]} units */
const layerOf = (units) => ({
  states: Uint8Array.from(units, ({ state }) => state),
  fires: Float32Array.from(units, ({ fires = 1 }) => fires),
  saturated: Float32Array.from(units, ({ saturated = 0 }) => saturated),
  bornDead: Uint8Array.from(units, ({ bornDead = 0 }) => bornDead),
  diedAt: Float64Array.from(units, ({ diedAt = Number.NaN }) => diedAt),
  revivedAt: Float64Array.from(units, ({ revivedAt = Number.NaN }) => revivedAt),
});

describe('the health of a unit in words', () => {
  const health = [
    layerOf([
      { state: 0 },
      { state: 1, fires: 0, bornDead: 1 },
      { state: 1, fires: 0, diedAt: 305 },
      { state: 2, saturated: 0.98 },
      { state: 0, fires: 0.472, diedAt: 100, revivedAt: 250 },
      { state: 0, bornDead: 1, revivedAt: 25 },
    ]),
  ];
  const words = (/** @type {number} */ unit) => stateText(healthOf(health, 0, unit), 25);

  test('a healthy one has none, the others say what became of them, and when', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(words), [
      '',
      'born dead',
      'dead since epoch 12',
      'saturated',
      'revived at epoch 10',
      'born dead, revived at epoch 1',
    ]);
  });

  test('what happened before an epoch was over happened within the first', () => {
    const early = [
      layerOf([
        { state: 1, fires: 0, diedAt: 3 },
        { state: 0, bornDead: 1, revivedAt: 24 },
      ]),
    ];
    assert.deepEqual(
      [0, 1].map((unit) => stateText(healthOf(early, 0, unit), 25)),
      ['dead since the first epoch', 'born dead, revived within the first epoch'],
    );
  });

  test('nothing is said of what was not measured', () => {
    assert.equal(healthOf(undefined, 0, 0), null);
    assert.equal(healthOf(health, 1, 0), null);
    assert.equal(healthOf(health, 0, 6), null);
    assert.equal(stateText(null, 25), '');
    assert.equal(layerText(undefined), '');
    assert.equal(firingText(null, 10), '');
  });

  test('a column counts the dead, and where none is, the saturated', () => {
    assert.equal(layerText(health[0]), '2 of 6 off');
    assert.equal(layerText(layerOf([{ state: 2 }, { state: 0 }])), '1 of 2 saturated');
    assert.equal(layerText(layerOf([{ state: 0 }])), '');
  });

  test('how often it fires is a count of points', () => {
    assert.equal(firingText(healthOf(health, 0, 4), 250), 'Fires on 118 of 250 training points.');
    assert.equal(firingText(healthOf(health, 0, 0), 250), 'Fires on every one of the 250 training points.');
    assert.equal(tileHelp(healthOf(health, 0, 1), 25, 1000), 'Born dead. Fires on none of the 1,000 training points.');
    assert.equal(tileHelp(healthOf(health, 0, 0), 25, 1000), '');
  });

  test('why nothing moves a dead unit, only where that is so', () => {
    const dead = healthOf(health, 0, 1);
    const facts = { isFlat: true, isFirst: true, isPenalised: false };
    assert.equal(causeText(dead, facts), 'Off for every training point; its gradient is exactly 0, so nothing can move it.');
    assert.match(causeText(dead, { ...facts, isFirst: false }), /nothing can move it, unless the layers before it change\.$/);
    assert.match(causeText(dead, { ...facts, isPenalised: true }), /nothing but the penalty on the weights can move it\.$/);
    assert.equal(causeText(dead, { ...facts, isFlat: false }), 'Its output is exactly 0 for every training point.');
    assert.match(causeText(healthOf(health, 0, 3), facts), /^For 98\.0\s% of the training points/);
    assert.equal(causeText(healthOf(health, 0, 0), facts), '');
  });
});

describe('the course of the units', () => {
  const snapshotAt = (/** @type {number} */ step, /** @type {number[]} */ fires) =>
    /** @type {any} */ ({
      step,
      epoch: step / 25,
      health: [layerOf(fires.map((share) => ({ state: 0, fires: share })))],
    });

  test('grows by training only and gives one unit’s shares', () => {
    const history = new HealthHistory();
    history.append(snapshotAt(0, [1, 0.5]));
    history.append(snapshotAt(0, [1, 0.1]));
    history.append(/** @type {any} */ ({ step: 10, epoch: 0.4 }));
    history.append(snapshotAt(50, [0, 0.25]));
    assert.deepEqual(history.of(0, 1), { epochs: [0, 2], shares: [0.5, 0.25] });
    assert.deepEqual(history.of(7, 0).shares, [Number.NaN, Number.NaN]);
  });

  test('stays bounded, the more units the shorter, and keeps both ends', () => {
    for (const units of [1, 5000]) {
      const history = new HealthHistory();
      const fires = Array(units).fill(0.5);
      for (let step = 0; step <= 700; step++) history.append(snapshotAt(step, fires));
      const count = history.epochs.length;
      assert.ok(count >= 16 && count <= 512 && (units === 1 || count * units <= 1.01e6), `${count} points of ${units} units`);
      assert.equal(history.epochs[0], 0);
      assert.equal(history.epochs.at(-1), 28);
      assert.equal(history.shares.length, count);
    }
  });
});

test('what an attempt of the autopilot has reached is told with the part of which it is', () => {
  const reached = (/** @type {any} */ result, kept = true) =>
    resultText(/** @type {any} */ ({ kept, result: { train: { loss: 0.4, accuracy: 0.9 }, solvedEpoch: null, ...result } }));
  const test = { loss: 0.5, accuracy: 0.8 };
  assert.match(reached({ test }), /^not solved: training loss 0\.400, test accuracy 80\.0\s%$/);
  assert.match(
    reached({ test: { loss: null, accuracy: null } }, false),
    /^not solved: .*, training accuracy 90\.0\s%; taken back$/,
  );
  assert.match(reached({ test, solvedEpoch: 12 }), /^solved at epoch 12, test accuracy 80\.0\s%$/);
});

describe('two runs side by side', () => {
  const historyOf = (/** @type {[number, number, number | null][]} */ rows) => {
    const history = new RunHistory();
    for (const [index, [epoch, loss, accuracy]] of rows.entries())
      history.append(/** @type {any} */ ({ step: index + 1, epoch, train: { loss, accuracy }, test: { loss, accuracy } }));
    return history;
  };
  const old = {
    history: historyOf([
      [0, 0.7, 0.5],
      [10, 0.695, 0.5],
      [20, 0.692, 0.51],
    ]),
  };

  test('are compared at an epoch that both have reached', () => {
    assert.equal(comparisonText(old, historyOf([[0, 0.8, 0.4]])), 'The same data and the same seed, from the start.');
    assert.match(
      comparisonText(
        old,
        historyOf([
          [0, 0.8, 0.4],
          [10, 0.1, 0.95],
        ]),
      ),
      /^At epoch 10 the training loss is 0\.100 instead of 0\.695, and the test accuracy 95\.0\s% instead of 50\.0\s%\.$/,
    );
    assert.match(
      comparisonText(
        old,
        historyOf([
          [0, 0.8, 0.4],
          [20, 0.05, 0.99],
          [90, 0.001, 1],
        ]),
      ),
      /^At epoch 20 the training loss is 0\.050 instead of 0\.692, and the test accuracy 99\.0\s%/,
      'not with what the new one reached later',
    );
    assert.equal(
      comparisonText({ history: historyOf([[5, 2, null]]) }, historyOf([[5, 1, null]])),
      'At epoch 5 the training loss is 1.000 instead of 2.000.',
    );
  });

  test('why the change has helped is said where the learning signal had not reached the first layer and now does', () => {
    const signals = (/** @type {number[]} */ ...deltas) => ({
      signal: deltas.map((deltaRms) => ({ forwardRms: 1, deltaRms, gradientRms: 1, updateRatio: 1 })),
    });
    assert.equal(
      reachText(signals(0.0002, 0.01, 0.5), signals(0.1, 0.2, 0.4)),
      'Now 1/4 of the learning signal reaches layer 1; before, 1/2,500 did.',
    );
    assert.equal(
      reachText(signals(0.0002, 0.5), signals(0.82, 0.5)),
      'Now the whole learning signal reaches layer 1; before, 1/2,500 did.',
    );
    assert.equal(reachText(signals(0.1, 0.4), signals(0.4, 0.4)), '', 'it had not faded');
    assert.equal(reachText(signals(0.001, 0.4), signals(0.002, 0.4)), '', 'it still has');
    assert.equal(reachText(signals(0, 0), signals(0.1, 0.4)), '', 'nothing had left the output');
    assert.equal(reachText(signals(0.001, 0.4), signals(0.1, 0)), '');
    assert.equal(reachText({}, signals(0.1, 0.4)), '');
    assert.equal(reachText(null, null), '');
  });

  test('the old one is said to have ended where it was left', () => {
    const end = {
      snapshot: /** @type {any} */ ({
        epoch: 120.4,
        train: { loss: 0.692, accuracy: 0.52 },
        test: { loss: 0.7, accuracy: null },
      }),
    };
    assert.match(endText(end), /^epoch 120, training loss 0\.692, training accuracy 52\.0\s%\.$/);
    const tested = { snapshot: { ...end.snapshot, test: { loss: 0.7, accuracy: 0.48 } } };
    assert.match(endText(tested), /^epoch 120, training loss 0\.692, test accuracy 48\.0\s%\.$/);
  });

  test('belong together only from the same data and seed, and when something differs', () => {
    const of = (/** @type {any} */ experiment) => /** @type {any} */ ({ experiment });
    const kept = { description: of({ seed: 1, data: { name: 'circle' }, network: { layers: [1] } }) };
    assert.equal(isComparable(kept, of({ seed: 1, data: { name: 'circle' }, network: { layers: [2] } })), true);
    assert.equal(isComparable(kept, of({ seed: 2, data: { name: 'circle' }, network: { layers: [2] } })), false);
    assert.equal(isComparable(kept, of({ seed: 1, data: { name: 'moons' }, network: { layers: [2] } })), false);
    assert.equal(isComparable(kept, kept.description), false);
  });
});

describe('taking hold of a curve', () => {
  const range = { min: -6, max: 6 };

  test('every activation with a smooth parameter can be dragged to each of its settings, and only those', async () => {
    const { activations } = await catalog();
    const dragged = [];
    for (const { name, fields } of activations) {
      const field = fields.find(({ kind }) => kind === 'number');
      if (!field) continue;
      const reach = await measureReach({ curve }, name, {}, field, range);
      if (!reach) continue;
      dragged.push(name);
      const { default: setting } = field;
      const { values } = await curve(name, { [field.name]: setting }, Float32Array.of(reach.z));
      const found = reach.settingFor(values[0]);
      const back = await curve(name, { [field.name]: found }, Float32Array.of(reach.z));
      assert.equal(back.values[0], values[0], `${name}: ${field.name} ${found}`);
    }
    for (const name of ['leaky_relu', 'prelu', 'elu', 'celu']) assert.ok(dragged.includes(name), `${name} of ${dragged}`);
  });
});

describe(`weights as text (SEED=${seed})`, () => {
  test('in as few digits as give the same number back', () => {
    assert.equal(singleText(Math.fround(0.3)), '0.3');
    assert.equal(singleText(-5), '-5');
    assert.equal(singleText(0), '0');
    const random = seededRandom(seed);
    for (let run = 0; run < 2000; run++) {
      const value = Math.fround((random() - 0.5) * 10 ** (random() * 20 - 10));
      assert.equal(Math.fround(Number(singleText(value))), value);
      assert.ok(
        singleText(value)
          .replace(/[-.]|e.*/g, '')

          .replace(/^0+|0+$/g, '').length <= 9,
        singleText(value),
      );
    }
  });
});
