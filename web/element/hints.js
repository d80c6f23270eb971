// How a picture is read and data are brought, in the words of what a reader has in hand: mouse and keys, or a finger. Knows no picture.

/** One of two texts: for a mouse and keys, or where a finger is all there is to point with. @param {string} pointer @param {string} finger */
export const inHand = (pointer, finger) => (matchMedia('(hover: none) and (pointer: coarse)').matches ? finger : pointer);

/** What stands where nothing is read yet: one line, in the narrow column of the result too. @param {string} what */
export const toRead = (what) => inHand(`Point or press arrow keys to read ${what}.`, `Tap ${what} to read it.`);

/** What reads a picture, as its name tells a screen reader: a phone has a finger, and now and then a keyboard too. */
export const readers = () => inHand('arrow keys', 'a finger or arrow keys');
