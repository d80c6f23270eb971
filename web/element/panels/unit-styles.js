// How the card of a unit looks. Must not know what is on it.

import { css } from '@lit/reactive-element/css-tag.js';

export const unitStyles = css`
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
  /* What scrolls cuts: the padding is room for the ring of the focus. */
  .unit-inputs { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0 0.75rem; max-height: 9.5rem; margin: -0.25rem; padding: 0.25rem; scroll-padding: 0.25rem; overflow-y: auto; overscroll-behavior: contain; }
  .weight { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); align-items: center; gap: 0.25rem; font-size: 0.75rem; min-height: calc(var(--control) + 0.125rem); color: var(--relu-muted-text); white-space: nowrap; }
  .weight input { color: var(--relu-text); border-color: var(--relu-line) !important; }
  @container playground (width < 40rem) {
    .unit-body { grid-template-columns: minmax(0, 9rem) minmax(0, 1fr); }
    .unit-weights { grid-column: 1 / -1; }
    .unit-inputs { max-height: 19rem; }
    .unit-card { scroll-margin-bottom: 8.5rem; }
    .fired-chart { height: 5.5rem; }
  }
`;
