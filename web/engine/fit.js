// Whole epochs in a row, for who does not draw them. Knows a network by its calls alone.
import { object, whole } from './checks.js';
import { Turns, turnMs } from './turns.js';

/** @import { TrainingModel } from './index.js' */

/**
 * @param {TrainingModel} model
 * @param {NonNullable<Parameters<TrainingModel['fit']>[0]>} options
 */
export async function fit(model, options) {
  const { epochs = 1, watch, onEpoch, signal } = object(options, 'options');
  whole(epochs, 'epochs', 0, 1e9);
  const turns = new Turns(signal);
  const history = [];
  let state = await model.train(0);
  for (let epoch = 0; epoch < epochs; ++epoch) {
    turns.refuseStopped();
    const end = state.step + model.description.stepsPerEpoch;
    while (state.step < end && !state.diverged) {
      state = await model.train(end - state.step, turnMs, watch);
      await turns.take();
    }
    const progress = await model.step(0);
    history.push(progress);
    onEpoch?.(progress);
    if (progress.diverged) break;
  }
  return { history };
}
