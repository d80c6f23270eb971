// How fast training runs on the screen, as a table. Steps a second, so that a screen with twice the rate trains no faster.

/** The longest pause that is made up for: after it training goes on where it was, without a burst. */
const LONGEST_FRAME_MS = 50;

/** More steps than the budget of any call has time for. */
const MOST_STEPS = 1e9;

/** Titles are so short that a phone shows them whole; what they count stands over them, and in the menu's name. */
export const SPEEDS = [
  { name: 'slow', title: '4/s', stepsPerSecond: 4 },
  { name: 'calm', title: '60/s', stepsPerSecond: 60 },
  { name: 'brisk', title: '600/s', stepsPerSecond: 600 },
  { name: 'fast', title: '3,000/s', stepsPerSecond: 3000 },
  { name: 'max', title: 'Fastest', stepsPerSecond: Number.POSITIVE_INFINITY },
];

export const STARTING_SPEED = 'brisk';

/** Turns passing time into whole steps; a remainder waits for the next frame. */
export class StepClock {
  constructor() {
    this.debt = 0;
  }

  /** Steps to take in a frame that comes `elapsedMs` after the one before. */
  stepsFor(/** @type {number} */ elapsedMs, /** @type {number} */ stepsPerSecond) {
    if (stepsPerSecond === Number.POSITIVE_INFINITY) return MOST_STEPS;
    this.debt += (Math.min(Math.max(elapsedMs, 0), LONGEST_FRAME_MS) / 1000) * stepsPerSecond;
    const steps = Math.floor(this.debt);
    this.debt -= steps;
    return steps;
  }
}
