// Draws the weights between layers as curves on a canvas, with the data's flow while training.
// Must not know what a layer is: it is given end points and weights.
//
// A canvas and not SVG: a thousand curves that change in every frame are one bitmap instead of a thousand elements.

import { PixelCanvas } from './pixel-canvas.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ x1: number, y1: number, x2: number, y2: number, weight: number }} Link  CSS pixels from the canvas's corner */
/**
 * @typedef {Object} LinksInput
 * @property {readonly Link[]} links
 * @property {boolean} [training]  whether the flow moves
 * @property {number | readonly number[] | null} [selected]  indices that stand out while the others step back
 * @property {Theme} theme
 */

/** Widths in CSS pixels of a weight of nothing and of an endless one. */
const THINNEST = 0.5;
const THICKEST = 5;
/** The weight that is drawn half-way between both. */
const HALF_WEIGHT = 2;
/** Curves of one width class share one path: few strokes, however many links. */
const WIDTH_CLASSES = 10;
const BROKEN_DASH = [1, 4];
const STEPPED_BACK = 0.35;

/**
 * Of more links than this only the strongest are drawn: the others would be a grey haze, and where no graphics processor
 * helps a curve takes up to a tenth of a millisecond.
 */
const MOST_LINKS = 400;
/** While training, the curves are drawn anew at most once in this time for each of them; in between they stay. */
const REST_PER_LINK_MS = 0.3;

/** The flow: one dot on each of so many of the strongest links, crossing a layer in this time. */
const FLOW_LINKS = 90;
const FLOW_CROSSING_MS = 2600;
const FLOW_MIN_FRAME_MS = 30;
const FLOW_DOT_PX = 2.4;
/** Spreads the dots' starts evenly, in an order that looks like none. */
const GOLDEN = 0.6180339887498949;

/**
 * Width of a weight's line: it grows with the weight at every size, and never beyond a bound.
 *
 * Formula   thinnest + (thickest − thinnest) · |w| / (|w| + half weight)
 * @param {number} weight  finite
 * @returns {number} CSS pixels
 */
export function linkWidth(weight) {
  const size = Math.abs(weight);
  return THINNEST + (THICKEST - THINNEST) * (size / (size + HALF_WEIGHT));
}

/**
 * Strength of a weight's colour, 0..1: faint weights fade, none vanishes.
 * @param {number} weight  finite
 * @returns {number}
 */
export function linkOpacity(weight) {
  const size = Math.abs(weight);
  return 0.25 + 0.6 * (size / (size + HALF_WEIGHT / 3));
}

/**
 * The middle of a curve's handles: both leave horizontally and meet half-way.
 * @param {Link} link
 * @returns {number}
 */
const bend = ({ x1, x2 }) => (x1 + x2) / 2;

/** @param {Link} link */
const isPlaced = ({ x1, y1, x2, y2 }) => Math.abs(x1 + y1 + x2 + y2) < Infinity;

/**
 * The place on a link's curve.
 * @param {Link} link
 * @param {number} t  0 at its start, 1 at its end
 * @returns {[number, number]} CSS pixels
 */
export function pointOnLink(link, t) {
  const s = 1 - t;
  const start = s * s * s;
  const startHandle = 3 * s * s * t;
  const endHandle = 3 * s * t * t;
  const end = t * t * t;
  return [
    start * link.x1 + (startHandle + endHandle) * bend(link) + end * link.x2,
    (start + startHandle) * link.y1 + (endHandle + end) * link.y2,
  ];
}

/**
 * The indices of the links to draw: all of them, or the strongest where there are too many. What is not finite counts
 * as strong, so that it is seen.
 * @param {readonly Link[]} links
 * @param {number} most
 * @returns {number[]} rising
 */
export function strongestLinks(links, most) {
  const placed = links.flatMap((link, index) => (isPlaced(link) ? [index] : []));
  if (placed.length <= most) return placed;
  /** @param {number} index */
  const strength = (index) => (Number.isNaN(links[index].weight) ? Infinity : Math.abs(links[index].weight));
  // Two infinities are equal here: their difference would be no number.
  return placed
    .sort((a, b) => (strength(a) === strength(b) ? a - b : strength(b) - strength(a)))
    .slice(0, most)
    .sort((a, b) => a - b);
}

/**
 * The links of a network on a canvas: positive solid, negative dashed, what is not finite dotted and neutral.
 *
 * While training, dots run along the strongest ones, unless the visitor asked for reduced motion.
 */
export class LinksView {
  /** @type {LinksInput | null} */ #input = null;
  /** @type {readonly Link[]} */ #flow = [];
  /** Whether the input is newer than the curves. */
  #stale = false;
  #frame = 0;
  #drawnAtMs = -Infinity;
  #composedAtMs = -Infinity;

  /** @param {HTMLCanvasElement} canvas  laid over or under the units, its box the links' coordinate system */
  constructor(canvas) {
    this.pixels = new PixelCanvas(canvas, () => this.#draw(performance.now()));
    this.still = canvas.ownerDocument.createElement('canvas');
    this.dots = canvas.ownerDocument.createElement('canvas');
    this.calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
  }

  /** @param {LinksInput} input */
  update(input) {
    this.#input = input;
    const nowMs = performance.now();
    if (input.training && !this.#isDue(nowMs)) {
      this.#stale = true;
      this.#schedule();
    } else this.#draw(nowMs);
  }

  /** What is drawn. @returns {readonly Link[]} */
  get links() {
    return this.#input?.links ?? [];
  }

  destroy() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.pixels.destroy();
    this.#input = null;
  }

  /** @param {number} nowMs */
  #isDue(nowMs) {
    const curves = Math.min(MOST_LINKS, this.#input?.links.length ?? 0);
    return nowMs - this.#drawnAtMs >= curves * REST_PER_LINK_MS;
  }

  /** @param {number} nowMs */
  #draw(nowMs) {
    const input = this.#input;
    if (!input || !this.pixels.prepare()) return;
    const { canvas, ratio, width, height } = this.pixels;
    if (this.still.width !== canvas.width || this.still.height !== canvas.height) {
      this.still.width = canvas.width;
      this.still.height = canvas.height;
    }
    const layer = this.still.getContext('2d');
    if (!layer) return;
    layer.setTransform(ratio, 0, 0, ratio, 0, 0);
    layer.clearRect(0, 0, width, height);
    drawLinks(layer, input);
    this.#stale = false;
    this.#drawnAtMs = nowMs;
    const moves = Boolean(input.training) && !this.calm?.matches;
    this.#flow = moves ? strongestLinks(input.links, FLOW_LINKS).map((index) => input.links[index]) : [];
    if (moves) drawDots(this.dots, ratio, input.theme);
    this.#compose(nowMs);
    if (moves) this.#schedule();
  }

  #schedule() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#animate);
  }

  /** @param {number} nowMs */
  #animate = (nowMs) => {
    this.#frame = 0;
    if (!this.#input || !this.pixels.canvas.isConnected) return;
    if (this.#stale && this.#isDue(nowMs)) this.#draw(nowMs);
    else if (nowMs - this.#composedAtMs >= FLOW_MIN_FRAME_MS) this.#compose(nowMs);
    if (this.#stale || this.#flow.length > 0) this.#schedule();
  };

  /**
   * Lays the dots over the finished curves.
   * @param {number} nowMs
   */
  #compose(nowMs) {
    const { context, width, height, ratio } = this.pixels;
    if (width === 0) return;
    this.#composedAtMs = nowMs;
    context.clearRect(0, 0, width, height);
    context.drawImage(this.still, 0, 0, width, height);
    const pixels = this.dots.height;
    const side = pixels / ratio;
    this.#flow.forEach((link, index) => {
      const [x, y] = pointOnLink(link, (nowMs / FLOW_CROSSING_MS + index * GOLDEN) % 1);
      const source = link.weight < 0 ? 0 : pixels;
      context.drawImage(this.dots, source, 0, pixels, pixels, x - side / 2, y - side / 2, side, side);
    });
  }
}

/**
 * The moving dots, once for all places: the negative one, then the positive one, each with a halo that parts it from its line.
 * @param {HTMLCanvasElement} canvas
 * @param {number} ratio
 * @param {Theme} theme
 */
function drawDots(canvas, ratio, theme) {
  const side = Math.ceil(2 * (FLOW_DOT_PX + 2) * ratio);
  canvas.width = 2 * side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return;
  [theme.negative, theme.positive].forEach((colour, index) => {
    for (const [radius, fill] of /** @type {const} */ ([
      [FLOW_DOT_PX + 1.5, theme.surface],
      [FLOW_DOT_PX, colour],
    ])) {
      context.beginPath();
      context.arc((index + 0.5) * side, side / 2, radius * ratio, 0, 2 * Math.PI);
      context.fillStyle = fill;
      context.fill();
    }
  });
}

/**
 * @param {CanvasPath} path
 * @param {Link} link
 */
function addCurve(path, link) {
  const middle = bend(link);
  path.moveTo(link.x1, link.y1);
  path.bezierCurveTo(middle, link.y1, middle, link.y2, link.x2, link.y2);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {LinksInput} input
 */
function drawLinks(context, { links, selected, theme }) {
  const chosen = new Set(typeof selected === 'number' ? [selected] : (selected ?? []));
  /** @type {Map<number, { path: Path2D, link: Link, chosen: boolean }>} */
  const batches = new Map();
  for (const index of new Set([...strongestLinks(links, MOST_LINKS), ...chosen])) {
    const link = links[index];
    if (!link || !isPlaced(link)) continue;
    const { weight } = link;
    const finite = Math.abs(weight) < Infinity;
    const level = finite ? Math.round(((linkWidth(weight) - THINNEST) / (THICKEST - THINNEST)) * WIDTH_CLASSES) : 0;
    const kind = !finite ? 0 : weight < 0 ? 1 : 2;
    const key = (chosen.has(index) ? 1000 : 0) + level * 3 + kind;
    let batch = batches.get(key);
    if (!batch) {
      batch = { path: new Path2D(), link, chosen: chosen.has(index) };
      batches.set(key, batch);
    }
    addCurve(batch.path, link);
  }
  // Thin ones first, the selected last: what matters lies on top.
  for (const key of [...batches.keys()].sort((a, b) => a - b)) {
    const { path, link, chosen: isChosen } = /** @type {{ path: Path2D, link: Link, chosen: boolean }} */ (batches.get(key));
    const finite = Math.abs(link.weight) < Infinity;
    const width = finite ? linkWidth(link.weight) : 1.5;
    const opacity = finite ? linkOpacity(link.weight) : 0.9;
    context.lineCap = 'butt';
    if (isChosen) {
      context.setLineDash([]);
      context.globalAlpha = 0.35;
      context.strokeStyle = theme.accent;
      context.lineWidth = width + 5;
      context.stroke(path);
    }
    context.globalAlpha = isChosen ? 1 : opacity * (chosen.size > 0 ? STEPPED_BACK : 1);
    context.strokeStyle = !finite ? theme.mutedText : link.weight < 0 ? theme.negative : theme.positive;
    context.lineWidth = width;
    context.setLineDash(!finite ? BROKEN_DASH : link.weight < 0 ? [6 + width * 1.5, 3 + width * 0.75] : []);
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}
