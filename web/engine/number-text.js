// Numbers as a reader wants to see them, with the exactness that the sentence needs. Knows nothing of what they measure.

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const MINUS = '\u2212';
/** So many tell any two single-precision numbers apart. */
const MOST_SINGLE_DIGITS = 9;
const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Four digits at most: 0.693, 12.3, 1.2 × 10⁻⁷, or a dash for what is not a number. */
export function numberText(/** @type {number | null | undefined} */ value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return scientific(value, digits - 1);
  const text = size >= 100 ? value.toFixed(size >= 1000 ? 0 : 1) : value.toFixed(digits);
  return text.replace('-', MINUS).replace(/^−(0(\.0*)?)$/, '$1');
}

function scientific(/** @type {number} */ value, /** @type {number} */ digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${mantissa?.replace('-', MINUS)}\u202f×\u202f10${superscript(Number(exponent))}`;
}

const superscript = (/** @type {number} */ exponent) =>
  String(exponent).replace(/./g, (letter) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(letter)]);

/** The value as it must be typed to get it back. */
export const exactText = (/** @type {number} */ value) => String(value);

/** A weight of the network, which is a single-precision number, in as few digits as give it back: 0.3, not 0.30000001192092896. */
export function singleText(/** @type {number} */ value) {
  for (let digits = 1; digits <= MOST_SINGLE_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return String(short);
  }
  return String(value);
}

/** 0.976 → "97.6 %". */
export const percentText = (/** @type {number | null | undefined} */ share) =>
  share === null || share === undefined || Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)}\u202f%`;

/** 2.1e-5 → "1/48,000": a fraction that is imagined more easily than its decimals. Two digits; powers of ten when it is tiny. */
export function fractionText(/** @type {number} */ ratio) {
  if (!(ratio > 0)) return 'nothing';
  if (ratio >= 0.5) return percentText(ratio);
  const parts = 1 / ratio;
  if (!(parts < 1e9)) return `10${superscript(Math.round(Math.log10(ratio)))}`;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(parts)) - 1);
  return `1/${grouped.format(Math.round(parts / unit) * unit)}`;
}

/** 12 → "12", 3000 → "3,000". */
export const countText = (/** @type {number} */ count) => grouped.format(count);

/** 5 → "five"; larger numbers stay digits. */
export const countWord = (/** @type {number} */ count) => WORDS[count] ?? countText(count);

/** The noun in the number's form: plural(1, "layer") → "layer". */
export const plural = (/** @type {number} */ count, /** @type {string} */ noun) => (count === 1 ? noun : `${noun}s`);

/** First letter as a capital. */
export const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
