// Type, spacing and the arrangement of the panels by the width of the element, not of the window: three columns, two, or one with the
// controls at the thumb.

import { css } from '@lit/reactive-element/css-tag.js';

export const layoutStyles = css`
  :host {
    display: block;
    container: playground / inline-size;
    color: var(--relu-text);
    font-size: 0.8125rem;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  p, dl, dd, h2, fieldset, table { margin: 0; padding: 0; border: 0; min-width: 0; }
  button, input, select { font: inherit; color: inherit; }
  :focus-visible { outline: 2px solid var(--relu-focus); outline-offset: 2px; border-radius: 4px; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .muted { color: var(--relu-muted-text); }
  .small-print { font-size: 0.75rem; }
  .fault { color: var(--relu-danger); font-size: 0.8125rem; grid-column: 1 / -1; }

  .failure { padding: 1.5rem; border: 1px solid var(--relu-danger); border-radius: 14px; background: var(--relu-surface); display: grid; gap: 0.75rem; justify-items: start; }

  .playground { position: relative; background: var(--relu-surface); border: 1px solid var(--relu-grid); border-radius: 14px; }
  ::slotted([slot='question']) { margin: 0; padding: 0.625rem 1rem; font-size: 1.0625rem; line-height: 1.4; border-bottom: 1px solid var(--relu-grid); text-wrap: pretty; }
  .view-content { min-width: 0; }
  .view-empty { padding: 1rem; font-size: 1.0625rem; line-height: 1.4; max-width: 48ch; text-wrap: pretty; }
  .view-loading { display: grid; place-items: center; min-height: 20rem; color: var(--relu-muted-text); }
  .stage { display: grid; }
  .column-area { display: flex; flex-direction: column; min-width: 0; }
  .column-area:empty { display: none; }
  .panel { padding: 0.625rem 1rem; min-width: 0; }
  .panel-title { font-size: 0.8125rem; font-weight: 650; letter-spacing: 0.01em; margin-bottom: 0.375rem; }

  :is(.panel-controls, .race-bar) { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 1rem; padding: 0.5rem 1rem; }
  .transport, .walk { display: flex; align-items: center; gap: 0.25rem; }
  .walk { gap: 0; }
  .walk-button, .size-button.size-button { padding-inline: 0.375rem; }
  .size-button[aria-pressed='true'] .icon { color: var(--relu-accent); }
  .counters { display: flex; gap: 1.25rem; margin-inline-start: auto; }
  .counters div { display: flex; align-items: baseline; gap: 0.375rem; }
  .counters dt { color: var(--relu-muted-text); font-size: 0.75rem; }
  .counters dd { font-size: 1rem; font-weight: 600; min-width: 3.5ch; }
  .speed { display: flex; align-items: center; gap: 0.375rem; }
  .speed > span:first-child { color: var(--relu-muted-text); font-size: 0.75rem; }

  .panel-verdict { padding: 0; }
  .verdict { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; padding: 0.4375rem 1rem; min-height: 3.5rem;
    background: var(--relu-panel); border-block: 1px solid var(--relu-grid); }
  .sentence { flex: 1 1 24rem; font-size: 1.0625rem; line-height: 1.35; letter-spacing: -0.005em; text-wrap: pretty; max-width: 72ch; }
  .why { color: var(--relu-muted-text); font-size: 0.875rem; }
  .verdict::before { content: ''; flex: none; inline-size: 0.625rem; block-size: 0.625rem; border-radius: 50%; border: 2px solid var(--relu-muted-text); }
  .verdict[data-tone='bad']::before { border: 0; inline-size: 0.75rem; border-radius: 0; background: var(--relu-danger); clip-path: polygon(50% 0, 100% 100%, 0 100%); }
  .verdict[data-tone='good']::before { border-color: var(--relu-accent); background: var(--relu-accent); }
  .notice { display: flex; align-items: flex-start; justify-content: space-between; gap: 1rem; padding: 0.5rem 1rem; border-top: 1px solid var(--relu-grid); color: var(--relu-danger); }
  .notice p { flex: 1; align-self: center; overflow-wrap: anywhere; }
  .notice .fix { flex: none; }


  @container playground (width >= 40rem) {
    .stage { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); grid-template-areas: 'middle middle' 'right left'; }
    .area-left { grid-area: left; border-inline-start: 1px solid var(--relu-grid); }
    .area-middle { grid-area: middle; border-bottom: 1px solid var(--relu-grid); }
    .area-right { grid-area: right; container: result / inline-size; }
  }
  /* A column without panels leaves its room to the others. */
  @container playground (width >= 40rem) and (width < 62.5rem) {
    .stage:not(:has(.area-left .panel)) { grid-template-areas: 'middle middle' 'right right'; }
    .stage:not(:has(.area-right .panel)) { grid-template-areas: 'middle middle' 'left left'; }
  }
  @container playground (width >= 62.5rem) {
    .stage { grid-template-columns: var(--left, 0) var(--middle, 0) var(--right, 0); grid-template-areas: 'left middle right'; }
    .stage:has(.area-left .panel) { --left: 16.5rem; }
    .stage:has(.area-right .panel) { --right: 19rem; }
    .stage:has(.area-middle .panel) { --middle: minmax(0, 1fr); }
    .stage:not(:has(.area-middle .panel)) { --right: minmax(0, 1fr); }
    .stage:not(:has(:is(.area-middle, .area-right) .panel)) { --left: minmax(0, 1fr); --right: 0; }
    .stage:not(:has(:is(.area-left, .area-middle) .panel)) .area-right { border: 0; }
    .area-left { border-inline-start: 0; border-inline-end: 1px solid var(--relu-grid); }
    .area-middle { border-bottom: 0; align-self: start; }
    .area-right { border-inline-start: 1px solid var(--relu-grid); }
    /* Two lines, so that nothing below moves when one sentence takes the place of another. */
    .verdict { min-height: 3.875rem; }
  }
  @container playground (width < 40rem) {
    .playground { border-radius: 10px; }
    .area-right { order: -2; }
    .area-middle { order: -1; }
    .panel { padding: 0.75rem; }
    .panel + .panel, .column-area + .column-area > .panel:first-child { border-top: 1px solid var(--relu-grid); }
    .view-network, .race { display: flex; flex-direction: column; }
    :is(.panel-controls, .race-bar) { order: 9; position: sticky; bottom: 0; z-index: 2; gap: 0.25rem 0.75rem; padding: 0.5rem 0.75rem calc(0.5rem + env(safe-area-inset-bottom));
      background: var(--relu-surface); border-top: 1px solid var(--relu-line); border-radius: 0 0 10px 10px; }
    .panel-verdict { padding: 0; }
    .verdict { border-top: 0; border-radius: 10px 10px 0 0; }
    .sentence { flex-basis: 12rem; font-size: 1rem; }
    .fix { flex: 1 1 100%; }
    .transport { flex: 1 1 100%; }
    .transport .play { flex: 1; min-width: min-content; justify-content: center; }
    .counters { margin-inline-start: 0; gap: 0.75rem; }
    .counters div:nth-child(2), .size-button { display: none; }
    .panel-controls { flex-wrap: wrap; }
    :is(.speed, .race-bar .view-menu) { margin-inline-start: auto; min-width: 0; flex: 0 1 10rem; justify-content: flex-end; }
    :is(.speed, .race-bar .view-menu) > span:first-child, .copy-link span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  }
  @container playground (width <= 25rem) {
    :is(.panel-controls, .race-bar) { gap: 0.25rem; }
    :is(.speed, .race-bar .view-menu) { flex: 1 1 4.5rem; }
    .transport .quiet span { font-size: 0.75rem; }
    .transport .quiet { flex-direction: column; gap: 0; padding: 0.125rem 0.375rem; }
  }
  @container playground (width <= 21.25rem) {
    .transport { flex-wrap: wrap; }
    .counters dt { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  }
  @media print {
    .playground :is(.panel-controls, .fix, .notice, .help, .stepper, .column-foot, .more:not([open])) { display: none; }
  }
`;
