// Which link lies under a pointer. Must not know what a link stands for.

import { pointOnLink } from './links.js';

/** @typedef {import('./links.js').Link} Link */

/** How far from a curve a pointer still means it, CSS pixels. */
const REACH_PX = 6;

/**
 * The link under a pointer, or −1.
 * @param {import('./links.js').LinksView} view
 * @param {number} clientX
 * @param {number} clientY
 * @returns {number} index in the list that was drawn
 */
export function linkAt({ pixels, links }, clientX, clientY) {
  const { x, y } = pixels.locate(clientX, clientY);
  let found = -1;
  let nearest = REACH_PX;
  links.forEach((link, index) => {
    if (x < Math.min(link.x1, link.x2) - REACH_PX || x > Math.max(link.x1, link.x2) + REACH_PX) return;
    const distance = distanceToLink(link, x, y);
    if (distance <= nearest) {
      nearest = distance;
      found = index;
    }
  });
  return found;
}

/**
 * Distance of a place to a curve, CSS pixels, measured to its polyline.
 * @param {Link} link
 * @param {number} x
 * @param {number} y
 * @returns {number}
 */
export function distanceToLink(link, x, y) {
  const pieces = 24;
  let nearest = Infinity;
  let [fromX, fromY] = [link.x1, link.y1];
  for (let piece = 1; piece <= pieces; piece++) {
    const [toX, toY] = pointOnLink(link, piece / pieces);
    const lengthSquared = (toX - fromX) ** 2 + (toY - fromY) ** 2;
    const along = lengthSquared > 0 ? ((x - fromX) * (toX - fromX) + (y - fromY) * (toY - fromY)) / lengthSquared : 0;
    const near = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(fromX + near * (toX - fromX) - x, fromY + near * (toY - fromY) - y));
    [fromX, fromY] = [toX, toY];
  }
  return nearest;
}
