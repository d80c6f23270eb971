// Draws what a network answers over the plane, its decision boundary, and the data points on top.
// Must not know the network, the engine, or how often it is called.

import { isoRings } from './iso-rings.js';
import { PixelCanvas } from './pixel-canvas.js';
import { drawAxes, drawPoints } from './plane-layer.js';
import { mix } from './ramp.js';
import { fillSurface, regionsOf } from './surface-field.js';
import { describeSurface } from './surface-words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {import('./surface-field.js').SurfaceInput} SurfaceInput */
/** @typedef {import('./plane-layer.js').Square} Square */

/** Below this side, in CSS pixels, a surface is a thumbnail and has no axes. */
const AXES_FROM = 200;
const MARGIN = { left: 26, right: 8, top: 8, bottom: 20 };
const HATCH_PX = 7;

/**
 * The decision surface on a canvas.
 *
 * Trap     The layer of points is redrawn only when one of `train`, `test`, their arrays, `showTest`, `theme` or the
 *          size is another object or value: give new arrays for new points.
 */
export class SurfaceView {
  /** @type {SurfaceInput | null} */ input = null;
  /** @type {readonly unknown[]} */ #pointsKey = [];
  /** @type {ImageData | null} */ #image = null;
  #words = new Uint32Array(0);

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.pixels = new PixelCanvas(canvas, () => this.#draw());
    this.raster = canvas.ownerDocument.createElement('canvas');
    this.overlay = canvas.ownerDocument.createElement('canvas');
  }

  /** @param {SurfaceInput} input */
  update(input) {
    this.input = input;
    this.#draw();
  }

  /** A sentence that stands for the picture. */
  describe() {
    return describeSurface(this.input);
  }

  destroy() {
    this.pixels.destroy();
    this.input = null;
  }

  /** Where the plane lies on the canvas. @returns {Square} */
  plot() {
    const { width, height } = this.pixels;
    const axes = Math.min(width, height) >= AXES_FROM;
    const left = axes ? (this.input?.scales?.left ?? MARGIN.left) : 0;
    const top = axes ? MARGIN.top : 0;
    const spaceX = width - left - (axes ? MARGIN.right : 0);
    const spaceY = height - top - (axes ? MARGIN.bottom : 0);
    const size = Math.max(1, Math.min(spaceX, spaceY));
    return { x: left + (spaceX - size) / 2, y: top + (spaceY - size) / 2, size };
  }

  #draw() {
    const input = this.input;
    if (!input || !this.pixels.prepare()) return;
    const { context, width, height } = this.pixels;
    const plot = this.plot();
    context.clearRect(0, 0, width, height);
    context.save();
    context.beginPath();
    context.rect(plot.x, plot.y, plot.size, plot.size);
    context.clip();
    if (input.grid.length >= input.resolution * input.resolution * input.maps && input.resolution > 1) {
      this.#drawGround(input, plot);
    } else {
      context.fillStyle = input.theme.neutral;
      context.fillRect(plot.x, plot.y, plot.size, plot.size);
    }
    context.restore();
    this.#drawOverlay(input, plot);
  }

  /**
   * @param {SurfaceInput} input
   * @param {Square} plot
   */
  #drawGround(input, plot) {
    const { context } = this.pixels;
    const { resolution, theme } = input;
    const holes = this.#fillRaster(input);
    const { ground, regions } = regionsOf(input);
    const flat = Boolean(input.discrete) && holes === 0;
    if (holes > 0) hatch(context, plot, theme);
    if (flat) {
      context.fillStyle = ground;
      context.fillRect(plot.x, plot.y, plot.size, plot.size);
    } else {
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      context.drawImage(this.raster, plot.x, plot.y, plot.size, plot.size);
    }
    const boundaryColour = theme.text;
    const isoColour = mix(theme.neutral, theme.text, 0.55);
    for (const { fieldAt, fill, edge } of regions) {
      const path = this.#ringsPath(input, plot, isoRings(resolution, fieldAt), holes > 0);
      if (flat) {
        context.fillStyle = fill;
        context.fill(path);
      }
      context.globalAlpha = edge === 'boundary' ? 0.85 : 0.6;
      context.strokeStyle = edge === 'boundary' ? boundaryColour : isoColour;
      context.lineWidth = edge === 'boundary' ? 1.25 : 0.6;
      context.lineJoin = 'round';
      context.stroke(path);
      context.globalAlpha = 1;
    }
  }

  /**
   * @param {SurfaceInput} input
   * @returns {number} samples that are not finite
   */
  #fillRaster(input) {
    const side = input.resolution;
    if (!this.#image || this.#image.width !== side) {
      this.raster.width = this.raster.height = side;
      this.#image = new ImageData(side, side);
      this.#words = new Uint32Array(this.#image.data.buffer);
    }
    const holes = fillSurface(this.#words, input);
    this.raster.getContext('2d')?.putImageData(this.#image, 0, 0);
    return holes;
  }

  /**
   * @param {SurfaceInput} input
   * @param {Square} plot
   * @param {number[][][]} rings
   * @param {boolean} broken  whether some samples are not finite: no line is drawn beside those
   * @returns {Path2D}
   */
  #ringsPath({ resolution }, plot, rings, broken) {
    const path = new Path2D();
    const scale = plot.size / resolution;
    const words = this.#words;
    /** @param {number} column @param {number} row */
    const isHole = (column, row) =>
      words[Math.min(resolution - 1, Math.max(0, row)) * resolution + Math.min(resolution - 1, Math.max(0, column))] === 0;
    for (const ring of rings) {
      let pen = false;
      for (const [across, down] of ring) {
        const x = plot.x + across * scale;
        const y = plot.y + down * scale;
        const left = Math.floor(across - 0.5);
        const top = Math.floor(down - 0.5);
        const hole =
          broken && (isHole(left, top) || isHole(left + 1, top) || isHole(left, top + 1) || isHole(left + 1, top + 1));
        if (pen && !hole) path.lineTo(x, y);
        else path.moveTo(x, y);
        pen = !hole;
      }
    }
    return path;
  }

  /**
   * Axes and points: drawn once on a layer of their own, then laid over every frame.
   * @param {SurfaceInput} input
   * @param {Square} plot
   */
  #drawOverlay(input, plot) {
    const { context, canvas, ratio, width, height } = this.pixels;
    const { train, test, showTest, theme, task, pointTask, domain, scales, range } = input;
    const key = [
      train?.points,
      train?.labels,
      test?.points,
      test?.labels,
      Boolean(showTest),
      theme,
      task,
      pointTask,
      domain.min,
      domain.max,
      scales,
      task === 'regression' ? range.min : 0,
      task === 'regression' ? range.max : 0,
      canvas.width,
      canvas.height,
      ratio,
    ];
    if (key.length !== this.#pointsKey.length || key.some((part, index) => part !== this.#pointsKey[index])) {
      this.#pointsKey = key;
      this.overlay.width = canvas.width;
      this.overlay.height = canvas.height;
      const layer = this.overlay.getContext('2d');
      if (layer) {
        layer.setTransform(ratio, 0, 0, ratio, 0, 0);
        if (plot.x > 0) drawAxes(layer, plot, scales ?? { x: domain, y: domain }, theme);
        drawPoints(layer, plot, input);
      }
    }
    context.drawImage(this.overlay, 0, 0, width, height);
  }
}

/**
 * The neutral hatch that stands for "no value".
 * @param {CanvasRenderingContext2D} context  clipped to the plot
 * @param {Square} plot
 * @param {Theme} theme
 */
function hatch(context, plot, theme) {
  context.fillStyle = theme.neutral;
  context.fillRect(plot.x, plot.y, plot.size, plot.size);
  context.beginPath();
  for (let offset = -plot.size; offset < plot.size; offset += HATCH_PX) {
    context.moveTo(plot.x + offset, plot.y + plot.size);
    context.lineTo(plot.x + offset + plot.size, plot.y);
  }
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.stroke();
}
