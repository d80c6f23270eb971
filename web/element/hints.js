// How a picture is read and data are brought, in the words of what a reader has in hand: mouse and keys, or a finger. Knows no picture.

/** One of two texts: for a mouse and keys, or where a finger is all there is to point with. @param {string} pointer @param {string} finger */
export const inHand = (pointer, finger) => (matchMedia('(hover: none) and (pointer: coarse)').matches ? finger : pointer);

/** What stands where nothing is read yet. @param {string} what @param {string} [go]  as in "walk with the arrow keys" */
export const toRead = (what, go = 'walk') =>
  inHand(`Point at ${what}, or ${go} with the arrow keys, to read it.`, `Tap ${what} to read it.`);
