// Numbers and shares as short English text, for labels and text equivalents. Must not know what they measure.

/**
 * A number with so many significant digits and a true minus sign: 0.0314, 12.5, −6, 1.2 × 10⁻⁷, 10⁻⁵.
 *
 * Domain   any; what is no number reads "no value", an infinity "∞" or "−∞".
 * @param {number | null | undefined} value
 * @param {number} [digits]
 * @returns {string}
 */
export function formatNumber(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) return 'no value';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 10 ** Math.max(6, digits));
  const rounded = Number(value.toPrecision(digits));
  const [mantissa, exponent] = plain ? [String(rounded)] : rounded.toExponential().split('e');
  const power = exponent === undefined ? '' : `10${superscript(Number(exponent))}`;
  const text = power && mantissa === '1' ? power : power ? `${mantissa}\u202f×\u202f${power}` : mantissa;
  return text.replace('-', '−');
}

/** 10⁻⁷'s “⁻⁷”. @param {number} exponent  a whole number */
export const superscript = (exponent) =>
  String(exponent).replace(/./g, (letter) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(letter)]);

/**
 * A share as a percentage that never rounds something to nothing, nor most to all; near all with a decimal.
 *
 * Domain   0..1.
 * @param {number | null | undefined} share
 * @returns {string}
 */
export function formatShare(share) {
  if (share === null || share === undefined || !Number.isFinite(share)) return 'no value';
  const percent = share * 100;
  // The dust keeps 98.8 from becoming 98.7 where the product lies a bit below.
  const near = percent > 90 && percent < 100 ? Math.floor(percent * 10 + 1e-9) / 10 : Math.round(percent);
  return `${percent > 0 && percent < 1 ? 'under 1' : near}\u202f%`;
}

/**
 * A count with its noun: "1 point", "1,250 points".
 * @param {number} count
 * @param {string} noun
 * @returns {string}
 */
export function formatCount(count, noun) {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
