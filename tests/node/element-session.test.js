// The session behind the element, on the real engine: edits, refusals, replays, frames.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import * as engine from 'relu-playground';
import * as acts from '../../web/element/acts.js';
import { Editor } from '../../web/element/editor.js';
import { openModel } from '../../web/element/model-import.js';
import { Session } from '../../web/element/session.js';

const tables = await engine.catalog();

/** @type {Session} */ let session;
/** @type {string[]} */ let reasons;

beforeEach(async () => {
  reasons = [];
  session = new Session(/** @type {any} */ (engine), {
    request: () => ({ weights: true, outputGrid: 8 }),
    changed: (reason) => reasons.push(reason),
    failed: (error) => assert.fail(error),
  });
  await session.setExperiment(tables.opening);
});
afterEach(() => session.dispose());

const editor = () => {
  const refusals = /** @type {any[]} */ ([]);
  const taken = /** @type {boolean[]} */ ([]);
  const listener = {
    taken: (/** @type {boolean} */ isDraft) => taken.push(isDraft),
    refused: (/** @type {any} */ error) => refusals.push(error),
    play: () => session.play(),
  };
  const made = new Editor(session, listener, { act: (work) => /** @type {any} */ (work(acts)) });
  return { made, refusals, taken };
};

describe('session', () => {
  test('opens with data, picture and signal at step 0', () => {
    assert.equal(session.snapshot?.step, 0);
    assert.equal(session.snapshot?.outputGrid?.length, 64);
    assert.equal(session.snapshot?.signal?.length, 6);
    assert.equal(session.data?.train.labels.length, 250);
    assert.equal(session.history.epochs.length, 1);
  });

  test('a control shows what was chosen until it has come or is refused', async () => {
    const { made, refusals } = editor();
    const path = 'training.batch_size';
    /** What the control shows when the page is told of a refusal. @type {unknown[]} */ const shown = [];
    made.listener.refused = (error) => {
      refusals.push(error);
      shown.push(made.shown(path, 'before'));
    };
    for (const value of [20, 5000]) {
      const settled = made.choosing(path, value, () => made.set(path, value));
      assert.equal(made.shown(path, 'before'), value);
      await settled;
      assert.equal(made.shown(path, 'now'), 'now');
    }
    assert.equal(session.description?.experiment.training.batch_size, 20);
    assert.equal(refusals.length, 1);
    assert.deepEqual(shown, ['before']);
    await assert.rejects(
      made.choosing(path, 30, () => Promise.reject(new Error('lost'))),
      /lost/,
    );
    assert.equal(made.shown(path, 'now'), 'now');
  });

  test('a refused edit changes nothing and keeps its sentence for its control', async () => {
    await session.step(40);
    const before = { snapshot: session.snapshot, description: session.description };
    const { made, refusals } = editor();
    assert.equal(await made.set('training.batch_size', 5000), false);
    assert.deepEqual({ snapshot: session.snapshot, description: session.description }, before);
    assert.equal(refusals[0].path, 'training.batch_size');
    assert.deepEqual(made.faultAt('training.batch_size'), {
      origin: 'training.batch_size',
      value: '5000',
      message: 'training.batch_size: expected a whole number in 1..1024, got 5000',
    });
    assert.equal(made.faultAt('training.l2'), null);
    await session.step(1);
    assert.equal(session.snapshot?.step, 41, 'the network trains on');
    assert.equal(await made.set('training.batch_size', 50), true);
    assert.equal(made.faultAt('training.batch_size'), null);
    assert.equal(session.snapshot?.step, 0);
  });

  test('of a slider’s drafts only the last one is carried out', async () => {
    const { made, taken } = editor();
    const seen = /** @type {number[]} */ ([]);
    session.listener.changed = (reason) => reason === 'experiment' && seen.push(session.description?.experiment.data.noise);
    await Promise.all([0.2, 0.3, 0.4, 0.5].map((noise) => made.set('data.noise', noise, true)));
    assert.equal(session.description?.experiment.data.noise, 0.5);
    assert.equal(seen.length, 1);
    assert.deepEqual(taken, [true, true, true, true]);
  });

  test('training to a step in one go gives the weights of step-by-step training', async () => {
    await session.trainTo(500);
    const weights = session.snapshot?.weights;
    assert.equal(session.snapshot?.step, 500);
    assert.equal(session.progress, null);
    assert.ok(session.history.epochs.length > 50, 'the chart has its course');
    await session.reset();
    assert.equal(session.snapshot?.step, 0);
    for (let step = 0; step < 5; step++) await session.step(100);
    assert.deepEqual(session.snapshot?.weights, weights);
  });

  test('a network of a file comes with the course of its run and the epoch at which it was solved', async () => {
    await session.setExperiment({ data: { name: 'circle' }, network: { layers: [{ units: 8 }] } });
    const model = /** @type {import('relu-playground').TrainingModel} */ (/** @type {unknown} */ (session.model));
    const { stepsPerEpoch } = model.description;
    await session.trainTo(80 * stepsPerEpoch + 1);
    const { snapshot } = session;
    const bytes = await model.save();
    await session.setExperiment({ seed: 5 });
    const commands = { showView() {}, editTaken() {}, recordStep() {} };
    await openModel(/** @type {any} */ ({ session, controls: {}, commands }), bytes);
    const { epochs, trainLoss, testLoss, trainAccuracy, testAccuracy } = session.history;
    assert.deepEqual(epochs.slice(0, 4), [0, 1, 2, 3]);
    assert.equal(epochs.at(-1), snapshot?.epoch);
    assert.ok(epochs.length > 60 && epochs.every((epoch, place) => place === 0 || epoch > epochs[place - 1]));
    for (const column of [trainLoss, testLoss, trainAccuracy, testAccuracy]) assert.ok(column.every(Number.isFinite));
    assert.equal(testLoss.at(-1), snapshot?.test.loss);
    const { solvedEpoch } = snapshot ?? {};
    assert.ok(solvedEpoch && solvedEpoch < 70, `solved at ${solvedEpoch}`);
    assert.match(session.snapshot?.diagnosis?.sentence ?? '', new RegExp(`^Solved by epoch ${solvedEpoch}:`));
    await session.step(1);
    assert.equal(session.history.epochs.length, epochs.length, 'the chart goes on');
  });

  test('an edit stops a replay; a refused one does not', async () => {
    const replay = session.trainTo(1_000_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await assert.rejects(session.setExperiment({ seed: -1 }), /seed/);
    assert.notEqual(session.progress, null, 'still on its way');
    await session.setExperiment({ seed: 3 });
    await replay;
    assert.equal(session.description?.experiment.seed, 3);
    assert.equal(session.snapshot?.step, 0);
  });

  test('a frame trains the steps that are due, one call at a time', async () => {
    // However busy the machine is, no call ends before its steps are taken.
    Object.defineProperty(session.pace, 'budgetMs', { value: Number.POSITIVE_INFINITY });
    session.play();
    session.frame(16, 16);
    session.frame(16, 32);
    session.frame(16, 48);
    await session.queue;
    assert.equal(session.snapshot?.step, 9, 'one call of 600 steps/s for 16 ms');
    session.pause();
    session.frame(16, 64);
    await session.queue;
    assert.equal(session.snapshot?.step, 9);
  });

  test('a weight set by hand takes effect at once, and the same start undoes it', async () => {
    const before = await session.unitValues(0, 2);
    const weights = session.snapshot?.weights?.slice();
    const { offset } = session.description?.layers[0].biases ?? assert.fail();
    await session.setWeight(offset + 2, 3);
    assert.equal(session.snapshot?.weights?.[offset + 2], 3);
    assert.equal(session.snapshot?.step, 0);
    assert.equal(session.isByHand, true);
    const after = await session.unitValues(0, 2);
    assert.ok(
      after?.train.every((value, row) => value > (before?.train[row] ?? 0)),
      'a larger bias, a larger sigmoid',
    );
    await session.reset();
    assert.deepEqual(session.snapshot?.weights, weights);
    assert.equal(session.isByHand, false);
  });

  test('a weight set by hand is measured at its step, and until the next one the rules of training do not judge it', async () => {
    await session.setExperiment({ data: { name: 'circle' }, network: { layers: [{ units: 6, activation: 'tanh' }] } });
    await session.trainTo(1500);
    assert.equal(session.snapshot?.diagnosis?.name, 'solved');
    const points = session.history.epochs.length;
    const { offset = -1 } = session.description?.layers[1].biases ?? {};
    const before = await session.setWeight(offset, 50);
    assert.equal(session.snapshot?.diagnosis?.name, 'by_hand');
    const sentence = session.snapshot?.diagnosis?.sentence ?? '';
    assert.match(sentence, /^A weight was set by hand: now [45]\d(\.\d)?.% right, (9\d|100)\.\d.% right before\. Press Play/);
    assert.equal(session.history.epochs.length, points, 'the point of the step is another one now');
    assert.equal(session.history.trainLoss.at(-1), session.snapshot?.train.loss);
    assert.equal(session.history.testAccuracy.at(-1), session.snapshot?.test.accuracy);
    assert.deepEqual(
      session.healthHistory.shares.at(-1),
      session.snapshot?.health?.map(({ fires }) => fires),
    );
    const judged = await /** @type {any} */ (session.model).diagnose();
    const names = [judged, ...(judged?.others ?? [])].map((finding) => finding?.name);
    assert.ok(!names.includes('rate_too_low'), `no step has followed: ${names}`);
    await session.setWeight(offset, before);
    assert.equal(session.snapshot?.diagnosis?.name, 'solved', 'taken back');
    await session.setWeight(offset, 50);
    await session.step(1);
    assert.notEqual(session.snapshot?.diagnosis?.name, 'by_hand');
  });

  test('the health of the units is kept over the run, and the signal of the start', async () => {
    const layers = [{ units: 4, activation: 'relu' }];
    await session.setExperiment({ network: { layers, bias_initializer: { name: 'constant', value: -5 } } });
    const start = session.startSignal;
    assert.ok(start && start[0].forwardRms === 0);
    await session.trainTo(100);
    assert.ok(session.snapshot?.health?.[0].states.every((state) => state === 1));
    const { epochs, shares } = session.healthHistory.of(0, 3);
    assert.ok(epochs.length > 50 && shares.every((share) => share === 0));
    assert.equal(session.startSignal, start);
    await session.setWeight(session.description?.layers[0].biases?.offset ?? -1, 2);
    assert.equal(session.snapshot?.health?.[0].states[0], 0, 'woken by hand');
  });

  test('a run that diverges stops by itself and keeps the last finite weights', async () => {
    await session.setExperiment({ training: { optimizer: { name: 'sgd', learning_rate: 1e30 } } });
    session.play();
    await session.trainTo(200);
    assert.equal(session.snapshot?.diverged, true);
    assert.equal(session.playing, false);
    assert.ok(session.snapshot?.weights?.every(Number.isFinite));
    session.play();
    assert.equal(session.playing, false, 'there is nothing to play');
  });

  test('the next start is the next seed, and after the last one the first', async () => {
    const { made } = editor();
    await acts.newStart(made);
    assert.equal(session.description?.experiment.seed, 43);
    const [{ min, max }] = tables.fields.experiment;
    await made.set('seed', max);
    await acts.newStart(made);
    assert.equal(session.description?.experiment.seed, min);
  });

  test('after dispose nothing runs and nothing is thrown', async () => {
    await session.dispose();
    session.play();
    session.frame(16, 16);
    await session.setExperiment({});
    await session.redraw();
    assert.equal(session.model, null);
  });
});
