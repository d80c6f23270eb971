// Gives an element the style sheet of a part that was loaded later. Knows neither.

/** Adopts the sheet once. @param {Element} host @param {{ styles?: import('lit').CSSResult | null }} part  a class with its sheet */
export function adoptStyles(host, { styles }) {
  const root = host.shadowRoot;
  const sheet = styles?.styleSheet;
  if (root && sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
