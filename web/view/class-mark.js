// Draws the mark of one class alone, as the points of the plane have it. Must not know data.

import { CanvasPicture } from './canvas-picture.js';
import { markOf } from './marks.js';

/** @typedef {{ label: number, isOfTwo: boolean, theme: import('./theme.js').Theme }} ClassMarkInput  isOfTwo: there are two classes only */

/** Share of the canvas that the mark fills. */
const AREA = 0.36;

/** @extends {CanvasPicture<ClassMarkInput>} */
export class ClassMark extends CanvasPicture {
  draw() {
    const { pixels } = this;
    if (!this.input || !pixels.prepare()) return;
    const { label, isOfTwo, theme } = this.input;
    const { context, width, height } = pixels;
    context.clearRect(0, 0, width, height);
    context.translate(width / 2, height / 2);
    context.beginPath();
    markOf(label).draw(context, AREA * width * height);
    context.fillStyle = isOfTwo ? (label ? theme.positive : theme.negative) : theme.classes[label % theme.classes.length];
    context.fill();
    context.strokeStyle = theme.surface;
    context.lineWidth = 1;
    context.stroke();
  }
}
