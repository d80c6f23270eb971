// The element's style sheets, in the order of the cascade: colours from the table of the drawings, then type and layout, controls,
// network, its causes and result. Adopted sheets only: nothing here is ever a style attribute.

import { css, unsafeCSS } from '@lit/reactive-element/css-tag.js';
import { tokensCss } from '../view/theme.js';
import { causesStyles } from './styles/causes.js';
import { controlStyles } from './styles/controls.js';
import { layoutStyles } from './styles/layout.js';
import { networkStyles } from './styles/network.js';
import { resultStyles } from './styles/result.js';

export const styles = [css`${unsafeCSS(tokensCss())}`, layoutStyles, controlStyles, networkStyles, causesStyles, resultStyles];
