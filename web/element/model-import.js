// Goes on with a network that was saved in a file: experiment, weights, the optimiser's state, the step and the course up to it. Loaded when a
// file is opened; knows the session and what the author allows, no panel.

import { RunHistory } from './run-history.js';

/**
 * @param {import('./playground.js').Playground} host @param {Uint8Array | ArrayBuffer} bytes
 * @param {string} [title]  words for the change
 */
export async function openModel({ session, controls, commands }, bytes, title) {
  if (!session) return;
  await session.pause();
  session.stopReplay();
  await session.enqueue(async () => {
    const model = await session.engine.loadModel(bytes);
    const [outside] = controls.ranges?.outside(model.description.experiment) ?? [];
    if (outside || session.disposed) {
      await model.dispose();
      if (session.disposed) return;
      throw Object.assign(new RangeError(outside.message), { code: 'out_of_range', path: outside.path });
    }
    const before = session.model;
    session.model = model;
    session.description = model.description;
    await before?.dispose();
    const losses = await model.losses();
    await session.begin(model);
    session.history = courseUpTo(session.snapshot, losses, model.description);
  });
  commands.showView('network');
  commands.editTaken(false, { title });
  commands.recordStep();
}

/**
 * What was kept of a run, for the chart, up to where it stands.
 *
 * @param {import('./types.js').Snapshot | null} snapshot @param {import('../engine/types.js').EpochLoss[]} losses
 * @param {import('./types.js').Description} description
 */
function courseUpTo(snapshot, losses, { stepsPerEpoch }) {
  const history = new RunHistory();
  const nothing = { loss: null, accuracy: null };
  for (const { epoch, loss, accuracy, test = nothing } of losses) {
    const step = epoch * stepsPerEpoch;
    if (snapshot && step < snapshot.step) history.append({ step, epoch, train: { loss, accuracy }, test, diverged: false });
  }
  if (snapshot) history.append(snapshot);
  return history;
}
