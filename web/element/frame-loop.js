// One animation loop for an element: draws when something has changed, trains while it plays, and rests while nobody can see it. Knows
// neither what is drawn nor what is trained.

export class FrameLoop {
  isVisible = false;
  isDirty = false;
  handle = 0;
  lastMs = 0;

  /** @param {{ draw: () => void, isPlaying: () => boolean, train: (elapsedMs: number, nowMs: number) => void }} work */
  constructor(work) {
    this.work = work;
  }

  /** Something has changed: draw it in the next frame that is seen. */
  schedule() {
    this.isDirty = true;
    this.ask();
  }

  /** Resumes what waited, or rests. */
  setVisible(/** @type {boolean} */ isVisible) {
    this.isVisible = isVisible;
    if (isVisible) this.ask();
    else this.stop();
  }

  stop() {
    cancelAnimationFrame(this.handle);
    this.handle = 0;
  }

  ask() {
    if (this.isVisible && !this.handle) this.handle = requestAnimationFrame(this.frame);
  }

  frame = (/** @type {number} */ nowMs) => {
    this.handle = 0;
    if (this.isDirty) {
      this.isDirty = false;
      this.work.draw();
    }
    if (this.work.isPlaying()) {
      this.work.train(nowMs - this.lastMs, nowMs);
      this.ask();
    }
    this.lastMs = nowMs;
  };
}
