// Trials in parallel: as many threads as the machine has cores, each with an engine of its own, all made from one compiled module.
// A page or process has one such crew, however many ask for it. A record does not depend on how many threads there are.
import { proxy } from 'comlink';
import { cores, startThread } from '#thread';
import { object, plain, refuse, whole } from './checks.js';
import { fetched } from './fetched.js';
import { loadEngine } from './loader.js';
import { PlaygroundError } from './playground-error.js';
import { abortedBy } from './turns.js';
import { workerHost } from './worker-host.js';

/** @import { Answer } from './host.js' */
/** @import { Variant } from './instance.js' */
/** @import { Thread } from './thread.js' */
/** @import { TrialOptions, TrialProgress, TrialRecord } from './trial.js' */
/** @import { Experiment } from './types.js' */

/** Threads beyond this number cost memory and shorten nothing that a reader waits for. */
const mostThreads = 16;
/** More at the caller's own wish are a slip. */
const mostOwnThreads = 256;
/** A trial whose thread breaks gets another one so often. */
const mostStarts = 2;

/** @typedef {TrialOptions & { stop?: AbortSignal, onProgress?: (progress: TrialProgress) => void }} RunOptions */

/** A trial that could not be run to its end. @typedef {{ experiment: Experiment, error: PlaygroundError }} FailedTrial */

/**
 * @typedef {object} Pool
 * @property {number} size
 * @property {(experiment: Experiment, options: RunOptions) => Promise<TrialRecord>} run
 *   rejects with PlaygroundError: what the engine refuses; wrong_type; aborted; load_failed when two threads broke over it. What
 *   `onProgress` throws ends the run, which rejects with it
 * @property {(experiments: readonly Experiment[], options: TrialOptions, listener?: { signal?: AbortSignal,
 *   onResult?: (result: TrialRecord | FailedTrial, index: number) => void }) => Promise<(TrialRecord | FailedTrial)[]>} map
 *   a refused experiment is a result with an `error`; rejects (aborted) only when `signal` is, or the pool is disposed of
 * @property {() => void} dispose  stops what this pool still runs; the threads end with their last pool
 */

/**
 * @typedef {object} Task
 * @property {Experiment} experiment
 * @property {TrialOptions} options
 * @property {((progress: TrialProgress) => void) | undefined} onProgress
 * @property {(record: TrialRecord) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {number} starts
 */

/**
 * What carries out a trial: a thread, or this one where there can be no other.
 * @typedef {{ trial: (experiment: unknown, options: TrialOptions, onProgress?: (progress: TrialProgress) => void) => Promise<Answer>,
 *   stop: () => void, end: () => void, task: Task | null }} Seat
 */

class Crew {
  /** @type {Set<Seat>} */
  #seats = new Set();
  /** @type {Task[]} */
  #queue = [];
  #start;
  #variant;
  /** Threads cannot be had here: this one does the work. */
  #isAlone = false;
  /** A thread has given an answer, so that they can be had. */
  #hasAnswered = false;
  #ended = false;

  /**
   * @param {number} size
   * @param {{ variant?: Variant | 'auto', start?: () => Thread }} [options]
   */
  constructor(size, { variant = 'auto', start = startThread } = {}) {
    this.size = size;
    this.#variant = variant;
    this.#start = start;
  }

  /** @param {Task} task */
  add(task) {
    this.#queue.push(task);
    this.#deal();
  }

  /** Takes a task back, whether it waits or runs. @param {Task} task @param {unknown} reason */
  drop(task, reason) {
    const place = this.#queue.indexOf(task);
    if (place >= 0) this.#queue.splice(place, 1);
    // A seat is free again when its trial has heard of it.
    for (const seat of this.#seats) if (seat.task === task) seat.stop();
    task.reject(abortedBy(reason));
  }

  end() {
    this.#ended = true;
    for (const seat of this.#seats) seat.end();
    this.#seats.clear();
  }

  #deal() {
    while (this.#queue.length > 0 && !this.#ended) {
      const free = [...this.#seats].find((seat) => !seat.task) ?? this.#newSeat();
      if (!free) return;
      this.#carryOut(free, /** @type {Task} */ (this.#queue.shift()));
    }
  }

  /** @returns {Seat | null} */
  #newSeat() {
    if (this.#seats.size >= (this.#isAlone ? 1 : this.size)) return null;
    const seat = this.#isAlone ? seatHere(this.#variant) : this.#threadSeat();
    if (!seat) {
      this.#isAlone = true;
      return this.#newSeat();
    }
    this.#seats.add(seat);
    return seat;
  }

  /** @returns {Seat | null} */
  #threadSeat() {
    let thread;
    try {
      thread = this.#start();
    } catch {
      return null;
    }
    const { failed, terminate } = thread;
    const host = workerHost(thread, this.#variant);
    /** @type {Seat} */
    const seat = {
      trial: (experiment, options, onProgress) => host.trial(experiment, options, onProgress && proxy(onProgress)),
      stop: () => void host.stopTrial().catch(() => {}),
      end: terminate,
      task: null,
    };
    // One that breaks while it idles goes too.
    failed.catch(() => this.#seats.delete(seat));
    return seat;
  }

  /** @param {Seat} seat @param {Task} task */
  async #carryOut(seat, task) {
    try {
      plain([task.experiment, task.options]);
    } catch (error) {
      return task.reject(error); // what cannot be sent would look like a broken thread
    }
    seat.task = task;
    task.starts++;
    try {
      const answer = await seat.trial(task.experiment, task.options, task.onProgress);
      this.#hasAnswered = true;
      if ('error' in answer) task.reject(new PlaygroundError(answer.error));
      else task.resolve(answer.value);
    } catch (error) {
      // The thread is gone: its trial begins anew in another one, or here where the first thread did not even start.
      this.#seats.delete(seat);
      seat.end();
      if (!this.#hasAnswered) this.#isAlone = true;
      if (task.starts < mostStarts && !this.#ended) this.#queue.unshift(task);
      else task.reject(error);
    }
    seat.task = null;
    this.#deal();
  }
}

/** @param {Variant | 'auto'} variant @returns {Seat} */
function seatHere(variant) {
  const host = fetched(import('./host.js')).then(({ EngineHost }) => new EngineHost(() => loadEngine(variant)));
  let stop = new AbortController();
  return {
    trial: async (experiment, options, onProgress) => {
      stop = new AbortController();
      return (await host).trial(experiment, { ...options, stop: stop.signal, onProgress });
    },
    stop: () => stop.abort(),
    end: () => stop.abort(),
    task: null,
  };
}

/** @type {{ crew: Crew, users: number } | null} */
let shared = null;

/**
 * A way to the page's threads, which start with the first trial and end when nobody is left who holds one. With `size` or `variant`: a
 * pool with threads of its own.
 *
 * Errors    PlaygroundError out_of_range, wrong_type with the path.
 * @param {{ size?: number, variant?: Variant | 'auto', start?: () => Thread }} [options]  `start` makes a thread in another way
 * @returns {Pool}
 */
export function createPool(options = {}) {
  const { size = Math.min(cores(), mostThreads) } = object(options, 'options');
  whole(size, 'size', 1, mostOwnThreads);
  const isOwn = Object.keys(options).length > 0;
  if (!isOwn) {
    shared ??= { crew: new Crew(size), users: 0 };
    shared.users++;
  }
  const crew = isOwn || !shared ? new Crew(size, options) : shared.crew;
  return poolOf(crew, () => {
    if (isOwn) crew.end();
    else if (shared && --shared.users === 0) {
      shared = null;
      crew.end();
    }
  });
}

/** @template T @param {readonly T[]} experiments */
const listed = (experiments) =>
  Array.isArray(experiments) ? experiments : refuse('wrong_type', 'experiments', 'a list of experiments', experiments);

/** @param {Crew} crew @param {() => void} release @returns {Pool} */
function poolOf(crew, release) {
  const disposal = new AbortController();
  /** What each signal stops; one listener a signal, however many trials a map has. @type {Map<AbortSignal, Set<Task>>} */
  const stopping = new Map();
  const drop = (/** @type {Event} */ event) => {
    const signal = /** @type {AbortSignal} */ (event.target);
    for (const task of stopping.get(signal) ?? []) crew.drop(task, signal.reason);
  };
  const watch = (/** @type {AbortSignal} */ signal, /** @type {Task} */ task) => {
    const tasks = stopping.get(signal) ?? new Set();
    if (tasks.size === 0) signal.addEventListener('abort', drop);
    stopping.set(signal, tasks.add(task));
  };
  const leave = (/** @type {AbortSignal} */ signal, /** @type {Task} */ task) => {
    const tasks = stopping.get(signal);
    if (!tasks?.delete(task) || tasks.size > 0) return;
    stopping.delete(signal);
    signal.removeEventListener('abort', drop);
  };

  /** @type {Pool['run']} */
  const run = async (experiment, wishes) => {
    const { stop, onProgress, ...options } = object(wishes, 'options');
    if (stop && !stop.addEventListener) refuse('wrong_type', 'stop', 'an AbortSignal', stop);
    if (onProgress && typeof onProgress !== 'function') refuse('wrong_type', 'onProgress', 'a function', onProgress);
    return new Promise((resolve, reject) => {
      const signals = stop ? [stop, disposal.signal] : [disposal.signal];
      const stopped = signals.find(({ aborted }) => aborted);
      if (stopped) return reject(abortedBy(stopped.reason));
      /** @type {<T>(settle: (value: T) => void) => (value: T) => void} */
      const settled = (settle) => (value) => {
        for (const signal of signals) leave(signal, task);
        settle(value);
      };
      /** What the listener throws ends the run: neither the thread nor the engine is at fault. @type {Task['onProgress']} */
      const heard =
        onProgress &&
        ((progress) => {
          try {
            onProgress(progress);
          } catch (error) {
            task.reject(error);
            crew.drop(task, error);
          }
        });
      /** @type {Task} */
      const task = { experiment, options, onProgress: heard, resolve: settled(resolve), reject: settled(reject), starts: 0 };
      for (const signal of signals) watch(signal, task);
      crew.add(task);
    });
  };

  return {
    size: crew.size,
    run,
    map: async (experiments, options, { signal, onResult } = {}) =>
      Promise.all(
        listed(experiments).map(async (experiment, index) => {
          /** @type {TrialRecord | FailedTrial} */
          let result;
          try {
            result = await run(experiment, { ...options, stop: signal });
          } catch (error) {
            if (!(error instanceof PlaygroundError) || error.code === 'aborted') throw error;
            result = { experiment, error };
          }
          onResult?.(result, index);
          return result;
        }),
      ),
    dispose: () => {
      if (disposal.signal.aborted) return;
      disposal.abort();
      release();
    },
  };
}
