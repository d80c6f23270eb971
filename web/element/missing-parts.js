// Parts of the element whose files have not come: one notice for all of them, with a button that asks for them again. Until it is pressed
// nothing is asked for a second time. Knows no part.

import { TRY_AGAIN } from './try-again.js';

export class MissingParts {
  /** What asks for a part again, by its title. @type {Map<string, () => void>} */ parts = new Map();

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  /** @param {string} title @param {unknown} error @param {() => void} again */
  add(title, error, again) {
    this.host.warn(error);
    this.parts.set(title, again);
    this.tell();
  }

  retry = () => {
    const again = [...this.parts.values()];
    this.parts.clear();
    this.tell();
    for (const ask of again) ask();
  };

  tell() {
    const { host, parts, retry } = this;
    const others = host.notices.filter((notice) => notice.retry !== retry);
    const text = `Not loaded: ${[...parts.keys()].join(', ')}. ${TRY_AGAIN}`;
    host.notices = parts.size > 0 ? [...others, { text, retry }] : others;
    host.requestUpdate();
  }
}
