// Goes on with a network that was saved in a file: experiment, weights, the optimiser's state and the step. Loaded when a file is opened; knows
// the session and what the author allows, no panel.

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
    await session.begin(model);
  });
  commands.showView('network');
  commands.editTaken(false, { title });
  commands.recordStep();
}
