// The bench's arithmetic on known numbers, its experiments, and the engine's losses against the bench's own plain JavaScript network.
// Times nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { measureActivations, quantile } from '../../web/engine/activation-bench.js';
import * as api from '../../web/engine/index.js';
import { createModel } from '../../web/engine/index.js';
import { measuredNetworks } from '../../web/engine/training-bench.js';
import hand from '../bench/contestants/hand.js';
import engine from '../bench/contestants/relu-playground.js';
import { flatWeights, gridExperiment, trainingExperiment, trainingSamples } from '../bench/experiment.js';
import { agreement, agrees, fitPower, toRatios, toRows } from '../bench/figures.js';
import { shortRate, toMarkdown } from '../bench/report.js';
import { runWorkload } from '../bench/rounds.js';
import { checkedRows, gridIds, makeWorkload, meanLoss, trainingIds } from '../bench/workloads.js';

test('quantiles lie between their neighbours', () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([4, 1, 2, 3], 0.5), 2.5);
  assert.equal(quantile([10, 0], 0.25), 2.5);
  assert.equal(quantile([7], 0.75), 7);
});

test('a power law is found with its exponent, and a bent curve has a smaller share explained', () => {
  const law = fitPower([1, 2, 4, 8, 16].map((x) => ({ x, y: 3 * x ** 1.5 })));
  assert.ok(Math.abs(law.exponent - 1.5) < 1e-12 && Math.abs(law.factor - 3) < 1e-12 && law.rSquared > 1 - 1e-12);
  const flat = fitPower([1, 2, 4].map((x) => ({ x, y: 5 })));
  assert.ok(Math.abs(flat.exponent) < 1e-12 && flat.rSquared === 1);
  assert.ok(fitPower([1, 10, 100].map((x, i) => ({ x, y: [1, 100, 1][i] }))).rSquared < 0.1);
});

test('contestants with short steps are measured in several processes, and one that opens no more is out', async () => {
  /** @type {Record<string, number>} */
  const opened = {};
  let open = 0;
  /** @type {import('../bench/rounds.js').Environment} */
  const environment = {
    name: 'node',
    async open(contestant) {
      opened[contestant] = (opened[contestant] ?? 0) + 1;
      const time = opened[contestant];
      if (contestant === 'breaking' && time === 3) throw new Error('no more');
      ++open;
      return {
        check: async () => ({ before: 1, after: time }),
        warmUp: async () => ({ stepMs: contestant === 'long' ? 1 : 0.001 }),
        window: async () => ({ samplesPerSecond: time }),
        close: async () => {
          --open;
        },
      };
    },
    close: async () => {},
  };
  /** @type {string[]} */
  const said = [];
  const entries = ['short', 'long', 'breaking'].map((contestant) => ({ environment, contestant }));
  const course = { rounds: 12, windowMs: 1, warmUp: 1, seed: 7, say: (/** @type {string} */ text) => said.push(text) };
  const measured = await runWorkload('W1', entries, course);
  const of = (/** @type {string} */ name) => measured.find(({ contestant }) => contestant === name);
  assert.deepEqual(of('short')?.rates, [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3]);
  assert.deepEqual(of('short')?.check, { before: 1, after: 1 });
  assert.deepEqual(of('long')?.rates, Array(12).fill(1));
  assert.deepEqual(of('breaking')?.rates, [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  assert.equal(of('breaking')?.error, 'no more');
  assert.deepEqual(said, ['node breaking W1: no more']);
  assert.equal(open, 0);
});

const records = [
  { environment: 'node', contestant: 'hand', workload: 'W1', rates: [5, 4, 6], check: { before: 1, after: 0.5 } },
  {
    environment: 'node',
    contestant: 'relu-playground',
    workload: 'W1',
    rates: [80, 100, 120],
    check: { before: 1, after: 0.50001 },
  },
  { environment: 'node', contestant: 'quick', workload: 'W1', rates: [16, 20, 24], check: { before: 1, after: 0.6 } },
  { environment: 'node', contestant: 'slow', workload: 'W1', rates: [10], check: { before: 1, after: 0.5 } },
  { environment: 'chromium', contestant: 'quick', workload: 'W1', rates: [1000], check: null },
  { environment: 'native', contestant: 'eigen', workload: 'W1', rates: [20, 50, 60], check: { before: 1, after: 0.5 } },
  { environment: 'node', contestant: 'broken', workload: 'W1', rates: [], check: null, error: 'no' },
];

test('ratios divide by the fastest library of the same environment; a wrong loss makes a stand-in', () => {
  const rows = toRows(records, () => null);
  assert.equal(rows.length, 6);
  assert.equal(rows.find((row) => row.contestant === 'quick' && row.environment === 'node')?.standIn, 'its loss differs');
  assert.equal(rows.find((row) => row.contestant === 'slow')?.standIn, null);
  const ratios = toRatios(records, new Set(['quick', 'slow']));
  const find = (/** @type {string} */ target) => ratios.find((ratio) => ratio.target === target);
  assert.deepEqual(find('libraries'), {
    target: 'libraries',
    environment: 'node',
    workload: 'W1',
    rival: 'quick',
    ratio: 5,
    wanted: 8,
    met: false,
  });
  assert.equal(find('eigen')?.ratio, 2);
  assert.equal(find('eigen')?.met, true);
  assert.equal(find('core'), undefined);
});

test('checks agree to four digits, pictures to five places', () => {
  assert.equal(agrees({ after: 1 + agreement / 2 }, { after: 1 }), true);
  assert.equal(agrees({ after: 1 + 2 * agreement }, { after: 1 }), false);
  assert.equal(agrees({ after: Number.NaN }, { after: 1 }), false);
  assert.equal(agrees({ answers: [0.5] }, { answers: [0.5 + 1e-6] }), true);
  assert.equal(agrees({ answers: [0.5] }, { answers: [0.6] }), false);
  assert.equal(agrees(null, { after: 1 }), null);
});

test('the table names the fastest library, marks stand-ins and tells what was wanted', () => {
  const rows = toRows(records, () => null);
  const markdown = toMarkdown({
    machine: { rounds: 3, processor: 'a processor', cores: 2, node: '20', chromium: null, date: 'a day' },
    workloads: [{ id: 'W1', title: 'first' }],
    rows,
    ratios: toRatios(records, new Set(['quick', 'slow'])),
    names: { quick: 'Quick', slow: 'Slow' },
    missing: ['PyTorch (none)'],
    libraries: ['quick', 'slow'],
  });
  assert.match(markdown, /\| W1 first \| 100 \| Quick 20 ~ \| 5 \| 5 \(wanted 8\) \| 2 \| – \|/);
  assert.match(markdown, /Not measured: PyTorch \(none\)\./);
  assert.equal(shortRate(1_449_000), '1.4 M');
  assert.equal(shortRate(31_900), '32 k');
  assert.equal(shortRate(559), '560');
});

test('the loss law agrees with sums by hand', () => {
  const law = (/** @type {string} */ head, /** @type {number[]} */ targets, /** @type {number[]} */ answers, outputs = 1) =>
    meanLoss(/** @type {any} */ ({ head, targets, outputs }), answers);
  assert.equal(law('squared', [1, 2], [3, 2]), 2);
  assert.equal(law('half_squared_tanh', [1], [0]), 0.5);
  assert.ok(Math.abs(law('logistic', [1, 0], [0, 0]) - Math.log(2)) < 1e-15);
  assert.ok(Math.abs(law('softmax', [1], [0, Math.log(3)], 2) - Math.log(4 / 3)) < 1e-15);
});

for (const id of trainingIds)
  test(`${id}: the experiment is accepted, and its loss after the same steps is plain JavaScript's`, async () => {
    const workload = /** @type {import('../bench/workloads.js').TrainingWorkload} */ (makeWorkload(id));
    const model = await createModel(trainingExperiment(workload), { data: trainingSamples(workload) });
    assert.equal(model.description.parameters, flatWeights(workload.blocks).length);
    await model.dispose();
    const losses = [];
    for (const contestant of [hand, engine]) {
      const instance = await contestant.open(workload);
      const loss = async () => meanLoss(workload, (await instance.answers?.(checkedRows)) ?? []);
      const before = await loss();
      await (instance.runInOrder ?? instance.run)(workload.checkSteps);
      losses.push({ before, after: await loss() });
      await instance.dispose?.();
    }
    const [reference, ours] = losses;
    assert.ok(reference.after < reference.before, `plain JavaScript learns: ${JSON.stringify(reference)}`);
    for (const when of /** @type {const} */ (['before', 'after']))
      assert.ok(
        Math.abs(ours[when] - reference[when]) < agreement * reference[when],
        `${when}: ${ours[when]} is not ${reference[when]}`,
      );
  });

test('the grids are those that the engine draws', async () => {
  for (const id of gridIds) {
    const workload = makeWorkload(id);
    const model = await createModel(gridExperiment(/** @type {any} */ (workload)));
    assert.equal(model.description.parameters, 177);
    await model.dispose();
    const answers = [];
    for (const contestant of [hand, engine]) {
      const instance = await contestant.open(workload);
      await instance.run(1);
      answers.push(Array.from((await instance.answers?.(10_000)) ?? []));
      await instance.dispose?.();
    }
    assert.equal(answers[1].length, 10_000);
    assert.equal(agrees({ answers: answers[1] }, { answers: answers[0] }), true);
  }
});

test('activations are measured by name, in the order asked for, each round once', async () => {
  let calls = 0;
  const costs = await measureActivations(
    { activationCost: async (name) => Float64Array.of(name === 'tanh' ? 3 : 1, ++calls && 1) },
    { rounds: 3, names: ['relu', 'tanh'] },
  );
  assert.equal(calls, 8);
  assert.deepEqual(costs, [
    { name: 'relu', nanoseconds: 1, quartiles: [1, 1] },
    { name: 'tanh', nanoseconds: 2, quartiles: [2, 2] },
  ]);
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(measureActivations(api, { signal }), /enough/);
  const real = await api.activationCost('prelu', { elements: 1000, rounds: 3 });
  assert.ok(real.length === 3 && real.every((nanoseconds) => nanoseconds >= 0));
  await assert.rejects(api.activationCost('rely'), { code: 'unknown_name' });
  await assert.rejects(api.activationCost('relu', { elements: 0 }), { path: 'elements' });
});

test('the networks that the page measures are accepted', async () => {
  for (const { experiment } of measuredNetworks) await api.validate(experiment);
});

test('what the README says of scaling is what was filed', () => {
  const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const readme = read('README.md');
  const { curves, memory, deepStepsPerSecond } = JSON.parse(read('tests/bench/scaling.json'));
  for (const { name, exponent } of curves) assert.ok(readme.includes(`${name}^${exponent.toFixed(2)}`), `${name} ${exponent}`);
  const [, megabytes, rate] = /\(width 16, batch 32\) takes ([\d.]+) MiB and makes (\d+) steps a second/.exec(readme) ?? [];
  assert.equal(megabytes, (memory.points.at(-1).y / 2 ** 20).toFixed(1));
  assert.equal(Number(rate), 10 * Math.round(deepStepsPerSecond / 10));
});
