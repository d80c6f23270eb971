// When the pictures of an element are drawn, and in which colours: all at once while nothing moves, in slices while it trains, not at all
// while nobody can see it. Knows the panels by the parts that they paint, not what is in a picture.

import { readTheme } from '../view/theme.js';
import { FrameLoop } from './frame-loop.js';
import { PaintQueue } from './paint-queue.js';

export class Pictures {
  painting = new PaintQueue();
  /** @type {import('../view/theme.js').Theme} */ colours = /** @type {any} */ (null);
  /** The first picture is whole. */ isOpened = false;

  /** @param {import('./playground.js').Playground} host */
  constructor(host) {
    this.host = host;
    this.loop = new FrameLoop({
      draw: () => this.draw(),
      isPlaying: () => host.session?.playing ?? false,
      train: (elapsedMs, nowMs) => host.session?.frame(elapsedMs, nowMs),
    });
  }

  /** Draws in the next frame that is seen. */
  schedule() {
    this.painting.ask();
    this.loop.schedule();
  }

  /** Draws: all at once while nothing moves, else in slices, since each frame brings a new picture. */
  draw() {
    const { session, phase } = this.host;
    if (!session || !this.colours || phase !== 'ready') return;
    if (this.isOpened && !session.playing) this.drawNow();
    else if (this.painting.slice(this.parts)) this.loop.schedule();
  }

  /** Draws everything in this task. @returns {boolean} whether a view has left something for its next frame */
  drawNow() {
    return this.painting.all(this.parts);
  }

  /** Draws everything, and gives the page its turn now and then. */
  async drawAll() {
    this.painting.ask();
    while (this.host.session && this.host.phase === 'ready' && this.painting.slice(this.parts)) {
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** What is to be painted; a part whose panel has gone meanwhile is not. */
  parts = () =>
    this.host.viewTabs.visible.flatMap((panel) =>
      panel.parts().map((part) => () => {
        if (this.host.phase !== 'ready' || !this.host.viewTabs.visible.includes(panel)) return;
        // A picture that fails is a fault of its own; the others are drawn, and training goes on.
        try {
          part();
        } catch (error) {
          reportError(error);
        }
      }),
    );

  readColours() {
    this.colours = readTheme(this.host.element);
    this.schedule();
  }

  /** The page has nothing to draw on any more. */
  clear() {
    this.painting.clear();
    this.isOpened = false;
  }
}
