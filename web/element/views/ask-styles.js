// The look of the asking view: both networks' pictures beside the question and the curves.

import { css } from '@lit/reactive-element/css-tag.js';
import { viewStyles } from './view-styles.js';

export const askStyles = css`
  ${viewStyles}
  .ask { display: grid; gap: 1rem 2rem; padding: 1rem; }
  .ask h2 { font-size: 0.9375rem; margin-bottom: 0.25rem; }
  .ask-sentence { font-size: 1.0625rem; line-height: 1.4; min-height: 3lh; max-width: 46ch; text-wrap: pretty; }
  .ask-marks { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .ask-planes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr)); gap: 1rem; }
  .ask-planes figure { margin: 0; min-width: 0; }
  .ask-planes figcaption { font-size: 0.8125rem; text-align: center; min-height: 2lh; }
  .ask-planes figcaption strong { font-weight: 600; }
  .ask-buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block: 0.5rem; }
  .ask-buttons .fix { flex: 0 1 auto; }
  .ask-mark { inline-size: 1.125rem; block-size: 1.125rem; border-radius: 4px; margin-inline-start: -0.25rem; }
  .ask-chart { width: 100%; height: 12rem; display: block; }
  .ask-side { display: grid; gap: 1rem; align-content: start; min-width: 0; }
  .ask-table { border-collapse: collapse; }
  .ask-table th, .ask-table td { padding: 0.125rem 0.75rem 0.125rem 0; text-align: end; font-weight: 400; }
  .pictures .ask .ask-buttons { display: none; }
  @container playground (width >= 56.25rem) { .ask { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
`;
