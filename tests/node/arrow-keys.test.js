// Where keys lead in a picture: to a side, to an end, and nowhere when they are the browser's. Needs no page.

import assert from 'node:assert/strict';
import test from 'node:test';
import { arrowOf, isShortcut, stepOf } from '../../web/element/arrow-keys.js';

/** @param {string} key @param {Partial<KeyboardEvent>} [held] */
const press = (key, held) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('an arrow leads one place to its side, to the right and down', () => {
  assert.deepEqual(
    ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => arrowOf(press(key))),
    [
      { right: -1, down: 0 },
      { right: 1, down: 0 },
      { right: 0, down: -1 },
      { right: 0, down: 1 },
    ],
  );
  for (const key of ['Home', 'a', 'Enter', ' ']) assert.equal(arrowOf(press(key)), null, key);
});

test('along a row, Home and End lead to its ends, and what leads up or down does not count', () => {
  const steps = ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'ArrowUp', 'ArrowDown', 'a'].map((key) => stepOf(press(key)));
  assert.deepEqual(steps, [-1, 1, -Infinity, Infinity, 0, 0, 0]);
});

test('a key that is pressed with Ctrl, Alt or Cmd is left to the browser', () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
    assert.ok(isShortcut(press('a', held)));
    assert.equal(arrowOf(press('ArrowLeft', held)), null);
    assert.equal(stepOf(press('Home', held)), 0);
  }
  assert.equal(isShortcut(press('ArrowLeft')), false);
});
