// The value of a setting in words, where it stands as text. Knows no setting.

import { exactText } from './number-text.js';

/** @param {any} value */
export const valueText = (value) => {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? exactText(value) : String(value).replaceAll('_', ' ');
};
