// Parts of a snapshot that cost a pass over the data: asked for a few times a second while training, and at rest only when they are not known
// yet; kept until newer ones come, forgotten with the network that they belong to. Knows nothing of what they are.

/** While training they are asked for no oftener. */
const EVERY_MS = 250;

/** @typedef {import('./types.js').Snapshot} Snapshot */
/** @typedef {import('./types.js').SnapshotRequest} SnapshotRequest */

export class SlowParts {
  lastMs = Number.NEGATIVE_INFINITY;
  /** @type {unknown} */ owner = null;
  /** @type {Map<string, { step: number, value: any }>} */ kept = new Map();
  /** What was asked for last, as text. */ asked = '';

  /** @param {() => import('./session.js').Session} session */
  constructor(session) {
    this.session = session;
  }

  /** The request, when it is time for it; else an empty one. @param {SnapshotRequest} request @returns {SnapshotRequest} */
  request(request) {
    const { playing, snapshot } = this.session();
    const now = performance.now();
    if (playing && now - this.lastMs < EVERY_MS) return {};
    const text = JSON.stringify(request);
    this.follow();
    const isKnown = Object.keys(request).every((name) => snapshot && this.kept.get(name)?.step === snapshot.step);
    if (isKnown && text === this.asked) return {};
    this.asked = text;
    this.lastMs = now;
    return request;
  }

  /** The newest that is known of a part of the network at hand. @template {keyof Snapshot} Name @param {Name} name @returns {Snapshot[Name] | undefined} */
  newest(name) {
    this.follow();
    const { snapshot } = this.session();
    const value = snapshot?.[name];
    if (snapshot && value !== undefined) this.kept.set(name, { step: snapshot.step, value });
    return this.kept.get(name)?.value;
  }

  /** Another network begins with nothing. */
  follow() {
    const { description } = this.session();
    if (this.owner === description) return;
    this.owner = description;
    this.kept.clear();
  }
}
