// Lets a thread hear its messages between stretches of work, and ends what one of them has stopped. Knows nothing of networks.
import { PlaygroundError } from './playground-error.js';

/** Training gives way to its thread's messages so often: soon enough to be stopped, seldom enough to cost nothing. */
export const turnMs = 40;

/** @param {unknown} cause  why it was stopped */
export const abortedBy = (cause) =>
  new PlaygroundError({ code: 'aborted', message: 'Training was stopped.', path: '' }, { cause });

export class Turns {
  #nextMs = performance.now() + turnMs;
  #stop;

  /**
   * Errors    PlaygroundError aborted, when it is stopped already.
   * @param {AbortSignal | undefined} stop
   */
  constructor(stop) {
    this.#stop = stop;
    this.refuseStopped();
  }

  /** Errors    PlaygroundError aborted. */
  refuseStopped() {
    if (this.#stop?.aborted) throw abortedBy(this.#stop.reason);
  }

  /**
   * Takes a turn when one is due.
   *
   * Errors    PlaygroundError aborted, when that was the message.
   */
  async take() {
    if (performance.now() < this.#nextMs) return;
    // A message to oneself is not held back as a timer is in a page that nobody sees.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(undefined);
      };
      port2.postMessage(null);
    });
    this.refuseStopped();
    this.#nextMs = performance.now() + turnMs;
  }
}
