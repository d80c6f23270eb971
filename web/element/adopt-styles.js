// Gives a shadow root the style sheet of a part. Knows neither.

/** Adopts the sheet once. @param {ShadowRoot} root @param {{ styles?: import('lit').CSSResult | null }} part  a class with its sheet */
export function adoptStyles(root, { styles }) {
  const sheet = styles?.styleSheet;
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
