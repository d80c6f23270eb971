// How much room an element has, and whether it shows itself large, for a room: columns under each other where it is narrow; the larger display
// by a module that comes when it is first asked for. Knows no panel and no style sheet.

import { remPx } from '../view/usual-rem.js';
import { readName, SIZES } from './attributes.js';

/** Below this width columns stand under each other; the style sheet has the same number. */
const NARROW_REM = 40;

export class DisplaySize {
  isNarrow = false;
  /** For a room. */ isLarge = false;
  /** @type {Promise<import('./large.js').Large> | null} */ enlarged = null;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
    this.watch = new ResizeObserver(([entry]) => this.fit(entry?.contentRect.width ?? 0));
  }

  fit(/** @type {number} */ width) {
    const isNarrow = width < NARROW_REM * remPx();
    if (isNarrow === this.isNarrow) return;
    this.isNarrow = isNarrow;
    this.host.requestUpdate();
  }

  /** Takes the attribute. */
  read() {
    this.isLarge = readName(this.host.element.size, SIZES, 'size') === 'large';
  }

  /** Makes what is on the page as large as it is meant to be. */
  async follow() {
    if (this.isLarge && !this.enlarged) {
      this.enlarged = import('./large.js').then(({ Large }) => new Large(this.host));
      this.enlarged.catch(() => {
        this.enlarged = null;
      });
    }
    (await this.enlarged)?.follow();
  }

  /** The whole screen for a room, and back. */
  async toggle() {
    this.host.element.size = this.isLarge ? null : 'large';
    await this.follow();
    await (await this.enlarged)?.fill();
  }
}
