// Gives a shadow root the style sheet of a part. Knows neither.

import { inUsualRems } from '../view/usual-rem.js';

/** Sheets whose lengths a page has made us write anew, by their text. @type {Map<string, CSSStyleSheet>} */
const rewritten = new Map();

/** The sheet of a part on this page. @param {import('lit').CSSResult} styles */
export function sheetOf(styles) {
  const text = inUsualRems(styles.cssText);
  if (text === styles.cssText) return /** @type {CSSStyleSheet} */ (styles.styleSheet);
  let sheet = rewritten.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    rewritten.set(text, sheet);
  }
  return sheet;
}

/** Adopts the sheet once. @param {ShadowRoot} root @param {{ styles?: import('lit').CSSResult | null }} part  a class with its sheet */
export function adoptStyles(root, { styles }) {
  if (!styles) return;
  const sheet = sheetOf(styles);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
