// The look of “Your own data”.

import { css } from '@lit/reactive-element/css-tag.js';

export const ownStyles = css`
  .own-data { display: grid; gap: 0.375rem; margin-block: 0.375rem 0.5rem; padding: 0.5rem; border: 1px solid var(--relu-line); border-radius: 10px; background: var(--relu-panel); min-width: 0; }
  .own-way { display: grid; gap: 0.375rem; min-width: 0; }
  .own-data .chips { margin: 0; align-items: center; }
  .own-data .chip span { gap: 0.25rem; display: inline-flex; align-items: center; justify-content: center; padding-inline: 0.4375rem; background: var(--relu-surface); color: var(--relu-text); }
  .own-data .chip input:checked + span { background: var(--relu-accent); color: var(--relu-accent-text); }
  .own-ways { gap: 0.1875rem; }
  .own-data .own-ways .chip span { padding-inline: 0.3125rem; }
  .own-mark { width: 1.125rem; height: 1.125rem; border-radius: 4px; }
  .own-pad { position: relative; aspect-ratio: 1; border-radius: 8px; outline-offset: 1px; cursor: crosshair; }
  .own-canvas, .own-formula-canvas { display: block; width: 100%; height: 100%; }
  .own-pad.drawing { touch-action: none; outline: 2px solid var(--relu-accent); }
  .own-pad.drawing:focus-visible { outline: 3px solid var(--relu-focus); }
  .own-pad .pen { position: absolute; width: 1.25rem; height: 1.25rem; margin: -0.625rem 0 0 -0.625rem; border: 2px solid var(--relu-focus); border-radius: 50%; pointer-events: none; box-shadow: 0 0 0 1px var(--relu-surface); }
  .own-pad .pen::after { content: ''; position: absolute; inset: calc(50% - 1.5px); border-radius: 50%; background: var(--relu-focus); }
  .own-preview { aspect-ratio: 1; }
  .own-actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem; }
  .own-actions .fix { min-height: 1.875rem; }
  .own-actions .quiet { padding-inline: 0.5rem; min-height: 1.875rem; }
  .own-data :is(textarea, input[type='text']) { width: 100%; min-width: 0; font: 0.8125rem/1.4 ui-monospace, monospace; padding: 0.25rem 0.5rem; color: var(--relu-text); background: var(--relu-surface); border: 1px solid var(--relu-control-line, var(--relu-muted-text)); border-radius: 6px; }
  .own-data input[type='text'] { min-height: max(1.875rem, var(--control)); }
  .own-data textarea { display: block; resize: vertical; margin-block: 0.125rem 0.375rem; }
  .own-data textarea::placeholder { color: var(--relu-muted-text); opacity: 1; }
  .own-formula { display: grid; gap: 0.25rem; }
  .own-drop { border-radius: 8px; }
  .own-drop.over { outline: 2px dashed var(--relu-accent); outline-offset: 3px; }
  .own-file { display: inline-flex; cursor: pointer; }
  .own-file span { display: inline-flex; align-items: center; min-height: max(1.875rem, var(--control)); padding-inline: 0.75rem; border: 1px solid var(--relu-muted-text); border-radius: 999px; background: var(--relu-surface); }
  .own-file input:focus-visible + span { outline: 2px solid var(--relu-focus); outline-offset: 2px; }
  .own-files { display: grid; gap: 0.375rem; max-width: 20rem; }
  .own-files .own-file span { flex: 1; justify-content: center; min-height: max(2.25rem, var(--control)); font-size: 0.875rem; }
  .own-scroll { overflow: auto; max-width: 100%; border: 1px solid var(--relu-grid); border-radius: 6px; background: var(--relu-surface); }
  .own-table { border-collapse: collapse; font-size: 0.75rem; }
  .own-table :is(th, td) { padding: 0.125rem 0.5rem; text-align: start; white-space: nowrap; max-width: 10rem; overflow: hidden; text-overflow: ellipsis; }
  .own-table th { border-bottom: 1px solid var(--relu-line); }
  .own-examples { display: flex; flex-wrap: wrap; gap: 0.25rem; }
  .own-example { min-height: 1.5rem; padding: 0 0.5rem; font: 0.75rem ui-monospace, monospace; border: 1px solid var(--relu-grid); background: var(--relu-surface); }
  .own-place { display: block; overflow-wrap: anywhere; color: var(--relu-text); }
  .own-place mark { background: none; color: var(--relu-danger); border-bottom: 2px solid var(--relu-danger); font-weight: 700; }
  .own-points-count { display: inline-flex; align-items: center; gap: 0.375rem; }
  @container playground (width < 40rem) {
    .own-actions :is(.fix, .quiet) { min-height: 2.75rem; }
    .own-pad { max-width: 26rem; }
  }
  @media (pointer: coarse) {
    .own-actions :is(.fix, .quiet), .own-example { min-height: 2.75rem; }
  }
  @media (forced-colors: active) { .own-pad.drawing { outline-color: Highlight; } }
`;
