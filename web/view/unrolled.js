// Draws a recurrent network unrolled in time for one sequence: what comes in at each step, the states as a strip of units × steps, and
// the signal at each step on a logarithmic axis, all over one axis of time. Must not know the network, nor how anything was measured.

import { CanvasPicture } from './canvas-picture.js';
import { fillPixels, largest } from './feature-map.js';
import { formatNumber, superscript } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/**
 * @typedef {object} StepLane  numbers of one input, one a step
 * @property {string} title
 * @property {ArrayLike<number>} values
 * @property {boolean} isMark  nothing but zeros and ones: drawn as marks
 */
/** @typedef {{ title: string, units: number, values: ArrayLike<number> }} StateLane  units × steps, the steps running fastest */
/** @typedef {{ title: string, curves: { title: string, values: ArrayLike<number>, tone: 'text' | 'accent' }[] }} SignalLane */
/**
 * @typedef {object} UnrolledInput
 * @property {number} steps
 * @property {StepLane[]} inputs
 * @property {StateLane[]} states
 * @property {SignalLane[]} signals
 * @property {number | null} chosen  the step that is read
 * @property {Theme} theme
 */
/** @typedef {{ top: number, height: number }} Band */

const FONT_PX = 11;
const LEFT_PX = 72;
const RIGHT_PX = 10;
const GAP_PX = 10;
const AXIS_PX = 18;
const HEIGHTS = { input: 30, mark: 16, signal: 118 };
const UNIT_PX = { min: 2, max: 9, all: 144 };
/** Most decades between two labels of the logarithmic axis make room for a digit's height. */
const LABELS = 5;

/** Where each lane stands, from the top. @param {Pick<UnrolledInput, 'inputs' | 'states' | 'signals'>} input */
export function laneLayout({ inputs, states, signals }) {
  let top = 2;
  const place = (/** @type {number} */ height) => {
    const band = { top, height };
    top += height + GAP_PX;
    return band;
  };
  const layout = {
    inputs: inputs.map(({ isMark }) => place(isMark ? HEIGHTS.mark : HEIGHTS.input)),
    states: states.map(({ units }) =>
      place(Math.round(units * Math.min(UNIT_PX.max, Math.max(UNIT_PX.min, UNIT_PX.all / units)))),
    ),
    signals: signals.map(() => place(HEIGHTS.signal)),
  };
  return { ...layout, height: top - GAP_PX + AXIS_PX };
}

/**
 * The powers of ten that hold all values above zero; null when there is none.
 * @param {readonly ArrayLike<number>[]} curves
 */
export function decades(curves) {
  let low = Infinity;
  let high = -Infinity;
  for (const values of curves) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (!(value > 0 && value < Infinity)) continue;
      low = Math.min(low, Math.log10(value));
      high = Math.max(high, Math.log10(value));
    }
  }
  if (low > high) return null;
  const floor = Math.floor(low + 1e-9);
  return { low: floor, high: Math.max(floor + 1, Math.ceil(high - 1e-9)) };
}

/** 0.01, 1, 10⁻⁵: a power of ten as short as can be. @param {number} power */
const powerText = (power) => (Math.abs(power) < 4 ? formatNumber(10 ** power) : `10${superscript(power)}`);

/** @extends {CanvasPicture<UnrolledInput>} */
export class UnrolledView extends CanvasPicture {
  /** @param {HTMLCanvasElement} canvas  its CSS width is given; its height follows */
  constructor(canvas) {
    super(canvas);
    this.buffer = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  }

  /** CSS pixels of one step. */
  get pitch() {
    return (this.pixels.width - LEFT_PX - RIGHT_PX) / (this.input?.steps ?? 1);
  }

  draw() {
    const { input, pixels } = this;
    if (!input || !pixels.prepare()) return;
    const layout = laneLayout(input);
    this.fitHeight(layout.height);
    const { context } = pixels;
    context.clearRect(0, 0, pixels.width, pixels.height);
    context.font = `${FONT_PX}px ${input.theme.font}`;
    input.inputs.forEach((lane, index) => {
      this.title(lane.title, layout.inputs[index]);
      if (lane.isMark) this.marks(lane, layout.inputs[index]);
      else this.bars(lane, layout.inputs[index]);
    });
    input.states.forEach((lane, index) => {
      this.title(lane.title, layout.states[index]);
      this.strip(lane, layout.states[index]);
    });
    input.signals.forEach((lane, index) => {
      this.signal(lane, layout.signals[index]);
    });
    this.axis(layout.height - AXIS_PX);
    this.cursor(layout.height - AXIS_PX);
  }

  /** @param {string} text @param {Band} band */
  title(text, { top, height }) {
    const { context } = this.pixels;
    context.fillStyle = /** @type {UnrolledInput} */ (this.input).theme.mutedText;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(text, LEFT_PX - 8, top + height / 2, LEFT_PX - 10);
  }

  /** @param {StepLane} lane @param {Band} band */
  bars({ values }, { top, height }) {
    const { context, width } = this.pixels;
    const { theme } = /** @type {UnrolledInput} */ (this.input);
    const scale = Math.max(largest(values), 1e-9);
    let hasNegative = false;
    for (let step = 0; step < values.length; step++) hasNegative ||= values[step] < 0;
    const zero = hasNegative ? top + height / 2 : top + height;
    const reach = hasNegative ? height / 2 : height;
    const bar = Math.max(1, this.pitch * 0.72);
    for (let step = 0; step < values.length; step++) {
      const size = (values[step] / scale) * reach;
      context.fillStyle = size < 0 ? theme.negative : theme.positive;
      context.fillRect(this.middle(step) - bar / 2, zero - Math.max(size, 0), bar, Math.abs(size));
    }
    context.fillStyle = theme.line;
    context.fillRect(LEFT_PX, zero - 0.5, width - LEFT_PX - RIGHT_PX, 1);
  }

  /** @param {StepLane} lane @param {Band} band */
  marks({ values }, { top, height }) {
    const { context } = this.pixels;
    const { theme } = /** @type {UnrolledInput} */ (this.input);
    const size = Math.min(height * 0.42, Math.max(3, this.pitch * 0.42));
    for (let step = 0; step < values.length; step++) {
      const x = this.middle(step);
      const y = top + height / 2;
      context.beginPath();
      if (values[step] > 0.5) {
        context.fillStyle = theme.text;
        context.moveTo(x, y - size);
        context.lineTo(x + size, y + size);
        context.lineTo(x - size, y + size);
        context.fill();
      } else {
        context.fillStyle = theme.line;
        context.arc(x, y, 1, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }

  /** @param {StateLane} lane @param {Band} band */
  strip({ units, values }, { top, height }) {
    const { theme, steps } = /** @type {UnrolledInput} */ (this.input);
    const { buffer } = this;
    if (values.length !== units * steps) return;
    buffer.canvas.width = steps;
    buffer.canvas.height = units;
    const image = buffer.createImageData(steps, units);
    fillPixels(new Uint32Array(image.data.buffer), values, steps, { theme, palette: 'signed', scale: largest(values) });
    buffer.putImageData(image, 0, 0);
    const { context, width } = this.pixels;
    context.imageSmoothingEnabled = false;
    context.drawImage(buffer.canvas, LEFT_PX, top, width - LEFT_PX - RIGHT_PX, height);
    context.strokeStyle = theme.line;
    context.lineWidth = 0.75;
    context.strokeRect(LEFT_PX, top, width - LEFT_PX - RIGHT_PX, height);
  }

  /** @param {SignalLane} lane @param {Band} band */
  signal({ title, curves }, { top, height }) {
    const { context, width } = this.pixels;
    const { theme } = /** @type {UnrolledInput} */ (this.input);
    const span = decades(curves.map(({ values }) => values));
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.fillStyle = theme.mutedText;
    context.fillText(title, 2, top + height - 4, LEFT_PX - 30);
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.strokeRect(LEFT_PX, top, width - LEFT_PX - RIGHT_PX, height);
    if (!span) return;
    const yOf = (/** @type {number} */ value) => top + ((span.high - Math.log10(value)) / (span.high - span.low)) * height;
    const every = Math.max(1, Math.ceil((span.high - span.low) / LABELS));
    context.textAlign = 'right';
    for (let power = span.high; power >= span.low; power -= every) {
      const y = Math.min(yOf(10 ** power), top + height);
      context.fillStyle = theme.mutedText;
      context.fillText(powerText(power), LEFT_PX - 8, Math.min(Math.max(y, top + 5), top + height - 5));
      context.beginPath();
      context.moveTo(LEFT_PX, y);
      context.lineTo(width - RIGHT_PX, y);
      context.stroke();
    }
    for (const { values, tone } of curves) this.curve(values, theme[tone], yOf, top + height);
  }

  /** What is zero stands on the floor as a cross: a logarithm has no place for it. @param {ArrayLike<number>} values @param {string} colour @param {(value: number) => number} yOf @param {number} floor */
  curve(values, colour, yOf, floor) {
    const { context } = this.pixels;
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.beginPath();
    let isDown = false;
    for (let step = 0; step < values.length; step++) {
      const value = values[step];
      const hasPlace = value > 0 && value < Infinity;
      if (hasPlace) context[isDown ? 'lineTo' : 'moveTo'](this.middle(step), yOf(value));
      isDown = hasPlace;
    }
    context.stroke();
    context.lineWidth = 1.25;
    context.beginPath();
    for (let step = 0; step < values.length; step++) {
      if (values[step] !== 0) continue;
      const [x, y, size] = [this.middle(step), floor - 4, 2.5];
      context.moveTo(x - size, y - size);
      context.lineTo(x + size, y + size);
      context.moveTo(x + size, y - size);
      context.lineTo(x - size, y + size);
    }
    context.stroke();
  }

  /** @param {number} top */
  axis(top) {
    const { context } = this.pixels;
    const { theme, steps } = /** @type {UnrolledInput} */ (this.input);
    context.fillStyle = theme.mutedText;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const every = [1, 2, 5, 10, 20, 50, 100].find((count) => this.pitch * count >= 30) ?? 200;
    for (let step = every === 1 ? 1 : every; step <= steps; step += every)
      context.fillText(String(step), this.middle(step - 1), top + AXIS_PX / 2);
    context.textAlign = 'right';
    context.fillText('step', LEFT_PX - 8, top + AXIS_PX / 2);
  }

  /** @param {number} bottom */
  cursor(bottom) {
    const { chosen, theme } = /** @type {UnrolledInput} */ (this.input);
    if (chosen === null) return;
    const { context } = this.pixels;
    context.strokeStyle = theme.focus;
    context.lineWidth = 1.5;
    context.strokeRect(this.middle(chosen) - this.pitch / 2, 1, this.pitch, bottom - 1);
  }

  /** The middle of a step. @param {number} step */
  middle(step) {
    return LEFT_PX + (step + 0.5) * this.pitch;
  }

  /** The step at a place of the screen, or null. @param {number} clientX @param {number} clientY */
  at(clientX, clientY) {
    const step = Math.floor((this.pixels.locate(clientX, clientY).x - LEFT_PX) / this.pitch);
    return step >= 0 && step < (this.input?.steps ?? 0) ? step : null;
  }
}
