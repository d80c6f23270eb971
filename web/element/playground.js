// What <relu-playground> stands for: the life of the session behind it, its parts put together, and the cycle of its updates. Each part has a
// file of its own: what may be asked (commands.js), what is opened (opener.js), when it is drawn (pictures.js), and the panels, which are in
// panels/. What is said comes from the engine. Knows its element by attributes and events; importing it touches no page.

import { html } from 'lit/html.js';
import { adoptStyles } from './adopt-styles.js';
import { ATTRIBUTES } from './attribute-table.js';
import { doubtful, readCount, readName, SHORTHANDS, THEMES } from './attributes.js';
import { Commands } from './commands.js';
import { Controls } from './controls.js';
import { Descriptions } from './descriptions.js';
import { DisplaySize } from './display-size.js';
import { Editor } from './editor.js';
import { failureCard, panelsIn } from './layout.js';
import { MissingParts } from './missing-parts.js';
import { Opener } from './opener.js';
import { PanelSet } from './panel-set.js';
import { COLUMNS } from './panels.js';
import { Pictures } from './pictures.js';
import { Reader } from './reader.js';
import { RunWatch } from './run-watch.js';
import { Selection } from './selection.js';
import { Session } from './session.js';
import { styles } from './styles.js';
import { Undo } from './undo.js';
import { Updates } from './updates.js';
import { ViewTabs } from './view-tabs.js';

/** @typedef {{ text: string, retry?: () => void }} Notice  `retry`: what its button does, where something can be tried again */

/** What is waited for comes whole; but once its panels are there, nobody waits longer than this for the first picture. */
const UNSEEN_MS = 600;

export class Playground extends Updates {
  /** @param {import('./shell.js').ReluPlayground} element */
  constructor(element) {
    super(element.renderRoot);
    this.element = element;
    const slips = doubtful(element);
    if (slips.length > 0) import('./attribute-slips.js').then(({ warnOfSlips }) => warnOfSlips(slips), this.warn);
    /** @type {Session | null} */ this.session = null;
    /** @type {'waiting' | 'loading' | 'ready' | 'failed'} */ this.phase = 'waiting';
    this.watch = new RunWatch();
    /** @type {Editor | null} */ this.editor = null;
    this.reader = new Reader(this);
    /** The run before a fix. @type {import('./comparison.js').Comparison | null} */ this.comparison = null;
    this.reader.when(({ Comparison }) => {
      this.comparison = new Comparison(this);
      this.equip();
      this.hint();
    });
    this.undo = new Undo(this);
    this.opener = new Opener(this);
    this.commands = new Commands(this);
    this.selection = new Selection(this);
    this.pictures = new Pictures(this);
    /** What a reader may use. */ this.controls = new Controls();
    /** @type {Notice[]} */ this.notices = [];
    this.missing = new MissingParts(this);
    this.size = new DisplaySize(this);
    this.shown = new PanelSet(this);
    /** Which sample is looked at, where the data are none of the plane. @type {import('./sample-choice.js').SampleChoice | null} */ this.sample =
      null;
    this.viewTabs = new ViewTabs(this);
    /** @type {Descriptions | undefined} */ this.descriptions = undefined;
    /** @type {Promise<void> | undefined} */ this.words = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.lateReveal = undefined;
  }

  // Life ----------------------------------------------------------------------------------------------------------------------------

  /** Begins, or goes on where it was. @param {boolean} isVisible */
  connect(isVisible) {
    this.setVisible(isVisible);
    if (this.phase !== 'waiting') return;
    for (const sheet of styles) adoptStyles(this.renderRoot, { styles: sheet });
    this.undo.connect();
    this.size.watch.observe(this.element);
    this.stopWatching = new AbortController();
    const { signal } = this.stopWatching;
    this.reader.watch(signal);
    this.equip();
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.pictures.readColours(), { signal });
    }
    this.wake();
  }

  disconnect() {
    this.undo.disconnect();
    this.size.watch.disconnect();
    this.stopWatching?.abort();
    clearTimeout(this.lateReveal);
    this.lateReveal = undefined;
    this.address?.disconnect();
    this.descriptions?.destroy();
    this.descriptions = undefined;
    this.setVisible(false);
    const { session } = this;
    if (session?.description)
      this.opener.resumeAt = { minimal: session.description.minimal, step: session.snapshot?.step ?? 0 };
    session?.dispose().catch(() => {});
    this.shown.destroy();
    this.viewTabs.destroy();
    this.pictures.clear();
    this.clear();
    this.session = null;
    this.phase = 'waiting';
  }

  /** Whether anybody can see it: only then it draws and trains. */
  setVisible(/** @type {boolean} */ isVisible) {
    this.pictures.loop.setVisible(isVisible);
  }

  /** Loads the engine and opens the experiment. */
  async wake() {
    const { opener, commands, pictures } = this;
    this.phase = 'loading';
    this.clear();
    this.element.wait('Loading…');
    // Every attribute is news to what begins.
    for (const { name, property = name } of ATTRIBUTES) this.requestUpdate(property);
    try {
      const [engine, link] = await Promise.all([
        /** @type {typeof import('./shell.js').ReluPlayground} */ (this.element.constructor).loadEngine(),
        this.element.permalink ? import('./permalink-sync.js') : null,
      ]);
      if (!this.isConnected || this.phase !== 'loading') return;
      this.address?.disconnect();
      this.address = link && new link.PermalinkSync(() => this.openAgain('permalink'));
      this.address?.connect();
      this.session = new Session(engine, {
        request: () => {
          // Another experiment may be of another kind, whose panels are the ones to ask.
          this.shown.follow();
          return Object.assign({}, ...this.viewTabs.visible.map((panel) => panel.request()));
        },
        changed: (reason) => this.sessionChanged(reason),
        failed: (error) => this.fail(error),
      });
      this.editor = new Editor(
        this.session,
        {
          taken: (isDraft, edit) => commands.editTaken(isDraft, edit),
          refused: (error) => {
            this.sendError(error);
            this.requestUpdate();
          },
          play: () => commands.play(),
        },
        this.reader,
        this.controls,
      );
      this.session.catalog = await engine.catalog({ words: false });
      await opener.readRanges();
      await opener.open(opener.resumeAt ? 'resume' : 'start');
      // The panels are on the page by now and say what the whole picture needs.
      await this.updateComplete;
      await this.shown.ready;
      await this.updateComplete;
      await this.session.redraw();
      await pictures.drawAll();
      pictures.isOpened = true;
      this.reveal();
      this.element.settleReady?.resolve();
      this.send('ready', { experiment: commands.getExperiment() });
      if (this.element.autoplay && !opener.resumeAt) commands.play();
    } catch (error) {
      this.element.settleReady?.reject(error);
      this.fail(error);
    }
  }

  /** Begins anew after a failure, like an element that has just come. */
  async retry() {
    this.disconnect();
    this.opener.resumeAt = null;
    this.element.expectReady();
    this.element.wake();
    await this.element.ready.catch(() => {});
    await this.updateComplete;
    // The button is gone; who pressed it goes on with Play, or with the next button where it failed again.
    if (!this.renderRoot.activeElement) /** @type {any} */ (this.renderRoot.querySelector('.failure .fix, .play'))?.focus();
  }

  /** Opens what the address or the attributes name now. @param {'permalink' | 'script'} source */
  openAgain(source) {
    this.opener.open(source).catch((error) => this.fail(error));
  }

  // What the panels may do ----------------------------------------------------------------------------------------------------------

  /** The colours of the pictures; null before the first update. */
  get colours() {
    return this.pictures.colours;
  }

  /** Draws in the next frame that is seen. */
  schedule() {
    this.pictures.schedule();
  }

  /** Shows a notice that stays until it is closed. @param {string} text */
  notify(text) {
    this.notices = [...this.notices, { text }];
    this.requestUpdate();
  }

  dismiss(/** @type {number} */ index) {
    this.notices = this.notices.filter((_, place) => place !== index);
    this.requestUpdate();
  }

  /** Speaks through the element's one polite region. @param {string} text */
  announce(text) {
    const region = this.renderRoot.querySelector('.announcer');
    if (region && region.textContent !== text) region.textContent = text;
  }

  warn = (/** @type {any} */ error) => {
    if (error?.code !== 'disposed') console.warn('<relu-playground>', error);
  };

  /** The words of the tables come when they may soon be read, and stay away until then. */
  readWords() {
    this.words ??= this.session?.engine.catalog().then(
      () => {
        this.requestUpdate();
        this.schedule();
      },
      (error) =>
        this.missing.add('Hints and names', error, () => {
          this.words = undefined;
          this.readWords();
        }),
    );
  }

  /** Asks the engine for what is to be drawn. */
  redraw() {
    this.session?.redraw().catch(this.warn);
  }

  // Changes of the session --------------------------------------------------------------------------------------------------------------

  /** @param {'experiment' | 'run' | 'playing' | 'snapshot' | 'replayed' | 'progress'} reason */
  sessionChanged(reason) {
    const { session } = this;
    if (!session?.description) return;
    if (reason === 'experiment' || reason === 'run') {
      this.phase = 'ready';
      this.comparison?.check();
    }
    if (session.snapshot?.step === 0) this.watch.restart();
    if (reason === 'replayed') return;
    if (session.progress === null) this.watch.tell(session, this);
    if (reason !== 'snapshot') this.requestUpdate();
    this.schedule();
  }

  /** @param {string} type @param {any} detail */
  send(type, detail) {
    this.element.send(type, detail);
  }

  sendError(/** @type {any} */ { code = 'failed', path = '', message }) {
    this.send('error', { code, path, message });
  }

  /** The engine cannot go on: a card instead of the playground. @param {any} error */
  fail(error) {
    if (error?.code === 'disposed') return;
    this.failure = error;
    this.phase = 'failed';
    this.sendError(error);
    this.requestUpdate();
  }

  /** Lets go of what has waited in its place. */
  reveal() {
    clearTimeout(this.lateReveal);
    this.element.reveal();
  }

  // What is seen ----------------------------------------------------------------------------------------------------------------------

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('panels')) {
      this.shown.readNames();
      const { experiment, lesson } = this.element;
      if (this.phase === 'loading' && !experiment && !lesson) this.shown.preload();
    }
    if (changed.has('controls')) this.controls.read(this.element.controls);
    if (changed.has('theme')) readName(this.element.theme, THEMES, 'theme');
    if (changed.has('startEpoch')) this.opener.startEpoch = readCount(this.element.startEpoch, 'start-epoch');
    if (changed.has('ranges') && this.hasUpdated) this.opener.readRanges().then(() => this.requestUpdate(), this.warn);
    if (changed.has('size')) this.size.read();
    if (changed.has('views')) this.viewTabs.readNames();
    const isExperiment = ['experiment', 'lesson', ...SHORTHANDS].some((name) => changed.has(name));
    if (isExperiment && this.session && this.hasUpdated) this.openAgain('script');
    if (this.phase !== 'ready') return;
    this.viewTabs.follow();
    this.shown.follow();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('theme') || !this.colours) this.pictures.readColours();
    if (this.phase !== 'ready') return;
    this.size.follow().catch(this.warn);
    for (const panel of this.viewTabs.visible) panel.updated();
    const frame = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.playground'));
    if (frame && this.descriptions?.frame !== frame) this.describe(frame);
    this.schedule();
  }

  /** Says of every control what it does. @param {HTMLElement} frame */
  describe(frame) {
    this.descriptions?.destroy();
    this.descriptions = new Descriptions(frame);
    this.hint();
  }

  // The reader's code, as soon as it is there. What waits for it knows no node of the page, which would live as long.

  /** Looks of what his acts bring, and print, while the element is on a page. */
  equip() {
    const { signal } = this.stopWatching ?? {};
    if (!this.reader.acts || !signal || signal.aborted) return;
    const { actStyles, Paper } = this.reader.acts;
    adoptStyles(this.renderRoot, { styles: actStyles });
    new Paper(this, signal);
  }

  /** Shows the descriptions to the eye. */
  hint() {
    const { descriptions, reader } = this;
    if (!reader.acts || !descriptions) return;
    const bubble = /** @type {HTMLElement} */ (descriptions.frame.querySelector('.tip'));
    descriptions.hand(new reader.acts.HelpTip(descriptions.frame, bubble, () => this.readWords()));
  }

  render() {
    if (this.phase !== 'failed' && (this.phase !== 'ready' || !this.session?.description)) return null;
    if (this.phase === 'failed') this.reveal();
    else if (this.shown.awaited === 0) this.lateReveal ??= setTimeout(() => this.reveal(), UNSEEN_MS);
    if (this.phase === 'failed') return failureCard(this.failure, () => this.retry());
    const network = html`${panelsIn('bar', this.shown)} ${panelsIn('banner', this.shown)}
      <div class="stage">${COLUMNS.map((column) => html`<div class="column-area area-${column}">${panelsIn(column, this.shown)}</div>`)}</div>`;
    return html`<div class="playground" part="playground">
      <slot name="question"></slot>${this.viewTabs.bar?.render()} ${this.viewTabs.panel(network)}
      <div class="tip" role="tooltip" hidden></div>
      <p class="announcer visually-hidden" role="status" aria-live="polite"></p>
    </div>`;
  }
}
