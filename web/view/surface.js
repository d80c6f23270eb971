// Draws what a network answers over the plane, its decision boundary, and the data points on top.
// Must not know the network, the engine, or how often it is called.

import { isoRings } from './iso-rings.js';
import { lineScale } from './line-scale.js';
import { markOf } from './marks.js';
import { PixelCanvas } from './pixel-canvas.js';
import { colourAt, divergingRamp, HALF_STEPS, mix, sequentialRamp } from './ramp.js';
import { formatCount, formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ min: number, max: number }} Interval */
/**
 * Points as x, y, x, y…; labels are the class (0 or 1, or −1 or 1; 0, 1, 2…) or the value wanted.
 * @typedef {{ points: ArrayLike<number>, labels: ArrayLike<number> }} PointSet
 */
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
 * @property {PointSet | null} [train]
 * @property {PointSet | null} [test]
 * @property {boolean} [showTest]
 * @property {boolean} [discrete]  flat regions instead of confidence
 * @property {Theme} theme
 */
/** @typedef {{ x: number, y: number, size: number }} Square  the plot on the canvas, in CSS pixels */

/** How far the ground goes towards the pure colours: the points, which are pure, stay readable above it. */
const GROUND_STRENGTH = { light: 0.62, dark: 0.58 };
const FLAT_STRENGTH = 0.55;
const REGRESSION_LINES = 8;

/** Below this side, in CSS pixels, a surface is a thumbnail and has no axes. */
const AXES_FROM = 200;
const MARGIN = { left: 26, right: 8, top: 8, bottom: 20 };
const TICK_FONT_PX = 11;
const HATCH_PX = 7;

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
function leader(grid, cells, maps, index, result) {
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
function regionsOf({ grid, resolution, maps, task, range, theme }) {
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

/**
 * One sentence about a surface, for those who do not see it.
 * @param {SurfaceInput | null} input
 * @returns {string}
 */
export function describeSurface(input) {
  if (!input || !(input.grid.length > 0)) return 'No surface yet.';
  const { grid, resolution, maps, task, range, train, test, showTest } = input;
  const cells = resolution * resolution;
  const points = [
    train && `${formatCount(train.labels.length, 'training point')}`,
    showTest && test && `${formatCount(test.labels.length, 'test point')}`,
  ].filter(Boolean);
  const shown = points.length ? ` ${points.join(' and ')} shown.` : '';
  const counts = new Array(task === 'multiclass' ? maps : 2).fill(0);
  const found = { winner: -1, lead: 0 };
  const middle = (range.min + range.max) / 2;
  let finite = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let index = 0; index < cells; index++) {
    leader(grid, cells, task === 'multiclass' ? maps : 1, index, found);
    if (found.winner < 0) continue;
    finite++;
    const value = grid[index];
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    counts[task === 'multiclass' ? found.winner : value >= middle ? 1 : 0]++;
  }
  if (finite === 0) return `The network gives no finite value anywhere on the plane.${shown}`;
  const gaps = finite < cells ? ` ${formatShare(1 - finite / cells)} of the plane has no finite value.` : '';
  if (task === 'regression') {
    return `Predicted values over the plane run from ${formatNumber(lowest)} to ${formatNumber(highest)}.${gaps}${shown}`;
  }
  const shares = counts.map((count, index) => `class ${index} on ${formatShare(count / finite)}`);
  const last = shares.pop();
  return `The network answers ${shares.join(', ')} and ${last} of the plane.${gaps}${shown}`;
}

/**
 * The decision surface on a canvas.
 *
 * Trap     The layer of points is redrawn only when one of `train`, `test`, their arrays, `showTest`, `theme` or the
 *          size is another object or value: give new arrays for new points.
 */
export class SurfaceView {
  /** @type {SurfaceInput | null} */ #input = null;
  /** @type {readonly unknown[]} */ #pointsKey = [];
  /** @type {ImageData | null} */ #image = null;
  #words = new Uint32Array(0);

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.pixels = new PixelCanvas(canvas, () => this.#draw());
    this.raster = canvas.ownerDocument.createElement('canvas');
    this.overlay = canvas.ownerDocument.createElement('canvas');
  }

  /** @param {SurfaceInput} input */
  update(input) {
    this.#input = input;
    this.#draw();
  }

  /**
   * The point of the domain under a pointer; null off the plot.
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{ x: number, y: number } | null}
   */
  pointAt(clientX, clientY) {
    const share = this.#shareAt(clientX, clientY);
    if (!this.#input || !share) return null;
    const { min, max } = this.#input.domain;
    return { x: min + share.across * (max - min), y: max - share.down * (max - min) };
  }

  /**
   * The network's answer under a pointer, interpolated between the samples; null off the plot.
   *
   * Trap     A value may be NaN or infinite: it is the network's answer, not a drawing's.
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{ x: number, y: number, values: number[] } | null}
   */
  valueAt(clientX, clientY) {
    const share = this.#shareAt(clientX, clientY);
    const point = this.pointAt(clientX, clientY);
    if (!this.#input || !share || !point) return null;
    const values = sampleAt(this.#input, share.across, share.down);
    return values && { ...point, values };
  }

  /**
   * How far a pointer is across the plot and down it; null off the plot.
   * @param {number} clientX
   * @param {number} clientY
   */
  #shareAt(clientX, clientY) {
    if (this.pixels.width === 0) return null;
    const plot = this.#plot();
    const place = this.pixels.locate(clientX, clientY);
    const across = (place.x - plot.x) / plot.size;
    const down = (place.y - plot.y) / plot.size;
    return across >= 0 && across <= 1 && down >= 0 && down <= 1 ? { across, down } : null;
  }

  /**
   * Where a point of the domain is on the screen: the inverse of `valueAt`, for a cursor that keys move.
   * @param {number} x
   * @param {number} y
   * @returns {{ clientX: number, clientY: number } | null}
   */
  placeOf(x, y) {
    const input = this.#input;
    if (!input || this.pixels.width === 0) return null;
    const plot = this.#plot();
    const corner = this.pixels.locate(0, 0);
    return {
      clientX: (plot.x + ((1 + position(x, input.domain)) / 2) * plot.size - corner.x) * this.pixels.scale,
      clientY: (plot.y + ((1 - position(y, input.domain)) / 2) * plot.size - corner.y) * this.pixels.scale,
    };
  }

  /** A sentence that stands for the picture. */
  describe() {
    return describeSurface(this.#input);
  }

  destroy() {
    this.pixels.destroy();
    this.#input = null;
  }

  /** @returns {Square} */
  #plot() {
    const { width, height } = this.pixels;
    const axes = Math.min(width, height) >= AXES_FROM;
    const left = axes ? MARGIN.left : 0;
    const top = axes ? MARGIN.top : 0;
    const spaceX = width - left - (axes ? MARGIN.right : 0);
    const spaceY = height - top - (axes ? MARGIN.bottom : 0);
    const size = Math.max(1, Math.min(spaceX, spaceY));
    return { x: left + (spaceX - size) / 2, y: top + (spaceY - size) / 2, size };
  }

  #draw() {
    const input = this.#input;
    if (!input || !this.pixels.prepare()) return;
    const { context, width, height } = this.pixels;
    const plot = this.#plot();
    context.clearRect(0, 0, width, height);
    context.save();
    context.beginPath();
    context.rect(plot.x, plot.y, plot.size, plot.size);
    context.clip();
    if (input.grid.length >= input.resolution * input.resolution * input.maps && input.resolution > 1) {
      this.#drawGround(input, plot);
    } else {
      context.fillStyle = input.theme.neutral;
      context.fillRect(plot.x, plot.y, plot.size, plot.size);
    }
    context.restore();
    this.#drawOverlay(input, plot);
  }

  /**
   * @param {SurfaceInput} input
   * @param {Square} plot
   */
  #drawGround(input, plot) {
    const { context } = this.pixels;
    const { resolution, theme } = input;
    const holes = this.#fillRaster(input);
    const { ground, regions } = regionsOf(input);
    const flat = Boolean(input.discrete) && holes === 0;
    if (holes > 0) hatch(context, plot, theme);
    if (flat) {
      context.fillStyle = ground;
      context.fillRect(plot.x, plot.y, plot.size, plot.size);
    } else {
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      context.drawImage(this.raster, plot.x, plot.y, plot.size, plot.size);
    }
    const boundaryColour = theme.text;
    const isoColour = mix(theme.neutral, theme.text, 0.55);
    for (const { fieldAt, fill, edge } of regions) {
      const path = this.#ringsPath(input, plot, isoRings(resolution, fieldAt), holes > 0);
      if (flat) {
        context.fillStyle = fill;
        context.fill(path);
      }
      context.globalAlpha = edge === 'boundary' ? 0.85 : 0.6;
      context.strokeStyle = edge === 'boundary' ? boundaryColour : isoColour;
      context.lineWidth = edge === 'boundary' ? 1.25 : 0.6;
      context.lineJoin = 'round';
      context.stroke(path);
      context.globalAlpha = 1;
    }
  }

  /**
   * @param {SurfaceInput} input
   * @returns {number} samples that are not finite
   */
  #fillRaster(input) {
    const side = input.resolution;
    if (!this.#image || this.#image.width !== side) {
      this.raster.width = this.raster.height = side;
      this.#image = new ImageData(side, side);
      this.#words = new Uint32Array(this.#image.data.buffer);
    }
    const holes = fillSurface(this.#words, input);
    this.raster.getContext('2d')?.putImageData(this.#image, 0, 0);
    return holes;
  }

  /**
   * @param {SurfaceInput} input
   * @param {Square} plot
   * @param {number[][][]} rings
   * @param {boolean} broken  whether some samples are not finite: no line is drawn beside those
   * @returns {Path2D}
   */
  #ringsPath({ resolution }, plot, rings, broken) {
    const path = new Path2D();
    const scale = plot.size / resolution;
    const words = this.#words;
    /** @param {number} column @param {number} row */
    const isHole = (column, row) =>
      words[Math.min(resolution - 1, Math.max(0, row)) * resolution + Math.min(resolution - 1, Math.max(0, column))] === 0;
    for (const ring of rings) {
      let pen = false;
      for (const [across, down] of ring) {
        const x = plot.x + across * scale;
        const y = plot.y + down * scale;
        const left = Math.floor(across - 0.5);
        const top = Math.floor(down - 0.5);
        const hole =
          broken && (isHole(left, top) || isHole(left + 1, top) || isHole(left, top + 1) || isHole(left + 1, top + 1));
        if (pen && !hole) path.lineTo(x, y);
        else path.moveTo(x, y);
        pen = !hole;
      }
    }
    return path;
  }

  /**
   * Axes and points: drawn once on a layer of their own, then laid over every frame.
   * @param {SurfaceInput} input
   * @param {Square} plot
   */
  #drawOverlay(input, plot) {
    const { context, canvas, ratio, width, height } = this.pixels;
    const { train, test, showTest, theme, task, pointTask, domain, range } = input;
    const key = [
      train?.points,
      train?.labels,
      test?.points,
      test?.labels,
      Boolean(showTest),
      theme,
      task,
      pointTask,
      domain.min,
      domain.max,
      task === 'regression' ? range.min : 0,
      task === 'regression' ? range.max : 0,
      canvas.width,
      canvas.height,
      ratio,
    ];
    if (key.length !== this.#pointsKey.length || key.some((part, index) => part !== this.#pointsKey[index])) {
      this.#pointsKey = key;
      this.overlay.width = canvas.width;
      this.overlay.height = canvas.height;
      const layer = this.overlay.getContext('2d');
      if (layer) {
        layer.setTransform(ratio, 0, 0, ratio, 0, 0);
        if (plot.x > 0) drawAxes(layer, plot, domain, theme);
        drawPoints(layer, plot, input);
      }
    }
    context.drawImage(this.overlay, 0, 0, width, height);
  }
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

/**
 * The neutral hatch that stands for "no value".
 * @param {CanvasRenderingContext2D} context  clipped to the plot
 * @param {Square} plot
 * @param {Theme} theme
 */
function hatch(context, plot, theme) {
  context.fillStyle = theme.neutral;
  context.fillRect(plot.x, plot.y, plot.size, plot.size);
  context.beginPath();
  for (let offset = -plot.size; offset < plot.size; offset += HATCH_PX) {
    context.moveTo(plot.x + offset, plot.y + plot.size);
    context.lineTo(plot.x + offset + plot.size, plot.y);
  }
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Square} plot
 * @param {Interval} domain
 * @param {Theme} theme
 */
function drawAxes(context, plot, domain, theme) {
  const scale = lineScale([domain.min, domain.max], [0, plot.size]);
  const ticks = scale.ticks(6);
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.strokeRect(plot.x - 0.5, plot.y - 0.5, plot.size + 1, plot.size + 1);
  context.beginPath();
  for (const tick of ticks) {
    const x = Math.round(plot.x + scale(tick)) + (tick === domain.max ? 0.5 : -0.5);
    const y = Math.round(plot.y + plot.size - scale(tick)) + (tick === domain.min ? 0.5 : -0.5);
    context.moveTo(x, plot.y + plot.size + 1);
    context.lineTo(x, plot.y + plot.size + 4);
    context.moveTo(plot.x - 1, y);
    context.lineTo(plot.x - 4, y);
  }
  context.stroke();
  context.font = `${TICK_FONT_PX}px ${theme.font}`;
  context.fillStyle = theme.mutedText;
  for (const tick of ticks) {
    const text = formatNumber(tick);
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.fillText(text, plot.x + scale(tick), plot.y + plot.size + 7);
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(text, plot.x - 7, plot.y + plot.size - scale(tick));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Square} plot
 * @param {SurfaceInput} input
 */
function drawPoints(context, plot, { train, test, showTest, task: mapTask, pointTask: task = mapTask, range, domain, theme }) {
  const shown = showTest && test ? test : null;
  const count = (train?.labels.length ?? 0) + (shown?.labels.length ?? 0);
  // Smaller marks when there are many or when the plot is small, so that the surface stays visible between them.
  const radius = Math.min(4.6, Math.max(1.4, (plot.size / 72) * Math.min(1, Math.sqrt(420 / Math.max(1, count)))));
  const ramp = divergingRamp(theme, 1);
  context.save();
  context.beginPath();
  context.rect(plot.x, plot.y, plot.size, plot.size);
  context.clip();
  context.lineJoin = 'round';
  /** @param {PointSet} set @param {boolean} filled */
  const drawSet = ({ points, labels }, filled) => {
    for (let index = 0; index < labels.length; index++) {
      const across = (points[2 * index] - domain.min) / (domain.max - domain.min);
      const down = (domain.max - points[2 * index + 1]) / (domain.max - domain.min);
      const label = labels[index];
      if (!(Math.abs(across) < Infinity && Math.abs(down) < Infinity && Math.abs(label) < Infinity)) continue;
      const kind = task === 'multiclass' ? Math.max(0, Math.round(label)) : task === 'binary' && label > 0 ? 1 : 0;
      const colour =
        task === 'multiclass'
          ? theme.classes[kind % theme.classes.length]
          : task === 'binary'
            ? kind === 1
              ? theme.positive
              : theme.negative
            : colourAt(ramp, HALF_STEPS + Math.round(position(label, range) * HALF_STEPS));
      const x = plot.x + across * plot.size;
      const y = plot.y + down * plot.size;
      context.translate(x, y);
      context.beginPath();
      markOf(kind).draw(context, Math.PI * radius * radius);
      context.translate(-x, -y);
      if (task === 'regression') {
        // The colour is the value and may be the ground's own: a dark rim shows where the point is.
        context.lineWidth = Math.min(1, radius * 0.25);
        context.strokeStyle = theme.text;
        context.fillStyle = colour;
        context.fill();
        context.stroke();
        if (!filled) {
          context.beginPath();
          context.arc(x, y, radius * 0.5, 0, 2 * Math.PI);
          context.fillStyle = theme.surface;
          context.fill();
        }
      } else if (filled) {
        context.lineWidth = Math.max(1, radius * 0.5);
        context.strokeStyle = theme.surface;
        context.stroke();
        context.fillStyle = colour;
        context.fill();
      } else {
        context.lineWidth = Math.max(2, radius);
        context.strokeStyle = theme.surface;
        context.stroke();
        context.fillStyle = theme.surface;
        context.fill();
        context.lineWidth = Math.max(1, radius * 0.4);
        context.strokeStyle = colour;
        context.stroke();
      }
    }
  };
  if (shown) drawSet(shown, false);
  if (train) drawSet(train, true);
  context.restore();
}
