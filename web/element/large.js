// The element for a room that looks at a screen together: everything grows with the element's width, what is not needed to follow a run is
// put away, and the whole fits one screen. Loaded when it is first asked for. Works on style sheets; knows no panel.

import { css } from '@lit/reactive-element/css-tag.js';
import { sheetOf } from './adopt-styles.js';

/** @typedef {import('./playground.js').Playground} Playground */

/** Everything is as large as usual in this room, and grows with it, within bounds. */
const USUAL_PX = { width: 960, height: 620 };
const SCALES = { least: 1.2, most: 2 };

/** Lengths follow the page's letters, which are not the element's to change: they are written anew. What stands behind a comparison is the
 * width at which the columns change, and stays. */
const LENGTH = /([<>]=? ?)?(-?\d*\.?\d+)rem\b/g;

const styles = css`
  :host([size='large']:fullscreen) { overflow: auto; background: var(--relu-surface); }
  :host([size='large']:fullscreen) .playground { border: 0; border-radius: 0; min-height: 100vh; }
  :host([size='large']:not([panels])) :is(.area-left, .panel-signal, .panel-activation, .panel-sample) { display: none; }
  :host([size='large']) .stage.stage { grid-template-columns: minmax(0, 1fr) minmax(0, min(38%, 50vh)); grid-template-areas: 'middle right' 'left left'; }
  :host([size='large']) .area-middle { border-bottom: 0; align-self: stretch; }
  :host([size='large']) .panel-network { flex: 1; display: flex; flex-direction: column; }
  :host([size='large']) .network-scroll { flex: 1; }
  :host([size='large']) .area-right { border-inline-start: 1px solid var(--relu-grid); }
  :host([size='large']) :is(.copy-link, .next, .panel-result .toggles, .panel-result .more, .panel-result > .panel-title, .surface-readout, .unit-readout) { display: none; }
  :host([size='large']) .tabs.tabs { float: none; border-bottom: 1px solid var(--relu-grid); }
  :host([size='large']) .tabs [role='tab'] { min-height: calc(2.25rem * var(--relu-scale)); }
  :host([size='large']) .view-network > .panel-controls.panel-controls { flex-wrap: wrap; }
  :host([size='large']) .speed > span:first-child { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  :host([size='large']) .sentence { max-width: none; }
  :host([size='large']) .panel-result .surface { max-width: 37vh; }
  :host([size='large']) :is(.attack, .ask) .surface { max-width: 62vh; }
  :host([size='large']) .loss-chart { height: 26vh; }
  :host([size='large']) .counters div:nth-child(2) { display: none; }
  :host([size='large']) .network { --tile: calc(2rem * var(--relu-scale)); }
  :host([size='large']) .network[data-tallest='some'] { --tile: calc(1.875rem * var(--relu-scale)); }
  :host([size='large']) .network[data-tallest='many'] { --tile: calc(1.3125rem * var(--relu-scale)); }
  /* The old run stands under the network, where there is room: picture and chart of the new one stay where they are. */
  @container playground (width >= 40rem) {
    :host([size='large']) .stage:has(.area-middle .panel):has(.comparison-card) { grid-template-rows: 1fr; grid-template-areas: 'middle right' 'old right' 'left left'; }
    :host([size='large']) .stage:has(.area-middle .panel) .area-right:has(.comparison-card) { display: contents; }
    :host([size='large']) .area-middle + .area-right > .panel-comparison { grid-area: old; border-block: 1px solid var(--relu-grid); border-bottom: 0; }
    :host([size='large']) .area-middle + .area-right:has(.comparison-card) > .panel-result { grid-area: right; border-inline-start: 1px solid var(--relu-grid); }
    :host([size='large']) .area-right:has(.comparison-card) .loss-chart { height: 26vh; }
    :host([size='large']) .area-right:has(.comparison-card) .surface { max-width: 37vh; }
    :host([size='large']) .comparison-card { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 1rem; align-items: center; }
    :host([size='large']) .before-surface { grid-area: 1 / 1; float: none; margin: 0; }
    :host([size='large']) .comparison-head { grid-area: 1 / 3; flex-direction: column; margin: 0; }
    :host([size='large']) .comparison-head .panel-title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  }
  /* All lanes stand in one row above their chart. */
  :host([size='large']) .race-setup { display: none; }
  @container playground (width >= 40rem) {
    :host([size='large']) .race-stage { grid-template-columns: minmax(0, 1fr); }
    :host([size='large']) .race-lanes { grid-template-columns: none; grid-auto-flow: column; grid-auto-columns: minmax(0, 22vh); }
    :host([size='large']) .race-results .lane-chart { height: 32vh; }
  }
  @container playground (width < 40rem) {
    :host([size='large']) .stage.stage { display: flex; flex-direction: column; }
    :host([size='large']) .surface.surface.surface { max-width: none; }
    :host([size='large']) .network.network { --tile: 2.5rem; }
  }
`;

export class Large {
  /** Sheets of the element with their larger copies. @type {Map<CSSStyleSheet, CSSStyleSheet>} */ copies = new Map();
  scale = 0;
  isFilling = false;

  /** @param {Playground} host */
  constructor(host) {
    this.host = host;
    this.own = sheetOf(styles);
    this.scaleSheet = new CSSStyleSheet();
    const size = new ResizeObserver(() => this.follow());
    size.observe(host.element);
    const leave = () => {
      if (host.element.matches(':fullscreen')) return;
      if (this.isFilling) host.element.size = null;
      this.isFilling = false;
    };
    document.addEventListener('fullscreenchange', leave);
    host.stopWatching?.signal.addEventListener('abort', () => {
      size.disconnect();
      document.removeEventListener('fullscreenchange', leave);
    });
  }

  /** Gives every sheet that is in force its larger copy behind it, or takes them all away. */
  follow() {
    const { renderRoot: root, element, size } = this.host;
    const mine = new Set([...this.copies.values(), this.own, this.scaleSheet]);
    const usual = root.adoptedStyleSheets.filter((sheet) => !mine.has(sheet));
    const room = Math.min(element.clientWidth / USUAL_PX.width, innerHeight / USUAL_PX.height);
    const scale = size.isLarge ? Math.min(SCALES.most, Math.max(SCALES.least, room)) : 1;
    if (scale !== this.scale) {
      this.scale = scale;
      this.copies.clear();
      this.scaleSheet.replaceSync(`:host([size='large']){--relu-scale:${scale}}`);
    }
    for (const sheet of size.isLarge ? usual : []) if (!this.copies.has(sheet)) this.copies.set(sheet, enlarged(sheet, scale));
    const wanted = size.isLarge ? [...usual, ...this.copies.values(), this.scaleSheet, this.own] : usual;
    if (
      wanted.length === root.adoptedStyleSheets.length &&
      wanted.every((sheet, index) => sheet === root.adoptedStyleSheets[index])
    )
      return;
    root.adoptedStyleSheets = wanted;
    this.host.schedule();
  }

  /** The whole screen while it is large, where browser and page allow it; it is large without that, too. */
  async fill() {
    const { element, size } = this.host;
    try {
      if (size.isLarge) {
        await element.requestFullscreen?.();
        this.isFilling = element.matches(':fullscreen');
      } else if (element.matches(':fullscreen')) await document.exitFullscreen();
    } catch {
      this.isFilling = false;
    }
  }
}

/** @param {CSSStyleSheet} sheet @param {number} scale */
function enlarged(sheet, scale) {
  const text = [...sheet.cssRules].map(({ cssText }) => cssText).join('\n');
  const copy = new CSSStyleSheet();
  copy.replaceSync(
    text.replace(LENGTH, (length, comparison, number) => (comparison ? length : `${(Number(number) * scale).toFixed(4)}rem`)),
  );
  return copy;
}
