// Reads slopes from the activation's own backward loop.
#include "diagnostics/slope_regime.hpp"

#include <algorithm>
#include <cmath>

namespace relu {
namespace {

constexpr Index kBlock = 64;

/// f′ of up to kBlock sums.
void slopes(const Activation& activation, const Scalar* parameters, const Scalar* z, const Scalar* a, Index count,
            Scalar* derivatives) {
  std::fill_n(derivatives, padded(count), Scalar(1));
  activation.backward(z, a, derivatives, padded(count), parameters);
}

double steepest(const Activation& activation, const Scalar* parameters) {
  constexpr Index kReach = 12 * 16;
  double most = 0;
  for (Index first = -kReach; first <= kReach; first += kBlock) {
    Scalar z[kBlock], a[kBlock], derivatives[kBlock];
    for (Index i = 0; i < kBlock; ++i) z[i] = static_cast<Scalar>(static_cast<double>(std::min(first + i, kReach)) / 16);
    activation.forward(z, a, kBlock, parameters);
    slopes(activation, parameters, z, a, kBlock, derivatives);
    for (const Scalar derivative : derivatives) most = std::max(most, std::abs(static_cast<double>(derivative)));
  }
  return most;
}

}  // namespace

SlopeRegime::SlopeRegime(const Activation& activation, const Scalar* parameters)
    : activation_(activation),
      parameters_(parameters),
      flat_(static_cast<Scalar>(kFlatShare * steepest(activation, parameters))) {}

void SlopeRegime::classify(const Scalar* z, const Scalar* a, Index count, Regime* regimes) const {
  for (Index first = 0; first < count; first += kBlock) {
    const Index numbers = std::min(kBlock, count - first);
    Scalar derivatives[kBlock];
    slopes(activation_, parameters_, z + first, a + first, numbers, derivatives);
    for (Index i = 0; i < numbers; ++i) {
      const Scalar slope = std::abs(derivatives[i]);
      const bool flat = flat_ > 0 ? slope < flat_ : slope == 0;
      regimes[first + i] = !flat ? Regime::linear : a[first + i] == 0 ? Regime::off : Regime::saturated;
    }
  }
}

}  // namespace relu
