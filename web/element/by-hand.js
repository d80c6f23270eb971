// What follows when a hand changes weights in the middle of a run: the run's last point is measured anew, and until the next step the change
// itself is what there is to say, because the rules of the diagnosis judge training, and would blame it for what the hand has done. Loaded
// with the first change. Knows the session and its histories, nothing of the screen.

import { numberText, percentText } from './number-text.js';

/** @typedef {import('./types.js').Snapshot} Snapshot */

/** @typedef {import('./session.js').Session} Session */

/**
 * Gives one weight another value, and looks at what has become of it.
 *
 * @param {Session} session @param {number} index  as it stands in all of them @param {number} value @returns {Promise<number>} its value before
 */
export const setWeight = (session, index, value) =>
  session.enqueue(async () => {
    const { model, snapshot } = session;
    if (!model) return value;
    const weights = await model.weights();
    const before = weights[index];
    weights[index] = value;
    await model.setWeights(weights);
    session.isByHand = true;
    if (snapshot && session.judge?.step !== snapshot.step) session.judge = judgeSince(snapshot);
    forgetPoint(session);
    session.givenStep = null;
    await session.refresh();
    session.listener.changed('run');
    return before;
  });

/** Lets the last point of both histories go, so that the step is measured again. @param {Session} session */
function forgetPoint({ history, healthHistory, snapshot }) {
  for (const course of [history, healthHistory]) {
    if (course.lastStep !== snapshot?.step) continue;
    course.lastStep = -1;
    for (const list of Object.values(course)) if (Array.isArray(list)) list.pop();
  }
}

/**
 * What gives the verdict on a snapshot from now on. Several changes at one step count as one.
 *
 * @param {Snapshot} before  the first change @returns {import('./session.js').Judge}
 */
const judgeSince = (before) => ({
  step: before.step,
  verdict: (now) => {
    if (now.step === 0 || now.step !== before.step || now.diverged) return now.diagnosis;
    if (now.train.loss === before.train.loss) return before.diagnosis;
    const part = before.test.loss === null ? 'train' : 'test';
    const score = (/** @type {Snapshot} */ { [part]: { loss, accuracy } }) =>
      accuracy === null ? `a loss of ${numberText(loss)}` : `${percentText(accuracy)} right`;
    const sentence = `A weight was set by hand: now ${score(now)}, ${score(before)} before. Press Play to see whether it recovers.`;
    return { name: 'by_hand', tone: 'calm', sentence, fixes: [], others: [] };
  },
});
