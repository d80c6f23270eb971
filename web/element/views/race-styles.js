// The look of the race: the bar, what differs, the lanes beside their chart, the table of all starts below.

import { css, unsafeCSS } from '@lit/reactive-element/css-tag.js';
import { laneChartCss } from '../../view/lane-chart.js';
import { viewStyles } from './view-styles.js';

export const raceStyles = css`
  ${viewStyles}
  ${unsafeCSS(laneChartCss)}
  .race-epoch { white-space: nowrap; }
  .race-setup { display: grid; gap: 0.5rem; padding: 0.625rem 1rem; background: var(--relu-panel); border-block: 1px solid var(--relu-grid); }
  .race-common { font-size: 0.9375rem; text-wrap: pretty; }
  .race-common .muted { font-size: 0.8125rem; margin-inline-start: 0.5rem; }
  .race-line-up { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 1rem; }
  .race-values { display: flex; flex-wrap: wrap; gap: 0.375rem; margin: 0; padding: 0; list-style: none; }
  .race-values li { display: inline-flex; align-items: center; padding-inline: 0.625rem 0.25rem; min-height: 1.75rem; border: 1px solid var(--relu-line); border-radius: 999px; background: var(--relu-surface); }

  .race-stage { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem 1.25rem; padding: 0.75rem 1rem; }
  .race-lanes { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.75rem; margin: 0; padding: 0; list-style: none; align-content: start; }
  .race-lane { position: relative; display: grid; align-content: start; gap: 0.125rem; padding: 0.5rem; border: 1px solid var(--relu-grid); border-radius: 10px; }

  .lane-title { display: flex; align-items: center; min-width: 0; }
  .lane-title strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
  .lane-surface { display: block; width: 100%; aspect-ratio: 1; border-radius: 6px; }
  .lane-score { font-size: 1.125rem; font-weight: 600; min-height: 1.4em; }
  .race-lane .lane-status { min-height: 2.6em; font-size: 0.75rem; line-height: 1.3; color: var(--relu-muted-text); text-wrap: pretty; }
  .lane-open { position: absolute; inset: 0; min-height: 0; padding: 0; border-radius: 10px; }
  .lane-open:focus-visible { outline-offset: 1px; }
  @media (hover: hover) { .race-lane:hover { box-shadow: 0 0 0 1px var(--relu-line); } }

  .race-results { display: flex; flex-direction: column; min-width: 0; }
  .race-toggles { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-bottom: 0.375rem; }
  .lane-chart { flex: 1 1 auto; height: 20rem; min-width: 0; }

  .race-starts { display: grid; gap: 0.625rem; padding: 0.75rem 1rem 1rem; border-top: 1px solid var(--relu-grid); }
  .race-repeat { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 1rem; }
  .race-repeat .panel-title { margin: 0; }
  .race-table :is(th, td) { padding: 0.375rem 0.75rem 0.375rem 0; text-align: start; font-weight: 400; white-space: nowrap; border-bottom: 1px solid var(--relu-grid); }
  .race-table thead th { color: var(--relu-muted-text); font-size: 0.75rem; }
  .race-table tbody th { font-weight: 600; }

  @container playground (width >= 40rem) {
    .race-lanes { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  }
  @container playground (width >= 56.25rem) {
    .race-stage { grid-template-columns: minmax(0, 6fr) minmax(0, 5fr); }
  }
  @container playground (width >= 73.75rem) {
    .tabs + .view-race .race-bar { min-height: 2.875rem; padding: 0.25rem 1rem 0.25rem 1.25rem; }
    .tabs + .view-race .play { min-height: 2.25rem; }
    .race-setup { clear: both; }
  }
  @container playground (width < 40rem) {
    .race-setup, .race-stage, .race-starts { padding-inline: 0.75rem; }
    .race-common .muted { display: block; margin-inline-start: 0; }
    .race-lanes { grid-template-columns: repeat(auto-fill, minmax(min(8rem, 100%), 1fr)); }
    .race-values li { min-height: 2.75rem; }
  }
  @media (forced-colors: active) {
    .lane-key, .race-lane { forced-color-adjust: none; }
  }
  .pictures .race :is(.race-bar, .race-add, .race-toggles, .race-repeat .view-menu, .race-starts:not(:has(table)), .lane-open) { display: none; }
  .pictures .race-stage { grid-template-columns: minmax(0, 1fr); }
  .pictures .lane-chart { height: auto; }
  .printed .lane-chart { flex: none; height: 20rem; }
`;
