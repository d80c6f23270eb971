// The table of controls: every setting of the experiment belongs to a row, the documentation names them all, and unknown names are told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CONTROL_NAMES, CONTROLS, Controls } from '../../web/element/controls.js';
import { catalog, validate } from '../../web/engine/index.js';
import { CONTROL_WORDS } from '../../web/page/control-words.js';
import { randomExperiment, seededRandom } from './random-values.js';

/** The paths of all values. @returns {string[]} */
const leaves = (/** @type {any} */ value, path = '') =>
  Object.entries(value).flatMap(([key, member]) => {
    const place = path ? `${path}.${key}` : key;
    if (key === 'layers')
      return member.flatMap((/** @type {any} */ layer, /** @type {number} */ index) => leaves(layer, `${place}[${index}]`));
    if (typeof member === 'object' && member !== null && !Array.isArray(member)) return [place, ...leaves(member, place)];
    return [place];
  });

test('every setting belongs to a control, and no control is without a name, title and help', async () => {
  const tables = await catalog();
  const random = seededRandom(Math.floor(Math.random() * 2 ** 32));
  for (let round = 0; round < 100; round++) {
    const { experiment } = await validate(randomExperiment(random, tables));
    const none = new Controls();
    none.read('');
    for (const path of leaves(experiment)) {
      if (['v', 'data', 'network', 'training'].includes(path)) continue;
      assert.equal(none.mayChange(path), false, path);
      assert.equal(new Controls().mayChange(path), true, path);
    }
  }
  for (const { title, help } of Object.values(CONTROL_WORDS)) assert.ok(title && help.endsWith('.'), title);
  assert.deepEqual(Object.keys(CONTROL_WORDS), CONTROL_NAMES);
  assert.equal(new Set(CONTROL_NAMES).size, CONTROLS.length);
});

test('a setting has the nearest control', () => {
  /** @type {[string, string][]} */
  const cases = [
    ['activation', 'network.layers[2].activation'],
    ['activation', 'network.layers[2].activation.alpha'],
    ['activation', 'network.layers[0].layers[1].activation'],
    ['units', 'network.layers[0].units'],
    ['layer_settings', 'network.layers[0].use_bias'],
    ['initializer', 'network.initializer.scale'],
    ['learning_rate', 'training.optimizer.learning_rate'],
    ['optimizer', 'training.optimizer.momentum'],
    ['training_settings', 'training.l2'],
    ['data_settings', 'data.noise'],
    ['inputs', 'data.features'],
    ['depth', 'network'],
    ['seed', 'seed'],
  ];
  for (const [name, path] of cases) {
    const only = new Controls();
    only.read(name);
    assert.equal(only.mayChange(path), true, path);
    only.read(CONTROL_NAMES.filter((other) => other !== name).join(' '));
    assert.equal(only.mayChange(path), false, path);
  }
});

test('an unknown name is a warning that names the allowed ones', (context) => {
  const warn = context.mock.method(console, 'warn', () => {});
  const controls = new Controls();
  controls.read('play dept');
  assert.deepEqual([...controls.names], ['play']);
  assert.equal(warn.mock.callCount(), 1);
  assert.match(String(warn.mock.calls[0].arguments[0]), /controls: expected one of play, step, .*, got "dept"/);
  controls.read(null);
  assert.equal(controls.names.size, CONTROLS.length);
});

test('the README names each of them, in the order of the table', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const names = /`controls="[\s\S]*?The names: ([^.]*)\./.exec(readme)?.[1].split(/,\s+/);
  assert.deepEqual(names, CONTROL_NAMES);
});
