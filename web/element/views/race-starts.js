// The same race from several starts: every lane with every seed, on all cores. Knows nothing of the screen.

import { SOLVED_ACCURACY } from '../../engine/solved.js';
import { bandOf, summaryOf } from './race-statistics.js';

/** @typedef {import('../../engine/trial.js').TrialRecord} TrialRecord */
/** @typedef {import('./race-run.js').Entry} Entry */
/** While networks train, the table and the chart are shown anew no oftener. */
const NEWS_MS = 200;

/** @typedef {{ title: string, records: TrialRecord[], fault: string }} LaneStarts */

export class RaceStarts {
  /** @type {LaneStarts[]} */ lanes = [];
  done = 0;
  total = 0;
  /** @type {AbortController | null} */ #job = null;
  #timer = 0;
  /** What has been worked out for a lane with that many records. @type {WeakMap<LaneStarts, Map<string, { count: number, value: any }>>} */
  #worked = new WeakMap();

  /** @param {{ changed: () => void }} listener */
  constructor(listener) {
    this.listener = listener;
  }

  get isRunning() {
    return this.#job !== null;
  }

  /** Forgets what was found. */
  clear() {
    this.stop();
    this.lanes = [];
    this.done = this.total = 0;
  }

  stop() {
    this.#job?.abort();
    this.#job = null;
  }

  /** @param {readonly Entry[]} entries @param {{ seed: number, starts: number, epochs: number }} plan */
  async run(entries, { seed, starts, epochs }) {
    this.clear();
    const job = new AbortController();
    this.#job = job;
    const lanes = entries.map(({ title }) => /** @type {LaneStarts} */ ({ title, records: [], fault: '' }));
    this.lanes = lanes;
    this.total = starts * lanes.length;
    const { createPool } = await import('../../engine/pool.js');
    const pool = createPool();
    try {
      // Seed by seed, so that all lanes grow together.
      const tasks = Array.from({ length: starts }, (_, start) =>
        entries.map(({ experiment }, index) => ({ index, experiment: { ...experiment, seed: (seed + start) >>> 0 } })),
      ).flat();
      const options = { epochs, target: SOLVED_ACCURACY, stopAtTarget: false, curve: true, health: true };
      await pool.map(
        tasks.map(({ experiment }) => experiment),
        options,
        {
          signal: job.signal,
          onResult: (result, task) => {
            const lane = lanes[tasks[task].index];
            if ('error' in result) lane.fault = result.error.message;
            else lane.records.push(result);
            this.done++;
            this.#tell();
          },
        },
      );
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'aborted') throw error;
    } finally {
      pool.dispose();
      if (this.#job === job) this.#job = null;
      this.listener.changed();
    }
  }

  /** Lets several results come together. */
  #tell() {
    this.#timer ||= window.setTimeout(() => {
      this.#timer = 0;
      this.listener.changed();
    }, NEWS_MS);
  }

  /** @param {LaneStarts} lane @param {'accuracy' | 'loss'} measure */
  band(lane, measure) {
    return this.#work(lane, `band ${measure}`, () => bandOf(lane.records, measure));
  }

  /** @param {LaneStarts} lane @param {'accuracy' | 'loss'} measure @returns {ReturnType<typeof summaryOf>} */
  summary(lane, measure) {
    return this.#work(lane, `summary ${measure}`, () => summaryOf(lane.records, measure));
  }

  /** Works out again only what has got another record. @template T @param {LaneStarts} lane @param {string} name @param {() => T} work @returns {T} */
  #work(lane, name, work) {
    const known = this.#worked.get(lane) ?? new Map();
    this.#worked.set(lane, known);
    const count = lane.records.length;
    if (known.get(name)?.count !== count) known.set(name, { count, value: work() });
    return known.get(name).value;
  }
}
