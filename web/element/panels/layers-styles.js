// How the columns of a network of any layers look. Must not know what is in them.

import { css } from '@lit/reactive-element/css-tag.js';

export const layersStyles = css`
  .layers { flex: 1 0 auto; display: flex; gap: 0.75rem; align-items: flex-start; min-height: 12rem; padding: 0.25rem; min-width: min-content; }
  .layer-column { position: relative; flex: 0 0 auto; width: 8.5rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; padding: 0.375rem; border-radius: 10px; border: 1px solid transparent; }
  .layer-column.wide { width: 11rem; }
  .layer-column.small { width: 6.75rem; }
  .layer-column.rows { flex: 1 0 8.5rem; max-width: 16rem; }
  .layer-column.names { width: 12.5rem; }
  .layer-column.selected { border-color: var(--relu-accent); background: color-mix(in srgb, var(--relu-accent) 6%, transparent); }
  .layer-column.inside { background: color-mix(in srgb, var(--relu-text) 4%, transparent); }
  .stage-head { display: grid; gap: 0; min-height: 3.75rem; align-content: start; }
  .layer-name { justify-content: flex-start; min-height: 1.5rem; padding: 0 0.25rem; font-size: 0.8125rem; font-weight: 600; border-radius: 6px; text-align: start; }
  span.layer-name { line-height: 1.5rem; }
  .layer-column.selected .layer-name { color: var(--relu-accent); }
  .layer-facts { padding-inline: 0.25rem; font-size: 0.75rem; line-height: 1.25; color: var(--relu-muted-text); overflow-wrap: anywhere; }
  .maps { position: relative; border-radius: 4px; }
  .maps canvas { display: block; width: 100%; }
  .layer-foot { padding-inline: 0.25rem; font-size: 0.75rem; color: var(--relu-muted-text); }
  .layer-dead { color: var(--relu-text); font-weight: 600; }
  .open-block { min-height: 1.5rem; padding: 0 0.5rem; font-size: 0.75rem; border: 1px solid var(--relu-line); border-radius: 999px; justify-self: start; }
  .layers .gap { align-self: center; flex: none; }
  .layer-tools { margin-inline-start: auto; display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: center; }
  .layer-tools button { padding-inline: 0.375rem; }
  .add-layer { max-width: 7.75rem; }
  .input-names { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); font-size: 0.75rem; gap: 0.125rem; max-height: 20rem; overflow-y: auto; }
  .input-names li { display: flex; justify-content: space-between; gap: 0.5rem; }
  .input-names li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  @container playground (width < 40rem) {
    .layers { gap: 0.25rem; }
    .open-block { min-height: 2.75rem; }
    .layer-name { min-height: 2.75rem; }
  }
`;
