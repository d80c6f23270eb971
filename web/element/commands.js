// What a script, a panel or a key may ask of a playground: play, pause, steps, another experiment, what it has come to; with the event and the
// address that tell of it. Knows no panel and no picture.

import { SPEEDS } from './speeds.js';

export class Commands {
  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
  }

  get session() {
    return this.host.session;
  }

  play() {
    this.session?.play();
    this.host.schedule();
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
    this.host.undo.history?.forgetHands();
    this.host.requestUpdate();
    this.recordStep();
  }

  /** @param {string} name */
  setSpeed(name) {
    if (!this.session || !SPEEDS.some((speed) => speed.name === name)) return;
    this.session.speed = name;
    this.host.requestUpdate();
  }

  /** Writes into the address how far the run is. */
  recordStep() {
    const { description, snapshot } = this.session ?? {};
    if (description && snapshot) this.host.address?.write(description.minimal, snapshot.step, false);
  }

  /** The experiment as it stands: only what differs from the defaults. */
  getExperiment() {
    return structuredClone(this.session?.description?.minimal ?? null);
  }

  /** Runs an experiment, or the nearest one that the author allows. @param {any} experiment */
  async take(experiment) {
    await this.session?.setExperiment(await this.host.opener.allowed(experiment));
  }

  /** Takes an experiment; a refused one throws, and the running network stays. @param {any} experiment */
  async setExperiment(experiment) {
    await this.take(experiment);
    this.host.undo.record();
    this.tellChange('script');
    this.recordExperiment();
  }

  /** Opens an experiment in the network's view, as if the reader had made it; a refused one throws. @param {any} experiment @param {string} [title] */
  async openExperiment(experiment, title) {
    await this.session?.pause();
    await this.take(experiment);
    this.showView('network');
    this.editTaken(false, { title });
  }

  /** An edit of the reader's has been taken. @param {boolean} isDraft @param {import('./edit-history.js').EditWords} [edit] */
  editTaken(isDraft, edit) {
    this.host.requestUpdate();
    if (isDraft) return;
    this.host.undo.record(edit);
    this.experimentTaken();
  }

  /** Tells of an experiment that the reader has chosen. */
  experimentTaken() {
    this.host.requestUpdate();
    this.tellChange('user');
    this.recordExperiment();
  }

  /** @param {'user' | 'script' | 'permalink'} source */
  tellChange(source) {
    this.host.send('change', { experiment: this.getExperiment(), source });
  }

  /** Makes the experiment a new entry of the page's history. */
  recordExperiment() {
    this.host.address?.write(this.session?.description?.minimal, 0, true);
  }

  /** Brings a view to the front. @param {string} name */
  showView(name) {
    this.host.element.view = name;
  }

  /** The state of the run: step, epoch, losses, weights. */
  async snapshot() {
    return this.session?.model?.snapshot({ weights: true });
  }

  /** The network in a file. @param {string} [format] */
  async exportModel(format) {
    return (await import('./exports.js')).modelFile(this.host, format);
  }

  /** Goes on with the network of a file; one that is refused throws, and the running network stays. @param {Uint8Array | ArrayBuffer} bytes @param {string} [title] */
  async importModel(bytes, title) {
    await (await import('./model-import.js')).openModel(this.host, bytes, title);
  }

  /** A picture of what the network answers. @param {string} [type] */
  async toBlob(type) {
    return (await import('./exports.js')).pictureFile(this.host, type);
  }
}
