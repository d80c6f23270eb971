// The shape of each class's points: the second sign beside colour. Must not know data, axes or colours.

/** @typedef {{ name: string, draw: (context: CanvasPath, area: number) => void }} Mark */
/** @typedef {readonly (readonly [number, number])[]} Corners  in order around the origin, in any unit */

/**
 * The outline through some corners, with the given area.
 * @param {Corners} corners
 * @returns {Mark['draw']}
 */
function outline(corners) {
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return (context, area) => {
    const scale = Math.sqrt((2 * area) / Math.abs(twice));
    corners.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(x * scale, y * scale);
      else context.lineTo(x * scale, y * scale);
    });
    context.closePath();
  };
}

/**
 * Some corners, repeated around the origin.
 * @param {number} times
 * @param {number} turn  of the first ones, radians clockwise
 * @param {Corners} [corners]
 * @returns {Corners}
 */
function around(times, turn, corners = [[1, 0]]) {
  return Array.from({ length: times }, (_, time) => turn + (time * 2 * Math.PI) / times).flatMap((angle) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return corners.map(([x, y]) => /** @type {const} */ ([x * cos - y * sin, x * sin + y * cos]));
  });
}

const UP = -Math.PI / 2;
/** Where the arms of three begin: half their width over the tangent of 60°. */
const ARM = 1 / Math.sqrt(3);
/** The inner corners of a five-pointed star, whose sides lie on five lines. */
const NOTCH = Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10);

/**
 * One shape for each class, the most different ones first; equal area, so that none looks more important.
 * @type {readonly Mark[]}
 */
export const marks = [
  { name: 'circle', draw: (context, area) => void context.arc(0, 0, Math.sqrt(area / Math.PI), 0, 2 * Math.PI) },
  { name: 'triangle', draw: outline(around(3, UP)) },
  { name: 'square', draw: outline(around(4, Math.PI / 4)) },
  {
    name: 'diamond',
    draw: outline([
      [1, 0],
      [0, Math.sqrt(3)],
      [-1, 0],
      [0, -Math.sqrt(3)],
    ]),
  },
  {
    name: 'cross',
    draw: outline(
      around(4, 0, [
        [3, -1],
        [3, 1],
        [1, 1],
      ]),
    ),
  },
  {
    name: 'star',
    draw: outline(
      around(5, UP, [
        [1, 0],
        [NOTCH * Math.cos(Math.PI / 5), NOTCH * Math.sin(Math.PI / 5)],
      ]),
    ),
  },
  { name: 'triangle pointing down', draw: outline(around(3, -UP)) },
  {
    name: 'three-armed star',
    draw: outline(
      around(3, -UP, [
        [ARM, -1],
        [ARM + 2, -1],
        [ARM + 2, 1],
      ]),
    ),
  },
  { name: 'pentagon', draw: outline(around(5, UP)) },
  { name: 'hexagon', draw: outline(around(6, 0)) },
];

/**
 * The shape of a class; there are as many as there are class colours, and both repeat together.
 * @param {number} classIndex
 * @returns {Mark}
 */
export function markOf(classIndex) {
  return marks[classIndex % marks.length];
}
