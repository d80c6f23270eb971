// The activation functions as functors over four lanes, so that any kernel can be a template over one. Knows nothing of rows,
// names or layers.
//
// Every functor is made once, before a loop, from its row's parameters, and has
//   Vec value(Vec z)              f(z)
//   Vec derivative(Vec z, Vec a)  f′(z), given a = f(z) as well, since some derivatives are cheapest in it.
//   bool outputSuffices           whether derivative(a, a) is derivative(z, a), to the bit.
// NaN gives NaN from both; ±∞ gives the limit of both, which is why arguments of a product with a vanishing factor are clamped.
#pragma once

#include <limits>

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

/// scale·z for z > 0, else depth·(e^(z/width) − 1): ELU, SELU and CELU.
struct ExponentialLinear {
  static constexpr bool outputSuffices = false;
  ExponentialLinear(Scalar scale, Scalar depth, Scalar width)
      : scale(splat(scale)), depth(splat(depth)), inverseWidth(splat(1 / width)), steepness(splat(depth / width)) {}
  Vec value(Vec z) const { return select(z > Vec{}, scale * z, depth * math::expm1OfNegative(z * inverseWidth)); }
  Vec derivative(Vec z, Vec) const { return select(z > Vec{}, scale, steepness * math::expOfNegative(z * inverseWidth)); }
  Vec scale, depth, inverseWidth, steepness;
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
  Vec value(Vec z) const {
    const Vec y = atMost(absolute(z), splat(kEnd));
    return atLeast(z, Vec{}) - y * math::normalTail(y);
  }
  Vec derivative(Vec z, Vec a) const {
    // Φ(z) is a/z; the tiny number makes it ½ at 0 and changes nothing that is not as tiny.
    const Vec tiny = splat(Scalar(1e-30));
    const Vec cumulative = (atMost(absolute(a), splat(kEnd)) + tiny) / (atMost(absolute(z), splat(kEnd)) + (tiny + tiny));
    return cumulative + clamp(z, -kEnd, kEnd) * math::normalDensity(z);
  }
};

struct GeluTanh : Fixed {
  using Fixed::Fixed;
  static constexpr Scalar kFactor = Scalar(1.5957691216057307);  // 2·√(2/π): ½·(1 + tanh u) = σ(2u)
  static constexpr Scalar kCubic = Scalar(0.044715);
  Vec value(Vec z) const {
    const Vec low = atLeast(z, splat(-40));
    return low * math::sigmoid(splat(kFactor) * (low + splat(kCubic) * low * low * low));
  }
  Vec derivative(Vec z, Vec) const {
    const Vec near = clamp(z, -40, 40);
    const Vec square = near * near;
    const math::SigmoidPair s = math::sigmoidPair(splat(kFactor) * (near + splat(kCubic) * square * near));
    return s.value + near * s.value * s.complement * (splat(kFactor) * (splat(1) + splat(3 * kCubic) * square));
  }
};

// Where σ(z) is 0 or 1 in either build, σ′(z) is 0 and products with it need a finite factor.
constexpr Scalar kSigmoidEnd = sizeof(Scalar) == 4 ? 110 : 750;

struct Silu : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const { return atLeast(z, splat(-kSigmoidEnd)) * math::sigmoid(z); }
  Vec derivative(Vec z, Vec) const {
    // f′(z) = 1 − f′(−z), so that of −|z| serves both: σ(−|z|)·(1 − |z|·σ(|z|)).
    const Vec y = atMost(absolute(z), splat(kSigmoidEnd));
    const Vec t = math::expOfNegative(-y);
    const Vec larger = splat(1) / (splat(1) + t);
    const Vec left = (t * larger) * (splat(1) - y * larger);
    return select(z < Vec{}, left, splat(1) - left);
  }
};

/// tanh(ln(1 + eᶻ)) = (2t + p)/(2t + p + 2q) with t = e^−|z|, (p, q) = (1, t²) for z ≥ 0 and (t², 1) below.
struct Mish : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const {
    const Ratio r(z);
    return atLeast(z, splat(-kSigmoidEnd)) * (r.numerator / r.denominator);
  }
  Vec derivative(Vec z, Vec) const {
    const Ratio r(z);
    const Vec inverse = splat(1) / r.denominator;
    const Vec m = select(z < Vec{}, r.t, r.t * r.t);
    const Vec bend = splat(4) * m * (splat(1) + r.t) * inverse * inverse;
    return r.numerator * inverse + clamp(z, -kSigmoidEnd, kSigmoidEnd) * bend;
  }

 private:
  struct Ratio {
    explicit Ratio(Vec z) : t(math::expOfNegative(-absolute(z))) {
      const Mask negative = z < Vec{};
      numerator = t + t + select(negative, t * t, splat(1));
      const Vec q = select(negative, splat(1), t * t);
      denominator = numerator + (q + q);
    }
    Vec t, numerator, denominator;
  };
};

struct Softplus {
  static constexpr bool outputSuffices = false;
  explicit Softplus(const Scalar* p) : beta(splat(p[0])), inverse(splat(1 / p[0])) {}
  Vec value(Vec z) const { return atLeast(z, Vec{}) + inverse * math::log1pOfUnit(math::expOfNegative(-absolute(beta * z))); }
  Vec derivative(Vec z, Vec) const { return math::sigmoid(beta * z); }
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

struct Sigmoid : Fixed {
  using Fixed::Fixed;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z) const { return math::sigmoid(z); }
  Vec derivative(Vec, Vec a) const { return a * (splat(1) - a); }
};

struct LogSigmoid : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const { return math::logSigmoid(z); }
  Vec derivative(Vec z, Vec) const { return math::sigmoid(-z); }
};

struct Tanh : Fixed {
  using Fixed::Fixed;
  static constexpr bool outputSuffices = true;
  Vec value(Vec z) const { return math::tanh(z); }
  Vec derivative(Vec, Vec a) const { return (splat(1) - a) * (splat(1) + a); }
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

struct TanhShrink : Fixed {
  using Fixed::Fixed;
  Vec value(Vec z) const { return z - math::tanh(z); }
  Vec derivative(Vec z, Vec) const {
    const Vec t = math::tanh(z);
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
