// Every committed reference fixture through the built engine, with SIMD and without.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Comparison, excess } from '../oracles/compare.js';
import { runFolder } from '../oracles/suite.js';

const fixtures = fileURLToPath(new URL('../oracles/fixtures', import.meta.url));

for (const variant of /** @type {const} */ (['simd', 'scalar'])) {
  test(`reference fixtures, ${variant} build`, async (context) => {
    for (const { name, status, detail } of await runFolder(fixtures, { variant })) {
      await context.test(name, { skip: status === 'skipped' && detail }, () => assert.equal(status, 'passed', detail));
    }
  });
}

test('a comparison fails what is outside its tolerance', () => {
  assert.ok(excess(1.1, 1, 0.05) > 1);
  assert.ok(excess(1.04, 1, 0.05) < 1);
  assert.ok(excess(Number.NaN, 1, 1e9) > 1);
  assert.equal(excess(Number.NaN, Number.NaN, 0), 0);
  assert.ok(excess(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1) > 1);
  const comparison = new Comparison();
  comparison.noteAll('values', [1, 2], [1, 2.5], 0.1);
  assert.equal(comparison.result('case').status, 'failed');
  assert.match(/** @type {string} */ (comparison.result('case').detail), /values\[1\]/);
  const short = new Comparison();
  short.noteAll('values', [1], [1, 2], 10);
  assert.equal(short.result('case').status, 'failed');
});
