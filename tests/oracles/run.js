// `npm run oracles -- FOLDER_OR_FILE`: every case of every fixture there; failures and omissions by name, and a closing count.
import { fileURLToPath } from 'node:url';
import { runFixtures } from './suite.js';

const place = process.argv[2] ?? fileURLToPath(new URL('./fixtures', import.meta.url));
const results = await runFixtures(place);
for (const { name, status, detail } of results) {
  if (status !== 'passed') console.log(`${status}: ${name}: ${detail}`);
}
/** @param {string} wanted */
const count = (wanted) => results.filter(({ status }) => status === wanted).length;
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
if (count('failed') || !count('passed')) process.exitCode = 1;
