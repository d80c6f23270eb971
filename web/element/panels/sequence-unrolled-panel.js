// The recurrent network unrolled in time for one sequence: what comes in, the states step by step, and the signal at every step over the
// whole training set, forward and back through time. A step can be read by mouse, finger and arrow keys; the length can be changed here.

import { css } from '@lit/reactive-element/css-tag.js';
import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { UnrolledView } from '../../view/unrolled.js';
import { stepOf } from '../arrow-keys.js';
import { readers } from '../hints.js';
import { fractionText, numberText } from '../number-text.js';
import { sampleOf } from '../sample-choice.js';
import { sampleStepper } from '../sample-stepper.js';
import { SlowParts } from '../slow-parts.js';
import { Panel } from './panel.js';

/** Lengths that the slider here reaches; any allowed one can be typed beside the data. */
const LENGTH = { min: 5, max: 100 };

export class SequenceUnrolledPanel extends Panel {
  static styles = css`
    .unrolled-head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; margin-bottom: 0.25rem; }
    .unrolled-head .panel-title { margin: 0; }
    .length { display: inline-flex; align-items: center; gap: 0.5rem; }
    .length input { width: 9rem; }
    .length output { min-width: 3ch; font-weight: 600; }
    .sample-stepper { margin-inline-start: auto; }
    .sample-count { min-width: 6.5rem; text-align: center; color: var(--relu-muted-text); }
    .unrolled { border-radius: 6px; touch-action: pan-y; }
    .unrolled canvas { display: block; width: 100%; }
    .unrolled-key { display: flex; flex-wrap: wrap; gap: 0 1.25rem; font-size: 0.75rem; color: var(--relu-muted-text); }
    .unrolled-key span::before { content: ''; display: inline-block; width: 1.25rem; height: 0; border-top: 2px solid var(--relu-text); vertical-align: middle; margin-inline-end: 0.375rem; }
    .unrolled-key .back::before { border-color: var(--relu-accent); }
    @container playground (width < 40rem) { .sample-stepper { margin-inline-start: 0; } }
  `;

  /** The step that is read. @type {number | null} */ step = null;
  slow = new SlowParts(() => this.session);

  get steps() {
    return this.description.sample[1];
  }

  /** @returns {import('../types.js').SnapshotRequest} */
  request() {
    return { ...this.slow.request({ stepSignal: true }), sample: sampleOf(this.host).request(this.description) };
  }

  /** The recurrent layers among the stages. */
  get recurrent() {
    return this.description.layers.flatMap((layer, stage) => (layer.steps > 0 ? [{ layer, stage }] : []));
  }

  render() {
    const { recurrent } = this;
    return html`<div class="unrolled-head">
        <h2 class="panel-title">Unrolled in time</h2>
        ${this.length()}
        ${sampleStepper(this, 'sequence')}
      </div>
      <div class="unrolled" tabindex="0" role="application" aria-roledescription="readable picture" aria-label="The network step by step: ${readers()} read a step"
        @keydown=${this.key} @pointermove=${this.point} @pointerdown=${this.point} @pointerleave=${() => this.look(null)} @focus=${this.focus} @blur=${() => this.look(null)}>
        <canvas class="unrolled-canvas" aria-hidden="true"></canvas>
      </div>
      ${
        recurrent.length
          ? html`<p class="unrolled-key"><span>size of the state (RMS)</span><span class="back">error signal that arrives back at the step (RMS), over all training sequences</span></p>`
          : nothing
      }
      <p class="unit-readout unrolled-readout"></p>`;
  }

  /** The slider of the sequence's length, where the data have one. */
  length() {
    const { steps } = this.experiment.data;
    if (steps === undefined) return nothing;
    const set = (/** @type {Event} */ event, /** @type {boolean} */ isDraft) =>
      this.editor.set('data.steps', /** @type {HTMLInputElement} */ (event.target).valueAsNumber, isDraft);
    if (!this.editor.controls.mayChange('data.steps')) return html`<span class="length">Length ${steps}</span>`;
    const fault = this.editor.faultAt('data.steps');
    return html`<label class="length" data-help="How many steps the error signal has to travel back. Another length is another data set and another start.">
      <span>Length</span>
      <input type="range" class="length-slider" min=${LENGTH.min} max=${LENGTH.max} step="1" .value=${live(String(steps))} aria-valuetext="${steps} steps"
        @input=${(/** @type {Event} */ event) => set(event, true)} @change=${(/** @type {Event} */ event) => set(event, false)} />
      <output>${steps}</output>
    </label>${fault ? html`<span class="fault">${fault.message}</span>` : nothing}`;
  }

  updated() {
    this.drawing('.unrolled-canvas', (node) => new UnrolledView(node));
    if (this.step !== null && this.step >= this.steps) this.step = null;
  }

  /** What comes in at each step, a lane for each feature. @param {Float32Array} values */
  lanes(values) {
    const [features, steps] = this.description.sample;
    return Array.from({ length: features }, (_, feature) => {
      const lane = values.subarray(feature * steps, (feature + 1) * steps);
      const isMark = lane.every((value) => value === 0 || value === 1);
      return { title: features === 1 ? 'input' : isMark ? 'mark' : `input ${feature + 1}`, values: lane, isMark };
    });
  }

  paint() {
    const sample = this.session.snapshot?.sample;
    if (!sample) return;
    const signals = this.slow.newest('stepSignal');
    const { recurrent } = this;
    const nameOf = (/** @type {number} */ stage) => (recurrent.length === 1 ? '' : ` ${stage + 1}`);
    this.drawings.get('.unrolled-canvas')?.view.update({
      steps: this.steps,
      inputs: this.lanes(sample.values),
      states: recurrent.map(({ layer, stage }) => ({
        title: `state${nameOf(stage)}`,
        units: layer.shape[0],
        values: sample.states[stage],
      })),
      signals: recurrent.flatMap(({ stage }) => {
        const signal = signals?.[stage];
        if (!signal) return [];
        const curves = [
          { title: 'state', values: signal.forwardRms, tone: 'text' },
          { title: 'error', values: signal.deltaRms, tone: 'accent' },
        ];
        return [{ title: `RMS${nameOf(stage)}`, curves }];
      }),
      chosen: this.step,
      theme: this.host.colours,
    });
    this.write('.unrolled-readout', this.readout() ?? this.summary());
  }

  /** The step that is read, in exact numbers. */
  readout() {
    const sample = this.session.snapshot?.sample;
    const { step } = this;
    if (step === null || !sample) return null;
    const inputs = this.lanes(sample.values).map(({ title, values }) => `${title} ${numberText(values[step], 3)}`);
    const signals = this.recurrent.flatMap(({ stage }) => {
      const signal = this.slow.newest('stepSignal')?.[stage];
      if (!signal) return [];
      const last = signal.deltaRms.at(-1) ?? Number.NaN;
      const ratio = last > 0 ? ` (${relation(signal.deltaRms[step] / last)} the last step’s)` : '';
      const title = this.recurrent.length === 1 ? '' : `layer ${stage + 1}: `;
      return [
        `${title}state RMS ${numberText(signal.forwardRms[step], 3)}; error signal RMS ${numberText(signal.deltaRms[step], 3)}${step === this.steps - 1 ? '' : ratio}`,
      ];
    });
    return `Step ${step + 1} of ${this.steps}: ${[...inputs, ...signals].join('; ')}.`;
  }

  /** How much of the error signal reaches the first step. */
  summary() {
    const [first] = this.recurrent;
    const signal = first ? this.slow.newest('stepSignal')?.[first.stage] : null;
    if (!signal) return 'No recurrent layer: the whole sequence goes in at once.';
    const start = signal.deltaRms[0] ?? Number.NaN;
    const end = signal.deltaRms.at(-1) ?? Number.NaN;
    if (!(end > 0)) return 'No error signal leaves the output.';
    return `At the first step, ${this.steps - 1} steps back, the error signal is ${relation(start / end)} what it is at the last.`;
  }

  look(/** @type {number | null} */ step) {
    if (step === this.step) return;
    this.step = step;
    this.host.schedule();
  }

  point = (/** @type {PointerEvent} */ event) => {
    this.look(this.drawings.get('.unrolled-canvas')?.view.at(event.clientX, event.clientY) ?? null);
  };

  focus = (/** @type {Event} */ event) => {
    if (/** @type {Element} */ (event.target).matches(':focus-visible')) this.move(this.step ?? 0);
  };

  key = (/** @type {KeyboardEvent} */ event) => {
    const by = stepOf(event);
    if (by === 0) return;
    event.preventDefault();
    this.move((this.step ?? 0) + by);
  };

  move(/** @type {number} */ step) {
    this.look(Math.min(this.steps - 1, Math.max(0, step)));
    this.host.announce(this.readout() ?? '');
  }
}

/** "1/310 of", "nothing of", "12.3 times": a ratio in words. */
const relation = (/** @type {number} */ ratio) => (ratio > 2 ? `${numberText(ratio, 1)} times` : `${fractionText(ratio)} of`);
