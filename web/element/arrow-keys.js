// Where an arrow key leads, for every picture that keys walk through. A key that is pressed together with Ctrl, Alt or Cmd is the browser's.
// Knows no picture.

/** @typedef {Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>} Key */

/** @type {Record<string, { right: number, down: number }>} */
const ARROWS = {
  ArrowLeft: { right: -1, down: 0 },
  ArrowRight: { right: 1, down: 0 },
  ArrowUp: { right: 0, down: -1 },
  ArrowDown: { right: 0, down: 1 },
};

/** Whether the key belongs to the browser. @param {Key} event */
export const isShortcut = (event) => event.ctrlKey || event.metaKey || event.altKey;

/** One place to a side; null for every other key. @param {Key} event */
export const arrowOf = (event) => (isShortcut(event) ? null : (ARROWS[event.key] ?? null));

/** Along a row: one to a side, or to an end of it; 0 for every other key. @param {Key} event */
export const stepOf = (event) =>
  arrowOf(event)?.right ?? (isShortcut(event) ? 0 : ({ Home: -Infinity, End: Infinity }[event.key] ?? 0));
