// The course of one run for the chart: losses and accuracies over epochs. Grows by training only, stays bounded, and knows nothing
// of how it is drawn.

/** More points than any chart has pixels; beyond it every second one is dropped. */
const MOST_POINTS = 2048;

export class RunHistory {
  lastStep = -1;
  /** @type {number[]} */ epochs = [];
  /** @type {(number | null)[]} */ trainLoss = [];
  /** @type {(number | null)[]} */ testLoss = [];
  /** @type {(number | null)[]} */ trainAccuracy = [];
  /** @type {(number | null)[]} */ testAccuracy = [];

  /** Appends a snapshot when training has moved on since the last one; a redraw adds nothing. */
  append(/** @type {import('./types.js').Snapshot} */ snapshot) {
    if (snapshot.step <= this.lastStep || snapshot.diverged) return;
    this.lastStep = snapshot.step;
    this.epochs.push(snapshot.epoch);
    this.trainLoss.push(finite(snapshot.train.loss));
    this.testLoss.push(finite(snapshot.test.loss));
    this.trainAccuracy.push(accuracyOf(snapshot.train));
    this.testAccuracy.push(accuracyOf(snapshot.test));
    if (this.epochs.length > MOST_POINTS) this.thin();
  }

  /** Keeps the first, the last and every second point between. */
  thin() {
    const last = this.epochs.length - 1;
    const keep = (/** @type {any[]} */ list) => list.filter((_, index) => index % 2 === 0 || index === last);
    this.epochs = keep(this.epochs);
    this.trainLoss = keep(this.trainLoss);
    this.testLoss = keep(this.testLoss);
    this.trainAccuracy = keep(this.trainAccuracy);
    this.testAccuracy = keep(this.testAccuracy);
  }
}

const finite = (/** @type {number | null} */ value) => (Number.isFinite(value) ? value : null);

/** Answers that are no numbers are not wrong answers: without a loss there is nothing to draw. */
const accuracyOf = (/** @type {{ loss: number | null, accuracy: number | null }} */ { loss, accuracy }) =>
  finite(loss) === null ? null : finite(accuracy);
