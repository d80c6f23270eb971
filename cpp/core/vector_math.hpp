// Elementary functions on four lanes, with the same bits on every host. Knows nothing of activations or losses.
//
// The float build uses +, −, ·, / and bit operations alone: no call of the host's libm, no fused multiply-add, no branch that
// depends on a lane (sine and cosine of huge arguments excepted). The double build, which only checks gradients, asks std::.
//
// ULP figures are the worst of a sweep over the whole float range (tests/cpp/core/vector_math_test.cpp holds them). Unless a
// docstring says otherwise: NaN gives NaN, ±∞ the limit, ±0 keeps its sign where f(0) = 0, subnormal results are right.
//
// The polynomials are minimax fits in relative error of the whole function (Remez exchange in 40 digits); coefficients are
// rounded to float one after another from the lowest, and the higher ones fitted again after each rounding.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "core/simd.hpp"

namespace relu::math {

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();

/// Where Φ(−y) and φ(y) end: beyond it both are below 2e-39 in the float build, and become 0.
constexpr Scalar kNormalEnd = sizeof(Scalar) == 4 ? Scalar(13.27) : 40;

/// σ(x) and 1 − σ(x), the latter without cancellation. Their product is σ′(x).
struct SigmoidPair {
  Vec value;
  Vec complement;
};

/// What tanh(x, e) and its slope are made of.
struct TanhConstants {
  Scalar one = 1, two = 2, sign = Scalar(-0.0);
};
constexpr TanhConstants kTanhConstants;

/// tanh(x), given e^(−2·|x|) − 1.
inline Vec tanh(Vec x, Vec e, const TanhConstants& c = kTanhConstants) {
  return withSign(e / (splat(c.two) + e), x, bits(splat(c.sign)));
}

#ifdef RELU_DOUBLE

namespace detail {
struct ExpConstants {
  Scalar sign = -0.0;
};
struct BellConstants {};
constexpr ExpConstants kExpConstants;
constexpr BellConstants kBellConstants;
}  // namespace detail

template <Scalar (*function)(Scalar)>
Vec laneByLane(Vec x) {
  return Vec{function(x[0]), function(x[1]), function(x[2]), function(x[3])};
}

inline Vec exp(Vec x) { return laneByLane<std::exp>(x); }
inline Vec expm1(Vec x) { return laneByLane<std::expm1>(x); }
inline Vec log(Vec x) { return laneByLane<std::log>(x); }
inline Vec log1p(Vec x) { return laneByLane<std::log1p>(x); }
inline Vec tanh(Vec x) { return laneByLane<std::tanh>(x); }
inline Vec erf(Vec x) { return laneByLane<std::erf>(x); }
inline Vec erfc(Vec x) { return laneByLane<std::erfc>(x); }
inline Vec sin(Vec x) { return laneByLane<std::sin>(x); }
inline Vec cos(Vec x) { return laneByLane<std::cos>(x); }
inline Vec expOfNegative(Vec x, Vec = Vec{}, detail::ExpConstants = {}) { return exp(x); }
inline Vec expm1OfNegative(Vec x, detail::ExpConstants = {}) { return expm1(x); }
inline Vec log1pOfUnit(Vec x) { return log1p(x); }
inline Vec bell(Vec y, detail::BellConstants = {}) { return exp(splat(-0.5) * y * y); }
inline Vec normalTail(Vec y, Vec) { return splat(0.5) * erfc(y * splat(0.70710678118654752)); }

#else

namespace detail {

typedef std::uint32_t Bits __attribute__((vector_size(16)));  // unsigned: its shifts and wrap-around are defined

inline Bits toBits(Vec v) { return reinterpret_cast<Bits>(v); }
inline Vec toVec(Bits b) { return reinterpret_cast<Vec>(b); }
inline Bits splatBits(std::uint32_t b) { return Bits{b, b, b, b}; }

/// c[0] + c[1]·x + …, the even and the odd powers by Horner's rule side by side: a single chain of that length is bound by the
/// latency of its steps.
template <std::size_t count>
inline Vec polynomial(Vec x, const float (&c)[count]) {
  const Vec square = x * x;
  Vec sums[2] = {splat(c[(count - 1) & ~std::size_t{1}]), splat(c[(count - 2) | 1])};
#ifdef __clang__
#pragma clang loop unroll(full)  // at -Os, too
#endif
  for (std::size_t i = count - 2; i-- > 0;) sums[i & 1] = sums[i & 1] * square + splat(c[i]);
  return sums[0] + x * sums[1];
}

/// 1.5·2²³: adding it rounds a number below 2²² to the nearest whole one and leaves that in the low bits of the sum.
/// Emscripten's and SSE2's own conversions from float to int disagree outside of the int range; this one does not depend on
/// either.
constexpr float kRound = 12582912.0f;

constexpr float kLn2High = 6.931457520e-01f;  // its last nine bits are zero: n·kLn2High is exact for |n| < 2⁹
constexpr float kLn2Low = 1.428606820e-06f;

/// What exp is made of, and those who call it.
struct ExpConstants {
  float one = 1;
  float sign = -0.0f;
  float least = -104, leastMinusOne = -17.5f;  ///< Below, results are those of these.
  float up = 0x1p64f, down = 0x1p-64f;
  float round = kRound;
  float log2OfE = 1.442695041e+00f;
  float ln2High = kLn2High, ln2Low = kLn2Low;
  /// (eʳ − 1 − r)/r² for |r| ≤ 0.34664; error 2⁻²⁶ of eʳ − 1.
  float fit[5] = {4.999999702e-01f, 1.666653901e-01f, 4.166775569e-02f, 8.367124014e-03f, 1.383573515e-03f};
};
constexpr ExpConstants kExpConstants;

/// What bell() is made of.
struct BellConstants {
  float one = 1;
  float round = kRound;
  float halfLog2OfE = -0.72134752f;
  /// (2ʳ − 1)/r for |r| ≤ ½; error 2⁻²³ of 2ʳ.
  float fit[5] = {6.931470037e-01f, 2.402222306e-01f, 5.550649390e-02f, 9.672747925e-03f, 1.330472762e-03f};
};
constexpr BellConstants kBellConstants;

/// x = n·ln 2 + r, |r| ≤ ½·ln 2.
struct ExpReduction {
  Bits n;  ///< n in the low bits, rubbish above
  Vec r;
  Vec tail;  ///< eʳ − 1 − r
  Vec lost;  ///< what r lost to rounding
};

/// `correction` is added to x after the subtraction of n·ln 2, so that x + correction may carry more than 24 bits.
inline ExpReduction reduceExp(Vec x, Vec correction, const ExpConstants& c = kExpConstants) {
  const Vec rounded = x * splat(c.log2OfE) + splat(c.round);
  const Vec n = rounded - splat(c.round);
  const Vec high = x - n * splat(c.ln2High);
  const Vec low = n * splat(c.ln2Low) - correction;
  const Vec r = high - low;
  return {toBits(rounded), r, r * r * polynomial(r, c.fit), (high - r) - low};
}

/// 2ⁿ·base for a power of two `base` and a product that is a normal number.
inline Vec powerOfTwo(Bits n, Vec base) { return toVec((n << 23) + toBits(base)); }

/// large + small + tail, rounded nearly once. |large| ≥ |small|, or large is 0.
inline Vec compensated(Vec large, Vec small, Vec tail) {
  const Vec sum = large + small;
  return sum + ((small - (sum - large)) + tail);
}

/// x = 2ᵏ·(1 + f), √½ ≤ 1 + f < √2, of a positive normal x. `n` holds k + 256.
struct LogReduction {
  Bits n;
  Vec f;
};
inline LogReduction reduceLog(Vec x) {
  const Bits offset = toBits(x) + splatBits(0x80000000u - 0x3f3504f3u);
  return {offset >> 23, toVec((offset & splatBits(0x007fffffu)) + splatBits(0x3f3504f3u)) - splat(1)};
}
inline Vec wholeNumber(Bits n) { return toVec(n + splatBits(0x4b400000u)) - splat(kRound); }

/// k·ln 2 + ln(1 + f) for a whole k and √½ ≤ 1 + f ≤ √2.
inline Vec joinLog(Vec k, Vec f) {
  // (ln(1 + f) − f + f²/2)/f³; error 2⁻²⁸ of ln(1 + f).
  constexpr float fit[] = {3.333331347e-01f,  -2.500016689e-01f, 2.000222355e-01f,  -1.665935963e-01f, 1.420955211e-01f,
                           -1.255015284e-01f, 1.211013645e-01f,  -1.090541482e-01f, 5.310597643e-02f};
  const Vec tail = f * f * (f * polynomial(f, fit) - splat(0.5f));
  return (k * splat(kLn2Low) + tail + f) + k * splat(kLn2High);
}

/// e^(y²)·erfc(y) for 0 ≤ y ≤ 10.5.
inline Vec scaledErfc(Vec y) {
  // Divided by t, as a polynomial in t = 1/(1 + 19/64·y), 0 ≤ y ≤ 10.1; error 2⁻²⁵·⁵.
  constexpr float fit[] = {1.673635840e-01f, 1.700420231e-01f,  1.385213733e-01f, 2.491584718e-01f, -1.870642453e-01f,
                           6.984312534e-01f, -6.608703732e-01f, 5.677246451e-01f, -1.433067173e-01f};
  const Vec t = splat(1) - y / (y + splat(64.0f / 19.0f));  // the quotient has full precision near 0, where most arguments lie
  return t * polynomial(t, fit);
}

/// (erf(x) − x)/x as a polynomial in x², for |x| ≤ 1; error 2⁻²⁹ of erf.
inline Vec erfTail(Vec square) {
  constexpr float fit[] = {1.283791661e-01f, -3.761262596e-01f, 1.128357872e-01f, -2.685334720e-02f,
                           5.187162198e-03f, -7.997853099e-04f, 7.806903886e-05f};
  return polynomial(square, fit);
}

/// The first twelve significant bits: the square of the result is exact.
inline Vec leadingBits(Vec x) { return toVec(toBits(x) & splatBits(0xfffff000u)); }

}  // namespace detail

/// e^x for x ≤ 0: the same bits as exp, a little faster.
///
/// Domain    x ≤ 60 or NaN. `correction` is a small addend to x that x has no bits for.
inline Vec expOfNegative(Vec x, Vec correction = Vec{}, const detail::ExpConstants& c = detail::kExpConstants) {
  using namespace detail;
  const ExpReduction e = reduceExp(atLeast(x, splat(c.least)), correction, c);
  // Scaled by 2⁶⁴ first, so that a subnormal result is rounded once.
  return (splat(c.one) + (e.r + e.tail)) * powerOfTwo(e.n, splat(c.up)) * splat(c.down);
}

/// e^x.
///
/// Accuracy  1.1 ULP, subnormal results included.
inline Vec exp(Vec x) {
  using namespace detail;
  const ExpReduction e = reduceExp(atMost(atLeast(x, splat(-104)), splat(89)), Vec{});
  // 2ⁿ in two factors, since n reaches from −150 to 128; both exponent fields come from n + 254.
  const Bits biased = e.n - splatBits(0x4b400000u - 254u);
  const Bits half = biased >> 1;
  return (splat(1) + (e.r + e.tail)) * toVec(half << 23) * toVec((biased - half) << 23);
}

/// e^x − 1 for x ≤ 0: a little faster than expm1.
///
/// Accuracy  1.1 ULP.
/// Trap      −0 gives +0.
inline Vec expm1OfNegative(Vec x, const detail::ExpConstants& c = detail::kExpConstants) {
  using namespace detail;
  const ExpReduction e = reduceExp(atLeast(x, splat(c.leastMinusOne)), Vec{}, c);
  const Vec one = splat(c.one), scale = powerOfTwo(e.n, one);
  return compensated(scale - one, scale * e.r, scale * (e.tail + e.lost));
}

/// e^x − 1, without the cancellation that exp(x) − 1 has near 0.
///
/// Accuracy  1.3 ULP.
inline Vec expm1(Vec x) {
  using namespace detail;
  const ExpReduction e = reduceExp(atMost(atLeast(x, splat(-17.5f)), splat(89)), Vec{});
  const Vec scale = powerOfTwo(e.n, splat(0.5f));  // half of 2ⁿ, since 2¹²⁸ is no float
  const Vec half = compensated(scale - splat(0.5f), scale * e.r, scale * (e.tail + e.lost));
  return select(absolute(x) < splat(0x1p-25f), x, half + half);
}

/// Natural logarithm.
///
/// Domain    ±0 gives −∞, a negative number NaN.
/// Accuracy  0.9 ULP.
inline Vec log(Vec x) {
  using namespace detail;
  const Mask subnormal = x < splat(0x1p-126f);
  const LogReduction e = reduceLog(select(subnormal, x * splat(0x1p25f), x));
  const Vec k = wholeNumber(e.n) - select(subnormal, splat(256 + 25), splat(256));
  const Vec outside = select(x < Vec{}, splat(kNan), select(x == Vec{}, splat(-kInfinity), x));
  return select((x > Vec{}) & (x < splat(kInfinity)), joinLog(k, e.f), outside);
}

/// ln(1 + x), right near 0 as well.
///
/// Domain    −1 gives −∞, less than −1 NaN.
/// Accuracy  1.5 ULP.
inline Vec log1p(Vec x) {
  using namespace detail;
  const LogReduction e = reduceLog(splat(1) + x);
  // 1 + f = (1 + x)/2ᵏ, made from x itself: 1 + x has lost bits, x·2⁻ᵏ and 2⁻ᵏ − 1 have not. The factor 4 keeps 2⁻ᵏ a normal
  // number up to k = 128.
  const Vec scale = toVec((splatBits(385) - e.n) << 23);
  const Vec f = splat(0.25f) * x * scale + (splat(0.25f) * scale - splat(1));
  const Vec outside = select(x < splat(-1), splat(kNan), select(x == splat(-1), splat(-kInfinity), x));
  const Vec inside = select(absolute(x) < splat(0x1p-25f), x, joinLog(wholeNumber(e.n) - splat(256), f));
  return select((x > splat(-1)) & (x < splat(kInfinity)), inside, outside);
}

/// ln(1 + x) for 0 ≤ x ≤ 1: a good deal faster than log1p.
inline Vec log1pOfUnit(Vec x) {
  using namespace detail;
  const Mask upper = x > splat(0.41421356f);
  return joinLog(select(upper, splat(1), Vec{}), select(upper, splat(0.5f) * x - splat(0.5f), x));
}

/// Hyperbolic tangent.
///
/// Accuracy  2.5 ULP; odd to the last bit, never beyond ±1.
inline Vec tanh(Vec x) {
  const Vec magnitude = absolute(x);
  return tanh(x, expm1OfNegative(-(magnitude + magnitude)));
}

/// Error function.
///
/// Accuracy  1.5 ULP; odd to the last bit, never beyond ±1.
inline Vec erf(Vec x) {
  using namespace detail;
  const Vec magnitude = absolute(x);
  const Vec y = atMost(magnitude, splat(4));
  const Vec high = leadingBits(y);
  const Vec gauss = expOfNegative(-(high * high), -(y - high) * (y + high));
  const Vec tail = gauss * scaledErfc(y);
  const Vec inner = y + y * erfTail(y * y);
  return withSign(select(magnitude < splat(1), inner, splat(1) - tail), x);
}

/// 1 − erf(x), right in the right tail, where the difference would be 0.
///
/// Accuracy  7.5 ULP, subnormal results included.
inline Vec erfc(Vec x) {
  using namespace detail;
  const Vec magnitude = absolute(x);
  const Vec y = atMost(magnitude, splat(10.5f));
  const Vec high = leadingBits(y);
  const Vec gauss = expOfNegative(-(high * high), -(y - high) * (y + high));
  const Vec tail = gauss * scaledErfc(y);
  const Vec inner = splat(1) - (x + x * erfTail(x * x));
  return select(magnitude < splat(0.5f), inner, select(x < Vec{}, splat(2) - tail, tail));
}

/// e^(−y²/2) for 0 ≤ y ≤ kNormalEnd, where it is 0.
inline Vec bell(Vec y, const detail::BellConstants& c = detail::kBellConstants) {
  using namespace detail;
  const Vec power = splat(c.halfLog2OfE) * (y * y);  // to base 2: its whole part is subtracted without rounding
  const Vec rounded = power + splat(c.round);
  const Vec r = power - (rounded - splat(c.round));
  const Vec one = splat(c.one);
  return (one + r * polynomial(r, c.fit)) * powerOfTwo(toBits(rounded), one);  // exponent field 0, which is 0, at the end
}

/// Φ(−y), given e^(−y²/2).
inline Vec normalTail(Vec y, Vec bell) {
  using namespace detail;
  // e^(y²/2)·Φ(−y)/t as a polynomial in t = 1/(1 + y/4); error 2⁻²⁶ of Φ(−y), absolute, or 2e-5 relative, whichever is larger.
  constexpr float fit[] = {9.890931100e-02f,  1.111746952e-01f, 2.910436504e-02f, 2.721237838e-01f,
                           -2.567682564e-01f, 3.356480598e-01f, -9.019194543e-02f};
  const Vec near = atMost(y, splat(kNormalEnd));
  const Vec t = splat(1) - near / (near + splat(4));
  return bell * (t * polynomial(t, fit));
}

namespace detail {

/// x = q·π/2 + r, |r| ≤ π/4 and a little more.
struct AngleReduction {
  Bits quadrant;  ///< q in the low two bits, rubbish above
  Vec r;
};

constexpr float kFarAngle = 8192.0f;

/// One float of magnitude ≥ kFarAngle, by whole numbers: x·2/π modulo 4 from that window of the bits of 2/π which its exponent
/// selects (Payne, Hanek 1983, "Radian reduction for trigonometric functions").
inline float reduceFarAngle(float x, std::uint32_t& quadrant) {
  constexpr std::uint32_t twoOverPi[] = {0,           0xa2f9836eu, 0x4e441529u, 0xfc2757d1u,
                                         0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu};
  std::uint32_t word;
  std::memcpy(&word, &x, sizeof word);
  const std::uint64_t mantissa = (word & 0x007fffffu) | 0x00800000u;
  const int exponent = static_cast<int>(word >> 23 & 0xffu) - 150;  // |x| = mantissa·2^exponent, −10 ≤ exponent ≤ 104
  const int first = exponent - 2 + 32;  // bits before it only add multiples of 4; the table begins with 32 zeros
  const int index = first / 32, shift = first % 32;
  const auto window = [&](int i) {
    const std::uint64_t pair = std::uint64_t{twoOverPi[index + i]} << 32 | twoOverPi[index + i + 1];
    return pair << shift >> 32;
  };
  const std::uint64_t low = mantissa * window(2);
  const std::uint64_t middle = mantissa * window(1) + (low >> 32);
  const std::uint64_t high = mantissa * window(0) + (middle >> 32);
  const std::uint64_t product = high << 32 | (middle & 0xffffffffu);  // |x|·2/π modulo 4, in units of 2⁻⁶²
  const std::uint64_t nearest = (product + (std::uint64_t{1} << 61)) >> 62;
  const auto rest = static_cast<std::int64_t>(product - (nearest << 62));
  const float r = static_cast<float>(static_cast<double>(rest) * (1.5707963267948966 * 0x1p-62));
  const bool negative = word >> 31;
  quadrant = static_cast<std::uint32_t>(negative ? -nearest : nearest);
  return negative ? -r : r;
}

inline AngleReduction reduceAngle(Vec x) {
  const Vec rounded = x * splat(6.366197724e-01f) + splat(kRound);
  const Vec n = rounded - splat(kRound);
  // π/2 in pieces of 11, 11, 11 and 24 bits: the first three products are exact for |n| < 2¹³.
  Vec r = x - n * splat(1.570312500e+00f);
  r = r - n * splat(4.837512970e-04f);
  r = r - n * splat(7.549533620e-08f);
  r = r - n * splat(2.563344068e-12f);
  AngleReduction angle = {toBits(rounded), r};
  const Vec magnitude = absolute(x);
  const Mask far = magnitude >= splat(kFarAngle);
  if (far[0] | far[1] | far[2] | far[3]) {
    for (int lane = 0; lane < kLanes; ++lane) {
      if (!far[lane]) continue;
      std::uint32_t quadrant = 0;
      angle.r[lane] = magnitude[lane] < kInfinity ? reduceFarAngle(x[lane], quadrant) : kNan;
      angle.quadrant[lane] = quadrant;
    }
  }
  return angle;
}

/// sin(r + quadrant·π/2).
inline Vec sineOfReduced(Vec r, Bits quadrant) {
  // (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ as polynomials in r², |r| ≤ π/4; errors 2⁻²⁷·⁹ of sin r and 2⁻³³ of cos r.
  constexpr float sineFit[] = {-1.666665524e-01f, 8.332189173e-03f, -1.951829036e-04f};
  constexpr float cosineFit[] = {4.166664556e-02f, -1.388730947e-03f, 2.443232734e-05f};
  const Vec square = r * r;
  const Vec sine = r + r * (square * polynomial(square, sineFit));
  const Vec cosine = splat(1) + (square * square * polynomial(square, cosineFit) - splat(0.5f) * square);
  const auto odd = reinterpret_cast<Mask>((quadrant & splatBits(1)) == splatBits(1));
  return toVec(toBits(select(odd, cosine, sine)) ^ ((quadrant & splatBits(2)) << 30));
}

}  // namespace detail

/// Sine of an angle in radians.
///
/// Domain    Every finite float, the sine being that of the float's exact value; ±∞ gives NaN.
/// Accuracy  2.5 ULP, and never beyond ±1.
inline Vec sin(Vec x) {
  using namespace detail;
  const AngleReduction angle = reduceAngle(x);
  return select(absolute(x) < splat(0x1p-13f), x, sineOfReduced(angle.r, angle.quadrant));
}

/// Cosine of an angle in radians.
///
/// Domain    Every finite float, the cosine being that of the float's exact value; ±∞ gives NaN.
/// Accuracy  2.5 ULP, and never beyond ±1.
inline Vec cos(Vec x) {
  using namespace detail;
  const AngleReduction angle = reduceAngle(x);
  return sineOfReduced(angle.r, angle.quadrant + splatBits(1));
}

#endif

/// Φ(−y) of the standard normal law for y ≥ 0: erfc for those who can do with less.
///
/// Accuracy  2e-7 absolute; relative 2e-6 to y = 3, 4e-5 to y = 13. 0 from y = 13.27 on.
inline Vec normalTail(Vec y) { return normalTail(y, bell(atMost(y, splat(kNormalEnd)))); }

/// φ(z) = e^(−z²/2)/√(2π), given e^(−z²/2).
inline Vec normalDensity(Vec bell) { return splat(Scalar(0.39894228040143268)) * bell; }

/// Logistic function 1/(1 + e^−x) and its complement, given t = e^−|x|.
///
/// Accuracy  3 ULP each, subnormal results included.
inline SigmoidPair sigmoidPair(Vec x, Vec t) {
  const Vec larger = splat(1) / (splat(1) + t);  // σ(|x|)
  const Vec smaller = t * larger;                // σ(−|x|)
  const Mask negative = x < Vec{};
  return {select(negative, smaller, larger), select(negative, larger, smaller)};
}

/// 1/(1 + e^−x), given t = e^−|x|.
inline Vec sigmoid(Vec x, Vec t) { return select(x < Vec{}, t, splat(1)) / (splat(1) + t); }

/// Logistic function 1/(1 + e^−x).
///
/// Accuracy  2.4 ULP, subnormal results included.
inline Vec sigmoid(Vec x) { return sigmoid(x, expOfNegative(-absolute(x))); }

/// ln(1 + e^x), given t = e^−|x|, which neither overflows nor loses its left tail. ln σ(x) is −softplus(−x).
///
/// Accuracy  1.8 ULP.
inline Vec softplus(Vec x, Vec t) { return atLeast(x, Vec{}) + log1pOfUnit(t); }

// One number: exactly the bits of a lane.
inline Scalar exp(Scalar x) { return exp(splat(x))[0]; }
inline Scalar expm1(Scalar x) { return expm1(splat(x))[0]; }
inline Scalar log(Scalar x) { return log(splat(x))[0]; }
inline Scalar log1p(Scalar x) { return log1p(splat(x))[0]; }
inline Scalar tanh(Scalar x) { return tanh(splat(x))[0]; }
inline Scalar sigmoid(Scalar x) { return sigmoid(splat(x))[0]; }
inline Scalar erf(Scalar x) { return erf(splat(x))[0]; }
inline Scalar erfc(Scalar x) { return erfc(splat(x))[0]; }
inline Scalar sin(Scalar x) { return sin(splat(x))[0]; }
inline Scalar cos(Scalar x) { return cos(splat(x))[0]; }

}  // namespace relu::math
