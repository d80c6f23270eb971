// The real data sets: the files are what their provenance says, the rows read right, and networks learn from them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { catalog, createModel, PlaygroundError } from '../../web/engine/index.js';
import { storedFile } from '../../web/engine/stored-file.js';

const { stored } = await catalog();
const provenance = readFileSync(new URL('../../web/engine/data/README.md', import.meta.url), 'utf8');

test('every stored set has a file whose hash is the one of its provenance', () => {
  assert.ok(stored.length >= 5);
  for (const { name, licence, source } of stored) {
    const hash = createHash('sha256')
      .update(readFileSync(storedFile(name)))
      .digest('hex');
    assert.ok(provenance.includes(hash), name);
    assert.ok(licence && source);
  }
});

for (const { name, rows, shape, classes } of stored) {
  test(`${name}: rows, shape and classes`, async () => {
    const model = await createModel({ data: { name }, network: { layers: shape[1] > 1 ? [{ type: 'flatten' }] : [] } });
    const { trainRows, testRows, outputs, task } = model.description;
    assert.equal(trainRows + testRows, rows);
    assert.equal(outputs, task === 'binary' ? 1 : classes.length);
    const { train, test: held } = await model.data();
    const seen = new Set([...train.labels, ...held.labels]);
    assert.equal(seen.size, classes.length);
    assert.equal(train.points.length, trainRows * shape[0] * shape[1] * shape[2]);
    if (shape[1] > 1) assert.ok(train.points.every((value) => value >= 0 && value <= 1));
    const { history } = await model.fit({ epochs: 30 });
    assert.ok(/** @type {number} */ (history[29].test.accuracy) > 0.75, `test accuracy ${history[29].test.accuracy}`);
    const { test: confusion } = await model.confusion();
    assert.equal(confusion.counts.length, classes.length ** 2);
    assert.equal(
      confusion.counts.reduce((sum, count) => sum + count, 0),
      testRows,
    );
    await model.dispose();
  });
}

test('settings of generated data do not fit a stored set', async () => {
  await assert.rejects(
    createModel({ data: { name: 'iris', noise: 0.2 } }),
    (error) => error instanceof PlaygroundError && error.path === 'data.noise',
  );
  const model = await createModel({ data: { name: 'wine' } });
  assert.deepEqual(model.description.minimal, { v: 1, data: { name: 'wine' } });
  await model.dispose();
});
