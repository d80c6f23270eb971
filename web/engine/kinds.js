// What kind of data a network is trained on, by the shape of a row, and what a row of it is called. Knows no data set.

/** @typedef {'plane' | 'picture' | 'sequence' | 'table'} Kind */
/** @typedef {{ sample: [channels: number, height: number, width: number] }} Shaped */

const NOUNS = { plane: 'point', picture: 'picture', sequence: 'sequence', table: 'row' };

/** Points of the plane have two columns, whatever features are made of them; a picture has a width, a sequence only steps. @returns {Kind} */
export function kindOf(/** @type {Shaped} */ { sample }) {
  const [channels, height, width] = sample;
  if (width > 1) return 'picture';
  if (height > 1) return 'sequence';
  return channels === 2 ? 'plane' : 'table';
}

/** What one row of the data is called: "point", "picture". */
export const nounOf = (/** @type {Shaped} */ description) => NOUNS[kindOf(description)];
