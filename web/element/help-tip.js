// Shows the help text of whatever control is pointed at, focused by keyboard, held by a finger or asked by its "?": one bubble for the whole
// element, and the same words as the control's description for whoever hears it. Knows only the attribute `data-help`.

/** A mouse that only passes by opens nothing. */
const HOVER_DELAY_MS = 350;
/** As long as a finger is held for other menus. */
const HOLD_MS = 500;
const GAP_PX = 6;
/** What can have a description of its own; the "?" is for eyes and fingers. */
const DESCRIBED = 'button:not(.help), summary, select, input, fieldset, [role], [tabindex]';

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
    this.stop = new AbortController();
    const { signal } = this.stop;
    frame.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && this.over(event), { signal });
    frame.addEventListener('pointerleave', () => this.point(null), { signal });
    frame.addEventListener('pointerdown', (event) => this.press(event), { signal });
    for (const end of ['pointerup', 'pointercancel']) frame.addEventListener(end, () => clearTimeout(this.held), { signal });
    frame.addEventListener('focusin', (event) => this.focus(event), { signal });
    // Who types has read it, and wants to see what is said of the text.
    frame.addEventListener('input', () => this.hide(), { signal });
    frame.addEventListener('focusout', () => this.hide(), { signal });
    frame.addEventListener('keydown', (event) => this.key(event), { signal });
    frame.addEventListener('click', (event) => isMark(event) && this.toggle(helped(event)), { signal });
    for (const touch of ['pointerover', 'focusin']) frame.addEventListener(touch, touched, { signal, once: true });
    describe(frame);
    this.news = new MutationObserver((records) => {
      for (const { target, type, addedNodes } of records) {
        for (const node of type === 'attributes' ? [target] : addedNodes) if (node instanceof Element) describe(node);
        if (this.owner && target === this.owner) this.show(this.owner);
      }
    });
    this.news.observe(frame, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-help'] });
  }

  destroy() {
    clearTimeout(this.timer);
    clearTimeout(this.held);
    this.news.disconnect();
    this.stop.abort();
  }

  over(/** @type {PointerEvent} */ event) {
    const { pressedAt } = this;
    if (pressedAt?.clientX === event.clientX && pressedAt.clientY === event.clientY) return;
    this.pressedAt = null;
    this.point(helped(event));
  }

  point(/** @type {Element | null} */ owner) {
    clearTimeout(this.timer);
    if (owner && owner === this.pressed) return;
    this.pressed = null;
    if (owner === this.owner) return;
    this.timer = window.setTimeout(() => (owner ? this.show(owner) : this.hide()), HOVER_DELAY_MS);
  }

  /** A finger that stays asks; one that scrolls or taps does not. */
  press(/** @type {PointerEvent} */ event) {
    clearTimeout(this.held);
    if (isMark(event)) return;
    this.hide();
    const owner = helped(event);
    this.pressed = owner;
    this.pressedAt = event;
    if (event.pointerType === 'touch' && owner) this.held = window.setTimeout(() => this.show(owner), HOLD_MS);
  }

  focus(/** @type {Event} */ event) {
    const target = /** @type {Element} */ (event.target);
    const owner = helped(event);
    if (owner && owner !== this.pressed && target.matches(':focus-visible')) this.show(owner);
  }

  key(/** @type {KeyboardEvent} */ event) {
    this.pressed = null;
    if (event.key === 'Escape') this.hide();
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

/** Gives every control in a part of the page the help that it shows as its description, where it has no other. @param {Element} part */
function describe(part) {
  for (const owner of [part, ...part.querySelectorAll('[data-help]')]) {
    const help = owner.getAttribute('data-help');
    const control = owner.matches(DESCRIBED) ? owner : owner.querySelector(DESCRIBED);
    if (help && control && !control.hasAttribute('aria-describedby')) control.setAttribute('aria-description', help);
  }
}

const helped = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest('[data-help]');
const isMark = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest('.help') !== null;
