// `npm run bench -- --scaling`: how a training step's cost grows with depth, width, batch and samples, how memory grows with depth, and
// how many steps a second a residual net of a thousand layers makes. Through the public API alone.
import { writeFileSync } from 'node:fs';
import { quantile } from '../../web/engine/activation-bench.js';
import { createModel, sizes } from '../../web/engine/index.js';
import { processorMs } from './clock.js';
import { fitPower } from './figures.js';
import { drawPlot } from './plot.js';
import { deepTarget } from './targets.js';

/** @param {number} depth @param {number} units @param {number} batch @param {number} samples */
const experimentOf = (depth, units, batch, samples) => ({
  data: { samples, test_share: 0.05 },
  network: {
    initializer: 'he_normal',
    layers: Array.from({ length: depth }, () => ({ units, activation: 'relu' })),
  },
  training: { batch_size: batch, optimizer: { name: 'sgd', learning_rate: 1e-4 } },
});

/** The residual net: width 16, batch 32. @param {number} layers  dense ones, the first and the output apart */
const residualOf = (layers) => ({
  data: { samples: 500 },
  network: {
    layers: [
      { units: 16, activation: 'relu' },
      ...Array.from({ length: layers }, () => ({
        type: 'residual',
        rezero: true,
        layers: [{ units: 16, activation: 'relu' }],
      })),
    ],
  },
  training: { batch_size: 32, optimizer: { name: 'sgd', learning_rate: 1e-4 } },
});

/**
 * A row an axis: what grows, over which values, what stays as it is, and what is measured: a step, or an epoch where samples grow.
 * @type {{ name: string, title: string, unit: string, values: number[], wanted: number, of: (value: number) => any, epoch?: boolean }[]}
 */
const axes = [
  {
    name: 'depth',
    title: 'depth',
    unit: 'layers',
    values: [8, 16, 32, 64, 128, 256],
    wanted: 1,
    of: (n) => experimentOf(n, 16, 32, 500),
  },
  {
    name: 'width',
    title: 'width',
    unit: 'units a layer',
    values: [32, 64, 128, 256, 512],
    wanted: 2,
    of: (n) => experimentOf(4, n, 32, 500),
  },
  {
    name: 'batch',
    title: 'batch',
    unit: 'rows',
    values: [32, 64, 128, 256, 512],
    wanted: 1,
    of: (n) => experimentOf(8, 16, n, 2000),
  },
  {
    name: 'samples',
    title: 'samples (an epoch)',
    unit: 'rows',
    values: [500, 1000, 2000, 4000, 8000],
    wanted: 1,
    of: (n) => experimentOf(4, 16, 32, n),
    epoch: true,
  },
];

/**
 * A runner of one experiment: milliseconds a step (or an epoch), measured over runs of some 10 ms.
 * @param {any} experiment @param {boolean} epoch @param {() => number} now  milliseconds
 */
async function runnerOf(experiment, epoch, now) {
  const model = await createModel(experiment, { worker: false });
  const unit = epoch ? model.description.stepsPerEpoch : 1;
  let count = 1;
  const time = async () => {
    await model.reset();
    const start = now();
    await model.train(count * unit);
    return (now() - start) / count;
  };
  for (let ms = await time(); ms * count < 10; ms = await time()) count *= 2;
  return { time, dispose: () => model.dispose() };
}

/**
 * @param {{ quick: boolean, write: boolean, clock: string, say: (text: string) => void }} options
 */
export async function measureScaling({ quick, write, clock, say }) {
  const now = clock === 'processor' ? processorMs : () => performance.now();
  const rounds = quick ? 3 : 60;
  // The engine's compiler is given its time first: what is measured before it is done would count for the first axis alone.
  const warmUp = await runnerOf(experimentOf(32, 16, 32, 500), false, now);
  for (const start = now(); now() - start < (quick ? 100 : 2000); ) await warmUp.time();
  await warmUp.dispose();
  const curves = [];
  for (const { name, title, unit, values, wanted, of, epoch = false } of axes) {
    const runners = [];
    for (const value of values)
      runners.push({ value, runner: await runnerOf(of(value), epoch, now), times: /** @type {number[]} */ ([]) });
    for (let round = 0; round < rounds; ++round) for (const { runner, times } of runners) times.push(await runner.time());
    for (const { runner } of runners) await runner.dispose();
    const points = runners.map(({ value, times }) => ({ x: value, y: 1000 * quantile(times, 0.5) }));
    const fit = fitPower(points);
    curves.push({ name, title, unit, wanted, measured: epoch ? 'epoch' : 'step', points, ...fit });
    say(
      `${title}: cost ∝ ${name}^${fit.exponent.toFixed(2)}, R² ${fit.rSquared.toFixed(4)}, over ${values[0]} to ${values.at(-1)} ${unit} (wanted: ${wanted})`,
    );
  }
  const memory = [];
  for (const depth of [125, 250, 500, 1000])
    memory.push({ x: depth, y: (await sizes(residualOf(depth), { worker: false })).bytes });
  const perLayer = (memory[3].y - memory[2].y) / 500;
  const memoryFit = fitPower(memory);
  say(
    `memory: ${(memory[3].y / 2 ** 20).toFixed(1)} MiB with 1,000 residual layers, ${Math.round(perLayer)} bytes a layer, ∝ depth^${memoryFit.exponent.toFixed(3)}`,
  );
  const deep = await runnerOf(residualOf(1000), false, now);
  const times = [];
  for (let round = 0; round < rounds; ++round) times.push(await deep.time());
  await deep.dispose();
  const deepStepsPerSecond = 1000 / quantile(times, 0.5);
  say(`residual net of 1,000 layers, width 16, batch 32: ${Math.round(deepStepsPerSecond)} steps/s (wanted: ${deepTarget})`);
  const results = {
    curves,
    memory: { points: memory, bytesPerLayer: perLayer, exponent: memoryFit.exponent },
    deepStepsPerSecond,
  };
  if (write) {
    writeFileSync(new URL('./scaling.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(new URL('./scaling.svg', import.meta.url), drawPlot(curves));
  }
  return results;
}
