// Draws what lies above a plane and seldom changes: its axes, and the data points by their class or value. Must not know the answers below.

import { lineScale } from './line-scale.js';
import { markOf } from './marks.js';
import { colourAt, divergingRamp, HALF_STEPS } from './ramp.js';
import { position } from './surface-field.js';
import { formatNumber } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {import('./surface-field.js').Interval} Interval */
/** @typedef {import('./surface-field.js').PointSet} PointSet */
/** @typedef {import('./surface-field.js').SurfaceInput} SurfaceInput */
/** @typedef {{ x: number, y: number, size: number }} Square  the plot on the canvas, in CSS pixels */

const TICK_FONT_PX = 11;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Square} plot
 * @param {{ x: Interval, y: Interval }} scales
 * @param {Theme} theme
 */
export function drawAxes(context, plot, { x, y }, theme) {
  context.strokeStyle = theme.line;
  context.fillStyle = theme.mutedText;
  context.font = `${TICK_FONT_PX}px ${theme.font}`;
  context.lineWidth = 1;
  context.strokeRect(plot.x - 0.5, plot.y - 0.5, plot.size + 1, plot.size + 1);
  context.beginPath();
  const across = lineScale([x.min, x.max], [plot.x, plot.x + plot.size]);
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of across.ticks(6)) {
    const place = Math.round(across(tick)) + (tick === x.max ? 0.5 : -0.5);
    context.moveTo(place, plot.y + plot.size + 1);
    context.lineTo(place, plot.y + plot.size + 4);
    context.fillText(formatNumber(tick), across(tick), plot.y + plot.size + 7);
  }
  const up = lineScale([y.min, y.max], [plot.y + plot.size, plot.y]);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of up.ticks(6)) {
    const place = Math.round(up(tick)) + (tick === y.min ? 0.5 : -0.5);
    context.moveTo(plot.x - 1, place);
    context.lineTo(plot.x - 4, place);
    context.fillText(formatNumber(tick), plot.x - 7, up(tick));
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Square} plot
 * @param {SurfaceInput} input
 */
export function drawPoints(
  context,
  plot,
  { train, test, showTest, task: mapTask, pointTask: task = mapTask, range, domain, theme },
) {
  const shown = showTest && test ? test : null;
  const count = (train?.labels.length ?? 0) + (shown?.labels.length ?? 0);
  // Smaller marks when there are many or when the plot is small, so that the surface stays visible between them.
  const radius = Math.min(4.6, Math.max(1.4, (plot.size / 72) * Math.min(1, Math.sqrt(420 / Math.max(1, count)))));
  const ramp = divergingRamp(theme, 1);
  context.save();
  context.beginPath();
  context.rect(plot.x, plot.y, plot.size, plot.size);
  context.clip();
  context.lineJoin = 'round';
  /** @param {PointSet} set @param {boolean} filled */
  const drawSet = ({ points, labels }, filled) => {
    for (let index = 0; index < labels.length; index++) {
      const across = (points[2 * index] - domain.min) / (domain.max - domain.min);
      const down = (domain.max - points[2 * index + 1]) / (domain.max - domain.min);
      const label = labels[index];
      if (!(Math.abs(across) < Infinity && Math.abs(down) < Infinity && Math.abs(label) < Infinity)) continue;
      const kind = task === 'multiclass' ? Math.max(0, Math.round(label)) : task === 'binary' && label > 0 ? 1 : 0;
      const colour =
        task === 'multiclass'
          ? theme.classes[kind % theme.classes.length]
          : task === 'binary'
            ? kind === 1
              ? theme.positive
              : theme.negative
            : colourAt(ramp, HALF_STEPS + Math.round(position(label, range) * HALF_STEPS));
      const x = plot.x + across * plot.size;
      const y = plot.y + down * plot.size;
      context.translate(x, y);
      context.beginPath();
      markOf(kind).draw(context, Math.PI * radius * radius);
      context.translate(-x, -y);
      if (task === 'regression') {
        // The colour is the value and may be the ground's own: a dark rim shows where the point is.
        context.lineWidth = Math.min(1, radius * 0.25);
        context.strokeStyle = theme.text;
        context.fillStyle = colour;
        context.fill();
        context.stroke();
        if (!filled) {
          context.beginPath();
          context.arc(x, y, radius * 0.5, 0, 2 * Math.PI);
          context.fillStyle = theme.surface;
          context.fill();
        }
      } else if (filled) {
        context.lineWidth = Math.max(1, radius * 0.5);
        context.strokeStyle = theme.surface;
        context.stroke();
        context.fillStyle = colour;
        context.fill();
      } else {
        context.lineWidth = Math.max(2, radius);
        context.strokeStyle = theme.surface;
        context.stroke();
        context.fillStyle = theme.surface;
        context.fill();
        context.lineWidth = Math.max(1, radius * 0.4);
        context.strokeStyle = colour;
        context.stroke();
      }
    }
  };
  if (shown) drawSet(shown, false);
  if (train) drawSet(train, true);
  context.restore();
}
