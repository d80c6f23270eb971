// The element's parts that need no page: safe import, edits of the experiment, slider stops, numbers as text, clock, history,
// columns of the network.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { catalog, createModel, validate } from 'relu-playground';
import { readExperiment, readList, SHORTHANDS } from '../../web/element/attributes.js';
import * as edit from '../../web/element/experiment-edit.js';
import { stopIndex, stopsOf } from '../../web/element/field-scale.js';
import { columnsOf } from '../../web/element/network-shape.js';
import { fractionText, numberText, percentText } from '../../web/element/number-text.js';
import { openingExperiment } from '../../web/element/opening.js';
import { RunHistory } from '../../web/element/run-history.js';
import { SHORTHANDS as APPLIED } from '../../web/element/shorthands.js';
import { SPEEDS, StepClock } from '../../web/element/speeds.js';
import { unitText } from '../../web/element/unit-text.js';
import { randomExperiment, seededRandom } from './random-values.js';

const tables = await catalog();
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const root = new URL('../../', import.meta.url);

/** What is written on the console as a warning while `work` runs. */
async function warningsOf(/** @type {() => unknown} */ work) {
  const { warn } = console;
  const warnings = /** @type {string[]} */ ([]);
  console.warn = (...parts) => warnings.push(parts.join(' '));
  try {
    await work();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

describe('import on a server', () => {
  for (const entry of ['shell.js', 'define.js']) {
    test(`${entry} raises nothing and leaves no global behind`, () => {
      const code = `const before = new Set(Object.getOwnPropertyNames(globalThis));
        const module = await import(${JSON.stringify(new URL(`web/element/${entry}`, root).href)});
        const page = ['window', 'document', 'HTMLElement'].filter((name) => !before.has(name) && name in globalThis);
        console.log(JSON.stringify({ exported: Object.keys(module), page }));`;
      const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
      assert.deepEqual(JSON.parse(output), { exported: ['ReluPlayground'], page: [] });
    });
  }
});

describe(`edits of the experiment (SEED=${seed})`, () => {
  test('a value is replaced in a copy', () => {
    const before = { network: { layers: [{ units: 8 }, { units: 4 }] } };
    const after = edit.withValue(before, 'network.layers[1].units', 5);
    assert.deepEqual(after, { network: { layers: [{ units: 8 }, { units: 5 }] } });
    assert.equal(before.network.layers[1].units, 4);
    assert.deepEqual(edit.withValue(after, 'network.layers[0]', undefined), { network: { layers: [{ units: 5 }] } });
  });

  test('every setting of every random experiment can be set to what it is: nothing changes', async () => {
    const random = seededRandom(seed);
    for (let run = 0; run < 60; run++) {
      const { minimal, experiment } = await validate(randomExperiment(random, tables));
      const paths = [
        ...Object.keys(experiment.data).map((key) => `data.${key}`),
        ...Object.keys(experiment.training)
          .filter((key) => key !== 'optimizer')
          .map((key) => `training.${key}`),
        ...Object.keys(experiment.training.optimizer).map((key) => `training.optimizer.${key}`),
        ...experiment.network.layers.flatMap((/** @type {any} */ layer, /** @type {number} */ index) =>
          Object.keys(layer.activation).map((key) => `network.layers[${index}].activation.${key}`),
        ),
      ];
      for (const path of paths) {
        const next = edit.withSetting(minimal, experiment, path, edit.valueAt(experiment, path));
        assert.deepStrictEqual((await validate(next)).experiment, experiment, `${path} of ${JSON.stringify(minimal)}`);
      }
    }
  });

  test('any row of any table can be chosen after any other', async () => {
    for (const [path, table] of /** @type {const} */ ([
      ['training.optimizer', 'optimizers'],
      ['network.initializer', 'initializers'],
    ])) {
      for (const before of tables[table]) {
        for (const row of tables[table]) {
          const { minimal } = await validate(edit.withValue({}, path, before.name));
          const { experiment } = await validate(edit.withRow(minimal, path, row, before));
          assert.equal(edit.nameOf(edit.valueAt(experiment, path)), row.name);
        }
      }
    }
  });

  test('a rate that the reader has set stays when the optimiser changes, a default follows the new row', async () => {
    const row = (/** @type {string} */ name) =>
      /** @type {any} */ (tables.optimizers.find((candidate) => candidate.name === name));
    const set = edit.withRow(
      { training: { optimizer: { name: 'sgd', learning_rate: 0.37 } } },
      'training.optimizer',
      row('adam'),
      row('sgd'),
    );
    assert.deepEqual(set.training.optimizer, { name: 'adam', learning_rate: 0.37 });
    assert.equal(
      edit.withRow({ training: { optimizer: 'sgd' } }, 'training.optimizer', row('adam'), row('sgd')).training.optimizer,
      'adam',
    );
  });

  test('layers are added after the chosen one and taken away', async () => {
    const { minimal, experiment } = await validate({ network: { layers: [{ units: 3, activation: 'tanh' }, { units: 5 }] } });
    const added = edit.withLayerAdded(minimal, experiment, 0);
    assert.deepEqual(
      added.network.layers.map((/** @type {any} */ { units }) => units),
      [3, 3, 5],
    );
    const removed = edit.withLayerRemoved(added, (await validate(added)).experiment, 2);
    assert.deepEqual(
      removed.network.layers.map((/** @type {any} */ { activation }) => activation),
      ['tanh', 'tanh'],
    );
    const none = edit.withLayerRemoved(edit.withLayerRemoved(minimal, experiment, 0), experiment, 0);
    assert.deepEqual((await validate(none)).experiment.network.layers, []);
    assert.equal(
      (await validate(edit.withLayerAdded(none, (await validate(none)).experiment, 0))).experiment.network.layers.length,
      1,
    );
  });
});

describe('attributes', () => {
  test('what is not JSON is a fault, everything else is left to the engine', () => {
    assert.deepEqual(readExperiment(null), {});
    assert.deepEqual(readExperiment('{"seed":3}'), { experiment: { seed: 3 } });
    assert.match(readExperiment('{seed:3}').fault?.message ?? '', /expected JSON text/);
  });

  test('an unknown name is a warning that names the allowed ones', async () => {
    const warnings = await warningsOf(() => assert.deepEqual(readList('data, graph', ['data', 'network'], 'panels'), ['data']));
    assert.deepEqual(warnings, ['<relu-playground> panels: expected one of data, network, got "graph"']);
  });

  test('shorthands change one thing each; a bad one is left out with the engine’s sentence', async () => {
    const engine = /** @type {any} */ ({ validate });
    const open = async (/** @type {any} */ attributes) =>
      (
        await validate(
          (
            await openingExperiment(engine, tables, {
              experiment: null,
              activation: null,
              depth: null,
              seed: null,
              ...attributes,
            })
          ).experiment,
        )
      ).experiment;
    const changed = await open({ activation: 'tanh', depth: '3', seed: '9' });
    assert.deepEqual(
      changed.network.layers.map((/** @type {any} */ { activation }) => activation.name),
      ['tanh', 'tanh', 'tanh'],
    );
    assert.equal(changed.seed, 9);
    assert.deepEqual(changed.training, tables.opening.training);
    for (const [name, value, sentence] of [
      ['activation', 'relue', /expected one of linear, relu/],
      ['depth', '1000000000', /network\.layers/],
      ['depth', '-3', /depth: expected a whole number in 0\.\.\d+, got "-3"/],
      ['depth', 'many', /depth: expected a whole number in 0\.\.\d+, got "many"/],
      ['seed', 'x', /seed: expected/],
    ]) {
      const warnings = await warningsOf(async () => assert.deepEqual(await open({ [String(name)]: value }), tables.opening));
      assert.equal(warnings.length, 1);
      assert.match(warnings[0], /** @type {RegExp} */ (sentence));
    }
    assert.deepEqual(
      APPLIED.map(({ name }) => name),
      SHORTHANDS,
    );
    assert.deepEqual(SHORTHANDS, ['depth', 'activation', 'seed']);
  });
});

describe('slider stops', () => {
  const fields = [
    ...Object.values(tables.fields).flat(),
    ...[
      ...tables.activations,
      ...tables.optimizers,
      ...tables.initializers,
      ...tables.losses,
      ...tables.datasets,
      ...tables.layers,
    ].flatMap((row) => row.fields),
  ];
  for (const field of new Map(fields.map((each) => [`${each.name} ${each.min} ${each.max} ${each.default}`, each])).values()) {
    const stops = stopsOf(field);
    if (!stops) continue;
    test(`${field.name}: in range, rising, with the default among them`, () => {
      assert.ok(stops.length >= 2 && stops.length <= 200, `${stops.length} stops`);
      stops.forEach((stop, index) => {
        assert.ok(stop >= /** @type {number} */ (field.min) && stop <= /** @type {number} */ (field.max), `${stop}`);
        assert.ok(index === 0 || stop > stops[index - 1]);
        if (field.kind === 'integer') assert.ok(Number.isInteger(stop), `${stop}`);
      });
      assert.equal(stops[stopIndex(stops, field.default)], field.default);
      assert.equal(stopIndex(stops, 1e30), stops.length - 1);
      assert.equal(stopIndex(stops, -1e30), 0);
    });
  }

  test('a logarithmic field that may be zero has zero as its first stop', () => {
    const stops = stopsOf({
      name: 'l2',
      title: 'L2',
      help: '',
      kind: 'number',
      min: 0,
      max: 10,
      default: 0,
      logarithmic: true,
    });
    assert.equal(stops?.[0], 0);
    assert.ok(stops && stops[1] <= 1e-5);
  });
});

describe('numbers as text', () => {
  test('fractions that can be imagined', () => {
    assert.equal(fractionText(2.08e-5), '1/48,000');
    assert.equal(fractionText(0.0045), '1/220');
    assert.equal(fractionText(0.34), '1/3');
    assert.equal(fractionText(0.9), '90.0\u202f%');
    assert.equal(fractionText(1e-33), '10⁻³³');
    assert.equal(fractionText(0), 'nothing');
  });

  test('numbers keep their sign, size and nature', () => {
    assert.deepEqual(
      [0.6923, -0.5, 0, 12.3456, 1234.5, -0.00001, 1e30, null, Number.NaN, Infinity].map((value) => numberText(value)),
      ['0.692', '−0.500', '0.000', '12.346', '1235', '−1.0\u202f×\u202f10⁻⁵', '1.0\u202f×\u202f10³⁰', '–', '–', '∞'],
    );
    assert.equal(percentText(0.976), '97.6\u202f%');
    assert.equal(percentText(null), '–');
  });
});

describe('step clock', () => {
  test('the rate holds at any frame rate', () => {
    for (const { name, stepsPerSecond } of SPEEDS.filter((speed) => Number.isFinite(speed.stepsPerSecond))) {
      for (const frameMs of [4, 8, 16.7, 33]) {
        const clock = new StepClock();
        let steps = 0;
        for (let elapsed = 0; elapsed < 10_000; elapsed += frameMs) steps += clock.stepsFor(frameMs, stepsPerSecond);
        assert.ok(Math.abs(steps / 10 - stepsPerSecond) <= 0.02 * stepsPerSecond + 1, `${name}: ${steps / 10} steps/s`);
      }
    }
  });

  test('after a long pause there is no burst', () => {
    const clock = new StepClock();
    assert.ok(clock.stepsFor(60_000, 600) <= 30);
  });
});

describe('run history', () => {
  const snapshot = (/** @type {number} */ step, diverged = false) => ({
    step,
    epoch: step / 10,
    diverged,
    train: { loss: 1 / (step + 1), accuracy: 0.5 },
    test: { loss: null, accuracy: null },
  });

  test('only training adds a point: neither a redraw nor a diverged step does', () => {
    const history = new RunHistory();
    for (const step of [0, 5, 5, 5, 3, 9]) history.append(snapshot(step));
    history.append(snapshot(12, true));
    assert.deepEqual(history.epochs, [0, 0.5, 0.9]);
    assert.deepEqual(history.testLoss, [null, null, null]);
  });

  test('answers that are no numbers have no accuracy', () => {
    const history = new RunHistory();
    history.append({ ...snapshot(1), train: { loss: Number.NaN, accuracy: 0 }, test: { loss: 0.5, accuracy: 0.25 } });
    assert.deepEqual(history.trainAccuracy, [null]);
    assert.deepEqual(history.testAccuracy, [0.25]);
  });

  test('a long run stays bounded, with its first and last point', () => {
    const history = new RunHistory();
    for (let step = 0; step <= 100_000; step++) history.append(snapshot(step));
    assert.ok(history.epochs.length <= 2048);
    assert.equal(history.epochs[0], 0);
    assert.equal(history.epochs.at(-1), 10_000);
    assert.equal(history.trainLoss.length, history.epochs.length);
    assert.ok(history.epochs.every((epoch, index) => index === 0 || epoch > history.epochs[index - 1]));
  });
});

describe('columns of the network', () => {
  test('maps and weights are found where the engine puts them', async () => {
    const model = await createModel({
      network: { layers: [{ units: 3, activation: 'tanh' }, { units: 2 }] },
      data: { features: ['x', 'y', 'x_squared'] },
    });
    const columns = columnsOf(model.description, 16);
    assert.deepEqual(
      columns.map(({ title, units, firstMap }) => [title, units, firstMap]),
      [
        ['Inputs', 3, 0],
        ['Layer 1', 3, 3],
        ['Layer 2', 2, 6],
        ['Output', 1, 8],
      ],
    );
    const snapshot = await model.snapshot({ unitGrids: 8, weights: true });
    assert.equal(snapshot.unitGrids?.length, 9 * 64);
    const text = unitText(model.description, columns, { column: 1, unit: 2 }, snapshot, 8);
    const layer = model.description.layers[0];
    const bias = snapshot.weights?.[/** @type {any} */ (layer.biases).offset + 2];
    const weight = snapshot.weights?.[layer.weights.offset + 2 * 3 + 1];
    assert.match(text, /^Unit 3 of layer 1: answers /);
    assert.ok(text.includes(`bias ${numberText(bias)}`), text);
    assert.ok(text.includes(`${numberText(weight)} from y`), text);
    await model.dispose();
  });

  test('of a very deep network the middle is left out, and no map is lost', async () => {
    const model = await createModel({ network: { layers: Array(60).fill({ units: 2 }) } });
    const columns = columnsOf(model.description, 16);
    assert.equal(columns.length, 62);
    assert.ok(columns.filter(({ isShown }) => isShown).length < 30);
    assert.equal(columns.at(-1)?.firstMap, 2 + 60 * 2);
    await model.dispose();
  });
});
