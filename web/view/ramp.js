// Colour arithmetic: hex text, OKLab mixing, contrast, and the look-up tables that turn a value into a pixel.
// Must not know where colours come from (theme.js) or what is drawn with them.

/** @typedef {readonly [number, number, number]} Triple  three channels, in the space that the function names */

/**
 * Steps from the middle of a diverging ramp to either end: more than 8-bit colour can tell apart.
 */
export const HALF_STEPS = 255;

/**
 * sRGB bytes of a colour.
 *
 * Domain   '#rgb' or '#rrggbb'.
 * Errors   RangeError that quotes anything else.
 * @param {string} hex
 * @returns {Triple}
 */
export function parseHex(hex) {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex);
  if (!match) throw new RangeError(`colour: expected #rgb or #rrggbb, got ${hex}`);
  const digits = match[1].length === 3 ? match[1].replace(/./g, '$&$&') : match[1];
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/**
 * '#rrggbb' of sRGB bytes; channels outside 0..255 are cut to the gamut.
 * @param {Triple} rgb
 * @returns {string}
 */
export function formatHex(rgb) {
  return `#${rgb
    .map((channel) =>
      Math.round(Math.min(255, Math.max(0, channel)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** @param {number} byte */
const linear = (byte) => (byte <= 0.04045 * 255 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);

/** @param {number} light */
const encoded = (light) => 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);

/**
 * OKLab (lightness, green–red, blue–yellow) of sRGB bytes.
 *
 * Source   Björn Ottosson, "A perceptual color space for image processing", 2020.
 * @param {Triple} rgb
 * @returns {Triple}
 */
export function toOklab(rgb) {
  const [r, g, b] = rgb.map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/**
 * sRGB bytes (not rounded, not cut) of an OKLab colour.
 * @param {Triple} lab
 * @returns {Triple}
 */
export function fromOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(Math.max(0, 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
    encoded(Math.max(0, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
    encoded(Math.max(0, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)),
  ];
}

/**
 * The colour a share of the way from one colour to another, evenly to the eye.
 *
 * Domain   share 0..1; 0 gives `from`, 1 gives `to`.
 * @param {string} from
 * @param {string} to
 * @param {number} share
 * @returns {string}
 */
export function mix(from, to, share) {
  const start = toOklab(parseHex(from));
  const end = toOklab(parseHex(to));
  return formatHex(fromOklab(between(start, end, share)));
}

/**
 * @param {Triple} start
 * @param {Triple} end
 * @param {number} share
 * @returns {Triple}
 */
function between(start, end, share) {
  return [
    start[0] + (end[0] - start[0]) * share,
    start[1] + (end[1] - start[1]) * share,
    start[2] + (end[2] - start[2]) * share,
  ];
}

/** @param {string} hex */
function luminance(hex) {
  const [r, g, b] = parseHex(hex).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Contrast of two colours, 1 (none) to 21 (black on white).
 *
 * Source   Web Content Accessibility Guidelines 2.2, "contrast ratio".
 * @param {string} first
 * @param {string} second
 * @returns {number}
 */
export function contrastRatio(first, second) {
  const a = luminance(first);
  const b = luminance(second);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * The four bytes of an opaque colour as one word, in the byte order of the machine, ready for a canvas.
 * @param {string} hex
 * @returns {number}
 */
export function pixelOf(hex) {
  return new Uint32Array(new Uint8ClampedArray([...parseHex(hex), 255]).buffer)[0];
}

/**
 * Pixels of a straight ramp from one colour to a share of the way to another.
 *
 * Shape    steps + 1 pixels.
 * @param {string} from
 * @param {string} to
 * @param {number} strength  0..1, how far the last pixel goes
 * @param {number} [steps]
 * @returns {Uint32Array}
 */
export function sequentialRamp(from, to, strength, steps = HALF_STEPS) {
  const start = toOklab(parseHex(from));
  const end = toOklab(parseHex(to));
  return pixels(steps + 1, (index) => between(start, end, (index / steps) * strength));
}

/**
 * Pixels of the ramp negative – neutral – positive.
 *
 * Both ends are brought to their mean lightness first, so that equal distances from the middle look equally strong.
 *
 * Shape    2 · HALF_STEPS + 1 pixels; the neutral colour is at HALF_STEPS.
 * @param {{ negative: string, neutral: string, positive: string }} colours
 * @param {number} strength  0..1, how far the ends go towards the pure pair
 * @returns {Uint32Array}
 */
export function divergingRamp(colours, strength) {
  const middle = toOklab(parseHex(colours.neutral));
  const negative = toOklab(parseHex(colours.negative));
  const positive = toOklab(parseHex(colours.positive));
  const lightness = (negative[0] + positive[0]) / 2;
  return pixels(2 * HALF_STEPS + 1, (index) => {
    const distance = (index - HALF_STEPS) / HALF_STEPS;
    const end = distance < 0 ? negative : positive;
    return between(middle, [lightness, end[1], end[2]], Math.abs(distance) * strength);
  });
}

/**
 * @param {number} count
 * @param {(index: number) => Triple} labAt
 * @returns {Uint32Array}
 */
function pixels(count, labAt) {
  const bytes = new Uint8ClampedArray(4 * count);
  for (let index = 0; index < count; index++) {
    bytes.set(fromOklab(labAt(index)).map(Math.round), 4 * index);
    bytes[4 * index + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

/**
 * CSS text of a ramp's pixel.
 * @param {Uint32Array} ramp
 * @param {number} index
 * @returns {string}
 */
export function colourAt(ramp, index) {
  const bytes = new Uint8ClampedArray(ramp.buffer, ramp.byteOffset + 4 * index, 3);
  return formatHex([bytes[0], bytes[1], bytes[2]]);
}
