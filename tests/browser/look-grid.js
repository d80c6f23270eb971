// A picture as a coarse grid of cells, each with its mean colour and how much is drawn in it, and the comparison of two such grids. Fonts and
// their smoothing differ between machines by a few grey levels a cell; a panel that is gone, or a layout that has come apart, changes
// whole rows of cells. Knows nothing of what is on the picture.

/** @typedef {{ columns: number, rows: number, cells: Uint8Array }} Grid  four bytes a cell: red, green, blue, ink */

/** Pixels of a cell's side. */
const CELL_PX = 48;
/** A cell differs when one of its four numbers, 0 to 255, differs by more than this: letters of another font stay below. */
export const CELL_TOLERANCE = 20;
/** Share of the cells that may differ: another font breaks some lines elsewhere. */
export const SHARE_TOLERANCE = 0.06;

/**
 * Runs in a page: the picture's pixels are read there, so that no decoder is needed.
 *
 * @param {{ png: string, cellPx: number }} picture  in base64
 */
async function gridInPage({ png, cellPx }) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(bitmap, 0, 0);
  const columns = Math.ceil(bitmap.width / cellPx);
  const rows = Math.ceil(bitmap.height / cellPx);
  const cells = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const width = Math.min(cellPx, bitmap.width - column * cellPx);
      const height = Math.min(cellPx, bitmap.height - row * cellPx);
      const { data } = context.getImageData(column * cellPx, row * cellPx, width, height);
      const count = data.length / 4;
      const mean = [0, 1, 2].map((channel) => {
        let sum = 0;
        for (let i = channel; i < data.length; i += 4) sum += data[i] ?? 0;
        return sum / count;
      });
      let ink = 0;
      for (let i = 0; i < data.length; i += 4)
        for (let channel = 0; channel < 3; channel++) ink += Math.abs((data[i + channel] ?? 0) - (mean[channel] ?? 0));
      cells.push(...mean.map(Math.round), Math.min(255, Math.round(ink / count)));
    }
  }
  return { columns, rows, cells };
}

/**
 * @param {import('playwright-core').Page} page  any, that is not the one on the picture
 * @param {Buffer} png
 * @returns {Promise<Grid>}
 */
export async function gridOf(page, png) {
  const grid = await page.evaluate(gridInPage, { png: png.toString('base64'), cellPx: CELL_PX });
  return { ...grid, cells: Uint8Array.from(grid.cells) };
}

/** @param {Grid} grid @returns {string} */
export const gridText = ({ columns, rows, cells }) => `${columns}x${rows}:${Buffer.from(cells).toString('base64')}`;

/** @param {string} text @returns {Grid} */
export function readGrid(text) {
  const [, columns, rows, cells = ''] = /^(\d+)x(\d+):(.*)$/.exec(text) ?? [];
  return { columns: Number(columns), rows: Number(rows), cells: Uint8Array.from(Buffer.from(cells, 'base64')) };
}

/**
 * The share of cells that differ, and a map of them, one letter a cell.
 *
 * @param {Grid} one @param {Grid} other @returns {{ share: number, map: string }}
 */
export function gridDifference(one, other) {
  if (one.columns !== other.columns || one.rows !== other.rows) return { share: 1, map: 'another size' };
  const differs = Array.from({ length: one.columns * one.rows }, (_, cell) =>
    [0, 1, 2, 3].some(
      (part) => Math.abs((one.cells[4 * cell + part] ?? 0) - (other.cells[4 * cell + part] ?? 0)) > CELL_TOLERANCE,
    ),
  );
  const lines = Array.from({ length: one.rows }, (_, row) =>
    differs
      .slice(row * one.columns, (row + 1) * one.columns)
      .map((cell) => (cell ? '#' : '·'))
      .join(''),
  );
  return { share: differs.filter(Boolean).length / differs.length, map: lines.join('\n') };
}
