// Why a unit does not learn, for its card. Knows no node of the page.

import { percentText } from './number-text.js';

/** @typedef {import('./unit-health.js').Health} Health */

/**
 * Why a unit is as it is, in one sentence; empty where there is nothing to say.
 *
 * @param {Health | null} health
 * @param {{ isFlat: boolean, isFirst: boolean, isPenalised: boolean }} facts  isFlat: where the activation is 0 its slope is 0 too;
 *   isFirst: nothing before it learns; isPenalised: the weights are pulled towards zero whatever the gradient is
 */
export function causeText(health, { isFlat, isFirst, isPenalised }) {
  if (health?.state === 'dead') {
    if (!isFlat) return 'Its output is exactly 0 for every training point.';
    const but = isPenalised ? ' but the penalty on the weights' : isFirst ? '' : ', unless the layers before it change';
    return `Off for every training point; its gradient is exactly 0, so nothing${isPenalised ? but : ''} can move it${isPenalised ? '' : but}.`;
  }
  if (health?.state === 'saturated')
    return `For ${percentText(health.saturated)} of the training points it answers from a flat end of its activation, where hardly any gradient passes.`;
  return '';
}
