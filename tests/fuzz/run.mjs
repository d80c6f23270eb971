// `npm run fuzz -- --seconds 60`: every fuzz target for so long, one line each. Inputs that are findings are left in build/fuzz/.
// `-- --target NAME` runs one; `--grow` adds the inputs that reach something new to the corpus.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildEngine, buildPreset } from '../../cpp/toolchain/build.mjs';
import { follow, isProgram, root, stop } from '../../cpp/toolchain/process.mjs';
import { setUp } from '../../cpp/toolchain/setup.mjs';

const corpus = join(root, 'tests', 'fuzz', 'corpus');
const findings = join(root, 'build', 'fuzz', 'findings');
/** The targets in C++, each a folder of the corpus and a program. */
const natives = ['experiment', 'commands'];

/** A hang and an allocation that no experiment of the fuzzer's size needs. */
const limits = ['-timeout=5', '-malloc_limit_mb=256', '-rss_limit_mb=2048'];

/**
 * @typedef {{ name: string, ok: boolean, runs: number, output: string }} Outcome
 */

/**
 * libFuzzer on one target, from the committed corpus and what earlier runs found on this machine.
 * @param {string} name
 * @param {{ seconds: number, grow: boolean }} options
 * @returns {Promise<Outcome>}
 */
async function fuzzNative(name, { seconds, grow }) {
  const found = join(root, 'build', 'fuzz', 'corpus', name);
  const committed = join(corpus, name);
  for (const folder of [found, committed, findings]) mkdirSync(folder, { recursive: true });
  const program = join(root, 'build', 'fuzz', `fuzz_${name}`);
  const common = [...limits, '-max_len=512', `-artifact_prefix=${findings}/${name}-`];
  const args = [...common, '-len_control=0', `-max_total_time=${seconds}`, '-print_final_stats=1', found, committed];
  const { ok, output } = await follow(program, args, { limitMs: 1000 * (seconds + 300) });
  if (ok && grow) {
    const merged = join(root, 'build', 'fuzz', 'merged', name);
    rmSync(merged, { recursive: true, force: true });
    mkdirSync(merged, { recursive: true });
    await follow(program, ['-merge=1', '-max_len=160', merged, committed, found]);
    shrinkInto(merged, committed);
  }
  return { name, ok, runs: Number(/number_of_executed_units: (\d+)/.exec(output)?.[1] ?? 0), output };
}

/** The smallest inputs, as many as a repository should hold. @param {string} from @param {string} to */
function shrinkInto(from, to) {
  const mostInputs = 120;
  const inputs = readdirSync(from).sort(
    (one, other) => readFileSync(join(from, one)).length - readFileSync(join(from, other)).length,
  );
  rmSync(to, { recursive: true });
  mkdirSync(to);
  const step = Math.max(1, inputs.length / mostInputs);
  for (let i = 0; i < inputs.length; i += step) cpSync(join(from, inputs[Math.floor(i)]), join(to, inputs[Math.floor(i)]));
}

/** @param {string} name @param {number} seconds @returns {Promise<Outcome>} */
async function fuzzParser(name, seconds) {
  const { fuzz, parsers } = await import('./parsers.js');
  const parser = parsers.find((row) => row.name === name) ?? stop(`There is no fuzz target ${name}.`);
  const seed = Math.floor(Math.random() * 2 ** 32);
  const { runs, finding } = await fuzz(parser, { seconds, seed });
  if (!finding) return { name, ok: true, runs, output: '' };
  mkdirSync(findings, { recursive: true });
  const file = join(findings, `${name}-${createHash('sha256').update(finding.input).digest('hex').slice(0, 16)}`);
  writeFileSync(file, finding.input);
  return { name, ok: false, runs, output: `seed ${seed}, input ${file}\n${/** @type {Error} */ (finding.error).stack}\n` };
}

/**
 * Fuzzes the C++ targets.
 * @param {{ seconds: number, grow?: boolean }} options
 * @returns {Promise<Outcome[]>}
 */
export async function fuzzNatives({ seconds, grow = false }, names = natives) {
  const built = await buildPreset('fuzz', ['fuzz_programs']);
  if (!built.ok) return [{ name: 'build', ok: false, runs: 0, output: built.output }];
  const outcomes = [];
  for (const name of names) outcomes.push(await fuzzNative(name, { seconds, grow }));
  return outcomes;
}

if (isProgram(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      target: { type: 'string' },
      grow: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) stop(`--seconds: expected a number above 0, got ${values.seconds}`);
  await setUp('test');
  const engine = await buildEngine();
  if (!engine.ok) stop(engine.output);
  const { parsers } = await import('./parsers.js');
  const all = [...natives, ...parsers.map(({ name }) => name)];
  if (values.target !== undefined && !all.includes(values.target))
    stop(`There is no fuzz target ${values.target}; there are ${all.join(', ')}.`);
  let failed = 0;
  for (const name of values.target === undefined ? all : [values.target]) {
    const [outcome] = natives.includes(name)
      ? await fuzzNatives({ seconds, grow: values.grow }, [name])
      : [await fuzzParser(name, seconds)];
    console.log(`${outcome.ok ? 'clean  ' : 'FINDING'} ${name.padEnd(12)} ${outcome.runs} inputs in ${seconds} s`);
    if (!outcome.ok) console.log(outcome.output.slice(-6000));
    failed += Number(!outcome.ok);
  }
  process.exitCode = failed > 0 ? 1 : 0;
}
