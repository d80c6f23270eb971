// `npm run bench`: this engine against libraries and native programs on the same workloads, in one interleaved run. See --help.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { buildEngine } from '../../cpp/toolchain/build.mjs';
import { follow, root, stop } from '../../cpp/toolchain/process.mjs';
import { setUp } from '../../cpp/toolchain/setup.mjs';
import { measureActivations } from '../../web/engine/activation-bench.js';
import * as engine from '../../web/engine/index.js';
import { measureTraining } from '../../web/engine/training-bench.js';
import { contestants } from './contestants.js';
import { chromiumEnvironment } from './environments/chromium.js';
import { nativeEnvironment } from './environments/native.js';
import { nodeEnvironment } from './environments/node.js';
import { toRatios, toRows } from './figures.js';
import { findTorch } from './native-programs.js';
import { toMarkdown, writeBetweenMarkers } from './report.js';
import { runWorkload } from './rounds.js';
import { measureScaling } from './scaling.js';
import { activationIds, gridIds, makeWorkload, trainingIds } from './workloads.js';

const folder = join(root, 'tests/bench');
const list = (/** @type {string} */ text) => text.split(',').filter(Boolean);

const program = new Command('npm run bench --')
  .description('Measures this engine, libraries and native programs on the same workloads, interleaved.')
  .option('--env <names>', 'node, chromium, native', list, ['node', 'chromium', 'native'])
  .option('--only <workloads>', 'W1,W2 …', list, [...trainingIds, ...gridIds, ...activationIds])
  .option('--contestants <names>', `of ${Object.keys(contestants).join(', ')}`, list)
  .option('--rounds <count>', 'how often each is measured', Number, 25)
  .option('--quick', 'two short rounds after a short warm-up: to see that it works')
  .option('--node <path>', 'another Node than the one that runs this')
  .option('--clock <clock>', "wall, or processor: a process's own time, for a busy machine (Node and Eigen)", 'wall')
  .option('--json <file>', 'write the results there')
  .option('--write', 'write results.json and the table of the README')
  .option('--scaling', 'measure instead how a step’s cost grows, and draw it')
  .parse();
const options = program.opts();

await setUp('build');
const built = await buildEngine({ probes: false });
if (!built.ok) stop(`The engine's build failed:\n${built.output}`);

if (options.scaling) {
  await measureScaling({
    quick: Boolean(options.quick),
    write: Boolean(options.write),
    clock: options.clock,
    say: (text) => console.log(text),
  });
  process.exit();
}

if (!existsSync(join(folder, 'node_modules'))) {
  console.log('Installing the libraries to compare with (tests/bench/package-lock.json) …');
  const installed = await follow('npm', ['ci', '--ignore-scripts', '--prefix', folder]);
  if (!installed.ok) stop(`npm could not install them:\n${installed.output}`);
}

const say = (/** @type {string} */ text) => console.log(text);
/** @type {string[]} */
const missing = [];
const torch = findTorch();
missing.push(torch === true ? 'PyTorch (installed, but the bench has no program for it)' : `PyTorch (${torch})`);

/** @type {import('./rounds.js').Environment[]} */
const environments = [];
if (options.env.includes('node')) environments.push(nodeEnvironment({ node: options.node, clock: options.clock }));
const native = options.env.includes('native') ? await nativeEnvironment({ clock: options.clock, say }) : null;
if (native) {
  environments.push(native);
  missing.push(...native.missing);
}
const chromium = options.env.includes('chromium') ? await chromiumEnvironment() : null;
if (chromium) environments.push(chromium);

/** @type {Record<string, import('./contestants/contestant.js').Contestant>} */
const loaded = {};
for (const [name, load] of Object.entries(contestants)) loaded[name] = (await load()).default;
// A single activation is asked of this engine alone, unless contestants are named: it is a target, not a race.
const wanted = (/** @type {string} */ name, /** @type {string} */ workload) =>
  options.contestants ? options.contestants.includes(name) : !workload.startsWith('W8.') || name === 'relu-playground';
const course = options.quick
  ? { rounds: Math.min(2, options.rounds), windowMs: 60, warmUp: 0.2 }
  : { rounds: options.rounds, windowMs: 40, warmUp: 1 };

/** @type {import('./rounds.js').Record[]} */
const records = [];
for (const [index, workload] of options.only.entries()) {
  const entries = environments.flatMap((environment) => {
    const fitting = Object.entries(loaded).filter(
      ([name, { environments: where, supports }]) =>
        wanted(name, workload) && where.includes(/** @type {any} */ (environment.name)) && supports(workload) === true,
    );
    const names = fitting.map(([name]) => name).filter((name) => environment !== native || native?.available.includes(name));
    return names.map((contestant) => ({ environment, contestant }));
  });
  const began = performance.now();
  records.push(...(await runWorkload(workload, entries, { ...course, seed: index + 1, say })));
  say(`${workload}: ${entries.length} contestants in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
for (const environment of environments) await environment.close();

const rows = toRows(records, (contestant, workload) => loaded[contestant]?.standIn[workload] ?? null);
const libraries = Object.keys(loaded).filter((name) => loaded[name].package);
const results = {
  machine: {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.versions.node,
    chromium: chromium?.version ?? null,
    rounds: course.rounds,
    clock: options.clock,
  },
  names: Object.fromEntries(Object.entries(loaded).map(([name, { name: title }]) => [name, title])),
  versions: Object.fromEntries(
    libraries.map((name) => [
      name,
      JSON.parse(readFileSync(join(folder, 'node_modules', String(loaded[name].package), 'package.json'), 'utf8')).version,
    ]),
  ),
  libraries,
  workloads: options.only.map((/** @type {string} */ id) => ({ id, title: makeWorkload(id).title })),
  rows,
  ratios: toRatios(records, new Set(libraries)),
  failures: records
    .filter(({ error }) => error)
    .map(({ environment, contestant, workload, error }) => ({ environment, contestant, workload, error })),
  missing,
};
const markdown = toMarkdown(results);
say(`\n${markdown}\n`);
for (const { environment, contestant, workload, exact, standIn, loss } of rows)
  if (exact === false && !loaded[contestant].standIn[workload])
    say(`${environment} ${contestant} ${workload}: its loss of ${loss} is not the others'; ${standIn}`);
const json = `${JSON.stringify(results, null, 2)}\n`;
if (options.json) writeFileSync(options.json, json);
if (options.write) {
  writeFileSync(join(folder, 'results.json'), json);
  writeBetweenMarkers(join(root, 'README.md'), markdown);
  const { processor, node, date } = results.machine;
  const titles = new Map((await engine.catalog()).activations.map(({ name, title }) => [name, title]));
  const published = {
    machine: `${processor}, Node ${node}, ${date}`,
    // With their titles, so that the page shows its tables without the engine.
    activations: (await measureActivations(engine)).map((cost) => ({ title: titles.get(cost.name), ...cost })),
    training: await measureTraining(engine),
  };
  writeFileSync(join(root, 'web/page/bench-published.json'), `${JSON.stringify(published, null, 2)}\n`);
  await follow('node_modules/.bin/biome', ['check', '--write', 'tests/bench/results.json', 'web/page/bench-published.json']);
}
process.exit();
