// What the reader sees of causes while a network trains: its badges and the signal strip under it.

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
  .signal-frame { position: relative; }
  .signal-axis { position: absolute; inset: 0 auto 0 0; width: 2rem; height: 100%; pointer-events: none; z-index: 1; }
  .signal-scroll { overflow-x: auto; overflow-y: hidden; overscroll-behavior-x: contain; display: flex; scrollbar-width: none; }
  .signal-columns { position: relative; flex: 1 0 0; min-width: min-content; height: 3.75rem; display: flex; justify-content: space-between; gap: 0.5rem; padding: 0 0.25rem; }
  .signal-bars { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .signal-column { height: 100%; min-height: 0; padding: 0; border-radius: 4px; }
  .signal-column:focus-visible { outline-offset: -2px; }

  @container playground (width < 40rem) {
    .column-note { height: 0; overflow: hidden; }
    .network:has(.column-health:not(:empty)) .column-head { min-height: 4.625rem; }
    .network:has(.column-health:not(:empty)) .column-note { height: 1.75rem; line-height: 0.875rem; font-size: 0.6875rem; text-align: center; white-space: normal; }
    .signal-columns.signal-columns { gap: 0; }
    .signal-column.signal-column { min-height: 0; }
    .signal-legend { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); flex: 1 0 100%; order: 1; }
    .signal-numbers { margin-inline-start: auto; }
    .signal-numbers summary { min-height: 2.75rem; padding-inline: 0.5rem; }
  }
`;
