// What the numbers of a surface mean: the colour of each sample, and the regions that they make. Must not
// know a canvas, the network, or the points that lie above.

import { lineScale } from './line-scale.js';
import { colourAt, divergingRamp, HALF_STEPS, sequentialRamp } from './ramp.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ min: number, max: number }} Interval */
/**
 * Points as x, y, x, y…; labels are the class (0 or 1, or −1 or 1; 0, 1, 2…) or the value wanted.
 * @typedef {{ points: ArrayLike<number>, labels: ArrayLike<number> }} PointSet
 */
/** @typedef {{ x: Interval, y: Interval, left: number }} Scales  the values at the ends of the axes; left: CSS pixels for the numbers beside the plot */
/**
 * Shape    grid maps × resolution × resolution, each map row-major from the top left. A sample is the value at the
 *          centre of its pixel: the first one lies half a pixel inside the domain's left and upper edges.
 * @typedef {Object} SurfaceInput
 * @property {ArrayLike<number>} grid
 * @property {number} resolution  samples along a side, at least 2
 * @property {number} maps  1, or one for each class
 * @property {'binary' | 'multiclass' | 'regression'} task
 * @property {'binary' | 'multiclass' | 'regression'} [pointTask]  what the points' labels are, where the map is not the network's answer
 * @property {Interval} range  values that get the two full colours; the boundary of two classes is its middle
 * @property {Interval} domain  of both axes
 * @property {(label: number) => string} [nameOf]  what a class is called, where it is not "class 1"
 * @property {Scales} [scales]  what stands along the axes, where it is not the domain
 * @property {PointSet | null} [train]
 * @property {PointSet | null} [test]
 * @property {boolean} [showTest]
 * @property {boolean} [discrete]  flat regions instead of confidence
 * @property {Theme} theme
 */

/** How far the ground goes towards the pure colours: the points, which are pure, stay readable above it. */
const GROUND_STRENGTH = { light: 0.62, dark: 0.58 };
const FLAT_STRENGTH = 0.55;
const REGRESSION_LINES = 8;

/** @typedef {{ diverging: Uint32Array, classes: Uint32Array[] }} Palette */
/** @type {WeakMap<Theme, Palette>} */
const palettes = new WeakMap();

/**
 * The ramps of a theme, made once.
 * @param {Theme} theme
 * @returns {Palette}
 */
export function surfacePalette(theme) {
  let palette = palettes.get(theme);
  if (!palette) {
    const strength = GROUND_STRENGTH[theme.scheme];
    palette = {
      diverging: divergingRamp(theme, strength),
      classes: theme.classes.map((colour) => sequentialRamp(theme.neutral, colour, strength)),
    };
    palettes.set(theme, palette);
  }
  return palette;
}

/**
 * Where a value stands in a range: −1 at its lower end, 0 in its middle, 1 at its upper end, cut there; NaN stays NaN.
 * @param {number} value
 * @param {Interval} range
 */
export function position(value, { min, max }) {
  const half = (max - min) / 2;
  const place = half > 0 ? (value - (min + max) / 2) / half : value * 0;
  return place < -1 ? -1 : place > 1 ? 1 : place;
}

/**
 * The most likely class of one sample and its lead over the second, or −1 when any of its values is not finite.
 * @param {ArrayLike<number>} grid
 * @param {number} cells  samples in a map
 * @param {number} maps
 * @param {number} index
 * @param {{ winner: number, lead: number }} result  written
 */
export function leader(grid, cells, maps, index, result) {
  let winner = -1;
  let first = -Infinity;
  let second = -Infinity;
  for (let map = 0; map < maps; map++) {
    const value = grid[map * cells + index];
    if (!(Math.abs(value) < Infinity)) {
      result.winner = -1;
      return;
    }
    if (value > first) {
      second = first;
      first = value;
      winner = map;
    } else if (value > second) second = value;
  }
  result.winner = winner;
  result.lead = first - second;
}

/**
 * The surface as pixels in memory, one for each sample; a sample that is not finite stays transparent.
 * @param {Uint32Array} words  written, resolution × resolution
 * @param {SurfaceInput} input
 * @returns {number} samples left transparent
 */
export function fillSurface(words, input) {
  const { grid, maps, range, theme } = input;
  const { diverging, classes } = surfacePalette(theme);
  const cells = words.length;
  let holes = 0;
  if (input.task === 'multiclass') {
    const found = { winner: -1, lead: 0 };
    for (let index = 0; index < cells; index++) {
      leader(grid, cells, maps, index, found);
      if (found.winner < 0) {
        words[index] = 0;
        holes++;
      } else {
        const step = Math.round(Math.min(1, found.lead) * HALF_STEPS);
        words[index] = classes[found.winner % classes.length][step];
      }
    }
    return holes;
  }
  for (let index = 0; index < cells; index++) {
    const value = grid[index];
    if (!(Math.abs(value) < Infinity)) {
      words[index] = 0;
      holes++;
    } else words[index] = diverging[HALF_STEPS + Math.round(position(value, range) * HALF_STEPS)];
  }
  return holes;
}

/**
 * What is drawn as a region with an edge: its scalar field is at least zero inside.
 * @typedef {{ fieldAt: (index: number) => number, fill: string, edge: 'boundary' | 'iso' }} Region
 */

/**
 * The regions of a surface, in painting order, over a ground colour.
 * @param {SurfaceInput} input
 * @returns {{ ground: string, regions: Region[] }}
 */
export function regionsOf({ grid, resolution, maps, task, range, theme }) {
  const cells = resolution * resolution;
  const { diverging, classes } = surfacePalette(theme);
  if (task === 'multiclass') {
    const flat = classes.map((ramp) => colourAt(ramp, Math.round(HALF_STEPS * FLAT_STRENGTH)));
    const winners = new Int16Array(cells);
    const leads = new Float32Array(cells);
    const found = { winner: -1, lead: 0 };
    /** @type {Set<number>} */
    const winning = new Set();
    for (let index = 0; index < cells; index++) {
      leader(grid, cells, maps, index, found);
      winners[index] = found.winner;
      leads[index] = found.lead;
      winning.add(found.winner);
    }
    /** @type {Region[]} */
    const regions = [];
    // Each boundary belongs to two classes: all but one draw every one.
    const [first = 0, ...others] = [...winning].filter((map) => map >= 0);
    for (const map of others) {
      regions.push({
        fill: flat[map % flat.length],
        edge: 'boundary',
        fieldAt: (index) => {
          const winner = winners[index];
          if (winner === map) return leads[index];
          return winner < 0 ? Number.NaN : grid[map * cells + index] - grid[winner * cells + index];
        },
      });
    }
    return { ground: flat[first % flat.length], regions };
  }
  const middle = (range.min + range.max) / 2;
  /** @param {number} place */
  const shade = (place) => colourAt(diverging, HALF_STEPS + Math.round(place * HALF_STEPS));
  if (task === 'binary') {
    return {
      ground: shade(-FLAT_STRENGTH),
      regions: [{ fill: shade(FLAT_STRENGTH), edge: 'boundary', fieldAt: (index) => grid[index] - middle }],
    };
  }
  const levels = range.max > range.min ? lineScale([range.min, range.max], [0, 1]).ticks(REGRESSION_LINES) : [];
  const step = levels.length > 1 ? levels[1] - levels[0] : 0;
  return {
    ground: shade(-1),
    regions: levels.map((level) => ({
      fill: shade(position(level + step / 2, range)),
      edge: Math.abs(level - middle) < step / 2 ? 'boundary' : 'iso',
      fieldAt: (index) => grid[index] - level,
    })),
  };
}
