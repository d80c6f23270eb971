// Which sample the network is shown: a row of the data, or one that the reader has drawn. Shared by the panels that show what becomes of
// it. Knows no node of the page.

/** @typedef {import('../engine/types.js').PartName} PartName */
/** @typedef {import('./types.js').Description} Description */

/** The choice of a playground, made when the first panel wants it. @param {import('./playground.js').Playground} host */
export const sampleOf = (host) => {
  host.sample ??= new SampleChoice(host);
  return host.sample;
};

export class SampleChoice {
  /** @param {{ session: import('./session.js').Session | null, warn: (error: any) => void, requestUpdate: () => void }} host */
  constructor(host) {
    this.host = host;
    this.isAsking = false;
    this.isStale = false;
    /** @type {PartName} */ this.part = 'test';
    this.row = 0;
    /** A sample of the reader's own, raw. @type {Float32Array | null} */ this.values = null;
    /** Whether the reader draws; the row stays for later. */ this.isOwn = false;
    /** The data that are drawn for. @type {string | undefined} */ this.data = undefined;
  }

  /** What the next snapshot is asked for; a row that the data do not have becomes their last one. */
  request(/** @type {Description} */ description) {
    const { name } = description.experiment.data;
    if (this.data !== undefined && name !== this.data) this.isOwn = false; // of other data there is another to draw
    this.data = name;
    const size = description.sample.reduce((product, length) => product * length, 1);
    if (this.isOwn) return { values: this.values?.length === size ? this.values : new Float32Array(size) };
    return { part: this.partIn(description), row: this.rowIn(description) };
  }

  partIn(/** @type {Description} */ { testRows }) {
    return testRows > 0 ? this.part : 'train';
  }

  rowsIn(/** @type {Description} */ description) {
    return this.partIn(description) === 'test' ? description.testRows : description.trainRows;
  }

  rowIn(/** @type {Description} */ description) {
    return Math.min(this.row, this.rowsIn(description) - 1);
  }

  /** @param {number} row @param {PartName} [part] */
  pick(row, part = this.part) {
    this.part = part;
    this.row = Math.max(0, row);
    this.isOwn = false;
    this.host.requestUpdate();
    this.ask();
  }

  /** Forward or back, round the ends. */
  step(/** @type {number} */ by, /** @type {Description} */ description) {
    const rows = this.rowsIn(description);
    this.pick((this.rowIn(description) + by + rows) % rows);
  }

  /** The reader draws from now on. */
  own(/** @type {boolean} */ isOwn) {
    this.isOwn = isOwn;
    this.host.requestUpdate();
    this.ask();
  }

  draw(/** @type {Float32Array} */ values) {
    this.values = values;
    this.isOwn = true;
    this.ask();
  }

  /** Asks for the new answer; while one is on its way, the next wish waits for it instead of queueing behind others. */
  ask() {
    this.isStale = this.isAsking;
    if (this.isAsking || !this.host.session) return;
    this.isAsking = true;
    this.host.session
      .redraw()
      .catch(this.host.warn)
      .finally(() => {
        this.isAsking = false;
        if (this.isStale) this.ask();
      });
  }
}
