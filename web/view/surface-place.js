// What lies where on a surface that is drawn: the point and the answer under a pointer, the place of a point on the screen. Must not know who asks.

import { position } from './surface-field.js';

/** @typedef {import('./surface.js').SurfaceView} SurfaceView */
/** @typedef {import('./surface-field.js').SurfaceInput} SurfaceInput */

/**
 * How far a pointer is across the plot and down it; null off the plot.
 * @param {SurfaceView} surface @param {number} clientX @param {number} clientY
 */
function shareAt(surface, clientX, clientY) {
  const { pixels } = surface;
  if (pixels.width === 0) return null;
  const plot = surface.plot();
  const place = pixels.locate(clientX, clientY);
  const across = (place.x - plot.x) / plot.size;
  const down = (place.y - plot.y) / plot.size;
  return across >= 0 && across <= 1 && down >= 0 && down <= 1 ? { across, down } : null;
}

/**
 * The point of the domain under a pointer; null off the plot.
 * @param {SurfaceView} surface @param {number} clientX @param {number} clientY
 * @returns {{ x: number, y: number } | null}
 */
export function pointAt(surface, clientX, clientY) {
  const share = shareAt(surface, clientX, clientY);
  if (!surface.input || !share) return null;
  const { min, max } = surface.input.domain;
  return { x: min + share.across * (max - min), y: max - share.down * (max - min) };
}

/**
 * The network's answer under a pointer, interpolated between the samples; null off the plot.
 *
 * Trap     A value may be NaN or infinite: it is the network's answer, not a drawing's.
 * @param {SurfaceView} surface @param {number} clientX @param {number} clientY
 * @returns {{ x: number, y: number, values: number[] } | null}
 */
export function valueAt(surface, clientX, clientY) {
  const share = shareAt(surface, clientX, clientY);
  const point = pointAt(surface, clientX, clientY);
  if (!surface.input || !share || !point) return null;
  const values = sampleAt(surface.input, share.across, share.down);
  return values && { ...point, values };
}

/**
 * Where a point of the domain is on the screen: the inverse of `pointAt`, for a cursor that keys move.
 * @param {SurfaceView} surface @param {number} x @param {number} y
 * @returns {{ clientX: number, clientY: number } | null}
 */
export function placeOf(surface, x, y) {
  const { input, pixels } = surface;
  if (!input || pixels.width === 0) return null;
  const plot = surface.plot();
  const corner = pixels.locate(0, 0);
  return {
    clientX: (plot.x + ((1 + position(x, input.domain)) / 2) * plot.size - corner.x) * pixels.scale,
    clientY: (plot.y + ((1 - position(y, input.domain)) / 2) * plot.size - corner.y) * pixels.scale,
  };
}

/**
 * Bilinear interpolation of every map between pixel centres; level from the outermost centres to the edge.
 * @param {Pick<SurfaceInput, 'grid' | 'resolution' | 'maps'>} input
 * @param {number} across  0..1 from the left
 * @param {number} down  0..1 from the top
 * @returns {number[] | null} one value for each map; null when there is no grid
 */
export function sampleAt({ grid, resolution, maps }, across, down) {
  const cells = resolution * resolution;
  if (resolution < 2 || grid.length < cells * maps) return null;
  /** @param {number} share */
  const centre = (share) => Math.min(resolution - 1, Math.max(0, share * resolution - 0.5));
  const column = Math.min(resolution - 2, Math.floor(centre(across)));
  const row = Math.min(resolution - 2, Math.floor(centre(down)));
  const u = centre(across) - column;
  const v = centre(down) - row;
  return Array.from({ length: maps }, (_, map) => {
    const corner = map * cells + row * resolution + column;
    const top = blend(grid[corner], grid[corner + 1], u);
    const bottom = blend(grid[corner + resolution], grid[corner + resolution + 1], u);
    return blend(top, bottom, v);
  });
}

/**
 * Trap     A share of 0 or 1 takes one side alone: a value that is not finite stays where it is.
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
function blend(from, to, share) {
  if (share === 0) return from;
  return share === 1 ? to : from * (1 - share) + to * share;
}
