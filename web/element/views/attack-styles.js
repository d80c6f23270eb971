// The look of the attacks: the picture beside what is said and asked of it, the table of activations below.

import { css } from '@lit/reactive-element/css-tag.js';
import { viewStyles } from './view-styles.js';

export const attackStyles = css`
  ${viewStyles}
  .attack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 2rem; padding: 1rem; }
  .attack h2 { font-size: 0.9375rem; margin-bottom: 0.25rem; }
  .attack-sentence { font-size: 1.0625rem; line-height: 1.4; min-height: 4lh; max-width: 46ch; text-wrap: pretty; }
  .attack-class { white-space: nowrap; }
  .attack-class-mark { inline-size: 1.125rem; block-size: 1.125rem; border-radius: 4px; vertical-align: -0.1875rem; margin-inline: -0.125rem 0.125rem; }
  .attack-marks { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .attack-fields { display: grid; gap: 0.25rem 1rem; max-width: 24rem; margin-block: 0.5rem; }
  .attack-fields :is(label, .attack-field) { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); align-items: center; gap: 0.5rem; min-height: var(--control); }
  .attack-fields .with-number { grid-template-columns: 6.5rem minmax(0, 1fr) 4.5rem; }
  .attack-buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block: 0.5rem; }
  .attack-fields .menu { justify-self: start; }
  .attack-row { display: flex; align-items: center; gap: 0.25rem; white-space: nowrap; }
  .attack-row input[type='number'] { max-width: 5rem; border-color: var(--relu-line); }
  .attack-buttons .fix { flex: 0 1 auto; }
  .attack-side { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; align-content: start; min-width: 0; }
  .attack-table { max-width: 34rem; }
  .attack :is(th, td) { padding: 0.25rem 0.75rem 0.25rem 0; text-align: end; font-weight: 400; border-bottom: 1px solid var(--relu-grid); }
  .attack th:first-child { text-align: start; }
  .attack thead th { color: var(--relu-muted-text); font-size: 0.75rem; vertical-align: bottom; }
  .attack-pictures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.75rem; }
  .attack-pictures figure { margin: 0; display: grid; gap: 0.25rem; align-content: start; }
  .attack-pictures canvas { width: 100%; aspect-ratio: 1; image-rendering: pixelated; outline: 1px solid var(--relu-line); outline-offset: -1px; border-radius: 6px; }
  .attack-key { white-space: nowrap; }
  .attack-key > span { display: inline-block; inline-size: 0.625rem; block-size: 0.625rem; border-radius: 2px; vertical-align: -0.0625rem; }
  .attack-key > .attack-more { background: var(--relu-positive); }
  .attack-key > .attack-less { background: var(--relu-negative); }
  @media (forced-colors: active) { .attack-key > span { forced-color-adjust: none; } }
  .attack-pictures figcaption { font-size: 0.75rem; color: var(--relu-muted-text); }
  .pictures .attack :is(.attack-field, .with-number, .attack-buttons) { display: none; }
  .pictures .attack-compared:not(:has(table)) { display: none; }
  @container playground (width < 22rem) {
    .attack-fields :is(label, .attack-field) { grid-template-columns: minmax(0, 1fr); gap: 0.125rem; }
    .attack-fields .with-number { grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.75rem; }
    .attack-fields .with-number > span { grid-column: 1 / -1; }
    .attack-row { flex-wrap: wrap; }
  }
  @container playground (width >= 47.5rem) { .attack { grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); } }
  @container playground (width >= 62.5rem) { .attack:has(.attack-pictures) { grid-template-columns: minmax(0, 36rem) minmax(0, 1fr); } }
`;
