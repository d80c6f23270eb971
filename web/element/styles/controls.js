// Buttons, menus, sliders, switches: one height, one look, room for a finger where the pointer is one.

import { css } from '@lit/reactive-element/css-tag.js';

export const controlStyles = css`
  :host { --control: 1.5rem; }
  button { font-size: 0.875rem; display: inline-flex; align-items: center; justify-content: center; gap: 0.375rem; min-height: 2.25rem; padding: 0 0.75rem; border-radius: 8px;
    border: 1px solid transparent; background: none; cursor: pointer; touch-action: manipulation; }
  button:disabled, button[aria-disabled='true'] { opacity: 0.4; cursor: default; }
  .icon { flex: none; width: 1.25rem; height: 1.25rem; }
  .play { min-height: 2.5rem; min-width: 6.5rem; padding-inline: 0.875rem 1.125rem; border-radius: 999px; background: var(--relu-accent); color: var(--relu-accent-text); font-weight: 600; font-size: 1rem; }
  .quiet { color: var(--relu-text); }
  .quiet .icon { color: var(--relu-muted-text); }
  .fix { border-radius: 999px; border-color: var(--relu-line); text-align: center; padding-block: 0.25rem; }
  .primary { background: var(--relu-accent); border-color: var(--relu-accent); color: var(--relu-accent-text); font-weight: 600; padding-inline: 1.125rem; }
  .small { min-height: 1.5rem; min-width: 1.5rem; padding: 0; border-radius: 6px; color: var(--relu-muted-text); }
  .small .icon { width: 1rem; height: 1rem; }
  @media (hover: hover) {
    button.quiet:hover:not(:disabled), .small:hover:not(:disabled) { background: color-mix(in srgb, var(--relu-text) 8%, transparent); }
    .play:hover, .primary:hover { background: color-mix(in srgb, var(--relu-accent) 88%, var(--relu-text)); }
  }

  .menu { position: relative; display: inline-flex; min-width: 0; }
  .menu::after { content: ''; position: absolute; inset-inline-end: 0.5rem; inset-block-start: calc(50% - 0.2rem); inline-size: 0.375rem; block-size: 0.375rem; pointer-events: none;
    border: solid var(--relu-muted-text); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) translate(-1px, -1px); }
  select { appearance: none; min-width: 0; max-width: 100%; min-height: var(--control); padding: 0 1.375rem 0 0.5rem; border: 1px solid var(--relu-line); border-radius: 6px;
    background: var(--relu-surface); text-overflow: ellipsis; }
  select[aria-disabled='true'] { color: var(--relu-muted-text); }
  option { background: var(--relu-surface); color: var(--relu-text); }

  .field { display: grid; grid-template-columns: minmax(0, 1fr) 6.25rem; align-items: center; gap: 0 0.5rem; min-height: calc(var(--control) + 0.25rem); }
  .field-slider { grid-template-columns: minmax(0, 1fr) 3.875rem 3.625rem; }
  .field .menu, .field select { width: 100%; }
  .fixed { color: var(--relu-text); font-weight: 600; text-align: end; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .field.field-fixed, .field.field-switch { grid-template-columns: minmax(0, 1fr) auto; }
  .column-activation { min-height: var(--control); display: grid; align-items: center; justify-content: center; }
  .field-menu { grid-template-columns: minmax(0, 5.75rem) minmax(0, 1fr); }
  .field-menu.field-menu:has(.long:checked) { grid-template-columns: auto minmax(0, 1fr); }
  .more-data.more-data:has(optgroup :checked) { grid-template-columns: minmax(0, 1fr); }
  .caption { display: flex; align-items: center; gap: 0.125rem; min-width: 0; }
  .caption label { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .help { flex: none; min-height: 1rem; width: 1rem; height: 1rem; padding: 0; border-radius: 50%; font-size: 0.75rem; color: var(--relu-muted-text); border: 1px solid var(--relu-grid); display: none; }

  input[type='number'] { width: 100%; min-width: 0; min-height: var(--control); padding: 0 0.25rem; text-align: end; border: 1px solid transparent; border-radius: 6px; background: none; appearance: textfield; -moz-appearance: textfield; }
  input[type='number']::-webkit-inner-spin-button { display: none; }
  .field:hover input[type='number'], input[type='number']:focus { border-color: var(--relu-line); background: var(--relu-surface); }
  .field:not(.field-slider) input[type='number'] { border-color: var(--relu-line); }
  input[aria-invalid='true'] { border-color: var(--relu-danger) !important; color: var(--relu-danger); }

  input[type='range'] { appearance: none; width: 100%; min-width: 0; height: var(--control); margin: 0; background: none; cursor: pointer; touch-action: pan-y; }
  input[type='range']::-webkit-slider-runnable-track { height: 3px; border-radius: 2px; background: var(--relu-line); }
  input[type='range']::-moz-range-track { height: 3px; border-radius: 2px; background: var(--relu-line); }
  input[type='range']::-webkit-slider-thumb { appearance: none; width: 14px; height: 14px; margin-top: -5.5px; border-radius: 50%; border: 2px solid var(--relu-surface); background: var(--relu-accent); }
  input[type='range']::-moz-range-thumb { width: 12px; height: 12px; border-radius: 50%; border: 2px solid var(--relu-surface); background: var(--relu-accent); }

  input[type='checkbox'] { accent-color: var(--relu-accent); width: 1rem; height: 1rem; margin: 0; }
  .switch { justify-self: end; }
  .toggles { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  .toggle { display: inline-flex; align-items: center; gap: 0.375rem; min-height: var(--control); cursor: pointer; }

  legend { padding: 0; font-size: 0.75rem; color: var(--relu-muted-text); }
  .thumbnails { display: grid; grid-template-columns: repeat(auto-fill, minmax(2rem, 1fr)); gap: 0.25rem; }
  .own-open { grid-column: span 2; min-height: 0; padding: 0; gap: 0.125rem; font-size: 0.75rem; border: 1px dashed var(--relu-muted-text); border-radius: 7px; }
  .own-open[aria-expanded='true'] { border: 1px solid var(--relu-accent); color: var(--relu-accent); }
  .own-open .icon { width: 0.875rem; height: 0.875rem; }
  .thumbnails legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .thumbnail { position: relative; display: block; aspect-ratio: 1; cursor: pointer; border-radius: 7px; }
  .thumbnail input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .thumbnail canvas { display: block; width: 100%; height: 100%; border-radius: 6px; border: 1px solid var(--relu-grid); background: var(--relu-neutral); }
  .thumbnail input:checked + canvas { border-color: var(--relu-accent); box-shadow: 0 0 0 1.5px var(--relu-accent); }
  .thumbnail input:focus-visible + canvas { outline: 2px solid var(--relu-focus); outline-offset: 3px; }
  .more-data { margin-top: 0.25rem; grid-template-columns: auto minmax(0, 1fr); }
  .chosen { margin-block: 0.375rem 0.25rem; font-size: 0.75rem; color: var(--relu-muted-text); text-wrap: pretty; }
  .chosen strong { color: var(--relu-text); font-weight: 600; }
  .chips { display: flex; flex-wrap: wrap; gap: 0.25rem; margin-top: 0.25rem; }
  .chips legend { margin-bottom: 0.25rem; }
  .chip { position: relative; }
  .chip input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
  .chip span { display: inline-grid; place-items: center; min-height: 1.5rem; min-width: 1.5rem; padding: 0 0.25rem; border: 1px solid var(--relu-line); border-radius: 999px; color: var(--relu-muted-text); }
  .chip input:checked + span { background: var(--relu-accent); border-color: var(--relu-accent); color: var(--relu-accent-text); }
  .chip input:focus-visible + span { outline: 2px solid var(--relu-focus); outline-offset: 2px; }
  .more summary { min-height: var(--control); display: flex; align-items: center; color: var(--relu-muted-text); cursor: pointer; font-size: 0.8125rem; }
  .more summary::before { content: '+'; inline-size: 1rem; }
  .more[open] summary::before { content: '−'; }

  @container playground (width < 40rem) {
    :host { --control: 2.75rem; }
    .playground { --control: 2.75rem; }
    button, .small, .transport button { min-height: 2.75rem; min-width: 2.75rem; }
    .field { min-height: 3rem; grid-template-columns: minmax(0, 1fr) 8rem; }
    .field-slider { grid-template-columns: minmax(0, 9.25rem) minmax(0, 1fr) 4rem; }
    .field-menu { grid-template-columns: minmax(0, 9.25rem) minmax(0, 1fr); }
    .help { display: inline-flex; border: 0; min-width: 2.75rem; min-height: 2.75rem; }
    .thumbnails { grid-template-columns: repeat(auto-fill, minmax(3.25rem, 1fr)); gap: 0.5rem; }
    .own-open { min-height: 2.75rem; }
    .chip span { padding-inline: 0.5rem; min-height: 2.75rem; min-width: 2.75rem; }
    .switch { width: 1.5rem; height: 1.5rem; }
  }
  @container playground (width <= 21.25rem) {
    .more-data.more-data { grid-template-columns: minmax(0, 1fr); }
  }
  @container playground (width < 18rem) {
    .field-menu { grid-template-columns: minmax(0, 1fr); }
    .field-slider { grid-template-columns: minmax(0, 1fr) 4rem; }
    .field-slider > .caption { grid-column: 1 / -1; }
  }
  @media (pointer: coarse) {
    .playground { --control: 2.75rem; }
    .field-menu { grid-template-columns: minmax(0, 9.25rem) minmax(0, 1fr); }
    button, .small { min-height: 2.75rem; min-width: 2.75rem; }
    .help { display: inline-flex; border: 0; min-width: 2.75rem; min-height: 2.75rem; }
    .chip span { padding-inline: 0.5rem; min-height: 2.75rem; min-width: 2.75rem; }
  }
  @media (forced-colors: active) {
    .play, .primary, .chip input:checked + span { forced-color-adjust: none; }
    input[type='range']::-webkit-slider-thumb { background: ButtonText; }
    .thumbnail input:checked + canvas { outline: 3px solid Highlight; }
  }
`;
