// The lessons: every row is whole, every claim holds for what was measured, what was measured is what the core measures now, and no
// number in the prose is typed by hand.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { PANEL_NAMES } from '../../web/element/panels.js';
import { VIEW_NAMES } from '../../web/element/views.js';
import * as engine from '../../web/engine/index.js';
import { createPool } from '../../web/engine/pool.js';
import { borneOut, judge, readClaim } from '../../web/lessons/claims.js';
import { changed, experimentOf } from '../../web/lessons/experiments.js';
import { allLessons, CHAPTERS, LESSON_IDS, loadLesson } from '../../web/lessons/index.js';
import { measure } from '../../web/lessons/measures.js';
import { measured } from '../../web/lessons/measuring.js';
import { filled, numberText, valueText } from '../../web/lessons/prose.js';
import { SOURCES, source } from '../../web/lessons/sources.js';

/** @typedef {import('../../web/lessons/types.js').Lesson} Lesson */

const folder = new URL('../../web/lessons/', import.meta.url);
/** @type {import('../../web/lessons/types.js').Measured} */
const kept = JSON.parse(readFileSync(new URL('measured.json', folder), 'utf8'));
const lessons = await allLessons();
/** Those whose numbers are kept; the others are measured where they are read. */
const asserted = lessons.filter(({ unasserted }) => !unasserted);
const valuesOf = (/** @type {Lesson} */ { id }) => /** @type {import('../../web/lessons/types.js').Values} */ (kept[id]);

/** Every sentence that a reader sees. @param {Lesson} lesson */
const prose = ({ title, question, predictions, explanation, show }) => [
  title,
  question,
  ...predictions.map(({ text }) => text),
  ...explanation,
  show.hint,
];

describe('the table', () => {
  test('names every lesson file once', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
    const texts = new Map(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
    const rows = files.filter((name) => texts.get(name)?.startsWith('// Lesson: ')).map((name) => name.slice(0, -3));
    assert.deepEqual([...LESSON_IDS].sort(), rows.sort());
    assert.equal(new Set(LESSON_IDS).size, LESSON_IDS.length);
    assert.equal(new Set(CHAPTERS.map(({ id }) => id)).size, CHAPTERS.length);
  });

  test('refuses a name that it does not have, and lists those that it has', async () => {
    await assert.rejects(loadLesson('sigmoid-clif'), /expected one of why-non-linearity, .*got "sigmoid-clif"/);
  });

  for (const lesson of lessons) {
    test(`${lesson.id} is whole`, () => {
      assert.match(lesson.id, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(LESSON_IDS.includes(lesson.id));
      assert.equal(lesson.predictions.length, 3);
      assert.ok(lesson.variants.length >= 2);
      for (const { id } of lesson.variants) assert.match(id, /^[a-z][a-z0-9_]*$/);
      assert.equal(new Set(lesson.variants.map(({ id }) => id)).size, lesson.variants.length);
      assert.ok(lesson.run.seeds >= 5, 'a claim about fewer seeds is an anecdote');
      assert.equal(lesson.claims.length > 0, !lesson.unasserted, 'claims, or the reason why there are none');
      assert.ok(lesson.measures.length > 0 && lesson.explanation.length > 0);
      assert.ok(lesson.sources.length > 0);
      for (const name of lesson.sources) assert.equal(source(name).name, name);
      for (const name of lesson.measures) assert.equal(measure(name).name, name);
      assert.ok(lesson.variants.some(({ id }) => id === lesson.show.variant));
      for (const name of lesson.show.panels?.split(' ') ?? []) assert.ok(PANEL_NAMES.includes(name), name);
      for (const name of lesson.show.views?.split(' ') ?? []) assert.ok(VIEW_NAMES.includes(name), name);
    });

    test(`${lesson.id}: every experiment is valid`, async () => {
      for (const { id } of lesson.variants) await engine.validate(experimentOf(lesson, id));
    });
  }

  test('no source is there for nothing', () => {
    const used = new Set(lessons.flatMap(({ sources }) => sources));
    assert.deepEqual(
      SOURCES.map(({ name }) => name).filter((name) => !used.has(name)),
      [],
    );
  });
});

describe('what was measured', () => {
  test('is there for every lesson, variant, measure and seed, and nothing else', () => {
    assert.deepEqual(Object.keys(kept).sort(), asserted.map(({ id }) => id).sort());
    for (const lesson of asserted) {
      assert.deepEqual(
        Object.keys(valuesOf(lesson)),
        lesson.variants.map(({ id }) => id),
      );
      for (const perMeasure of Object.values(valuesOf(lesson))) {
        assert.deepEqual(Object.keys(perMeasure), lesson.measures);
        for (const values of Object.values(perMeasure)) assert.equal(values.length, lesson.run.seeds);
      }
    }
  });

  for (const lesson of asserted) {
    test(`${lesson.id}: every claim holds, and one prediction is borne out`, () => {
      const values = valuesOf(lesson);
      for (const claim of lesson.claims) {
        const { holds, left, right } = judge(claim, values);
        assert.ok(holds, `${claim}: ${left} against ${right}`);
      }
      borneOut(lesson.predictions, values);
    });

    test(`${lesson.id}: every number in its prose is a measured one`, () => {
      for (const text of prose(lesson)) filled(text, lesson, valuesOf(lesson));
      for (const text of lesson.explanation) {
        const byHand = text.replaceAll(/\{[^{}]*\}|max\(0, z\)/g, '');
        assert.doesNotMatch(byHand, /[0-9]/, 'a number outside a place');
      }
    });
  }

  for (const lesson of lessons.filter(({ unasserted }) => unasserted)) {
    test(`${lesson.id}: whatever is measured bears one prediction out and fills the prose`, async () => {
      const values = await measured({ engine, pool }, lesson, 1);
      borneOut(lesson.predictions, values);
      for (const text of prose(lesson)) filled(text, lesson, values);
    });
  }

  const pool = createPool();
  after(() => pool.dispose());
  for (const lesson of asserted) {
    test(`${lesson.id}: the first seed gives the same numbers now`, async () => {
      const first = Object.fromEntries(
        Object.entries(valuesOf(lesson)).map(([id, perMeasure]) => [
          id,
          Object.fromEntries(Object.entries(perMeasure).map(([name, values]) => [name, values.slice(0, 1)])),
        ]),
      );
      assert.deepEqual(await measured({ engine, pool }, lesson, 1), first);
    });
  }
});

describe('claims', () => {
  /** @type {import('../../web/lessons/types.js').Values} */
  const values = {
    a: { solved: [1, 1, 0, 1], epochs: [3, 5, null, 4], accuracy: [0.5, 0.6, null, 0.7] },
    b: { solved: [0, 0, 0, 1], epochs: [null, null, null, 90], accuracy: [0.5, null, null, null] },
  };

  test('are read, and what is not one is refused', () => {
    assert.deepEqual(readClaim('a.epochs < 0.5 * b.epochs'), {
      left: { variant: 'a', measure: 'epochs' },
      comparison: '<',
      factor: 0.5,
      right: { variant: 'b', measure: 'epochs' },
    });
    for (const text of ['a.solved', 'a.solved == 1', 'a.solved >= b', 'solved >= 1', 'a.solved >= 2 * 3', ''])
      assert.throws(() => readClaim(text), SyntaxError, text);
  });

  test('are judged over all seeds', () => {
    assert.deepEqual(judge('a.solved >= 0.75', values), { holds: true, left: 0.75, right: 0.75 });
    assert.deepEqual(judge('a.solved > 0.75', values), { holds: false, left: 0.75, right: 0.75 });
    assert.deepEqual(judge('a.epochs <= 4.5', values), { holds: true, left: 4.5, right: 4.5 });
    assert.deepEqual(judge('a.solved >= 3 * b.solved', values), { holds: true, left: 0.75, right: 0.75 });
    assert.throws(() => judge('a.labels >= 1', values), /a\.labels was not measured/);
  });

  test('“never” is more than any number; a missing number bears nothing out', () => {
    assert.deepEqual(judge('b.epochs > 100', values), { holds: true, left: null, right: 100 });
    assert.deepEqual(judge('a.epochs < b.epochs', values), { holds: true, left: 4.5, right: null });
    for (const comparison of ['<', '<=', '>', '>=', '='])
      assert.equal(judge(`b.accuracy ${comparison} 0.5`, values).holds, false);
  });

  test('one prediction is borne out, not none and not two', () => {
    const when = (/** @type {string[]} */ ...sentences) => sentences.map((sentence) => ({ when: [sentence] }));
    assert.equal(borneOut(when('a.solved < 0.5', 'a.solved > 0.5', 'a.solved = 0'), values), 1);
    assert.throws(() => borneOut(when('a.solved < 0.5', 'a.solved = 0'), values), /got 0/);
    assert.throws(() => borneOut(when('a.solved > 0.5', 'a.solved > 0.6'), values), /got 2/);
  });
});

describe('experiments by difference', () => {
  test('an object with another name replaces, one with the same joins', () => {
    const base = { training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 1 } } };
    assert.deepEqual(changed(base, { training: { optimizer: { name: 'adam' } } }).training, {
      batch_size: 10,
      optimizer: { name: 'adam' },
    });
    assert.deepEqual(changed(base, { training: { optimizer: { name: 'sgd', weight_decay: 1 } } }).training.optimizer, {
      name: 'sgd',
      learning_rate: 1,
      weight_decay: 1,
    });
    assert.equal(base.training.optimizer.learning_rate, 1);
  });
});

describe('numbers in sentences', () => {
  test('are short, and powers of ten where they are tiny or huge', () => {
    for (const [value, text] of /** @type {[number, string][]} */ ([
      [0, '0'],
      [0.0123, '0.012'],
      [1.049, '1'],
      [37.4, '37'],
      [-0.734, '−0.73'],
      [5.1e-32, '5 × 10⁻³²'],
      [4.7e21, '5 × 10²¹'],
      [9.6e-13, '1 × 10⁻¹²'],
    ]))
      assert.equal(numberText(value).replaceAll(/\s/g, ' '), text);
  });

  test('are not parted from what they count by the end of a line', () => {
    const run = { seeds: 20, epochs: 300 };
    assert.equal(valueText(0.9512, 'accuracy', run), '95\u202f%');
    assert.equal(valueText(3, 'step_time', run), '3\u202fµs');
    assert.equal(numberText(4.7e21), '5\u202f×\u202f10²¹');
  });

  test('follow their measure', () => {
    const shown = (/** @type {number | null} */ value, /** @type {string} */ name) =>
      valueText(value, name, { seeds: 20, epochs: 300 }).replaceAll(/\s/g, ' ');
    assert.equal(shown(0.9, 'solved'), '18 of 20');
    assert.equal(shown(0.9512, 'accuracy'), '95 %');
    assert.equal(shown(0.9968, 'accuracy'), '99.7 %');
    assert.equal(shown(1, 'accuracy'), '100 %');
    assert.equal(shown(13.5, 'epochs'), '14');
    assert.equal(shown(null, 'epochs'), 'not in 300');
    assert.equal(shown(null, 'labels'), 'not reached');
  });

  test('a place without a number is refused', () => {
    const lesson = /** @type {any} */ ({ run: { seeds: 2, epochs: 30 } });
    const values = { a: { epochs: [null, null], solved: [0, 1] } };
    assert.equal(filled('{seeds} runs of {epochs} epochs, {a.solved}', lesson, values), '2 runs of 30 epochs, 1 of 2');
    assert.throws(() => filled('{a.epochs}', lesson, values), /has no number/);
    assert.throws(() => filled('{b.solved}', lesson, values), /was not measured/);
    assert.throws(() => filled('{a}', lesson, values), /was not measured/);
  });
});
