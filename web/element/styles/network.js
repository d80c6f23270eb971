// The network and the selected layer: columns of tiles over their links.

import { css } from '@lit/reactive-element/css-tag.js';

export const networkStyles = css`
  .panel-network { padding-block: 0.5rem 0.25rem; }
  .network-head { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.75rem; }
  .network-head .panel-title { flex: 1 0 auto; margin: 0; }
  .every-layer { display: inline-flex; align-items: center; gap: 0.375rem; color: var(--relu-muted-text); font-size: 0.75rem; }
  .every-layer select { font-size: 0.8125rem; color: var(--relu-text); padding-inline: 0.5rem 1.25rem; max-width: 7.5rem; }
  .every-layer .menu::after { inset-inline-end: 0.5rem; }
  .network-size { color: var(--relu-muted-text); font-size: 0.75rem; }
  .stepper { margin-inline-start: auto; display: inline-flex; align-items: center; gap: 0.25rem; }
  .network-scroll { --edge: 1.25rem; --shade: color-mix(in srgb, var(--relu-line) 50%, transparent); overflow-x: auto; overscroll-behavior-x: contain; display: flex; background:
    linear-gradient(to right, var(--relu-surface) 50%, transparent) left / calc(2 * var(--edge)) 100% no-repeat local,
    linear-gradient(to left, var(--relu-surface) 50%, transparent) right / calc(2 * var(--edge)) 100% no-repeat local,
    linear-gradient(to right, var(--shade), transparent) left / var(--edge) calc(100% - 4px) no-repeat scroll,
    linear-gradient(to left, var(--shade), transparent) right / var(--edge) calc(100% - 4px) no-repeat scroll; }
  .network { --tile: 2rem; position: relative; flex: 1 0 0; min-width: min-content; display: flex; justify-content: space-between; gap: 0.5rem; padding: 0.25rem; min-height: 19rem; }
  .network[data-tallest='some'] { --tile: 1.625rem; }
  .network[data-tallest='many'] { --tile: 1.3125rem; }
  .links { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  /* The content has no say in a column's width: the strip under the network has the same columns without any. */
  .column { contain: inline-size; position: relative; display: flex; flex-direction: column; align-items: center; gap: 0.375rem; flex: 0 1 7.25rem; min-width: 5rem; }
  .column-input, .column-output { flex-basis: 3.75rem; min-width: 3rem; }
  .column-head { display: flex; flex-direction: column; align-items: stretch; gap: 0.125rem; width: 100%; min-height: 3.5rem; }
  .column-title { min-height: 1.5rem; padding: 0 0.25rem; font-size: 0.75rem; color: var(--relu-muted-text); border-radius: 6px; text-align: center; gap: 0; white-space: pre; }
  span.column-title { line-height: 1.5rem; }
  .selected .column-title { color: var(--relu-accent); font-weight: 650; }
  .column-menu { display: grid; }
  .column-head .menu { width: 100%; }
  .column-head select { width: 100%; font-size: 0.8125rem; padding-inline: 0.375rem 1.125rem; }
  .column-head .menu::after { inset-inline-end: 0.4rem; }
  .column-parameter { color: var(--relu-muted-text); }
  .column-parameter:empty { display: none; }
  .tiles { flex: 1; display: flex; flex-direction: column; justify-content: center; align-items: center; gap: clamp(2px, 0.35rem, 8px); }
  .tile { position: relative; width: var(--tile); height: var(--tile); min-width: 0; min-height: 0; padding: 0; border-radius: 6px; background: var(--relu-surface); border: 0; box-shadow: 0 0 0 1px var(--relu-line); }
  .map { display: block; width: 100%; height: 100%; border-radius: inherit; }
  .selected .tile { box-shadow: 0 0 0 1px var(--relu-accent); }
  .tile:hover, .tile:focus-visible { box-shadow: 0 0 0 2px var(--relu-text); }
  .tile[aria-expanded='true'] { box-shadow: 0 0 0 3px var(--relu-accent); }
  .tile-title { position: absolute; inset-inline-end: calc(100% + 0.25rem); font-size: 0.75rem; color: var(--relu-muted-text); white-space: nowrap; }
  .column-output .tile-title { inset: auto 2px 2px auto; padding: 0 0.1875rem; border-radius: 4px; background: var(--relu-surface); color: var(--relu-text); line-height: 1.2; }
  .network[data-tallest='many'] .column-output .tile-title { font-size: 0.625rem; }
  .column-input { padding-inline-start: 1.25rem; }
  .gap { align-self: center; max-width: 5rem; text-align: center; color: var(--relu-muted-text); }
  .more-units { font-size: 0.75rem; color: var(--relu-muted-text); }
  .column-foot { display: flex; align-items: center; gap: 0.125rem; min-height: 1.5rem; }
  .unit-count { min-width: 1.25rem; text-align: center; color: var(--relu-muted-text); }
  .unit-readout { min-height: 2.5em; font-size: 0.75rem; line-height: 1.25; color: var(--relu-muted-text); }

  .panel-activation { border-top: 1px solid var(--relu-grid); }
  .layer-card { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem 1.25rem; }
  .layer-head { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; }
  .layer-head .panel-title { margin: 0; }
  .formula, .regimes { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  .regimes { font-size: 0.75rem; color: var(--relu-muted-text); gap: 0 0.875rem; margin-inline-start: auto; }
  .regime b { color: var(--relu-text); }
  .slopes { font-weight: 600; }
  .slopes:empty { display: none; }
  .band { display: inline-block; width: 0.875rem; height: 0.75rem; margin-inline-end: 0.3125rem; vertical-align: -0.0625rem; border: 1px solid var(--relu-line); forced-color-adjust: none; }
  .band-saturated { background: var(--relu-grid); }
  .band-off { background: repeating-linear-gradient(135deg, var(--relu-line) 0 1px, var(--relu-panel) 1px 4px); }
  .curve-derivative { color: var(--relu-muted-text); }
  .activation-chart { height: 6.25rem; min-width: 0; }
  .panel-activation { padding-block: 0.375rem; }
  @container playground (width >= 40rem) {
    .layer-card { grid-template-columns: 14.5rem minmax(0, 1fr); }
  }
  @container playground (width < 40rem) {
    .network-head { margin-bottom: 0.5rem; }
    .network.network { --tile: 2.25rem; min-height: 0; gap: 0; }
    .tiles { gap: 0.5rem; }
    .tile::after { content: ''; position: absolute; inset: -0.25rem; }
    .column, .column-input, .column-output { flex: 1 0 2.875rem; min-width: 2.875rem; }
    .column-head { min-height: 2.75rem; }
    .column-head .menu, .column-activation, .column-parameter, .column-foot, .network-size, .word { display: none; }
    .column-title, span.column-title { display: grid; place-items: center; min-height: 2.75rem; line-height: 1.1; padding: 0; }
    .column-input { padding-inline-start: 0; }
    .tile-title { inset: auto 2px 2px auto; padding: 0 0.1875rem; border-radius: 4px; background: var(--relu-surface); color: var(--relu-text); line-height: 1.2; }
    .tiles { justify-content: flex-start; }
    .activation-chart { height: 11rem; }
  }
  @media (forced-colors: active) {
    .tile { outline: 1px solid ButtonText; }
    .selected .tile { outline: 2px solid Highlight; }
    .tile[aria-expanded='true'] { outline: 3px solid Highlight; }
    .tile:focus-visible { outline: 4px solid Highlight; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .tile { transition: box-shadow 120ms; }
  }
`;
