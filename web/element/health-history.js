// How the units of a run have fared: the share of training points on which each one fires, over epochs. Grows by training only, stays
// bounded, and knows nothing of how it is drawn.

/** Numbers that are kept in all; the more units there are, the fewer epochs. */
const MOST_NUMBERS = 1e6;
const LEAST_POINTS = 32;
const MOST_POINTS = 512;

export class HealthHistory {
  lastStep = -1;
  /** @type {number[]} */ epochs = [];
  /** One entry an epoch: for each stage, one share a unit. @type {Float32Array[][]} */ shares = [];

  /** Appends what a snapshot has measured when training has moved on since the last one. */
  append(/** @type {import('./types.js').Snapshot} */ { step, epoch, health }) {
    if (!health || step <= this.lastStep) return;
    this.lastStep = step;
    this.epochs.push(epoch);
    this.shares.push(health.map(({ fires }) => fires));
    const units = health.reduce((sum, { fires }) => sum + fires.length, 0);
    const most = Math.max(LEAST_POINTS, Math.min(MOST_POINTS, Math.floor(MOST_NUMBERS / Math.max(1, units))));
    if (this.epochs.length > most) this.thin();
  }

  /** Keeps the first, the last and every second point between. */
  thin() {
    const last = this.epochs.length - 1;
    const isKept = (/** @type {unknown} */ _, /** @type {number} */ index) => index % 2 === 0 || index === last;
    this.epochs = this.epochs.filter(isKept);
    this.shares = this.shares.filter(isKept);
  }

  /** The course of one unit. */
  of(/** @type {number} */ stage, /** @type {number} */ unit) {
    return { epochs: this.epochs, shares: this.shares.map((stages) => stages[stage]?.[unit] ?? Number.NaN) };
  }
}
