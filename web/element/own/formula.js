// Reads a formula in x and y, such as `x*y > 0` or `sin(x) + y`, into a function. A parser of its own: nothing is ever evaluated as a
// script, and whatever text comes in, what comes out is a function or a FormulaError with its place. Knows nothing of data or screen.

/** Bounds that a text meets before it can cost anything. */
const MOST_CHARACTERS = 500;
const MOST_NESTING = 50;

export class FormulaError extends Error {
  /** @param {string} message @param {number} place  of the text, from 0 */
  constructor(message, place) {
    super(message);
    this.name = 'FormulaError';
    this.place = place;
  }
}

/** @typedef {(x: number, y: number) => number} Evaluate  truth is 1 and 0 */
/** @typedef {{ evaluate: Evaluate, isTruth: boolean }} Formula  isTruth: a comparison, which gives two classes */

/** @type {Record<string, (...values: number[]) => number>} */
const FUNCTIONS = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  round: Math.round,
  min: Math.min,
  max: Math.max,
  relu: (value) => (value > 0 ? value : value * 0),
};

/** How many values a function takes. */
const countOf = (/** @type {string} */ name) => (name === 'min' || name === 'max' ? 2 : 1);

/** @type {Record<string, Evaluate>} */
const NAMES = { x: (x) => x, y: (_, y) => y, r: (x, y) => Math.sqrt(x * x + y * y), pi: () => Math.PI, e: () => Math.E };

export const FUNCTION_NAMES = Object.keys(FUNCTIONS);

/** @typedef {{ level: number, isTruth?: boolean, apply: (left: number, right: number) => number }} Operator */

/** What binds tighter has a higher level. @type {Record<string, Operator>} */
const OPERATORS = {
  or: { level: 1, isTruth: true, apply: (left, right) => Number(Boolean(left) || Boolean(right)) },
  and: { level: 2, isTruth: true, apply: (left, right) => Number(Boolean(left) && Boolean(right)) },
  '<': { level: 4, isTruth: true, apply: (left, right) => Number(left < right) },
  '>': { level: 4, isTruth: true, apply: (left, right) => Number(left > right) },
  '<=': { level: 4, isTruth: true, apply: (left, right) => Number(left <= right) },
  '>=': { level: 4, isTruth: true, apply: (left, right) => Number(left >= right) },
  '=': { level: 4, isTruth: true, apply: (left, right) => Number(left === right) },
  '!=': { level: 4, isTruth: true, apply: (left, right) => Number(left !== right) },
  '+': { level: 5, apply: (left, right) => left + right },
  '-': { level: 5, apply: (left, right) => left - right },
  '*': { level: 6, apply: (left, right) => left * right },
  '/': { level: 6, apply: (left, right) => left / right },
  '%': { level: 6, apply: (left, right) => left - right * Math.floor(left / right) },
};
const LEVEL_OF_NOT = 3;
const LEVEL_OF_COMPARISON = 4;
const LEVEL_OF_SIGN = 7;

/** Other ways to write an operator. @type {Record<string, string>} */
const SPELLINGS = {
  '||': 'or',
  '&&': 'and',
  '==': '=',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '·': '*',
  '×': '*',
  '÷': '/',
  '−': '-',
  '**': '^',
};

const TOKEN = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z]+)|(\*\*|\|\||&&|[<>=!]=|[-+*/%^()<>=!,·×÷−≤≥≠]))/iy;

/** @typedef {{ kind: 'number' | 'name' | 'sign' | 'end', text: string, place: number }} Token */

/** @param {string} text @returns {Token[]} */
function tokensOf(text) {
  const tokens = /** @type {Token[]} */ ([]);
  TOKEN.lastIndex = 0;
  let place = 0;
  while (text.slice(place).trim() !== '') {
    TOKEN.lastIndex = place;
    const found = TOKEN.exec(text);
    if (!found) {
      const start = place + (text.slice(place).length - text.slice(place).trimStart().length);
      const letter = String.fromCodePoint(/** @type {number} */ (text.codePointAt(start)));
      throw new FormulaError(`“${letter}” means nothing here`, start);
    }
    const [whole, number, name, sign] = found;
    const start = place + whole.length - (number ?? name ?? sign).length;
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign';
    const written = number ?? name?.toLowerCase() ?? sign;
    tokens.push({ kind, text: Object.hasOwn(SPELLINGS, written) ? SPELLINGS[written] : written, place: start });
    place += whole.length;
  }
  tokens.push({ kind: 'end', text: '', place: text.length });
  return tokens;
}

/**
 * Errors    FormulaError, and nothing else, with the place of what cannot be read.
 * @param {string} text
 * @returns {Formula}
 */
export function readFormula(text) {
  if (text.length > MOST_CHARACTERS)
    throw new FormulaError(
      `a formula may have up to ${MOST_CHARACTERS} characters, this one has ${text.length}`,
      MOST_CHARACTERS,
    );
  const reader = new Reader(tokensOf(text));
  const formula = reader.expression(0);
  reader.end();
  return formula;
}

class Reader {
  place = 0;
  nesting = 0;

  /** @param {Token[]} tokens */
  constructor(tokens) {
    this.tokens = tokens;
  }

  get token() {
    return this.tokens[this.place];
  }

  /** Everything that binds at least as tightly as `level`. @param {number} level @returns {Formula} */
  expression(level) {
    if (++this.nesting > MOST_NESTING)
      throw new FormulaError(`brackets are nested deeper than ${MOST_NESTING}`, this.token.place);
    let left = this.operand();
    let isCompared = false;
    for (;;) {
      const { text, kind, place } = this.token;
      const operator = kind !== 'number' && Object.hasOwn(OPERATORS, text) ? OPERATORS[text] : undefined;
      if (!operator || operator.level < level) break;
      if (operator.level === LEVEL_OF_COMPARISON && isCompared)
        throw new FormulaError('comparisons cannot be chained; join two with “and”', place);
      isCompared ||= operator.level === LEVEL_OF_COMPARISON;
      this.place++;
      left = joined(operator, left, this.expression(operator.level + 1));
    }
    this.nesting--;
    return left;
  }

  /** @returns {Formula} */
  operand() {
    if (this.take('not') || this.take('!')) {
      const { evaluate } = this.expression(LEVEL_OF_NOT);
      return { evaluate: (x, y) => Number(!evaluate(x, y)), isTruth: true };
    }
    if (this.take('-')) {
      const { evaluate } = this.expression(LEVEL_OF_SIGN);
      return { evaluate: (x, y) => -evaluate(x, y), isTruth: false };
    }
    if (this.take('+')) return { ...this.expression(LEVEL_OF_SIGN), isTruth: false };
    const base = this.primary();
    if (!this.take('^')) return base;
    const power = this.powerOf();
    return { evaluate: (x, y) => base.evaluate(x, y) ** power(x, y), isTruth: false };
  }

  /** What stands after ^ : a sign is a part of it, and powers of powers are taken from the right. */
  powerOf() {
    if (++this.nesting > MOST_NESTING)
      throw new FormulaError(`powers are nested deeper than ${MOST_NESTING}`, this.token.place);
    const { evaluate } = this.operand();
    this.nesting--;
    return evaluate;
  }

  /** @returns {Formula} */
  primary() {
    const { kind, text, place } = this.token;
    this.place++;
    if (kind === 'number') return this.scaled(Number(text), place);
    if (kind === 'sign' && text === '(') {
      const inside = this.expression(0);
      this.expect(')');
      return inside;
    }
    if (kind === 'name' && Object.hasOwn(FUNCTIONS, text)) return this.call(text);
    if (kind === 'name' && Object.hasOwn(NAMES, text)) return { evaluate: NAMES[text], isTruth: false };
    this.place--;
    if (kind === 'end') throw new FormulaError('the formula ends where a number, x, y or “(” is expected', place);
    if (kind === 'name' && !Object.hasOwn(OPERATORS, text))
      throw new FormulaError(`“${text}” is not known; there are x, y, r, pi, e, ${FUNCTION_NAMES.join(', ')}`, place);
    throw new FormulaError(`expected a number, x, y or “(”, got “${text}”`, place);
  }

  /** A number, and what stands right behind it: 2x is 2 times x. @param {number} factor @param {number} place @returns {Formula} */
  scaled(factor, place) {
    if (!Number.isFinite(factor)) throw new FormulaError('the number is too large', place);
    const { kind, text } = this.token;
    const isFactor = text === '(' || (kind === 'name' && !Object.hasOwn(OPERATORS, text));
    if (!isFactor) return { evaluate: () => factor, isTruth: false };
    const { evaluate } = this.operand();
    return { evaluate: (x, y) => factor * evaluate(x, y), isTruth: false };
  }

  /** @param {string} name @returns {Formula} */
  call(name) {
    const apply = FUNCTIONS[name];
    this.expect('(');
    const first = this.expression(0).evaluate;
    if (countOf(name) === 1) {
      this.expect(')');
      return { evaluate: (x, y) => apply(first(x, y)), isTruth: false };
    }
    this.expect(',');
    const second = this.expression(0).evaluate;
    this.expect(')');
    return { evaluate: (x, y) => apply(first(x, y), second(x, y)), isTruth: false };
  }

  take(/** @type {string} */ text) {
    if (this.token.text !== text || this.token.kind === 'number') return false;
    this.place++;
    return true;
  }

  expect(/** @type {string} */ text) {
    const { text: found, place } = this.token;
    if (!this.take(text)) throw new FormulaError(`expected “${text}”, got ${found ? `“${found}”` : 'the end'}`, place);
  }

  end() {
    const { kind, text, place } = this.token;
    if (kind !== 'end') throw new FormulaError(`expected an operator or the end, got “${text}”`, place);
  }
}

/** @param {Operator} operator @param {Formula} left @param {Formula} right @returns {Formula} */
function joined({ apply, isTruth = false }, { evaluate: left }, { evaluate: right }) {
  return { evaluate: (x, y) => apply(left(x, y), right(x, y)), isTruth };
}

/** Steps of a sequence that covers a square evenly, however many of its points are taken: powers of the plastic number's inverse. */
const EVEN = [0.7548776662466927, 0.5698402909980532];

/**
 * Points all over a square with the formula's answers: 0 and 1 for a comparison, else its values. Places at which it has no finite value
 * are left out.
 *
 * Source    Roberts 2018, “The unreasonable effectiveness of quasirandom sequences” (the R2 sequence).
 * @param {Formula} formula @param {number} count @param {{ min: number, max: number }} domain
 */
export function pointsOfFormula({ evaluate }, count, { min, max }) {
  const points = /** @type {{ x: number, y: number, label: number }[]} */ ([]);
  for (let index = 1; index <= count; index++) {
    const [x, y] = EVEN.map((step) => min + ((0.5 + index * step) % 1) * (max - min));
    const label = evaluate(x, y);
    if (Number.isFinite(label)) points.push({ x, y, label });
  }
  return points;
}
