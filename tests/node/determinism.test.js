// The pinned weight hashes hold in Node, with SIMD and without. tests/browser/engine.test.js asks the browsers for the same ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createModel } from 'relu-playground';
import { Model } from '../../web/engine/model.js';
import { loadProbes } from '../oracles/probe.js';

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

    test(`${name}: the module with the probes gives the same, ${variant}`, async () => {
      const { module } = await loadProbes(variant);
      const model = new Model(module, experiment, null);
      model.step(steps);
      assert.equal(model.weightHash(), weightHash);
      model.dispose();
    });
  }
}
