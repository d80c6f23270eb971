// Play, step, back to the start, another start, how far it is and how fast it goes.

import { live } from 'lit/directives/live.js';
import { html, nothing } from 'lit/html.js';
import { icons } from '../icons.js';
import { countText } from '../number-text.js';
import { SPEEDS } from '../speeds.js';
import { Panel } from './panel.js';

export class TransportPanel extends Panel {
  isCopied = false;

  render() {
    const { playing, speed, snapshot } = this.session;
    const isOver = Boolean(snapshot?.diverged);
    const { undo } = this.host;
    return html`<div class="transport" role="group" aria-label="Training">
      ${this.only(
        'play',
        () => html`<button type="button" class="play" aria-label=${playing ? 'Pause' : 'Play'} aria-disabled=${String(isOver)} data-help=${isOver ? 'Diverged. Reset goes back to the start.' : playing ? 'Stops training where it is.' : 'Trains, step by step, and shows every picture on the way.'}
        @click=${() => (playing ? this.host.commands.pause().catch(this.host.warn) : this.host.commands.play())}>${playing ? icons.pause : icons.play}<span>${playing ? 'Pause' : 'Play'}</span></button>`,
      )}
      ${this.only('step', () => this.button('Step', 'One mini-batch: one change of all weights.', icons.step, () => this.host.commands.step(1)))}
      ${this.only('reset', () => this.button('Reset', 'Back to the same start: the same data and the same first weights.', icons.reset, () => this.host.commands.reset()))}
      ${this.only('new_start', () => this.button('New start', 'The next seed: other data of the same kind, other first weights.', icons.seed, async () => this.host.reader.act(({ newStart }) => newStart(this.editor))))}
    </div>
    ${this.only(
      'undo',
      () => html`<div class="walk" role="group" aria-label="Changes">
        ${this.walkButton('Undo', undo.history?.undone, icons.undo, () => undo.back())}
        ${this.walkButton('Redo', undo.history?.redone, icons.redo, () => undo.forward())}
      </div>`,
    )}
    <dl class="counters">
      <div data-help="How often the network has seen all training data."><dt>Epoch</dt><dd class="epoch"></dd></div>
      <div data-help="How many mini-batches it has learned from."><dt>Step</dt><dd class="step-count"></dd></div>
    </dl>
    ${this.only(
      'speed',
      () => html`<label class="speed" data-help="How fast training runs on the screen. It changes nothing in what is learned.">
        <span>Speed</span>
        <span class="menu"><select class="speed-menu" aria-label="Speed, steps a second" .value=${live(speed)} @change=${(/** @type {Event} */ event) => this.host.commands.setSpeed(/** @type {HTMLSelectElement} */ (event.target).value)}>
          <optgroup label="Steps a second">${SPEEDS.map(({ name, title }) => html`<option value=${name} ?selected=${name === speed}>${title}</option>`)}</optgroup>
        </select></span>
      </label>`,
    )}
    ${this.only(
      'link',
      () => html`<button type="button" class="quiet copy-link" data-help="Copies a link that opens this experiment at this step."
        @click=${() => this.host.reader.act(({ copyLink }) => copyLink(this).catch(this.host.warn))}>
        ${this.isCopied ? icons.done : icons.link}<span>${this.isCopied ? 'Copied' : 'Copy link'}</span>
      </button>`,
    )}
    ${this.only(
      'size',
      () => html`<button type="button" class="quiet size-button" aria-label="Large display" aria-pressed=${String(this.host.size.isLarge)} data-help="Shows fewer and larger things, on the whole screen where the browser allows it."
        @click=${() => this.host.size.toggle().catch(this.host.warn)}>${icons.large}</button>`,
    )}`;
  }

  /** A control that the author has left to the reader. @param {string} name @param {() => unknown} make */
  only(name, make) {
    return this.host.controls.has(name) ? make() : nothing;
  }

  button(
    /** @type {string} */ title,
    /** @type {string} */ help,
    /** @type {unknown} */ icon,
    /** @type {() => Promise<unknown>} */ action,
  ) {
    return html`<button type="button" class="quiet" data-help=${help} @click=${() => action().catch(this.host.warn)}>${icon}<span>${title}</span></button>`;
  }

  /** Stays in the order of the tab key when there is nothing to do: who has just undone the last change keeps the focus. */
  walkButton(
    /** @type {string} */ verb,
    /** @type {import('../edit-history.js').EditState | null | undefined} */ change,
    /** @type {unknown} */ icon,
    /** @type {() => Promise<unknown>} */ action,
  ) {
    const name = change?.title ? `${verb}: ${change.title}` : verb;
    const help = change?.hand ? `${name}. The run stays where it is.` : `${name}. The run starts again from its first step.`;
    return html`<button type="button" class="quiet walk-button" aria-label=${name} aria-disabled=${String(!change)}
      data-help=${change ? help : `Nothing to ${verb.toLowerCase()}.`} @click=${() => change && action()}>${icon}</button>`;
  }

  paint() {
    const { snapshot } = this.session;
    if (!snapshot) return;
    this.write('.epoch', countText(Math.floor(snapshot.epoch)));
    this.write('.step-count', countText(snapshot.step));
  }
}
