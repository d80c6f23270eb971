// Paints in slices: as many parts of the picture in one task as fit into its share, the rest in the next, so that the page stays at hand.
// Knows neither parts nor frames.

/** What one task may take before it gives way; the part that is begun is finished. */
const SLICE_MS = 10;

/** @typedef {() => void} Part */

export class PaintQueue {
  /** @type {Part[]} */ #rest = [];
  #isAsked = false;

  /** There is something new to paint. What is left of the round before shows it, too, and then all of it comes again. */
  ask() {
    this.#isAsked = true;
  }

  /** Paints one slice. @param {() => Part[]} parts  of a new round @returns {boolean} whether there is more */
  slice(parts) {
    this.#begin(parts);
    const endMs = performance.now() + SLICE_MS;
    do this.#rest.shift()?.();
    while (this.#rest.length > 0 && performance.now() < endMs);
    return this.#rest.length > 0 || this.#isAsked;
  }

  /** Paints all there is. @param {() => Part[]} parts @returns {boolean} whether a part has left something for the next time */
  all(parts) {
    this.#rest = [];
    this.#isAsked = false;
    for (const part of parts()) part();
    return this.#isAsked;
  }

  /** What is left belongs to what is no longer shown. */
  clear() {
    this.#rest = [];
    this.#isAsked = false;
  }

  /** @param {() => Part[]} parts */
  #begin(parts) {
    if (this.#rest.length > 0 || !this.#isAsked) return;
    this.#isAsked = false;
    this.#rest = parts();
  }
}
