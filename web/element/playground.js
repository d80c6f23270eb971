// What <relu-playground> stands for: the life of the session behind it, what its methods do, its events, and the frame loop. What is seen
// is in panels/, what is said comes from the engine. Knows its element by attributes and events; importing it touches no page.

import { html } from 'lit/html.js';
import { readTheme } from '../view/theme.js';
import { adoptStyles } from './adopt-styles.js';
import { ATTRIBUTES } from './attribute-table.js';
import { readList, readName, SHORTHANDS, SIZES, THEMES } from './attributes.js';
import { Comparison } from './comparison.js';
import { Controls } from './controls.js';
import { withFittingNetwork } from './data-sets.js';
import { Editor } from './editor.js';
import { FrameLoop } from './frame-loop.js';
import { HelpTip } from './help-tip.js';
import { failureCard, panelsIn } from './layout.js';
import { openingExperiment } from './opening.js';
import { PaintQueue } from './paint-queue.js';
import { PanelSet } from './panel-set.js';
import { COLUMNS, PANEL_NAMES } from './panels.js';
import { RunWatch } from './run-watch.js';
import { SampleChoice } from './sample-choice.js';
import { Session } from './session.js';
import { SPEEDS } from './speeds.js';
import { styles } from './styles.js';
import { Undo } from './undo.js';
import { Updates } from './updates.js';
import { ViewTabs } from './view-tabs.js';
import { VIEW_NAMES } from './views.js';

/** @typedef {import('./types.js').Fault} Fault */

/** Below this width, in CSS pixels, columns stand under each other; the style sheet has the same number. */
const NARROW_PX = 640;

/** What a model can be written as. */
const MODEL_FORMAT = 'safetensors';

export class Playground extends Updates {
  /** @param {import('./shell.js').ReluPlayground} element */
  constructor(element) {
    super(element.renderRoot);
    this.element = element;
    /** What the lesson shows. @type {Partial<import('../lessons/types.js').Show>} */ this.shows = {};
    /** @type {Session | null} */ this.session = null;
    /** @type {'waiting' | 'loading' | 'ready' | 'failed'} */ this.phase = 'waiting';
    this.watch = new RunWatch();
    /** @type {Editor | null} */ this.editor = null;
    /** The run before a fix. */ this.comparison = new Comparison(this);
    this.undo = new Undo(this);
    /** What a reader may use. */ this.controls = new Controls();
    /** @type {string[]} */ this.notices = [];
    this.chosenLayer = 0;
    /** The unit whose card is open. @type {{ stage: number, unit: number } | null} */ this.openedUnit = null;
    this.wishes = 0;
    this.isNarrow = false;
    /** @type {import('../view/theme.js').Theme} */ this.colours = /** @type {any} */ (null);
    /** @type {{ minimal: any, step: number } | null} */ this.resumeAt = null;
    this.shown = new PanelSet(this);
    this.sample = new SampleChoice(this);
    this.viewTabs = new ViewTabs(this);
    /** @type {readonly string[]} */ this.viewNames = [];
    /** @type {HelpTip | undefined} */ this.tip = undefined;
    this.painting = new PaintQueue();
    /** The first picture is whole. */ this.isOpened = false;
    /** For a room. */ this.isLarge = false;
    /** @type {Promise<import('./large.js').Large> | null} */ this.enlarged = null;
    this.loop = new FrameLoop({
      draw: () => this.draw(),
      isPlaying: () => this.session?.playing ?? false,
      train: (elapsedMs, nowMs) => this.session?.frame(elapsedMs, nowMs),
    });
  }

  // Life ----------------------------------------------------------------------------------------------------------------------------

  /** Begins, or goes on where it was. @param {boolean} isVisible */
  connect(isVisible) {
    this.setVisible(isVisible);
    if (this.phase !== 'waiting') return;
    for (const sheet of styles) adoptStyles(this.renderRoot, { styles: sheet });
    this.undo.connect();
    this.resizing = new ResizeObserver(([entry]) => this.fit(entry?.contentRect.width ?? 0));
    this.resizing.observe(this.element);
    this.stopWatching = new AbortController();
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.readColours(), { signal: this.stopWatching.signal });
    }
    this.wake();
  }

  disconnect() {
    this.undo.disconnect();
    this.resizing?.disconnect();
    this.stopWatching?.abort();
    this.address?.disconnect();
    this.tip?.destroy();
    this.tip = undefined;
    this.loop.setVisible(false);
    const { session } = this;
    if (session?.description) this.resumeAt = { minimal: session.description.minimal, step: session.snapshot?.step ?? 0 };
    session?.dispose().catch(() => {});
    this.shown.destroy();
    this.viewTabs.destroy();
    this.painting.clear();
    this.isOpened = false;
    this.clear();
    this.session = null;
    this.phase = 'waiting';
  }

  /** Whether anybody can see it: only then it draws and trains. */
  setVisible(/** @type {boolean} */ isVisible) {
    this.loop.setVisible(isVisible);
  }

  /** Loads the engine and opens the experiment. */
  async wake() {
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
      this.address = link && new link.PermalinkSync(() => this.open('permalink').catch((error) => this.fail(error)));
      this.address?.connect();
      this.session = new Session(engine, {
        request: () => {
          // Another experiment may be of another kind, whose panels are the ones to ask.
          this.followPanels();
          return Object.assign({}, ...this.visiblePanels().map((panel) => panel.request()));
        },
        changed: (reason) => this.sessionChanged(reason),
        failed: (error) => this.fail(error),
      });
      this.editor = new Editor(
        this.session,
        {
          taken: (isDraft, edit) => this.editTaken(isDraft, edit),
          refused: (error) => {
            this.sendError(error);
            this.requestUpdate();
          },
          play: () => this.play(),
        },
        this.controls,
      );
      this.session.catalog = await engine.catalog();
      await this.readRanges();
      await this.open(this.resumeAt ? 'resume' : 'start');
      // The panels are on the page by now and say what the whole picture needs.
      await this.updateComplete;
      await this.shown.ready;
      await this.updateComplete;
      await this.session.redraw();
      await this.drawAll();
      this.isOpened = true;
      this.element.settleReady?.resolve();
      this.send('ready', { experiment: this.getExperiment() });
      if (this.element.autoplay && !this.resumeAt) this.play();
      this.preparePrint().catch(this.warn);
    } catch (error) {
      this.element.settleReady?.reject(error);
      this.fail(error);
    }
  }

  /** Printing begins without waiting for anybody: what it needs is there before, but after the first picture. */
  async preparePrint() {
    const { Paper } = await import('./paper.js');
    const { signal } = this.stopWatching ?? {};
    if (signal && !signal.aborted) new Paper(this, signal);
  }

  /**
   * Opens the experiment that is named: by the address where it holds one, else by the attributes; after a change by a script by the
   * attributes; after a reconnection the one that ran before.
   *
   * @param {'start' | 'permalink' | 'script' | 'resume'} source
   */
  async open(source) {
    const { session } = this;
    if (!session) return;
    // Back, forward and scripts may ask for another experiment before this one has come: only the last wish counts.
    const wish = ++this.wishes;
    const isStale = () => wish !== this.wishes || session !== this.session;
    const mayFollowLink = source === 'start' || source === 'permalink';
    const link = mayFollowLink ? await this.address?.read(session.engine.validate) : null;
    if (isStale()) return;
    this.notices = link?.notices ?? [];
    for (const message of this.notices) this.send('error', { code: 'repaired', path: '', message });
    const resumed = source === 'resume' ? this.resumeAt : null;
    const named = link?.experiment ?? resumed?.minimal ?? (await this.ownExperiment(session));
    const experiment = await this.allowed(await this.fitting(session, named), link !== null || source === 'script');
    await session.pause();
    if (isStale()) return;
    await session.setExperiment(experiment);
    if (isStale()) return;
    if (source === 'start') this.undo.start();
    else this.undo.record();
    if (source === 'permalink' || source === 'script') this.send('change', { experiment: this.getExperiment(), source });
    const step =
      link?.step ??
      resumed?.step ??
      Math.round((this.element.startEpoch || (this.shows.startEpoch ?? 0)) * (session.description?.stepsPerEpoch ?? 0));
    if (step > 0) await session.trainTo(step);
  }

  /** The panels that the attribute names, else the lesson. */
  wantedPanels() {
    return readList(this.element.panels ?? this.shows.panels, PANEL_NAMES, 'panels');
  }

  /** The views that the attribute names, else the lesson; "all" for every one. */
  wantedViews() {
    const names = this.element.views ?? this.shows.views ?? null;
    return names === null ? [] : names === 'all' ? VIEW_NAMES : readList(names, VIEW_NAMES, 'views');
  }

  async ownExperiment(/** @type {Session} */ { engine, catalog }) {
    const { experiment, refused, show } = await openingExperiment(
      engine,
      /** @type {import('./types.js').Catalog} */ (catalog),
      this.element,
    );
    this.shows = show;
    // Where an attribute names them it has been read, and its mistakes have been told.
    if (this.element.panels === null) this.panelNames = this.wantedPanels();
    if (this.element.views === null) this.viewNames = this.wantedViews();
    if (show.view && this.element.view === null) this.element.view = show.view;
    if (refused) this.refuse(refused);
    return experiment;
  }

  /** The experiment with layers that take its data; the opening one where its own do not. @param {Session} session @param {any} experiment */
  async fitting({ engine, catalog }, experiment) {
    const tables = /** @type {import('./types.js').Catalog} */ (catalog);
    try {
      return await withFittingNetwork(engine, tables, experiment);
    } catch (error) {
      this.refuse(error);
      return tables.opening;
    }
  }

  /** What an author narrows the controls to is read by a module of its own. */
  async readRanges() {
    const { ranges } = this.element;
    this.controls.ranges = ranges ? new (await import('./ranges.js')).Ranges(ranges) : null;
  }

  /** The experiment, or the nearest one that the author allows, with a notice; his own needs none. @param {any} experiment @param {boolean} [isTold] */
  async allowed(experiment, isTold = true) {
    const { ranges } = this.controls;
    if (!ranges || !this.session) return experiment;
    const { experiment: inside, notice } = await ranges.inside(experiment, this.session.engine.validate);
    if (notice && isTold) {
      this.notify(notice);
      this.send('error', { code: 'repaired', path: '', message: notice });
    }
    return inside;
  }

  /** Says why an experiment is not shown. @param {any} error */
  refuse(error) {
    this.notify(`${error.message}. The opening experiment is shown instead.`);
    this.sendError(error);
  }

  // What a script may call ------------------------------------------------------------------------------------------------------------

  play() {
    this.session?.play();
    this.schedule();
  }

  async pause() {
    await this.session?.pause();
    this.recordStep();
  }

  /** Takes `count` steps. @param {number} [count] */
  async step(count = 1) {
    await this.session?.pause();
    await this.session?.step(count);
    this.recordStep();
  }

  /** Back to the same start. */
  async reset() {
    await this.session?.reset();
    this.undo.history.forgetHands();
    this.requestUpdate();
    this.recordStep();
  }

  /** Writes into the address how far the run is. */
  recordStep() {
    const { description, snapshot } = this.session ?? {};
    if (description && snapshot) this.address?.write(description.minimal, snapshot.step, false);
  }

  /** The experiment as it stands: only what differs from the defaults. */
  getExperiment() {
    return structuredClone(this.session?.description?.minimal ?? null);
  }

  /** Takes an experiment; a refused one throws, and the running network stays. @param {any} experiment */
  async setExperiment(experiment) {
    await this.session?.setExperiment(await this.allowed(experiment));
    this.undo.record();
    this.send('change', { experiment: this.getExperiment(), source: 'script' });
    this.address?.write(this.session?.description?.minimal, 0, true);
  }

  /** The state of the run: step, epoch, losses, weights. */
  async snapshot() {
    return this.session?.model?.snapshot({ weights: true });
  }

  /** The network in a file. @param {string} [format] */
  async exportModel(format = MODEL_FORMAT) {
    if (format === MODEL_FORMAT) return this.session?.model?.save();
    const message = `format: expected ${MODEL_FORMAT}, got ${JSON.stringify(format)}`;
    throw Object.assign(new RangeError(message), { code: 'unknown_name', path: 'format' });
  }

  /** A picture of what the network answers. @param {string} [type] @returns {Promise<Blob>} */
  async toBlob(type = 'image/png') {
    await this.session?.redraw();
    this.painting.all(this.pictureParts);
    /** @type {HTMLCanvasElement | null} */
    const canvas = this.renderRoot.querySelector('.panel-result canvas') ?? this.renderRoot.querySelector('canvas');
    const blob = await new Promise((resolve) => (canvas ? canvas.toBlob(resolve, type) : resolve(null)));
    if (blob) return blob;
    throw Object.assign(new Error('There is no picture to give.'), { code: 'no_picture', path: '' });
  }

  /** Brings a view to the front. @param {string} name */
  showView(name) {
    this.element.view = name;
  }

  /** Opens an experiment in the network's view, as if the reader had made it; a refused one throws. @param {any} experiment @param {string} [title] */
  async openExperiment(experiment, title) {
    await this.session?.pause();
    await this.session?.setExperiment(await this.allowed(experiment));
    this.showView('network');
    this.editTaken(false, { title });
  }

  // What the panels may do ----------------------------------------------------------------------------------------------------------

  /** @param {boolean} isDraft @param {import('./edit-history.js').EditWords} [edit] */
  editTaken(isDraft, edit) {
    this.requestUpdate();
    if (isDraft) return;
    this.undo.record(edit);
    this.experimentTaken();
  }

  /** Tells of an experiment that the reader has chosen. */
  experimentTaken() {
    this.requestUpdate();
    this.send('change', { experiment: this.getExperiment(), source: 'user' });
    this.address?.write(this.session?.description?.minimal, 0, true);
  }

  setSpeed(/** @type {string} */ name) {
    if (!this.session || !SPEEDS.some((speed) => speed.name === name)) return;
    this.session.speed = name;
    this.requestUpdate();
  }

  /** Index of the selected hidden layer in the description, which also counts those inside blocks; 0 where there is none. */
  get selectedLayer() {
    const count = this.session?.description?.layers.length ?? 1;
    return Math.max(0, Math.min(count - 2, this.chosenLayer));
  }

  selectLayer(/** @type {number} */ index) {
    if (index === this.chosenLayer) return;
    this.chosenLayer = index;
    this.requestUpdate();
    this.redraw();
  }

  /** Opens the card of a unit, or closes it and gives the focus back to what opened it. @param {{ stage: number, unit: number } | null} place */
  async openUnit(place) {
    const wasOpen = this.openedUnit !== null;
    const { renderRoot: root } = this;
    if (place) this.unitOpener = /** @type {HTMLElement | null} */ (root.activeElement);
    this.openedUnit = place;
    this.requestUpdate();
    await this.updateComplete;
    if (!place && wasOpen && !root.activeElement) this.unitOpener?.focus();
  }

  /** Shows a notice that stays until it is closed. @param {string} notice */
  notify(notice) {
    this.notices = [...this.notices, notice];
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
      this.comparison.check();
    }
    if (session.snapshot?.step === 0) this.watch.restart();
    if (reason === 'replayed') return;
    if (session.progress === null) this.assess(session);
    if (reason !== 'snapshot') this.requestUpdate();
    this.schedule();
  }

  /** Judges the run; tells when the verdict is another one than before. */
  assess(/** @type {Session} */ session) {
    const isNews = this.watch.assess(session);
    const { verdict, solvedEpoch } = this.watch;
    if (!verdict || !session.snapshot) return;
    const { epoch, step, train, test } = session.snapshot;
    if (this.watch.isNewEpoch(epoch, performance.now())) this.send('epoch', { epoch, step, train, test });
    if (!isNews) return;
    const { name, sentence, fixes } = verdict;
    // A network that is about to play needs nobody to press Play.
    if (name !== 'fresh' || !(session.playing || this.editor?.willPlay)) this.announce(sentence);
    this.requestUpdate();
    this.send('diagnosis', { name, sentence, fixes });
    if (name === 'solved') this.send('solved', { epoch: solvedEpoch, test });
    if (name === 'diverged') this.send('error', { code: 'diverged', path: '', message: sentence });
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

  // Pictures ------------------------------------------------------------------------------------------------------------------------

  /** Draws in the next frame that is seen. */
  schedule() {
    this.painting.ask();
    this.loop.schedule();
  }

  /** Draws: all at once while nothing moves, else in slices, since each frame brings a new picture. */
  draw() {
    if (!this.session || !this.colours || this.phase !== 'ready') return;
    const isWhole = this.isOpened && !this.session.playing;
    if (isWhole) this.painting.all(this.pictureParts);
    else if (this.painting.slice(this.pictureParts)) this.loop.schedule();
  }

  /** Draws everything, and gives the page its turn now and then. */
  async drawAll() {
    this.painting.ask();
    while (this.session && this.phase === 'ready' && this.painting.slice(this.pictureParts)) {
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** What is to be painted; a part whose panel has gone meanwhile is not. */
  pictureParts = () =>
    this.visiblePanels().flatMap((panel) =>
      panel.parts().map((part) => () => {
        if (this.phase === 'ready' && this.visiblePanels().includes(panel)) part();
      }),
    );

  fit(/** @type {number} */ width) {
    const isNarrow = width < NARROW_PX;
    if (isNarrow === this.isNarrow) return;
    this.isNarrow = isNarrow;
    this.requestUpdate();
  }

  /** What makes everything larger comes when it is first asked for. */
  async followSize() {
    if (this.isLarge) this.enlarged ??= import('./large.js').then(({ Large }) => new Large(this));
    (await this.enlarged)?.follow();
  }

  /** The whole screen for a room, and back. */
  async toggleSize() {
    this.element.size = this.isLarge ? null : 'large';
    await this.followSize();
    await (await this.enlarged)?.fill();
  }

  readColours() {
    this.colours = readTheme(this.element);
    this.schedule();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('panels')) {
      this.panelNames = this.wantedPanels();
      const { experiment, lesson } = this.element;
      if (this.phase === 'loading' && !experiment && !lesson) this.shown.preload(this.panelNames);
    }
    if (changed.has('controls')) this.controls.read(this.element.controls);
    if (changed.has('theme')) readName(this.element.theme, THEMES, 'theme');
    if (changed.has('ranges') && this.hasUpdated) this.readRanges().then(() => this.requestUpdate(), this.warn);
    if (changed.has('size')) this.isLarge = readName(this.element.size, SIZES, 'size') === 'large';
    if (changed.has('views')) this.viewNames = this.wantedViews();
    const isExperiment = ['experiment', 'lesson', ...SHORTHANDS.map(({ name }) => name)].some((name) => changed.has(name));
    if (isExperiment && this.session && this.hasUpdated) this.open('script').catch((error) => this.fail(error));
    if (this.phase !== 'ready') return;
    this.turnTo(this.element.view);
    this.followPanels();
  }

  /** Shows what fits the network at hand. */
  followPanels() {
    const description = this.session?.description;
    if (this.phase === 'ready' && description) this.shown.follow(description, this.panelNames ?? []);
  }

  /** A panel's module has come: it can be made now, and asks for what it shows. */
  panelsLoaded() {
    if (this.phase !== 'ready') return;
    this.requestUpdate();
    this.updateComplete.then(() => this.redraw());
  }

  /** Follows the attribute `view`. A network that nobody sees does not train. */
  turnTo(/** @type {string | null} */ view) {
    const wasNetwork = this.viewTabs.isNetwork;
    this.viewTabs.follow(view);
    if (wasNetwork === this.viewTabs.isNetwork) return;
    if (wasNetwork) this.pause().catch(this.warn);
    else this.redraw();
  }

  /** What is on the screen: the panels of the network, or the view at the front. @returns {import('./panels/panel.js').Panel[]} */
  visiblePanels() {
    if (this.viewTabs.isNetwork) return this.shown.all;
    return this.viewTabs.current ? [this.viewTabs.current] : [];
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('theme') || !this.colours) this.readColours();
    if (this.phase !== 'ready') return;
    this.followSize().catch(this.warn);
    for (const panel of this.visiblePanels()) panel.updated();
    const frame = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.playground'));
    const bubble = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.tip'));
    if (frame && bubble && this.tip?.bubble !== bubble) {
      this.tip?.destroy();
      this.tip = new HelpTip(frame, bubble);
    }
    this.schedule();
  }

  render() {
    if (this.phase !== 'failed' && (this.phase !== 'ready' || !this.session?.description)) return null;
    this.element.reveal();
    if (this.phase === 'failed') return failureCard(this.failure, () => this.wake());
    const network = html`${panelsIn('bar', this.shown)} ${panelsIn('banner', this.shown)}
      <div class="stage">${COLUMNS.map((column) => html`<div class="column-area area-${column}">${panelsIn(column, this.shown)}</div>`)}</div>`;
    return html`<div class="playground" part="playground">
      <slot name="question"></slot>${this.viewTabs.tabs()} ${this.viewTabs.panel(network)}
      <div class="tip" role="tooltip" hidden></div>
      <p class="announcer visually-hidden" role="status" aria-live="polite"></p>
    </div>`;
  }
}
