// Draws the signal of every layer, forward and backward, as bars on one logarithmic axis, with a faint mark where each began. Must not
// know what a layer is: it is given places and numbers.

import { PixelCanvas } from './pixel-canvas.js';
import { formatNumber, superscript } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ [measure: string]: number | undefined }} Values */
/** @typedef {{ x: number, width: number, live: Values, start: Values | null }} StripColumn  CSS pixels from the canvas's left edge */
/** @typedef {{ low: number, high: number }} Decades  whole powers of ten */

/** What is drawn of each layer, in this order; colour and filling tell them apart. */
export const MEASURES = /** @type {const} */ ([
  { name: 'forwardRms', title: 'forward', colour: 'text', isFilled: true },
  { name: 'deltaRms', title: 'backward', colour: 'accent', isFilled: true },
  { name: 'gradientRms', title: 'gradient', colour: 'accent', isFilled: false },
  { name: 'updateRatio', title: 'update', colour: 'text', isFilled: false },
]);

/** The axis spans at least so many decades. */
const LEAST_DECADES = 3;
/** It shrinks only when it could be shorter by more than so many: a value that swings across a decade does not shake it. */
const SLACK_DECADES = 1;
const MOST_TICKS = 3;
const BAR_PX = { most: 14, least: 3, gap: 2, share: 0.8 };
const MARGIN = { top: 6, bottom: 5 };
const FONT_PX = 10;
/** A value above zero is seen, however small. */
const LEAST_HEIGHT_PX = 2;

const isPositive = (/** @type {number | undefined} */ value) => value !== undefined && value > 0 && value < Infinity;

/**
 * The decades that hold every positive finite value.
 * @param {readonly (number | undefined)[]} values
 * @param {Decades | null} before  what the axis is now
 * @returns {Decades}
 */
export function decadesOf(values, before) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!isPositive(value)) continue;
    const exponent = Math.log10(/** @type {number} */ (value));
    low = Math.min(low, Math.floor(exponent));
    high = Math.max(high, Math.ceil(exponent));
  }
  if (low > high) return before ?? { low: -LEAST_DECADES, high: 0 };
  // The lowest bar must have a height: a value on the axis's own decade gets one below it.
  low -= 1;
  high = Math.max(high, low + LEAST_DECADES);
  const fits = before && before.low <= low && before.high >= high;
  if (fits && before.high - before.low - (high - low) <= SLACK_DECADES) return before;
  return { low, high };
}

/**
 * Powers of ten that get a line, at even strides.
 * @param {Decades} decades
 * @returns {number[]}
 */
export function decadeTicks({ low, high }) {
  const stride = Math.max(1, Math.ceil((high - low) / MOST_TICKS));
  const ticks = [];
  for (let exponent = Math.ceil(low / stride) * stride; exponent <= high; exponent += stride) ticks.push(exponent);
  return ticks;
}

/**
 * Where a value stands on the axis: 0 at its lower end, 1 at its upper end; zero lies below it, what is not finite above it.
 * @param {number} value
 * @param {Decades} decades
 */
export function heightOf(value, { low, high }) {
  if (value === 0) return 0;
  if (!isPositive(value)) return 1;
  return Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)));
}

/**
 * The bars of one column: where each lies, and where its mark of the start is.
 * @param {StripColumn} column
 * @param {Decades} decades
 * @param {{ top: number, bottom: number }} plot
 * @returns {{ measure: typeof MEASURES[number], value: number, x: number, width: number, top: number, start: number | null }[]}
 */
export function barsOf({ x, width, live, start }, decades, { top, bottom }) {
  const slot = Math.min(BAR_PX.most, Math.max(BAR_PX.least + BAR_PX.gap, (width * BAR_PX.share) / MEASURES.length));
  const left = x + (width - slot * MEASURES.length) / 2;
  const yOf = (/** @type {number} */ value) => bottom - heightOf(value, decades) * (bottom - top);
  return MEASURES.flatMap((measure, index) => {
    const value = live[measure.name];
    if (value === undefined) return [];
    const began = start?.[measure.name];
    const y = yOf(value);
    return [
      {
        measure,
        value,
        x: left + index * slot + BAR_PX.gap / 2,
        width: slot - BAR_PX.gap,
        top: value === 0 ? bottom : Math.min(y, bottom - LEAST_HEIGHT_PX),
        start: began !== undefined && isPositive(began) ? yOf(began) : null,
      },
    ];
  });
}

/** The strip on two canvases: the axis stays in sight at the left while the bars scroll with their layers. */
export class SignalStrip {
  /** @type {{ columns: readonly StripColumn[], selected: number, theme: Theme } | null} */ #input = null;
  /** @type {Decades | null} */ #decades = null;

  /** @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} axis  of the same height */
  constructor(canvas, axis) {
    this.bars = new PixelCanvas(canvas, () => this.#draw());
    this.axis = new PixelCanvas(axis, () => this.#draw());
  }

  /** @param {{ columns: readonly StripColumn[], selected: number, theme: Theme }} input  selected: index of the column that stands out, or −1 */
  update(input) {
    this.#input = input;
    this.#draw();
  }

  /** A new run: the axis need not hold the old one's values. */
  restart() {
    this.#decades = null;
  }

  destroy() {
    this.bars.destroy();
    this.axis.destroy();
    this.#input = null;
  }

  #draw() {
    const input = this.#input;
    if (!input || !this.bars.prepare() || !this.axis.prepare()) return;
    const every = input.columns.flatMap(({ live, start }) => MEASURES.flatMap(({ name }) => [live[name], start?.[name]]));
    this.#decades = decadesOf(every, this.#decades);
    const plot = { top: MARGIN.top, bottom: this.bars.height - MARGIN.bottom };
    drawAxis(this.axis.context, this.axis.width, this.axis.height, this.#decades, plot, input.theme);
    drawBars(this.bars.context, this.bars.width, this.bars.height, input, this.#decades, plot);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Decades} decades
 * @param {{ top: number, bottom: number }} plot
 * @param {Theme} theme
 */
export function drawAxis(context, width, height, decades, plot, theme) {
  // Bars that scroll along pass under the axis.
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, width, height);
  context.font = `${FONT_PX}px ${theme.font}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = theme.mutedText;
  for (const exponent of decadeTicks(decades)) {
    const y = plot.bottom - heightOf(10 ** exponent, decades) * (plot.bottom - plot.top);
    const text = exponent === 0 ? '1' : formatNumber(10 ** exponent).replace(/^0\.0*1$|^10+$/, (plain) => powerText(plain));
    context.fillText(text, width - 4, y);
  }
}

/** 0.01 → 10⁻²: beside 10⁻⁷ every tick is written the same way. */
const powerText = (/** @type {string} */ plain) => `10${superscript(Math.round(Math.log10(Number(plain))))}`;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {{ columns: readonly StripColumn[], selected: number, theme: Theme }} input
 * @param {Decades} decades
 * @param {{ top: number, bottom: number }} plot
 */
export function drawBars(context, width, height, { columns, selected, theme }, decades, plot) {
  context.clearRect(0, 0, width, height);
  context.fillStyle = theme.grid;
  for (const exponent of decadeTicks(decades)) {
    const y = plot.bottom - heightOf(10 ** exponent, decades) * (plot.bottom - plot.top);
    context.fillRect(0, Math.round(y), width, 1);
  }
  context.fillStyle = theme.line;
  context.fillRect(0, Math.round(plot.bottom), width, 1);
  columns.forEach((column, index) => {
    if (index === selected) {
      context.globalAlpha = 0.12;
      context.fillStyle = theme.accent;
      context.fillRect(column.x, 0, column.width, height);
      context.globalAlpha = 1;
    }
    for (const bar of barsOf(column, decades, plot)) drawBar(context, bar, plot, theme);
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ReturnType<typeof barsOf>[number]} bar
 * @param {{ top: number, bottom: number }} plot
 * @param {Theme} theme
 */
function drawBar(context, { measure, value, x, width, top, start }, plot, theme) {
  const colour = theme[measure.colour];
  context.fillStyle = colour;
  if (value === 0 || !isPositive(value)) {
    // Zero has no place on a logarithmic axis, and neither has what is not finite: their signs stand at its ends.
    context.font = `600 ${FONT_PX}px ${theme.font}`;
    context.textAlign = 'center';
    context.textBaseline = value === 0 ? 'bottom' : 'top';
    context.fillText(value === 0 ? '0' : '∞', x + width / 2, value === 0 ? plot.bottom : plot.top - 2);
  } else if (measure.isFilled) context.fillRect(x, top, width, plot.bottom - top);
  else {
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.strokeRect(x + 0.75, top + 0.75, Math.max(0.5, width - 1.5), Math.max(0.5, plot.bottom - top - 0.75));
  }
  if (start === null) return;
  const y = Math.round(start);
  context.fillStyle = theme.surface;
  context.fillRect(x - 1, y - 2, width + 2, 4);
  context.fillStyle = theme.mutedText;
  context.fillRect(x - 1, y - 1, width + 2, 2);
}
