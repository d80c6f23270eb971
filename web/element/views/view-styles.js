// The look of the controls that several views have (view-controls.js).

import { css } from '@lit/reactive-element/css-tag.js';

export const viewStyles = css`
  .view-menu { display: inline-flex; align-items: center; gap: 0.375rem; min-width: 0; max-width: 100%; min-height: var(--control); }
  .view-menu > span:first-child { color: var(--relu-muted-text); font-size: 0.75rem; }
  .view-progress { appearance: none; flex: 1 1 8rem; max-width: 24rem; height: 0.375rem; border: 0; border-radius: 999px; background: var(--relu-grid); overflow: hidden; }
  .view-progress::-webkit-progress-bar { background: var(--relu-grid); }
  .view-progress::-webkit-progress-value { background: var(--relu-accent); }
  .view-progress::-moz-progress-bar { background: var(--relu-accent); }
  .view-content:not(.view-network) .chip span { padding-inline: 0.625rem; }
  /* A shadow at the side where there is more to scroll to. */
  .view-table { max-width: 100%; overflow-x: auto; overscroll-behavior-x: contain;
    background: linear-gradient(to left, var(--relu-surface) 40%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
      linear-gradient(to left, color-mix(in srgb, var(--relu-text) 20%, transparent), transparent) 100% 0 / 0.875rem 100% no-repeat scroll; }
  .view-table table { width: 100%; border-collapse: collapse; }
  .view-table :is(thead th:first-child, tbody th) { position: sticky; inset-inline-start: 0; background: var(--relu-surface); }
  .view-empty .fix { margin-block-start: 0.75rem; }
  .view-failing { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-block: 0.25rem 0.75rem; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--relu-line); }
  .view-failing > p { flex: 1 1 16rem; }
  .view-copies { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.5rem; margin-inline-start: -0.75rem; }
  .pictures .view-table { overflow: visible; background: none; }
  .pictures .view-menu { min-height: 0; }
  .pictures :is(.view-progress, .view-copies, .chips) { display: none; }
`;
