// Which experiment an element opens: what the address, the run before, the lesson or the attributes name, made to fit its data and the author's
// ranges, and trained as far as they say. Knows the element's attributes and its session, no panel and nothing that is drawn.

import { openingExperiment } from './opening.js';

/** @typedef {import('./session.js').Session} Session */

export class Opener {
  /** What the lesson shows; empty without one. @type {Partial<import('../lessons/types.js').Show>} */ shows = {};
  /** Where a reconnected element goes on. @type {{ minimal: any, step: number } | null} */ resumeAt = null;
  wishes = 0;
  /** What the attribute says, where it says a number. */ startEpoch = 0;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  /**
   * Opens the experiment that is named: by the address where it holds one, else by the attributes; after a change by a script by the
   * attributes; after a reconnection the one that ran before.
   *
   * @param {'start' | 'permalink' | 'script' | 'resume'} source
   */
  async open(source) {
    const { host } = this;
    const { session } = host;
    if (!session) return;
    // Back, forward and scripts may ask for another experiment before this one has come: only the last wish counts.
    const wish = ++this.wishes;
    const isStale = () => wish !== this.wishes || session !== host.session;
    const mayFollowLink = source === 'start' || source === 'permalink';
    const link = mayFollowLink ? await host.address?.read(session.engine.validate) : null;
    if (isStale()) return;
    host.notices = (link?.notices ?? []).map((text) => ({ text }));
    for (const { text } of host.notices) host.sendError({ code: 'repaired', message: text });
    const resumed = source === 'resume' ? this.resumeAt : null;
    const named = link?.experiment ?? resumed?.minimal ?? (await this.ownExperiment(session));
    const experiment = await this.allowed(await this.fitting(session, named), link !== null || source === 'script');
    await session.pause();
    if (isStale()) return;
    await session.setExperiment(experiment);
    if (isStale()) return;
    if (source === 'start') host.undo.start();
    else host.undo.record();
    if (source === 'permalink' || source === 'script') host.commands.tellChange(source);
    const step =
      link?.step ??
      resumed?.step ??
      Math.round((this.startEpoch || (this.shows.startEpoch ?? 0)) * (session.description?.stepsPerEpoch ?? 0));
    if (step > 0) await session.trainTo(step);
  }

  async ownExperiment(/** @type {Session} */ { engine, catalog }) {
    const { host } = this;
    const { element } = host;
    const { experiment, refused, show } = await openingExperiment(
      engine,
      /** @type {import('./types.js').Catalog} */ (catalog),
      element,
    );
    this.shows = show;
    // Where an attribute names them it has been read, and its mistakes have been told.
    if (element.panels === null) host.shown.readNames();
    if (element.views === null) host.viewTabs.readNames();
    if (show.view && element.view === null) element.view = show.view;
    if (refused) this.refuse(refused);
    return experiment;
  }

  /** The experiment with layers that take its data; the opening one where its own do not. @param {Session} session @param {any} experiment */
  async fitting({ engine, catalog }, experiment) {
    const tables = /** @type {import('./types.js').Catalog} */ (catalog);
    const reason = await engine.sizes(experiment).then(
      () => null,
      (error) => error,
    );
    if (!reason) return experiment;
    try {
      const { withFittingNetwork } = await import('./suiting-networks.js');
      return await withFittingNetwork(engine, tables, experiment, reason);
    } catch (error) {
      this.refuse(error);
      return tables.opening;
    }
  }

  /** What an author narrows the controls to is read by a module of its own. */
  async readRanges() {
    const { controls, element } = this.host;
    const { ranges } = element;
    const catalog = this.host.session?.catalog;
    controls.ranges = ranges && catalog ? new (await import('./ranges.js')).Ranges(ranges, catalog) : null;
  }

  /** The experiment, or the nearest one that the author allows, with a notice; his own needs none. @param {any} experiment @param {boolean} [isTold] */
  async allowed(experiment, isTold = true) {
    const { host } = this;
    const { ranges } = host.controls;
    if (!ranges || !host.session) return experiment;
    const { session } = host;
    const { experiment: inside, notice } = await ranges.runnable(experiment, session.engine.validate, (given) =>
      this.fitting(session, given),
    );
    if (notice && isTold) {
      host.notify(notice);
      host.sendError({ code: 'repaired', message: notice });
    }
    return inside;
  }

  /** Says why an experiment is not shown. @param {any} error */
  refuse(error) {
    this.host.notify(`${error.message}. The opening experiment is shown instead.`);
    this.host.sendError(error);
  }
}
