// Gives every control the help that stands at it as its description, for whoever hears it, from the first picture on; and keeps what pointers and
// the focus do until what shows the same words to the eye has come (help-tip.js). Knows only the attribute `data-help`.

/** What the bubble follows, and how much of it is kept: who has done more than this wants the end of it explained. */
const FOLLOWED = ['pointerover', 'pointerdown', 'pointerup', 'pointercancel', 'focusin', 'focusout', 'keydown', 'click'];
const MOST_KEPT = 20;
/** What can have a description of its own; the "?" is for eyes and fingers. */
const DESCRIBED = 'button:not(.help), summary, select, input, fieldset, [role], [tabindex]';

/** @typedef {[event: Event, target: Element]} Kept  an event has forgotten its target when it is over */

export class Descriptions {
  /** @type {Kept[]} */ kept = [];
  /** @type {import('./help-tip.js').HelpTip | null} */ tip = null;
  stop = new AbortController();

  /** @param {HTMLElement} frame  that holds the controls */
  constructor(frame) {
    this.frame = frame;
    const keep = (/** @type {Event} */ event) => {
      this.kept = [...this.kept, /** @type {Kept} */ ([event, event.target])].slice(-MOST_KEPT);
    };
    for (const type of FOLLOWED) frame.addEventListener(type, keep, { signal: this.stop.signal });
    describe(frame);
    this.news = new MutationObserver((records) => {
      for (const { target, type, addedNodes } of records) {
        for (const node of type === 'attributes' ? [target] : addedNodes) if (node instanceof Element) describe(node);
        this.tip?.follow(target);
      }
    });
    this.news.observe(frame, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-help'] });
  }

  /** What shows the words has come: it takes over. @param {import('./help-tip.js').HelpTip} tip */
  hand(tip) {
    this.stop.abort();
    this.tip = tip;
    for (const [event, target] of this.kept) tip.take(event, target);
    this.kept = [];
  }

  destroy() {
    this.stop.abort();
    this.news.disconnect();
    this.tip?.destroy();
  }
}

/** Where there is no other description. @param {Element} part  of the page */
function describe(part) {
  for (const owner of [part, ...part.querySelectorAll('[data-help]')]) {
    const help = owner.getAttribute('data-help');
    const control = owner.matches(DESCRIBED) ? owner : owner.querySelector(DESCRIBED);
    if (help && control && !control.hasAttribute('aria-describedby')) control.setAttribute('aria-description', help);
  }
}
