// Every committed reference fixture through the built engine, and the runner itself: it can fail, and leaves nothing out unnoticed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Comparison, excess } from '../oracles/compare.js';
import { makeBench, runFixture, runFixtures } from '../oracles/suite.js';

const fixtures = fileURLToPath(new URL('../oracles/fixtures', import.meta.url));
const read = async (/** @type {string} */ file) => JSON.parse(await readFile(`${fixtures}/${file}.json`, 'utf8'));

// Half a thousand training runs, in which the scalar build would take the time of all other tests together to give the same bits.
const slow = new Map([['learning-anchors.json', 'the scalar build gives the same bits, slowly']]);

for (const variant of /** @type {const} */ (['simd', 'scalar'])) {
  test(`reference fixtures, ${variant} build`, async (context) => {
    const leaveOut = variant === 'scalar' ? slow : new Map();
    for (const { name, status, detail } of await runFixtures(fixtures, { engine: { variant }, leaveOut })) {
      await context.test(name, { skip: status === 'skipped' && detail }, () => assert.equal(status, 'passed', detail));
    }
  });
}

test('of the fixtures made for networks nothing is left out, of the core operators of ONNX what is no layer here', async () => {
  const { cases } = await read('onnx-node-cases');
  const results = await runFixtures(fixtures, { leaveOut: slow });
  const skipped = results.filter(({ status }) => status === 'skipped').map(({ name }) => name);
  assert.deepEqual(
    skipped.filter((name) => !name.startsWith('onnx/')),
    ['learning-anchors.json'],
  );
  const core = cases.filter((/** @type {any} */ { tier }) => tier === 'core');
  const left = core.filter((/** @type {any} */ { case: name }) => skipped.includes(`onnx/${name}`));
  assert.ok(core.length - left.length >= 200, `${core.length - left.length} core cases run`);
  const operators = new Set(left.map((/** @type {any} */ { op, case: name }) => (op === 'Graph' ? name : op)));
  assert.deepEqual([...operators].sort(), [
    'NegativeLogLikelihoodLoss',
    'test_gradient_of_add',
    'test_gradient_of_add_and_mul',
  ]);
});

/** Makes a number wrong by more than any tolerance. @param {any} list @param {number} [index] */
function spoil(list, index = 0) {
  list[index] = Number(list[index]) + Math.abs(Number(list[index])) + 1;
}
const first = (/** @type {object} */ object) => Object.values(object)[0];

/** For each kind of file what makes each of its cases wrong. @type {[file: string, spoilAll: (fixture: any) => void][]} */
const spoilers = [
  [
    'activations',
    ({ functions }) => {
      for (const { y } of functions) spoil(y);
    },
  ],
  [
    'losses',
    ({ cases }) => {
      for (const { d_output } of cases) spoil(d_output.data);
    },
  ],
  [
    'layers',
    ({ cases }) => {
      for (const { dx } of cases) spoil(dx.data);
    },
  ],
  [
    'optimizers',
    ({ cases }) => {
      for (const { runs } of cases) for (const { after_step } of runs) spoil(first(after_step));
    },
  ],
  [
    'trajectories-mlp',
    ({ cases }) => {
      for (const { final } of cases) spoil(first(final).data);
    },
  ],
  [
    'trajectories-norm',
    ({ cases }) => {
      for (const { output_final } of cases) spoil(output_final.data);
    },
  ],
  [
    'diagnostics',
    ({ gradient_norms, dead_units, dying_runs }) => {
      for (const { signals } of gradient_norms) {
        const norms = signals.at(-1);
        if (norms.signal_l2_per_time) spoil(norms.signal_l2_per_time);
        else norms.signal_l2 *= 1.01;
      }
      for (const { layers } of dead_units) layers.at(-1).dead.push(99);
      for (const { dead_after_step } of dying_runs) spoil(dead_after_step);
    },
  ],
  [
    'adversarial',
    ({ cases }) => {
      for (const { attacks } of cases) {
        for (const { x_adversarial, stable_rows } of attacks)
          spoil(x_adversarial.data, (stable_rows[0] * x_adversarial.data.length) / x_adversarial.shape[0]);
      }
    },
  ],
  [
    'onnx-node-cases',
    ({ cases }) => {
      for (const { outputs } of cases) spoil(outputs.find(Boolean).data);
    },
  ],
];

test('a wrong number fails its case, in every kind of file', async (context) => {
  const bench = await makeBench();
  for (const [file, spoilAll] of spoilers) {
    await context.test(file, async () => {
      const fixture = await read(file);
      spoilAll(fixture);
      const results = (await runFixture(fixture, bench)) ?? [];
      assert.ok(results.some(({ status }) => status === 'failed'));
      assert.deepEqual(
        results.filter(({ status }) => status === 'passed').map(({ name }) => name),
        [],
      );
    });
  }
});

test('an anchor that nobody reaches fails', async () => {
  const fixture = await read('learning-anchors');
  fixture.cases = fixture.cases.filter((/** @type {any} */ { id }) => id === 'iris/relu');
  fixture.cases[0].results = { test_accuracy: { p10: 0.1, p90: 0.2 } };
  const [{ status, detail }] = (await runFixture(fixture, await makeBench())) ?? [];
  assert.equal(status, 'failed');
  assert.match(String(detail), /test_accuracy: median/);
});

test('what no runner knows and what the engine has not is left out by name', async () => {
  const bench = await makeBench();
  assert.equal(runFixture({ kind: 'new', cases: [{}] }, bench), null);
  const [unknown] = /** @type {any} */ (
    await runFixture(
      { format: 'onnx-node-cases/1', cases: [{ case: 'c', op: 'Nope', opset: {}, inputs: [], outputs: [] }] },
      bench,
    )
  );
  assert.deepEqual(unknown, { name: 'onnx/c', status: 'skipped', detail: 'no layer, loss or optimiser computes Nope' });
});

test('a comparison fails what is outside its tolerance', () => {
  const untold = new Comparison();
  untold.note('a case without a tolerance', excess(1.1, 1, Number.NaN));
  assert.equal(untold.result('case').status, 'failed');
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
