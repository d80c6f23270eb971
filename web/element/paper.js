// What is printed of an element: the present pictures of the view at the front on white, the verdict, the settings as a list and the link as
// text; nothing that could be pressed. What a view leaves out is in its own style sheet, under .pictures. Made when printing begins, taken
// away afterwards. The pictures are still copies as large as on the screen, so that nothing has to be drawn anew for the paper's width.
// Knows the element's shadow root and its session, not what its panels show.

import { css } from '@lit/reactive-element/css-tag.js';
import { html, nothing, render } from 'lit/html.js';
import { readTheme } from '../view/theme.js';
import { adoptStyles, sheetOf } from './adopt-styles.js';
import { linkAddress } from './link-address.js';
import { countText, numberText, percentText } from './number-text.js';
import { settingList } from './setting-list.js';

/** @typedef {import('./playground.js').Playground} Playground */
/** @typedef {{ from: HTMLCanvasElement, to: HTMLCanvasElement, box: DOMRect | null }} Copy  box: its place on a canvas that has several */

/** What a sheet has room for, in CSS pixels: A4 and Letter within the usual margins. */
const WIDTH_PX = 710;

/** What is copied: of the network's view the pictures, of every other one all that stands on it. */
const PICTURES = '.area-middle > .panel, .area-right > .panel, .view-content > :not(.panel, .stage)';

/** The width that a view other than the network's is laid out in anew, in CSS pixels: its letters stay large enough to be read. */
const VIEW_PX = 900;

/** Frames' worth of drawing that is done at once: a race draws some of its lanes in each. */
const MOST_ROUNDS = 20;

const pageStyles = css`
  .paper { position: absolute; visibility: hidden; inset: 0 auto auto 0; width: ${WIDTH_PX}px; height: 0; overflow: hidden; }
  @media print {
    .playground:has(+ .paper) { display: none; }
    .paper { position: static; visibility: visible; width: auto; height: auto; overflow: visible; }
  }
`;

/** Of what stands on the paper: what a reader works with, and words that only help him to, is left out. */
const paperStyles = css`
  :host { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  :is(input, .toggles, .stepper, .every-layer, .layer-tools, .segments, .small, .fix, .comparison-head .quiet, .help, .more, .visually-hidden, .loss-chart:empty, .signal-numbers, .unit-readout, .surface-readout, .own-text, .clear, .cursor, .unit-close, .unit-weights) { display: none !important; }
  .panel-result > .panel-title { flex: 1 0 100%; }
  .pictures { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: start; }
  .shown { flex: none; overflow: hidden; break-inside: avoid; }
  .frame { container: playground / inline-size; }
  .panel.panel { padding: 0; border: 0; background: none; }
  .panel-result.panel { flex-direction: row; flex-wrap: wrap; gap: 0.5rem 1.5rem; }
  .reading:not(:has(.own-words)) { display: none; }
  .reading { order: 1; flex: 1 0 100%; }
  .own-words { justify-items: start; }
  .tile.tile { display: inline-flex; align-items: center; background: none; box-shadow: none; }
  .column-menu, .menu { justify-content: center; }
  .network :is(.map, .badges) { visibility: hidden; }
  .menu::after, .layer-settings { display: none; }
  .layer-card { grid-template-columns: minmax(0, 1fr); }
  .network-scroll.network-scroll, .signal-scroll { overflow: visible; background: none; }
  .sentence { max-width: none; margin-bottom: 0.75rem; font-size: 1rem; }
  .settings { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.125rem 1rem; margin-top: 1rem; break-inside: avoid; }
  .origin { margin-top: 1rem; font-weight: 650; }
  .origin + .settings { margin-top: 0.25rem; }
  .settings dt { color: var(--relu-muted-text); }
  .link { margin-top: 0.75rem; overflow-wrap: anywhere; }
`;

export class Paper {
  /** @type {HTMLElement | null} */ sheet = null;
  /** What is copied of the element's canvases. @type {Copy[]} */ copies = [];

  /** @param {Playground} host @param {AbortSignal} signal  ends the watch */
  constructor(host, signal) {
    this.host = host;
    adoptStyles(host.renderRoot, { styles: pageStyles });
    window.addEventListener('beforeprint', () => this.lay(), { signal });
    window.addEventListener('afterprint', () => this.clear(), { signal });
    // Tells of a preview, too, which in some browsers is all there is.
    const print = matchMedia('print');
    print.addEventListener('change', () => (print.matches ? this.lay() : this.clear()), { signal });
    signal.addEventListener('abort', () => this.clear());
    // Where printing is the first sign of a reader this comes while a preview may still be open.
    if (print.matches) this.lay();
  }

  lay() {
    const { host } = this;
    const { description, catalog } = host.session ?? {};
    const { renderRoot: root } = host;
    const frame = root.querySelector('.playground');
    if (this.sheet || host.phase !== 'ready' || !description || !catalog || !frame) return;
    // Some pictures are drawn lower for paper; each is drawn anew for colours that it has not seen.
    frame.classList.add('printed');
    host.pictures.colours = { ...this.lightColours() };
    for (let round = 0; round < MOST_ROUNDS && host.pictures.drawNow(); round++);
    this.sheet = document.createElement('div');
    this.sheet.className = 'paper';
    const paper = this.sheet.attachShadow({ mode: 'open' });
    // The colours come from the element, where an author may have chosen others.
    for (const part of [...root.adoptedStyleSheets.slice(1), sheetOf(paperStyles)])
      paper.adoptedStyleSheets = [...paper.adoptedStyleSheets, part];
    render(this.template(description, catalog), paper);
    this.fill(paper);
    // From here on the style sheet for print hides what has been measured.
    frame.after(this.sheet);
  }

  /** Puts the pictures on the sheet. @param {ShadowRoot} paper */
  fill(paper) {
    const { renderRoot: root } = this.host;
    this.copies = [];
    const panels = [...root.querySelectorAll(PICTURES)];
    paper.querySelector('.pictures')?.replaceChildren(...panels.flatMap((panel) => this.still(panel)));
    this.copy();
  }

  /** Paper is white, whatever the screen is; an author's own colours stay. */
  lightColours() {
    const { element, colours } = this.host;
    if (colours.scheme === 'light') return colours;
    const said = element.theme;
    element.theme = 'light';
    const light = readTheme(element);
    element.theme = said;
    return light;
  }

  /** @param {import('./types.js').Description} description @param {import('./types.js').Catalog} catalog */
  template({ experiment, minimal }, catalog) {
    const { session, watch, viewTabs } = this.host;
    const { epoch = 0, step = 0, train, test } = session?.snapshot ?? {};
    const rows = [
      ...settingList(experiment, catalog),
      { title: 'Trained', text: `${countText(Math.floor(epoch))} epochs, ${countText(step)} steps` },
      { title: 'Training data', text: scoreText(train) },
      { title: 'Test data', text: scoreText(test) },
    ];
    const address = linkAddress(minimal, step);
    const questions = viewTabs.isNetwork ? [...this.host.element.querySelectorAll(':scope > [slot="question"]')] : [];
    return html`${questions.map((node) => html`<p class="sentence" lang=${/** @type {HTMLElement} */ (node).lang || nothing}>${node.textContent}</p>`)}${viewTabs.isNetwork ? html`<p class="sentence">${watch.verdict?.sentence ?? ''}</p>` : nothing}<div class="pictures"></div>
      ${viewTabs.isNetwork ? nothing : html`<p class="origin">The experiment in the network view:</p>`}<dl class="settings">${rows.map(({ title, text }) => (text ? html`<dt>${title}</dt><dd>${text}</dd>` : nothing))}</dl>
      ${address === null ? nothing : html`<p class="link">${address}</p>`}`;
  }

  /** A panel as it looks, with nothing in it that lives. @param {Element} panel @returns {HTMLElement[]} */
  still(panel) {
    const { offsetWidth: width, offsetHeight: height } = /** @type {HTMLElement} */ (panel);
    if (height === 0) return [];
    const copy = /** @type {HTMLElement} */ (panel.cloneNode(true));
    const nodes = [.../** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll('*'))];
    const others = [.../** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll('*'))];
    // Surface and chart stand side by side.
    let most = panel.matches('.panel-result') ? Math.max(WIDTH_PX, 2 * width) : width;
    const isView = !panel.matches('.panel');
    const room = isView ? Math.min(width, VIEW_PX) : this.host.element.offsetWidth;
    if (isView) most = room;
    nodes.forEach((node, index) => {
      const other = others[index];
      // A chart finds its hatch and its frame by their names.
      if (!node.matches('defs *')) other.removeAttribute('id');
      // What scrolls on the screen is printed whole.
      if (node.matches('.network-scroll, .signal-scroll, .map-scroll'))
        most = Math.max(most, (isView ? room : width) + node.scrollWidth - node.clientWidth);
      if (isView) flow(node, other);
      else if (node.parentElement === panel || node.matches('canvas, svg:not(svg svg), .network, .surface')) pin(node, other);
      if (node instanceof HTMLCanvasElement) this.copies.push(copyOf(node, /** @type {HTMLCanvasElement} */ (other), copy));
      else if (node instanceof HTMLSelectElement) other.replaceWith(node.selectedOptions[0]?.text ?? '');
      else if (node instanceof HTMLButtonElement) other.replaceWith(renamed(other));
    });
    const frame = document.createElement('div');
    frame.className = 'frame';
    frame.style.width = `${room}px`;
    copy.style.width = `${most}px`;
    const shown = document.createElement('div');
    shown.className = 'shown';
    shown.style.width = `${most}px`;
    shown.style.zoom = String(Math.min(1, WIDTH_PX / most));
    frame.append(copy);
    shown.append(frame);
    return [shown];
  }

  copy() {
    for (const { from, to, box } of this.copies) {
      const context = to.getContext('2d');
      if (!box) {
        to.width = from.width;
        to.height = from.height;
        context?.drawImage(from, 0, 0);
        continue;
      }
      context?.drawImage(from, box.x, box.y, box.width, box.height);
      if (!context || !from.matches('.map')) continue;
      context.strokeStyle = this.host.colours.line;
      context.strokeRect(box.x, box.y, box.width, box.height);
    }
  }

  clear() {
    if (!this.sheet) return;
    this.sheet.remove();
    this.host.renderRoot.querySelector('.printed')?.classList.remove('printed');
    this.sheet = null;
    this.copies = [];
    this.host.pictures.readColours();
  }
}

/** @param {{ loss: number | null, accuracy: number | null } | null | undefined} score */
const scoreText = (score) =>
  score ? `loss ${numberText(score.loss)}${score.accuracy == null ? '' : `, ${percentText(score.accuracy)} right`}` : '';

/**
 * The network is drawn on one canvas, since readers of PDF files lose some of many that lie on each other.
 *
 * @param {HTMLCanvasElement} from @param {HTMLCanvasElement} own @param {HTMLElement} copy  of the panel @returns {Copy}
 */
function copyOf(from, own, copy) {
  const links = /** @type {HTMLCanvasElement | undefined | null} */ (from.closest('.network')?.querySelector('.links'));
  if (!links || from === links) return { from, to: own, box: null };
  const whole = links.getBoundingClientRect();
  const { x, y, width, height } = from.getBoundingClientRect();
  const scale = links.width / whole.width;
  return {
    from,
    to: /** @type {HTMLCanvasElement} */ (copy.querySelector('.links')),
    box: new DOMRect((x - whole.x) * scale, (y - whole.y) * scale, width * scale, height * scale),
  };
}

/** Gives a copy the size of what it shows. @param {HTMLElement} node @param {HTMLElement} copy */
function pin(node, copy) {
  const { width, height } = node.getBoundingClientRect();
  copy.style.width = `${width}px`;
  if (node.matches('canvas, svg:not(svg svg), .network')) copy.style.height = `${height}px`;
}

/** Lets a copied picture become narrower or wider as it is. A chart, whose marks have their places, stays as wide as it is. @param {HTMLElement} node @param {HTMLElement} copy */
function flow(node, copy) {
  if (node.matches('.lane-chart, .lane-chart canvas, svg:not(svg svg)')) pin(node, copy);
  if (node.matches('.lane-chart :has(> canvas)')) copy.style.flex = `0 0 ${node.offsetHeight}px`;
  if (!node.matches('canvas') || node.closest('.lane-chart') || getComputedStyle(node).position === 'absolute') return;
  const { width, height } = node.getBoundingClientRect();
  copy.style.height = 'auto';
  copy.style.aspectRatio = `${width} / ${height}`;
}

/** The same words and pictures, but no button. @param {HTMLElement} button */
function renamed(button) {
  const span = document.createElement('span');
  span.className = button.className;
  span.append(...button.childNodes);
  return span;
}
