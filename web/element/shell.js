// The element <relu-playground> as a page has it from the start: attributes, properties and methods, and what the author has put inside it,
// which is shown until there is something better. Near the viewport it imports what it stands for (playground.js). Kept so small that twenty
// of them cost an article nothing; knows no network, no panel and no library, and importing it touches no page.

import { inUsualRems } from '../view/usual-rem.js';
import { ATTRIBUTES } from './attribute-table.js';
import { TRY_AGAIN } from './try-again.js';
import { Visibility } from './visibility.js';

/** @typedef {import('./attribute-table.js').AttributeRow} AttributeRow */
/** @typedef {import('./commands.js').Commands} Commands */
/** @typedef {import('./playground.js').Playground} Playground */

/** Parts of what is behind, for scripts that look closer; null before it is there. */
const PARTS = ['session', 'watch', 'editor', 'shown', 'sample', 'comparison', 'viewTabs', 'pictures'];

/**
 * The room that a playground takes is kept free for it, so that the text below stays where it is: measured for all panels in one column, two
 * and three, and for some of them. An author who shows others says how much with --relu-reserved-height.
 */
const SHEET = `:host{display:block;container:playground/inline-size}:host([hidden]){display:none}
.waiting{box-sizing:border-box;min-height:var(--relu-reserved-height,178rem);display:grid;gap:.75rem;padding:1.5rem;align-content:start;justify-items:center;text-align:center;border:1px solid color-mix(in srgb,currentColor 15%,transparent);border-radius:14px}
:host([panels]) .waiting{min-height:var(--relu-reserved-height,58rem)}
:host([panels~=network][panels~=result]) .waiting{min-height:var(--relu-reserved-height,88rem)}
.waiting p{margin:0;opacity:.75;overflow-wrap:anywhere}
.waiting:not(.failed) p:not(:empty)::before{content:"";display:block;width:3.75rem;height:.75rem;margin:.5rem auto .75rem;background:radial-gradient(circle closest-side,currentColor 92%,#0000) 0/1.25rem;animation:1.2s steps(4) infinite relu-flow}
@keyframes relu-flow{from{clip-path:inset(0 100% 0 0)}to{clip-path:inset(0 -34% 0 0)}}
@media(prefers-reduced-motion:reduce){.waiting p::before{animation:none!important}}
@container playground (width >= 40rem){.waiting{min-height:var(--relu-reserved-height,92rem)}:host([panels]) .waiting{min-height:var(--relu-reserved-height,40rem)}:host([panels~=network][panels~=result]) .waiting{min-height:var(--relu-reserved-height,66rem)}}
@container playground (width >= 62.5rem){.waiting{min-height:var(--relu-reserved-height,47.5rem)}:host([panels]) .waiting{min-height:var(--relu-reserved-height,42rem)}:host([panels~=network][panels~=result]) .waiting{min-height:var(--relu-reserved-height,47rem)}}
@media print{.waiting{min-height:0!important}}
.waiting~.playground{height:0;margin-bottom:-2px;overflow:hidden;visibility:hidden}
.waiting.failed{min-height:0!important}
.waiting button{font:inherit;color:inherit;background:none;border:1px solid;border-radius:99px;min-height:2.75rem;padding:0 1.25rem;cursor:pointer}`;

/** @type {CSSStyleSheet | undefined} */
let sheet;

function waitingSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(inUsualRems(SHEET));
  }
  return sheet;
}

/** On a server there are no elements, and the class is only a name. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * @slot       - what readers see before the playground is there, and where it cannot be: words, a picture, a link
 * @slot question - what the author asks, in the reader's language; it stands above the playground
 * @fires ready      The first picture is on the screen: `experiment`.
 * @fires change     Another experiment runs: `experiment`, and `source`, which is user, script or permalink.
 * @fires epoch      An epoch has passed, told a few times a second at most: `epoch`, `step`, `train`, `test`.
 * @fires diagnosis  The run is judged otherwise than before: `name`, `sentence`, `fixes`.
 * @fires solved     The task is solved: `epoch`, `test`.
 * @fires error      Something was refused or failed: `code`, `path`, `message`.
 * @csspart playground  the whole frame
 * @csspart tabs        the tabs of the views
 * @cssprop --relu-reserved-height  the room that is kept free before the playground is there
 */
export class ReluPlayground extends Base {
  static observedAttributes = ATTRIBUTES.map(({ name }) => name);

  /** Loads the engine when the element is about to be seen. @returns {Promise<any>} */
  static loadEngine = () => /** @type {Promise<any>} */ (import('../engine/index.js'));

  /** @type {Map<string, any>} */ #values = new Map();
  /** What comes when the element is near. @type {Playground | null} */ #body = null;
  /** @type {Promise<void> | null} */ #arrival = null;
  /** @type {HTMLElement | null} */ #waiting = null;
  #isVisible = false;

  constructor() {
    super();
    const early = ATTRIBUTES.map(({ name, property = name }) => property).filter((property) => Object.hasOwn(this, property));
    const said = early.map((property) => [property, /** @type {any} */ (this)[property]]);
    for (const property of early) delete (/** @type {any} */ (this)[property]);

    /** The experiment as JSON text or as an object. @type {any} */ this.experiment = null;
    /** Name of a lesson: its experiment, and what it shows where `panels`, `view`, `views` and `startEpoch` say nothing. @type {string | null} */
    this.lesson = null;
    /** Activation of every hidden layer. @type {string | null} */ this.activation = null;
    /** Number of hidden layers. @type {string | null} */ this.depth = null;
    /** Seed of the first weights and of the data. @type {string | null} */ this.seed = null;
    /** Trains as soon as it is seen. */ this.autoplay = false;
    /** auto, light or dark. @type {string | null} */ this.theme = null;
    /** normal, or large: fewer and larger things, for a room that looks at a screen together. @type {string | null} */
    this.size = null;
    /** Names of the panels to show, separated by spaces. @type {string | null} */ this.panels = null;
    /** Names of the controls that a reader may use, separated by spaces. @type {string | null} */ this.controls = null;
    /** What a reader may choose from, as in "learning_rate 0.01..1; depth 1..4; activation relu tanh". @type {string | null} */
    this.ranges = null;
    /** Name of the view at the front. @type {string | null} */ this.view = null;
    /** Names of the views that have a tab, separated by spaces; "all" for every one. @type {string | null} */
    this.views = null;
    /** Keeps the experiment in the page's address. */ this.permalink = false;
    /** Trains so many epochs before the first picture. */ this.startEpoch = 0;

    this.expectReady();
    this.visibility = new Visibility(this, ({ isNear, isVisible }) => {
      this.#isVisible = isVisible;
      if (isNear) this.wake();
      this.#body?.setVisible(isVisible);
    });
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [waitingSheet()];
    this.wait('');
    // What a script has set before the tag was known counts.
    Object.assign(this, Object.fromEntries(said));
  }

  // Life ----------------------------------------------------------------------------------------------------------------------------

  connectedCallback() {
    this.visibility.connect();
  }

  disconnectedCallback() {
    this.visibility.disconnect();
    if (!this.#body) return;
    this.#body.disconnect();
    this.wait('');
  }

  /** What comes next is waited for anew: a promise that was rejected stays so. */
  expectReady() {
    /** The first picture is on the screen. @type {Promise<void>} */ this.ready = new Promise((resolve, reject) => {
      this.settleReady = { resolve, reject };
    });
    this.ready.catch(() => {});
  }

  /** Loads what the element stands for, once, and lets it begin; also when a script asks before the element is near. */
  wake() {
    if (!this.isConnected) return;
    if (this.#body) this.#body.connect(this.#isVisible);
    else this.#arrival ??= this.#load();
  }

  async #load() {
    if (this.#waiting?.classList.contains('failed')) this.expectReady();
    this.wait('Loading…');
    // Both are on their way at once, and the engine's own files as well.
    const engine = /** @type {typeof ReluPlayground} */ (this.constructor).loadEngine();
    engine.then(({ catalog, engineVariant }) => Promise.all([catalog({ words: false }), engineVariant()])).catch(() => {});
    try {
      const { Playground } = await import('./playground.js');
      this.#body = new Playground(this);
      if (this.isConnected) this.#body.connect(this.#isVisible);
    } catch (error) {
      this.#arrival = null;
      const { message } = /** @type {Error} */ (error);
      this.wait(`The playground could not be loaded. ${TRY_AGAIN} (${message})`, true);
      this.settleReady?.reject(error);
      this.send('error', { code: 'load_failed', path: '', message });
    }
  }

  /** Shows what the author has put inside, and a word of how things stand, with a way out of a failure. */
  wait(/** @type {string} */ word, hasFailed = false) {
    if (!this.#waiting) {
      this.#waiting = document.createElement('div');
      this.#waiting.className = 'waiting';
      const status = document.createElement('p');
      status.setAttribute('role', 'status');
      this.#waiting.append(document.createElement('slot'), status);
      this.renderRoot.prepend(this.#waiting);
    }
    /** @type {Element} */ (this.#waiting.querySelector('p')).textContent = word;
    this.#waiting.classList.toggle('failed', hasFailed);
    this.#waiting.querySelector('button')?.remove();
    if (!hasFailed) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Try again';
    button.onclick = () => this.wake();
    this.#waiting.append(button);
  }

  /** Makes room for the playground, which is laid out below without height until then. */
  reveal() {
    this.#waiting?.remove();
    this.#waiting = null;
  }

  /** @param {string} name @param {string | null} _before @param {string | null} text */
  attributeChangedCallback(name, _before, text) {
    const { property = name, type } = /** @type {AttributeRow} */ (ATTRIBUTES.find((row) => row.name === name));
    /** @type {any} */ (this)[property] = type === Boolean ? text !== null : type === Number ? Number(text) : text;
  }

  /** @param {AttributeRow} row @param {any} value */
  #set({ name, property = name, reflects }, value) {
    const before = this.#values.get(property);
    if (Object.is(before, value)) return;
    this.#values.set(property, value);
    if (reflects && this.shadowRoot && this.getAttribute(name) !== value) {
      if (value === null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    }
    this.#body?.requestUpdate(property, before);
  }

  // What a script may call ------------------------------------------------------------------------------------------------------------

  /** Carries a call on as soon as there is a network. @param {keyof Commands} name @param {any[]} parameters */
  #call(name, ...parameters) {
    return this.#body?.session
      ? /** @type {any} */ (this.#body.commands)[name](...parameters)
      : this.#later(name, ...parameters);
  }

  /** Carries a call on as soon as the first picture is there. @param {keyof Commands} name @param {any[]} parameters @returns {Promise<any>} */
  async #later(name, ...parameters) {
    this.wake();
    await this.ready;
    return /** @type {any} */ (this.#body).commands[name](...parameters);
  }

  /** Trains, while it can be seen. */
  play() {
    return this.#call('play');
  }

  /** Stops training; resolves when the last picture is complete. */
  pause() {
    return this.#call('pause');
  }

  /** Takes `count` steps. @param {number} [count] @returns {Promise<void>} */
  step(count) {
    return this.#call('step', count);
  }

  /** Back to the same start. @returns {Promise<void>} */
  reset() {
    return this.#call('reset');
  }

  /** The experiment as it stands: only what differs from the defaults; null before `ready`. */
  getExperiment() {
    return this.#body?.commands.getExperiment() ?? null;
  }

  /** Takes an experiment; a refused one throws, and the running network stays. @param {any} experiment @returns {Promise<void>} */
  setExperiment(experiment) {
    return this.#later('setExperiment', experiment);
  }

  /** Opens an experiment in the network's view, as if the reader had made it. @param {any} experiment @returns {Promise<void>} */
  openExperiment(experiment) {
    return this.#later('openExperiment', experiment);
  }

  /** The state of the run: step, epoch, losses, weights. @returns {Promise<import('./types.js').Snapshot>} */
  snapshot() {
    return this.#later('snapshot');
  }

  /**
   * The network in a file.
   *
   * Errors    unknown_name where there is no such format.
   * @param {string} [format]  safetensors @returns {Promise<Uint8Array>}
   */
  exportModel(format) {
    return this.#later('exportModel', format);
  }

  /**
   * Goes on with the network of a file, as `exportModel` gives it: the same bits as if it had never stopped. One that is refused throws, and the
   * running network stays.
   *
   * Errors    bad_file, unknown_version; out_of_range where the author's ranges do not hold it.
   * @param {Uint8Array | ArrayBuffer} bytes @returns {Promise<void>}
   */
  importModel(bytes) {
    return this.#later('importModel', bytes);
  }

  /** A picture of what the network answers. @param {string} [type]  of the file @returns {Promise<Blob>} */
  toBlob(type) {
    return this.#later('toBlob', type);
  }

  /** Brings a view to the front. @param {string} name */
  showView(name) {
    this.view = name;
  }

  /** Trains faster or slower: one of the names in the menu of speeds. @param {string} name */
  setSpeed(name) {
    return this.#call('setSpeed', name);
  }

  /** Where the playground is drawn. */
  get renderRoot() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }

  /** Settles when every change so far is on the page. @returns {Promise<unknown>} */
  get updateComplete() {
    return this.#body?.updateComplete ?? Promise.resolve();
  }

  /** @param {string} type @param {any} detail */
  send(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  static {
    for (const row of ATTRIBUTES) {
      const { name, property = name } = row;
      Object.defineProperty(ReluPlayground.prototype, property, {
        get() {
          return this.#values.get(property);
        },
        set(value) {
          this.#set(row, value);
        },
      });
    }
    for (const part of PARTS) {
      Object.defineProperty(ReluPlayground.prototype, part, {
        get() {
          return this.#body?.[part] ?? null;
        },
      });
    }
  }
}
