// How much of the learning signal reaches the first layer, after a change beside before it: why the change has helped, in one sentence. Knows
// neither the screen nor how the runs came about.

import { fractionText } from './number-text.js';

/** The first layer hears next to nothing where it gets less than this share. */
const FADED = 0.01;
/** It hears all of it from here on: how much more than all says nothing to a reader. */
const WHOLE = 0.9;
/** It hears again where it gets so many times as much. */
const RAISED = 10;

/** What reaches the first layer of the error that leaves the output; NaN where there is one layer only. */
function reach(/** @type {Partial<import('./types.js').Snapshot> | null} */ snapshot) {
  const [first, ...others] = snapshot?.signal ?? [];
  return Number(first?.deltaRms) / Number(others.at(-1)?.deltaRms);
}

/**
 * Empty where the signal had not faded, or still is.
 *
 * @param {Partial<import('./types.js').Snapshot> | null} before @param {Partial<import('./types.js').Snapshot> | null} now
 */
export function reachText(before, now) {
  const [then, today] = [reach(before), reach(now)];
  if (!(then < FADED && today > RAISED * then && Number.isFinite(today))) return '';
  const share = today < WHOLE ? `${fractionText(today)} of the` : 'the whole';
  return `Now ${share} learning signal reaches layer 1; before, ${fractionText(then)} did.`;
}
