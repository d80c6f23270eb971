// The pinned weight hashes hold in Node, with SIMD and without. tests/browser/engine.test.js asks the browsers for the same ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createModel } from 'relu-playground';

const { cases } = JSON.parse(readFileSync(new URL('../determinism.json', import.meta.url), 'utf8'));

for (const { name, experiment, steps, weightHash } of cases) {
  for (const variant of /** @type {const} */ (['simd', 'scalar'])) {
    test(`${name}: ${steps} steps give the pinned weights, ${variant}`, async () => {
      const model = await createModel(experiment, { variant });
      await model.step(steps);
      const { diverged } = await model.snapshot();
      assert.equal(diverged, false, 'a diverged network pins nothing');
      assert.equal(await model.weightHash(), weightHash);
      await model.dispose();
    });
  }
}
