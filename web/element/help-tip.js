// Shows the help text of whatever control is pointed at, focused by keyboard, held by a finger or asked by its "?": one bubble for the whole
// element. Whoever hears the page has the same words from descriptions.js. Knows only the attribute `data-help`.

/** A mouse that only passes by opens nothing. */
const HOVER_DELAY_MS = 350;
/** As long as a finger is held for other menus. */
const HOLD_MS = 500;
const GAP_PX = 6;

/** What it follows in the box. */
const FOLLOWED = [
  'pointerover',
  'pointerleave',
  'pointerdown',
  'pointerup',
  'pointercancel',
  'focusin',
  'focusout',
  'input',
  'keydown',
  'click',
];

export class HelpTip {
  /**
   * @param {HTMLElement} frame  the positioned box that holds the controls
   * @param {HTMLElement} bubble
   * @param {() => void} touched  is told that somebody may soon read: a pointer or the focus has come
   */
  constructor(frame, bubble, touched) {
    this.frame = frame;
    this.bubble = bubble;
    /** @type {Element | null} */ this.owner = null;
    /** Pressed, and the pointer still on it: who has just used it wants to see what comes of it. @type {Element | null} */
    this.pressed = null;
    /** Where it was pressed: what slides under a pointer that rests there has not been pointed at. @type {PointerEvent | null} */
    this.pressedAt = null;
    this.timer = 0;
    this.held = 0;
    this.touched = touched;
    this.stop = new AbortController();
    const take = (/** @type {Event} */ event) => this.take(event, /** @type {Element} */ (event.target));
    for (const type of FOLLOWED) frame.addEventListener(type, take, { signal: this.stop.signal });
  }

  destroy() {
    clearTimeout(this.timer);
    clearTimeout(this.held);
    this.stop.abort();
  }

  /** @param {Event} event @param {Element} target */
  take(event, target) {
    const owner = target.closest('[data-help]');
    const isMark = target.closest('.help') !== null;
    const pointer = /** @type {PointerEvent} */ (event);
    switch (event.type) {
      case 'pointerover':
        this.touched();
        if (pointer.pointerType === 'mouse') this.over(pointer, owner);
        break;
      case 'pointerleave':
        this.point(null);
        break;
      case 'pointerdown':
        this.press(pointer, owner, isMark);
        break;
      case 'pointerup':
      case 'pointercancel':
        clearTimeout(this.held);
        break;
      case 'focusin':
        this.touched();
        if (owner && owner !== this.pressed && target.matches(':focus-visible')) this.show(owner);
        break;
      // Who types has read it, and wants to see what is said of the text.
      case 'input':
      case 'focusout':
        this.hide();
        break;
      case 'keydown':
        this.pressed = null;
        if (/** @type {KeyboardEvent} */ (event).key === 'Escape') this.hide();
        break;
      case 'click':
        if (isMark) this.toggle(owner);
    }
  }

  /** The words of a control have changed. @param {Node} target */
  follow(target) {
    if (this.owner && target === this.owner) this.show(this.owner);
  }

  over(/** @type {PointerEvent} */ event, /** @type {Element | null} */ owner) {
    const { pressedAt } = this;
    if (pressedAt?.clientX === event.clientX && pressedAt.clientY === event.clientY) return;
    this.pressedAt = null;
    this.point(owner);
  }

  point(/** @type {Element | null} */ owner) {
    clearTimeout(this.timer);
    if (owner && owner === this.pressed) return;
    this.pressed = null;
    if (owner === this.owner) return;
    this.timer = window.setTimeout(() => (owner ? this.show(owner) : this.hide()), HOVER_DELAY_MS);
  }

  /** A finger that stays asks; one that scrolls or taps does not. */
  press(/** @type {PointerEvent} */ event, /** @type {Element | null} */ owner, /** @type {boolean} */ isMark) {
    clearTimeout(this.held);
    if (isMark) return;
    this.hide();
    this.pressed = owner;
    this.pressedAt = event;
    if (event.pointerType === 'touch' && owner) this.held = window.setTimeout(() => this.show(owner), HOLD_MS);
  }

  toggle(/** @type {Element | null} */ owner) {
    if (owner && owner !== this.owner) this.show(owner);
    else this.hide();
  }

  show(/** @type {Element} */ owner) {
    clearTimeout(this.timer);
    this.owner = owner;
    this.bubble.textContent = owner.getAttribute('data-help');
    this.bubble.hidden = !this.bubble.textContent;
    if (this.bubble.hidden) return;
    const frame = this.frame.getBoundingClientRect();
    const box = owner.getBoundingClientRect();
    const size = this.bubble.getBoundingClientRect();
    const left = Math.min(Math.max(box.left - frame.left, 0), Math.max(0, frame.width - size.width));
    const below = box.bottom - frame.top + GAP_PX;
    const fitsBelow = box.bottom + GAP_PX + size.height <= Math.min(window.innerHeight, frame.bottom);
    this.bubble.style.left = `${left}px`;
    this.bubble.style.top = `${fitsBelow ? below : Math.max(0, box.top - frame.top - GAP_PX - size.height)}px`;
  }

  hide() {
    clearTimeout(this.timer);
    this.owner = null;
    this.bubble.hidden = true;
  }
}
