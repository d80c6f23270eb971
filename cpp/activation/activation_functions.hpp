// The activation functions as functors over four lanes, so that any kernel can be a template over one. Knows nothing of rows,
// names or layers.
//
// Every functor is made once, before a loop, from its row's parameters, and has
//   Vec value(Vec z)              f(z)
//   Vec derivative(Vec z, Vec a)  f′(z), given a = f(z) as well, since some derivatives are cheapest in it.
//   bool outputSuffices           whether derivative(a, a) is derivative(z, a), to the bit.
// One that is made of an exponential says of which instead, and the loops take that of many numbers at a time:
//   Exponential exponential              what the value is made of: e = exponential(scale, z)
//   Scalar scale                         a number, not a vector
//   Vec value(Vec z, Vec e)              f(z)
//   Exponential slopeExponential         the same for the derivative; absent where outputSuffices
//   Vec derivative(Vec z, Vec a, Vec e)  f′(z)
//   Vec argument(Vec z)                  what stands for z in the exponential, where that is not z
// NaN gives NaN from both; ±∞ gives the limit of both, which is why arguments of a product with a vanishing factor are clamped.
#pragma once

#include <limits>

#include "core/exponentials.hpp"
#include "core/simd.hpp"
#include "core/vector_math.hpp"

namespace relu::functions {

/// `derivative`, or NaN where z is NaN: a number of nothing but ones is none.
inline Vec keepNan(Vec z, Vec derivative) { return fromBits(bits(derivative) | plain(z != z)); }
/// 1 where `open`, else 0; NaN where z is NaN.
inline Vec gate(Mask open, Vec z) { return keepNan(z, where(open, splat(1))); }
inline Vec clamp(Vec z, Scalar low, Scalar high) { return atMost(atLeast(z, splat(low)), splat(high)); }

/// A function without parameters.
struct Fixed {
  static constexpr bool outputSuffices = false;
  explicit Fixed(const Scalar*) {}
};

/// One that is made of t = e^−|z|.
struct Decaying : Fixed {
  using Fixed::Fixed;
  static constexpr math::Exponential* exponential = math::decay;
  static constexpr math::Exponential* slopeExponential = math::decay;
  static constexpr Scalar scale = 1;
};

/// One that is made of tanh, given e = e^(−2·|z|) − 1.
struct Tangent : Fixed {
  using Fixed::Fixed;
  const math::TanhConstants& c = readAnew(math::kTanhConstants);
  static constexpr math::Exponential* exponential = math::decayMinusOne;
  static constexpr math::Exponential* slopeExponential = math::decayMinusOne;
  static constexpr Scalar scale = 2;
};

struct Linear : Fixed {
  using Fixed::Fixed;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z) const { return z; }
  Vec derivative(Vec z, Vec) const { return keepNan(z, splat(1)); }
};

struct Relu : Fixed {
  using Fixed::Fixed;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z) const { return atLeast(z, Vec{}); }
  Vec derivative(Vec z, Vec) const { return gate(z > Vec{}, z); }
  /// delta·derivative(a, a) for a finite a, at a third of the cost: what a network trains with, whose outputs have given a
  /// finite loss.
  Vec gated(Vec delta, Vec a) const { return where(a > Vec{}, delta); }
};

struct LeakyRelu {
  static constexpr bool outputSuffices = false;
  explicit LeakyRelu(const Scalar* p)
      : slope(splat(p[0])),
        lowest(splat(p[0] == 0 ? std::numeric_limits<Scalar>::lowest() : -math::kInfinity)) {}  // 0·−∞ would be NaN
  Vec value(Vec z) const { return select(z > Vec{}, z, slope * atLeast(z, lowest)); }
  Vec derivative(Vec z, Vec) const { return keepNan(z, select(z > Vec{}, splat(1), slope)); }
  Vec slope, lowest;
};

struct Relu6 : Fixed {
  using Fixed::Fixed;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z) const { return clamp(z, 0, 6); }
  Vec derivative(Vec z, Vec) const { return gate((z > Vec{}) & (z < splat(6)), z); }
};

struct ThresholdedRelu {
  static constexpr bool outputSuffices = false;
  explicit ThresholdedRelu(const Scalar* p) : threshold(splat(p[0])) {}
  Vec value(Vec z) const { return select(z <= threshold, Vec{}, z); }
  Vec derivative(Vec z, Vec) const { return gate(z > threshold, z); }
  Vec threshold;
};

struct SquaredRelu : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const {
    const Vec positive = atLeast(z, Vec{});
    return positive * positive;
  }
  Vec derivative(Vec z, Vec) const {
    const Vec positive = atLeast(z, Vec{});
    return positive + positive;
  }
};

/// factor·z for z > 0, else depth·(e^(z/width) − 1): ELU, SELU and CELU.
struct ExponentialLinear {
  static constexpr bool outputSuffices = false;
  ExponentialLinear(Scalar factor, Scalar depth, Scalar width)
      : factor(splat(factor)), depth(splat(depth)), steepness(splat(depth / width)), scale(1 / width) {}
  static constexpr math::Exponential* exponential = math::decayMinusOne;
  Vec value(Vec z, Vec e) const { return select(z > Vec{}, factor * z, depth * e); }
  static constexpr math::Exponential* slopeExponential = math::decay;
  Vec derivative(Vec z, Vec, Vec e) const { return select(z > Vec{}, factor, steepness * e); }
  Vec factor, depth, steepness;
  Scalar scale;
};

struct Elu : ExponentialLinear {
  explicit Elu(const Scalar* p) : ExponentialLinear(1, p[0], 1) {}
};

struct Selu : ExponentialLinear {
  static constexpr double kScale = 1.0507009873554804934, kAlpha = 1.6732632423543772848;
  explicit Selu(const Scalar*) : ExponentialLinear(Scalar(kScale), Scalar(kScale * kAlpha), 1) {}
};

struct Celu : ExponentialLinear {
  explicit Celu(const Scalar* p) : ExponentialLinear(1, p[0], p[0]) {}
};

/// z·Φ(z) = max(z, 0) − |z|·Φ(−|z|), which keeps its left tail.
struct Gelu : Fixed {
  using Fixed::Fixed;
  static constexpr Scalar kEnd = 40;  // Φ(−|z|) and φ(z) are 0 here
  static constexpr math::Exponential* exponential = math::bell;
  static constexpr math::Exponential* slopeExponential = math::bell;
  static constexpr Scalar scale = 1;
  Vec value(Vec z, Vec bell) const {
    const Vec y = atMost(absolute(z), splat(kEnd));
    return atLeast(z, Vec{}) - y * math::normalTail(y, bell);
  }
  Vec derivative(Vec z, Vec a, Vec bell) const {
    // Φ(z) is a/z; the tiny number makes it ½ at 0 and changes nothing that is not as tiny.
    const Vec tiny = splat(Scalar(1e-30));
    const Vec cumulative = (atMost(absolute(a), splat(kEnd)) + tiny) / (atMost(absolute(z), splat(kEnd)) + (tiny + tiny));
    return cumulative + clamp(z, -kEnd, kEnd) * math::normalDensity(bell);
  }
};

/// z·σ(u), u = 2·√(2/π)·(z + 0.044715·z³): ½·(1 + tanh u) = σ(2u).
struct GeluTanh : Decaying {
  using Decaying::Decaying;
  static constexpr Scalar kFactor = Scalar(1.5957691216057307);
  static constexpr Scalar kCubic = Scalar(0.044715);
  static Vec argument(Vec z) { return splat(kFactor) * (z + splat(kCubic) * z * z * z); }
  Vec value(Vec z, Vec t) const { return atLeast(z, splat(-40)) * math::sigmoid(z, t); }
  Vec derivative(Vec z, Vec, Vec t) const {
    const Vec near = clamp(z, -40, 40);
    const math::SigmoidPair s = math::sigmoidPair(near, t);
    return s.value + near * s.value * s.complement * (splat(kFactor) * (splat(1) + splat(3 * kCubic) * (near * near)));
  }
};

// Where σ(z) is 0 or 1 in either build, σ′(z) is 0 and products with it need a finite factor.
constexpr Scalar kSigmoidEnd = sizeof(Scalar) == 4 ? 110 : 750;

struct Silu : Decaying {
  using Decaying::Decaying;
  Vec value(Vec z, Vec t) const { return atLeast(z, splat(-kSigmoidEnd)) * math::sigmoid(z, t); }
  Vec derivative(Vec z, Vec, Vec t) const {
    // f′(z) = 1 − f′(−z), so that of −|z| serves both: σ(−|z|)·(1 − |z|·σ(|z|)).
    const Vec y = atMost(absolute(z), splat(kSigmoidEnd));
    const Vec larger = splat(1) / (splat(1) + t);
    const Vec left = (t * larger) * (splat(1) - y * larger);
    return select(z < Vec{}, left, splat(1) - left);
  }
};

/// tanh(ln(1 + eᶻ)) = (2t + p)/(2t + p + 2q) with t = e^−|z|, (p, q) = (1, t²) for z ≥ 0 and (t², 1) below.
struct Mish : Decaying {
  using Decaying::Decaying;
  Vec value(Vec z, Vec t) const {
    const Ratio r(z, t);
    return atLeast(z, splat(-kSigmoidEnd)) * (r.numerator / r.denominator);
  }
  Vec derivative(Vec z, Vec, Vec t) const {
    const Ratio r(z, t);
    const Vec inverse = splat(1) / r.denominator;
    const Vec m = select(z < Vec{}, t, t * t);
    const Vec bend = splat(4) * m * (splat(1) + t) * inverse * inverse;
    return r.numerator * inverse + clamp(z, -kSigmoidEnd, kSigmoidEnd) * bend;
  }

 private:
  struct Ratio {
    Ratio(Vec z, Vec t) {
      const Mask negative = z < Vec{};
      numerator = t + t + select(negative, t * t, splat(1));
      const Vec q = select(negative, splat(1), t * t);
      denominator = numerator + (q + q);
    }
    Vec numerator, denominator;
  };
};

struct Softplus : Decaying {
  explicit Softplus(const Scalar* p) : Decaying(p), scale(p[0]), beta(splat(p[0])), inverse(splat(1 / p[0])) {}
  Vec value(Vec z, Vec t) const { return atLeast(z, Vec{}) + inverse * math::log1pOfUnit(t); }
  Vec derivative(Vec z, Vec, Vec t) const { return math::sigmoid(beta * z, t); }
  Scalar scale;
  Vec beta, inverse;
};

struct Softsign : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const {
    const Vec finite = clamp(z, Scalar(-1e30), Scalar(1e30));
    return finite / (splat(1) + absolute(finite));
  }
  Vec derivative(Vec z, Vec) const {
    const Vec inverse = splat(1) / (splat(1) + absolute(z));
    return inverse * inverse;
  }
};

struct Sigmoid : Decaying {
  using Decaying::Decaying;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z, Vec t) const { return math::sigmoid(z, t); }
  Vec derivative(Vec, Vec a) const { return a * (splat(1) - a); }
};

struct LogSigmoid : Decaying {
  using Decaying::Decaying;
  Vec value(Vec z, Vec t) const { return -math::softplus(-z, t); }
  Vec derivative(Vec z, Vec, Vec t) const { return math::sigmoid(-z, t); }
};

struct Tanh : Tangent {
  using Tangent::Tangent;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z, Vec e) const { return math::tanh(z, e, c); }
  Vec derivative(Vec, Vec a) const { return (splat(c.one) - a) * (splat(c.one) + a); }
};

struct HardSigmoid : Fixed {
  using Fixed::Fixed;
  static constexpr Scalar kSlope = Scalar(1.0 / 6);
  Vec value(Vec z) const { return clamp(z * splat(kSlope) + splat(Scalar(0.5)), 0, 1); }
  Vec derivative(Vec z, Vec) const { return keepNan(z, select(absolute(z) < splat(3), splat(kSlope), Vec{})); }
};

struct HardTanh : Fixed {
  using Fixed::Fixed;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z) const { return clamp(z, -1, 1); }
  Vec derivative(Vec z, Vec) const { return gate(absolute(z) < splat(1), z); }
};

struct HardSwish : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const { return atLeast(z, splat(-3)) * clamp(z * splat(Scalar(1.0 / 6)) + splat(Scalar(0.5)), 0, 1); }
  Vec derivative(Vec z, Vec) const {
    const Vec between = z * splat(Scalar(1.0 / 3)) + splat(Scalar(0.5));
    return select(z <= splat(-3), Vec{}, select(z >= splat(3), splat(1), between));
  }
};

struct TanhShrink : Tangent {
  using Tangent::Tangent;
  Vec value(Vec z, Vec e) const { return z - math::tanh(z, e, c); }
  Vec derivative(Vec z, Vec, Vec e) const {
    const Vec t = math::tanh(z, e, c);
    return t * t;
  }
};

struct SoftShrink {
  static constexpr bool outputSuffices = false;
  explicit SoftShrink(const Scalar* p) : lambda(splat(p[0])) {}
  Vec value(Vec z) const { return z - atMost(atLeast(z, -lambda), lambda); }
  Vec derivative(Vec z, Vec) const { return gate(absolute(z) > lambda, z); }
  Vec lambda;
};

struct HardShrink {
  static constexpr bool outputSuffices = false;
  explicit HardShrink(const Scalar* p) : lambda(splat(p[0])) {}
  Vec value(Vec z) const { return select(absolute(z) <= lambda, Vec{}, z); }
  Vec derivative(Vec z, Vec) const { return gate(absolute(z) > lambda, z); }
  Vec lambda;
};

struct Sine : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const { return math::sin(z); }
  Vec derivative(Vec z, Vec) const { return math::cos(z); }
};

struct Step : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const { return gate(z > Vec{}, z); }
  Vec derivative(Vec z, Vec) const { return keepNan(z, Vec{}); }
};

}  // namespace relu::functions
