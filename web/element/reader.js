// Waits for a reader: at the first sign of one, a pointer, a key or the focus on the playground, or of a wish to print, the code for all that only
// a reader's acts need is fetched (acts.js). An act that is quicker than its code is kept, and carried out when that has come. Knows no act.

/** @typedef {typeof import('./acts.js')} Acts */

/** What tells of somebody on the playground; who only reads past it needs no code for acts. */
const SIGNS = ['pointermove', 'pointerdown', 'focusin', 'keydown'];

/** Whether it may be the way to the browser's menu, where printing is: over the window's upper edge. @param {PointerEvent} event */
const leavesUpwards = ({ relatedTarget, clientY }) => !relatedTarget && clientY <= 0;

/** Keys that walk through a picture, and would else scroll the page. */
const WALKING = /^(?:Arrow.+|Page(?:Up|Down)|Home|End)$/;

export class Reader {
  /** @type {Acts | null} */ acts = null;
  /** The code has been asked for; a failure has been told. */ isExpected = false;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
    /** What waits for the code, however often that is asked for, one after the other. @type {Promise<unknown>} */
    this.kept = new Promise((resolve) => {
      this.arrive = resolve;
    });
  }

  /** Looks out for signs. @param {AbortSignal} signal  ends it */
  watch(signal) {
    const wishes = { signal, capture: true, passive: true };
    for (const sign of SIGNS) this.host.element.addEventListener(sign, this.expect, wishes);
    // Undo and print by their keys, and print by the menu. What comes too late for a print that nobody announces is there for the next.
    addEventListener('keydown', ({ ctrlKey, metaKey }) => (ctrlKey || metaKey) && this.expect(), wishes);
    addEventListener('pointerout', (event) => leavesUpwards(event) && this.expect(), wishes);
    addEventListener('beforeprint', this.expect, wishes);
  }

  expect = () => {
    if (this.isExpected) return;
    this.isExpected = true;
    import('./acts.js').then(
      (acts) => {
        this.acts = acts;
        this.arrive?.(undefined);
      },
      (error) =>
        this.host.missing.add('Changes and readings', error, () => {
          this.isExpected = false;
          this.expect();
        }),
    );
  };

  /** Does something with the code: now, or when it has come for another reason. @template T @param {(acts: Acts) => T} work @returns {T | Promise<Awaited<T>>} */
  when(work) {
    if (this.acts) return work(this.acts);
    const result = this.kept.then(() => work(/** @type {Acts} */ (this.acts)));
    this.kept = result.catch(() => {});
    return /** @type {Promise<any>} */ (result);
  }

  /** Does what a reader has asked for: now, or as soon as the code is there. @template T @param {(acts: Acts) => T} work */
  act(work) {
    this.expect();
    return this.when(work);
  }

  /** Does what an event asks for, which has forgotten where it came from when the code comes later. @param {Event} event @param {(acts: Acts, target: Element) => void} work */
  take(event, work) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    const { key, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event);
    // With another key they are the browser's, in a menu or a field its own.
    if (!this.acts && WALKING.test(key) && !(ctrlKey || metaKey || altKey) && !target.matches('select, input'))
      event.preventDefault();
    this.act((acts) => work(acts, target));
  }
}
