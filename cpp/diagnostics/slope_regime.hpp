// Where on its activation's curve a sum lies: off, on a plateau, or where the slope lets a signal through. Knows no layer.
#pragma once

#include "activation/activation.hpp"

namespace relu {

/// `off`: flat, and the output is exactly 0. `saturated`: flat, and it is not. `linear`: the rest.
enum class Regime { off, linear, saturated };

/// A slope below this share of the activation's steepest is flat.
constexpr double kFlatShare = 0.01;

/// The regimes of one activation.
///
/// Formula   flat ⇔ |f′(z)| < kFlatShare · max |f′|, the maximum over −12…12 in steps of 1/16; everywhere where that is 0
///           (step).
/// Trap      An activation whose slope grows without end (squared ReLU) is measured by its slope within that range.
class SlopeRegime {
 public:
  /// `parameters` in the order of the activation's fields; they must outlive this.
  SlopeRegime(const Activation& activation, const Scalar* parameters);

  /// Writes the regime of each of `count` sums `z` with outputs `a`; both are padded to whole vectors.
  void classify(const Scalar* z, const Scalar* a, Index count, Regime* regimes) const;

 private:
  const Activation& activation_;
  const Scalar* parameters_;
  Scalar flat_ = 0;  ///< In the slopes' own type, so that a slope of exactly a hundredth is not flat.
};

}  // namespace relu
