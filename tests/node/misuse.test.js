// Wrong calls and broken surroundings: each is answered by its code, path and what is allowed, and nobody else's network is touched. Only a
// trap in the module ends an engine.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createModel, curve, PlaygroundError } from 'relu-playground';

const samples = { values: [1, 2, 3, 4], labels: [0, 1], columns: 2, problem: 'binary' };
const table = { ...samples, values: Float32Array.from(samples.values) };
const mine = () => {
  throw new Error('mine');
};
const getter = Object.defineProperty({}, 'seed', { get: mine, enumerable: true });
const nested = Object.defineProperty({}, 'data', { get: mine, enumerable: true });

/** Residual blocks in one another, forty deep. */
const deep = Array.from({ length: 40 }).reduce((/** @type {any} */ layer) => ({ type: 'residual', layers: [layer] }), {
  units: 2,
});

/** What is wrong, how it is called, and the code, the path and the words of the answer. @type {[string, (model: any, make: any) => Promise<any>, string, string, RegExp][]} */
const calls = [
  [
    'more layers than are read',
    (_, make) => make({ network: { layers: new Array(1e7) } }),
    'wrong_type',
    'network.layers',
    /expected a list, got more than 262144 values or 32 levels/,
  ],
  [
    'a number that is a list of many',
    (_, make) => make({ seed: new Array(3e8) }),
    'wrong_type',
    'seed',
    /whole number in 0\.\.4294967295, got more than/,
  ],
  [
    'blocks in blocks without end',
    (_, make) => make({ network: { layers: [deep] } }),
    'wrong_type',
    `network.layers[0]${'.layers[0]'.repeat(15)}`,
    /expected an object, got more than 262144 values or 32 levels/,
  ],
  ['no samples', (_, make) => make({}, {}), 'wrong_type', 'data.values', /a list of numbers, got undefined/],
  ['samples that are no object', (_, make) => make({}, 5), 'wrong_type', 'data', /an object, got 5/],
  ['no labels', (_, make) => make({}, { ...samples, labels: undefined }), 'wrong_type', 'data.labels', /a list of numbers/],
  [
    'no columns',
    (_, make) => make({}, { ...samples, columns: undefined }),
    'out_of_range',
    'data.columns',
    /1\.\.\d+, got undefined/,
  ],
  [
    'half a class',
    (_, make) => make({}, { ...table, problem: 'multiclass', classes: 2.5 }),
    'out_of_range',
    'data.classes',
    /got 2\.5/,
  ],
  [
    'no problem',
    (_, make) => make({}, { ...samples, problem: undefined }),
    'unknown_name',
    'data.problem',
    /expected binary, multiclass/,
  ],
  ['no target', (_, make) => make({}, { ...samples, targets: 0 }), 'out_of_range', 'data.targets', /got 0/],
  [
    'a broken number of rows',
    (_, make) => make({}, { ...samples, trainRows: 1.5 }),
    'out_of_range',
    'data.train_rows',
    /got 1\.5/,
  ],
  ['a shape that is no list', (_, make) => make({}, { ...samples, shape: 2 }), 'wrong_type', 'data.shape', /a list/],
  ['a side of 0', (_, make) => make({}, { ...samples, shape: [0, 1, 1] }), 'out_of_range', 'data.shape', /got 0/],
  ['no weights', (model) => model.setWeights(), 'wrong_type', 'weights', /a list of numbers, got undefined/],
  ['no points', (model) => model.predict(), 'wrong_type', 'points', /a list of numbers/],
  ['no rows', (model) => model.trainOn(), 'wrong_type', 'rows', /a list of numbers/],
  ['no rows to go round', (model) => model.trainAround(null, 5), 'wrong_type', 'rows', /a list of numbers/],
  ['a row that is no number', (model) => model.trainOn([0, Number.NaN]), 'out_of_range', 'rows[1]', /0\.\.\d+, got NaN/],
  ['a row in words', (model) => model.trainOn(['x']), 'out_of_range', 'rows[0]', /got x/],
  ['a row between two', (model) => model.trainOn([0, 1, 1.7]), 'out_of_range', 'rows[2]', /got 1\.7/],
  ['a row beyond 32 bits', (model) => model.trainOn([2 ** 32]), 'out_of_range', 'rows[0]', /got 4294967296/],
  ['a row below 0', (model) => model.trainAround([0, -1], 5), 'out_of_range', 'rows[1]', /got -1/],
  ['points too short', (model) => model.predict([[1], [2, 3, 4]]), 'shape_mismatch', 'points[0]', /expected 2 numbers, got 1/],
  [
    'a point too long',
    (model) =>
      model.predict([
        [1, 2],
        [2, 3, 4],
      ]),
    'shape_mismatch',
    'points[1]',
    /2 numbers, got 3/,
  ],
  ['a point that is none', (model) => model.predict([null, [1, 2]]), 'shape_mismatch', 'points[0]', /got undefined/],
  ['no request', (model) => model.snapshot(null), 'wrong_type', 'request', /an object, got null/],
  ['no sample', (model) => model.snapshot({ sample: 3 }), 'wrong_type', 'sample', /an object, got 3/],
  ['a sample without values', (model) => model.snapshot({ sample: { values: null } }), 'wrong_type', 'values', /a list/],
  ['no values', (model) => model.responsesOf(), 'wrong_type', 'values', /a list of numbers/],
  ['no options', (model) => model.advance(null), 'wrong_type', 'options', /an object, got null/],
  ['no attack', (model) => model.attack(), 'wrong_type', 'request', /an object/],
  ['no attacks', (model) => model.smallestSteps(null), 'wrong_type', 'request', /an object/],
  [
    'no budget',
    (model) => model.advance({ budgetMs: Number.NaN }),
    'out_of_range',
    'budgetMs',
    /a number in 0\.\.Infinity, got NaN/,
  ],
  ['a budget below 0', (model) => model.train(1, -1), 'out_of_range', 'budgetMs', /got -1/],
  ['a budget that is no number', (model) => model.train(1, '5'), 'out_of_range', 'budgetMs', /got 5/],
  ['what no check knows', (model) => model.predict([[1, 2]], null), 'wrong_type', '', /TypeError/],
  ['a list beyond all memory', (model) => model.predict({ length: 1e15 }), 'out_of_memory', '', /RangeError/],
  ['a symbol', (_, make) => make({ seed: Symbol('x') }, null), 'wrong_type', '', /Symbol\(x\) could not be cloned/],
  ['a function', (_, make) => make({ network: { layers: [{ units: mine }] } }, null), 'wrong_type', '', /could not be cloned/],
  ['a getter that throws', (_, make) => make(getter, null), 'wrong_type', '', /mine/],
  ['data whose getter throws', (_, make) => make(nested, null), 'wrong_type', '', /mine/],
];

for (const worker of [false, true]) {
  const where = worker ? 'in a worker' : 'in this thread';
  /** @type {any} */
  let bystander;
  after(() => bystander?.dispose());
  for (const [what, call, code, path, message] of calls) {
    test(`${what}, ${where}`, async () => {
      if (!bystander) {
        bystander = await createModel({}, { worker });
        await bystander.step(3);
      }
      const model = await createModel({}, { worker });
      const make = (/** @type {any} */ experiment, /** @type {any} */ data) => createModel(experiment, { worker, data });
      await assert.rejects(call(model, make), (/** @type {any} */ error) => {
        assert.ok(error instanceof PlaygroundError, String(error));
        assert.deepEqual([error.code, error.path], [code, path]);
        assert.match(error.reason, message);
        return true;
      });
      assert.equal((await model.step(1)).step, 1);
      assert.equal((await bystander.step(0)).step, 3);
      await model.dispose();
    });
  }
}

test('how many classes a regression has is not asked', async () => {
  const data = /** @type {const} */ ({ ...samples, problem: 'regression', classes: 0 });
  const model = await createModel({}, { worker: false, data });
  assert.equal(model.description.task, 'regression');
  await model.dispose();
});

test('a curve at no inputs is refused', async () => {
  await assert.rejects(curve('relu', {}, /** @type {any} */ (null)), { code: 'wrong_type', path: 'inputs' });
});

test('a trap ends its engine and every network in it; the next one gets a new engine', async (context) => {
  // Every address in a memory full of ones lies outside of it, so that the next call traps.
  /** @type {any} */
  let memory;
  const { instantiate } = WebAssembly;
  context.mock.method(WebAssembly, 'instantiate', async (/** @type {any} */ build, /** @type {any} */ imports) => {
    const instance = /** @type {any} */ (await instantiate(build, imports));
    memory = Object.values(instance.exports).find((member) => member instanceof WebAssembly.Memory) ?? memory; // the rest has none
    return instance;
  });
  const options = { worker: false, variant: /** @type {const} */ ('scalar') };
  const elsewhere = await createModel({}, { worker: false, variant: 'simd' });
  const [first, second] = [await createModel({}, options), await createModel({}, options)];
  assert.equal((await first.step(5)).step, 5);
  const hash = await first.weightHash();
  const broken = memory;
  new Uint8Array(broken.buffer).fill(0xff);
  // Whoever had a network in it hears the reason, however late, until they have let go of it.
  for (const lost of [first, first, second])
    await assert.rejects(lost.step(1), { code: 'engine_failed', path: '', message: /RuntimeError.*starts anew/ });
  await second.dispose();
  await assert.rejects(second.evaluate(), { code: 'disposed' });
  const next = await createModel({}, options);
  assert.notEqual(memory, broken);
  await next.step(5);
  assert.equal(await next.weightHash(), hash);
  assert.equal((await elsewhere.step(2)).step, 2);
  await Promise.all([first, next, elsewhere].map((model) => model.dispose()));
});

test('every code that is thrown is in the list, and every code of the list is thrown', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const sources = ['web/engine', 'cpp'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(js|[ch]pp)$/.test(name))
      .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
  );
  const error = readFileSync(`${root}web/engine/playground-error.js`, 'utf8');
  const start = error.indexOf('Codes ');
  const listed = error.slice(start, error.indexOf('*/', start)).match(/\b[a-z_]+/g) ?? /** @type {string[]} */ ([]);
  const all = sources.join('\n');
  const places = [/code(?: =|:) '(\w+)'/g, /Error\{"(\w+)"/g, /fail(?:ed)?\(\{"(\w+)"/g, /fail\("(\w+)", (?:"|path|join)/g];
  const thrown = places.flatMap((place) => [...all.matchAll(place)]);
  assert.ok(thrown.length > 50);
  for (const [text, code] of thrown) assert.ok(listed.includes(code), `${text} is not in the list of playground-error.js`);
  for (const code of listed) assert.match(all, new RegExp(`['"]${code}['"]`), code);
});

test('a file that does not come is told as such, and the network stays', async () => {
  const hook = `export const load = (url, context, next) => {
    if (url.endsWith('/model-file.js')) throw new TypeError('no such file today');
    return next(url, context);
  };`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const model = await createModel({}, { worker: false });
  await model.step(50);
  await assert.rejects(model.save(), { code: 'load_failed', message: /no such file today/ });
  assert.equal((await model.step(0)).step, 50);
  await model.dispose();
});
