// Runs every fixture file of a folder through the built engine, each kind by its own runner.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalog } from '../../web/engine/index.js';
import { runActivationGrid } from './activation-grid.js';
import { runTrajectories } from './trajectories.js';

/** @import { CaseResult } from './compare.js' */

/**
 * Which runner takes a file, by what the file says of itself.
 * @type {{ takes: (file: string, fixture: any) => boolean, run: (fixture: any, tables: any, engine: any) => Promise<CaseResult[]> }[]}
 */
const runners = [
  { takes: (_, fixture) => fixture.kind === 'activation-grid', run: runActivationGrid },
  { takes: (file) => file.startsWith('trajectories-'), run: runTrajectories },
];

/**
 * @param {string} folder
 * @param {import('../../web/engine/index.js').EngineOptions} [engine]
 * @returns {Promise<CaseResult[]>}
 */
export async function runFolder(folder, engine = {}) {
  const tables = await catalog();
  const results = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const fixture = JSON.parse(await readFile(join(folder, file), 'utf8'));
    if (fixture.format !== 'nn-oracle/1' || fixture.files) continue; // not a fixture, or the folder's index
    const runner = runners.find(({ takes }) => takes(file, fixture));
    if (runner) results.push(...(await runner.run(fixture, tables, engine)));
    else
      results.push({ name: file, status: /** @type {const} */ ('skipped'), detail: 'no runner for this kind of fixture yet' });
  }
  return results;
}
