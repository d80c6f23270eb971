// Keeps a canvas sharp: its bitmap has as many pixels as the screen gives its box, without a layout read in each frame.
// Must not know what is drawn.
import { remPx, USUAL_REM_PX } from './usual-rem.js';

/**
 * A canvas whose bitmap follows its CSS box and the screen's pixel ratio.
 *
 * Trap     `onResize` runs after the size is known and is where the owner redraws: a new bitmap is blank.
 */
export class PixelCanvas {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} onResize
   */
  constructor(canvas, onResize) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('canvas: no 2d context');
    this.canvas = canvas;
    this.context = context;
    /** Size in units of the drawing; 0 until the box is known. */
    this.width = 0;
    this.height = 0;
    /** Bitmap pixels for each unit that is drawn in. */
    this.ratio = 1;
    /** CSS pixels for each unit: 1, but for a picture that a whole room looks at. */
    this.scale = 1;
    this.measured = false;
    this.observer = new ResizeObserver((entries) => {
      const { inlineSize, blockSize } = entries[entries.length - 1].contentBoxSize[0];
      if (this.resize(inlineSize, blockSize)) onResize();
    });
    this.observer.observe(canvas);
  }

  /**
   * Makes the bitmap fit before a drawing, and scales the context to CSS pixels.
   * @returns {boolean} whether there is anything to draw on
   */
  prepare() {
    if (!this.measured) this.resize(this.canvas.clientWidth, this.canvas.clientHeight);
    else if (this.ratio !== pixelRatio() * this.scale) this.resize(this.width * this.scale, this.height * this.scale);
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    return this.width > 0 && this.height > 0;
  }

  /**
   * @param {number} width  CSS pixels
   * @param {number} height  CSS pixels
   * @returns {boolean} whether anything changed
   */
  resize(width, height) {
    const scale = drawingScale(this.canvas);
    const ratio = pixelRatio() * scale;
    if (this.measured && width === this.width * this.scale && height === this.height * this.scale && ratio === this.ratio)
      return false;
    this.measured = true;
    this.scale = scale;
    this.width = width / scale;
    this.height = height / scale;
    this.ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(this.width * ratio));
    this.canvas.height = Math.max(1, Math.round(this.height * ratio));
    return true;
  }

  /**
   * Where a pointer is, in units from the canvas's top left corner.
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{ x: number, y: number }}
   */
  locate(clientX, clientY) {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: (clientX - box.left - this.canvas.clientLeft) / this.scale,
      y: (clientY - box.top - this.canvas.clientTop) / this.scale,
    };
  }

  destroy() {
    this.observer.disconnect();
  }
}

/** The most that a bitmap is enlarged: beyond it the eye gains nothing and memory grows with the square. */
const MAX_PIXEL_RATIO = 3;

/** How much larger than usual everything in a node is drawn: the style sheet's `--relu-scale`, and letters that a reader has made larger. @param {Element} node */
export const drawingScale = (node) =>
  (Number(getComputedStyle(node).getPropertyValue('--relu-scale')) || 1) * (remPx() / USUAL_REM_PX);

function pixelRatio() {
  return Math.min(MAX_PIXEL_RATIO, globalThis.devicePixelRatio || 1);
}
