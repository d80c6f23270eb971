// Model files: going on to the last bit, and every damage refused with its reason by an engine that goes on working.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalog, createModel, loadModel, PlaygroundError } from '../../web/engine/index.js';
import { readModelFile, writeModelFile } from '../../web/engine/model-file.js';

const small = {
  data: { samples: 24 },
  network: { layers: [{ units: 3, activation: 'prelu' }] },
  training: { batch_size: 5, optimizer: 'nadam' },
};

const moons = {
  data: { name: 'moons', samples: 120 },
  network: { layers: [{ units: 8 }] },
  training: { batch_size: 10, optimizer: { name: 'sgd', learning_rate: 0.1 } },
};

const own = {
  values: [0, 0, 0, 1, 1, 0, 1, 1, 0.5, 0.2, 0.1, 0.7],
  labels: [0, 1, 1, 0, 1, 0],
  columns: 2,
  problem: /** @type {const} */ ('binary'),
};

/** @param {any} experiment */
async function saved(experiment, steps = 7, options = {}) {
  const model = await createModel(experiment, options);
  await model.step(steps);
  const bytes = await model.save();
  await model.dispose();
  return bytes;
}

/** The header as an object, and the data behind it. @param {Uint8Array} bytes */
function take(bytes) {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))), data: bytes.slice(8 + length) };
}

/** A file as another program would write it: any header, no checksum unless it is in there. @param {unknown} header @param {Uint8Array} data */
function put(header, data) {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

/** The same file for whoever wants to change it. @param {Uint8Array} bytes */
function withoutChecksum(bytes) {
  const { header, data } = take(bytes);
  delete header.__metadata__.checksum;
  return put(header, data);
}

/**
 * @param {unknown} bytes
 * @param {{ code?: string, path?: string, message?: RegExp }} expected
 */
async function refused(bytes, { code = 'bad_file', path, message = /./ }, options = {}) {
  await assert.rejects(loadModel(/** @type {any} */ (bytes), options), (/** @type {any} */ error) => {
    assert.ok(error instanceof PlaygroundError, String(error));
    assert.equal(error.code, code, error.message);
    if (path !== undefined) assert.equal(error.path, path, error.message);
    assert.match(error.message, message);
    return true;
  });
}

test('a network that has made no step since it was opened is told the cause it was told before', async () => {
  const experiment = {
    network: { layers: Array.from({ length: 5 }, () => ({ units: 6, activation: 'sigmoid' })) },
    training: { optimizer: { name: 'adam', learning_rate: 1e-3 } },
  };
  const model = await createModel(experiment);
  await model.advance({ steps: 600, budgetMs: Number.POSITIVE_INFINITY, watch: { health: true } });
  const before = await model.diagnose();
  assert.equal(before.name, 'vanishing_backward');
  const opened = await loadModel(await model.save());
  const { name, others } = await opened.diagnose();
  assert.deepEqual([name, ...others.map((finding) => finding.name)], [before.name, ...before.others.map(({ name }) => name)]);
  await model.dispose();
  await opened.dispose();
});

test('train 10, save, load, train 10 is train 20, for every optimiser', async () => {
  for (const { name } of (await catalog()).optimizers) {
    const experiment = { ...small, training: { batch_size: 5, optimizer: name } };
    const whole = await createModel(experiment);
    await whole.step(10);
    const bytes = await whole.save();
    const end = await whole.step(10);
    const resumed = await loadModel(bytes);
    assert.equal((await resumed.step(0)).step, 10);
    assert.deepEqual(await resumed.step(10), end, name);
    assert.equal(await resumed.weightHash(), await whole.weightHash(), name);
    assert.deepEqual(await resumed.save(), await whole.save(), name);
    assert.deepEqual(resumed.description, whole.description);
    await resumed.reset();
    await whole.reset();
    assert.equal(await resumed.weightHash(), await whole.weightHash(), `${name} after a reset`);
    await whole.dispose();
    await resumed.dispose();
  }
});

test('the header is a safetensors header with readable names', async () => {
  const bytes = await saved(small);
  const { header, data } = take(bytes);
  assert.deepEqual(Object.keys(header), [
    '__metadata__',
    'network.layers[0].weights',
    'network.layers[0].biases',
    'network.layers[0].slopes',
    'network.output.weights',
    'network.output.biases',
    ...[0, 1].flatMap((slot) => [
      `optimizer.${slot}.network.layers[0].weights`,
      `optimizer.${slot}.network.layers[0].biases`,
      `optimizer.${slot}.network.layers[0].slopes`,
      `optimizer.${slot}.network.output.weights`,
      `optimizer.${slot}.network.output.biases`,
    ]),
    'order',
  ]);
  assert.deepEqual(header['network.layers[0].weights'], { dtype: 'F32', shape: [6], data_offsets: [0, 24] });
  assert.equal(header.order.dtype, 'U32');
  assert.equal(header.order.data_offsets[1], data.length);
  assert.equal((bytes.length - data.length) % 8, 0);
  const metadata = header.__metadata__;
  assert.equal(metadata.format, 'relu-playground');
  assert.equal(metadata.format_version, '1');
  assert.equal(JSON.parse(metadata.experiment).training.optimizer.name, 'nadam');
  assert.equal(JSON.parse(metadata.progress).step, 7);
  for (const value of Object.values(metadata)) assert.equal(typeof value, 'string');
  const model = await loadModel(bytes);
  assert.deepEqual(Float32Array.from((await model.weights()).slice(0, 6)), new Float32Array(data.slice(0, 24).buffer));
  await model.dispose();
});

test('the checksum is the CRC-32 that other programs compute', () => {
  // Seen from outside: a file whose bytes are known, and its CRC-32 with the digits as zeros, which zlib computes.
  const bytes = writeModelFile({
    experiment: { v: 1 },
    progress: { step: 1 },
    samples: 'generated',
    course: { solved: null, losses: [] },
    arrays: [{ name: 'a', values: Float32Array.of(1, 2) }],
  });
  const { header } = take(bytes);
  const zeroed = Buffer.from(bytes);
  const place = zeroed.indexOf('"checksum":"') + '"checksum":"'.length;
  zeroed.write('00000000', place);
  // Bit by bit, the textbook's way: the remainder of a division of polynomials over two elements.
  let remainder = 0xffffffff;
  for (const byte of zeroed) {
    for (let bit = 0; bit < 8; ++bit) {
      const carry = (remainder ^ (byte >> bit)) & 1;
      remainder = (remainder >>> 1) ^ (carry ? 0xedb88320 : 0);
    }
  }
  assert.equal(header.__metadata__.checksum, (~remainder >>> 0).toString(16).padStart(8, '0'));
  assert.deepEqual(readModelFile(bytes).arrays, [{ name: 'a', values: Float32Array.of(1, 2) }]);
});

test('samples of the caller’s own are not in the file and are asked for', async () => {
  const bytes = await saved(small, 7, { data: own });
  await refused(bytes, { code: 'mismatch', path: 'data', message: /not in its file/ });
  await refused(
    bytes,
    { code: 'mismatch', path: 'data', message: /other samples/ },
    {
      data: { ...own, labels: [1, 1, 1, 0, 1, 0] },
    },
  );
  await refused(bytes, { code: 'out_of_range', path: 'data.labels[0]' }, { data: { ...own, labels: [7, 1, 1, 0, 1, 0] } });
  await refused(await saved(small), { code: 'mismatch', path: 'data' }, { data: own });
  const whole = await createModel(small, { data: own });
  await whole.step(11);
  const resumed = await loadModel(bytes, { data: own });
  await resumed.step(4);
  assert.equal(await resumed.weightHash(), await whole.weightHash());
  await whole.dispose();
  await resumed.dispose();
});

test('a network of a stored data set resumes without its samples being given again', async () => {
  const whole = await createModel({ ...small, data: { name: 'iris' } });
  await whole.step(5);
  const resumed = await loadModel(await whole.save());
  await whole.step(9);
  await resumed.step(9);
  assert.equal(await resumed.weightHash(), await whole.weightHash());
  await whole.dispose();
  await resumed.dispose();
});

test('a network that has diverged is kept with its last finite weights', async () => {
  const model = await createModel({
    ...small,
    network: { layers: [{ units: 3, activation: 'linear' }] },
    training: { optimizer: { name: 'momentum', learning_rate: 1000 }, loss: 'mean_squared_error' },
  });
  for (let i = 0; i < 100 && !(await model.step(10)).diverged; ++i);
  const other = await loadModel(await model.save());
  assert.equal((await other.step(5)).diverged, true);
  assert.equal(await other.weightHash(), await model.weightHash());
  assert.equal((await other.reset()).diverged, false);
  await model.dispose();
  await other.dispose();
});

test('a run that was watched keeps its losses and the epoch at which it was solved, and goes on with them', async () => {
  const watched = (/** @type {any} */ model, /** @type {number} */ epochs, target = 0.9) =>
    model.advance({ steps: epochs * model.description.stepsPerEpoch, budgetMs: Number.POSITIVE_INFINITY, watch: { target } });
  const whole = await createModel(moons);
  const { solvedEpoch } = await watched(whole, 120);
  const bytes = await whole.save();
  const resumed = await loadModel(bytes);
  assert.ok(solvedEpoch > 1 && solvedEpoch < 60, `solved at ${solvedEpoch}`);
  assert.equal((await resumed.step(0)).solvedEpoch, solvedEpoch);
  const losses = await resumed.losses();
  assert.deepEqual(losses, await whole.losses());
  assert.equal(losses[0].epoch, 0);
  assert.ok(losses.length > 60 && losses.length < 120, `${losses.length} losses`);
  assert.ok(losses.every(({ test }) => test?.accuracy !== null && test?.loss !== null));
  assert.deepEqual(await watched(resumed, 30), await watched(whole, 30));
  assert.deepEqual(await resumed.save(), await whole.save());
  assert.equal((await watched(resumed, 1, 0.5)).solvedEpoch, solvedEpoch, 'less was asked for');
  const { test } = await resumed.evaluate();
  assert.equal((await watched(resumed, 1, 1)).solvedEpoch, test.accuracy === 1 ? 152 : null, 'more is asked for');
  await resumed.reset();
  assert.deepEqual(await resumed.losses(), []);

  const { header, data } = take(withoutChecksum(bytes));
  delete header.__metadata__.course;
  const older = await loadModel(put(header, data));
  assert.deepEqual(await older.losses(), []);
  assert.equal((await older.step(0)).solvedEpoch, null);
  for (const model of [whole, resumed, older]) await model.dispose();
});

test('a course that no watch can have kept is refused', async () => {
  const model = await createModel(small);
  await model.advance({ steps: 4 * model.description.stepsPerEpoch, budgetMs: Number.POSITIVE_INFINITY, watch: {} });
  const { header, data } = take(withoutChecksum(await model.save()));
  await model.dispose();
  const course = JSON.parse(header.__metadata__.course);
  assert.deepEqual(
    course.losses.map((/** @type {number[]} */ [epoch]) => epoch),
    [0, 1, 2, 3, 4],
  );
  const filed = (/** @type {unknown} */ value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return put({ ...header, __metadata__: { ...header.__metadata__, course: text } }, data);
  };
  const at = '__metadata__.course';
  const row = (/** @type {number} */ epoch) => [epoch, 0.5, 0.5, null, null];
  const withRows = (/** @type {unknown[]} */ ...losses) => ({ ...course, losses });
  const withLast = (/** @type {unknown[]} */ ...last) => withRows(row(0), last);
  const solved = { epoch: 2, target: 0.95 };
  /** @type {[unknown, string, RegExp][]} */
  const cases = [
    ['[', at, /not JSON/],
    ['[]', at, /an object/],
    ['{"solved":null,"solved":null,"losses":[]}', at, /solved twice/],
    [{ losses: [] }, at, /no member solved/],
    [{ ...course, colour: 'blue' }, at, /member colour/],
    [{ ...course, solved: 4 }, `${at}.solved`, /an object/],
    [{ ...course, solved: { epoch: 2 } }, `${at}.solved`, /no member target/],
    [{ ...course, solved: { ...solved, epoch: -1 } }, `${at}.solved`, /whole epoch/],
    [{ ...course, solved: { ...solved, epoch: 1.5 } }, `${at}.solved`, /whole epoch/],
    [{ ...course, solved: { ...solved, target: '1' } }, `${at}.solved`, /a number/],
    [{ ...course, solved: { ...solved, epoch: 5 } }, 'course', /epoch 5/],
    [{ ...course, losses: {} }, `${at}.losses`, /rows/],
    [withRows(3), `${at}.losses[0]`, /an epoch, a loss/],
    [withLast(1, 0.5, 0.5), `${at}.losses[1]`, /an epoch, a loss/],
    [withLast(...row(1), 0), `${at}.losses[1]`, /an epoch, a loss/],
    [withLast(1, '0.5', 0.5, null, null), `${at}.losses[1]`, /an epoch, a loss/],
    [withLast(1, 0.5, 1.01, null, null), `${at}.losses[1]`, /an epoch, a loss/],
    [withLast(1, 0.5, 0.5, null, -0.01), `${at}.losses[1]`, /an epoch, a loss/],
    [JSON.stringify(course).replace(/\[1,[^,]+/, '[1,1e999'), `${at}.losses[1]`, /an epoch, a loss/],
    [withLast(...row(0)), `${at}.losses[1]`, /kept after 0, got 0/],
    [withLast(...row(0.5)), `${at}.losses[1]`, /got 0\.5/],
    [withLast('1', 0.5, 0.5, null, null), `${at}.losses[1]`, /got 1/],
    [withRows(row(-1)), `${at}.losses[0]`, /got -1/],
    [withRows(row(100), row(101)), `${at}.losses[1]`, /kept after 100, got 101/],
    [withRows(...Array.from({ length: 100_000 }, (_, epoch) => row(epoch))), `${at}.losses[52]`, /got 52/],
    [withLast(...row(5)), 'course', /epoch 5/],
  ];
  for (const [value, path, message] of cases) await refused(filed(value), { path, message });
  const resumed = await loadModel(filed({ solved, losses: [row(0), [3, null, null, null, null]] }));
  assert.equal((await resumed.step(0)).solvedEpoch, 2);
  assert.equal((await resumed.losses())[1].loss, null);
  await resumed.dispose();
});

test('a file cut at every byte and with every bit flipped is refused, and the engine goes on', async () => {
  const bytes = await saved(small);
  for (let length = 0; length < bytes.length; ++length) await refused(bytes.slice(0, length), {});
  await refused(Uint8Array.of(...bytes, 0), {});
  const flipped = bytes.slice();
  for (let bit = 0; bit < 8 * bytes.length; ++bit) {
    flipped[bit >> 3] ^= 1 << (bit & 7);
    assert.throws(() => readModelFile(flipped), PlaygroundError, `bit ${bit}`);
    flipped[bit >> 3] ^= 1 << (bit & 7);
  }
  const model = await loadModel(bytes);
  assert.equal((await model.step(1)).step, 8);
  await model.dispose();
});

test('without a checksum a flipped bit is refused or gives a network that trains', async () => {
  const bytes = withoutChecksum(await saved(small));
  let loaded = 0;
  for (let bit = 0; bit < 8 * bytes.length; ++bit) {
    bytes[bit >> 3] ^= 1 << (bit & 7);
    try {
      const model = await loadModel(bytes);
      const { diverged } = await model.step(1);
      assert.ok(diverged || (await model.weights()).every(Number.isFinite), `bit ${bit}`);
      await model.dispose();
      ++loaded;
    } catch (error) {
      assert.ok(error instanceof PlaygroundError, `bit ${bit}: ${error}`);
      assert.ok(['bad_file', 'mismatch', 'unknown_version'].includes(error.code), `bit ${bit}: ${error.code} ${error}`);
    }
    bytes[bit >> 3] ^= 1 << (bit & 7);
  }
  // Nearly every bit of a finite number gives another finite number.
  assert.ok(loaded > 1000, `${loaded} networks were loaded`);
});

test('a header that is wrong in one thing is refused with its place', async () => {
  const bytes = await saved(small);
  const { data } = take(bytes);
  /** @param {(header: any) => void} change */
  const changed = (change) => {
    const { header } = take(withoutChecksum(bytes));
    change(header);
    return put(header, data);
  };
  const weights = 'network.layers[0].weights';
  const biases = 'network.layers[0].biases';
  /** @type {[string, RegExp, (header: any) => void][]} */
  // biome-ignore format: one case a line
  const cases = [
    [weights, /type F32 or U32/, (h) => { h[weights].dtype = 'F64'; }],
    [weights, /floating-point/, (h) => { h[weights].dtype = 'U32'; }],
    [weights, /shape/, (h) => { h[weights].shape = [-6]; }],
    [weights, /shape/, (h) => { h[weights].shape = 6; }],
    [weights, /shape/, (h) => { h[weights].shape = [1.5]; }],
    [weights, /7 numbers/, (h) => { h[weights].shape = [7]; }],
    [weights, /numbers/, (h) => { h[weights].shape = [2 ** 40, 2 ** 40]; }],
    [weights, /offsets/, (h) => { h[weights].data_offsets = [0]; }],
    [weights, /offsets/, (h) => { h[weights].data_offsets = [0, '24']; }],
    [weights, /numbers/, (h) => { h[weights].data_offsets = [24, 0]; }],
    [weights, /starts at byte 0/, (h) => { h[biases].data_offsets = [0, 12]; }],
    ['file', /arrays take/, (h) => { delete h.order; }],
    [biases, /starts at byte 24/, (h) => { delete h[weights]; }],
    [weights, /member colour/, (h) => { h[weights].colour = 'blue'; }],
    [weights, /no member dtype/, (h) => { delete h[weights].dtype; }],
    [weights, /an object/, (h) => { h[weights] = null; }],
    ['extra', /no array/, (h) => { h.extra = { dtype: 'F32', shape: [0], data_offsets: [data.length, data.length] }; }],
    [weights, /missing/, (h) => { h.renamed = h[weights]; delete h[weights]; }],
    ['header', /__metadata__/, (h) => { delete h.__metadata__; }],
    ['__metadata__', /an object/, (h) => { h.__metadata__ = []; }],
    ['__metadata__', /member author/, (h) => { h.__metadata__.author = 'me'; }],
    ['__metadata__', /format/, (h) => { h.__metadata__.format = 'pt'; }],
    ['__metadata__.progress', /a text/, (h) => { h.__metadata__.progress = {}; }],
    ['__metadata__.progress', /not JSON/, (h) => { h.__metadata__.progress = '{'; }],
    ['__metadata__.progress', /step twice/, (h) => { h.__metadata__.progress = '{"step":1,"step":2}'; }],
    ['__metadata__.samples', /given/, (h) => { h.__metadata__.samples = 'none'; }],
    ['file', /checksum/, (h) => { h.__metadata__.checksum = '00000000'; }],
    ['file', /checksum/, (h) => { h.__metadata__.checksum = 'beef'; }],
    ['experiment', /units/, (h) => { h.__metadata__.experiment = '{"network":{"layers":[{"units":-3}]}}'; }],
    ['experiment', /memory/, (h) => { h.__metadata__.experiment = JSON.stringify({ network: { layers: Array(1000).fill({ units: 1024 }) } }); }],
    ['experiment', /an object/, (h) => { h.__metadata__.experiment = 'null'; }],
    ['step', /whole number/, (h) => { h.__metadata__.progress = h.__metadata__.progress.replace('"step":7', '"step":-7'); }],
    ['progress', /an object/, (h) => { h.__metadata__.progress = '[]'; }],
  ];
  for (const [path, message, change] of cases) await refused(changed(change), { path, message });
  await refused(
    changed((h) => {
      h.__metadata__.format_version = '2';
    }),
    { code: 'unknown_version', message: /newer/ },
  );

  const { header } = take(withoutChecksum(bytes));
  const text = JSON.stringify(header);
  await refused(put(text.replace(`"${biases}":`, `"${weights}":`), data), { path: 'header', message: /twice/ });
  await refused(put(text.replace(`"${biases}":`, '"network.layers[0].\\u0077eights":'), data), {
    path: 'header',
    message: /twice/,
  });
  await refused(put(`[${text}]`, data), { path: 'header' });
  await refused(put(` ${text}`, data), { path: 'header' });
  await refused(put(text.slice(0, -1), data), { path: 'header', message: /JSON/ });
  await refused(put('{"a":'.repeat(50000), data), { path: 'header', message: /JSON/ });
  await refused(new Uint8Array(8).fill(255), { message: /at most 0/ });
  const badText = withoutChecksum(bytes);
  badText[40] = 0xff;
  await refused(badText, { path: 'header', message: /UTF-8/ });
  for (const wrong of [null, 'model', 5, {}, [1, 2]]) await refused(wrong, { code: 'wrong_type', path: 'file' });
  await refused(new ArrayBuffer(0), { message: /at least 8 bytes/ });
});

test('a file that another program wrote anew is read: other spacing, other order, no checksum', async () => {
  const bytes = await saved(small);
  const { header, data } = take(withoutChecksum(bytes));
  const entries = Object.entries(header).reverse();
  const model = await loadModel(put(JSON.stringify(Object.fromEntries(entries), null, 3), data));
  assert.deepEqual(await model.save(), bytes);
  await model.dispose();
});

test('run --save and run --resume go on to the last bit', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'relu-playground-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const program = fileURLToPath(new URL('../../web/engine/cli.js', import.meta.url));
  /** @param {string[]} parameters */
  const run = (...parameters) => {
    const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'run', '--quiet', ...parameters], options);
    return { status, stderr, result: stdout ? JSON.parse(stdout) : null };
  };
  writeFileSync(join(folder, 'experiment.json'), JSON.stringify(small));
  run('experiment.json', '--epochs', '4', '--save', 'four.safetensors');
  const { result } = run('--resume', 'four.safetensors', '--epochs', '6', '--save', 'ten.safetensors');
  const whole = run('experiment.json', '--epochs', '10').result;
  assert.equal(result.epoch, 10);
  assert.deepEqual(result, whole);
  assert.equal(run('--resume', 'ten.safetensors', '--epochs', '1').result.epoch, 11);
  for (const [parameters, message] of /** @type {[string[], RegExp][]} */ ([
    [['experiment.json', '--resume', 'four.safetensors'], /not both/],
    [[], /expected an experiment/],
    [['experiment.json', '--seeds', '2', '--save', 'x'], /--seeds/],
    [['--resume', 'experiment.json'], /header/],
    [['--resume', 'absent'], /absent/],
  ])) {
    const { status, stderr } = run(...parameters);
    assert.equal(status, 1, String(parameters));
    assert.match(stderr, message);
  }
});
