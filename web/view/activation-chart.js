// Draws an activation, its slope, and how the inputs of its layer are spread over it, as one SVG picture.
// Must not know any formula, nor which layer it is.

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatCount, formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ counts: ArrayLike<number>, below: number, above: number, total: number, min: number, max: number }} Histogram */
/**
 * @typedef {Object} ActivationInput
 * @property {ArrayLike<number>} zs  rising, finite
 * @property {ArrayLike<number>} values  f at each
 * @property {ArrayLike<number>} derivatives  f′ at each
 * @property {Histogram | null} [histogram]
 * @property {string} title
 * @property {Theme} theme
 */

/** A slope smaller than this passes no gradient that training would notice. */
const FLAT_SLOPE = 0.01;

const MARGIN = { left: 34, right: 12, bottom: 24 };
/** Height of the title's line; the note on the inputs has one of its own where both do not fit into one. */
const HEAD_PX = 26;
const NOTE_PX = 16;
/** Widest letter of the chart's font on average, in font sizes: text is placed without measuring it. */
const LETTER = 0.6;
const NOTE_LETTERS = 36;
const FONT_PX = 11;
const LABEL_PX = 13;
/** The histogram's highest bar, as a share of the plot's height. */
const HISTOGRAM_SHARE = 0.5;
/** Curves that leave the plot are cut: the vertical axis shows at most this share of the horizontal one. */
const HEIGHT_SHARE = 0.62;
const SVG = 'http://www.w3.org/2000/svg';

/** @param {number} value */
const finite = (value) => Math.abs(value) < Infinity;

/**
 * What the vertical axis shows: both curves and zero, cut where they run away.
 * @param {Pick<ActivationInput, 'zs' | 'values' | 'derivatives'>} input
 * @returns {{ min: number, max: number }}
 */
export function verticalRange({ zs, values, derivatives }) {
  const reach = zs.length > 1 ? ((zs[zs.length - 1] - zs[0]) / 2) * HEIGHT_SHARE : 1;
  let min = 0;
  let max = 0;
  for (const column of [values, derivatives]) {
    for (let index = 0; index < column.length; index++) {
      const value = column[index];
      if (!finite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (finite(reach) && reach > 0) {
    min = Math.max(min, -reach);
    max = Math.min(max, reach);
  }
  if (max - min < 1e-6) max = min + 1;
  const air = (max - min) * 0.07;
  return { min: min - air, max: max + air };
}

/**
 * Which gaps between neighbouring samples are jumps: the curve is not joined across them.
 *
 * A jump is a rise that is both large for the picture and far steeper than the curve on either side of it.
 * @param {ArrayLike<number>} values
 * @param {number} height  of the picture, in the curve's own unit
 * @returns {Set<number>} indices i with a jump between i − 1 and i
 */
export function jumps(values, height) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let index = 1; index < values.length; index++) {
    const rise = Math.abs(values[index] - values[index - 1]);
    if (!(rise > 0.08 * height)) continue;
    const before = index > 1 ? Math.abs(values[index - 1] - values[index - 2]) : 0;
    const after = index + 1 < values.length ? Math.abs(values[index + 1] - values[index]) : 0;
    if (rise > 6 * Math.max(before, after)) found.add(index);
  }
  return found;
}

/**
 * The share of a layer's inputs that meet a slope too small to train with, judged at the middle of each bar.
 * @param {Pick<ActivationInput, 'zs' | 'derivatives' | 'histogram'>} input
 * @returns {number | null} null without inputs
 */
export function flatShare({ zs, derivatives, histogram }) {
  if (!histogram || !(histogram.total > 0) || zs.length < 2) return null;
  const { counts, below, above, total } = histogram;
  let flat = 0;
  for (let bin = 0; bin < counts.length; bin++) if (isFlat(zs, derivatives, binMiddle(histogram, bin))) flat += counts[bin];
  if (isFlat(zs, derivatives, zs[0])) flat += below;
  if (isFlat(zs, derivatives, zs[zs.length - 1])) flat += above;
  const share = flat / total;
  return finite(share) ? share : null;
}

/**
 * @param {Histogram} histogram
 * @param {number} bin
 */
const binMiddle = ({ min, max, counts }, bin) => min + ((bin + 0.5) * (max - min)) / counts.length;

/**
 * @param {ArrayLike<number>} zs
 * @param {ArrayLike<number>} derivatives
 * @param {number} z
 */
function isFlat(zs, derivatives, z) {
  const place = ((z - zs[0]) / (zs[zs.length - 1] - zs[0])) * (zs.length - 1);
  const index = Math.min(zs.length - 1, Math.max(0, Math.round(place)));
  return Math.abs(derivatives[index]) < FLAT_SLOPE;
}

/**
 * Sentences about an activation and its inputs, for those who do not see the curves.
 * @param {ActivationInput | null} input
 * @returns {string}
 */
export function describeActivation(input) {
  if (!input || input.zs.length === 0) return 'No activation.';
  const { zs, values, derivatives, histogram, title } = input;
  /** @param {ArrayLike<number>} column */
  const span = (column) => {
    let min = Infinity;
    let max = -Infinity;
    for (let index = 0; index < column.length; index++) {
      if (!finite(column[index])) continue;
      min = Math.min(min, column[index]);
      max = Math.max(max, column[index]);
    }
    return min <= max ? `between ${formatNumber(min)} and ${formatNumber(max)}` : 'without a finite value';
  };
  const curve = `${title}: for z from ${formatNumber(zs[0])} to ${formatNumber(zs[zs.length - 1])} the value lies ${span(values)}, the slope ${span(derivatives)}.`;
  const share = flatShare(input);
  if (share === null || !histogram) return curve;
  return `${curve} ${formatShare(share)} of the layer's ${formatCount(histogram.total, 'input')} meet a slope below ${FLAT_SLOPE}.`;
}

/**
 * f solid, f′ dashed, over the histogram of the layer's inputs; bars that meet no slope are hatched.
 */
export class ActivationChart {
  /** @type {ActivationInput | null} */ #input = null;
  /** Axes and curves stay while these are the same. @type {readonly unknown[]} */ #drawn = [];
  #width = 0;
  #height = 0;
  #top = HEAD_PX;

  /** @param {HTMLElement} container  gives the chart its width and height */
  constructor(container) {
    const document = container.ownerDocument;
    /** @param {string} name @param {Element} [parent] */
    const add = (name, parent) => {
      const node = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
      parent?.append(node);
      return node;
    };
    this.svg = add('svg');
    this.svg.style.display = 'block';
    this.svg.style.width = '100%';
    this.svg.style.height = '100%';
    this.svg.setAttribute('aria-hidden', 'true');
    const definitions = add('defs', this.svg);
    // Ids are looked up in the SVG's own tree, which a shadow root closes; in one tree two charts need two ids.
    const id = `relu-activation-${++chartCount}`;
    this.clip = add('clipPath', definitions);
    this.clip.id = `${id}-clip`;
    this.clipBox = add('rect', this.clip);
    this.pattern = add('pattern', definitions);
    this.pattern.id = `${id}-hatch`;
    set(this.pattern, { width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
    this.patternGround = add('rect', this.pattern);
    set(this.patternGround, { width: 5, height: 5 });
    this.patternLine = add('rect', this.pattern);
    set(this.patternLine, { width: 1.6, height: 5 });
    this.axes = add('g', this.svg);
    const plot = add('g', this.svg);
    plot.setAttribute('clip-path', `url(#${this.clip.id})`);
    this.liveBars = add('path', plot);
    this.flatBars = add('path', plot);
    this.flatBars.setAttribute('fill', `url(#${this.pattern.id})`);
    this.curves = add('g', plot);
    this.labels = add('g', this.svg);
    this.outside = add('g', this.svg);
    container.append(this.svg);
    this.observer = new ResizeObserver((entries) => {
      const { inlineSize, blockSize } = entries[entries.length - 1].contentBoxSize[0];
      this.#width = inlineSize;
      this.#height = blockSize;
      this.#draw();
    });
    this.observer.observe(container);
  }

  /** @param {ActivationInput} input */
  update(input) {
    this.#input = input;
    this.#draw();
  }

  /** Sentences that stand for the picture. */
  describe() {
    return describeActivation(this.#input);
  }

  destroy() {
    this.observer.disconnect();
    this.svg.remove();
    this.#input = null;
  }

  #draw() {
    const input = this.#input;
    if (!input || this.#width < MARGIN.left + MARGIN.right + 20 || this.#height < HEAD_PX + NOTE_PX + MARGIN.bottom + 20)
      return;
    const { zs, values, derivatives, theme, title } = input;
    if (zs.length < 2 || !(zs[zs.length - 1] > zs[0])) return;
    const letters = title.length * 12 * LETTER + (input.histogram ? NOTE_LETTERS * FONT_PX * LETTER : 0);
    this.#top = HEAD_PX + (letters > this.#width - MARGIN.left - MARGIN.right ? NOTE_PX : 0);
    const vertical = verticalRange(input);
    const x = scaleLinear([zs[0], zs[zs.length - 1]], [MARGIN.left, this.#width - MARGIN.right]);
    const y = scaleLinear([vertical.min, vertical.max], [this.#height - MARGIN.bottom, this.#top]);
    const key = [zs, values, derivatives, theme, title, this.#width, this.#height, this.#top];
    if (key.some((part, index) => part !== this.#drawn[index])) {
      this.#drawn = key;
      set(this.svg, { viewBox: `0 0 ${this.#width} ${this.#height}`, 'font-family': theme.font, 'font-size': FONT_PX });
      set(this.clipBox, {
        x: MARGIN.left,
        y: this.#top,
        width: this.#width - MARGIN.left - MARGIN.right,
        height: this.#height - this.#top - MARGIN.bottom,
      });
      this.#drawAxes(input, x, y);
      this.#drawCurves(input, x, y, vertical);
    }
    this.#drawHistogram(input, x);
  }

  /**
   * @param {ActivationInput} input
   * @param {import('d3-scale').ScaleLinear<number, number>} x
   * @param {import('d3-scale').ScaleLinear<number, number>} y
   */
  #drawAxes({ theme, title }, x, y) {
    this.axes.replaceChildren();
    const [left, right] = x.range();
    const [bottom, top] = y.range();
    const rows = y.ticks(Math.max(2, Math.round((bottom - top) / 34)));
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
    this.#text(this.axes, title, left, 14, { anchor: 'start', fill: theme.text, size: 12, weight: 600 });
  }

  /**
   * @param {ActivationInput} input
   * @param {import('d3-scale').ScaleLinear<number, number>} x
   * @param {import('d3-scale').ScaleLinear<number, number>} y
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
    const place = (value) => Math.min(bottom + 50, Math.max(top - 50, y(value)));
    for (const [column, colour, width, dash] of /** @type {const} */ ([
      [derivatives, theme.accent, 1.75, '6 4'],
      [values, theme.text, 2.25, ''],
    ])) {
      const broken = jumps(column, height);
      let path = '';
      let from = 0;
      for (const end of [...broken, zs.length]) {
        path +=
          line(
            (/** @type {number} */ index) => x(zs[index]),
            (index) => place(column[index]),
          ).defined((index) => finite(column[index]))(indices.slice(from, end)) ?? '';
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
    /** @type {Box[]} */
    const taken = [];
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
   * @param {import('d3-scale').ScaleLinear<number, number>} x
   */
  #drawHistogram(input, x) {
    const { zs, derivatives, histogram, theme } = input;
    this.outside.replaceChildren();
    let live = '';
    let flat = '';
    const bottom = this.#height - MARGIN.bottom;
    const highest = (bottom - this.#top) * HISTOGRAM_SHARE;
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
        if (isFlat(zs, derivatives, binMiddle(histogram, bin))) flat += bar;
        else live += bar;
      }
      this.#drawOutside(histogram, theme, topOf);
      const share = flatShare(input);
      if (share !== null) {
        this.#text(
          this.outside,
          `${formatShare(share)} of inputs where |f′| < ${FLAT_SLOPE}`,
          this.#width - MARGIN.right,
          this.#top - 12,
          {
            anchor: 'end',
            fill: theme.mutedText,
          },
        );
      }
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
      const y = Math.min(...bins.map(topOf)) - 5;
      this.#text(this.outside, `◂ ${formatShare(below / total)}`, MARGIN.left + 3, y, { ...style, anchor: 'start' });
    }
    if (above > 0) {
      const y = Math.min(...bins.map((bin) => topOf(counts.length - 1 - bin))) - 5;
      this.#text(this.outside, `${formatShare(above / total)} ▸`, this.#width - MARGIN.right - 3, y, {
        ...style,
        anchor: 'end',
      });
    }
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
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string' || finite(value)) element.setAttribute(name, String(value));
  }
}

/** Where a name may lie from its point: across and down, in widths and heights of the name; straight above first. */
const sides = [
  [-0.5, -1],
  [-0.5, 0],
  [-1, -1],
  [0, 0],
  [0, -1],
  [-1, 0],
  [-1, -0.5],
  [0, -0.5],
];

/**
 * Where a curve's name goes: beside the curve, inside the plot, on no curve and on no other name. Places near the right
 * end come first, then those to the left of them; where every place meets a curve, one that meets only the other.
 * @param {readonly { x: number, y: number }[]} own  the curve's points, CSS pixels
 * @param {readonly { x: number, y: number }[]} all  every curve's points
 * @param {Box} plot
 * @param {number} width  of the name
 * @param {readonly Box[]} taken
 * @returns {Box | null} null when there is no free place
 */
export function placeLabel(own, all, plot, width, taken) {
  const height = LABEL_PX + 2;
  const gap = 5;
  const steps = 40;
  for (const avoided of [all, own]) {
    for (let step = 1; step < steps; step++) {
      const point = own[Math.round((own.length - 1) * (1 - step / steps))];
      if (!point || point.y < plot.top || point.y > plot.bottom) continue;
      for (const [across, down] of sides) {
        const left = point.x + across * width + Math.sign(across + 0.5) * gap;
        const top = point.y + down * height + Math.sign(down + 0.5) * gap;
        const box = { left, right: left + width, top, bottom: top + height };
        if (box.left < plot.left + 2 || box.right > plot.right - 2 || box.top < plot.top || box.bottom > plot.bottom) continue;
        if (taken.some((other) => overlap(box, other))) continue;
        if (avoided.some(({ x, y }) => x > left - 2 && x < box.right + 2 && y > top - 2 && y < box.bottom + 2)) continue;
        return box;
      }
    }
  }
  return null;
}

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
