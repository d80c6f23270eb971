// How long training goes on between two pictures, and how often the causes are asked for, by what both are measured to cost: where a network
// is so deep that looking at it takes a second, it still trains for a fair share of the time. Knows no clock and no engine.

/** Signal, health of the units and diagnosis are asked for no oftener. */
const CAUSES_EVERY_MS = 250;
/** The causes may take one part of the time in so many. */
const CAUSES_SHARE = 6;

/** Training goes on at least so long between two pictures: most of a frame at 60 Hz. */
const LEAST_BUDGET_MS = 10;
/** And no longer, so that Pause is heard. */
const MOST_BUDGET_MS = 100;

/** What the newest measurement counts for: a machine that is busy with something else for a moment changes little. */
const NEWEST = 0.3;

export class AskPace {
  /** What a picture costs beside the training before it. */ pictureMs = 0;
  /** What the causes cost on top of it. */ causesMs = 0;
  lastCausesMs = Number.NEGATIVE_INFINITY;

  /** As long for training as for the picture after it. */
  get budgetMs() {
    return Math.min(Math.max(this.pictureMs, LEAST_BUDGET_MS), MOST_BUDGET_MS);
  }

  /** Whether the causes are to be asked for now; then they are counted as asked for. @param {number} nowMs */
  isTimeForCauses(nowMs) {
    if (nowMs - this.lastCausesMs <= Math.max(CAUSES_EVERY_MS, this.causesMs * CAUSES_SHARE)) return false;
    this.lastCausesMs = nowMs;
    return true;
  }

  /** What an answer took. @param {number} tookMs @param {number} budgetMs  that it had for training @param {boolean} hasCauses */
  note(tookMs, budgetMs, hasCauses) {
    const costMs = Math.max(0, tookMs - budgetMs);
    if (hasCauses) this.causesMs += NEWEST * (Math.max(0, costMs - this.pictureMs) - this.causesMs);
    else this.pictureMs += NEWEST * (costMs - this.pictureMs);
  }

  /** Another network costs something else. */
  restart() {
    this.pictureMs = this.causesMs = 0;
    this.lastCausesMs = Number.NEGATIVE_INFINITY;
  }
}
