// `npm run coverage`: which lines and branches of cpp/ the C++ tests run, in the float and the double build together. Names every
// file below the bar; `-- --lines FILE` lists the lines and branches of one that no test reaches.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPreset } from './build.mjs';
import { capture, root, stop } from './process.mjs';
import { llvmTool } from './requirements.mjs';
import { setUp } from './setup.mjs';

/** Per cent, of the core as a whole and of each file that is not to be named. */
const bar = { lines: 98, branches: 95 };
const presets = ['coverage', 'coverage-double'];

/**
 * What one of LLVM's tools prints. Its warning that functions have mismatched data is left out: they are those that both builds name
 * alike and compile otherwise, which are counted in the float build alone.
 *
 * @param {string} name @param {string[]} args
 */
function run(name, args) {
  const program = llvmTool(name) ?? stop(`${name} is missing.`);
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

/**
 * @typedef {{ count: number, covered: number }} Count
 * @typedef {{ name: string, lines: Count, branches: Count }} Row
 */

/** @param {Count} count */
const percent = ({ count, covered }) => (count > 0 ? (100 * covered) / count : 100);
/** @param {Count} count */
const cell = (count) => `${percent(count).toFixed(2).padStart(6)} % ${`${count.covered}/${count.count}`.padStart(11)}`;
/** @param {Row} row */
const print = ({ name, lines, branches }) => console.log(`${name.padEnd(44)} ${cell(lines)}   ${cell(branches)}`);

const { values: options } = parseArgs({ options: { lines: { type: 'string' } } });
await setUp('test');
const folder = join(root, 'build', 'coverage-data');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const programs = [];
for (const preset of presets) {
  const built = await buildPreset(preset, ['core_tests']);
  if (!built.ok) stop(built.output);
  const program = join(root, 'build', preset, 'core_tests');
  const env = { ...process.env, LLVM_PROFILE_FILE: join(folder, `${preset}.profraw`) };
  const { ok, output } = capture(program, ['--no-colors=true'], { env });
  console.log(`${preset}: ${/test cases:.*/.exec(output)?.[0] ?? output.slice(-2000)}`);
  if (!ok) console.log(output.slice(-4000));
  programs.push(program);
}
const merged = join(folder, 'merged.profdata');
run('llvm-profdata', ['merge', '-sparse', ...presets.map((preset) => join(folder, `${preset}.profraw`)), '-o', merged]);
const objects = [programs[0], '-object', programs[1], `-instr-profile=${merged}`];
const core = join(root, 'cpp');

if (options.lines !== undefined) {
  const text = run('llvm-cov', ['show', ...objects, '--show-branches=count', '--use-color=false', join(root, options.lines)]);
  for (const line of text.split('\n')) {
    if (/^ *\d+\| +0\|/.test(line) || /Branch \(.*\[(True: 0,|.*False: 0\])/.test(line)) console.log(line.trim());
  }
} else {
  const { files, totals } = JSON.parse(run('llvm-cov', ['export', ...objects, '-format=text', '-summary-only', core])).data[0];
  /** @type {Row[]} */
  const rows = files.map((/** @type {any} */ { filename, summary }) => ({
    name: relative(root, filename),
    lines: summary.lines,
    branches: summary.branches,
  }));
  console.log(`\n${''.padEnd(44)} ${'lines'.padStart(20)}   ${'branches'.padStart(20)}`);
  for (const row of rows) print(row);
  const all = { name: 'cpp/', lines: totals.lines, branches: totals.branches };
  print(all);
  const low = rows.filter(({ lines, branches }) => percent(lines) < bar.lines || percent(branches) < bar.branches);
  console.log(
    `\nBelow ${bar.lines} % of lines or ${bar.branches} % of branches: ${low.map(({ name }) => name).join(', ') || 'no file'}`,
  );
  const reached = percent(all.lines) >= bar.lines && percent(all.branches) >= bar.branches;
  console.log(`The core as a whole ${reached ? 'reaches' : 'does not reach'} the bar.`);
  process.exitCode = reached ? 0 : 1;
}
