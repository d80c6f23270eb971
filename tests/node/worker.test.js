// The engine in a worker of Node: what trains there gives the bits of this thread, and the process ends when nothing is owed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createModel, loadModel } from 'relu-playground';
import { startThread } from '../../web/engine/thread.node.js';
import { workerHost } from '../../web/engine/worker-host.js';

const folder = mkdtempSync(join(tmpdir(), 'relu-playground-'));
after(() => rmSync(folder, { recursive: true }));

const experiment = { data: { samples: 60 }, network: { layers: [{ units: 4 }] }, training: { optimizer: 'adam' } };
const own = {
  name: 'own',
  columns: ['a', 'b'],
  values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  labels: Float32Array.of(0, 1, 0, 1),
};

test('a network trains, is drawn, saved, loaded and given back as in this thread', async () => {
  const [away, here] = await Promise.all([true, false].map((worker) => createModel(experiment, { worker })));
  assert.deepEqual(away.description, here.description);
  assert.deepEqual(await away.step(30), await here.step(30));
  const request = { outputGrid: 5, weights: true, signal: true, diagnosis: true };
  const [snapshot, wanted] = await Promise.all([away.snapshot(request), here.snapshot(request)]);
  assert.equal(snapshot.outputGrid?.length, 25);
  assert.deepEqual(snapshot, wanted);
  assert.deepEqual(await away.fit({ epochs: 2 }), await here.fit({ epochs: 2 }));

  const bytes = await away.save();
  assert.deepEqual(bytes, await here.save());
  const again = await loadModel(bytes, { worker: true });
  const [one, other] = await Promise.all([again, away].map((model) => model.step(20)));
  assert.deepEqual(one, other);
  assert.equal(await again.weightHash(), await away.weightHash());

  await Promise.all([away, here, again].map((model) => model.dispose()));
  await assert.rejects(away.step(), { code: 'disposed' });
});

test('own data in typed arrays come back from a worker, in the full and in the minimal form', async () => {
  const thread = startThread();
  const answer = /** @type {any} */ (await workerHost(thread, 'auto').validate({ data: own }));
  for (const form of ['experiment', 'minimal']) assert.deepEqual(answer.value[form].data.values, own.values);
  thread.terminate();
  const model = await createModel(/** @type {any} */ ({ data: own }), { worker: true });
  assert.equal(model.description.inputs[0].title, 'a');
  await model.dispose();
});

test('a worker that has answered keeps no answer', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const model = await createModel(experiment, { worker: true });
  /** @type {WeakRef<object>[]} */
  const answers = [];
  for (let call = 0; call < 20; ++call) answers.push(new WeakRef(await model.weights()));
  await model.step(1); // the last answer is in nobody's hands any more
  await pause(1); // what a WeakRef was made of stays until the end of its turn
  collect();
  assert.equal(answers.filter((answer) => answer.deref()).length, 0);
  await model.dispose();
});

test('a worker that fails ends the calls that wait for it and those that come later', async () => {
  const thread = startThread();
  const host = workerHost(thread, 'auto');
  const { value } = /** @type {any} */ (await host.open(experiment, null));
  const waiting = [host.call(value.id, 'step', [1e9]), host.validate({})];
  thread.terminate();
  for (const call of waiting) await assert.rejects(call, { code: 'load_failed' });
  await assert.rejects(host.validate({}), { code: 'load_failed' });
});

test('a process ends when its worker owes it nothing', () => {
  const program = `import { createModel } from '${import.meta.resolve('relu-playground')}';
    const model = await createModel({}, { worker: true });
    await model.step(1);
    setTimeout(async () => {
      console.log((await model.step(1)).step);
      await model.dispose();
    }, 50);`;
  const path = join(folder, 'program.mjs');
  writeFileSync(path, program);
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8', timeout: 60_000 });
  assert.deepEqual({ status, signal, stdout, stderr }, { status: 0, signal: null, stdout: '2\n', stderr: '' });
});
