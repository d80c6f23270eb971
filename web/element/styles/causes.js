// What the reader sees of causes: signal strip and card of a unit under the network, the old run beside the new one, the autopilot's log.

import { css } from '@lit/reactive-element/css-tag.js';

export const causesStyles = css`
  .badges { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .column-note { display: flex; justify-content: center; gap: 0 0.375rem; height: 1rem; line-height: 1rem; font-size: 0.75rem; white-space: nowrap; }
  .column-health { font-weight: 600; }
  .column-health:empty { display: none; }

  .panel-signal { border-top: 1px solid var(--relu-grid); padding-block: 0.375rem 0.25rem; position: relative; }
  .signal-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; }
  .signal-head .panel-title { margin: 0; min-width: 6.5rem; white-space: nowrap; }
  .signal-layer { font-weight: 400; color: var(--relu-muted-text); }
  .signal-legend { display: flex; gap: 0 0.75rem; flex: 1; min-width: 0; overflow: hidden; font-size: 0.75rem; }
  .measure { display: flex; align-items: baseline; gap: 0.375rem; }
  .measure dt { color: var(--relu-muted-text); white-space: nowrap; }
  .measure dd { font-weight: 600; white-space: nowrap; }
  .measure dd:empty { display: none; }
  .swatch { display: inline-block; width: 0.5rem; height: 0.75rem; margin-inline-end: 0.3125rem; vertical-align: -0.0625rem; border: 1.5px solid var(--relu-text); forced-color-adjust: none; }
  .swatch-forwardRms { background: var(--relu-text); }
  .swatch-deltaRms { background: var(--relu-accent); border-color: var(--relu-accent); }
  .swatch-gradientRms { border-color: var(--relu-accent); }
  .signal-numbers summary { min-height: 1.5rem; }
  .signal-numbers[open] { flex: 1 0 100%; order: 1; }
  .table-scroll { overflow: auto; max-height: 14rem; }
  .signal-numbers table { width: 100%; border-collapse: collapse; font-size: 0.75rem; }
  .signal-numbers :is(th, td) { padding: 0.125rem 0 0.125rem 0.75rem; text-align: end; font-weight: 400; white-space: nowrap; }
  .signal-numbers th { color: var(--relu-muted-text); }
  .signal-frame { position: relative; }
  .signal-axis { position: absolute; inset: 0 auto 0 0; width: 2rem; height: 100%; pointer-events: none; z-index: 1; }
  .signal-scroll { overflow-x: auto; overflow-y: hidden; overscroll-behavior-x: contain; display: flex; scrollbar-width: none; }
  .signal-columns { position: relative; flex: 1 0 0; min-width: min-content; height: 3.75rem; display: flex; justify-content: space-between; gap: 0.5rem; padding: 0 0.25rem; }
  .signal-bars { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .signal-column { height: 100%; min-height: 0; padding: 0; border-radius: 4px; }
  .signal-column:focus-visible { outline-offset: -2px; }

  .panel-unit:not(:has(.unit-card)) { display: none; }
  .panel-unit { border-top: 1px solid var(--relu-grid); }
  .area-middle:has(.unit-card) > .panel-activation { display: none; }
  .unit-card { scroll-margin-block: 0.75rem; }
  .unit-card:focus { outline: none; }
  .unit-card:focus-visible { outline: 2px solid var(--relu-focus); outline-offset: 6px; }
  .unit-head { display: flex; align-items: center; gap: 0.75rem; margin-bottom: 0.25rem; }
  .unit-head .panel-title { margin: 0; }
  .unit-summary { text-wrap: pretty; }
  .unit-state { font-weight: 600; }
  .unit-state:not(:empty)::after { content: '.'; }
  .unit-close { margin-inline-start: auto; }
  .unit-body { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr) 20.5rem; gap: 0.5rem 1.25rem; align-items: start; }
  .unit-map { display: block; width: 100%; aspect-ratio: 1; border-radius: 6px; }
  .unit-key { display: flex; gap: 0.875rem; font-size: 0.75rem; color: var(--relu-muted-text); margin-top: 0.25rem; }
  .unit-key span { display: inline-flex; align-items: center; gap: 0.3125rem; }
  .dot { width: 0.625rem; height: 0.625rem; border-radius: 50%; border: 2px solid var(--relu-text); }
  .dot.filled { background: var(--relu-text); }
  .unit-cause { text-wrap: pretty; }
  .fired-chart { height: 5rem; min-width: 0; margin-top: 0.25rem; }
  .unit-weights legend { margin-bottom: 0.125rem; }
  .unit-inputs { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0 0.75rem; max-height: 9rem; overflow-y: auto; overscroll-behavior: contain; }
  .weight { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); align-items: center; gap: 0.25rem; font-size: 0.75rem; min-height: calc(var(--control) + 0.125rem); color: var(--relu-muted-text); white-space: nowrap; }
  .weight input { color: var(--relu-text); border-color: var(--relu-line) !important; }

  .panel-comparison:not(:has(.comparison-card)) { display: none; }
  .panel-comparison { border-bottom: 1px solid var(--relu-grid); background: var(--relu-panel); }
  .comparison-card { display: flow-root; }
  .comparison-head { display: flex; align-items: center; gap: 0.25rem; margin-bottom: 0.25rem; }
  .comparison-head .panel-title { flex: 1; margin: 0; }
  .comparison-head button { min-height: 1.75rem; font-size: 0.8125rem; flex: none; padding-block: 0; }
  .before-surface { float: inline-start; width: 4.5rem; height: 4.5rem; margin-inline-end: 0.625rem; border-radius: 4px; }
  .comparison-text { font-size: 0.75rem; }
  .comparison-text p:first-child { color: var(--relu-muted-text); }
  .comparison-sentence { font-weight: 600; }
  .area-right:has(.comparison-card) .surface { max-width: 12.75rem; }
  .area-right:has(.comparison-card) .loss-chart { height: 9.5rem; }

  .autopilot { padding: 0.5rem 1rem; border-bottom: 1px solid var(--relu-grid); }
  .autopilot-head { display: flex; align-items: center; gap: 0.75rem; }
  .autopilot-head .panel-title { margin: 0; flex: 1; }
  .autopilot-steps { margin: 0; padding-inline-start: 1.25rem; max-height: 16rem; overflow-y: auto; overscroll-behavior: contain; }
  .autopilot-step { padding-block: 0.25rem; }
  .autopilot-step::marker { color: var(--relu-muted-text); }
  .autopilot-step { display: list-item; position: relative; padding-inline-end: 4.5rem; }
  .autopilot-step .quiet { position: absolute; inset: 0.125rem 0 auto auto; min-height: 1.75rem; }
  .autopilot-saw { color: var(--relu-muted-text); text-wrap: pretty; }

  @container playground (width < 40rem) {
    .comparison-head button { min-height: 2.75rem; }
    .column-note { height: 0; overflow: hidden; }
    .network:has(.column-health:not(:empty)) .column-head { min-height: 4.625rem; }
    .network:has(.column-health:not(:empty)) .column-note { height: 1.75rem; line-height: 0.875rem; font-size: 0.6875rem; text-align: center; white-space: normal; }
    .signal-columns.signal-columns { gap: 0; }
    .signal-column.signal-column { min-height: 0; }
    .signal-legend { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); flex: 1 0 100%; order: 1; }
    .signal-numbers { margin-inline-start: auto; }
    .signal-numbers summary { min-height: 2.75rem; padding-inline: 0.5rem; }
    .signal-numbers[open] { order: 2; }
    .unit-body { grid-template-columns: minmax(0, 9rem) minmax(0, 1fr); }
    .unit-weights { grid-column: 1 / -1; }
    .unit-card { scroll-margin-bottom: 8.5rem; }
    .fired-chart { height: 5.5rem; }
  }
`;
