// The stops of a slider for a field of the catalogue: round values that a hand can reach, however wide the allowed range is. The
// number beside a slider takes any allowed value. Knows nothing of the screen.

/** @typedef {import('./types.js').Field & { min: number, max: number }} NumberField */

/** A logarithmic slider reaches this far to either side of the default. */
const REACH = 1e3;
/** Where a logarithmic field may also be zero, its smallest stop above zero is this share of its largest. */
const SMALLEST_SHARE = 1e-6;
const ROUND_MANTISSAS = [1, 2, 3, 5];
/** A linear slider has about as many stops. */
const LINEAR_STOPS = 100;
/** A whole number with a longer range than this is typed, not slid to. */
const LONGEST_SLIDE = 1e6;

/** The stops in rising order, or null where a slider makes no sense. @returns {number[] | null} */
export function stopsOf(/** @type {import('./types.js').Field} */ { min = -Infinity, max = Infinity, ...others }) {
  const field = { min, max, ...others };
  if (field.kind !== 'integer' && field.kind !== 'number') return null;
  if (field.logarithmic) return logarithmicStops(field);
  const span = field.max - field.min;
  if (!(span > 0) || (field.kind === 'integer' && span > LONGEST_SLIDE) || !Number.isFinite(span)) return null;
  const step = Math.max(roundStep(span / LINEAR_STOPS), field.kind === 'integer' ? 1 : 0);
  const count = Math.floor(span / step + 1e-9);
  const stops = Array.from({ length: count + 1 }, (_, index) => tidy(field.min + index * step));
  return sorted([...stops, field.max, field.default], field);
}

function logarithmicStops(/** @type {NumberField} */ field) {
  const anchor = field.default > 0 ? field.default : field.max * SMALLEST_SHARE * REACH;
  const low = Math.max(field.min, anchor / REACH);
  const high = Math.min(field.max, field.default > 0 ? anchor * REACH : field.max);
  const stops = [field.default];
  if (field.min <= 0) stops.push(0);
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const mantissa of ROUND_MANTISSAS) {
      const stop = Number(`${mantissa}e${power}`);
      if (stop >= low && stop <= high) stops.push(field.kind === 'integer' ? Math.round(stop) : stop);
    }
  }
  return sorted(stops, field);
}

const sorted = (/** @type {number[]} */ stops, /** @type {NumberField} */ field) =>
  [...new Set(stops.filter((stop) => stop >= field.min && stop <= field.max))].sort((a, b) => a - b);

/** The round number next above: 1, 2 or 5 times a power of ten. */
function roundStep(/** @type {number} */ size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const mantissa = size / power;
  return tidy((mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10) * power);
}

/** Removes the dust that adding decimal fractions leaves behind. */
const tidy = (/** @type {number} */ value) => Number(value.toPrecision(12));

/** Index of the stop nearest to a value. */
export function stopIndex(/** @type {number[]} */ stops, /** @type {number} */ value) {
  // A number far beyond the ends is equally far from all stops once it is rounded.
  const inside = Math.min(Math.max(value, stops[0]), stops[stops.length - 1]);
  let best = 0;
  for (let index = 1; index < stops.length; index++) {
    if (Math.abs(stops[index] - inside) < Math.abs(stops[best] - inside)) best = index;
  }
  return best;
}
