// What is said of a unit's health, from what the engine has measured: alive, dead, saturated, when it died, on how many points it
// fires. Knows no node of the page.

import { UNIT_STATES } from '../engine/unit-states.js';
import { capital, countText } from './number-text.js';

/** @typedef {import('./types.js').LayerHealth} LayerHealth */
/** @typedef {{ state: 'alive' | 'dead' | 'saturated', fires: number, saturated: number, bornDead: boolean, diedAt: number | null, revivedAt: number | null }} Health  steps; null for never */

/** The health of one unit, or null where it has not been measured. @returns {Health | null} */
export function healthOf(
  /** @type {readonly LayerHealth[] | undefined} */ health,
  /** @type {number} */ stage,
  /** @type {number} */ unit,
) {
  const layer = health?.[stage];
  if (!layer || !(unit < layer.states.length)) return null;
  const moment = (/** @type {number} */ step) => (Number.isNaN(step) ? null : step);
  return {
    state: UNIT_STATES[layer.states[unit]] ?? 'alive',
    fires: layer.fires[unit],
    saturated: layer.saturated[unit],
    bornDead: layer.bornDead[unit] === 1,
    diedAt: moment(layer.diedAt[unit]),
    revivedAt: moment(layer.revivedAt[unit]),
  };
}

/** What sets a unit apart from a healthy one, for its accessible name: "dead since epoch 12"; empty for a healthy one. */
export function stateText(/** @type {Health | null} */ health, /** @type {number} */ stepsPerEpoch) {
  if (!health) return '';
  /** @param {number} step @param {string} first  what is said of the first epoch */
  const epochText = (step, first, before = '') =>
    step < stepsPerEpoch ? first : `${before}epoch ${countText(Math.floor(step / stepsPerEpoch))}`;
  if (health.state === 'dead') {
    if (health.diedAt !== null && health.diedAt > 0) return `dead since ${epochText(health.diedAt, 'the first epoch')}`;
    return health.bornDead ? 'born dead' : 'dead';
  }
  const past =
    health.revivedAt === null
      ? ''
      : `${health.bornDead ? 'born dead, ' : ''}revived ${epochText(health.revivedAt, 'within the first epoch', 'at ')}`;
  return [health.state === 'saturated' ? 'saturated' : '', past].filter(Boolean).join(', ');
}

/** How often it fires: "Fires on 118 of 250 training points." */
export function firingText(/** @type {Health | null} */ health, /** @type {number} */ rows) {
  if (!health) return '';
  if (health.fires >= 1) return `Fires on every one of the ${countText(rows)} training points.`;
  if (health.fires <= 0) return `Fires on none of the ${countText(rows)} training points.`;
  return `Fires on ${countText(Math.round(health.fires * rows))} of ${countText(rows)} training points.`;
}

/** What stands over a layer's column: "6 of 8 off", else "2 of 8 saturated"; empty when all are well. */
export function layerText(/** @type {LayerHealth | undefined} */ health) {
  if (!health) return '';
  const count = (/** @type {(typeof UNIT_STATES)[number]} */ name) =>
    health.states.filter((state) => UNIT_STATES[state] === name).length;
  const [dead, saturated] = [count('dead'), count('saturated')];
  const units = health.states.length;
  return dead > 0 ? `${dead} of ${units} off` : saturated > 0 ? `${saturated} of ${units} saturated` : '';
}

/** The bubble over a tile that is not healthy, or nothing. */
export function tileHelp(/** @type {Health | null} */ health, /** @type {number} */ stepsPerEpoch, /** @type {number} */ rows) {
  const state = stateText(health, stepsPerEpoch);
  return state ? `${capital(state)}. ${firingText(health, rows)}` : '';
}
