// Counts the machine instructions of training steps and compares them with those on file: time is noisy, a count is not, so it
// tells of a step that became slower on the busiest machine. `node tests/bench/instructions.mjs --update` files the new counts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPreset } from '../../cpp/toolchain/build.mjs';
import { findProgram, follow, isProgram, root, stop } from '../../cpp/toolchain/process.mjs';
import { setUp } from '../../cpp/toolchain/setup.mjs';

const preset = 'native-release';
const file = join(root, 'tests', 'bench', 'instructions.json');

/** Steps that are counted: whole epochs of the small workloads, because shuffling comes once an epoch. */
const steps = { W1: 96, W2: 60, W3: 30, W4: 3, W5: 1, W6: 2 };

/**
 * @typedef {object} Filed
 * @property {string} compiler  with which the counts hold: another one makes other instructions
 * @property {number} band      share by which a count may differ, either way: a gain has to be filed, too
 * @property {Record<string, number>} instructionsPerStep
 */

/** The compiler that the preset was configured with, as CMake names it. */
function compiler() {
  const folder = join(root, 'build', preset, 'CMakeFiles');
  const version = readdirSync(folder).find((name) => /^\d/.test(name)) ?? '';
  const text = readFileSync(join(folder, version, 'CMakeCXXCompiler.cmake'), 'utf8');
  /** @param {string} name */
  const value = (name) => new RegExp(`^set\\(${name} "(.*)"\\)$`, 'm').exec(text)?.[1] ?? '';
  return `${value('CMAKE_CXX_COMPILER_ID')} ${value('CMAKE_CXX_COMPILER_VERSION')} ${process.arch}`;
}

/**
 * Instructions of one training step.
 *
 * @param {string} workload @param {number} count steps to take the mean of
 * @returns {Promise<number>}
 */
async function instructionsOf(workload, count) {
  const program = join(root, 'build', preset, 'core_bench');
  const result = await follow('valgrind', [
    '--tool=callgrind',
    '--callgrind-out-file=/dev/null',
    '--toggle-collect=relu::Trainer::step()',
    program,
    '--steps',
    String(count),
    workload,
  ]);
  const total = Number(/Collected : (\d+)/.exec(result.output)?.[1]);
  if (!result.ok || !(total > 0)) throw new Error(`callgrind counted nothing of ${workload}:\n${result.output}`);
  return Math.round(total / count);
}

/**
 * Compares, or with `update` files the counts.
 *
 * @param {{ update?: boolean }} [options]
 * @returns {Promise<{ passed: number, failed: number, skipped: number, output: string, reason?: string }>} one a workload
 */
export async function countInstructions({ update = false } = {}) {
  const all = Object.entries(steps);
  const skip = (/** @type {string} */ reason) => ({ passed: 0, failed: 0, skipped: all.length, output: '', reason });
  if (!findProgram('valgrind')) return skip('There is no valgrind here.');
  const built = await buildPreset(preset, ['core_bench']);
  if (!built.ok) return { passed: 0, failed: 1, skipped: 0, output: built.output };
  /** @type {Filed} */
  const filed = JSON.parse(readFileSync(file, 'utf8'));
  const ours = compiler();
  if (!update && ours !== filed.compiler) return skip(`The counts on file are those of ${filed.compiler}; this is ${ours}.`);

  /** @type {Record<string, number>} */
  const counts = {};
  for (const [workload, count] of all) counts[workload] = await instructionsOf(workload, count);
  if (update) writeFileSync(file, `${JSON.stringify({ ...filed, compiler: ours, instructionsPerStep: counts }, null, 2)}\n`);
  const lines = all.map(([workload]) => {
    const before = filed.instructionsPerStep[workload];
    const change = counts[workload] / before - 1;
    const ok = update || Math.abs(change) <= filed.band;
    return {
      ok,
      text: `${ok ? 'ok  ' : 'FAIL'} ${workload} ${counts[workload]} a step, on file ${before} (${(100 * change).toFixed(1)} %)`,
    };
  });
  const failed = lines.filter(({ ok }) => !ok).length;
  const hint = failed > 0 ? `Wanted? node tests/bench/instructions.mjs --update\n` : '';
  return { passed: all.length - failed, failed, skipped: 0, output: `${lines.map(({ text }) => text).join('\n')}\n${hint}` };
}

if (isProgram(import.meta.url)) {
  const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } });
  await setUp('test');
  const { output, failed, reason } = await countInstructions(values);
  if (failed > 0) stop(output);
  console.log(reason ?? output);
}
