// The look of the maps: controls above, the table in the middle, legend and read-out below it.

import { css, unsafeCSS } from '@lit/reactive-element/css-tag.js';
import { cellMapCss } from '../../view/cell-map.js';
import { viewStyles } from './view-styles.js';

export const mapStyles = css`
  ${viewStyles}
  ${unsafeCSS(cellMapCss)}
  .map-view { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; padding: 0.75rem 1rem 1rem; }
  .map-controls { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
  .map-common { max-width: 80ch; font-size: 0.9375rem; text-wrap: pretty; }
  .map-menus { display: flex; flex-wrap: wrap; gap: 0.375rem 1.25rem; }
  .map-progress { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.875rem; }
  .map-progress { min-height: 2.25rem; }
  .map-progress .fix { min-width: 7rem; }
  .map-state { color: var(--relu-muted-text); }
  /* A shadow at the edge that cuts the map, over its cells; at the map's own end a strip of the ground lies over it. */
  .map-scroll { --edge: 0.75rem; display: flex; overflow-x: auto; overscroll-behavior-x: contain; padding-block: 4px; margin: -4px calc(-1 * var(--edge)) -4px 0; }
  .map-grid { position: relative; flex: 1 0 0; min-width: 34rem; padding-inline-end: calc(var(--edge) + 4px); }
  .map-grid::after { content: ''; position: absolute; z-index: 3; inset: -4px 0 -4px auto; width: var(--edge); background: var(--relu-surface); }
  .map-scroll::after { content: ''; position: sticky; z-index: 2; inset-inline-end: 0; flex: none; width: var(--edge); margin-inline-start: calc(-1 * var(--edge)); margin-block: -4px; pointer-events: none;
    background: linear-gradient(to left, color-mix(in srgb, var(--relu-text) 35%, transparent), transparent); }
  .map-foot { display: grid; gap: 0.625rem; }
  .map-legend { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; color: var(--relu-muted-text); font-size: 0.75rem; }
  .map-legend .ramp-end { color: var(--relu-text); }
  .ramp { inline-size: 8rem; block-size: 0.625rem; border-radius: 3px; border: 1px solid var(--relu-grid); }
  .ramp-accent { background: linear-gradient(to right in oklab, color-mix(in oklab, var(--relu-accent) 8%, var(--relu-surface)), var(--relu-accent)); }
  .ramp-text { background: linear-gradient(to right in oklab, color-mix(in oklab, var(--relu-text) 8%, var(--relu-surface)), var(--relu-text)); }
  .map-key { margin-inline-start: 0.5rem; }
  .map-key b { color: var(--relu-text); font-weight: 400; }
  .map-reading { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1rem; min-height: 3.25rem; padding: 0.375rem 0.875rem; border-radius: 10px; background: var(--relu-panel); }
  .map-readout { flex: 1 1 20rem; font-size: 0.9375rem; text-wrap: pretty; }
  @container playground (width < 40rem) {
    .map-view { padding: 0.75rem; }
    .map-reading .fix { flex: 1 1 100%; }
    .map-grid { min-width: 30rem; }
    .cell-map thead th:first-child { width: 5.5rem; }
  }
  @media (forced-colors: active) {
    .ramp { forced-color-adjust: none; }
  }
  .pictures .map-view :is(.map-progress, .map-reading) { display: none; }
  .pictures .map-scroll { overflow: visible; }
  .pictures .map-scroll::after { display: none; }
`;
