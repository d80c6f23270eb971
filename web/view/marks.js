// The shape of each class's points: the second sign beside colour. Must not know data, axes or colours.

import { symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape';

/** @typedef {{ name: string, draw: (context: CanvasPath, area: number) => void }} Mark */

/**
 * A regular polygon with the given area around the origin.
 * @param {number} corners
 * @param {number} turn  angle of the first corner, radians clockwise from the right
 * @returns {Mark['draw']}
 */
function polygon(corners, turn) {
  return (context, area) => {
    const radius = Math.sqrt((2 * area) / (corners * Math.sin((2 * Math.PI) / corners)));
    for (let corner = 0; corner < corners; corner++) {
      const angle = turn + (corner * 2 * Math.PI) / corners;
      const x = radius * Math.cos(angle);
      const y = radius * Math.sin(angle);
      if (corner === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
  };
}

/**
 * @param {import('d3-shape').SymbolType} symbol
 * @returns {Mark['draw']}
 */
const drawn = (symbol) => (context, area) => symbol.draw(/** @type {any} */ (context), area);

/**
 * One shape for each class, the most different ones first; equal area, so that none looks more important.
 * @type {readonly Mark[]}
 */
export const marks = [
  { name: 'circle', draw: drawn(symbolCircle) },
  { name: 'triangle', draw: drawn(symbolTriangle) },
  { name: 'square', draw: drawn(symbolSquare) },
  { name: 'diamond', draw: drawn(symbolDiamond) },
  { name: 'cross', draw: drawn(symbolCross) },
  { name: 'star', draw: drawn(symbolStar) },
  { name: 'triangle pointing down', draw: polygon(3, Math.PI / 2) },
  { name: 'three-armed star', draw: drawn(symbolWye) },
  { name: 'pentagon', draw: polygon(5, -Math.PI / 2) },
  { name: 'hexagon', draw: polygon(6, 0) },
];

/**
 * The shape of a class; there are as many as there are class colours, and both repeat together.
 * @param {number} classIndex
 * @returns {Mark}
 */
export function markOf(classIndex) {
  return marks[classIndex % marks.length];
}
