// What pictures on a canvas have in common: the input that they were given last, drawn again when the canvas's box changes. Must not
// know what is drawn.
import { PixelCanvas } from './pixel-canvas.js';

/** @template Input */
export class CanvasPicture {
  /** @param {HTMLCanvasElement} canvas  its CSS size is given, or its width alone where the picture calls `fitHeight` */
  constructor(canvas) {
    this.pixels = new PixelCanvas(canvas, () => this.draw());
    /** @type {Input | null} */ this.input = null;
  }

  /** @param {Input} input */
  update(input) {
    this.input = input;
    this.draw();
  }

  /** Draws the input as soon as there is one and room for it. */
  draw() {}

  /** Gives the canvas the height that its picture needs. @param {number} height  whole CSS pixels */
  fitHeight(height) {
    const { pixels } = this;
    const { scale } = pixels;
    if (pixels.canvas.style.height === `${height * scale}px`) return;
    pixels.canvas.style.height = `${height * scale}px`;
    pixels.resize(pixels.width * scale, height * scale);
    pixels.prepare();
  }

  destroy() {
    this.pixels.destroy();
    this.input = null;
  }
}
