// Tables that somebody brings along: headers, separators, quotes, classes as words or numbers, gaps, and precise refusals.
import assert from 'node:assert/strict';
import test from 'node:test';
import { csvPreview, samplesFromCsv, samplesFromPoints, skippedText } from '../../web/engine/csv.js';
import { createModel, PlaygroundError } from '../../web/engine/index.js';

/**
 * @param {() => unknown} work
 * @param {{ code?: string, path: string, message: RegExp }} expected
 */
function refused(work, { code = 'bad_table', path, message }) {
  assert.throws(work, (/** @type {any} */ error) => {
    assert.ok(error instanceof PlaygroundError);
    assert.equal(error.code, code);
    assert.equal(error.path, path);
    assert.match(error.message, message);
    return true;
  });
}

test('a table with a header, words as classes, and the label last', () => {
  const table = samplesFromCsv('height,width,kind\n1,2,cat\n3,4,dog\n5,6,cat\n');
  assert.deepEqual(table.columns, ['height', 'width']);
  assert.equal(table.label, 'kind');
  assert.deepEqual(table.classes, ['cat', 'dog']);
  assert.deepEqual(table.samples.values, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(table.samples.labels, [0, 1, 0]);
  assert.equal(table.samples.problem, 'binary');
  assert.equal(table.skippedRows, 0);
});

test('without a header columns have numbers, and numbers can be classes', () => {
  const table = samplesFromCsv('1.5,2,7\n3,4,9\n5,6,8\n');
  assert.deepEqual(table.columns, ['column 1', 'column 2']);
  assert.deepEqual(table.classes, ['7', '8', '9']);
  assert.deepEqual(table.samples.labels, [0, 2, 1]);
  assert.equal(table.samples.problem, 'multiclass');
});

test('a comma is a decimal point where it parts no cells', () => {
  const { columns, samples, classes } = samplesFromCsv('height;width;kind\n1,5;-3,25e1;dog\n2;,5;cat\n"4,0";1;a,b\n');
  assert.deepEqual(columns, ['height', 'width']);
  assert.deepEqual(Array.from(samples.values), [1.5, -32.5, 2, 0.5, 4, 1]);
  assert.deepEqual(classes, ['a,b', 'cat', 'dog']);
  assert.deepEqual(Array.from(samplesFromCsv('a,b,c\n1,5,x\n2,6,y\n').samples.values), [1, 5, 2, 6]);
});

test('other separators, quotes, a byte-order mark and blank lines', () => {
  for (const separator of [';', '\t', '|']) {
    const text = ['"the a"', 'b', 'c']
      .join(separator)
      .concat('\r\n"1"', separator, '2', separator, '"x ""y"""\r\n\r\n3', separator, '4', separator, 'z\r\n');
    const table = samplesFromCsv(`\uFEFF${text}`);
    assert.deepEqual(table.columns, ['the a', 'b'], separator);
    assert.deepEqual(table.classes, ['x "y"', 'z']);
  }
});

test('rows with gaps are left out and named', () => {
  const table = samplesFromCsv('a,b,kind\n1,2,x\n,3,y\nNA,1,x\n4,oops,y\n5,6\n7,8,y\n');
  assert.equal(table.skippedRows, 4);
  assert.deepEqual(
    table.skipped.map(({ line, reason }) => [line, reason]),
    [
      [3, 'a is missing'],
      [4, 'a is missing'],
      [5, 'b is not a number: "oops"'],
      [6, 'expected 3 cells, got 2'],
    ],
  );
  assert.deepEqual(table.samples.labels, [0, 1]);
});

test('columns and label are chosen by name or number', () => {
  const text = 'kind,a,b,c\nx,1,2,3\ny,4,5,6\n';
  const table = samplesFromCsv(text, { label: 'kind', columns: ['c', 1] });
  assert.deepEqual(table.columns, ['c', 'a']);
  assert.deepEqual(table.samples.values, [3, 1, 6, 4]);
  refused(() => samplesFromCsv(text, { label: 'sort' }), {
    code: 'unknown_name',
    path: 'label',
    message: /kind, a, b, c, got "sort"/,
  });
  refused(() => samplesFromCsv(text, { columns: [9] }), { code: 'unknown_name', path: 'columns[0]', message: /got 9/ });
});

test('the answer is nothing to learn from, and no column is taken twice', () => {
  const text = 'a,b,kind\n1,2,0\n4,5,1\n';
  refused(() => samplesFromCsv(text, { columns: ['a', 'kind'] }), {
    path: 'columns[1]',
    message: /"kind", which holds the answer/,
  });
  refused(() => samplesFromCsv(text, { label: 0, columns: [0, 1] }), {
    path: 'columns[0]',
    message: /"a", which holds the answer/,
  });
  refused(() => samplesFromCsv(text, { columns: ['b', 'a', 1] }), { path: 'columns[2]', message: /once, got "b" again/ });
});

test('a class that is a number is that number, however it is written', () => {
  const { classes, samples } = samplesFromCsv('a,kind\n1,01\n2,1\n3,1.0\n4,-0\n5,0\n6,1e0\n');
  assert.deepEqual(classes, ['-0', '01']);
  assert.deepEqual(samples.labels, [1, 1, 1, 0, 0, 1]);
  assert.equal(samples.problem, 'binary');
  // Beside a word they are words.
  assert.deepEqual(samplesFromCsv('a,kind\n1,01\n2,1\n3,x\n').classes, ['01', '1', 'x']);
});

test('quantities are regression, also when asked for', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i},${i / 3}`).join('\n');
  assert.equal(samplesFromCsv(rows).samples.problem, 'regression');
  assert.equal(samplesFromCsv('1,2\n3,4\n', { problem: 'regression' }).classes, null);
  assert.equal(samplesFromCsv('1,2\n3,4\n', { problem: 'classes' }).samples.problem, 'binary');
  refused(() => samplesFromCsv('1,x\n2,y\n', { problem: 'regression' }), { path: 'label', message: /expected numbers/ });
});

test('what is no table is refused in a sentence', () => {
  refused(() => samplesFromCsv(''), { path: 'csv', message: /empty/ });
  refused(() => samplesFromCsv('1\n2\n'), { path: 'csv', message: /two columns/ });
  refused(() => samplesFromCsv('a,b\n1,"x\n'), { path: 'csv', message: /line 2: / });
  refused(() => samplesFromCsv('a,b\n1,x\n2,x\n'), { path: 'label', message: /two classes/ });
  refused(() => samplesFromCsv('a,b\nq,x\nw,y\n', { header: true }), {
    path: 'csv',
    message: /line 2, column 1: a is not a number/,
  });
  refused(() => samplesFromPoints([[0, 0, 1]]), { path: 'points', message: /two points/ });
  refused(
    () =>
      samplesFromPoints([
        [0, 0, 1],
        [0, Number.NaN, 0],
      ]),
    { path: 'points[1]', message: /finite/ },
  );
});

test('a table trains, shuffled by the seed and split by the test share', async () => {
  const rows = Array.from(
    { length: 200 },
    (_, i) => `${Math.cos(i) * (1 + (i % 2))},${Math.sin(i) * (1 + (i % 2))},${i % 2 ? 'outer' : 'inner'}`,
  );
  const { samples } = samplesFromCsv(['x,y,kind', ...rows].join('\n'));
  const experiment = { data: { test_share: 0.25 }, network: { layers: [{ units: 12 }] } };
  const model = await createModel(experiment, { data: samples });
  assert.equal(model.description.testRows, 50);
  const { train } = await model.data();
  assert.notDeepEqual([...train.labels.slice(0, 20)], Array.from(samples.labels).slice(0, 20));
  const again = await createModel(experiment, { data: samples });
  assert.deepEqual((await again.data()).train.labels, train.labels);
  const { history } = await model.fit({ epochs: 150 });
  assert.ok(/** @type {number} */ (history[history.length - 1].test.accuracy) > 0.95);
  await model.dispose();
  await again.dispose();
});

test('points drawn by hand train', async () => {
  const points = /** @type {[number, number, number][]} */ (
    Array.from({ length: 40 }, (_, i) => [i % 2 ? 3 : -3, i / 10, i % 2])
  );
  const model = await createModel(
    { network: { layers: [] }, training: { optimizer: { name: 'adam', learning_rate: 0.1 } } },
    { data: samplesFromPoints(points) },
  );
  const { history } = await model.fit({ epochs: 100 });
  assert.equal(history[99].test.accuracy, 1);
  await model.dispose();
});

test('lines are counted as an editor counts them, blank ones and those inside quotes too', () => {
  const table = samplesFromCsv('a,b,kind\n\n1,2,x\n"3\n",4,y\n5,,x\n\n6,7\n8,9,y\n');
  assert.deepEqual(table.skipped.map(skippedText), ['line 6, column 2: b is missing', 'line 8: expected 3 cells, got 2']);
});

test('a preview shows columns and first rows as they are written', () => {
  const preview = csvPreview(`a,b,kind\n${'1, 2,x\n'.repeat(8)}`);
  assert.deepEqual(preview, {
    columns: ['a', 'b', 'kind'],
    rows: Array.from({ length: 5 }, () => ['1', '2', 'x']),
    rowCount: 8,
  });
});
