// The history of experiments: what undo and redo come back to, what counts as one change, and the words for it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { changeText } from '../../web/element/change-text.js';
import { EditHistory } from '../../web/element/edit-history.js';
import { catalog, validate } from '../../web/engine/index.js';
import { randomExperiment, seededRandom } from './random-values.js';

const name = () => 'a change';
const state = (/** @type {number} */ seed) => ({ minimal: { seed }, experiment: { seed } });

describe('the history', () => {
  test('walks back and forward as a list with a place does, in 200 random walks', () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const random = seededRandom(seed);
    for (let walk = 0; walk < 200; walk++) {
      const history = new EditHistory();
      history.start(state(0));
      const expected = [0];
      let place = 0;
      for (let step = 1; step < 40; step++) {
        if (random() < 0.5) {
          history.record({ ...state(step), nowMs: step * 10 }, name);
          expected.splice(place + 1, Infinity, step);
          place++;
        } else {
          const next = place + (random() < 0.6 ? -1 : 1);
          const found = history.go(next);
          assert.equal(found?.minimal.seed, expected[next], `seed ${seed}`);
          if (found) place = next;
        }
        assert.equal(history.current?.minimal.seed, expected[place], `seed ${seed}`);
        assert.equal(history.undone === null, place === 0, `seed ${seed}`);
        assert.equal(history.redone === null, place === expected.length - 1, `seed ${seed}`);
      }
    }
  });

  test('changes get their words when those have come, and keep what was said of them', () => {
    const history = new EditHistory();
    history.start(state(0));
    history.record({ ...state(1), nowMs: 0 }, () => '');
    history.record({ ...state(2), title: 'said', nowMs: 1 }, () => '');
    history.record({ ...state(3), nowMs: 2 }, () => '');
    history.nameAll((before, after) => `${before.seed} → ${after.seed}`);
    assert.deepEqual(
      history.states.map(({ title }) => title),
      ['', '0 → 1', 'said', '2 → 3'],
    );
  });

  test('weights typed by hand are changes until another experiment runs, or the same one anew', () => {
    const history = new EditHistory();
    history.start(state(0));
    history.record({ ...state(1), nowMs: 0 }, name);
    const type = (
      /** @type {number} */ index,
      /** @type {number} */ from,
      /** @type {number} */ to,
      /** @type {number} */ nowMs,
    ) => history.recordByHand({ index, from, to, nowMs, title: (first) => `${index}: ${first} → ${to}` });
    type(7, 0.5, 0.6, 1000);
    type(7, 0.6, 0.7, 1100);
    type(8, 1, 2, 1200);
    assert.deepEqual([history.states.length, history.undone?.title ?? null], [4, '8: 1 → 2']);
    history.go(2);
    assert.deepEqual([history.undone?.title ?? null, history.redone?.title ?? null], ['7: 0.5 → 0.7', '8: 1 → 2']);
    assert.deepEqual(history.current?.hand, { index: 7, from: 0.5, to: 0.7 });
    assert.equal(history.current?.minimal.seed, 1);
    type(7, 0.7, 0.5, 5000);
    assert.equal(history.redone, null, 'what was undone before a change can no longer be redone');
    type(7, 0.5, 0.7, 5100);
    assert.deepEqual(
      [history.states.length, history.undone?.title ?? null],
      [3, '7: 0.5 → 0.7'],
      'back where it was: no change',
    );
    history.record({ ...state(2), nowMs: 6000 }, (from, to) => `${from.seed} → ${to.seed}`);
    assert.deepEqual([history.states.length, history.undone?.title ?? null], [3, '1 → 2']);
    type(7, 0.1, 0.2, 7000);
    history.go(2);
    history.forgetHands();
    assert.deepEqual([history.states.length, history.undone?.title ?? null, history.redone], [3, '1 → 2', null]);
  });

  test('numbers of one control in quick succession are one change, and none where they come back', () => {
    const history = new EditHistory();
    history.start(state(0));
    const record = (/** @type {number} */ seed, /** @type {number} */ nowMs, origin = 'noise') =>
      history.record({ ...state(seed), origin, nowMs }, (from, to) => `${from.seed} → ${to.seed}`);
    record(1, 0);
    record(2, 500);
    record(3, 1000);
    assert.equal(history.undone?.title ?? null, '0 → 3');
    record(4, 2500);
    assert.equal(history.undone?.title ?? null, '3 → 4');
    record(5, 2600, 'batch_size');
    assert.equal(history.states.length, 4);
    record(4, 2700, 'batch_size');
    assert.deepEqual([history.states.length, history.undone?.title ?? null], [3, '3 → 4']);
    record(4, 9000);
    assert.equal(history.states.length, 3, 'the same again is no change');
    record(9, 9100, '');
    record(10, 9200, '');
    assert.equal(history.states.length, 5, 'choices are not merged');
  });

  test('what was undone to is not merged into', () => {
    const history = new EditHistory();
    history.start(state(0));
    history.record({ ...state(1), origin: 'noise', nowMs: 0 }, name);
    history.record({ ...state(2), origin: 'l2', nowMs: 100 }, name);
    history.go(1);
    history.record({ ...state(3), origin: 'noise', nowMs: 200 }, name);
    assert.deepEqual(
      history.states.map(({ minimal }) => minimal.seed),
      [0, 1, 3],
    );
  });

  test('is bounded', () => {
    const history = new EditHistory();
    history.start(state(0));
    for (let step = 1; step < 1000; step++) history.record({ ...state(step), nowMs: step }, name);
    assert.ok(history.states.length <= 200);
    assert.equal(history.current?.minimal.seed, 999);
  });
});

describe('the words for a change', () => {
  /** @type {any} */ let tables;
  before(async () => {
    tables = await catalog();
  });
  const full = async (/** @type {any} */ experiment) => (await validate(experiment)).experiment;
  const layers = (/** @type {string[]} */ ...names) => ({
    network: { layers: names.map((activation) => ({ units: 4, activation })) },
  });

  test('name the setting and both values, as the menus do', async () => {
    /** @type {[any, any, string][]} */
    const cases = [
      [layers('tanh'), layers('relu'), 'activation Tanh → ReLU'],
      [layers('tanh', 'tanh'), layers('relu', 'relu'), 'activation Tanh → ReLU'],
      [layers('tanh', 'tanh'), layers('tanh', 'relu'), 'activation of layer 2 Tanh → ReLU'],
      [layers('tanh', 'sigmoid'), layers('relu', 'relu'), 'activation of 2 layers'],
      [layers('tanh'), layers('tanh', 'tanh'), 'layers 1 → 2'],
      [{ data: { noise: 0.1 } }, { data: { noise: 0.3 } }, 'noise 0.1 → 0.3'],
      [{ data: { name: 'circle' } }, { data: { name: 'spiral' } }, 'data Circle → Spiral'],
      [{ data: { name: 'circle' } }, { data: { name: 'own', points: 'AAAA.BBBB' } }, 'data Circle → your own'],
      [{ data: { name: 'own', points: 'AAAA.BBBB' } }, { data: { name: 'own', points: 'AAAA.CCCC' } }, 'drawn points'],
      [{ data: { features: ['x', 'y'] } }, { data: { features: ['x', 'y', 'x_squared'] } }, 'inputs 2 → 3'],
      [{}, { training: { optimizer: 'sgd' } }, 'optimiser Adam → SGD'],
      [{}, { training: { optimizer: { name: 'adam', learning_rate: 0.5 } } }, 'learning rate 0.01 → 0.5'],
      [{ seed: 1 }, { seed: 1 }, 'no change'],
      [{ seed: 1 }, { seed: 2 }, 'seed 1 → 2'],
      [{ seed: 1 }, { seed: 2, training: { batch_size: 7 } }, '2 settings'],
    ];
    for (const [one, other, text] of cases) {
      const said = changeText(await full(one), await full(other), tables);
      assert.equal(said.toLowerCase(), text.toLowerCase(), JSON.stringify([one, other]));
    }
  });

  test('are there for any two experiments', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const random = seededRandom(seed);
    for (let round = 0; round < 200; round++) {
      const [one, other] = [await full(randomExperiment(random, tables)), await full(randomExperiment(random, tables))];
      const text = changeText(one, other, tables);
      assert.ok(text.length > 3 && text.length < 120 && !/undefined|object/.test(text), `seed ${seed}: ${text}`);
    }
  });
});
