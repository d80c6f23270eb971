// Formulas of x and y: what they mean, where mistakes are told, and that no text does anything but give a function or the one error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormulaError, FUNCTION_NAMES, pointsOfFormula, readFormula } from '../../web/element/own/formula.js';
import { fuzz, parsers } from '../fuzz/parsers.js';
import { seededRandom } from './random-values.js';

const at = (/** @type {string} */ text, x = 0, y = 0) => readFormula(text).evaluate(x, y);

test('numbers, signs, powers and what stands before what', () => {
  /** @type {[string, number][]} */
  const cases = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 - 3 - 2', 3],
    ['2 ^ 3 ^ 2', 512],
    ['-3^2', -9],
    ['2^-1', 0.5],
    ['7 % 3', 1],
    ['-1 % 3', 2],
    ['1/4/2', 0.125],
    ['.5e1', 5],
    ['2x + 3y', 13],
    ['2(x + 1)', 6],
    ['2x^2', 8],
    ['-2x', -4],
    ['- - x', 2],
    ['x²'.replace('²', '^2'), 4],
    ['min(x, y) + max(x, y)', 5],
    ['relu(-x) + abs(-y)', 3],
    ['r*r', 13],
    ['round(pi) + floor(e)', 5],
    ['SIN(0) + cos(0)', 1],
  ];
  for (const [text, value] of cases) assert.ok(Math.abs(at(text, 2, 3) - value) < 1e-12, `${text}: ${at(text, 2, 3)}`);
});

test('comparisons give classes, and can be joined', () => {
  assert.equal(readFormula('x*y > 0').isTruth, true);
  assert.equal(readFormula('(x > 0)').isTruth, true);
  assert.equal(readFormula('sin(x) + y').isTruth, false);
  assert.deepEqual([at('x*y > 0', 1, 1), at('x*y > 0', 1, -1)], [1, 0]);
  assert.deepEqual([at('x > 0 and y > 0 or x < -1', -2, 0), at('x > 0 && y > 0', 1, -1)], [1, 0]);
  assert.deepEqual([at('not x > 0', 1), at('!(x > 0)', -1), at('x != 1', 1), at('x == 1', 1), at('x ≤ 1', 1)], [0, 1, 0, 1, 1]);
});

test('a mistake is told with its place', () => {
  /** @type {[string, RegExp, number][]} */
  const cases = [
    ['', /ends where/, 0],
    ['x +', /ends where/, 3],
    ['x ? y', /“\?” means nothing/, 2],
    ['foo(x)', /“foo” is not known; there are x, y/, 0],
    ['sin x', /expected “\(”, got “x”/, 4],
    ['(x + y', /expected “\)”, got the end/, 6],
    ['x y', /expected an operator or the end, got “y”/, 2],
    ['max(x)', /expected “,”/, 5],
    ['x > y > 0', /chained/, 6],
    ['1e999', /too large/, 0],
    ['* x', /expected a number/, 0],
    ['  é', /“é”/, 2],
    ['constructor', /not known/, 0],
    [`${'('.repeat(200)}x`, /nested deeper/, 50],
    [`x${'^x'.repeat(100)}`, /nested deeper/, 100],
    [`${'-'.repeat(300)}x`, /nested deeper/, 50],
    ['x'.repeat(501), /500 characters/, 500],
  ];
  for (const [text, message, place] of cases) {
    assert.throws(
      () => readFormula(text),
      (/** @type {any} */ error) => {
        assert.ok(error instanceof FormulaError, `${text}: ${error}`);
        assert.match(error.message, message);
        assert.equal(error.place, place, text);
        return true;
      },
    );
  }
});

test('any mixture of its own words gives a function or the one error, 20,000 times', () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const random = seededRandom(seed);
  const words = [
    ...FUNCTION_NAMES,
    ...'x y r pi e and or not ( ( ) ) , + - * / ^ % < > <= >= = != ! 2 .5 1e3 · × __proto__ é'.split(' '),
  ];
  let read = 0;
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: Math.floor(random() * 12) }, () => words[Math.floor(random() * words.length)]).join(
      random() < 0.5 ? ' ' : '',
    );
    try {
      const formula = readFormula(text);
      assert.equal(typeof formula.evaluate(random() * 12 - 6, random() * 12 - 6), 'number', `seed ${seed}: ${text}`);
      read++;
    } catch (error) {
      assert.ok(error instanceof FormulaError, `seed ${seed}: ${text}: ${error}`);
      assert.ok(error.place >= 0 && error.place <= text.length && error.message.length > 5, `seed ${seed}: ${text}`);
    }
  }
  assert.ok(read > 100, `seed ${seed}: ${read} formulas`);
});

test('random trees are worth what plain arithmetic says', () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const random = seededRandom(seed);
  /** @returns {[string, number]} */
  const tree = (/** @type {number} */ depth, /** @type {number} */ x, /** @type {number} */ y) => {
    const kind = depth === 0 ? Math.floor(random() * 3) : 3 + Math.floor(random() * 5);
    if (kind === 0) return ['x', x];
    if (kind === 1) return ['y', y];
    if (kind === 2) {
      const number = Math.round(random() * 80) / 8;
      return [String(number), number];
    }
    const [left, a] = tree(depth - 1, x, y);
    const [right, b] = tree(depth - 1, x, y);
    if (kind === 3) return [`(${left} + ${right})`, a + b];
    if (kind === 4) return [`(${left} - ${right})`, a - b];
    if (kind === 5) return [`(${left} * ${right})`, a * b];
    if (kind === 6) return [`max(${left}, ${right})`, Math.max(a, b)];
    return [`(${left} > ${right})`, Number(a > b)];
  };
  for (let round = 0; round < 2000; round++) {
    const [x, y] = [random() * 12 - 6, random() * 12 - 6];
    const [text, value] = tree(Math.floor(random() * 4), x, y);
    if (text.length <= 500) assert.equal(at(text, x, y), value, `seed ${seed}: ${text}`);
  }
});

test('the points lie all over the square; where there is no value there is no point', () => {
  const square = { min: -5, max: 5 };
  const points = pointsOfFormula(readFormula('x*y > 0'), 400, square);
  assert.equal(points.length, 400);
  for (const [right, up] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ]) {
    const there = points.filter(({ x, y }) => x * right > 0 && y * up > 0);
    assert.ok(there.length > 90 && there.length < 110, `${there.length} in a quarter`);
    assert.ok(there.every(({ label }) => label === Number(right * up > 0)));
  }
  assert.ok(points.every(({ x, y }) => Math.abs(x) <= 5 && Math.abs(y) <= 5));
  const half = pointsOfFormula(readFormula('log(x)'), 400, square);
  assert.ok(half.length > 190 && half.length < 210 && half.every(({ x }) => x > 0));
});

test('any bytes', async () => {
  const parser = /** @type {import('../fuzz/parsers.js').Parser} */ (parsers.find(({ name }) => name === 'formula'));
  const seed = Math.floor(Math.random() * 2 ** 32);
  const { finding } = await fuzz(parser, { seconds: 0.5, seed });
  assert.equal(finding, null, `seed ${seed}: ${finding && new TextDecoder().decode(finding.input)}: ${finding?.error}`);
});
