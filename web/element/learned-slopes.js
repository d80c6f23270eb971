// The slopes that a layer has learned: in words beside its formula, and as a curve for each unit. The curves come from the engine. Knows the panel of
// the layer.

import { nameOf, parametersOf } from './experiment-edit.js';
import { numberText } from './number-text.js';
import { placesOf } from './panels/layer-panel.js';

/** @typedef {import('./panels/layer-panel.js').LayerPanel} LayerPanel */

/** Units whose own curve is drawn where each has learned its own, how finely, and how often. */
const MOST_FAMILY = 16;
const FAMILY_SAMPLES = 25;
const SLOPES_EVERY_MS = 400;

/** @param {LayerPanel} panel @param {Float32Array} slopes */
export function paintSlopes(panel, slopes) {
  const [low, high] = [Math.min(...slopes), Math.max(...slopes)];
  panel.write(
    '.slopes',
    slopes.length > 1 ? `α now ${numberText(low, 2)} to ${numberText(high, 2)}` : `α now ${numberText(low)}`,
  );
  if (panel.session.snapshot?.step) measureSlopes(panel, slopes).catch(panel.host.warn);
}

/** Curves with the slopes as they are by now: one a unit, and their mean. @param {LayerPanel} panel @param {Float32Array} slopes */
async function measureSlopes(panel, slopes) {
  const now = performance.now();
  if (now - panel.slopesAtMs < SLOPES_EVERY_MS) return;
  panel.slopesAtMs = now;
  const key = panel.wantedKey;
  const parameters = parametersOf(panel.layer.activation);
  const field = /** @type {string} */ (panel.row?.fields.find(({ kind }) => kind === 'number')?.name);
  const zs = placesOf(FAMILY_SAMPLES);
  const own = slopes.length > 1 ? [...slopes.slice(0, MOST_FAMILY)] : [];
  // A slope that has left the range of a setting has no curve to be shown.
  const curves = await Promise.allSettled(
    own.map((slope) => panel.session.engine.curve(nameOf(panel.layer.activation), { ...parameters, [field]: slope }, zs)),
  );
  if (key !== panel.wantedKey) return;
  panel.family = curves.flatMap((result) => (result.status === 'fulfilled' ? [{ zs, values: result.value.values }] : []));
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  await panel.measureCurve(key, { ...parameters, [field]: mean });
}
