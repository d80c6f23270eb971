// The tabs of the views, and how they share a row with the transport where there is room.

import { css } from '@lit/reactive-element/css-tag.js';

export const tabStyles = css`
  .tabs { display: flex; gap: 0.25rem; padding: 0 0.75rem; border-bottom: 1px solid var(--relu-grid); overflow-x: auto; scrollbar-width: none; }
  .tabs [role='tab'] { flex: none; min-height: max(2.25rem, var(--control)); padding: 0 0.625rem; border-radius: 0; color: var(--relu-muted-text); border-block-end: 2px solid transparent; }
  .tabs [role='tab']:focus-visible { outline-offset: -2px; }
  .tabs [role='tab'][aria-selected='true'] { color: var(--relu-text); font-weight: 600; border-block-end-color: var(--relu-accent); }
  /* Tabs and transport share a row where there is room: a float beside a box that takes what is left. */
  @container playground (width >= 73.75rem) {
    .tabs { padding-inline-end: 0; gap: 0; }
    .tabs:has(+ .view-network > .panel-controls, + .view-race) { float: inline-start; border-bottom: 0; }
    .tabs [role='tab'] { min-height: 2.875rem; padding-inline: 0.5rem; }
    .tabs + .view-network > :not(.panel-controls) { clear: both; }
    .tabs + .view-network > .panel-controls { min-height: 2.875rem; padding: 0.25rem 0.75rem 0.25rem 1.25rem; gap: 0.25rem 0.75rem; flex-wrap: nowrap; }
    .tabs + .view-network :is(.transport, .walk, .counters, .copy-link) { flex: none; }
    .tabs + .view-network .speed { min-width: 0; }
    .tabs + .view-network .play { min-height: 2.25rem; min-width: 7.125rem; }
    .tabs + .view-network .transport .quiet { padding-inline: 0.5rem; }
    .tabs + .view-network .counters { gap: 0.75rem; }
    .tabs + .view-network .copy-link { padding-inline: 0.5rem; }
    .tabs + .view-network .speed > span:first-child { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  }
  @container playground (width >= 73.75rem) and (width < 86.25rem) {
    .tabs + .view-network > .panel-controls { gap: 0.25rem 0.3125rem; padding-inline: 0.625rem 0.5rem; }
    .tabs + .view-network .play { min-width: 6rem; padding-inline: 0.625rem 0.75rem; }
    .tabs + .view-network .counters { gap: 0.5rem; }
    .tabs + .view-network :is(.transport .quiet, .walk-button, .copy-link) { padding-inline: 0.3125rem; gap: 0.25rem; }
    .tabs + .view-network .copy-link span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  }
  @container playground (width >= 73.75rem) and (width < 78rem) {
    .tabs + .view-network .counters div:nth-child(2) { display: none; }
  }
  @container playground (width < 40rem) {
    .tabs { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.75rem, 1fr)); padding-inline: 0.25rem; gap: 0; }
    .tabs [role='tab'] { flex: 1 0 auto; padding-inline: 0.25rem; font-size: 0.8125rem; }
  }
`;
