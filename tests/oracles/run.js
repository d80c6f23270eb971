// `npm run oracles -- FOLDER`: every case of every fixture file there; failures and omissions by name, and a closing count.
import { runFolder } from './suite.js';

const folder = process.argv[2] ?? new URL('./fixtures', import.meta.url).pathname;
const results = await runFolder(folder);
for (const { name, status, detail } of results) {
  if (status !== 'passed') console.log(`${status}: ${name}: ${detail}`);
}
/** @param {string} wanted */
const count = (wanted) => results.filter(({ status }) => status === wanted).length;
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
if (count('failed') || !count('passed')) process.exitCode = 1;
