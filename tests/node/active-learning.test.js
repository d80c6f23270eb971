// Active learning: it knows no label that it has not asked for, asks for the one it is least sure of, and gives the same run again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { View } from '../../web/element/views/ask-view.js';
import { ActiveLearner, ASKING, repeatStarts } from '../../web/engine/active-learning.js';
import * as engine from '../../web/engine/index.js';

const experiment = { seed: 3, data: { name: 'moons', samples: 120 }, training: { batch_size: 8 } };

/** @param {any} options */
async function learner(options) {
  const model = await engine.createModel(experiment);
  const data = await model.data();
  const { description } = model;
  await model.dispose();
  return new ActiveLearner(engine, experiment, data, description, { steps: 60, ...options });
}

for (const { name: asking } of ASKING) {
  test(`${asking}: begins with one row of each class and asks for one after another`, async () => {
    const own = await learner({ asking });
    await own.start();
    const { labels } = own.data.train;
    assert.deepEqual(own.rows.map((row) => labels[row]).sort(), [0, 1]);
    for (let k = 0; k < 5; ++k) {
      const { question } = own;
      assert.ok(question !== null && !own.rows.includes(question));
      await own.answer();
      assert.equal(own.rows.at(-1), question);
    }
    assert.deepEqual(
      own.history.map(({ labels: count }) => count),
      [2, 3, 4, 5, 6, 7],
    );
    const again = await learner({ asking });
    await again.start();
    for (let k = 0; k < 5; ++k) await again.answer();
    assert.deepEqual(again.history, own.history);
    await own.dispose();
    await again.dispose();
  });
}

test('the network that asks sees the features that the experiment names', async () => {
  const features = ['x_squared', 'y_squared'];
  const round = { ...experiment, data: { name: 'circle', features }, network: { layers: [] } };
  const model = await engine.createModel(round);
  const own = new ActiveLearner(engine, round, await model.data(), model.description, { asking: 'least_sure', steps: 60 });
  await own.start();
  assert.deepEqual(own.model.description.inputs, model.description.inputs);
  await own.dispose();
  await model.dispose();
});

test('the question is the point with the smallest margin', async () => {
  const own = await learner({ asking: 'least_sure' });
  await own.start();
  const outputs = await own.model.predict(own.data.train.points, { logits: true });
  const margins = Array.from(outputs, (/** @type {number} */ output, /** @type {number} */ row) =>
    own.rows.includes(row) ? Number.POSITIVE_INFINITY : Math.abs(output),
  );
  assert.equal(own.question, margins.indexOf(Math.min(...margins)));
  await own.dispose();
});

test('labels that were never asked for change nothing', async () => {
  const own = await learner({ asking: 'least_sure' });
  const blind = await learner({ asking: 'least_sure' });
  await own.start();
  await blind.start();
  for (const [row, label] of blind.data.train.labels.entries())
    if (!blind.rows.includes(row)) blind.data.train.labels[row] = 1 - label;
  await own.answer(1);
  await blind.answer(1);
  assert.deepEqual(blind.rows, own.rows);
  assert.equal(await blind.model.weightHash(), await own.model.weightHash());
  await own.dispose();
  await blind.dispose();
});

test('when every label is known there is no question, and a label that is no class is refused', async () => {
  const few = { seed: 3, data: { name: 'blobs', samples: 12, test_share: 0.5 } };
  const model = await engine.createModel(few);
  const own = new ActiveLearner(engine, few, await model.data(), model.description, { asking: 'random', steps: 5 });
  await own.start();
  await assert.rejects(own.answer(7), (/** @type {any} */ error) => error.code === 'out_of_range' && error.path === 'label');
  while (own.question !== null) await own.answer();
  assert.equal(own.rows.length, 6);
  const before = own.history.length;
  await own.answer();
  assert.equal(own.history.length, before);
  await own.dispose();
  await model.dispose();
});

test('an answer is learned from before the next one is taken', async () => {
  const own = await learner({ asking: 'random' });
  await own.start();
  const answers = await Promise.allSettled([own.answer(), own.answer(), own.answer()]);
  assert.deepEqual(
    answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : answer.status)),
    ['fulfilled', 'mismatch', 'mismatch'],
  );
  assert.equal(new Set(own.rows).size, 3);
  assert.deepEqual([own.rows.length, own.labels.length, own.history.length], [3, 3, 2]);
  await own.answer();
  assert.equal(own.rows.length, 4);
  await own.dispose();
});

test('an answer that could not be learned from can be given again', async () => {
  const own = await learner({ asking: 'least_sure' });
  await own.start();
  const { question, model } = own;
  own.experiment = { ...experiment, seed: -1 };
  await assert.rejects(own.answer(), { path: 'seed' });
  assert.deepEqual([own.rows.length, own.question, own.model], [2, question, model]);
  own.experiment = experiment;
  await own.answer();
  assert.equal(own.rows.at(-1), question);
  await own.dispose();
});

test('what is disposed of while it learns keeps no network', async () => {
  const { data, columns, classes } = await learner({ asking: 'random' });
  const description = { columns, classes, task: 'binary' };
  for (const moment of ['while it is made', 'while it is trained']) {
    /** @type {any} */
    let made;
    /** @type {Promise<void> | undefined} */
    let disposing;
    const createModel = async (/** @type {any} */ wanted, /** @type {any} */ options) => {
      made = await engine.createModel(wanted, options);
      const { trainAround } = made;
      made.trainAround = (/** @type {any[]} */ ...parameters) => {
        disposing ??= own.dispose();
        return trainAround.apply(made, parameters);
      };
      if (moment === 'while it is made') disposing = own.dispose();
      return made;
    };
    const own = new ActiveLearner({ createModel }, experiment, data, description, { asking: 'least_sure', steps: 60 });
    await assert.rejects(own.start(), { code: 'disposed' }, moment);
    await disposing;
    assert.equal(own.model, null);
    await assert.rejects(made.step(0), { code: 'disposed' }, moment);
    await assert.rejects(own.start(), { code: 'disposed' });
  }
});

test('the view hears nothing of what something else has replaced', async () => {
  const view = new View(/** @type {any} */ ({ requestUpdate() {}, schedule() {} }));
  const own = await learner({ asking: 'random' });
  const starting = own.start();
  view.run(starting);
  let end = () => {};
  view.run(
    new Promise((resolve) => {
      end = () => resolve(undefined);
    }),
  );
  await own.dispose();
  await assert.rejects(starting, { code: 'disposed' });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  assert.deepEqual([view.fault, view.isBusy], ['', true]);
  end();
  await turn();
  assert.equal(view.isBusy, false);
});

test('after the last seed comes the first', async () => {
  const histories = async (/** @type {number} */ seed, /** @type {number} */ starts) => {
    /** @type {any[]} */
    const found = [];
    const few = { seed, data: { name: 'moons', samples: 20 } };
    await repeatStarts(engine, few, { starts, labels: 3, steps: 5, onStart: (own) => void found.push(own) });
    return found;
  };
  const [, second] = await histories(2 ** 32 - 1, 2);
  assert.deepEqual([second], await histories(0, 1));
});
