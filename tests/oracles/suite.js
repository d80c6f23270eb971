// Runs fixture files through the built engine, each kind by its own runner.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { catalog } from '../../web/engine/index.js';
import { runActivationGrid } from './activation-grid.js';
import { runAdversarial } from './adversarial.js';
import { runDiagnostics } from './diagnostics.js';
import { runLayers } from './layer-cases.js';
import { runAnchors } from './learning-anchors.js';
import { runLosses } from './loss-cases.js';
import { runOnnxCases } from './onnx-cases.js';
import { runOptimizers } from './optimizer-cases.js';
import { loadProbes } from './probe.js';
import { runTrajectories } from './trajectories.js';

/** @import { Bench, CaseResult } from './compare.js' */

/**
 * Which runner takes a file, by what the file says of itself and, where several kinds say the same, by what its cases hold.
 * @type {{ takes: (fixture: any) => boolean, run: (fixture: any, bench: Bench) => Promise<CaseResult[]> }[]}
 */
const runners = [
  { takes: ({ kind }) => kind === 'activation-grid', run: runActivationGrid },
  { takes: ({ kind }) => kind === 'diagnostics', run: runDiagnostics },
  { takes: ({ kind }) => kind === 'learning-anchors', run: runAnchors },
  { takes: ({ format }) => format === 'onnx-node-cases/1', run: runOnnxCases },
  { takes: ({ cases }) => 'd_output' in cases[0], run: runLosses },
  { takes: ({ cases }) => 'upstream' in cases[0], run: runLayers },
  { takes: ({ cases }) => 'runs' in cases[0], run: runOptimizers },
  { takes: ({ cases }) => 'attacks' in cases[0], run: runAdversarial },
  { takes: ({ cases }) => 'batches' in cases[0], run: runTrajectories },
];

/**
 * Every case of one fixture; null for a kind that no runner knows.
 * @param {any} fixture
 * @param {Bench} bench
 */
export function runFixture(fixture, bench) {
  const runner = runners.find(({ takes }) => (fixture.kind || fixture.cases?.length) && takes({ cases: [{}], ...fixture }));
  return runner ? runner.run(fixture, bench) : null;
}

/**
 * @param {import('../../web/engine/index.js').EngineOptions} [engine]
 * @returns {Promise<Bench>}
 */
export async function makeBench(engine = {}) {
  return { catalog: await catalog(), engine, probes: await loadProbes(engine.variant) };
}

/** @param {string} place  a folder or a single file */
async function filesOf(place) {
  if (!(await stat(place)).isDirectory()) return [place];
  const names = (await readdir(place)).filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => join(place, name));
}

/**
 * Every case of a fixture file, or of all fixture files of a folder.
 * @param {string} place
 * @param {{ engine?: import('../../web/engine/index.js').EngineOptions, leaveOut?: Map<string, string> }} [options]
 *   `leaveOut` names files and why they are not run
 * @returns {Promise<CaseResult[]>}
 */
export async function runFixtures(place, { engine = {}, leaveOut = new Map() } = {}) {
  const bench = await makeBench(engine);
  /** @type {CaseResult[]} */
  const results = [];
  for (const file of await filesOf(place)) {
    const fixture = JSON.parse(await readFile(file, 'utf8'));
    if (fixture.files) continue; // a folder's index
    const reason = leaveOut.get(basename(file));
    const ran = reason ? null : await runFixture(fixture, bench);
    if (ran) results.push(...ran);
    else results.push({ name: basename(file), status: 'skipped', detail: reason ?? 'no runner knows this kind of file' });
  }
  return results;
}
