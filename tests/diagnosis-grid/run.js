// `npm run diagnosis-grid`: every experiment of the grid with its known state and what the diagnosis says of it, the table of both, and how
// often the first fix helps. Fails when a verdict is wrong or the fixes of a finding help too seldom.
import { createPool } from '../../web/engine/pool.js';
import { CASES } from './cases.js';
import { confusion, fixShares, judgeGrid } from './grid.js';

/** The first fix of each finding must make the run better in this share of its cases. */
const helpfulShare = 0.8;

const pool = createPool();
const results = await judgeGrid(pool, CASES);
pool.dispose();

for (const { case: tried, state, finding, alarms, sentence, isRight, fix } of results) {
  const outcome = fix ? `${fix.name} ${fix.isSolved ? 'solves it' : fix.isBetter ? 'helps' : 'DOES NOT HELP'}` : '';
  console.log(`${isRight ? ' ' : 'X'} ${state.padEnd(11)} ${finding.padEnd(19)} ${tried.title.padEnd(52)} ${outcome}`);
  if (!isRight) for (const line of alarms.length > 0 ? alarms : [sentence]) console.log(`    ${line}`);
}

const table = confusion(results);
const findings = [...new Set(results.map(({ finding }) => finding))].sort();
console.log(`\n${['known state', ...findings].map((name) => name.slice(0, 12).padStart(13)).join('')}`);
for (const [state, row] of table)
  console.log([state, ...findings.map((name) => row.get(name) ?? '·')].map((cell) => String(cell).padStart(13)).join(''));

console.log('\nfirst fix of          tried  better  solved  fixes');
let isHelpful = true;
for (const [finding, { tried, better, solved, names }] of fixShares(results)) {
  isHelpful &&= better >= helpfulShare * tried;
  const list = [...names].map(([name, count]) => `${name} ${count}`).join(', ');
  console.log(
    `${finding.padEnd(20)} ${String(tried).padStart(6)} ${String(better).padStart(7)} ${String(solved).padStart(7)}  ${list}`,
  );
}
const wrong = results.filter(({ isRight }) => !isRight).length;
const unclear = results.filter(({ state }) => state === 'unclear').length;
console.log(`\n${results.length} experiments, ${unclear} of them unclear; ${wrong} wrong verdicts`);
process.exitCode = wrong > 0 || !isHelpful ? 1 : 0;
