// The autopilot at work for one element: what it has seen, done and reached so far, step by step. Started on request only; the search
// itself is the engine's. Knows no node of the page.

import { autopilot } from '../engine/autopilot.js';
import { accuracyText } from './comparison-text.js';
import { countText, numberText, plural } from './number-text.js';

/** @typedef {import('../engine/autopilot.js').AutopilotStep} AutopilotStep */

/** Epochs that each attempt gets. */
const EPOCHS = 200;

export class AutopilotRun {
  /** @type {AutopilotStep[]} */ steps = [];
  /** @type {'idle' | 'running' | 'stopped' | 'solved' | 'unsolved'} */ state = 'idle';
  /** @type {AbortController | null} */ stopper = null;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  /**
   * Searches from an experiment until it is solved, stopped or out of ideas.
   *
   * @param {any} engine
   * @param {any} experiment
   * @returns {Promise<AutopilotStep | null>} the best attempt; null when it was stopped or its log closed
   */
  async start(engine, experiment) {
    this.stopper?.abort();
    const stopper = new AbortController();
    this.stopper = stopper;
    this.steps = [];
    this.turn('running');
    const isStale = () => this.stopper !== stopper;
    try {
      const found = await autopilot(engine, experiment, {
        epochs: EPOCHS,
        stop: stopper.signal,
        onStep: (step) => {
          if (isStale()) return;
          this.steps = [...this.steps, step];
          this.changed();
        },
      });
      if (isStale()) return null;
      this.turn(found.solved ? 'solved' : 'unsolved');
      return this.steps.findLast(({ kept }) => kept) ?? null;
    } catch (error) {
      if (!isStale()) this.turn('stopped');
      if (!stopper.signal.aborted) throw error;
      return null;
    }
  }

  /** @param {AutopilotRun['state']} state */
  turn(state) {
    this.state = state;
    this.changed();
  }

  stop() {
    this.stopper?.abort();
  }

  /** Forgets the log. */
  close() {
    this.stop();
    this.stopper = null;
    this.steps = [];
    this.turn('idle');
  }

  /** How far it is, in one sentence. */
  get summary() {
    const count = this.steps.length;
    const tried = `${countText(count)} ${plural(count, 'network')}`;
    if (this.state === 'running') return `Autopilot: training network ${countText(count + 1)} …`;
    if (this.state === 'stopped') return `Autopilot stopped after ${tried}.`;
    if (this.state === 'solved') return `Autopilot solved it with ${tried}.`;
    return `Autopilot is out of ideas after ${tried}.`;
  }
}

/** What one attempt has reached. @param {AutopilotStep} step */
export function resultText({ result: { solvedEpoch, train, test, diverged }, kept }) {
  const right = accuracyText({ train, test });
  if (solvedEpoch !== null) return `solved at epoch ${countText(solvedEpoch)}${right}`;
  const back = kept ? '' : '; taken back';
  return diverged ? `diverged${back}` : `not solved: training loss ${numberText(train.loss)}${right}${back}`;
}
