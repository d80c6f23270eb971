// Watches whether an element is near the viewport and whether anybody can see it: on screen, in a tab that is not hidden. Knows
// nothing of what depends on it.

/** How far ahead of the viewport the heavy part may start to load. */
const NEAR_MARGIN = '300px';

export class Visibility {
  /** @param {Element} element @param {(state: { isNear: boolean, isVisible: boolean }) => void} changed */
  constructor(element, changed) {
    this.element = element;
    this.changed = changed;
    this.isNear = false;
    this.isOnScreen = false;
    this.tell = () => this.changed({ isNear: this.isNear, isVisible: this.isOnScreen && !document.hidden });
  }

  connect() {
    this.near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.isNear = true;
        this.near?.disconnect();
        this.tell();
      },
      { rootMargin: NEAR_MARGIN },
    );
    this.seen = new IntersectionObserver((entries) => {
      this.isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      this.tell();
    });
    this.near.observe(this.element);
    this.seen.observe(this.element);
    document.addEventListener('visibilitychange', this.tell);
  }

  disconnect() {
    this.near?.disconnect();
    this.seen?.disconnect();
    this.isNear = this.isOnScreen = false;
    document.removeEventListener('visibilitychange', this.tell);
  }
}
