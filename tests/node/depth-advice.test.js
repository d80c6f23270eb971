// What a depth map says on which nothing is solved. Needs the tables, no network.

import assert from 'node:assert/strict';
import test from 'node:test';
import { trainingFixes, unsolvedText } from '../../web/element/views/depth-advice.js';
import tables from '../../web/engine/wasm/tables.mjs';

const trained = (/** @type {string} */ name, /** @type {any} */ record) => ({
  name,
  record: {
    solvedEpoch: null,
    diverged: false,
    train: { loss: 0.7, accuracy: 0.5 },
    test: { loss: 0.7, accuracy: 0.5 },
    ...record,
  },
});
const origin = (/** @type {any} */ optimizer) => ({
  experiment: { network: { layers: [{ units: 4 }] }, training: { optimizer } },
  catalog: tables,
});
const names = (/** @type {any[]} */ records, /** @type {any} */ optimizer) =>
  trainingFixes(records, origin(optimizer)).map(({ name }) => name);
const sgd = { name: 'sgd', learning_rate: 0.03 };

test('a map with a solved network says nothing, and neither does an empty one', () => {
  assert.equal(unsolvedText([], 100, 'point'), '');
  assert.equal(unsolvedText([trained('Tanh', {}), trained('ReLU', { solvedEpoch: 40 })], 100, 'point'), '');
});

test('where nothing is solved it says what came nearest', () => {
  const far = trained('Tanh, 5 hidden layers', {});
  const near = trained('ReLU, 2 hidden layers', { test: { loss: 0.5, accuracy: 0.71 } });
  const broken = trained('ReLU, 5 hidden layers', { diverged: true, test: { loss: null, accuracy: 0.9 } });
  assert.match(
    unsolvedText([far, near, broken], 1000, 'row'),
    /^None of these networks is solved within 1,000 epochs: .*The nearest is ReLU, 2 hidden layers, with 71\.0\s% of the test rows right\.$/,
  );
  const value = (/** @type {number} */ loss) => ({ train: { loss, accuracy: null }, test: { loss, accuracy: null } });
  assert.match(
    unsolvedText([trained('Tanh', value(0.4)), trained('ELU', value(0.2))], 30, 'point'),
    /The nearest is ELU, with a training loss of 0\.200\.$/,
  );
  assert.equal(unsolvedText([broken], 30, 'point'), 'All of these networks diverge: their steps are too large.');
});

test('it offers what the diagnosis would', () => {
  const far = trained('Tanh', {});
  const broken = trained('ReLU', { diverged: true });
  assert.deepEqual(names([far, broken], sgd), ['use_adam']);
  assert.deepEqual(names([far], { name: 'adam', learning_rate: 0.01 }), []);
  assert.deepEqual(names([broken], sgd), ['smaller_rate', 'use_adam']);
});
