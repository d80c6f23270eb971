// What charts in SVG have in common: an element as large as its container, drawn again when that changes. Must not know what is drawn.

import { drawingScale } from './pixel-canvas.js';

export const SVG = 'http://www.w3.org/2000/svg';

/**
 * The path of a line through points in CSS pixels; one that is not finite leaves a gap.
 * @param {Iterable<readonly [number, number]>} points
 * @returns {string}  empty where there is no point
 */
export function linePath(points) {
  let path = '';
  let command = 'M';
  for (const [x, y] of points) {
    const isPlace = Number.isFinite(x) && Number.isFinite(y);
    if (isPlace) path += `${command}${x.toFixed(2)} ${y.toFixed(2)}`;
    command = isPlace ? 'L' : 'M';
  }
  return path;
}

/** @template Input */
export class SvgChart {
  /** @param {HTMLElement} container  gives the chart its width and height */
  constructor(container) {
    this.svg = /** @type {SVGSVGElement} */ (container.ownerDocument.createElementNS(SVG, 'svg'));
    this.svg.style.display = 'block';
    this.svg.style.width = '100%';
    this.svg.style.height = '100%';
    this.svg.setAttribute('aria-hidden', 'true');
    container.append(this.svg);
    /** @type {Input | null} */ this.input = null;
    /** CSS pixels for each unit that is drawn in. */
    this.scale = 1;
    /** In units; 0 until the container's box is known. */
    this.width = 0;
    this.height = 0;
    this.observer = new ResizeObserver((entries) => {
      const { inlineSize, blockSize } = entries[entries.length - 1].contentBoxSize[0];
      this.scale = drawingScale(container);
      this.width = inlineSize / this.scale;
      this.height = blockSize / this.scale;
      this.svg.setAttribute('viewBox', `0 0 ${this.width} ${this.height}`);
      this.draw();
    });
    this.observer.observe(container);
  }

  /** @param {Input} input */
  update(input) {
    this.input = input;
    this.draw();
  }

  /** Draws the input as soon as there is one and room for it. */
  draw() {}

  destroy() {
    this.observer.disconnect();
    this.svg.remove();
    this.input = null;
  }
}
