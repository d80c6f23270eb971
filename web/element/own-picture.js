// A picture of the reader's own, made as the pictures of the data set were made: strokes are moved and scaled into the frame, drawn with a
// pen of the set's width, and averaged cell by cell. Pure functions; knows nothing of the screen.

/** @typedef {import('../view/digit-pad.js').Point} Point */
/**
 * How a data set's pictures lie in their frame.
 *
 * @typedef {object} PictureLaw
 * @property {'height' | 'longer' | 'none'} fit  which side of the drawing fills the frame; centred by its bounding box
 * @property {number} brush  width of a stroke, in cells
 */

/**
 * Measured on the files: every digit touches the first and the last row, its bounding box stands in the middle (4.09 of 8 cells from the
 * left), and the ink of a zero (16 to 25 cells) is that of a ring 1.4 cells wide. The longer side of a piece of clothing fills the frame.
 *
 * @type {Record<string, PictureLaw>}
 */
const LAWS = {
  digits_8x8: { fit: 'height', brush: 1.4 },
  fashion_14x14: { fit: 'longer', brush: 2.5 },
};

/** @returns {PictureLaw} */
export const lawOf = (/** @type {string} */ name) => LAWS[name] ?? { fit: 'none', brush: 1.5 };

/** Points along a side of a cell at which the ink is looked up. */
const FINENESS = 4;

/**
 * The picture, 0 (nothing) to 1 (full ink), row by row.
 *
 * @param {readonly (readonly Point[])[]} strokes  one point is a dot
 * @param {readonly [rows: number, cells: number]} frame
 * @param {PictureLaw} law
 */
export function pictureOf(strokes, [rows, cells], law) {
  const picture = new Float32Array(rows * cells);
  const move = placement(strokes, [rows, cells], law);
  const radius = law.brush / 2;
  const width = cells * FINENESS;
  const ink = new Float32Array(width * rows * FINENESS);
  for (const stroke of strokes) {
    const points = stroke.map(move);
    points.forEach((point, index) => {
      line(ink, width, points[Math.max(0, index - 1)], point, radius);
    });
  }
  ink.forEach((share, place) => {
    const row = Math.floor(place / width / FINENESS);
    const cell = Math.floor((place % width) / FINENESS);
    picture[row * cells + cell] += share / FINENESS ** 2;
  });
  return picture;
}

/** Where a point of the drawing lies in the frame, in cells. @param {readonly (readonly Point[])[]} strokes @param {readonly [number, number]} frame @param {PictureLaw} law */
function placement(strokes, [rows, cells], { fit, brush }) {
  const points = strokes.flat();
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x * cells);
    box.right = Math.max(box.right, x * cells);
    box.top = Math.min(box.top, y * rows);
    box.bottom = Math.max(box.bottom, y * rows);
  }
  if (fit === 'none' || points.length === 0) return (/** @type {Point} */ { x, y }) => ({ x: x * cells, y: y * rows });
  // The pen's own width belongs to the drawing: its middle line keeps half of it away from the frame.
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const [mostWide, mostHigh] = [cells - brush, rows - brush];
  const tall = mostHigh / height;
  const wide = mostWide / width;
  const scale = Math.min(tall, wide, LARGEST);
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  // A digit fills the height even where that would push it out at the sides: then it is made narrower.
  const upright = fit === 'height' ? Math.min(tall, LARGEST) : scale;
  return (/** @type {Point} */ { x, y }) => ({
    x: cells / 2 + (x * cells - middle.x) * scale,
    y: rows / 2 + (y * rows - middle.y) * upright,
  });
}

/** A dot stays a dot: no drawing is enlarged more. */
const LARGEST = 8;

/** Inks what lies within `radius` of a segment. @param {Float32Array} ink @param {number} width @param {Point} from @param {Point} to @param {number} radius  in cells */
function line(ink, width, from, to, radius) {
  const height = ink.length / width;
  const reach = radius + 1;
  const first = (/** @type {number} */ a, /** @type {number} */ b) =>
    Math.max(0, Math.floor((Math.min(a, b) - reach) * FINENESS));
  const last = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ end) =>
    Math.min(end, Math.ceil((Math.max(a, b) + reach) * FINENESS));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  for (let y = first(from.y, to.y); y < last(from.y, to.y, height); y++) {
    for (let x = first(from.x, to.x); x < last(from.x, to.x, width); x++) {
      const [px, py] = [(x + 0.5) / FINENESS - from.x, (y + 0.5) / FINENESS - from.y];
      const share = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      const distance = Math.hypot(px - share * dx, py - share * dy);
      const cover = Math.min(1, Math.max(0, (radius - distance) * FINENESS + 0.5));
      if (cover > ink[y * width + x]) ink[y * width + x] = cover;
    }
  }
}

/**
 * Cells that were inked one by one, as strokes: dots, joined where they touch.
 *
 * @param {ReadonlySet<number>} inked  row · cells + cell
 * @param {readonly [rows: number, cells: number]} frame
 * @returns {Point[][]}
 */
export function strokesOfCells(inked, [rows, cells]) {
  const pointOf = (/** @type {number} */ place) => ({
    x: ((place % cells) + 0.5) / cells,
    y: (Math.floor(place / cells) + 0.5) / rows,
  });
  return [...inked].flatMap((place) => {
    const cell = place % cells;
    const neighbours = [
      ...(cell + 1 < cells ? [place + 1, place + cells + 1] : []),
      place + cells,
      ...(cell > 0 ? [place + cells - 1] : []),
    ].filter((other) => inked.has(other));
    return neighbours.length ? neighbours.map((other) => [pointOf(place), pointOf(other)]) : [[pointOf(place)]];
  });
}
