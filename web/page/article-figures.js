// Pictures of the article as text: what was measured for each seed, and the family's curves. Made while the site is built; no page, no
// style attribute, which a strict policy would refuse.

import { measure } from '../lessons/measures.js';

/** Pixels of a strip. */
const STRIP = { width: 220, height: 26, margin: 6, never: 18 };
/** So many yes-or-no dots fit; more become a bar. */
const MOST_DOTS = 20;

const number = (/** @type {number} */ value) => String(Math.round(value * 10) / 10);

/**
 * The axis that all variants of a lesson share.
 *
 * @typedef {{ isBinary: boolean, hasNever: boolean, place: (value: number) => number, ends: [number, number] }} Axis
 * @param {(number | null)[]} values  of all variants
 * @param {string} name  of the measure
 * @returns {Axis}
 */
export function axisOf(values, name) {
  const numbers = values.filter((value) => value !== null);
  const hasNever = numbers.length < values.length;
  const isLogarithmic = measure(name).format === 'factor';
  const isShare = measure(name).format === 'percent' || measure(name).format === 'seeds';
  const scale = isLogarithmic ? Math.log10 : (/** @type {number} */ value) => value;
  const low = isShare ? 0 : isLogarithmic ? Math.min(...numbers) : Math.min(0, ...numbers);
  const high = isShare ? 1 : Math.max(...numbers, isLogarithmic ? low * 10 : low);
  const right = STRIP.width - STRIP.margin - (hasNever ? STRIP.never : 0);
  const span = scale(high) - scale(low) || 1;
  return {
    isBinary: numbers.every((value) => value === 0 || value === 1) && isShare,
    hasNever,
    ends: [low, high],
    place: (value) => STRIP.margin + ((scale(value) - scale(low)) / span) * (right - STRIP.margin),
  };
}

/**
 * One dot a seed on a shared axis, the median as a line; yes-or-no as full and empty dots.
 *
 * @param {(number | null)[]} values @param {number | null} middle @param {Axis} axis
 */
export function strip(values, middle, axis) {
  const inner = axis.isBinary ? yesOrNo(values) : dots(values, middle, axis);
  return `<svg class="strip" viewBox="0 0 ${STRIP.width} ${STRIP.height}" aria-hidden="true">${inner}</svg>`;
}

/** @param {(number | null)[]} values */
function yesOrNo(values) {
  const count = values.filter((value) => value === 1).length;
  const [middle, inner] = [STRIP.height / 2, STRIP.width - 2 * STRIP.margin];
  if (values.length > MOST_DOTS) {
    const width = (count / values.length) * inner;
    return `<rect class="bar-rest" x="${STRIP.margin}" y="${middle - 4}" width="${inner}" height="8"/><rect class="bar" x="${STRIP.margin}" y="${middle - 4}" width="${number(width)}" height="8"/>`;
  }
  const pitch = inner / MOST_DOTS;
  const places = values.map((_, index) => `M${number(STRIP.margin + pitch * (index + 0.5))} ${middle}h0`);
  const empty = places.slice(count).join('');
  return `<path class="dots-full" d="${places.slice(0, count).join('')}"/><path class="dots-empty" d="${empty}"/><path class="dots-hole" d="${empty}"/>`;
}

/** @param {(number | null)[]} values @param {number | null} median @param {Axis} axis */
function dots(values, median, { place, hasNever }) {
  const middle = STRIP.height / 2;
  const right = STRIP.width - STRIP.margin - (hasNever ? STRIP.never : 0);
  const nevers = values.filter((value) => value === null).length;
  // Seeds that would hide each other stand above and below the line.
  const shift = (/** @type {number} */ index) => ((index % 3) - 1) * 5;
  const marks = values.flatMap((value, index) =>
    value === null ? [] : [`M${number(place(value))} ${middle + shift(index)}h0`],
  );
  const line = `<path class="axis" d="M${STRIP.margin} ${middle}H${number(right)}"/>`;
  const tick = median === null ? '' : `<path class="middle" d="M${number(place(median))} 2V${STRIP.height - 2}"/>`;
  const never = nevers === 0 ? '' : `<text class="never" x="${STRIP.width - 1}" y="${middle + 4}">${nevers}×</text>`;
  return `${line}<path class="dots" d="${marks.join('')}"/>${tick}${never}`;
}

/** The piece of the axis on a curve, and the box that it is drawn in. */
const CURVE = { min: -3.2, max: 3.2, samples: 65, width: 128, height: 88, low: -1.6, high: 2.8 };

/** Both sides of zero instead of zero, so that a jump of the slope is upright. */
export const curveInputs = Float32Array.from(
  Array.from(
    { length: CURVE.samples },
    (_, index) => CURVE.min + ((CURVE.max - CURVE.min) * index) / (CURVE.samples - 1),
  ).flatMap((z) => (Math.abs(z) < 1e-6 ? [-1e-6, 1e-6] : [z])),
);

/** f as a line and f′ as a dashed one. @param {{ values: Float32Array, derivatives: Float32Array }} curve */
export function curvePicture({ values, derivatives }) {
  const x = (/** @type {number} */ z) => ((z - CURVE.min) / (CURVE.max - CURVE.min)) * CURVE.width;
  const y = (/** @type {number} */ value) => (1 - (value - CURVE.low) / (CURVE.high - CURVE.low)) * CURVE.height;
  const points = (/** @type {Float32Array} */ column) =>
    [...column].map((value, index) => `${number(x(/** @type {number} */ (curveInputs[index])))},${number(y(value))}`).join(' ');
  return `<svg class="curve" viewBox="0 0 ${CURVE.width} ${CURVE.height}" aria-hidden="true"><path class="axis" d="M0 ${number(y(0))}H${CURVE.width}M${number(x(0))} 0V${CURVE.height}"/><polyline class="slope" points="${points(derivatives)}"/><polyline class="value" points="${points(values)}"/></svg>`;
}
