// What the element's lengths are written in. Many pages make their root's letters smaller, for round numbers in their own style sheets, and
// their text large again; what stands inside must not become unreadable there. Letters that a reader has made larger are followed. Knows
// style sheets as texts.

/** A browser's, where nobody has changed it. */
export const USUAL_REM_PX = 16;
const LENGTH = /(\d*\.?\d+)rem\b/g;

/** The page's own `rem`. */
const pageRemPx = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL_REM_PX;

/** The element's `rem`, in CSS pixels. */
export const remPx = () => Math.max(USUAL_REM_PX, pageRemPx());

/** A style sheet's text with every length, those in its conditions too, as long as a browser's usual letters make it. @param {string} text */
export function inUsualRems(text) {
  const factor = remPx() / pageRemPx();
  return factor === 1 ? text : text.replace(LENGTH, (_, number) => `${number * factor}rem`);
}
