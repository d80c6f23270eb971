// Where the tiles of the network lie on the page, and where the lines between them run. Reads the layout once; draws nothing.

import { drawingScale } from '../view/pixel-canvas.js';

/** @typedef {{ x: number, y: number, width: number, height: number }} Box  from the network's corner, in units of the drawings over it */
/** @typedef {{ x1: number, y1: number, x2: number, y2: number, weight: number, column: number, from: number, to: number }} Link */

/**
 * The boxes of every column's tiles.
 *
 * @param {Element | null} network  the box that they are measured from
 * @param {readonly import('./network-shape.js').Column[]} columns
 * @param {(column: number, unit: number) => Element | null} tileAt
 * @returns {Box[][]}
 */
export function tileBoxes(network, columns, tileAt) {
  const frame = network?.getBoundingClientRect();
  const scale = network ? drawingScale(network) : 1;
  return columns.map((column, index) =>
    Array.from({ length: frame ? column.shown : 0 }, (_, unit) => {
      const { left = 0, top = 0, width = 0, height = 0 } = tileAt(index, unit)?.getBoundingClientRect() ?? {};
      return {
        x: (left - (frame?.left ?? 0)) / scale,
        y: (top - (frame?.top ?? 0)) / scale,
        width: width / scale,
        height: height / scale,
      };
    }),
  );
}

/** The lines: from the right edge of a tile to the left edge of each of the next column's. @param {readonly Box[][]} boxes @returns {Link[]} */
export function linksBetween(boxes) {
  return boxes.slice(1).flatMap((targets, before) =>
    targets.flatMap((target, to) =>
      boxes[before].map((source, from) => ({
        x1: source.x + source.width,
        y1: source.y + source.height / 2,
        x2: target.x,
        y2: target.y + target.height / 2,
        weight: 0,
        column: before + 1,
        from,
        to,
      })),
    ),
  );
}
