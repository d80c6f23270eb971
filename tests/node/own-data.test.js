// Data of a reader's own inside the experiment: exact through text and link, the same run as the samples alone, refused with a path.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serialise } from '../../web/element/permalink.js';
import { parse } from '../../web/element/permalink-reader.js';
import { samplesFromPoints } from '../../web/engine/csv.js';
import { createModel, loadModel, PlaygroundError, sizes, validate } from '../../web/engine/index.js';
import { PLANE, readPoints, rounded, writePoints } from '../../web/engine/own-points.js';
import { seededRandom } from './random-values.js';

/** What a link may have in the places that cut long ones. */
const MOST_LINK = 2000;

/** @param {() => number} random @param {number} count @param {number} classes @returns {import('../../web/engine/own-points.js').OwnPoint[]} */
const randomPoints = (random, count, classes) =>
  Array.from({ length: count }, () => ({
    x: rounded(PLANE.min + random() * 12),
    y: rounded(PLANE.min + random() * 12),
    label: Math.floor(random() * classes),
  })).sort((one, other) => one.label - other.label);

describe('points as a text', () => {
  test('what was written is read, and what was read is written, 300 times', () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const random = seededRandom(seed);
    for (let round = 0; round < 300; round++) {
      const points = randomPoints(random, Math.floor(random() * 60), 2 + Math.floor(random() * 9));
      const text = writePoints(points);
      assert.deepEqual(readPoints(text).points, points, `seed ${seed}`);
      assert.equal(writePoints(readPoints(text).points).replace(/\.+$/, ''), text.replace(/\.+$/, ''), `seed ${seed}`);
      for (const { x, y } of points) assert.ok(Math.fround(x) === x && Math.fround(y) === y);
    }
  });

  test('values come back in steps of a 2048th of their range', () => {
    const random = seededRandom(7);
    const points = randomPoints(random, 50, 1).map((point) => ({ ...point, label: random() * 8 - 4 }));
    const text = writePoints(points, 4);
    const read = readPoints(text, 4).points;
    for (const [index, { label }] of read.entries()) assert.ok(Math.abs(label - points[index].label) <= 4 / 2048);
    assert.equal(writePoints(read, 4), text);
  });

  test('what lies outside the plane comes to its edge', () => {
    assert.deepEqual([rounded(-100), rounded(0), rounded(100)], [-6, 0, 6 - 12 / 4096]);
  });

  test('refused with the place of the letter', () => {
    const message = (/** @type {string} */ text) => {
      try {
        readPoints(text);
      } catch (error) {
        assert.ok(error instanceof PlaygroundError);
        assert.equal(error.path, 'data.points');
        return error.reason;
      }
      return '';
    };
    assert.match(message('AAAA'), /groups/);
    assert.match(message('AAAA.AAAAA'), /4 letters a point, got 5 in group 2/);
    assert.match(message('AAAA.AA+A'), /at letter 8, got "\+A"/);
    assert.match(message('AAAA'.repeat(20_001).concat('.')), /up to 20000/);
  });
});

describe('an experiment with data of its own', () => {
  const points = randomPoints(seededRandom(11), 120, 2);
  const experiment = { seed: 3, data: { name: 'own', points: writePoints(points), test_share: 0.3 } };

  test('trains as the samples alone do, bit for bit, and tells its data', async () => {
    const own = await createModel(experiment);
    const samples = samplesFromPoints(points.map(({ x, y, label }) => [x, y, label]));
    const given = await createModel({ seed: 3, data: { test_share: 0.3 } }, { data: samples });
    await own.step(50);
    await given.step(50);
    assert.equal(await own.weightHash(), await given.weightHash());
    assert.deepEqual(own.description.minimal, { v: 1, ...experiment });
    assert.deepEqual(own.description.experiment.data, { ...experiment.data, standardize: true });
    assert.deepEqual(
      own.description.inputs.map(({ title }) => title),
      ['x', 'y'],
    );
    const again = await loadModel(await own.save());
    await own.step(20);
    await again.step(20);
    assert.equal(await again.weightHash(), await own.weightHash(), 'a model file holds its data');
    assert.deepEqual(again.description.minimal, own.description.minimal);
    for (const model of [own, given, again]) await model.dispose();
  });

  test('a link of 400 points is short enough and gives the same experiment', async () => {
    const many = { ...experiment, data: { name: 'own', points: writePoints(randomPoints(seededRandom(5), 400, 3)) } };
    const { minimal } = await validate(many);
    const link = serialise(minimal, 100);
    assert.ok(link.length <= MOST_LINK, `${link.length} characters`);
    assert.deepEqual(parse(link).experiment, minimal);
  });

  test('tables, values and several classes', async () => {
    const table = {
      data: {
        name: 'own',
        columns: ['height', 'width', 'depth'],
        classes: ['cat', 'dog', 'fox'],
        values: Array.from({ length: 90 }, (_, index) => (index * 37) % 11),
        labels: Array.from({ length: 30 }, (_, index) => index % 3),
        problem: 'multiclass',
      },
    };
    const model = await createModel(table);
    assert.equal(model.description.task, 'multiclass');
    assert.deepEqual(
      model.description.inputs.map(({ title }) => title),
      table.data.columns,
    );
    await model.dispose();
    assert.ok((await sizes(table)).parameters > 0);
    const values = await createModel({ data: { name: 'own', range: 3, points: 'AAAAAAgAgAgAABABAB' } });
    assert.equal(values.description.task, 'regression');
    await values.dispose();
  });

  test('refused with the path, and the sentence says what is expected', async () => {
    /** @type {[any, string, string][]} */
    const cases = [
      [{}, 'wrong_type', 'data'],
      [{ points: 7 }, 'wrong_type', 'data.points'],
      [{ points: 'AAAA.' }, 'bad_points', 'data.points'],
      [{ points: 'AAAA.AAAA', noise: 0.1 }, 'unknown_key', 'data.noise'],
      [{ points: 'AAAA.AAAA', test_share: 2 }, 'out_of_range', 'data.test_share'],
      [{ points: 'AAAA.AAAA', range: -1 }, 'wrong_type', 'data.range'],
      [{ points: 'AAAA.AAAA', values: [] }, 'mismatch', 'data.values'],
      [{ points: 'AAAA.AAAA', axes: [['x', 0, 1]] }, 'wrong_type', 'data.axes'],
      [{ columns: ['a'], values: [1, 2, 3], labels: [0, 1] }, 'shape_mismatch', 'data.values'],
      [{ columns: ['a'], values: [1, null], labels: [0, 1] }, 'wrong_type', 'data.values'],
      [{ columns: ['a'], values: [1, 2], labels: [0, 1], problem: 'odd' }, 'unknown_name', 'data.problem'],
      [{ columns: [1], values: [1, 2], labels: [0, 1] }, 'wrong_type', 'data.columns'],
      [{ columns: ['a'], values: [1, 2], labels: [0, 1e9], problem: 'multiclass' }, 'out_of_range', 'data.labels'],
    ];
    for (const [data, code, path] of cases) {
      await assert.rejects(createModel({ data: { name: 'own', ...data } }), (/** @type {any} */ error) => {
        assert.deepEqual([error.code, error.path], [code, path], error.message);
        return true;
      });
    }
  });
});
