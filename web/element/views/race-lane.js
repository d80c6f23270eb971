// One network of a race: its card with its answer's picture, its score and how far it has come. Knows the race and the lane's newest snapshot.

import { html, nothing } from 'lit/html.js';
import { answerRange } from '../answer-range.js';
import { countText, numberText, percentText } from '../number-text.js';
import { laneKey } from './race-setup.js';
import { deadShare } from './race-statistics.js';

/** @typedef {import('./race.js').View} Race */
/** @typedef {import('./race-run.js').Lane} Lane */

/** Samples along a side of a lane's surface. */
export const RESOLUTION = 48;

/** @param {Race} race @param {Lane} lane @param {number} index */
export function laneItem(race, lane, index) {
  return html`<li class="race-lane lane-${index}">
    <p class="lane-title">${laneKey(index)}<strong>${lane.title}</strong></p>
    ${race.isPlane && !lane.fault ? html`<canvas class="lane-surface" id="lane-surface-${index}" aria-hidden="true"></canvas>` : nothing}
    <p class="lane-score" id="lane-score-${index}"></p>
    <p class="lane-status" id="lane-status-${index}"></p>
    <button type="button" class="lane-open" data-help="Opens this network in the network’s view, where it can be looked into." aria-label="Open ${lane.title} in the network’s view" aria-describedby="lane-score-${index} lane-status-${index}" @click=${() => race.open(lane)}></button>
  </li>`;
}

/** The share that is right; of a regression, the loss. @param {Lane} lane */
export function scoreOf({ snapshot, model }) {
  if (!snapshot || !model) return '';
  const { accuracy, loss } = model.description.testRows > 0 ? snapshot.test : snapshot.train;
  return accuracy === null && model.description.task === 'regression' ? `loss ${numberText(loss)}` : percentText(accuracy);
}

/** How far a network has come, in words. @param {Race} race @param {Lane} lane */
export function statusOf(race, { fault, snapshot, solvedEpoch }) {
  if (fault) return fault;
  if (!snapshot) return 'getting ready';
  const dead = deadShare(snapshot.health);
  const parts = [
    snapshot.diverged
      ? `diverged at epoch ${countText(Math.floor(snapshot.epoch))}`
      : solvedEpoch !== null
        ? `solved by epoch ${countText(solvedEpoch)}`
        : race.run.epoch < race.epochs
          ? 'not solved yet'
          : `not solved in ${countText(race.epochs)} epochs`,
    dead ? `${percentText(dead)} of the units dead` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** @param {Race} race @param {Lane} lane @param {import('../../view/surface.js').SurfaceView | undefined} view */
export function paintSurface(race, { model, snapshot, data }, view) {
  if (!view || !model || !snapshot?.outputGrid || !data || !race.isNew(view, [snapshot])) return;
  const { task, classes, domain } = model.description;
  view.update({
    grid: snapshot.outputGrid,
    resolution: RESOLUTION,
    maps: task === 'multiclass' ? classes : 1,
    task,
    range: answerRange(model.description, data),
    domain,
    train: data.train,
    theme: race.host.colours,
  });
}
