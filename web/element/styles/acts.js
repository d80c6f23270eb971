// What only a reader's acts bring to sight: the bubble of a hint, a cursor that keys move, tables that were opened, what has come with other data.

import { css } from '@lit/reactive-element/css-tag.js';

export const actStyles = css`
  .tip { position: absolute; z-index: 3; max-width: min(20rem, 100%); padding: 0.5rem 0.75rem; border-radius: 8px; pointer-events: none;
    background: var(--relu-text); color: var(--relu-surface); font-size: 0.8125rem; line-height: 1.4; box-shadow: 0 6px 24px rgb(0 0 0 / 18%); }
  @media (forced-colors: active) {
    .tip { border: 1px solid; background: Canvas; color: CanvasText; }
  }
  .replacement { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.5rem; font-size: 0.75rem; color: var(--relu-muted-text); }
  .undo { min-height: 1.5rem; padding: 0 0.5rem; font-size: 0.75rem; border: 1px solid var(--relu-line); }
  .signal-numbers[open] { flex: 1 0 100%; order: 1; }
  .table-scroll { overflow: auto; max-height: 14rem; }
  .signal-numbers table { width: 100%; border-collapse: collapse; font-size: 0.75rem; }
  .signal-numbers :is(th, td) { padding: 0.125rem 0 0.125rem 0.75rem; text-align: end; font-weight: 400; white-space: nowrap; }
  .signal-numbers th { color: var(--relu-muted-text); }
  .cursor { position: absolute; width: 15px; height: 15px; margin: -8px 0 0 -8px; border-radius: 50%; border: 2px solid var(--relu-text); box-shadow: 0 0 0 1.5px var(--relu-surface); pointer-events: none; }
  .numbers table { width: 100%; border-collapse: collapse; font-size: 0.75rem; }
  .numbers th, .numbers td { padding: 0.125rem 0; text-align: end; font-weight: 400; }
  .numbers th { color: var(--relu-muted-text); }
  @container playground (width < 40rem) {
    .signal-numbers[open] { order: 2; }
  }
`;
