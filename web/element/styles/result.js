// The result: surface with its cursor, chart of the run.

import { css } from '@lit/reactive-element/css-tag.js';

export const resultStyles = css`
  .panel-result { display: flex; flex-direction: column; gap: 0.25rem; position: relative; }
  .surface { position: relative; aspect-ratio: 1; width: 100%; max-width: 28rem; margin-inline: auto; cursor: crosshair; touch-action: pan-y; }
  .surface-canvas { display: block; width: 100%; height: 100%; }
  .surface-readout { min-height: 1.4em; font-size: 0.75rem; color: var(--relu-muted-text); text-align: center; }
  .loss-chart { height: 13rem; min-width: 0; }
  .loss-chart:empty { display: grid; place-items: center; }
  .loss-chart:empty::before { content: 'The loss is drawn here once the network trains.'; color: var(--relu-muted-text); font-size: 0.75rem; text-align: center; text-wrap: balance; }
  /* Where the result has the width for itself, the run stands beside the picture. */
  @container result (width >= 36rem) {
    .panel-result { display: grid; grid-template: 'title title' auto 'surface chart' 1fr 'readout numbers' auto 'toggles numbers' auto / 1fr 1fr; gap: 0.25rem 2rem; width: 100%; max-width: 60rem; margin-inline: auto; }
    .panel-result > .panel-title { grid-area: title; }
    .surface { grid-area: surface; }
    .reading { grid-area: readout; }
    .panel-result > .toggles { grid-area: toggles; justify-self: center; }
    .panel-result > .loss-chart { grid-area: chart; height: auto; max-height: 24rem; }
    .panel-result > .numbers { grid-area: numbers; }
  }
`;
