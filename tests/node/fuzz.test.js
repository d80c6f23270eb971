// The parsers that are JavaScript against their corpus and a second of new inputs each; continuous integration gives them longer.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fuzz, parsers } from '../fuzz/parsers.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 1);

for (const parser of parsers) {
  test(`${parser.name} takes any bytes`, async (context) => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const { runs, finding } = await fuzz(parser, { seconds, seed });
    context.diagnostic(`seed ${seed}, ${runs} inputs`);
    if (finding)
      assert.fail(
        `seed ${seed}, input (base64) ${Buffer.from(finding.input).toString('base64')}: ${/** @type {Error} */ (finding.error).stack}`,
      );
    assert.ok(runs > 10, `${runs} inputs`);
  });
}
