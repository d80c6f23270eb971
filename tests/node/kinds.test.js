// Other data than points of the plane, without a page: kinds and their panels, the menu of data sets with the networks that suit them, the
// columns of a network of any layers, answers, pictures of the reader's own.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catalog, createModel, sizes, validate } from 'relu-playground';
import { classOf, mistakesIn, sharesOf } from '../../web/element/answers.js';
import { dataSetGroups } from '../../web/element/data-sets.js';
import { classTitles, inputTitles } from '../../web/element/data-titles.js';
import { withDataSet } from '../../web/element/experiment-edit.js';
import { isDense, kindOf, nounOf } from '../../web/element/kinds.js';
import { fittingLayer, layerColumns, parameterCount, shapeText, withLayerAfter } from '../../web/element/layer-columns.js';
import { lawOf, pictureOf, strokesOfCells } from '../../web/element/own-picture.js';
import { panelsFor } from '../../web/element/panels.js';
import { SampleChoice } from '../../web/element/sample-choice.js';
import { SlowParts } from '../../web/element/slow-parts.js';
import { networkFor, withSuitingNetwork } from '../../web/element/suiting-networks.js';
import { isSameForm } from '../../web/element/take-data.js';

const tables = await catalog();
const groups = dataSetGroups(tables);
const every = groups.flatMap((group) => group.rows.map((row) => ({ row, group })));

/** @param {any} experiment @template T @param {(model: Awaited<ReturnType<typeof createModel>>) => T | Promise<T>} read */
async function using(experiment, read) {
  const model = await createModel(experiment);
  try {
    return await read(model);
  } finally {
    await model.dispose();
  }
}

describe('data sets', () => {
  test('the menu has every one of the catalogue, once', () => {
    const { datasets, stored, sequences } = tables;
    assert.deepEqual(
      every.map(({ row }) => row.name).sort(),
      [...datasets, ...stored, ...sequences].map(({ name }) => name).sort(),
    );
  });

  test('each one comes with a network that takes it, has its kind, and panels that show it', async () => {
    for (const { row, group } of every) {
      const experiment = withSuitingNetwork({ data: { name: row.name } }, tables.opening, group.kind);
      await using(experiment, async (model) => {
        const { description } = model;
        assert.equal(kindOf(description), group.kind, row.name);
        assert.match((await model.diagnose()).sentence, new RegExp(`on [\\d,]+ ${nounOf(description)}s\\.$`));
        const names = panelsFor(description).map(({ name }) => name);
        assert.equal(new Set(names).size, names.length, 'one panel a name');
        for (const name of ['data', 'network', 'activation', 'result']) assert.ok(names.includes(name), `${row.name}: ${name}`);
      });
    }
  });

  test('changing from any to any keeps settings that both have, and the engine takes the result', async () => {
    const samples = 123;
    for (const before of every) {
      for (const next of every) {
        const shared = before.group.keeps.includes('samples') ? { samples } : {};
        const { minimal, experiment } = await validate({ data: { name: before.row.name, ...shared } });
        const changed = withDataSet(minimal, next.row, next.group, before.row);
        const suited = isSameForm(before.group.kind, next.group.kind)
          ? changed
          : withSuitingNetwork(changed, experiment, next.group.kind);
        const { experiment: taken } = await validate(suited);
        assert.equal(taken.data.name, next.row.name);
        const isKept = 'samples' in shared && next.group.keeps.includes('samples') && suited === changed;
        if (isKept) assert.equal(taken.data.samples, samples, `${before.row.name} → ${next.row.name}`);
      }
    }
  });

  test('points of the plane and rows of a table go through the same layers, pictures and sequences do not', () => {
    assert.ok(isSameForm('plane', 'table'));
    assert.ok(!isSameForm('plane', 'picture'));
    assert.ok(!isSameForm('picture', 'sequence'));
    assert.equal(networkFor('plane'), networkFor('table'));
  });

  test('sizes tells what layers cannot take', async () => {
    const { network } = withSuitingNetwork({ data: { name: 'digits_8x8' } }, tables.opening, 'picture');
    await assert.rejects(sizes({ data: { name: 'iris' }, network }), { code: 'shape_mismatch' });
    await sizes({ data: { name: 'fashion_14x14' }, network });
  });

  test('classes and inputs have the names of the catalogue', async () => {
    await using({ data: { name: 'wine' } }, ({ description }) => {
      assert.deepEqual(classTitles(description, tables), ['class 0', 'class 1', 'class 2']);
      assert.equal(inputTitles(description, tables)[11], 'od280/od315 of diluted wines');
    });
    await using({}, ({ description }) => {
      assert.deepEqual(inputTitles(description, tables), ['x', 'y']);
      assert.equal(kindOf(description), 'plane');
      assert.ok(isDense(description));
    });
    // More inputs made of a point are still points of the plane.
    await using({ data: { name: 'circle', features: ['x', 'y', 'x_squared'] } }, ({ description }) => {
      assert.equal(kindOf(description), 'plane');
    });
  });
});

test('a row of the data is called what it is', () => {
  /** @type {[[number, number, number], string][]} */
  const rows = [
    [[2, 1, 1], 'point'],
    [[1, 28, 28], 'picture'],
    [[2, 60, 1], 'sequence'],
    [[13, 1, 1], 'row'],
  ];
  for (const [sample, noun] of rows) assert.equal(nounOf({ sample }), noun);
});

describe('columns of any layers', () => {
  const blocks = {
    network: {
      layers: [{ units: 3 }, { type: 'residual', layers: [{ units: 3 }, { type: 'dropout' }] }, { units: 2 }],
    },
  };

  test('a block is one column until it is opened', () =>
    using(blocks, ({ description }) => {
      const closed = layerColumns(description, new Set());
      assert.deepEqual(
        closed.map((column) => (column.kind === 'stage' ? column.title : '…')),
        ['Layer 1', 'Layer 2', 'Layer 3', 'Output'],
      );
      const open = layerColumns(description, new Set(['network.layers[1]']));
      assert.deepEqual(
        open.map((column) => (column.kind === 'stage' ? [column.title, column.firstUnit, column.depth] : [])),
        [
          ['Layer 1', 0, 0],
          ['Layer 2.1', 3, 1],
          ['Layer 2.2', 6, 1],
          ['Layer 2', 9, 0],
          ['Layer 3', 12, 0],
          ['Output', 14, 0],
        ],
      );
      const learned = description.layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
      assert.equal(learned, description.parameters, 'no parameter is lost, none counted twice');
    }));

  test('of a very deep network the middle is left out, and no unit is lost', () =>
    using({ network: { layers: Array(60).fill({ type: 'residual', layers: [{ units: 2 }] }) } }, ({ description }) => {
      const columns = layerColumns(description, new Set());
      assert.ok(columns.length < 30);
      assert.deepEqual(
        columns.filter(({ kind }) => kind === 'gap'),
        [{ kind: 'gap', hidden: 36 }],
      );
      const last = columns.at(-1);
      assert.equal(last?.kind === 'stage' && last.firstUnit, 60 * 4);
    }));

  test('every type can be added behind a layer of each kind of data, or is refused with its place', async () => {
    for (const { row, group } of every.filter(({ row: { name } }) =>
      ['circle', 'digits_8x8', 'adding', 'iris'].includes(name),
    )) {
      const { minimal, experiment } = await validate(
        withSuitingNetwork({ data: { name: row.name } }, tables.opening, group.kind),
      );
      await using(minimal, async ({ description }) => {
        const [first] = description.layers;
        const written = { ...minimal, network: { ...minimal.network, layers: experiment.network.layers } };
        for (const { name } of tables.layers) {
          const next = withLayerAfter(written, 'network.layers[0]', fittingLayer(name, first?.shape ?? []));
          assert.equal(next.network.layers.length, written.network.layers.length + 1);
          await sizes(next).catch((error) => assert.match(error.path, /^network\./, `${row.name}: ${name}`));
        }
        for (const name of ['residual', 'dropout', 'activation', 'layer_normalization'])
          await sizes(withLayerAfter(written, 'network.layers[0]', fittingLayer(name, first?.shape ?? [])));
      });
    }
  });

  test('shapes are said as what they are', () => {
    assert.equal(shapeText([8, 4, 4]), '8 × 4 × 4');
    assert.equal(shapeText([16, 20, 1]), '16 × 20 steps');
    assert.equal(shapeText([32, 1, 1]), '32');
  });
});

describe('answers', () => {
  test('are classes as the engine counts them', async () => {
    for (const experiment of [
      { data: { name: 'iris' } },
      { data: { name: 'breast_cancer' } },
      { data: { name: 'latch', steps: 6 }, network: { layers: [{ type: 'simple_rnn' }] } },
      { data: { name: 'circle' }, training: { loss: 'hinge' } },
      { data: { name: 'circle' }, training: { loss: 'mean_squared_error' } },
    ]) {
      await using(experiment, async (model) => {
        await model.step(30);
        const { answers, confusion } = await model.snapshot({ answers: 'test', confusion: 'test' });
        const { test: part } = await model.data();
        const mistakes = mistakesIn(model.description, /** @type {Float32Array} */ (answers), part.labels);
        const classes = model.description.classes;
        const wrong = Array.from(confusion?.counts ?? []).reduce(
          (sum, count, place) => sum + (Math.floor(place / classes) === place % classes ? 0 : count),
          0,
        );
        assert.equal(mistakes.length, wrong, JSON.stringify(experiment));
        for (const { label, said } of mistakes) assert.notEqual(label, said);
      });
    }
  });

  test('have shares where the loss gives probabilities', () => {
    assert.deepEqual(sharesOf({ task: 'binary', link: 'sigmoid' }, [0.25]), [0.75, 0.25]);
    assert.deepEqual(sharesOf({ task: 'multiclass', link: 'softmax' }, [0.5, 0.25, 0.25]), [0.5, 0.25, 0.25]);
    assert.equal(sharesOf({ task: 'binary', link: 'identity' }, [3]), null);
    assert.equal(sharesOf({ task: 'regression', link: 'identity' }, [3]), null);
    assert.equal(classOf({ task: 'binary', link: 'identity' }, [-0.1]), 0);
  });
});

describe('a picture of the reader’s own', () => {
  const digits = lawOf('digits_8x8');
  const ink = (/** @type {Float32Array} */ picture) => picture.reduce((sum, value) => sum + value, 0);
  const line = (/** @type {number} */ x, /** @type {number} */ from, /** @type {number} */ to) => [
    [
      { x, y: from },
      { x, y: to },
    ],
  ];

  test('fills the height and stands in the middle, wherever and however small it was drawn', () => {
    const wanted = pictureOf(line(0.5, 0.1, 0.9), [8, 8], digits);
    for (const strokes of [line(0.2, 0.1, 0.9), line(0.9, 0.4, 0.6), line(0.5, 0.9, 0.1)]) {
      const picture = pictureOf(strokes, [8, 8], digits);
      const furthest = picture.reduce((most, value, place) => Math.max(most, Math.abs(value - (wanted[place] ?? 0))), 0);
      assert.ok(furthest < 0.02, String(furthest));
    }
    for (let row = 0; row < 8; row++) {
      assert.ok((wanted[row * 8 + 3] ?? 0) > 0.3 && (wanted[row * 8 + 4] ?? 0) > 0.3, `row ${row}`);
      assert.equal(wanted[row * 8], 0);
    }
    assert.ok(wanted.every((value) => value >= 0 && value <= 1));
  });

  test('has as much ink as a digit of the data', async () => {
    const ring = Array.from({ length: 40 }, (_, index) => ({
      x: 0.5 + 0.25 * Math.cos((index / 39) * 2 * Math.PI),
      y: 0.5 + 0.4 * Math.sin((index / 39) * 2 * Math.PI),
    }));
    const drawn = ink(pictureOf([ring], [8, 8], digits));
    const zeros = await using({ data: { name: 'digits_8x8' }, network: { layers: [{ type: 'flatten' }] } }, async (model) => {
      const { train } = await model.data();
      const rows = Array.from(train.labels, (label, row) => (label === 0 ? [row] : [])).flat();
      return rows.map((row) => ink(train.points.subarray(row * 64, (row + 1) * 64)));
    });
    assert.ok(
      drawn > Math.min(...zeros) && drawn < Math.max(...zeros),
      `${drawn} of ${Math.min(...zeros)} to ${Math.max(...zeros)}`,
    );
  });

  test('an empty one is empty, a dot is a dot', () => {
    assert.equal(ink(pictureOf([], [8, 8], digits)), 0);
    const dot = ink(pictureOf([[{ x: 0.1, y: 0.1 }]], [8, 8], digits));
    assert.ok(Math.abs(dot - Math.PI * 0.7 ** 2) < 0.2, String(dot));
  });

  test('cells inked one by one are joined where they touch', () => {
    const strokes = strokesOfCells(new Set([0, 1, 9, 63]), [8, 8]);
    assert.equal(strokes.filter(({ length }) => length === 1).length, 2, 'the last of the three, and the lone one');
    assert.equal(strokes.filter(({ length }) => length === 2).length, 3);
    // The last cell of a row and the first of the next are no neighbours.
    assert.ok(strokesOfCells(new Set([7, 8]), [8, 8]).every(({ length }) => length === 1));
  });
});

describe('the chosen sample', () => {
  /** @type {any} */
  const description = { sample: [1, 8, 8], testRows: 10, trainRows: 20, experiment: { data: { name: 'digits' } } };

  test('goes round the ends and stays inside other data', () => {
    const choice = new SampleChoice({ session: null, warn: assert.fail, requestUpdate: () => {} });
    choice.step(-1, description);
    assert.deepEqual(choice.request(description), { part: 'test', row: 9 });
    assert.deepEqual(choice.request({ ...description, testRows: 4 }), { part: 'test', row: 3 });
    assert.deepEqual(choice.request({ ...description, testRows: 0 }), { part: 'train', row: 9 });
    choice.pick(3, 'train');
    assert.deepEqual(choice.request(description), { part: 'train', row: 3 });
    choice.draw(new Float32Array(64).fill(1));
    assert.deepEqual(choice.request(description), { values: new Float32Array(64).fill(1) });
    assert.deepEqual(choice.request({ ...description, sample: [1, 2, 2] }), { values: new Float32Array(4) });
    const others = { ...description, experiment: { data: { name: 'adding' } } };
    assert.deepEqual(choice.request(others), { part: 'train', row: 3 });
    assert.deepEqual(choice.request(description), { part: 'train', row: 3 });
  });

  test('asks again once when it has changed while an answer was on its way', async () => {
    let asked = 0;
    /** @type {(() => void)[]} */ const answers = [];
    const session = {
      redraw: () => {
        asked++;
        return new Promise((/** @type {(value: void) => void} */ resolve) => answers.push(resolve));
      },
    };
    const choice = new SampleChoice({ session: /** @type {any} */ (session), warn: assert.fail, requestUpdate: () => {} });
    for (let row = 0; row < 5; row++) choice.pick(row);
    assert.equal(asked, 1);
    answers[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(asked, 2);
    answers[1]?.();
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(asked, 2);
  });
});

describe('parts of a snapshot that cost much', () => {
  test('are asked for once at rest, now and then in training, and forgotten with their network', () => {
    const session = /** @type {any} */ ({ playing: false, description: {}, snapshot: { step: 3 } });
    const slow = new SlowParts(() => session);
    const request = { confusion: /** @type {const} */ ('test') };
    assert.deepEqual(slow.request(request), request);
    session.snapshot = { step: 3, confusion: 'first' };
    assert.equal(slow.newest('confusion'), 'first');
    assert.deepEqual(slow.request(request), {}, 'known at this step');
    session.snapshot = { step: 4 };
    assert.equal(slow.newest('confusion'), 'first', 'kept');
    assert.deepEqual(slow.request(request), request, 'another step');
    session.playing = true;
    assert.deepEqual(slow.request(request), {}, 'too early');
    session.description = {};
    assert.equal(slow.newest('confusion'), undefined, 'another network');
  });
});
