// How a number is compared with a reference, and what a case reports.

/** @typedef {{ name: string, status: 'passed' | 'failed' | 'skipped', detail?: string }} CaseResult */

/**
 * What every runner is given besides its fixture.
 * @typedef {object} Bench
 * @property {import('../../web/engine/types.js').Catalog} catalog
 * @property {import('../../web/engine/index.js').EngineOptions} engine
 * @property {import('./probe.js').Probes} probes  of the same build
 */

/**
 * The fixtures write non-finite numbers as strings; float32 turns what is too large for it into infinity.
 * @param {number | 'nan' | 'inf' | '-inf'} value
 */
export function reference(value) {
  if (value === 'nan') return Number.NaN;
  if (value === 'inf') return Number.POSITIVE_INFINITY;
  if (value === '-inf') return Number.NEGATIVE_INFINITY;
  return Number.isFinite(Math.fround(value)) ? value : Math.fround(value);
}

/**
 * By how much `got` misses `want`, as a multiple of the tolerance; above 1 fails.
 * @param {number} got
 * @param {number} want
 * @param {number} absolute
 * @param {number} [relative]
 */
export function excess(got, want, absolute, relative = 0) {
  if (Object.is(got, want) || got === want) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(want))
    return Number.isNaN(got) && Number.isNaN(want) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(got - want) / (absolute + relative * Math.abs(want));
}

/** Collects the worst miss of a case. */
export class Comparison {
  worst = 0;
  where = '';

  /**
   * @param {string} where
   * @param {number} miss  as from `excess`
   */
  note(where, miss) {
    if (miss <= this.worst) return;
    this.worst = Number.isNaN(miss) ? Number.POSITIVE_INFINITY : miss; // a tolerance that is missing from a fixture
    this.where = where;
  }

  /**
   * @param {string} where
   * @param {ArrayLike<number>} got
   * @param {ArrayLike<any>} want
   * @param {number} absolute
   * @param {number} [relative]
   */
  noteAll(where, got, want, absolute, relative = 0) {
    if (got.length !== want.length)
      this.note(`${where}: ${got.length} numbers instead of ${want.length}`, Number.POSITIVE_INFINITY);
    for (let i = 0; i < want.length; ++i) this.note(`${where}[${i}]`, excess(got[i], reference(want[i]), absolute, relative));
  }

  /**
   * @param {string} name
   * @returns {CaseResult}
   */
  result(name) {
    if (this.worst <= 1) return { name, status: 'passed' };
    return { name, status: 'failed', detail: `worst at ${this.where}: ${this.worst.toPrecision(3)} × its tolerance` };
  }
}
