// The icons of the controls as inline drawings. They carry no meaning of their own: each stands beside or inside a named button.

import { html, svg } from 'lit/html.js';

const icon = (/** @type {unknown} */ shapes) =>
  html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" fill="none"
    stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`;

export const icons = {
  play: icon(svg`<path d="M7 4.5v15l12-7.5z" fill="currentColor" />`),
  pause: icon(svg`<path d="M8 5v14M16 5v14" stroke-width="4" stroke-linecap="butt" />`),
  step: icon(svg`<path d="M6 5v14l9-7z" fill="currentColor" /><path d="M18.5 5v14" stroke-width="2.5" />`),
  reset: icon(svg`<path d="M4 12a8 8 0 1 0 2.6-5.9" /><path d="M4 3.5V9h5.5" />`),
  seed: icon(
    svg`<rect x="4" y="4" width="16" height="16" rx="3.5" /><g fill="currentColor" stroke="none"><circle cx="8.8" cy="8.8" r="1.5" /><circle cx="15.2" cy="15.2" r="1.5" /><circle cx="15.2" cy="8.8" r="1.5" /><circle cx="8.8" cy="15.2" r="1.5" /></g>`,
  ),
  link: icon(
    svg`<path d="M10 14a4.5 4.5 0 0 0 6.4 0l3-3A4.5 4.5 0 0 0 13 4.600l-1 1" /><path d="M14 10a4.5 4.5 0 0 0-6.4 0l-3 3A4.5 4.5 0 0 0 11 19.400l1-1" />`,
  ),
  done: icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`),
  undo: icon(svg`<path d="M4 9h11a5 5 0 0 1 0 10h-3" /><path d="M8.5 4.5L4 9l4.5 4.5" />`),
  redo: icon(svg`<path d="M20 9H9a5 5 0 0 0 0 10h3" /><path d="M15.5 4.5L20 9l-4.5 4.5" />`),
  plus: icon(svg`<path d="M12 6v12M6 12h12" />`),
  minus: icon(svg`<path d="M6 12h12" />`),
  before: icon(svg`<path d="M14 6l-6 6 6 6" />`),
  after: icon(svg`<path d="M10 6l6 6-6 6" />`),
  large: icon(svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`),
  close: icon(svg`<path d="M7 7l10 10M17 7L7 17" />`),
};
