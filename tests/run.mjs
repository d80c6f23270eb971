// `npm test`: every check and every test, stage by stage, each as one line; the last line counts them all. `node tests/run.mjs cpp
// node` runs only those stages. Knows how each runner reports, and nothing of what it runs.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildEngine, buildPreset, buildSite } from '../cpp/toolchain/build.mjs';
import { formatters } from '../cpp/toolchain/format.mjs';
import { follow, root, stop } from '../cpp/toolchain/process.mjs';
import { setUp } from '../cpp/toolchain/setup.mjs';
import { report } from '../cpp/toolchain/size.mjs';
import { countInstructions } from './bench/instructions.mjs';
import { fuzzNatives } from './fuzz/run.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, output: string, reason?: string }} Outcome  `reason`: why it was skipped
 * @typedef {{ title: string, run: () => Promise<Outcome> }} Suite
 */

/** No suite takes as long unless it hangs. */
const limitMs = 20 * 60_000;

/** How long each C++ fuzz target gets new inputs; continuous integration asks for more. */
const fuzzSeconds = Number(process.env.FUZZ_SECONDS ?? 5);

/** @param {{ ok: boolean, output: string }} result @returns {Outcome} a check counts as one test */
const asCheck = ({ ok, output }) => ({ passed: Number(ok), failed: Number(!ok), skipped: 0, output });

/**
 * What a runner counted. Its exit code has the last word: a crash or a run without a count is a failed test.
 *
 * @param {{ ok: boolean, output: string }} result
 * @param {(output: string) => Omit<Outcome, 'output'>} count
 * @returns {Outcome}
 */
function asCounted({ ok, output }, count) {
  const counted = count(output);
  const ran = counted.passed + counted.failed > 0;
  const failed = counted.failed === 0 && (!ok || !ran) ? 1 : counted.failed;
  return { ...counted, failed, output: ran ? output : `${output}\nNo test ran.\n` };
}

/** @param {string} output @returns {string} its head and its tail, and no line of ten thousand letters, as a crashed module prints */
function shortened(output) {
  const lines = output.split('\n').map((line) => (line.length > 400 ? `${line.slice(0, 400)} …` : line));
  const kept = 80;
  if (lines.length > 2 * kept) lines.splice(kept, lines.length - 2 * kept, `… ${lines.length - 2 * kept} lines …`);
  return lines.join('\n');
}

/** @param {string} output of doctest */
function countDoctest(output) {
  const [, passed, failed, skipped] =
    /test cases: *\d+ *\| *(\d+) passed *\| *(\d+) failed *\| *(\d+) skipped/.exec(output) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) };
}

/** @param {string} output of node:test */
function countNodeTest(output) {
  /** @param {string} word */
  const count = (word) => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
}

/** @param {string} preset @returns {Suite} */
const cppSuite = (preset) => ({
  title: preset,
  run: async () => {
    const built = await buildPreset(preset);
    if (!built.ok) return asCheck(built);
    return asCounted(await follow('ctest', ['--preset', preset], { limitMs }), countDoctest);
  },
});

/** @param {string} folder @returns {string[]} */
function testFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.js')).map((name) => join(folder, name));
}

/** @param {string} folder @param {number} atOnce files that run at the same time */
async function nodeTests(folder, atOnce) {
  const args = ['--test', '--test-reporter=spec', `--test-concurrency=${atOnce}`, ...testFiles(folder)];
  return asCounted(await follow(process.execPath, args, { limitMs }), countNodeTest);
}

/** @type {Record<string, Suite[]>} */
const stages = {
  lint: formatters.map(({ title, program, check }) => ({
    title,
    run: async () => asCheck(await follow(program, check(), { limitMs })),
  })),
  types: [
    {
      title: 'tsc',
      run: async () => {
        const engine = await buildEngine();
        return asCheck(engine.ok ? await follow('node_modules/.bin/tsc', ['--pretty', 'false'], { limitMs }) : engine);
      },
    },
  ],
  cpp: [cppSuite('native'), cppSuite('native-double')],
  wasm: [cppSuite('wasm-simd'), cppSuite('wasm-scalar')],
  instructions: [{ title: 'callgrind', run: () => countInstructions() }],
  fuzz: [
    {
      title: 'libFuzzer',
      run: async () => {
        // Homebrew's clang stays off the PATH, and Apple's has no libFuzzer; the corpus is replayed by the cpp stage anyhow.
        if (process.platform !== 'linux') return { passed: 0, failed: 0, skipped: 1, output: '' };
        const outcomes = await fuzzNatives({ seconds: fuzzSeconds });
        const failed = outcomes.filter(({ ok }) => !ok);
        const output = failed.map(({ name, output }) => `${name}:\n${output}\n`).join('');
        return { passed: outcomes.length - failed.length, failed: failed.length, skipped: 0, output };
      },
    },
  ],
  node: [
    {
      title: 'node',
      run: async () => {
        const engine = await buildEngine();
        return engine.ok ? nodeTests('tests/node', 2) : asCheck(engine);
      },
    },
  ],
  size: [
    {
      title: 'dist',
      run: async () => {
        const engine = await buildEngine();
        if (!engine.ok) return asCheck(engine);
        await buildSite();
        return asCheck(report());
      },
    },
  ],
  browser: [
    {
      title: 'browsers',
      run: async () => {
        const engine = await buildEngine();
        if (!engine.ok) return asCheck(engine);
        await buildSite();
        return nodeTests('tests/browser', 1);
      },
    },
  ],
};

const names = process.argv.slice(2);
for (const name of names) {
  if (!Object.hasOwn(stages, name)) stop(`There is no stage ${name}; there are ${Object.keys(stages).join(', ')}.`);
}
await setUp('test');

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [stage, suites] of Object.entries(stages)) {
  if (names.length > 0 && !names.includes(stage)) continue;
  for (const { title, run } of suites) {
    const start = performance.now();
    const { output, reason, ...counts } = await run().catch((error) => asCheck({ ok: false, output: `${error.stack}\n` }));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const words = Object.entries(counts).filter(([word, count]) => word === 'passed' || count > 0);
    console.log(
      `${stage.padEnd(8)} ${title.padEnd(14)} ${words.map(([word, count]) => `${count} ${word}`).join(', ')} in ${seconds} s`,
    );
    if (reason) console.log(`  ${reason}`);
    if (counts.failed > 0) console.log(shortened(output));
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
}
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
