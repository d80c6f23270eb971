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
    const { host, parts } = this;
    host.warn(error);
    parts.set(title, again);
    this.withdraw();
    host.notify(`Not loaded: ${[...parts.keys()].join(', ')}. ${TRY_AGAIN}`, this.retry);
  }

  retry = () => {
    const again = [...this.parts.values()];
    this.parts.clear();
    this.withdraw();
    for (const ask of again) ask();
    this.host.requestUpdate();
  };

  withdraw() {
    this.host.notices = this.host.notices.filter(({ retry }) => retry !== this.retry);
  }
}
