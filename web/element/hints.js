// How a picture is read and data are brought, said to a reader with the words of what he has in hand: mouse and keys, or a finger. Knows no picture.

/** @typedef {{ pointer: string, finger: string }} Hint */

/** What stands where nothing has been read, chosen or brought yet. @satisfies {Record<string, Hint>} */
const HINTS = {
  network: {
    pointer: 'Point at a unit or a line, or move with the arrow keys, to read it.',
    finger: 'Tap a unit or a line to read it.',
  },
  layers: {
    pointer: 'Point at a map, or walk through its units with the arrow keys, to read it.',
    finger: 'Tap a map to read it.',
  },
  surface: {
    pointer: 'Point at the picture, or walk over it with the arrow keys, to read it.',
    finger: 'Tap the picture to read it.',
  },
  matrix: {
    pointer: 'Point at a cell, or walk with the arrow keys, to read it.',
    finger: 'Tap a cell to read it.',
  },
  map: {
    pointer: 'Point at a cell, or walk through the map with the arrow keys. A click or Enter opens its network.',
    finger: 'Tap a cell to read it, and once more to open its network.',
  },
  attack: {
    pointer: 'Choose a point by clicking near it, or with the arrow keys.',
    finger: 'Tap near a point to choose it.',
  },
  table: {
    pointer: 'Paste a table, or drop a file here',
    finger: 'Paste a table here',
  },
  drawing: {
    pointer: 'Draw with the mouse, or with the arrow keys and Space.',
    finger: 'Draw with a finger.',
  },
};

/** Whether a finger is all there is to point with. */
const hasOnlyFingers = () => matchMedia('(hover: none) and (pointer: coarse)').matches;

/** @param {keyof typeof HINTS} name */
export const hint = (name) => HINTS[name][hasOnlyFingers() ? 'finger' : 'pointer'];
