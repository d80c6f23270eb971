// Draws an activation, its slope, where it passes a signal and where it does not, and how the inputs of its layer are spread over it,
// as one SVG picture. Must not know any formula, nor which layer it is.

import {
  bandsOf,
  binMiddle,
  describeActivation,
  finite,
  isFlat,
  jumps,
  steepestOf,
  verticalRange,
} from './activation-curve.js';
import { LABEL_PX, LETTER, placeLabel } from './label-place.js';
import { lineScale } from './line-scale.js';
import { linePath, SVG, SvgChart } from './svg-chart.js';
import { formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {import('./label-place.js').Box} Box */
/** @typedef {import('./activation-curve.js').ActivationInput} ActivationInput */
/** @typedef {import('./activation-curve.js').Histogram} Histogram */

const MARGIN = { left: 34, right: 12, top: 8, bottom: 24 };
const FONT_PX = 11;
/** The histogram's highest bar, as a share of the plot's height. */
const HISTOGRAM_SHARE = 0.5;

/**
 * f solid, f′ dashed, over the histogram of the layer's inputs; bars that meet no slope are hatched.
 * @extends {SvgChart<ActivationInput>}
 */
export class ActivationChart extends SvgChart {
  /** Axes and curves stay while these are the same. @type {readonly unknown[]} */ #drawn = [];
  /** Where the curves' names stand. @type {Box[]} */ #names = [];

  /** @param {HTMLElement} container  gives the chart its width and height */
  constructor(container) {
    super(container);
    const document = container.ownerDocument;
    /** @param {string} name @param {Element} [parent] */
    const add = (name, parent) => {
      const node = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
      parent?.append(node);
      return node;
    };
    const definitions = add('defs', this.svg);
    // Ids are looked up in the SVG's own tree, which a shadow root closes; in one tree two charts need two ids.
    const id = `relu-activation-${++chartCount}`;
    this.pattern = add('pattern', definitions);
    this.pattern.id = `${id}-hatch`;
    set(this.pattern, { width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
    this.patternGround = add('rect', this.pattern);
    set(this.patternGround, { width: 5, height: 5 });
    this.patternLine = add('rect', this.pattern);
    set(this.patternLine, { width: 1.6, height: 5 });
    this.bands = add('g', this.svg);
    this.axes = add('g', this.svg);
    // Cuts off what is outside of it, without a clip-path: Chromium's cache of styles keeps what a path that is named by its address lies in.
    this.plot = add('svg', this.svg);
    this.liveBars = add('path', this.plot);
    this.flatBars = add('path', this.plot);
    this.flatBars.setAttribute('fill', `url(#${this.pattern.id})`);
    this.family = add('path', this.plot);
    this.curves = add('g', this.plot);
    this.labels = add('g', this.svg);
    this.outside = add('g', this.svg);
    /** Where the curve can be taken hold of. @type {import('./curve-handle.js').CurveHandle | null} */ this.handle = null;
  }

  /** Sentences that stand for the picture. */
  describe() {
    return describeActivation(this.input);
  }

  draw() {
    const input = this.input;
    if (!input || this.width < MARGIN.left + MARGIN.right + 20 || this.height < MARGIN.top + MARGIN.bottom + 20) return;
    const { zs, values, derivatives, theme } = input;
    if (zs.length < 2 || !(zs[zs.length - 1] > zs[0])) return;
    const vertical = verticalRange(input);
    const x = lineScale([zs[0], zs[zs.length - 1]], [MARGIN.left, this.width - MARGIN.right]);
    const y = lineScale([vertical.min, vertical.max], [this.height - MARGIN.bottom, MARGIN.top]);
    const key = [zs, values, derivatives, theme, this.width, this.height];
    if (key.some((part, index) => part !== this.#drawn[index])) {
      this.#drawn = key;
      set(this.svg, { viewBox: `0 0 ${this.width} ${this.height}`, 'font-family': theme.font, 'font-size': FONT_PX });
      const box = [MARGIN.left, MARGIN.top, this.width - MARGIN.left - MARGIN.right, this.height - MARGIN.top - MARGIN.bottom];
      const [left, top, width, height] = box;
      set(this.plot, { x: left, y: top, width, height, viewBox: box.join(' '), overflow: 'hidden' });
      this.#drawBands(input, x, y);
      this.#drawAxes(input, x, y);
      this.#drawCurves(input, x, y, vertical);
    }
    this.#drawHistogram(input, x);
    this.#drawFamily(input, x, y);
    this.handle?.draw(input, x, y);
  }

  /**
   * Off pieces hatched, saturated ones shaded; where the signal passes the ground is clear.
   * @param {ActivationInput} input
   * @param {import('./line-scale.js').LineScale} x
   * @param {import('./line-scale.js').LineScale} y
   */
  #drawBands(input, x, y) {
    this.bands.replaceChildren();
    const [bottom, top] = y.range();
    for (const { regime, from, to } of bandsOf(input)) {
      if (regime === 'linear') continue;
      const box = { x: x(from), y: top, width: x(to) - x(from), height: bottom - top };
      set(this.#node('rect', this.bands), { ...box, fill: input.theme.panel });
      if (regime === 'off')
        set(this.#node('rect', this.bands), { ...box, fill: `url(#${this.pattern.id})`, 'fill-opacity': 0.35 });
    }
  }

  /**
   * The units' own curves, thin, behind the one that stands for them all.
   * @param {ActivationInput} input
   * @param {import('./line-scale.js').LineScale} x
   * @param {import('./line-scale.js').LineScale} y
   */
  #drawFamily({ family = [], theme }, x, y) {
    const paths = family.map(({ zs, values }) => linePath(Array.from(zs, (z, index) => [x(z), y(values[index])])));
    set(this.family, { d: paths.join(''), fill: 'none', stroke: theme.text, 'stroke-width': 1, 'stroke-opacity': 0.45 });
  }

  /**
   * @param {ActivationInput} input
   * @param {import('./line-scale.js').LineScale} x
   * @param {import('./line-scale.js').LineScale} y
   */
  #drawAxes({ theme }, x, y) {
    this.axes.replaceChildren();
    const [left, right] = x.range();
    const [bottom, top] = y.range();
    const count = Math.max(2, Math.round((bottom - top) / 34));
    // Few round values may be one alone, which tells no scale.
    const rows = [count, count + 1, count + 2].map((wanted) => y.ticks(wanted)).find((ticks) => ticks.length > 1) ?? [];
    for (const tick of rows) {
      this.#line(this.axes, left, y(tick), right, y(tick), tick === 0 ? theme.line : theme.grid);
      this.#text(this.axes, formatNumber(tick), left - 6, y(tick), { anchor: 'end', middle: true, fill: theme.mutedText });
    }
    for (const tick of x.ticks(Math.max(3, Math.min(7, Math.round((right - left) / 48))))) {
      if (tick === 0) this.#line(this.axes, x(tick), top, x(tick), bottom, theme.line);
      this.#line(this.axes, x(tick), bottom, x(tick), bottom + 4, theme.line);
      this.#text(this.axes, formatNumber(tick), x(tick), bottom + 16, { anchor: 'middle', fill: theme.mutedText });
    }
    this.#line(this.axes, left, bottom, right, bottom, theme.line);
  }

  /**
   * @param {ActivationInput} input
   * @param {import('./line-scale.js').LineScale} x
   * @param {import('./line-scale.js').LineScale} y
   * @param {{ min: number, max: number }} vertical
   */
  #drawCurves({ zs, values, derivatives, theme }, x, y, vertical) {
    this.curves.replaceChildren();
    this.labels.replaceChildren();
    const height = vertical.max - vertical.min;
    const indices = Array.from({ length: zs.length }, (_, index) => index);
    const [bottom, top] = y.range();
    // A curve that leaves the picture goes on just outside it: huge coordinates would be rounded badly.
    /** @param {number} value */
    const place = (value) => (finite(value) ? Math.min(bottom + 50, Math.max(top - 50, y(value))) : Number.NaN);
    for (const [column, colour, width, dash] of /** @type {const} */ ([
      [derivatives, theme.accent, 1.75, '6 4'],
      [values, theme.text, 2.25, ''],
    ])) {
      const broken = jumps(column, height);
      let path = '';
      let from = 0;
      for (const end of [...broken, zs.length]) {
        path += linePath(indices.slice(from, end).map((index) => [x(zs[index]), place(column[index])]));
        from = end;
      }
      const node = this.#node('path', this.curves);
      set(node, { d: path, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linejoin': 'round' });
      if (dash) node.setAttribute('stroke-dasharray', dash);
    }
    const points = [values, derivatives].map((column) =>
      indices.flatMap((index) => (finite(column[index]) ? [{ x: x(zs[index]), y: y(column[index]) }] : [])),
    );
    const [left, right] = x.range();
    this.#names = [];
    const taken = this.#names;
    for (const [own, text, colour] of /** @type {const} */ ([
      [0, 'f(z)', theme.text],
      [1, 'f′(z)', theme.accent],
    ])) {
      const box = placeLabel(points[own], points.flat(), { left, right, top, bottom }, LABEL_PX * LETTER * text.length, taken);
      if (!box) continue;
      taken.push(box);
      this.#text(this.labels, text, (box.left + box.right) / 2, box.bottom - 3, {
        anchor: 'middle',
        fill: colour,
        size: LABEL_PX,
        weight: 600,
        halo: theme.surface,
      });
    }
  }

  /**
   * @param {ActivationInput} input
   * @param {import('./line-scale.js').LineScale} x
   */
  #drawHistogram(input, x) {
    const { zs, derivatives, histogram, theme } = input;
    this.outside.replaceChildren();
    const steepest = steepestOf(derivatives);
    let live = '';
    let flat = '';
    const bottom = this.height - MARGIN.bottom;
    const highest = (bottom - MARGIN.top) * HISTOGRAM_SHARE;
    const bins = histogram?.counts.length ?? 0;
    if (histogram && bins > 0 && finite(histogram.min) && histogram.max > histogram.min && histogram.max < Infinity) {
      let most = 0;
      for (let bin = 0; bin < bins; bin++) most = Math.max(most, finite(histogram.counts[bin]) ? histogram.counts[bin] : 0);
      /** @param {number} bin */
      const topOf = (bin) => {
        const count = histogram.counts[bin];
        // At least a pixel: one input among thousands is still there.
        return count > 0 && finite(count) ? bottom - Math.max(1, (count / most) * highest) : bottom;
      };
      const width = (histogram.max - histogram.min) / bins;
      for (let bin = 0; bin < bins; bin++) {
        const top = topOf(bin);
        if (top === bottom) continue;
        const left = x(histogram.min + bin * width);
        const right = x(histogram.min + (bin + 1) * width);
        const bar = `M${left.toFixed(1)} ${bottom}V${top.toFixed(1)}H${(right - 0.75).toFixed(1)}V${bottom}Z`;
        if (isFlat(zs, derivatives, binMiddle(histogram, bin), steepest)) flat += bar;
        else live += bar;
      }
      this.#drawOutside(histogram, theme, topOf);
    }
    set(this.liveBars, { d: live, fill: theme.accent, 'fill-opacity': theme.scheme === 'dark' ? 0.34 : 0.26 });
    this.flatBars.setAttribute('d', flat);
    set(this.patternGround, { fill: theme.grid });
    set(this.patternLine, { fill: theme.line });
  }

  /**
   * What lies beyond the axis on either side, as shares with an arrow, above the outermost bars.
   * @param {Histogram} histogram
   * @param {Theme} theme
   * @param {(bin: number) => number} topOf
   */
  #drawOutside({ below, above, total, counts }, theme, topOf) {
    if (!(total > 0)) return;
    const style = { fill: theme.mutedText, halo: theme.surface };
    // As many bars as the label is wide, roughly: it stands on the highest of them.
    const near = Math.ceil(counts.length / 8);
    const bins = Array.from({ length: near }, (_, bin) => bin);
    if (below > 0) {
      const text = `◂ ${formatShare(below / total)}`;
      const left = MARGIN.left + 3;
      const y = this.#besideNames(left, left + FONT_PX * LETTER * text.length, Math.min(...bins.map(topOf)) - 5);
      this.#text(this.outside, text, left, y, { ...style, anchor: 'start' });
    }
    if (above > 0) {
      const text = `${formatShare(above / total)} ▸`;
      const right = this.width - MARGIN.right - 3;
      const over = Math.min(...bins.map((bin) => topOf(counts.length - 1 - bin))) - 5;
      const y = this.#besideNames(right - FONT_PX * LETTER * text.length, right, over);
      this.#text(this.outside, text, right, y, { ...style, anchor: 'end' });
    }
  }

  /**
   * The base of a line of text that wants to stand at `y`, or above the curves' names that stand there; below them where there is no room above.
   * @param {number} left
   * @param {number} right
   * @param {number} y
   */
  #besideNames(left, right, y) {
    const near = this.#names.filter((name) => name.left < right && left < name.right);
    const meets = (/** @type {number} */ base) => near.some(({ top, bottom }) => top < base + 3 && base - FONT_PX < bottom);
    if (!meets(y)) return y;
    const places = near.flatMap(({ top, bottom }) => [top - 3, bottom + FONT_PX]);
    const isInside = (/** @type {number} */ base) =>
      base - FONT_PX >= MARGIN.top && base <= this.height - MARGIN.bottom - 2 && !meets(base);
    return places.find(isInside) ?? y;
  }

  /**
   * @param {string} name
   * @param {Element} parent
   */
  #node(name, parent) {
    const node = /** @type {SVGElement} */ (this.svg.ownerDocument.createElementNS(SVG, name));
    parent.append(node);
    return node;
  }

  /**
   * @param {Element} parent
   * @param {number} x1
   * @param {number} y1
   * @param {number} x2
   * @param {number} y2
   * @param {string} stroke
   */
  #line(parent, x1, y1, x2, y2, stroke) {
    set(this.#node('line', parent), { x1: crisp(x1), y1: crisp(y1), x2: crisp(x2), y2: crisp(y2), stroke });
  }

  /**
   * @param {Element} parent
   * @param {string} content
   * @param {number} x
   * @param {number} y
   * @param {{ anchor: string, fill: string, middle?: boolean, size?: number, weight?: number, halo?: string }} style
   */
  #text(parent, content, x, y, { anchor, fill, middle, size, weight, halo }) {
    const node = this.#node('text', parent);
    set(node, { x, y, fill, 'text-anchor': anchor });
    if (middle) node.setAttribute('dy', '0.35em');
    if (size) set(node, { 'font-size': size });
    if (weight) set(node, { 'font-weight': weight });
    if (halo) set(node, { stroke: halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' });
    node.textContent = content;
  }
}

let chartCount = 0;

/** Straight lines lie on pixel centres. @param {number} value */
const crisp = (value) => Math.round(value) + 0.5;

/**
 * Sets attributes; a number that is not finite is left out.
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string' || finite(value)) element.setAttribute(name, String(value));
  }
}
