// The look of the controls that several views have (view-controls.js).

import { css } from '@lit/reactive-element/css-tag.js';

export const viewStyles = css`
  .view-menu { display: inline-flex; align-items: center; gap: 0.375rem; min-width: 0; max-width: 100%; min-height: var(--control); }
  .view-menu > span:first-child { color: var(--relu-muted-text); font-size: 0.75rem; }
  .view-progress { appearance: none; flex: 1 1 8rem; max-width: 24rem; height: 0.375rem; border: 0; border-radius: 999px; background: var(--relu-grid); overflow: hidden; }
  .view-progress::-webkit-progress-bar { background: var(--relu-grid); }
  .view-progress::-webkit-progress-value { background: var(--relu-accent); }
  .view-progress::-moz-progress-bar { background: var(--relu-accent); }
  .view-copies { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.5rem; margin-inline-start: -0.75rem; }
  .pictures .view-menu { min-height: 0; }
  .pictures :is(.view-progress, .view-copies, .chips) { display: none; }
`;
